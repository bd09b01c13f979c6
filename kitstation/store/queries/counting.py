"""What lies at a place according to the books, and what a code names of it: for counting."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import ColumnElement, Connection, RowMapping, Select, bindparam, func, or_, select

from kitstation.domain.movements import Bucket
from kitstation.domain.records import TrackingType
from kitstation.store import tables
from kitstation.store.column_types import Quantity
from kitstation.store.tables import NOTHING

_item, _part, _location = tables.item.c, tables.part.c, tables.location.c
_balance, _line, _kit = tables.balance.c, tables.kit_line.c, tables.kit.c


@dataclass(frozen=True, slots=True)
class ShelfItem:
    """An inventory item as somebody who counts meets it.

    `on_hand` may be taken; `reserved` lies beside it and is kept for kits. `bound` is in kits, in assemblies or in
    other items; `kit` is the kit that holds some of it.
    """

    uid: str
    part_uid: str
    part_number: str
    revision: str
    description: str
    tracking: TrackingType
    serial_number: str | None
    lot_number: str | None
    unit: str
    location_uid: str
    location: str
    on_hand: Decimal
    reserved: Decimal
    bound: Decimal
    kit: str | None

    @property
    def lying(self) -> Decimal:
        """How much of it lies at its location, whoever it is for."""
        return self.on_hand + self.reserved

    @property
    def name(self) -> str:
        """What people call it."""
        return self.serial_number or self.lot_number or self.part_number


def _in_buckets(*buckets: Bucket) -> ColumnElement[Decimal]:
    total = (
        select(func.coalesce(func.sum(_balance.quantity), NOTHING))
        .where(_balance.item_uid == _item.uid, _balance.bucket.in_(buckets))
        .scalar_subquery()
    )
    return func.coalesce(total, NOTHING, type_=Quantity)


def _holding_kit() -> ColumnElement[str]:
    return (
        select(_kit.number)
        .select_from(tables.balance)
        .join(tables.kit_line, _line.uid == _balance.place)
        .join(tables.kit, _kit.uid == _line.kit_uid)
        .where(_balance.item_uid == _item.uid, _balance.bucket == Bucket.PICKED, _balance.quantity > NOTHING)
        .limit(1)
        .scalar_subquery()
    )


_ITEMS: Select[tuple[object, ...]] = (
    select(
        _item.uid,
        _item.part_uid,
        _part.part_number,
        _part.revision,
        _part.description,
        _part.tracking,
        _item.serial_number,
        _item.lot_number,
        _item.unit,
        _item.location_uid,
        _location.path.label("location"),
        _item.quantity.label("on_hand"),
        _in_buckets(Bucket.RESERVED).label("reserved"),
        _in_buckets(Bucket.PICKED, Bucket.DELIVERED, Bucket.TRANSFERRED).label("bound"),
        _holding_kit().label("kit"),
    )
    .select_from(tables.item)
    .join(tables.part, _part.uid == _item.part_uid)
    .join(tables.location, _location.uid == _item.location_uid)
    .where(_item.deleted == NOTHING)
)
_ORDER = (_part.part_number, _part.revision, _item.serial_number, _item.lot_number, _item.uid)
_AT = _ITEMS.where(_item.location_uid == bindparam("location_uid")).order_by(*_ORDER)
_UIDS = _ITEMS.where(_item.uid.in_(bindparam("uids", expanding=True))).order_by(*_ORDER)
_NUMBERED = (
    _ITEMS.where(or_(_item.serial_number == bindparam("number"), _item.lot_number == bindparam("number")))
    .order_by(*_ORDER)
    .limit(50)
)
_OF_PART_AT = _ITEMS.where(
    _item.part_uid.in_(bindparam("part_uids", expanding=True)),
    _item.location_uid == bindparam("location_uid"),
).order_by(*_ORDER)
_OF_PART = (
    _ITEMS.where(_item.part_uid.in_(bindparam("part_uids", expanding=True)), _item.quantity > NOTHING)
    .order_by(*_ORDER)
    .limit(20)
)


_JOURNALLED = select(tables.journal.c.seq).where(tables.journal.c.command_id == bindparam("command_id"))


def items_at(connection: Connection, location_uid: str) -> tuple[ShelfItem, ...]:
    """Return what should lie at a place: what is on hand there, and what is reserved of it."""
    rows = connection.execute(_AT, {"location_uid": location_uid}).mappings()
    return tuple(item for item in map(_shelf_item, rows) if item.lying != 0)


def shelf_items(connection: Connection, *uids: str) -> tuple[ShelfItem, ...]:
    """Return the items with these uids; those that were deleted are left out."""
    return tuple(_shelf_item(row) for row in connection.execute(_UIDS, {"uids": uids}).mappings())


def shelf_items_numbered(connection: Connection, number: str) -> tuple[ShelfItem, ...]:
    """Return the items with a serial or lot number."""
    return tuple(_shelf_item(row) for row in connection.execute(_NUMBERED, {"number": number}).mappings())


def shelf_items_of(connection: Connection, location_uid: str, *part_uids: str) -> tuple[ShelfItem, ...]:
    """Return the items of some parts that belong at a place; where there are none, those that lie elsewhere."""
    parameters = {"part_uids": part_uids, "location_uid": location_uid}
    here = tuple(_shelf_item(row) for row in connection.execute(_OF_PART_AT, parameters).mappings())
    if here:
        return here
    return tuple(
        _shelf_item(row) for row in connection.execute(_OF_PART, {"part_uids": part_uids}).mappings()
    )


def is_journalled(connection: Connection, command_id: str) -> bool:
    """Return whether a command was accepted."""
    return connection.execute(_JOURNALLED, {"command_id": command_id}).first() is not None


def _shelf_item(row: RowMapping) -> ShelfItem:
    return ShelfItem(**row)
