"""What is on order: its lines, what came of them, and the receipts themselves."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import Connection, RowMapping, Select, bindparam, func, select, text

from kitstation.domain.commands import CreateItem
from kitstation.domain.etags import etag
from kitstation.domain.movements import OUTSIDE, Bucket
from kitstation.domain.quantities import ZERO
from kitstation.domain.records import HowCreated, OrderStatus, TrackingType
from kitstation.store import tables
from kitstation.store.column_types import Quantity
from kitstation.store.rows import ORDER_LINES
from kitstation.store.tables import NOTHING

_line, _part, _supplier = tables.order_line.c, tables.part.c, tables.supplier.c
_location, _item, _movement, _journal = (
    tables.location.c,
    tables.item.c,
    tables.movement.c,
    tables.journal.c,
)
_undoing = tables.journal.alias("undoing")

OPEN = (OrderStatus.ORDERED, OrderStatus.PARTIALLY_RECEIVED)
"""What something is still to come on."""


@dataclass(frozen=True, slots=True)
class OrderRow:
    """An order line as a list shows it. `ordered` and `received` are in the part's stock unit."""

    uid: str
    order_number: str
    part_uid: str
    part_number: str
    revision: str
    description: str
    tracking: TrackingType
    unit: str
    supplier_uid: str | None
    supplier: str | None
    location_uid: str | None
    location: str | None
    ordered: Decimal
    received: Decimal
    purchase_unit: str
    factor: Decimal
    expected_on: date | None
    status: OrderStatus
    etag: str

    @property
    def back_ordered(self) -> Decimal:
        """What has not come yet."""
        return max(self.ordered - self.received, ZERO)

    @property
    def is_open(self) -> bool:
        """Whether something is still to come on it."""
        return self.status in OPEN

    @property
    def is_partial(self) -> bool:
        """Whether some of it came, and not all: the rest is back-ordered."""
        return self.is_open and ZERO < self.received < self.ordered

    def is_overdue(self, today: date) -> bool:
        """Whether it should have come before today."""
        return self.is_open and self.expected_on is not None and self.expected_on < today


@dataclass(frozen=True, slots=True)
class Receipt:
    """Stock that was taken in. `quantity` is what came then, whatever has become of it since."""

    command_id: str
    item_uid: str
    at: datetime
    operator: str
    part_number: str
    serial_number: str | None
    lot_number: str | None
    quantity: Decimal
    unit: str
    location: str
    order_number: str | None
    undone: bool


_LINES: Select[tuple[object, ...]] = (
    select(
        *ORDER_LINES.columns,
        _part.part_number,
        _part.revision,
        _part.description,
        _part.tracking,
        _part.unit,
        _supplier.name.label("supplier"),
        _location.path.label("location"),
    )
    .select_from(tables.order_line)
    .join(tables.part, _part.uid == _line.part_uid)
    .outerjoin(tables.supplier, _supplier.uid == _line.supplier_uid)
    .outerjoin(tables.location, _location.uid == _line.location_uid)
)
_DUE_FIRST = (
    func.coalesce(_line.expected_on, text("'9999-12-31'")),
    _line.order_number,
    _part.part_number,
    _line.uid,
)
_OPEN = _LINES.where(_line.status.in_(OPEN)).order_by(*_DUE_FIRST)
_ALL = _LINES.order_by(_line.order_number, _part.part_number, _line.uid)
_ONE = _LINES.where(_line.uid == bindparam("uid"))
_OF_ORDER = _LINES.where(_line.order_number == bindparam("order_number")).order_by(
    _part.part_number, _line.uid
)
_OPEN_OF_PARTS = _LINES.where(
    _line.part_uid.in_(bindparam("part_uids", expanding=True)), _line.status.in_(OPEN)
).order_by(*_DUE_FIRST)

