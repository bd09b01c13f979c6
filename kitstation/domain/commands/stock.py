"""Commands about inventory items."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal

from kitstation.domain.later import ADDED_LATER


@dataclass(frozen=True, slots=True, kw_only=True)
class CreateItem:
    """Take stock in: a serial, so much of a lot, or so much of an untracked part, at a location.

    A number that is given wins over one that is to be generated. `order_line_uid` receives it on an order line;
    `over_order` says that a person wants more than was ordered.
    """

    uid: str
    part_uid: str
    location_uid: str
    serial_number: str | None = None
    lot_number: str | None = None
    autogenerate_serial_number: bool = False
    autogenerate_lot_number: bool = False
    quantity: Decimal = Decimal(0)
    unit: str | None = None
    supplier_uid: str | None = None
    cost: Decimal | None = None
    expires_on: date | None = None
    condition: str = "NEW"
    storage_area: str = ""
    usage_type: str = ""
    order_line_uid: str | None = None
    over_order: bool = False
    date_code: str | None = field(default=None, metadata=ADDED_LATER)


@dataclass(frozen=True, slots=True, kw_only=True)
class UpdateItem:
    """Change an item; what is None stays as it is, an empty text takes the value away, the cost and the expiry too.

    The part never changes, and the quantity only by commands of its own.
    """

    uid: str
    etag: str
    serial_number: str | None = None
    lot_number: str | None = None
    supplier_uid: str | None = None
    cost: Decimal | Literal[""] | None = None
    expires_on: date | Literal[""] | None = None
    condition: str | None = None
    storage_area: str | None = None
    usage_type: str | None = None
    date_code: str | None = field(default=None, metadata=ADDED_LATER)


@dataclass(frozen=True, slots=True, kw_only=True)
class DeleteItem:
    """Take an item away; what is on hand of it is removed first."""

    uid: str
    etag: str
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AddStock:
    """Add so much to an item, with a reason (Autotask's InventoryStockedItemsAdd)."""

    item_uid: str
    quantity: Decimal
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoveStock:
    """Remove so much of what is on hand of an item, with a reason (Autotask's InventoryStockedItemsRemove)."""

    item_uid: str
    quantity: Decimal
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ScrapItem:
    """Scrap so much of an item, from where it is kept or from a kit line, with a reason."""

    item_uid: str
    quantity: Decimal
    reason: str
    line_uid: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RecountItem:
    """Say how much of an item was counted where it is kept, with a reason."""

    item_uid: str
    counted: Decimal
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """What was counted of an item at the place of a count, and what was expected there when it began."""

    item_uid: str
    expected: Decimal
    counted: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class BookCount:
    """Book the count of a place: what differs is added or removed; what lay elsewhere is moved here."""

    location_uid: str
    counts: tuple[Counted, ...]
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TransferItem:
    """Move an item, or so much of it, to another place. A part of an item becomes the item `new_uid` there."""

    item_uid: str
    to_location_uid: str
    quantity: Decimal | None = None
    new_uid: str | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SplitOff:
    """A new item with so much of the one that is split."""

    uid: str
    quantity: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class SplitItem:
    """Split an item: each part becomes an item of its own at the same place."""

    item_uid: str
    parts: tuple[SplitOff, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MergeItems:
    """Make one item of several that are alike."""

    new_uid: str
    item_uids: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldItem:
    """Hold an item in quarantine, with a reason: nothing of it may be taken."""

    item_uid: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseHold:
    """Let an item be used again."""

    item_uid: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReserveItem:
    """Keep so much of an item for a kit line; it stays where it is."""

    item_uid: str
    line_uid: str
    quantity: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseItem:
    """Keep so much of an item for a kit line no longer."""

    item_uid: str
    line_uid: str
    quantity: Decimal


StockCommand = (
    CreateItem
    | UpdateItem
    | DeleteItem
    | AddStock
    | RemoveStock
    | ScrapItem
    | RecountItem
    | BookCount
    | TransferItem
    | SplitItem
    | MergeItems
    | HoldItem
    | ReleaseHold
    | ReserveItem
    | ReleaseItem
)
