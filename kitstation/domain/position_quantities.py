"""The quantities of a position, as seed 003 types them, and the rule by which on hand follows from them.

An entry is one change of what is on hand at the position. Fluent: on hand is LAST_ON_HAND plus the ACTIVE entries of types
RESERVED, SALE, CORRECTION and DELTA; "Only ACTIVE Inventory Quantities will be considered". What is consumed is
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
    """One quantity of a position (seed 003, InventoryQuantity). `ref` is unique within the position."""

    ref: str
    type: QuantityType
    quantity: Decimal
    status: QuantityStatus = QuantityStatus.ACTIVE
    condition: str = "NEW"
    expected_on: date | None = None
    storage_area_ref: str = ""
    created_on: datetime | None = None
    updated_on: datetime | None = None


def on_hand(quantities: Iterable[PositionQuantity]) -> Decimal:
    """Return what is on hand by the documented rule."""
    counting = (
        entry.quantity
        for entry in quantities
        if entry.type in COUNTED and entry.status is QuantityStatus.ACTIVE
    )
    return plain(sum(counting, ZERO))


def after_pick(
    quantities: tuple[PositionQuantity, ...], reservation_ref: str, picked: Decimal
) -> tuple[PositionQuantity, ...]:
    """Return the quantities after a reservation was picked.

    Fluent: the reservation becomes INACTIVE and a SALE of what was picked is created; after a short pick, a
    CORRECTION takes the rest, because what was reserved and not found is not there.
    """
    reserved = next(entry for entry in quantities if entry.ref == reservation_ref)
    rest = [
        replace(entry, status=QuantityStatus.INACTIVE) if entry.ref == reservation_ref else entry
        for entry in quantities
    ]
    short = -reserved.quantity - picked
    rest.append(replace(reserved, ref=f"{reservation_ref}:sale", type=QuantityType.SALE, quantity=-picked))
    if short > 0:
        rest.append(
            replace(reserved, ref=f"{reservation_ref}:short", type=QuantityType.CORRECTION, quantity=-short)
        )
    return tuple(rest)


def after_count(quantities: tuple[PositionQuantity, ...], counted: Decimal) -> tuple[PositionQuantity, ...]:
    """Return the quantities after an absolute count.

    Fluent: LAST_ON_HAND is reset and what was completed before becomes INACTIVE; reservations stay active, because the
    count is of what is "available along with actively reserved quantities".
    """
    kept: list[PositionQuantity] = []
    for entry in quantities:
        if entry.type is QuantityType.LAST_ON_HAND:
            kept.append(replace(entry, quantity=counted, status=QuantityStatus.ACTIVE))
        elif entry.type in COMPLETED:
            kept.append(replace(entry, status=QuantityStatus.INACTIVE))
        else:
            kept.append(entry)
    return tuple(kept)


def is_unchanged(quantities: Iterable[PositionQuantity], counted: Decimal) -> bool:
    """Whether an absolute count says nothing new.

    Fluent: "no active transient inventory quantities and where the LAST_ON_HAND quantity is the same".
    """
    last = ZERO
    for entry in quantities:
        if entry.status is not QuantityStatus.ACTIVE:
            continue
        if entry.type is QuantityType.LAST_ON_HAND:
            last = entry.quantity
        elif entry.type in COUNTED:
            return False
    return last == counted


def type_of_movement(from_bucket: Bucket, to_bucket: Bucket) -> QuantityType:
    """Return how a movement to or from what is on hand at a position reads as one of its quantities."""
    buckets = {from_bucket, to_bucket}
    if buckets & {Bucket.RESERVED, Bucket.PICKED}:
        return QuantityType.RESERVED
    if Bucket.DELIVERED in buckets:
        return QuantityType.SALE
    if Bucket.REMOVED in buckets:
        return QuantityType.CORRECTION
    return QuantityType.DELTA


def replenishment(*, available: Decimal, on_order: Decimal, minimum: Decimal, maximum: Decimal) -> Decimal:
    """Return how much to order or to bring: what is missing to the maximum, once available is below the minimum.

    ION: "if quantity < min, request max - quantity". What is on order already counts as if it were here. Limits of
    0 and 0 ask for nothing.
    """
    if maximum == 0 or available + on_order >= minimum:
        return ZERO
    return plain(maximum - available - on_order)
