"""Availability: whether something of an item may be taken now."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from kitstation.domain.quantities import ONE
from kitstation.domain.records import InventoryItem
from kitstation.domain.refusals import RefusalCode, Refused, refuse
from kitstation.domain.working_set import WorkingSet


def refuse_amount(quantity: Decimal, item: InventoryItem) -> Refused | None:
    """Refuse to move nothing, less than nothing, or a part of a serial."""
    if quantity <= 0:
        return refuse(RefusalCode.BAD_QUANTITY, quantity=quantity, why="it must be above 0")
    if item.serial_number and quantity != ONE:
        return refuse(RefusalCode.BAD_QUANTITY, quantity=quantity, why="a serial number is one piece")
    return None


def refuse_blocked(item: InventoryItem) -> Refused | None:
    """Refuse what is held, still being built, or where inventory is not available (ION's status Unavailable)."""
    if not item.blocked:
        return None
    if item.hold_reason is not None:
        return refuse(RefusalCode.NOT_AVAILABLE, cause="held", why=item.hold_reason)
    if item.in_work:
        return refuse(RefusalCode.NOT_AVAILABLE, cause="in_work")
    return refuse(RefusalCode.NOT_AVAILABLE, cause="location")


def has_expired(item: InventoryItem, today: date) -> bool:
    """Whether the expiry date is over; the day itself still counts."""
    return item.expires_on is not None and item.expires_on < today


def refuse_expired(item: InventoryItem, today: date, *, confirmed: bool) -> Refused | None:
    """Refuse what has expired, unless a person has confirmed it."""
    if confirmed or not has_expired(item, today):
        return None
    return refuse(RefusalCode.EXPIRED, expired_on=item.expires_on)


def refuse_more_than_there_is(
    quantity: Decimal, item: InventoryItem, records: WorkingSet, *, reserved_here: Decimal = Decimal(0)
) -> Refused | None:
    """Refuse more than is on hand, with what is reserved for the same purpose.

    Seed 001: "There are no quantity restrictions on an untracked part": where the house allows it, untracked
    stock may fall below 0.
    """
    if quantity <= item.quantity + reserved_here:
        return None
    untracked = not item.serial_number and not item.lot_number
    if untracked and records.house_rules.allow_negative_untracked:
        return None
    return refuse(
        RefusalCode.NOT_ENOUGH, asked=quantity, on_hand=item.quantity + reserved_here, unit=item.unit
    )


def refuse_without_reason(reason: str) -> Refused | None:
    """Refuse to change what is on hand without saying why."""
    return None if reason.strip() else refuse(RefusalCode.REASON_NEEDED)
