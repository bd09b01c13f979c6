"""Everything about one part: what it is made of, where it is used, who sells it, where it lies."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import Connection, bindparam, func, select

from kitstation.domain.etags import etag
from kitstation.domain.records import MbomLine
from kitstation.store import rows, tables
from kitstation.store.column_types import Quantity
from kitstation.store.tables import NOTHING, is_on_hand

_part, _mbom, _item, _location = tables.part.c, tables.mbom_line.c, tables.item.c, tables.location.c
_supplier, _supplier_part = tables.supplier.c, tables.supplier_part.c

MOST_PLACES = 200
MOST_USES = 200


@dataclass(frozen=True, slots=True)
class BomRow:
    """A line of an assembly's mBOM. `substitutes` are the numbers of the parts that may be used instead."""

    uid: str
    part_uid: str
    part_number: str
    revision: str
    description: str
    quantity: Decimal
    unit: str
    designators: tuple[str, ...]
    substitute_uids: tuple[str, ...]
    substitutes: tuple[str, ...]
    etag: str


@dataclass(frozen=True, slots=True)
class UseRow:
    """An assembly that needs a part, and how much of it; `as_substitute` where it may be used instead of another."""

    assembly_uid: str
    part_number: str
    revision: str
    description: str
    quantity: Decimal
    unit: str
    as_substitute: bool


@dataclass(frozen=True, slots=True)
class SupplierPartRow:
    """How a supplier sells a part: `factor` of the part's stock unit are one purchase unit."""

    uid: str
    supplier_uid: str
    supplier: str
    supplier_part_number: str
    purchase_unit: str
    factor: Decimal


@dataclass(frozen=True, slots=True)
class PlaceStock:
    """How much of a part lies at a place, in how many items, and how much of it may not be taken."""

    location_uid: str
    location: str
    quantity: Decimal
    blocked: Decimal
    items: int


_NAMES = select(_part.uid, _part.part_number, _part.revision).where(
    _part.uid.in_(bindparam("uids", expanding=True))
)
_LINES = (
    select(
        *rows.MBOM_LINES.columns,
        _part.part_number,
        _part.revision,
        _part.description,
        _part.unit,
    )
    .join(tables.part, _part.uid == _mbom.part_uid)
    .where(_mbom.assembly_uid == bindparam("assembly_uid"))
    .order_by(_part.part_number, _part.revision)
)
_USES = (
    select(
        _mbom.assembly_uid,
        _part.part_number,
        _part.revision,
        _part.description,
        _mbom.quantity,
        _part.unit,
        (_mbom.part_uid != bindparam("part_uid")).label("as_substitute"),
    )
    .join(tables.part, _part.uid == _mbom.assembly_uid)
    .where((_mbom.part_uid == bindparam("part_uid")) | _mbom.substitutes.contains(bindparam("quoted")))
    .order_by(_part.part_number, _part.revision)
    .limit(MOST_USES)
)
_SUPPLIER_PARTS = (
    select(
        _supplier_part.uid,
        _supplier_part.supplier_uid,
        _supplier.name.label("supplier"),
        _supplier_part.supplier_part_number,
        _supplier_part.purchase_unit,
        _supplier_part.factor,
    )
    .join(tables.supplier, _supplier.uid == _supplier_part.supplier_uid)
    .where(_supplier_part.part_uid == bindparam("part_uid"))
    .order_by(_supplier.name)
)
_TRADE_NUMBERS = (
    select(tables.trade_number.c.number)
    .where(tables.trade_number.c.part_uid == bindparam("part_uid"))
    .order_by(tables.trade_number.c.number)
)
_PLACES = (
    select(
        _item.location_uid,
        _location.path.label("location"),
        func.sum(_item.quantity, type_=Quantity).label("quantity"),
        func.sum(_item.quantity * _item.blocked, type_=Quantity).label("blocked"),
        func.count().label("items"),
    )
    .join(tables.location, _location.uid == _item.location_uid)
    .where(_item.part_uid == bindparam("part_uid"), is_on_hand(tables.item), _item.deleted == NOTHING)
    .group_by(_item.location_uid, _location.path)
    .order_by(_location.path)
    .limit(MOST_PLACES)
)


def bom_of(connection: Connection, assembly_uid: str) -> tuple[BomRow, ...]:
    """Return the lines of an assembly's mBOM, in the order of their part numbers."""
    found = connection.execute(_LINES, {"assembly_uid": assembly_uid}).mappings().all()
    lines = [(rows.MBOM_LINES.record(row), row) for row in found]
    names = _names(connection, {uid for line, _ in lines for uid in line.substitutes})
    return tuple(
        BomRow(
            uid=line.uid,
            part_uid=line.part_uid,
            part_number=row["part_number"],
            revision=row["revision"],
            description=row["description"],
            quantity=line.quantity,
            unit=row["unit"],
            designators=line.designators,
            substitute_uids=line.substitutes,
            substitutes=tuple(names[uid] for uid in line.substitutes if uid in names),
            etag=etag(line),
        )
        for line, row in lines
    )


def bom_line(connection: Connection, uid: str) -> MbomLine | None:
    """Return a line of an mBOM as the domain knows it."""
    row = connection.execute(rows.MBOM_LINES.select.where(_mbom.uid == uid)).mappings().first()
    return rows.MBOM_LINES.record(row) if row else None


def uses_of(connection: Connection, part_uid: str) -> tuple[UseRow, ...]:
    """Return the assemblies that need a part, or may be made with it instead of another."""
    parameters = {"part_uid": part_uid, "quoted": part_uid}
    found = connection.execute(_USES, parameters).mappings()
    return tuple(UseRow(**{**row, "as_substitute": bool(row["as_substitute"])}) for row in found)


def supplier_parts_of(connection: Connection, part_uid: str) -> tuple[SupplierPartRow, ...]:
    """Return who sells a part."""
    found = connection.execute(_SUPPLIER_PARTS, {"part_uid": part_uid}).mappings()
    return tuple(SupplierPartRow(**row) for row in found)


def trade_numbers_of(connection: Connection, part_uid: str) -> tuple[str, ...]:
    """Return the numbers that are remembered for a part, besides its own ones, in the order of the alphabet."""
    return tuple(connection.execute(_TRADE_NUMBERS, {"part_uid": part_uid}).scalars())


def places_of_part(connection: Connection, part_uid: str) -> tuple[PlaceStock, ...]:
    """Return where a part lies, in walking order."""
    found = connection.execute(_PLACES, {"part_uid": part_uid}).mappings()
    return tuple(PlaceStock(**row) for row in found)


def _names(connection: Connection, uids: set[str]) -> dict[str, str]:
    if not uids:
        return {}
    found = connection.execute(_NAMES, {"uids": sorted(uids)}).mappings()
    return {row["uid"]: f"{row['part_number']} {row['revision']}".strip() for row in found}
