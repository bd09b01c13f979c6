"""Inventory items: the stock itself."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from kitstation.domain.later import ADDED_LATER


class HowCreated(StrEnum):
    """What brought an inventory item into being."""

    MANUAL = "manual"
    ORDER_LINE = "order_line"
    BUILD = "build"
    SPLIT = "split"
    TRANSFER = "transfer"
    MERGE = "merge"
    KIT_CLOSED = "kit_closed"


@dataclass(frozen=True, slots=True, kw_only=True)
class InventoryItem:
    """An amount of one part at one location (the seeds' PartInventory).

    `quantity` is what is on hand there: it follows from the movements and is never typed. So is `blocked`: nothing of
    it may be taken, because it is held, in work, or lies where inventory is not available.
    `received_at` orders first in, first out; `expires_on` orders first expired, first out.
    """

    uid: str
    part_uid: str
    serial_number: str | None
    lot_number: str | None
    location_uid: str
    quantity: Decimal
    unit: str
    supplier_uid: str | None
    cost: Decimal | None
    expires_on: date | None
    received_at: datetime
    condition: str = "NEW"
    storage_area: str = ""
    usage_type: str = ""
    hold_reason: str | None = None
    """Why it is held in quarantine; None when it is not."""
    in_work: bool = False
    """Whether it is still being built."""
    run_uid: str | None = None
    """The run that builds or has built it."""
    order_line_uid: str | None = None
    """The order line that it was received on."""
    origin_uid: str | None = None
    """The item that it was split from."""
    merged_into_uid: str | None = None
    how_created: HowCreated = HowCreated.MANUAL
    created_by: str = ""
    deleted: bool = False
    blocked: bool = False
    date_code: str | None = field(default=None, metadata=ADDED_LATER)
    """When it was made, as its maker's label writes that: years, weeks and days in any order, so it is never read."""
    version: int = 1
