"""Absolute counts: how a count of a whole position spreads over the items that lie there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from kitstation.domain.commands import Counted
from kitstation.domain.quantities import ZERO, plain
from kitstation.domain.records import InventoryItem, Part, TrackingType
from kitstation.domain.refusals import RefusalCode, Refused, refuse


@dataclass(frozen=True, slots=True)
class Spread:
    """What was counted of each item; `surplus` is what belongs to no item that is known there."""

    counts: tuple[Counted, ...]
    surplus: Decimal = ZERO


def spread(
    part: Part, items: Sequence[InventoryItem], counted: Decimal, *, reserved: Decimal = ZERO
) -> Spread | Refused:
    """Spread what was counted at a position over its items; `reserved` lies there too, and stays reserved.

    Less than there should be is taken from the oldest first (seed 004: "We recommend reducing the quantity from the
    oldest item"). More is added to the newest: what was overlooked came last. Serial numbers are counted one by
    one, and nobody can tell from a number which of several lots there is more of.
    """
    if part.tracking is TrackingType.SERIAL:
        why = "serial numbers are counted one by one: scan each of them"
        return refuse(RefusalCode.BAD_QUANTITY, quantity=counted, why=why)
    if counted < 0:
        return refuse(RefusalCode.BAD_QUANTITY, quantity=counted, why="nothing can be less than 0")
    if counted < reserved:
        why = f"{reserved:f} {part.unit} of it are reserved for kits; release what is not there"
        return refuse(RefusalCode.BAD_QUANTITY, quantity=counted, why=why)
    known = sorted(items, key=lambda item: (item.received_at, item.uid))
    difference = plain(counted - reserved - sum((_there(item) for item in known), ZERO))
    if difference <= 0:
        return Spread(_reduced(known, -difference))
    if part.tracking is TrackingType.LOT and len(known) != 1:
        why = "it is more than the records know, and of which lot has to be counted lot by lot"
        return refuse(RefusalCode.BAD_QUANTITY, quantity=counted, why=why)
    if not known:
        return Spread((), difference)
    *others, newest = known
    as_known = tuple(_counted(item, _there(item)) for item in others)
    return Spread((*as_known, _counted(newest, _there(newest) + difference)))


def oldest_first(items: Sequence[InventoryItem], quantity: Decimal) -> tuple[tuple[str, Decimal], ...]:
    """Return from which items to take so much, and how much of each: the oldest first (seed 004)."""
    taken: list[tuple[str, Decimal]] = []
    for item in sorted(items, key=lambda item: (item.received_at, item.uid)):
        amount = min(_there(item), quantity)
        if amount > 0:
            taken.append((item.uid, plain(amount)))
            quantity -= amount
    return tuple(taken)


def _reduced(known: Sequence[InventoryItem], missing: Decimal) -> tuple[Counted, ...]:
    gone = dict(oldest_first(known, missing))
    return tuple(_counted(item, _there(item) - gone.get(item.uid, ZERO)) for item in known)


def _counted(item: InventoryItem, counted: Decimal) -> Counted:
    return Counted(item_uid=item.uid, expected=item.quantity, counted=plain(counted))


def _there(item: InventoryItem) -> Decimal:
    """Return what can lie there of an item: where the house allows less than nothing, that is nothing."""
    return max(item.quantity, ZERO)
