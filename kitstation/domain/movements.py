"""Movements: a quantity of one item goes from one bucket to another. Balances are their sums and nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple


class Bucket(StrEnum):
    """Where a quantity of an item can be."""

    RECEIVED = "received"
    """The outside world: its balance is minus what was ever received."""
    ON_HAND = "on_hand"
    """At a location; the place is the location."""
    PICKED = "picked"
    """Issued to a kit line; the place is the kit line."""


class Spot(NamedTuple):
    """A bucket of one item at one place."""

    item_uid: str
    bucket: Bucket
    place: str


OUTSIDE = ""
"""The place of the outside world."""


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
