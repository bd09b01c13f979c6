"""What is built: what an assembly needs, what is installed in it, and what the kits of its run hold for it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import Connection, Select, bindparam, func, select

from kitstation.domain.movements import Bucket
from kitstation.domain.quantities import ZERO
from kitstation.domain.records import KitStatus, TrackingType
from kitstation.store import tables
from kitstation.store.column_types import Quantity
from kitstation.store.tables import NOTHING, is_in, is_picked

_item, _part, _location, _run = tables.item.c, tables.part.c, tables.location.c, tables.run.c
_balance, _requirement = tables.balance.c, tables.requirement.c
_kit, _line = tables.kit.c, tables.kit_line.c
_OPEN = tuple(status for status in KitStatus if not status.is_closed)


@dataclass(frozen=True, slots=True)
class AssemblyHeader:
    """An assembly that is or was built, and its run."""

    uid: str
    part_number: str
    revision: str
    serial_number: str | None
    lot_number: str | None
    quantity: Decimal
    unit: str
    location: str
    location_uid: str
    in_work: bool
    run_uid: str | None
    run: str | None

    @property
    def name(self) -> str:
        """What people call it."""
        return self.serial_number or self.lot_number or self.part_number


@dataclass(frozen=True, slots=True)
class RequirementState:
    """What an assembly needs of a part, and how much of that is installed."""

    uid: str
    assembly_uid: str
    part_uid: str
    part_number: str
    revision: str
    description: str
    tracking: TrackingType
    unit: str
    quantity: Decimal
    installed: Decimal
    designators: tuple[str, ...]
    substitutes: tuple[str, ...]

    @property
    def missing(self) -> Decimal:
        """How much is still to be installed."""
        return max(self.quantity - self.installed, ZERO)

    def takes(self, part_uid: str) -> bool:
        """Whether a part may be installed: it is the one that is needed, or an approved substitute."""
        return part_uid == self.part_uid or part_uid in self.substitutes


@dataclass(frozen=True, slots=True)
class InstalledItem:
    """How much of an item is installed for a requirement of an assembly."""

    requirement_uid: str
    assembly_uid: str
    item_uid: str
    part_uid: str
    part_number: str
    serial_number: str | None
    lot_number: str | None
    quantity: Decimal
    unit: str


@dataclass(frozen=True, slots=True)
class HeldForRun:
    """How much of an item an open kit of a run holds."""

    kit: str
    line_uid: str
    item_uid: str
    part_uid: str
    part_number: str
    serial_number: str | None
    lot_number: str | None
    quantity: Decimal


_ASSEMBLY = (
    select(
        _item.uid,
        _part.part_number,
        _part.revision,
        _item.serial_number,
        _item.lot_number,
        _item.quantity,
        _item.unit,
        _location.path.label("location"),
        _item.location_uid,
        _item.in_work,
        _item.run_uid,
        _run.title.label("run"),
    )
    .select_from(tables.item)
    .join(tables.part, _part.uid == _item.part_uid)
    .join(tables.location, _location.uid == _item.location_uid)
    .outerjoin(tables.run, _run.uid == _item.run_uid)
    .where(_item.uid == bindparam("uid"), _item.deleted == NOTHING)
)
_INSTALLED_QUANTITY = (
    select(func.coalesce(func.sum(_balance.quantity), NOTHING))
    .where(is_in(Bucket.DELIVERED), _balance.place == _requirement.uid)
    .scalar_subquery()
)
_REQUIREMENTS: Select[tuple[object, ...]] = (
    select(
        _requirement.uid,
        _requirement.assembly_uid,
        _requirement.part_uid,
        _part.part_number,
        _part.revision,
        _part.description,
        _part.tracking,
        _requirement.unit,
        _requirement.quantity,
        func.coalesce(_INSTALLED_QUANTITY, NOTHING, type_=Quantity).label("installed"),
        _requirement.designators,
        _requirement.substitutes,
    )
    .select_from(tables.requirement)
    .join(tables.part, _part.uid == _requirement.part_uid)
    .where(_requirement.assembly_uid == bindparam("assembly_uid"))
    .order_by(_part.part_number, _part.revision)
)
_INSTALLED: Select[tuple[object, ...]] = (
    select(
        _requirement.uid.label("requirement_uid"),
        _requirement.assembly_uid,
        _balance.item_uid,
        _item.part_uid,
        _part.part_number,
        _item.serial_number,
        _item.lot_number,
        _balance.quantity,
        _item.unit,
    )
    .select_from(tables.requirement)
    .join(tables.balance, _balance.place == _requirement.uid)
    .join(tables.item, _item.uid == _balance.item_uid)
    .join(tables.part, _part.uid == _item.part_uid)
    .where(
        is_in(Bucket.DELIVERED),
        _balance.quantity > ZERO,
        _requirement.assembly_uid == bindparam("assembly_uid"),
    )
    .order_by(_part.part_number, _item.serial_number, _item.lot_number, _item.uid)
)
_OPEN_KITS_OF_RUN = select(_kit.uid).where(_kit.run_uid == bindparam("run_uid"), _kit.status.in_(_OPEN))
_HELD: Select[tuple[object, ...]] = (
    select(
        _kit.number.label("kit"),
        _line.uid.label("line_uid"),
        _balance.item_uid,
        _item.part_uid,
        _part.part_number,
        _item.serial_number,
        _item.lot_number,
        _balance.quantity,
    )
    .select_from(tables.kit_line)
    .join(tables.kit, _kit.uid == _line.kit_uid)
    .join(tables.balance, _balance.place == _line.uid)
    .join(tables.item, _item.uid == _balance.item_uid)
    .join(tables.part, _part.uid == _item.part_uid)
    .where(_line.kit_uid.in_(_OPEN_KITS_OF_RUN), is_picked(), _balance.quantity > ZERO)
    .order_by(_kit.created_at, _item.received_at, _item.uid)
)
_LINES_FOR_PART = (
    select(_line.uid)
    .select_from(tables.kit)
    .join(tables.kit_line, _line.kit_uid == _kit.uid)
    .where(
        _kit.run_uid == bindparam("run_uid"),
        _kit.status.in_(_OPEN),
        _line.part_uid == bindparam("part_uid"),
    )
    .order_by(_kit.created_at)
)


def assembly(connection: Connection, uid: str) -> AssemblyHeader | None:
    """Return the assembly with this uid."""
    row = connection.execute(_ASSEMBLY, {"uid": uid}).mappings().first()
    return AssemblyHeader(**row) if row else None


def requirements_of(connection: Connection, assembly_uid: str) -> tuple[RequirementState, ...]:
    """Return what an assembly needs, in the order of part numbers."""
    found = connection.execute(_REQUIREMENTS, {"assembly_uid": assembly_uid}).mappings()
    return tuple(RequirementState(**row) for row in found)


def installed_in(connection: Connection, assembly_uid: str) -> tuple[InstalledItem, ...]:
    """Return what is installed in an assembly; not what is installed in that."""
    found = connection.execute(_INSTALLED, {"assembly_uid": assembly_uid}).mappings()
    return tuple(InstalledItem(**row) for row in found)


def held_for_run(connection: Connection, run_uid: str) -> tuple[HeldForRun, ...]:
    """Return what the open kits of a run hold, the oldest kit first."""
    found = connection.execute(_HELD, {"run_uid": run_uid}).mappings()
    return tuple(HeldForRun(**row) for row in found)


def kit_line_for_part(connection: Connection, run_uid: str, part_uid: str) -> str | None:
    """Return the line for a part in the oldest open kit of a run that has one."""
    parameters = {"run_uid": run_uid, "part_uid": part_uid}
    return connection.execute(_LINES_FOR_PART, parameters).scalars().first()
