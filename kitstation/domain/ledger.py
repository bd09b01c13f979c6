"""The ledger of a batch: balances as they were loaded and as movements change them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from kitstation.domain.errors import InvariantError
from kitstation.domain.movements import Bucket, Movement, Spot
from kitstation.domain.quantities import ZERO, plain


@dataclass(slots=True)
class PartStock:
    """What a part has in all: on hand, and how many items carry a serial or a lot number."""

    on_hand: Decimal = ZERO
    serial_items: int = 0
    lot_items: int = 0

    def add(self, other: PartStock) -> None:
        """Change this by another."""
        self.on_hand = plain(self.on_hand + other.on_hand)
        self.serial_items += other.serial_items
        self.lot_items += other.lot_items


class Ledger:
    """Balances per item, bucket and place, and what is issued per kit line."""

    def __init__(self) -> None:
        self.movements: list[Movement] = []
        self._balances: dict[str, dict[Spot, Decimal]] = {}
        self._changed: dict[Spot, None] = {}
        self._picked_on_line: dict[str, Decimal] = {}

    def load_item(self, item_uid: str, balances: Iterable[tuple[Spot, Decimal]] = ()) -> None:
        """Take in all balances of an item; a new item has none."""
        self._balances.setdefault(item_uid, dict(balances))

    def load_line(self, line_uid: str, picked: Decimal = ZERO) -> None:
        """Take in how much is issued to a kit line in all; a new line has nothing."""
        self._picked_on_line.setdefault(line_uid, picked)

    def balance(self, spot: Spot) -> Decimal:
        """Return how much of an item is in a bucket at a place."""
        return self._of_item(spot.item_uid).get(spot, ZERO)

    def lines_holding(self, item_uid: str) -> list[str]:
        """Return the kit lines that hold some of an item."""
        return [
            spot.place
            for spot, amount in self._of_item(item_uid).items()
            if spot.bucket is Bucket.PICKED and amount > 0
        ]

    def picked_on_line(self, line_uid: str) -> Decimal:
        """Return how much is issued to a kit line in all."""
        try:
            return self._picked_on_line[line_uid]
        except KeyError:
            raise InvariantError(f"what is issued to kit line {line_uid} was never loaded") from None

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
            raise InvariantError(f"the balances of inventory item {item_uid} were never loaded") from None

    def _add(self, spot: Spot, amount: Decimal) -> None:
        balances = self._of_item(spot.item_uid)
        balances[spot] = plain(balances.get(spot, ZERO) + amount)
        self._changed[spot] = None
        if spot.bucket is Bucket.PICKED:
            self._picked_on_line[spot.place] = plain(self.picked_on_line(spot.place) + amount)
