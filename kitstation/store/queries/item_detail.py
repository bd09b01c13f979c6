"""Everything about one inventory item: where each part of its quantity is, what happened last, what it merges with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    Text,
    bindparam,
    cast,
    func,
    literal,
    or_,
    select,
    union,
)

from kitstation.domain.movements import Bucket
from kitstation.domain.records import KitStatus
from kitstation.store import tables
from kitstation.store.column_types import Quantity
from kitstation.store.queries.inventory_rows import LIVE_ROWS, InventoryRow, inventory_row
from kitstation.store.tables import NOTHING

_item, _part, _location = tables.item.c, tables.part.c, tables.location.c
_balance, _movement, _journal = tables.balance.c, tables.movement.c, tables.journal.c
_subject, _line, _kit, _need = tables.subject.c, tables.kit_line.c, tables.kit.c, tables.requirement.c

EVENTS = 8
_CLOSED = tuple(status for status in KitStatus if status.is_closed)
MOST_CANDIDATES = 50
MOST_LINES = 50


@dataclass(frozen=True, slots=True)
class Share:
    """So much of an item is in a bucket at a place.

    `place_uid` is what the bucket says: a location, a kit line, a build requirement, another item, a removal.
    `name` is what people call that: a path, a kit's number, the assembly or the other item. `whereabouts` is the path
    where a kit or an assembly is now, empty where that is not known.
    """

    bucket: Bucket
    place_uid: str
    quantity: Decimal
    name: str = ""
    whereabouts: str = ""


@dataclass(frozen=True, slots=True)
class ItemEvent:
    """Something that happened to an item. What moved nothing has no quantity and no buckets."""

    command_id: str
    kind: str
    at: datetime
    operator: str
    station: str
    quantity: Decimal | None
    from_bucket: Bucket | None
    to_bucket: Bucket | None
    reason: str
    undone: bool


@dataclass(frozen=True, slots=True)
class LineChoice:
    """A line of an open kit, and how much it still lacks."""

    line_uid: str
    kit: str
    part_number: str
    required: Decimal
    issued: Decimal
    reserved: Decimal
    unit: str

    @property
    def lacking(self) -> Decimal:
        """What is neither issued to it nor kept for it."""
        return max(self.required - self.issued - self.reserved, Decimal(0))


_held_item = tables.item.alias("held_item")
_held_part = tables.part.alias("held_part")
_kit_place = tables.location.alias("kit_place")
_assembly_place = tables.location.alias("assembly_place")
_SHARES = (
    select(
        _balance.bucket,
        _balance.place.label("place_uid"),
        _balance.quantity,
        func.coalesce(
            _location.path,
            _kit.number,
            _held_item.c.serial_number,
            _held_item.c.lot_number,
            _held_part.c.part_number,
            "",
        ).label("name"),
        func.coalesce(_kit_place.c.path, _assembly_place.c.path, "").label("whereabouts"),
    )
    .select_from(tables.balance)
    .outerjoin(tables.location, _location.uid == _balance.place)
    .outerjoin(tables.kit_line, _line.uid == _balance.place)
    .outerjoin(tables.kit, _kit.uid == _line.kit_uid)
    .outerjoin(_kit_place, _kit_place.c.uid == _kit.location_uid)
    .outerjoin(tables.requirement, _need.uid == _balance.place)
    .outerjoin(_held_item, _held_item.c.uid == func.coalesce(_need.assembly_uid, _balance.place))
    .outerjoin(_held_part, _held_part.c.uid == _held_item.c.part_uid)
    .outerjoin(_assembly_place, (_assembly_place.c.uid == _held_item.c.location_uid) & _need.uid.is_not(None))
    .where(
        _balance.item_uid == bindparam("item_uid"),
        _balance.bucket != Bucket.RECEIVED,
        _balance.quantity != NOTHING,
    )
)

_undoing = tables.journal.alias("undoing")
_ABOUT = union(
    select(_movement.command_id).where(_movement.item_uid == bindparam("item_uid")),
    select(_subject.command_id).where(_subject.uid == bindparam("item_uid")),
).subquery("about")
_EVENTS = (
    select(
        _journal.command_id,
        _journal.kind,
        _journal.at,
        _journal.operator,
        _journal.station,
        _movement.quantity,
        _movement.from_bucket,
        _movement.to_bucket,
        func.coalesce(_movement.reason, "").label("reason"),
        select(literal(1)).where(_undoing.c.undoes == _journal.command_id).exists().label("undone"),
    )
    .select_from(_ABOUT)
    .join(tables.journal, _journal.command_id == _ABOUT.c.command_id)
    .outerjoin(
        tables.movement,
        (_movement.command_id == _journal.command_id) & (_movement.item_uid == bindparam("item_uid")),
    )
    .order_by(_journal.seq.desc(), _movement.ordinal)
    .limit(bindparam("limit"))
)

_own = tables.item.alias("own")
_IN_USE = (
    select(literal(1))
    .where(
        _balance.item_uid == _item.uid,
        _balance.bucket.in_((Bucket.RESERVED, Bucket.PICKED)),
        _balance.quantity > NOTHING,
    )
    .exists()
)
_CANDIDATES = (
    LIVE_ROWS.join(
        _own,
        (_own.c.part_uid == _item.part_uid)
        & (_own.c.location_uid == _item.location_uid)
        & (_own.c.unit == _item.unit)
        & (_own.c.condition == _item.condition)
        & (_own.c.in_work == _item.in_work)
        & _own.c.lot_number.is_not_distinct_from(_item.lot_number)
        & _own.c.expires_on.is_not_distinct_from(_item.expires_on)
        & _own.c.date_code.is_not_distinct_from(_item.date_code)
        & _own.c.hold_reason.is_not_distinct_from(_item.hold_reason),
    )
    .where(
        _own.c.uid == bindparam("item_uid"),
        _item.uid != _own.c.uid,
        _own.c.deleted == NOTHING,
        _item.serial_number.is_(None),
        _own.c.serial_number.is_(None),
        _location.exclude_from_merge == NOTHING,
        _item.quantity >= NOTHING,
        ~_IN_USE,
    )
    .order_by(_item.received_at, _item.id)
    .limit(MOST_CANDIDATES)
)


def _on_line(bucket: Bucket) -> ColumnElement[Decimal]:
    total = (
        select(func.coalesce(func.sum(_balance.quantity), NOTHING))
        .where(_balance.place == _line.uid, tables.is_in(bucket))
        .correlate(tables.kit_line)
        .scalar_subquery()
    )
    return func.coalesce(total, NOTHING, type_=Quantity)


def shares_of(connection: Connection, item_uid: str) -> tuple[Share, ...]:
    """Return where an item's quantity is, in the order of the buckets."""
    found = [Share(**row) for row in connection.execute(_SHARES, {"item_uid": item_uid}).mappings()]
    order = list(Bucket)
    return tuple(sorted(found, key=lambda share: (order.index(share.bucket), share.name, share.place_uid)))


