"""Shortages: what the open kits together need of each part, against what there is and what is on order.

What a part has in all comes from `part_stock`, so that a list costs as much at a million items as at ten.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import Connection, Select, bindparam, func, select, type_coerce

from kitstation.domain.movements import Bucket
from kitstation.domain.picking import shortage
from kitstation.domain.quantities import ZERO
from kitstation.domain.records import KitStatus, OrderStatus
from kitstation.store import tables
from kitstation.store.column_types import Day, Quantity, WholeNumber
from kitstation.store.queries.join_order import leads
from kitstation.store.tables import NOTHING, is_in, is_on_hand, is_picked

_kit, _line, _part, _stock = tables.kit.c, tables.kit_line.c, tables.part.c, tables.part_stock.c
_balance, _item, _location = tables.balance.c, tables.item.c, tables.location.c
_order, _run, _supplier = tables.order_line.c, tables.run.c, tables.supplier.c

_OPEN_KITS = tuple(status for status in KitStatus if not status.is_closed)
_OPEN_ORDERS = (OrderStatus.ORDERED, OrderStatus.PARTIALLY_RECEIVED)


@dataclass(frozen=True, slots=True)
class PartNeed:
    """What all open kits together need of a part.

    `needed` is what is not issued yet. `available` may be taken now; `blocked` lies there and may not; `reserved` is
    kept for these kits and `picked` is in them already. `on_order` is expected, some of it from `expected_on`.
    """

    part_uid: str
    part_number: str
    revision: str
    description: str
    unit: str
    kits: tuple[str, ...]
    needed: Decimal
    available: Decimal
    blocked: Decimal
    reserved: Decimal
    picked: Decimal
    on_order: Decimal
    expected_on: date | None

    @property
    def short(self) -> Decimal:
        """How much of it is nowhere to be had now."""
        return shortage(remaining=self.needed, on_hand=self.available + self.reserved)

    @property
    def uncovered(self) -> Decimal:
        """How much is short even when all that is on order has come."""
        return shortage(remaining=self.short, on_hand=self.on_order)


@dataclass(frozen=True, slots=True)
class KitNeed:
    """What one kit needs of a part and holds of it."""

    kit_uid: str
    kit: str
    status: KitStatus
    run: str
    required: Decimal
    issued: Decimal
    reserved: Decimal

    @property
    def needed(self) -> Decimal:
        """What is not issued yet."""
        return max(self.required - self.issued, ZERO)


@dataclass(frozen=True, slots=True)
class PlaceStock:
    """What lies of a part at a place; `blocked` of it may not be taken."""

    location: str
    quantity: Decimal
    blocked: Decimal


@dataclass(frozen=True, slots=True)
class Expected:
    """What is still to come of a part on an order line."""

    order_number: str
    supplier: str | None
    quantity: Decimal
    expected_on: date | None


@dataclass(frozen=True, slots=True)
class SubstituteStock:
    """A part that may be used instead, and how much of it may be taken."""

    part_number: str
    revision: str
    available: Decimal


@dataclass(frozen=True, slots=True)
class PartSupply:
    """Where a part that is needed is, who needs it, what comes, and what could be used instead."""

    kits: tuple[KitNeed, ...]
    places: tuple[PlaceStock, ...]
    expected: tuple[Expected, ...]
    substitutes: tuple[SubstituteStock, ...]


def _on_lines(bucket: Bucket) -> Select[tuple[Decimal]]:
    return select(func.coalesce(func.sum(_balance.quantity), NOTHING)).where(
        is_picked() if bucket is Bucket.PICKED else is_in(bucket), _balance.place == _line.uid
    )


# What went from a line into assemblies was issued to it as well.
_issued = type_coerce(_on_lines(Bucket.PICKED).scalar_subquery(), WholeNumber) + type_coerce(
    _line.installed, WholeNumber
)
_reserved = _on_lines(Bucket.RESERVED).scalar_subquery()
# Read once, from the kits: the lines of those that are closed are never read.
_OPEN_LINES = (
    select(
        _line.part_uid,
        _kit.number,
        _line.required,
        func.coalesce(_issued, NOTHING, type_=Quantity).label("issued"),
        func.coalesce(_reserved, NOTHING, type_=Quantity).label("reserved"),
    )
    .select_from(tables.kit)
    .join(tables.kit_line, _line.kit_uid == leads(_kit.uid))
    .where(_kit.status.in_(_OPEN_KITS))
    .cte("open_line")
    .prefix_with("MATERIALIZED")
)
_open = _OPEN_LINES.c
_lacking = _open.required > _open.issued
_NEEDS = (
    select(
        _open.part_uid,
        func.sum(_open.required - _open.issued, type_=Quantity).filter(_lacking).label("needed"),
        func.sum(_open.issued, type_=Quantity).label("picked"),
        func.sum(_open.reserved, type_=Quantity).label("reserved"),
        func.aggregate_strings(_open.number, "\n").filter(_lacking).label("kits"),
    )
    .group_by(_open.part_uid)
    .having(func.count().filter(_lacking) > NOTHING)
    .subquery("need")
)
_COMING = (
    select(
        _order.part_uid,
        func.sum(_order.ordered - _order.received, type_=Quantity).label("on_order"),
        func.min(_order.expected_on, type_=Day).label("expected_on"),
    )
    .where(_order.status.in_(_OPEN_ORDERS), _order.ordered > _order.received)
    .group_by(_order.part_uid)
    .subquery("coming")
)
_PART_NEEDS: Select[tuple[object, ...]] = (
    select(
        _part.uid.label("part_uid"),
        _part.part_number,
        _part.revision,
        _part.description,
        _part.unit,
        _NEEDS.c.kits,
        _NEEDS.c.needed,
        func.coalesce(_stock.on_hand - _stock.blocked, NOTHING, type_=Quantity).label("available"),
        func.coalesce(_stock.blocked, NOTHING, type_=Quantity).label("blocked"),
        func.coalesce(_NEEDS.c.reserved, NOTHING, type_=Quantity).label("reserved"),
        func.coalesce(_NEEDS.c.picked, NOTHING, type_=Quantity).label("picked"),
        func.coalesce(_COMING.c.on_order, NOTHING, type_=Quantity).label("on_order"),
        _COMING.c.expected_on,
    )
    .select_from(_NEEDS)
    .join(tables.part, _part.uid == _NEEDS.c.part_uid)
    .outerjoin(tables.part_stock, _stock.part_uid == _NEEDS.c.part_uid)
    .outerjoin(_COMING, _COMING.c.part_uid == _NEEDS.c.part_uid)
    .order_by(_part.part_number, _part.revision)
)

_PART_UID = bindparam("part_uid", type_=tables.part.c.uid.type)
_KITS_FOR_PART: Select[tuple[object, ...]] = (
    select(
        _kit.uid.label("kit_uid"),
        _kit.number.label("kit"),
        _kit.status,
        _run.title.label("run"),
        _line.required,
        func.coalesce(_issued, NOTHING, type_=Quantity).label("issued"),
        func.coalesce(_reserved, NOTHING, type_=Quantity).label("reserved"),
    )
    .select_from(tables.kit_line)
    .join(tables.kit, _kit.uid == _line.kit_uid)
    .join(tables.run, _run.uid == _kit.run_uid)
    .where(_line.part_uid == _PART_UID, _kit.status.in_(_OPEN_KITS))
    .order_by(_kit.created_at, _kit.uid)
)
_PLACES: Select[tuple[object, ...]] = (
    select(
        _location.path.label("location"),
        func.sum(_item.quantity, type_=Quantity).label("quantity"),
        func.sum(_item.quantity * _item.blocked, type_=Quantity).label("blocked"),
    )
    .select_from(tables.item)
    .join(tables.location, _location.uid == _item.location_uid)
    .where(_item.part_uid == _PART_UID, is_on_hand(tables.item), _item.deleted == NOTHING)
    .group_by(_location.path)
    .order_by(_location.path)
)
_EXPECTED: Select[tuple[object, ...]] = (
    select(
        _order.order_number,
        _supplier.name.label("supplier"),
        type_coerce(_order.ordered - _order.received, Quantity).label("quantity"),
        _order.expected_on,
    )
    .select_from(tables.order_line)
    .outerjoin(tables.supplier, _supplier.uid == _order.supplier_uid)
    .where(_order.part_uid == _PART_UID, _order.status.in_(_OPEN_ORDERS), _order.ordered > _order.received)
    .order_by(_order.expected_on, _order.order_number)
)
_SUBSTITUTES = select(_line.substitutes).where(_line.part_uid == _PART_UID)
_SUBSTITUTE_STOCK: Select[tuple[object, ...]] = (
    select(
        _part.part_number,
        _part.revision,
        func.coalesce(_stock.on_hand - _stock.blocked, NOTHING, type_=Quantity).label("available"),
    )
    .select_from(tables.part)
    .outerjoin(tables.part_stock, _stock.part_uid == _part.uid)
    .where(_part.uid.in_(bindparam("part_uids", expanding=True)))
    .order_by(_part.part_number, _part.revision)
)


def part_needs(connection: Connection) -> tuple[PartNeed, ...]:
    """Return what the open kits need of each part that they still need something of, in the order of part numbers."""
    found = connection.execute(_PART_NEEDS).mappings()
    return tuple(PartNeed(**{**row, "kits": tuple(sorted(row["kits"].split("\n")))}) for row in found)


def shortages(connection: Connection) -> tuple[PartNeed, ...]:
    """Return the parts of which there is less than the open kits need."""
    return tuple(need for need in part_needs(connection) if need.short)


def part_supply(connection: Connection, part_uid: str) -> PartSupply:
    """Return where a part is, who needs it, what comes, and what could be used instead."""
    parameters = {"part_uid": part_uid}
    lists = connection.execute(_SUBSTITUTES, parameters).scalars()
    substitutes = sorted({uid for uids in lists for uid in uids})
    stock = connection.execute(_SUBSTITUTE_STOCK, {"part_uids": substitutes}).mappings()
    return PartSupply(
        kits=tuple(KitNeed(**row) for row in connection.execute(_KITS_FOR_PART, parameters).mappings()),
        places=tuple(PlaceStock(**row) for row in connection.execute(_PLACES, parameters).mappings()),
        expected=tuple(Expected(**row) for row in connection.execute(_EXPECTED, parameters).mappings()),
        substitutes=tuple(SubstituteStock(**row) for row in stock),
    )
