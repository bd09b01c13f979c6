"""The quantities of a position as they follow from what benches do, and the law of conservation."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kitstation.domain.commands import (
    BookCount,
    Command,
    Counted,
    DeleteItem,
    Entry,
    InstallItem,
    RecountItem,
    ReleaseItem,
    RemoveStock,
    ReserveItem,
    StartBuild,
    TransferItem,
    Undo,
)
from kitstation.domain.conservation import units_of
from kitstation.domain.etags import etag
from kitstation.domain.ids import derived_id
from kitstation.domain.movements import Bucket
from kitstation.domain.outcomes import Accepted, Outcome
from kitstation.domain.position_projection import CountedAt, Happening, Moved, expected, project
from kitstation.domain.position_quantities import PositionQuantity, QuantityStatus, QuantityType, on_hand
from kitstation.domain.quantities import ZERO
from kitstation.domain.records import InventoryItem, OrderLine, OrderStatus
from kitstation.domain.refusals import RefusalCode
from tests.support.bench import BenchUids, lay_out
from tests.support.memory import Memory
from tests.support.position_histories import live_through, open_stockroom
from tests.support.world import World

ACTIVE, INACTIVE = QuantityStatus.ACTIVE, QuantityStatus.INACTIVE
LAST, RESERVED, SALE = QuantityType.LAST_ON_HAND, QuantityType.RESERVED, QuantityType.SALE
CORRECTION, DELTA = QuantityType.CORRECTION, QuantityType.DELTA


class Ledger:
    """A working set in memory that keeps what has happened, as the journal does."""

    def __init__(self) -> None:
        self.memory = Memory()
        self.happened: list[Happening] = []

    def execute(self, entry: Entry) -> Outcome:
        outcome = self.memory.execute(entry)
        if isinstance(outcome, Accepted):
            self.happened += _happenings(entry, outcome)
        return outcome

    def at(self, part_uid: str, location_uid: str) -> tuple[PositionQuantity, ...]:
        of_part = {item.uid for item in self.memory.items if item.part_uid == part_uid}
        happened = (one for one in self.happened if _item_of(one) in of_part)
        return project(location_uid, happened)

    def lies_at(self, part_uid: str, location_uid: str) -> Decimal:
        return sum(
            (
                item.quantity
                for item in self.memory.items
                if (item.part_uid, item.location_uid) == (part_uid, location_uid) and not item.deleted
            ),
            ZERO,
        )


def _happenings(entry: Entry, outcome: Accepted) -> Iterator[Happening]:
    for ordinal, movement in enumerate(outcome.changes.movements):
        yield Moved(movement=movement, at=entry.at, ref=f"{entry.command_id}:{ordinal}")
    match entry.command:
        case RecountItem(item_uid=uid):
            yield CountedAt(item_uid=uid, at=entry.at)
        case BookCount(counts=counts):
            for counted in counts:
                yield CountedAt(item_uid=counted.item_uid, at=entry.at)


def _item_of(happening: Happening) -> str:
    return happening.movement.item_uid if isinstance(happening, Moved) else happening.item_uid


class Shelf:
    """Screws in a bin, counted to be so many."""

    def __init__(self, number: int) -> None:
        self.ledger = Ledger()
        self.world = World(self.ledger)
        self.bench: BenchUids = lay_out(self.world)
        self.item = self.bench.screw_item
        self.line = self.bench.screw_line
        self.do(RecountItem(item_uid=self.item, counted=Decimal(number), reason="count"))

    def do(self, command: Command) -> None:
        self.world.do(command)

    def reserve(self, number: int) -> None:
        self.do(ReserveItem(item_uid=self.item, line_uid=self.line, quantity=Decimal(number)))

    @property
    def quantities(self) -> tuple[PositionQuantity, ...]:
        return self.ledger.at(self.bench.screw, self.bench.bin)

    @property
    def active(self) -> dict[QuantityType, int]:
        return {one.type: int(one.quantity) for one in self.quantities if one.status is ACTIVE}

    @property
    def on_hand(self) -> int:
        return int(on_hand(self.quantities))


def test_a_reservation_and_its_pick() -> None:
    """Reference, section 6: 170 + RESERVED(-3) = 167; after the pick SALE(-3), still 167."""
    shelf = Shelf(170)
    shelf.reserve(3)
    assert (shelf.active, shelf.on_hand) == ({LAST: 170, RESERVED: -3}, 167)
    shelf.world.issue(shelf.item, shelf.line, 3)
    assert (shelf.active, shelf.on_hand) == ({LAST: 170, SALE: -3}, 167)
    (reserved,) = (one for one in shelf.quantities if one.type is RESERVED)
    assert (reserved.status, int(reserved.quantity)) == (INACTIVE, -3)


def test_a_short_pick_and_the_count_after_it() -> None:
    """Reference, section 6: 1 of 5 picked: SALE -1 and CORRECTION -4, 162; a count of 162 makes both inactive."""
    shelf = Shelf(167)
    shelf.reserve(5)
    shelf.world.issue(shelf.item, shelf.line, 1)
    shelf.do(ReleaseItem(item_uid=shelf.item, line_uid=shelf.line, quantity=Decimal(4)))
    shelf.do(RemoveStock(item_uid=shelf.item, quantity=Decimal(4), reason="not found"))
    assert (shelf.active, shelf.on_hand) == ({LAST: 167, SALE: -1, CORRECTION: -4}, 162)
    shelf.do(RecountItem(item_uid=shelf.item, counted=Decimal(162), reason="count"))
    assert (shelf.active, shelf.on_hand) == ({LAST: 162}, 162)


def test_a_count_keeps_what_is_reserved() -> None:
    """Fluent: LAST_ON_HAND is of what is "available along with actively reserved quantities"."""
    shelf = Shelf(10)
    shelf.reserve(4)
    shelf.do(RecountItem(item_uid=shelf.item, counted=Decimal(5), reason="count"))
    assert (shelf.active, shelf.on_hand) == ({LAST: 9, RESERVED: -4}, 5)


def test_what_comes_back_from_a_kit_takes_the_sale_back() -> None:
    shelf = Shelf(10)
    shelf.world.issue(shelf.item, shelf.line, 4)
    shelf.world.give_back(shelf.item, shelf.line, 1)
    assert sum(one.quantity for one in shelf.quantities if one.type is SALE) == -3
    assert shelf.on_hand == 7


def test_what_is_installed_is_a_sale() -> None:
    shelf = Shelf(10)
    build = shelf.world.ids.new()
    shelf.do(
        StartBuild(uid=build, run_uid=shelf.bench.run, serial_number="B-1", location_uid=shelf.bench.bin)
    )
    requirement = derived_id(build, shelf.bench.screw)
    shelf.do(InstallItem(item_uid=shelf.item, requirement_uid=requirement, quantity=Decimal(4)))
    assert (shelf.active, shelf.on_hand) == ({LAST: 10, SALE: -4}, 6)


def test_what_is_moved_away_is_a_delta_at_both_places() -> None:
    shelf = Shelf(10)
    shelf.do(TransferItem(item_uid=shelf.item, to_location_uid=shelf.bench.shelf))
    (there,) = shelf.ledger.at(shelf.bench.screw, shelf.bench.shelf)
    assert (shelf.active[DELTA], there.type, int(there.quantity)) == (-10, DELTA, 10)
    assert there.ref not in {one.ref for one in shelf.quantities}


def test_a_count_elsewhere_does_not_count_here() -> None:
    shelf = Shelf(10)
    shelf.do(TransferItem(item_uid=shelf.item, to_location_uid=shelf.bench.shelf))
    shelf.do(RecountItem(item_uid=shelf.item, counted=Decimal(8), reason="count"))
    assert shelf.active == {LAST: 10, DELTA: -10}


def test_a_count_of_the_place_counts_each_item() -> None:
    shelf = Shelf(10)
    other = shelf.world.item(shelf.bench.screw, shelf.bench.bin, 5)
    counts = tuple(
        Counted(item_uid=uid, expected=Decimal(there), counted=Decimal(there))
        for uid, there in ((shelf.item, 10), (other, 5))
    )
    shelf.do(BookCount(location_uid=shelf.bench.bin, counts=counts, reason="count"))
    counted = [int(one.quantity) for one in shelf.quantities if one.status is ACTIVE]
    assert (sorted(counted), shelf.on_hand) == ([5, 10], 15)


def test_what_a_deleted_item_had_does_not_come_back() -> None:
    """Found by the random histories below: it would be on hand by the quantities, and nowhere on a list."""
    shelf = Shelf(10)
    removed = shelf.world.do(RemoveStock(item_uid=shelf.item, quantity=Decimal(10), reason="rust")).command_id
    item = shelf.ledger.memory.records.items.get(shelf.item)
    shelf.do(DeleteItem(uid=shelf.item, etag=etag(item), reason="rust"))
    assert shelf.world.refused(Undo(command_id=removed)).code is RefusalCode.CANNOT_UNDO
    assert shelf.on_hand == 0


def order_line(status: OrderStatus, received: int) -> OrderLine:
    return OrderLine(
        uid=f"{status}-{received}",
        order_number="PO-1",
        part_uid="part",
        supplier_uid=None,
        location_uid="place",
        ordered=Decimal(10),
        received=Decimal(received),
        purchase_unit="ea",
        expected_on=date(2026, 4, 1),
        status=status,
    )


def test_only_open_order_lines_are_expected_and_never_count() -> None:
    """Seed 003: `expectedOn`; reference, 2.2: EXPECTED is not in the sum."""
    lines = [order_line(status, 4) for status in OrderStatus]
    found = expected([*lines, order_line(OrderStatus.ORDERED, 10)])
    assert [(one.ref, int(one.quantity)) for one in found] == [("Ordered-4", 6), ("Partially Received-4", 6)]
    assert {one.status for one in found} == {QuantityStatus.CREATED}
    assert {one.expected_on for one in found} == {date(2026, 4, 1)}
    assert on_hand(found) == 0


@settings(max_examples=60)
@given(st.data())
def test_by_the_rule_on_hand_is_the_sum_of_what_lies_there(data: st.DataObject) -> None:
    """Seed 003: "The calculated on hand quantity based on the associated quantities"."""
    ledger = Ledger()
    room = open_stockroom(World(ledger), lambda: ledger.memory.items)
    live_through(room, data.draw)
    for part in room.parts:
        for place in room.places:
            entries = ledger.at(part, place)
            assert on_hand(entries) == ledger.lies_at(part, place)
            assert len({one.ref for one in entries}) == len(entries)


@settings(max_examples=60)
@given(st.data())
def test_what_was_received_is_somewhere(data: st.DataObject) -> None:
    """Seed 004: for serialized items "the sum ... will always equal 1"; for others, what was received."""
    ledger = Ledger()
    room = open_stockroom(World(ledger), lambda: ledger.memory.items)
    live_through(room, data.draw)
    for item in ledger.memory.items:
        units = units_of(
            {bucket: ledger.memory.records.ledger.in_bucket(item.uid, bucket) for bucket in Bucket}
        )
        assert units.is_conserved
        if item.serial_number and not _was_undone(item):
            assert units.sum == 1
        assert min(units.reserved, units.picked, units.delivered, units.removed) >= 0


def _was_undone(item: InventoryItem) -> bool:
    """A receipt that was taken back never was one."""
    return item.deleted


@pytest.mark.parametrize("number", [0, 1])
def test_one_piece_that_was_never_received_is_nowhere(number: int) -> None:
    units = units_of({Bucket.RECEIVED: Decimal(-number), Bucket.ON_HAND: Decimal(number)})
    assert (int(units.sum), int(units.received), units.is_conserved) == (number, number, True)