def last_events(connection: Connection, item_uid: str, limit: int = EVENTS) -> tuple[ItemEvent, ...]:
    """Return what happened to an item last, newest first."""
    rows = connection.execute(_EVENTS, {"item_uid": item_uid, "limit": limit}).mappings()
    return tuple(ItemEvent(**{**row, "undone": bool(row["undone"])}) for row in rows)


def merge_candidates(connection: Connection, item_uid: str) -> tuple[InventoryRow, ...]:
    """Return the items that can become one with this one, oldest first: those that the domain finds alike.

    ION: the same part, lot, location (not excluded from merging), unit and status, and no serial number.
    """
    rows = connection.execute(_CANDIDATES, {"item_uid": item_uid}).mappings()
    return tuple(map(inventory_row, rows))


def lines_that_need(connection: Connection, part_uid: str, *, text: str = "") -> tuple[LineChoice, ...]:
    """Return the lines of open kits that ask for a part, by its number; those of the newest kits first."""
    return tuple(LineChoice(**row) for row in connection.execute(_lines(part_uid, text)).mappings())


def _lines(part_uid: str, text: str) -> Select[tuple[object, ...]]:
    number = select(_part.part_number).where(_part.uid == part_uid).scalar_subquery()
    same = select(_part.uid).where(_part.part_number == number)
    query = (
        select(
            _line.uid.label("line_uid"),
            _kit.number.label("kit"),
            _part.part_number,
            _line.required,
            _on_line(Bucket.PICKED).label("issued"),
            _on_line(Bucket.RESERVED).label("reserved"),
            _line.unit,
        )
        .join(tables.kit, _kit.uid == _line.kit_uid)
        .join(tables.part, _part.uid == _line.part_uid)
        .where(
            _kit.status.not_in(_CLOSED),
            or_(_line.part_uid.in_(same), cast(_line.substitutes, Text).contains(part_uid)),
        )
        .order_by(_kit.created_at.desc(), _kit.uid.desc())
        .limit(MOST_LINES)
    )
    return query.where(_kit.number.icontains(text, autoescape=True)) if text else query