_RECEIPT_OF = (_movement.from_bucket == Bucket.RECEIVED) & (_movement.from_place == OUTSIDE)
_UNDONE = select(_undoing.c.seq).where(_undoing.c.undoes == _journal.command_id).exists()
# The newest items are few seeks away by their id; the newest receipts of a long journal would not be.
_NEWEST_ITEMS = (
    select(_item.uid)
    .where(_item.how_created.in_((HowCreated.MANUAL, HowCreated.ORDER_LINE)))
    .order_by(_item.id.desc())
    .limit(bindparam("limit"))
    .subquery("newest")
)
_RECEIPTS = (
    select(
        _journal.command_id,
        _item.uid.label("item_uid"),
        _journal.at,
        _journal.operator,
        _part.part_number,
        _item.serial_number,
        _item.lot_number,
        _movement.quantity,
        _item.unit,
        _location.path.label("location"),
        _line.order_number,
        _UNDONE.label("undone"),
    )
    .select_from(_NEWEST_ITEMS)
    .join(tables.item, _item.uid == _NEWEST_ITEMS.c.uid)
    .join(tables.movement, (_movement.item_uid == _item.uid) & _RECEIPT_OF)
    .join(tables.journal, _journal.command_id == _movement.command_id)
    .join(tables.part, _part.uid == _item.part_uid)
    .join(tables.location, _location.uid == _item.location_uid)
    .outerjoin(tables.order_line, _line.uid == _item.order_line_uid)
    .where(_journal.kind == CreateItem.__name__)
    .order_by(_journal.seq.desc())
)
_RECEIVED = (
    select(func.coalesce(func.sum(_movement.quantity), NOTHING, type_=Quantity))
    .select_from(tables.item)
    .join(tables.movement, (_movement.item_uid == _item.uid) & _RECEIPT_OF)
    .join(tables.journal, _journal.command_id == _movement.command_id)
    .where(_item.order_line_uid == bindparam("uid"), _journal.kind == CreateItem.__name__, ~_UNDONE)
)


_sold = tables.supplier_part.c
_BOUGHT = select(_sold.purchase_unit, _sold.factor).where(
    _sold.supplier_uid == bindparam("supplier_uid"), _sold.part_uid == bindparam("part_uid")
)


def open_lines(connection: Connection) -> tuple[OrderRow, ...]:
    """Return the lines on which something is still to come, what is due first coming first."""
    return tuple(_row(row) for row in connection.execute(_OPEN).mappings())


def all_lines(connection: Connection) -> tuple[OrderRow, ...]:
    """Return every line, in the order of the order numbers."""
    return tuple(_row(row) for row in connection.execute(_ALL).mappings())


def order_line(connection: Connection, uid: str) -> OrderRow | None:
    """Return one line."""
    row = connection.execute(_ONE, {"uid": uid}).mappings().first()
    return _row(row) if row else None


def lines_of_order(connection: Connection, order_number: str) -> tuple[OrderRow, ...]:
    """Return the lines of an order."""
    return tuple(
        _row(row) for row in connection.execute(_OF_ORDER, {"order_number": order_number}).mappings()
    )


def open_lines_for(connection: Connection, *part_uids: str) -> tuple[OrderRow, ...]:
    """Return the open lines for any of these parts, what is due first coming first."""
    rows = connection.execute(_OPEN_OF_PARTS, {"part_uids": part_uids}).mappings()
    return tuple(_row(row) for row in rows)


def last_receipts(connection: Connection, limit: int = 30) -> tuple[Receipt, ...]:
    """Return what was taken in last, newest first."""
    rows = connection.execute(_RECEIPTS, {"limit": limit}).mappings()
    return tuple(Receipt(**{**row, "undone": bool(row["undone"])}) for row in rows)


def bought_as(connection: Connection, supplier_uid: str, part_uid: str) -> tuple[str, Decimal] | None:
    """Return the unit in which a supplier sells a part, and how much of the stock unit it is."""
    row = connection.execute(_BOUGHT, {"supplier_uid": supplier_uid, "part_uid": part_uid}).first()
    return (row.purchase_unit, row.factor) if row else None


def originally_received(connection: Connection, line_uid: str) -> Decimal:
    """Return what the receipts on a line brought, as the movements say.

    Autotask's `quantityPreviouslyReceived`: the quantity that was received originally. What was counted more, split
    or used up since does not change it; a receipt that was taken back never came.
    """
    return Decimal(connection.execute(_RECEIVED, {"uid": line_uid}).scalar_one())


_SHOWN = tuple(field.name for field in fields(OrderRow) if field.name != "etag")


def _row(row: RowMapping) -> OrderRow:
    return OrderRow(**{name: row[name] for name in _SHOWN}, etag=etag(ORDER_LINES.record(row)))
