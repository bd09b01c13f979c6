"""What a scanned text can name: inventory items, parts, kits and locations.

A part is named by its own number, by the manufacturer's, by a supplier's, by its GTIN, or by one that is remembered for
it; a location by its path or its barcode; an item by its serial or lot number. The label of an item that was merged
names what it was merged into.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import BindParameter, Connection, Select, bindparam, literal, select, union_all
from sqlalchemy import text as sql_text

from kitstation.domain.records import TrackingType
from kitstation.store import tables
from kitstation.store.prepared import PreparedQuery
from kitstation.store.tables import NOTHING, expiry, is_on_hand, is_to_take

_item, _part, _location, _kit = tables.item.c, tables.part.c, tables.location.c, tables.kit.c
_sold, _traded = tables.supplier_part.c, tables.trade_number.c


@dataclass(frozen=True, slots=True)
class ItemTarget:
    """An inventory item as a scan needs it. `quantity` is what is on hand at `location`."""

    uid: str
    part_uid: str
    part_number: str
    revision: str
    tracking: TrackingType
    serial_number: str | None
    lot_number: str | None
    quantity: Decimal
    unit: str
    location: str
    expires_on: date | None
    received_at: datetime


@dataclass(frozen=True, slots=True)
class NamedTarget:
    """A part, kit or location that a text names."""

    kind: str
    uid: str
    name: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Targets:
    """Everything that a text names."""

    items: tuple[ItemTarget, ...] = ()
    parts: tuple[NamedTarget, ...] = ()
    kits: tuple[NamedTarget, ...] = ()
    locations: tuple[NamedTarget, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.items or self.parts or self.kits or self.locations)


_ITEMS: Select[tuple[object, ...]] = (
    select(
        _item.uid,
        _item.part_uid,
        _part.part_number,
        _part.revision,
        _part.tracking,
        _item.serial_number,
        _item.lot_number,
        _item.quantity,
        _item.unit,
        _location.path.label("location"),
        _item.expires_on,
        _item.received_at,
    )
    .join(tables.part, _part.uid == _item.part_uid)
    .join(tables.location, _location.uid == _item.location_uid)
    .select_from(tables.item)
)
_TEXT: BindParameter[str] = bindparam("text")
_LIMIT = 20
"""More items of one number than anybody could choose from."""

_LIVE = _item.deleted == NOTHING
_BY_NUMBER = PreparedQuery(
    _ITEMS.where(_LIVE, (_item.serial_number == _TEXT) | (_item.lot_number == _TEXT)).limit(_LIMIT)
)
_BY_UID = PreparedQuery(_ITEMS.where(_LIVE, _item.uid == _TEXT))
_OF_PART = PreparedQuery(
    _ITEMS.where(_item.part_uid == bindparam("part_uid"), is_to_take(tables.item))
    .order_by(expiry(tables.item), _item.received_at, _item.uid)
    .limit(bindparam("limit"))
)
_GTIN_LENGTHS = (8, 12, 13, 14)
_GTINS: list[BindParameter[str]] = [bindparam(f"gtin_{length}") for length in _GTIN_LENGTHS]
_PARTS = select(
    literal("part").label("kind"),
    _part.uid,
    _part.part_number.label("name"),
    _part.revision.label("detail"),
)
_NAMED = PreparedQuery(
    union_all(
        _PARTS.where(_part.part_number == _TEXT),
        # An index of part of a table serves only queries that state its condition in the same words.
        _PARTS.where(
            _part.manufacturer_part_number == _TEXT, _part.manufacturer_part_number != sql_text("''")
        ),
        _PARTS.where(_part.gtin.in_(_GTINS), _part.gtin != sql_text("''")),
        _PARTS.join(tables.supplier_part, _sold.part_uid == _part.uid).where(
            _sold.supplier_part_number == _TEXT
        ),
        _PARTS.join(tables.trade_number, _traded.part_uid == _part.uid).where(_traded.number.in_(_GTINS)),
        select(literal("kit"), _kit.uid, _kit.number, literal("")).where(_kit.number == _TEXT),
        select(literal("location"), _location.uid, _location.path, literal("")).where(
            _location.path == _TEXT
        ),
        select(literal("location"), _location.uid, _location.path, literal("")).where(
            _location.barcode == _TEXT, _location.barcode != sql_text("''")
        ),
    )
)
_merged = select(_item.uid, _item.merged_into_uid).where(_item.uid == _TEXT).cte("merged", recursive=True)
_into = tables.item.alias("into_which")
_merged = _merged.union_all(
    select(_into.c.uid, _into.c.merged_into_uid).join(_merged, _into.c.uid == _merged.c.merged_into_uid)
)
_MERGED = PreparedQuery(_ITEMS.where(_LIVE, _item.uid.in_(select(_merged.c.uid))))
_BLOCKED_OF_PART = PreparedQuery(
    _ITEMS.where(_item.part_uid == bindparam("part_uid"), is_on_hand(tables.item), _item.blocked != NOTHING)
    .order_by(_item.received_at, _item.uid)
    .limit(1)
)
_NAMED_BY_UID = PreparedQuery(
    union_all(
        select(
            literal("part").label("kind"),
            _part.uid,
            _part.part_number.label("name"),
            _part.revision.label("detail"),
        ).where(_part.uid == _TEXT),
        select(literal("kit"), _kit.uid, _kit.number, literal("")).where(_kit.uid == _TEXT),
        select(literal("location"), _location.uid, _location.path, literal("")).where(_location.uid == _TEXT),
    )
)


def items_numbered(connection: Connection, text: str) -> tuple[ItemTarget, ...]:
    """Return the items that have this text as their serial or lot number."""
    return tuple(ItemTarget(**row) for row in _BY_NUMBER.rows(connection, {"text": text}))


def named_by(connection: Connection, text: str) -> Targets:
    """Return what has this text as its number, name or path."""
    items = items_numbered(connection, text)
    wanted = {"text": text, **_gtins(text)}
    # A part is named once, though several of its numbers may be alike.
    named = dict.fromkeys(NamedTarget(**row) for row in _NAMED.rows(connection, wanted))
    return _targets(items, list(named))


def _gtins(text: str) -> dict[str, str]:
    """Return the ways to write a trade number, which some write with leading zeros and some without."""
    is_one = text.isascii() and text.isdigit() and len(text) in _GTIN_LENGTHS
    digits = text.lstrip("0")
    return {f"gtin_{length}": digits.zfill(length) if is_one else text for length in _GTIN_LENGTHS}


def with_uid(connection: Connection, uid: str) -> Targets:
    """Return what has this uid; of an item that was merged, what it was merged into."""
    items = tuple(ItemTarget(**row) for row in _BY_UID.rows(connection, {"text": uid}))
    named = [NamedTarget(**row) for row in _NAMED_BY_UID.rows(connection, {"text": uid})]
    if not items and not named:
        items = tuple(ItemTarget(**row) for row in _MERGED.rows(connection, {"text": uid}))
    return _targets(items, named)


def items_to_take(connection: Connection, part_uid: str, limit: int = _LIMIT) -> tuple[ItemTarget, ...]:
    """Return the items of a part that are on hand, in the order in which to take them."""
    rows = _OF_PART.rows(connection, {"part_uid": part_uid, "limit": limit})
    return tuple(ItemTarget(**row) for row in rows)


def blocked_item(connection: Connection, part_uid: str) -> ItemTarget | None:
    """Return an item of a part that is on hand and may not be taken, the oldest."""
    found = _BLOCKED_OF_PART.rows(connection, {"part_uid": part_uid})
    return ItemTarget(**found[0]) if found else None


def _targets(items: tuple[ItemTarget, ...], named: list[NamedTarget]) -> Targets:
    return Targets(
        items=items,
        parts=tuple(target for target in named if target.kind == "part"),
        kits=tuple(target for target in named if target.kind == "kit"),
        locations=tuple(target for target in named if target.kind == "location"),
    )
