"""How the quantities of a position follow from what has happened to its items.

Each item of the position is read from its first movement to its last. An entry is made for what came to be on hand at
the position's location or left it; a reservation stays open until it is picked, released or moved on; a count
supersedes what was completed before it. By the documented rule their sum is what is on hand there.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from decimal import Decimal

from kitstation.domain.movements import Bucket, Movement
from kitstation.domain.position_quantities import (
    PositionQuantity,
    QuantityStatus,
    QuantityType,
    after_count,
    on_hand,
    type_of_movement,
)
from kitstation.domain.quantities import ZERO, plain
from kitstation.domain.records import OrderLine, OrderStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """A movement of an item, when it happened, and what it is known by."""

    movement: Movement
    at: datetime
    ref: str
    condition: str = "NEW"
    storage_area: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedAt:
    """An item was counted where it is kept; its movements show by how much the count differed."""

    item_uid: str
    at: datetime
    condition: str = "NEW"
    storage_area: str = ""


Happening = Moved | CountedAt


def project(location_uid: str, happenings: Iterable[Happening]) -> tuple[PositionQuantity, ...]:
    """Return the quantities of a position from what has happened to the items of its part, in its order.

    What an item does elsewhere may be among it; a count comes after the movements by which it was booked.
    """
    items: dict[str, _ItemHere] = {}
    for happening in happenings:
        uid = happening.movement.item_uid if isinstance(happening, Moved) else happening.item_uid
        here = items.setdefault(uid, _ItemHere(uid, location_uid))
        if isinstance(happening, Moved):
            here.move(happening)
        else:
            here.count(happening)
    return tuple(entry for here in items.values() for entry in here.entries.values())


def expected(lines: Iterable[OrderLine]) -> tuple[PositionQuantity, ...]:
    """Return what order lines promise: with the day on which it is to come, and never counted (status CREATED)."""
    return tuple(
        PositionQuantity(
            ref=line.uid,
            type=QuantityType.EXPECTED,
            quantity=line.back_ordered,
            status=QuantityStatus.CREATED,
            expected_on=line.expected_on,
        )
        for line in lines
        if is_open(line)
    )


def is_open(line: OrderLine) -> bool:
    """Whether something is still to come of an order line."""
    return line.status in {OrderStatus.ORDERED, OrderStatus.PARTIALLY_RECEIVED} and line.back_ordered > 0


@dataclass(slots=True)
class _Reservation:
    """What is reserved of an item for a kit line: the entry's ref, all that was reserved, and what of it still is."""

    ref: str
    reserved: Decimal = ZERO
    open: Decimal = ZERO


@dataclass(slots=True)
class _ItemHere:
    """One item at one location, as far as it has been read."""

    uid: str
    location_uid: str
    entries: dict[str, PositionQuantity] = field(default_factory=dict)
    is_here: bool = False
    _reservations: dict[str, _Reservation] = field(default_factory=dict)

    def move(self, moved: Moved) -> None:
        """Take in a movement."""
        movement = moved.movement
        leaves = movement.source[1:] == (Bucket.ON_HAND, self.location_uid)
        arrives = movement.target[1:] == (Bucket.ON_HAND, self.location_uid)
        if leaves and movement.to_bucket is Bucket.RESERVED:
            self._reserve(movement.to_place, movement.quantity, moved)
        elif movement.from_bucket is Bucket.RESERVED:
            closed = self._close(movement.from_place, movement.quantity, moved)
            self._go_on(closed, moved, arrives=arrives)
        elif leaves is not arrives:
            kind = type_of_movement(movement.from_bucket, movement.to_bucket)
            self._add(kind, movement.quantity if arrives else -movement.quantity, moved)
        if arrives:
            self.is_here = True
        elif leaves and movement.to_bucket is Bucket.ON_HAND:
            self.is_here = False

    def count(self, counted: CountedAt) -> None:
        """Take in a count: the sum of what is on hand and what is reserved is what was counted."""
        if not self.is_here:
            return
        entries = self.entries.values()
        reserved = sum((reservation.open for reservation in self._reservations.values()), ZERO)
        last_on_hand = PositionQuantity(
            ref=f"{self.uid}:{self.location_uid}",
            type=QuantityType.LAST_ON_HAND,
            quantity=plain(on_hand(entries) + reserved),
            condition=counted.condition,
            storage_area_ref=counted.storage_area,
            created_on=counted.at,
            updated_on=counted.at,
        )
        self.entries = {entry.ref: entry for entry in after_count(entries, last_on_hand)}

    def _reserve(self, line_uid: str, quantity: Decimal, moved: Moved) -> None:
        reservation = self._reservations.get(line_uid)
        if reservation is None or not reservation.open:
            reservation = self._reservations[line_uid] = _Reservation(f"{moved.ref}:reserved")
            self._add(QuantityType.RESERVED, ZERO, moved, ref=reservation.ref)
        reservation.reserved += quantity
        reservation.open += quantity
        self._show(reservation, moved.at)

    def _close(self, line_uid: str, quantity: Decimal, moved: Moved) -> Decimal:
        """Take back so much of what is reserved here for a kit line; return how much that was."""
        reservation = self._reservations.get(line_uid)
        if reservation is None or not reservation.open:
            return ZERO
        closed = min(reservation.open, quantity)
        reservation.open -= closed
        self._show(reservation, moved.at)
        return closed

    def _show(self, reservation: _Reservation, at: datetime) -> None:
        """Show what is still reserved; when nothing is, all that was, as something that is over."""
        entry = self.entries[reservation.ref]
        status = QuantityStatus.ACTIVE if reservation.open else QuantityStatus.INACTIVE
        quantity = plain(-(reservation.open or reservation.reserved))
        self.entries[reservation.ref] = replace(entry, quantity=quantity, status=status, updated_on=at)

    def _go_on(self, closed: Decimal, moved: Moved, *, arrives: bool) -> None:
        """Say what became of a reservation that is closed: released here, picked, or gone on from here."""
        movement = moved.movement
        if arrives:
            # What was reserved while the item was kept elsewhere comes from there.
            self._add(QuantityType.DELTA, movement.quantity - closed, moved)
        elif movement.to_bucket is Bucket.RESERVED:
            if closed:
                self._reserve(movement.to_place, closed, moved)
        else:
            released = movement.to_bucket is Bucket.ON_HAND
            kind = QuantityType.DELTA if released else type_of_movement(Bucket.RESERVED, movement.to_bucket)
            self._add(kind, -closed, moved)

    def _add(self, kind: QuantityType, quantity: Decimal, moved: Moved, *, ref: str = "") -> None:
        if not quantity and not ref:
            return
        ref = ref or f"{moved.ref}:{'in' if quantity > 0 else 'out'}"
        self.entries[ref] = PositionQuantity(
            ref=ref,
            type=kind,
            quantity=plain(quantity),
            condition=moved.condition,
            storage_area_ref=moved.storage_area,
            created_on=moved.at,
            updated_on=moved.at,
        )
