"""The status of an inventory item: never set, always derived; the first match wins."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum


class ItemStatus(StrEnum):
    """What an inventory item is to somebody who looks for stock."""

    KITTED = "Kitted"
    UNAVAILABLE = "Unavailable"
    AVAILABLE = "Available"


def is_kitted(*, on_hand: Decimal, picked: Decimal) -> bool:
    """Whether *all* the quantity is kitted (seed 001: "true if all quantity is kitted to runs, otherwise false")."""
    return on_hand == 0 and picked > 0


def item_status(*, on_hand: Decimal, picked: Decimal) -> ItemStatus:
    """Return the item's status from where its quantity is."""
    if is_kitted(on_hand=on_hand, picked=picked):
        return ItemStatus.KITTED
    if on_hand == 0:
        return ItemStatus.UNAVAILABLE
    return ItemStatus.AVAILABLE
