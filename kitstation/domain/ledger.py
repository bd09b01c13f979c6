"""The ledger of a batch: balances as they were loaded and as movements change them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from kitstation.domain.errors import NotLoadedError
from kitstation.domain.movements import Bucket, Movement, Spot
from kitstation.domain.quantities import ZERO, plain


@dataclass(slots=True)
class PartStock:
    """What a part has in all: on hand, how many items carry a serial or lot number, and how much is blocked."""

    on_hand: Decimal = ZERO
    serial_items: int = 0
    lot_items: int = 0
    blocked: Decimal = ZERO

    def add(self, other: PartStock) -> None:
        """Change this by another."""
        self.on_hand = plain(self.on_hand + other.on_hand)
        self.blocked = plain(self.blocked + other.blocked)
        self.serial_items += other.serial_items
        self.lot_items += other.lot_items


class Ledger:
    """Balances per item, bucket and place, and what all items together have in a bucket at a place."""

    def __init__(self) -> None:
        self.movements: list[Movement] = []
        self._balances: dict[str, dict[Spot, Decimal]] = {}
        self._changed: dict[Spot, None] = {}
        self._totals: dict[tuple[Bucket, str], Decimal] = {}

    def load_item(self, item_uid: str, balances: Iterable[tuple[Spot, Decimal]] = ()) -> None:
        """Take in all balances of an item; a new item has none."""
        self._balances.setdefault(item_uid, dict(balances))

    def load_total(self, bucket: Bucket, place: str, total: Decimal = ZERO) -> None:
        """Take in how much all items together have in a bucket at a place; a new place has nothing."""
        self._totals.setdefault((bucket, place), total)

    def balance(self, spot: Spot) -> Decimal:
        """Return how much of an item is in a bucket at a place."""
        return self._of_item(spot.item_uid).get(spot, ZERO)

    def in_bucket(self, item_uid: str, bucket: Bucket) -> Decimal:
        """Return how much of an item is in a bucket, in all places together."""
        amounts = (amount for spot, amount in self._of_item(item_uid).items() if spot.bucket is bucket)
        return plain(sum(amounts, ZERO))

    def places_of(self, item_uid: str, bucket: Bucket) -> list[str]:
        """Return the places where there is something of an item in a bucket."""
        return [
            spot.place
            for spot, amount in self._of_item(item_uid).items()
            if spot.bucket is bucket and amount != 0
        ]

    def total_at(self, bucket: Bucket, place: str) -> Decimal:
        """Return how much all items together have in a bucket at a place."""
        try:
            return self._totals[bucket, place]
        except KeyError:
            raise NotLoadedError(f"what is {bucket} at {place} was never loaded") from None

    def picked_on_line(self, line_uid: str) -> Decimal:
        """Return how much is issued to a kit line in all."""
        return self.total_at(Bucket.PICKED, line_uid)

    def post(self, movement: Movement) -> None:
        """Let a movement take effect on the balances."""
        self._add(movement.source, -movement.quantity)
        self._add(movement.target, movement.quantity)
        self.movements.append(movement)

    @property
    def changed(self) -> list[tuple[Spot, Decimal]]:
        """The balances that movements have changed, as they are now."""
        return [(spot, self.balance(spot)) for spot in self._changed]

    def _of_item(self, item_uid: str) -> dict[Spot, Decimal]:
        try:
            return self._balances[item_uid]
        except KeyError:
            raise NotLoadedError(f"the balances of inventory item {item_uid} were never loaded") from None

    def _add(self, spot: Spot, amount: Decimal) -> None:
        balances = self._of_item(spot.item_uid)
        balances[spot] = plain(balances.get(spot, ZERO) + amount)
        self._changed[spot] = None
        place = (spot.bucket, spot.place)
        if place in self._totals:
            self._totals[place] = plain(self._totals[place] + amount)
