"""Tracking: which numbers and quantities an item may carry (seeds 000 to 002, "Inventory tracking types")."""

from __future__ import annotations

from decimal import Decimal

from kitstation.domain.quantities import ONE, ZERO
from kitstation.domain.records import TrackingType
from kitstation.domain.refusals import RefusalCode, Refused, refuse


def tracking_of(serial_number: str | None, lot_number: str | None) -> TrackingType:
    """Return the tracking type that the numbers present make.

    Seed 001: "Any inventory with a serial number has the serial tracking type", "a lot number and no serial
    number is lot tracked", "neither ... is an untracked item".
    """
    if serial_number:
        return TrackingType.SERIAL
    return TrackingType.LOT if lot_number else TrackingType.UNTRACKED


def refuse_tracking(part: TrackingType, serial_number: str | None, lot_number: str | None) -> Refused | None:
    """Refuse numbers that do not match how the part is tracked."""
    present = tracking_of(serial_number, lot_number)
    if present is part:
        return None
    return refuse(RefusalCode.TRACKING_MISMATCH, part_tracking=part.value, item_tracking=present.value)


def refuse_quantity(tracking: TrackingType, quantity: Decimal) -> Refused | None:
    """Refuse a quantity that such an item cannot have.

    Seed 001: "Serialized inventory objects can only have a quantity of 0 or 1", lots "greater than or equal
    to 0". For untracked stock the seeds set no bound; below 0 is refused here, because nobody holds less than
    nothing in their hands.
    """
    if tracking is TrackingType.SERIAL and quantity not in {ZERO, ONE}:
        return refuse(RefusalCode.BAD_QUANTITY, quantity=quantity, why="a serial number is 0 or 1 piece")
    if quantity < 0:
        return refuse(RefusalCode.BAD_QUANTITY, quantity=quantity, why="nothing can be less than 0")
    return None


def refuse_tracking_change(
    old: TrackingType, new: TrackingType, *, serial_items: int, lot_items: int
) -> Refused | None:
    """Refuse to change how a part is tracked while stock with such numbers exists.

    Untracked to serial or lot is allowed: loose stock stays loose, what comes later carries numbers.
    """
    in_use = {TrackingType.SERIAL: serial_items, TrackingType.LOT: lot_items, TrackingType.UNTRACKED: 0}[old]
    if old is new or not in_use:
        return None
    return refuse(RefusalCode.TRACKING_IN_USE, part_tracking=old.value, new_tracking=new.value, items=in_use)
