"""The quantities of a position, as seed 003 types them, and the rule by which on hand follows from them.

An entry is one change of what is on hand at the position. Fluent: on hand is LAST_ON_HAND plus the ACTIVE entries of
types RESERVED, SALE, CORRECTION and DELTA; "Only ACTIVE Inventory Quantities will be considered". What is consumed is
negative. EXPECTED and ADJUSTMENT are not in the sum: what is to come is not on hand.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from kitstation.domain.movements import Bucket
from kitstation.domain.quantities import ZERO, plain

WORKFLOW_VERSION = 1
"""There is one form of every workflow."""


class QuantityType(StrEnum):
    """What a quantity of a position says."""

    LAST_ON_HAND = "LAST_ON_HAND"
    RESERVED = "RESERVED"
    SALE = "SALE"
    CORRECTION = "CORRECTION"
    DELTA = "DELTA"
    EXPECTED = "EXPECTED"
    ADJUSTMENT = "ADJUSTMENT"


COUNTED = frozenset(
    {
        QuantityType.LAST_ON_HAND,
        QuantityType.RESERVED,
        QuantityType.SALE,
        QuantityType.CORRECTION,
        QuantityType.DELTA,
    }
)
"""The types that on hand is the sum of."""

COMPLETED = frozenset({QuantityType.SALE, QuantityType.CORRECTION, QuantityType.DELTA})
"""The types that an absolute count supersedes; reservations stay."""


class QuantityStatus(StrEnum):
    """Whether a quantity counts."""

    CREATED = "CREATED"
    ACTIVE = "ACTIVE"
    INACTIVE = "INACTIVE"


@dataclass(frozen=True, slots=True, kw_only=True)
class PositionQuantity:
    """One quantity of a position (seed 003, InventoryQuantity). `ref` is unique within the catalogue."""

    ref: str
    type: QuantityType
    quantity: Decimal
    status: QuantityStatus = QuantityStatus.ACTIVE
    condition: str = "NEW"
    expected_on: date | None = None
    storage_area_ref: str = ""
    created_on: datetime | None = None
    updated_on: datetime | None = None

    @property
    def workflow_ref(self) -> str:
        """The workflow's name; see `workflow_ref`."""
        return workflow_ref("INVENTORY_QUANTITY", self.type)

    @property
    def workflow_version(self) -> int:
        """The workflow's version."""
        return WORKFLOW_VERSION


def workflow_ref(entity: str, kind: str) -> str:
    """Return a workflow's name (seed 003: "a combination of the entity name and the type", `[EntityName]::[Type]`)."""
    return f"{entity}::{kind}"


def on_hand(quantities: Iterable[PositionQuantity]) -> Decimal:
    """Return what is on hand by the documented rule."""
    counting = (
        entry.quantity
        for entry in quantities
        if entry.type in COUNTED and entry.status is QuantityStatus.ACTIVE
    )
    return plain(sum(counting, ZERO))


def after_count(
    quantities: Iterable[PositionQuantity], last_on_hand: PositionQuantity
) -> tuple[PositionQuantity, ...]:
    """Return the quantities after an absolute count, whose result takes the place of the one before.

    Fluent: LAST_ON_HAND is reset and what was completed before becomes INACTIVE; reservations stay active, because the
    count is of what is "available along with actively reserved quantities".
    """
    kept: list[PositionQuantity] = []
    counted = last_on_hand
    for entry in quantities:
        if entry.type is QuantityType.LAST_ON_HAND:
            counted = replace(last_on_hand, created_on=entry.created_on)
        elif entry.type in COMPLETED and entry.status is QuantityStatus.ACTIVE:
            inactive = QuantityStatus.INACTIVE
            kept.append(replace(entry, status=inactive, updated_on=last_on_hand.updated_on))
        else:
            kept.append(entry)
    return (counted, *kept)


def is_unchanged(quantities: Iterable[PositionQuantity], counted: Decimal) -> bool:
    """Whether an absolute count says nothing new.

    Fluent: "no active transient inventory quantities and where the LAST_ON_HAND quantity is the same". Where nothing
    ever was, 0 is the same.
    """
    last = ZERO
    for entry in quantities:
        if entry.status is not QuantityStatus.ACTIVE:
            continue
        if entry.type is QuantityType.LAST_ON_HAND:
            last += entry.quantity
        elif entry.type in COUNTED:
            return False
    return last == counted


def type_of_movement(from_bucket: Bucket, to_bucket: Bucket) -> QuantityType:
    """Return how a movement to or from what is on hand at a position reads as one of its quantities.

    Fluent: when the pick is confirmed, "RESERVED becomes INACTIVE and a SALE of the same amount is created". So what is
    kept for a kit line is RESERVED, and what was issued to it, or is installed, is a SALE: it does not lie on the
    shelf any more, and a count of the shelf supersedes it. What comes back takes the sale back.
    """
    buckets = {from_bucket, to_bucket}
    if Bucket.RESERVED in buckets and Bucket.ON_HAND in buckets:
        return QuantityType.RESERVED
    if buckets & {Bucket.PICKED, Bucket.DELIVERED}:
        return QuantityType.SALE
    if Bucket.REMOVED in buckets:
        return QuantityType.CORRECTION
    return QuantityType.DELTA


def is_below_minimum(*, available: Decimal, minimum: Decimal, maximum: Decimal) -> bool:
    """Whether there is less than there should be. Limits of 0 and 0 ask for nothing (seed 004)."""
    return maximum > 0 and available < minimum


def replenishment(*, available: Decimal, on_order: Decimal, minimum: Decimal, maximum: Decimal) -> Decimal:
    """Return how much to order or to bring: what is missing to the maximum, once available is below the minimum.

    ION: "if quantity < min, request max - quantity". What is on order already counts as if it were here.
    """
    if not is_below_minimum(available=available + on_order, minimum=minimum, maximum=maximum):
        return ZERO
    return plain(maximum - available - on_order)
