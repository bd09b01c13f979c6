"""An inventory item as a list shows it, and how it is read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from operator import itemgetter

from sqlalchemy import (
    ColumnElement,
    Connection,
    RowMapping,
    Select,
    Text,
    bindparam,
    func,
    literal_column,
    select,
)

from kitstation.domain.etags import etag
from kitstation.domain.movements import Bucket, Removal
from kitstation.domain.records import HowCreated, RunStatus, TrackingType
from kitstation.domain.status import ItemFacts, ItemStatus, is_installed, is_kitted, item_status
from kitstation.store import tables
from kitstation.store.column_types import Quantity
from kitstation.store.rows import ITEMS
from kitstation.store.tables import NOTHING

_item, _part, _location, _supplier = tables.item.c, tables.part.c, tables.location.c, tables.supplier.c
_balance, _run, _line, _kit = tables.balance.c, tables.run.c, tables.kit_line.c, tables.kit.c


@dataclass(frozen=True, slots=True)
class PageKey:
    """Where a page in the order of part numbers ends: the next one begins after it."""

    part_number: str
    revision: str
    item_id: int


@dataclass(frozen=True, slots=True)
class InventoryRow:
    """An inventory item as a list shows it.

    `quantity` is what is on hand; `picked` is what kits hold, `reserved` what is kept for them, `installed` what is in
    assemblies, `scrapped` what was scrapped. `runs` are the titles of the runs that it is kitted for.
    """

    item_id: int
    uid: str
    part_uid: str
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
    location_uid: str
    location: str
    supplier_uid: str | None
    supplier: str | None
    cost: Decimal | None
    expires_on: date | None
    date_code: str | None
    received_at: datetime
    condition: str
    storage_area: str
    usage_type: str
    hold_reason: str | None
    in_work: bool
    run_status: RunStatus | None
    made_by_run: str | None
    runs: str
    origin_uid: str | None
    how_created: HowCreated
    created_by: str
    location_available: bool
    blocked: bool
    deleted: bool
    etag: str

    @property
    def name(self) -> str:
        """What people call it: its serial number, else its lot, else its part."""
        return self.serial_number or self.lot_number or self.part_number

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
        """The key after which the next page begins when this row is the last in the order of part numbers."""
        return PageKey(self.part_number, self.revision, self.item_id)


def _in_bucket(bucket: Bucket, *conditions: ColumnElement[bool]) -> ColumnElement[Decimal]:
    """How much of an item is in a bucket, in all places together."""
    total = (
        select(func.coalesce(func.sum(_balance.quantity), NOTHING))
        .where(_balance.item_uid == _item.uid, _balance.bucket == bucket, *conditions)
        .scalar_subquery()
    )
    return func.coalesce(total, NOTHING, type_=Quantity)


_KITTED_FOR = (
    select(func.aggregate_strings(_run.title, ", "))
    .select_from(tables.balance)
    .join(tables.kit_line, _line.uid == _balance.place)
    .join(tables.kit, _kit.uid == _line.kit_uid)
    .join(tables.run, _run.uid == _kit.run_uid)
    .where(
        _balance.item_uid == _item.uid,
        _balance.bucket == Bucket.PICKED,
        _balance.quantity > NOTHING,
    )
    .correlate(tables.item)
    .scalar_subquery()
)
_making = tables.run.alias("making")


class Walk(Enum):
    """What a query of items walks along: the items themselves, all parts, or all places, in the order of an index."""

    ITEMS = "items"
    PARTS = "parts"
    PLACES = "places"


def rows_along(walk: Walk) -> Select[tuple[object, ...]]:
    """Return the query of every item, deleted ones too.

    Walked along parts or places, their uids are no columns in the join but expressions, so that an index finds the
    items of a part, but none the part of an item. Left to itself before there are statistics, the planner would read
    all items and sort them.
    """
    part_uid = _shielded(_part.uid) if walk is Walk.PARTS else _part.uid
    location_uid = _shielded(_location.uid) if walk is Walk.PLACES else _location.uid
    return (
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
            _making.c.status.label("run_status"),
            _making.c.title.label("made_by_run"),
            func.coalesce(_KITTED_FOR, "").label("runs"),
            _location.inventory_available.label("location_available"),
            _location.path.label("location"),
            _supplier.name.label("supplier"),
            *(column for column in ITEMS.columns),
        )
        .select_from(tables.part)
        .join(tables.item, _item.part_uid == part_uid)
        .join(tables.location, _item.location_uid == location_uid)
        .outerjoin(tables.supplier, _supplier.uid == _item.supplier_uid)
        .outerjoin(_making, _making.c.uid == _item.run_uid)
    )


def _shielded(column: ColumnElement[str]) -> ColumnElement[str]:
    """Return the same text as something that no index knows."""
    return column.op("||", return_type=Text())(literal_column("''"))


ROWS = rows_along(Walk.ITEMS)
"""Every item, deleted ones too."""

LIVE_ROWS = ROWS.where(_item.deleted == NOTHING)
LIVE_ROWS_ALONG = {walk: rows_along(walk).where(_item.deleted == NOTHING) for walk in Walk}
PART_ORDER = (_part.part_number, _part.revision, _item.id)

_BY_IDS = LIVE_ROWS.where(_item.id.in_(bindparam("ids", expanding=True)))
_BY_UID = ROWS.where(_item.uid == bindparam("uid"))
# Of the fields in their order the etag is the last.
_SHOWN = itemgetter(*(field.name for field in fields(InventoryRow) if field.name != "etag"))


def inventory_row(row: RowMapping) -> InventoryRow:
    """Return the item that a row of the query holds."""
    return InventoryRow(*(*_SHOWN(row), etag(ITEMS.record(row))))


def rows_with_ids(connection: Connection, ids: Sequence[int]) -> tuple[InventoryRow, ...]:
    """Return the items with these ids, in their order; those that do not exist are left out."""
    if not ids:
        return ()
    rows = map(inventory_row, connection.execute(_BY_IDS, {"ids": ids}).mappings())
    found = {row.item_id: row for row in rows}
    return tuple(found[item_id] for item_id in ids if item_id in found)


def item_with_uid(connection: Connection, uid: str) -> InventoryRow | None:
    """Return the item with this uid, even a deleted one."""
    row = connection.execute(_BY_UID, {"uid": uid}).mappings().first()
    return inventory_row(row) if row else None
