"""The inventory, as a list that is paged and searched at a million items."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import (
    ColumnElement,
    Connection,
    RowMapping,
    Select,
    TextClause,
    bindparam,
    func,
    or_,
    select,
    text,
    tuple_,
)

from kitstation.domain.etags import etag
from kitstation.domain.movements import Bucket, Removal
from kitstation.domain.records import RunStatus, TrackingType
from kitstation.domain.status import ItemFacts, ItemStatus, is_installed, is_kitted, item_status
from kitstation.store import tables
from kitstation.store.column_types import Quantity
from kitstation.store.rows import ITEMS
from kitstation.store.tables import NOTHING

_item, _part, _location, _supplier = tables.item.c, tables.part.c, tables.location.c, tables.supplier.c
_balance = tables.balance.c

_BLANKS = " \t"
SHORTEST_INDEXED = 3
"""The full-text index knows runs of three characters; shorter texts are matched as beginnings."""


@dataclass(frozen=True, slots=True)
class PageKey:
    """Where a page ends: the next one begins after it."""

    part_number: str
    revision: str
    item_id: int


@dataclass(frozen=True, slots=True)
class InventoryRow:
    """An inventory item as a list shows it.

    `quantity` is what is on hand; `picked` is what kits hold, `reserved` what is kept for them, `installed` what is in
    assemblies, `scrapped` what was scrapped.
    """

    item_id: int
    uid: str
    part_number: str
    revision: str
    description: str
    tracking: TrackingType
    serial_number: str | None
    lot_number: str | None
    quantity: Decimal
    picked: Decimal
    reserved: Decimal
    installed: Decimal
    scrapped: Decimal
    unit: str
    location: str
    supplier: str | None
    cost: Decimal | None
    expires_on: date | None
    received_at: datetime
    condition: str
    storage_area: str
    hold_reason: str | None
    in_work: bool
    run_status: RunStatus | None
    location_available: bool
    blocked: bool
    etag: str

    @property
    def status(self) -> ItemStatus:
        """The item's status."""
        return item_status(self._facts)

    @property
    def kitted(self) -> bool:
        """Whether all of it is kitted."""
        return is_kitted(self._facts)

    @property
    def is_installed(self) -> bool:
        """Whether all of it is installed."""
        return is_installed(self._facts)

    @property
    def _facts(self) -> ItemFacts:
        return ItemFacts(
            on_hand=self.quantity,
            reserved=self.reserved,
            picked=self.picked,
            installed=self.installed,
            scrapped=self.scrapped,
            in_work=self.in_work,
            run_status=self.run_status,
            on_hold=self.hold_reason is not None,
            location_available=self.location_available,
        )

    @property
    def page_key(self) -> PageKey:
        """The key after which the next page begins when this row is the last."""
        return PageKey(self.part_number, self.revision, self.item_id)


@dataclass(frozen=True, slots=True)
class InventoryFilter:
    """Which items to list; every field that is given must match exactly, a location with all that is inside it."""

    part_number: str | None = None
    serial_number: str | None = None
    lot_number: str | None = None
    location: str | None = None


def _in_bucket(bucket: Bucket, *conditions: ColumnElement[bool]) -> ColumnElement[Decimal]:
    """How much of an item is in a bucket, in all places together."""
    total = (
        select(func.coalesce(func.sum(_balance.quantity), NOTHING))
        .where(_balance.item_uid == _item.uid, _balance.bucket == bucket, *conditions)
        .scalar_subquery()
    )
    return func.coalesce(total, NOTHING, type_=Quantity)


_ROWS: Select[tuple[object, ...]] = (
    select(
        _item.id.label("item_id"),
        _part.part_number,
        _part.revision,
        _part.description,
        _part.tracking,
        _in_bucket(Bucket.PICKED).label("picked"),
        _in_bucket(Bucket.RESERVED).label("reserved"),
        _in_bucket(Bucket.DELIVERED).label("installed"),
        _in_bucket(Bucket.REMOVED, _balance.place == Removal.SCRAP).label("scrapped"),
        tables.run.c.status.label("run_status"),
        _location.inventory_available.label("location_available"),
        _location.path.label("location"),
        _supplier.name.label("supplier"),
        *(column for column in ITEMS.columns),
    )
    .select_from(tables.part)
    .join(tables.item, _item.part_uid == _part.uid)
    .join(tables.location, _location.uid == _item.location_uid)
    .outerjoin(tables.supplier, _supplier.uid == _item.supplier_uid)
    .outerjoin(tables.run, tables.run.c.uid == _item.run_uid)
    .where(_item.deleted == NOTHING)
)
_ORDER = (_part.part_number, _part.revision, _item.id)
_PAGE = (
    _ROWS.where(
        tuple_(*_ORDER) > tuple_(bindparam("part_number"), bindparam("revision"), bindparam("item_id"))
    )
    .order_by(*_ORDER)
    .limit(bindparam("limit"))
)
# Not a query of its own: without statistics, one without a beginning would sort all items.
_BEGINNING = PageKey(part_number="", revision="", item_id=-1)


def page(connection: Connection, after: PageKey | None, limit: int) -> tuple[InventoryRow, ...]:
    """Return the next items in the order of their part numbers."""
    key = after or _BEGINNING
    parameters = {
        "part_number": key.part_number,
        "revision": key.revision,
        "item_id": key.item_id,
        "limit": limit,
    }
    return tuple(_row(row) for row in connection.execute(_PAGE, parameters).mappings())


