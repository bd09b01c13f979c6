"""The law of conservation for one stocked item: whatever was received is somewhere."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from kitstation.domain.movements import Bucket
from kitstation.domain.quantities import ZERO, plain


@dataclass(frozen=True, slots=True, kw_only=True)
class StockedUnits:
    """Where the units of an item are (seed 004). `received` is what ever came in."""

    on_hand: Decimal = ZERO
    reserved: Decimal = ZERO
    transferred: Decimal = ZERO
    removed: Decimal = ZERO
    picked: Decimal = ZERO
    delivered: Decimal = ZERO
    received: Decimal = ZERO

    @property
    def sum(self) -> Decimal:
        """All units, wherever they are."""
        return plain(
            self.on_hand + self.reserved + self.transferred + self.removed + self.picked + self.delivered
        )

    @property
    def is_conserved(self) -> bool:
        """Whether the units that are somewhere are the ones that were received."""
        return self.sum == self.received


def units_of(balances: Mapping[Bucket, Decimal]) -> StockedUnits:
    """Return where an item's units are, from what it has in each bucket, in all places together.

    Seed 004: for serialized items "the sum of onHandUnits, reservedUnits, transferredUnits, removedUnits, pickedUnits,
    and deliveredUnits will always equal 1"; for others it equals what was received.
    """
    return StockedUnits(
        on_hand=balances.get(Bucket.ON_HAND, ZERO),
        reserved=balances.get(Bucket.RESERVED, ZERO),
        transferred=balances.get(Bucket.TRANSFERRED, ZERO),
        removed=balances.get(Bucket.REMOVED, ZERO),
        picked=balances.get(Bucket.PICKED, ZERO),
        delivered=balances.get(Bucket.DELIVERED, ZERO),
        # The outside world lends what it gives: its balance is minus what was received.
        received=plain(-balances.get(Bucket.RECEIVED, ZERO)),
    )
