"""Movements: a quantity of one item goes from one bucket to another. Balances are their sums and nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from kitstation.domain.quantities import plain


class Bucket(StrEnum):
    """Where a quantity of an item can be."""

    RECEIVED = "received"
    """The outside world: its balance is minus what was ever received."""
    ON_HAND = "on_hand"
    """At a location; the place is the location."""
    RESERVED = "reserved"
    """Still at its location, but kept for a kit line; the place is the kit line."""
    PICKED = "picked"
    """Issued to a kit line; the place is the kit line."""
    DELIVERED = "delivered"
    """Installed in an assembly; the place is the build requirement."""
    TRANSFERRED = "transferred"
    """Gone into another item; the place is that item."""
    REMOVED = "removed"
    """Gone for good; the place says how: see `Removal`."""


class Removal(StrEnum):
    """How a quantity went for good."""

    SCRAP = "scrap"
    LOSS = "loss"
    """Not there when it was counted, or taken out by hand."""


class Spot(NamedTuple):
    """A bucket of one item at one place."""

    item_uid: str
    bucket: Bucket
    place: str


OUTSIDE = ""
"""The place of the outside world. What an item takes over from another comes from that item's uid instead."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Movement:
    """A quantity, always above 0, of one item, from one bucket and place to another.

    It is known by the command that made it and its place in that command's order.
    """

    item_uid: str
    quantity: Decimal
    from_bucket: Bucket
    from_place: str
    to_bucket: Bucket
    to_place: str
    reason: str = ""

    @property
    def source(self) -> Spot:
        """Where the quantity leaves."""
        return Spot(self.item_uid, self.from_bucket, self.from_place)

    @property
    def target(self) -> Spot:
        """Where the quantity arrives."""
        return Spot(self.item_uid, self.to_bucket, self.to_place)

    def reversed(self, reason: str = "") -> Movement:
        """Return the movement that takes this one back."""
        return Movement(
            item_uid=self.item_uid,
            quantity=self.quantity,
            from_bucket=self.to_bucket,
            from_place=self.to_place,
            to_bucket=self.from_bucket,
            to_place=self.from_place,
            reason=reason,
        )


def move(
    item_uid: str,
    quantity: Decimal,
    source: tuple[Bucket, str],
    target: tuple[Bucket, str],
    reason: str = "",
) -> Movement:
    """Return the movement of so much of an item from one bucket and place to another."""
    return Movement(
        item_uid=item_uid,
        quantity=plain(quantity),
        from_bucket=source[0],
        from_place=source[1],
        to_bucket=target[0],
        to_place=target[1],
        reason=reason,
    )


def hand_over(
    origin_uid: str,
    new_uid: str,
    quantity: Decimal,
    source: tuple[Bucket, str],
    target: tuple[Bucket, str],
    reason: str = "",
) -> tuple[Movement, Movement]:
    """Return the movements by which an item takes over so much of another one.

    What the one transfers is what the other receives, so that nothing is received twice.
    """
    return (
        move(origin_uid, quantity, source, (Bucket.TRANSFERRED, new_uid), reason),
        move(new_uid, quantity, (Bucket.RECEIVED, origin_uid), target, reason),
    )