def matching(connection: Connection, wanted: InventoryFilter) -> tuple[InventoryRow, ...]:
    """Return all items that match a filter, in the order of their part numbers."""
    query = _ROWS.order_by(*_ORDER)
    if wanted.part_number is not None:
        query = query.where(_part.part_number == wanted.part_number)
    if wanted.serial_number is not None:
        query = query.where(_item.serial_number == wanted.serial_number)
    if wanted.lot_number is not None:
        query = query.where(_item.lot_number == wanted.lot_number)
    if wanted.location is not None:
        query = query.where(_item.location_uid.in_(_places(wanted.location)))
    return tuple(_row(row) for row in connection.execute(query).mappings())


def _places(path: str) -> Select[tuple[str]]:
    """Return the query for a location and all that is inside it. LIKE would read every location."""
    within = _location.path.between(path + "/", path + "/\U0010ffff")
    return select(_location.uid).where(or_(_location.path == path, within))


def search(connection: Connection, words: str, limit: int = 200) -> tuple[InventoryRow, ...]:
    """Return items whose serial number, lot number, part or location contains a text, best first.

    Numbers on the item itself come before its part, its part before its place. At most `limit`: somebody who
    sees so many goes on typing.
    """
    if not words.strip(_BLANKS):
        return page(connection, None, limit)
    return rows_with_ids(connection, search_ids(connection, words, limit))


def search_ids(connection: Connection, words: str, limit: int) -> list[int]:
    """Return the ids of what `search` finds, best first; none for a blank text."""
    wanted = words.strip(_BLANKS)
    if not wanted:
        return []
    ids: dict[int, None] = {}
    for source, beginning in _asked(wanted):
        if len(ids) >= limit:
            break
        parameters = {
            "words": _quoted(wanted),
            "from": beginning,
            "to": beginning + "\U0010ffff",
            "limit": limit,
        }
        ids.update(dict.fromkeys(connection.execute(source, parameters).scalars()))
    return list(ids)[:limit]


def rows_with_ids(connection: Connection, ids: Sequence[int]) -> tuple[InventoryRow, ...]:
    """Return the items with these ids, in their order; those that do not exist are left out."""
    if not ids:
        return ()
    found = {row.item_id: row for row in map(_row, connection.execute(_BY_IDS, {"ids": ids}).mappings())}
    return tuple(found[item_id] for item_id in ids if item_id in found)


def count(connection: Connection) -> int:
    """Return how many inventory items there are."""
    return int(connection.execute(select(func.count()).select_from(tables.item)).scalar_one())


def _asked(wanted: str) -> list[tuple[TextClause, str]]:
    """Return the sources to ask, each with the beginning that it is asked for.

    The indexes that know beginnings tell capitals from small letters; what people type is mostly small, what
    is printed on labels mostly capital.
    """
    if len(wanted) >= SHORTEST_INDEXED:
        return [(source, wanted) for source in _SOURCES_LONG]
    return [
        (source, beginning)
        for source in _SOURCES_SHORT
        for beginning in dict.fromkeys((wanted, wanted.upper()))
    ]


def _quoted(words: str) -> str:
    """Return a text as one phrase of the full-text index."""
    return '"' + words.replace('"', '""') + '"'


# The full-text tables and the limits inside each branch are SQLite's; a limit in every branch keeps a text
# that matches a million items as fast as one that matches ten.
_SOURCES_LONG = (
    text("SELECT rowid FROM item_search WHERE item_search MATCH :words ORDER BY rowid LIMIT :limit"),
    text(
        "SELECT item.id FROM (SELECT rowid AS part_id FROM part_search WHERE part_search MATCH :words LIMIT :limit)"
        " CROSS JOIN part ON part.id = part_id CROSS JOIN item ON item.part_uid = part.uid LIMIT :limit"
    ),
    text(
        "SELECT item.id FROM (SELECT rowid AS place_id FROM location_search"
        " WHERE location_search MATCH :words LIMIT :limit)"
        " CROSS JOIN location ON location.id = place_id"
        " CROSS JOIN item ON item.location_uid = location.uid LIMIT :limit"
    ),
)
_SOURCES_SHORT = (
    text(
        "SELECT id FROM item WHERE serial_number >= :from AND serial_number < :to AND deleted = 0"
        " ORDER BY serial_number LIMIT :limit"
    ),
    text(
        "SELECT id FROM item WHERE lot_number >= :from AND lot_number < :to ORDER BY lot_number LIMIT :limit"
    ),
    text(
        "SELECT item.id FROM part CROSS JOIN item ON item.part_uid = part.uid"
        " WHERE part_number >= :from AND part_number < :to LIMIT :limit"
    ),
    text(
        "SELECT item.id FROM location CROSS JOIN item ON item.location_uid = location.uid"
        " WHERE path >= :from AND path < :to LIMIT :limit"
    ),
)
_BY_IDS = _ROWS.where(_item.id.in_(bindparam("ids", expanding=True)))


_SHOWN = tuple(field.name for field in fields(InventoryRow) if field.name != "etag")


def _row(row: RowMapping) -> InventoryRow:
    return InventoryRow(**{name: row[name] for name in _SHOWN}, etag=etag(ITEMS.record(row)))
