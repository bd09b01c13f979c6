"""Runs: what is being made, how far it is, and the assemblies of each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from sqlalchemy import Connection, Select, bindparam, func, select

from kitstation.domain.movements import Bucket
from kitstation.domain.quantities import ZERO
from kitstation.domain.records import Run, RunStatus, TrackingType
from kitstation.store import rows, tables
from kitstation.store.column_types import Quantity
from kitstation.store.queries.begun import begun, counts_as_begun
from kitstation.store.tables import NOTHING, is_in

_run, _part, _kit, _item = tables.run.c, tables.part.c, tables.kit.c, tables.item.c
_location, _mbom = tables.location.c, tables.mbom_line.c
_balance, _requirement = tables.balance.c, tables.requirement.c


@dataclass(frozen=True, slots=True)
class RunRow:
    """A run as a list shows it: how many are wanted, begun, built and in work, and how many kits there are for it."""

    uid: str
    title: str
    part_uid: str
    part_number: str
    revision: str
    description: str
    tracking: TrackingType
    unit: str
    quantity: Decimal
    built: Decimal
    status: RunStatus
    begun: Decimal
    in_work: Decimal
    kits: int
    mbom_lines: int

    @property
    def to_start(self) -> Decimal:
        """How many assemblies may still be begun."""
        return max(self.quantity - self.begun, ZERO)


@dataclass(frozen=True, slots=True)
class AssemblyRow:
    """An assembly of a run. `required` and `installed` are sums over all that it is made of."""

    uid: str
    serial_number: str | None
    lot_number: str | None
    quantity: Decimal
    unit: str
    location: str
    in_work: bool
    received_at: datetime
    required: Decimal
    installed: Decimal
    installed_in: str | None
    """The uid of the next-higher assembly that it is in."""

    @property
    def missing(self) -> Decimal:
        """How much is still to be installed."""
        return max(self.required - self.installed, ZERO)


_IN_WORK = (
    select(func.coalesce(func.sum(_item.quantity), NOTHING))
    .where(_item.run_uid == _run.uid, _item.in_work != NOTHING, _item.deleted == NOTHING)
    .scalar_subquery()
)
_BEGUN = (
    select(begun())
    .join_from(tables.item, tables.balance, _balance.item_uid == _item.uid)
    .where(_item.run_uid == _run.uid, counts_as_begun())
    .scalar_subquery()
)
_KITS = select(func.count()).where(_kit.run_uid == _run.uid).scalar_subquery()
_MBOM_LINES = select(func.count()).where(_mbom.assembly_uid == _run.part_uid).scalar_subquery()
_RUNS: Select[tuple[object, ...]] = (
    select(
        _run.uid,
        _run.title,
        _run.part_uid,
        _part.part_number,
        _part.revision,
        _part.description,
        _part.tracking,
        _part.unit,
        _run.quantity,
        _run.built,
        _run.status,
        _BEGUN.label("begun"),
        func.coalesce(_IN_WORK, NOTHING, type_=Quantity).label("in_work"),
        _KITS.label("kits"),
        _MBOM_LINES.label("mbom_lines"),
    )
    .select_from(tables.run)
    .join(tables.part, _part.uid == _run.part_uid)
)
# Uids tell the order of making.
_NEWEST = _RUNS.order_by(_run.uid.desc()).limit(bindparam("limit"))
_BY_UID = _RUNS.where(_run.uid == bindparam("uid"))
_BY_TITLE = _RUNS.where(_run.title == bindparam("title")).order_by(_run.uid.desc())

_REQUIRED = (
    select(func.coalesce(func.sum(_requirement.quantity), NOTHING))
    .where(_requirement.assembly_uid == _item.uid)
    .scalar_subquery()
)
_INSTALLED = (
    select(func.coalesce(func.sum(_balance.quantity), NOTHING))
    .select_from(tables.requirement.join(tables.balance, _balance.place == _requirement.uid))
    .where(_requirement.assembly_uid == _item.uid, is_in(Bucket.DELIVERED))
    .scalar_subquery()
)
_own = tables.balance.alias("own")
_higher = tables.requirement.alias("higher")
_INSTALLED_IN = (
    select(_higher.c.assembly_uid)
    .select_from(_own.join(_higher, _higher.c.uid == _own.c.place))
    .where(_own.c.item_uid == _item.uid, _own.c.bucket == Bucket.DELIVERED, _own.c.quantity > ZERO)
    .limit(1)
    .scalar_subquery()
)
_ASSEMBLIES: Select[tuple[object, ...]] = (
    select(
        _item.uid,
        _item.serial_number,
        _item.lot_number,
        _item.quantity,
        _item.unit,
        _location.path.label("location"),
        _item.in_work,
        _item.received_at,
        func.coalesce(_REQUIRED, NOTHING, type_=Quantity).label("required"),
        func.coalesce(_INSTALLED, NOTHING, type_=Quantity).label("installed"),
        _INSTALLED_IN.label("installed_in"),
    )
    .select_from(tables.item)
    .join(tables.location, _location.uid == _item.location_uid)
    .where(_item.run_uid == bindparam("run_uid"), _item.deleted == NOTHING)
    .order_by(_item.in_work.desc(), _item.uid)
)


def newest_runs(connection: Connection, limit: int = 500) -> tuple[RunRow, ...]:
    """Return the runs, newest first."""
    return tuple(RunRow(**row) for row in connection.execute(_NEWEST, {"limit": limit}).mappings())


def run_by_uid(connection: Connection, uid: str) -> RunRow | None:
    """Return the run with this uid."""
    row = connection.execute(_BY_UID, {"uid": uid}).mappings().first()
    return RunRow(**row) if row else None


def runs_titled(connection: Connection, title: str) -> tuple[RunRow, ...]:
    """Return the runs with this title, newest first; titles need not be different."""
    return tuple(RunRow(**row) for row in connection.execute(_BY_TITLE, {"title": title}).mappings())


def run_record(connection: Connection, uid: str) -> Run | None:
    """Return a run as it is written, for its etag."""
    row = connection.execute(rows.RUNS.select.where(_run.uid == uid)).mappings().first()
    return rows.RUNS.record(row) if row else None


def assemblies_of_run(connection: Connection, run_uid: str) -> tuple[AssemblyRow, ...]:
    """Return the assemblies of a run, those in work first, in the order in which they were begun."""
    found = connection.execute(_ASSEMBLIES, {"run_uid": run_uid}).mappings()
    return tuple(AssemblyRow(**row) for row in found)
