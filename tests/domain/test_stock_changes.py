"""Adding, removing, scrapping and counting: on hand follows from movements and is never typed."""

from __future__ import annotations

from decimal import Decimal

import pytest

from kitstation.domain.commands import (
    AddStock,
    BookCount,
    Command,
    Counted,
    RecountItem,
    RemoveStock,
    ScrapItem,
    SetRules,
)
from kitstation.domain.movements import Bucket, Removal, Spot
from kitstation.domain.quantities import LARGEST
from kitstation.domain.refusals import RefusalCode
from kitstation.domain.working_set import WorkingSet
from tests.support.bench import BenchUids
from tests.support.memory import Memory
from tests.support.world import World

ONE = Decimal(1)
WHY = "test"


@pytest.fixture
def records(memory: World) -> WorkingSet:
    assert isinstance(memory.door, Memory)
    return memory.door.records


def in_all_buckets(records: WorkingSet, uid: str) -> Decimal:
    return sum((records.ledger.in_bucket(uid, bucket) for bucket in Bucket), Decimal(0))


def test_stock_is_added_and_removed_with_a_reason(
    memory: World, records: WorkingSet, memory_bench: BenchUids
) -> None:
    """Seed 004: on hand grows by Add and falls by Remove, and by nothing else."""
    uid = memory_bench.screw_item
    [came] = memory.do(AddStock(item_uid=uid, quantity=Decimal(5), reason="found a bag")).changes.movements
    assert (came.from_bucket, came.reason) == (Bucket.RECEIVED, "found a bag")
    [went] = memory.do(RemoveStock(item_uid=uid, quantity=Decimal(7), reason="lost")).changes.movements
    assert (went.to_bucket, went.to_place) == (Bucket.REMOVED, Removal.LOSS)
    assert records.items.get(uid).quantity == 98
    assert in_all_buckets(records, uid) == 0


@pytest.mark.parametrize("kind", [AddStock, RemoveStock, ScrapItem])
@pytest.mark.parametrize(
    ("quantity", "reason", "code"),
    [
        (ONE, "", RefusalCode.REASON_NEEDED),
        (ONE, "  ", RefusalCode.REASON_NEEDED),
        (Decimal(0), WHY, RefusalCode.BAD_QUANTITY),
        (Decimal(-1), WHY, RefusalCode.BAD_QUANTITY),
        (Decimal("0.0000001"), WHY, RefusalCode.BAD_QUANTITY),
    ],
)
def test_a_change_of_stock_has_a_reason_and_a_quantity_above_nothing(
    memory: World,
    memory_bench: BenchUids,
    kind: type[AddStock | RemoveStock | ScrapItem],
    quantity: Decimal,
    reason: str,
    code: RefusalCode,
) -> None:
    command = kind(item_uid=memory_bench.screw_item, quantity=quantity, reason=reason)
    assert memory.refused(command).code is code


@pytest.mark.parametrize(
    "command",
    [
        AddStock(item_uid="nothing", quantity=ONE, reason=WHY),
        RemoveStock(item_uid="nothing", quantity=ONE, reason=WHY),
        ScrapItem(item_uid="nothing", quantity=ONE, reason=WHY),
        RecountItem(item_uid="nothing", counted=ONE, reason=WHY),
    ],
)
def test_stock_that_is_not_there_is_not_changed(memory: World, command: Command) -> None:
    assert memory.refused(command).code is RefusalCode.UNKNOWN_RECORD


def test_more_than_is_on_hand_is_not_removed(memory: World, memory_bench: BenchUids) -> None:
    """Autotask: "It is not possible to remove Reserved, Picked, Delivered or Removed units"."""
    memory.issue(memory_bench.screw_item, memory_bench.screw_line, 8)
    command = RemoveStock(item_uid=memory_bench.screw_item, quantity=Decimal(93), reason=WHY)
    assert memory.refused(command).code is RefusalCode.NOT_ENOUGH


def test_untracked_stock_falls_below_nothing_only_where_the_house_allows_it(
    memory: World, records: WorkingSet, memory_bench: BenchUids
) -> None:
    """Seed 001: "There are no quantity restrictions on an untracked part"."""
    command = RemoveStock(item_uid=memory_bench.screw_item, quantity=Decimal(101), reason=WHY)
    assert memory.refused(command).code is RefusalCode.NOT_ENOUGH
    memory.do(SetRules(allow_negative_untracked=True))
    memory.do(command)
    assert records.items.get(memory_bench.screw_item).quantity == -1
    lot = RemoveStock(item_uid=memory_bench.paste_item, quantity=Decimal(11), reason=WHY)
    assert memory.refused(lot).code is RefusalCode.NOT_ENOUGH


def test_a_serial_number_is_added_again_only_when_it_was_gone(
    memory: World, records: WorkingSet, memory_bench: BenchUids
) -> None:
    """Seed 004: "the sum ... will always equal 1"."""
    uid = memory_bench.radio_item
    add = AddStock(item_uid=uid, quantity=ONE, reason="found")
    assert memory.refused(add).code is RefusalCode.DUPLICATE_SERIAL
    memory.do(RemoveStock(item_uid=uid, quantity=ONE, reason="lost"))
    [movement] = memory.do(add).changes.movements
    assert movement.from_bucket is Bucket.REMOVED
    assert records.ledger.balance(Spot(uid, Bucket.RECEIVED, "")) == -1
    assert records.items.get(uid).quantity == 1


def test_scrapping_one_of_four_leaves_three(
    memory: World, records: WorkingSet, memory_bench: BenchUids
) -> None:
    """Scrap 1 of a lot of 4: 1 is scrapped, 3 keep their status."""
    lot = memory.item(memory_bench.paste, memory_bench.bin, 4, lot="LOT-4")
    memory.do(ScrapItem(item_uid=lot, quantity=ONE, reason="dropped"))
    assert records.items.get(lot).quantity == 3
    assert records.ledger.balance(Spot(lot, Bucket.REMOVED, Removal.SCRAP)) == 1


def test_what_is_in_a_kit_is_scrapped_there(
    memory: World, records: WorkingSet, memory_bench: BenchUids
) -> None:
    memory.issue(memory_bench.screw_item, memory_bench.screw_line, 2)
    scrap = ScrapItem(
        item_uid=memory_bench.screw_item,
        quantity=Decimal(2),
        reason="bent",
        line_uid=memory_bench.screw_line,
    )
    memory.do(scrap)
    assert records.ledger.picked_on_line(memory_bench.screw_line) == 0
    assert memory.refused(scrap).code is RefusalCode.NOT_ENOUGH


@pytest.mark.parametrize(
    ("counted", "moved"),
    [
        ("100", []),
        ("97", [(Bucket.ON_HAND, Bucket.REMOVED, Decimal(3))]),
        ("104", [(Bucket.RECEIVED, Bucket.ON_HAND, Decimal(4))]),
    ],
)
def test_a_recount_books_the_difference(
    memory: World, memory_bench: BenchUids, counted: str, moved: list[tuple[Bucket, Bucket, Decimal]]
) -> None:
    command = RecountItem(item_uid=memory_bench.screw_item, counted=Decimal(counted), reason="recount")
    movements = memory.do(command).changes.movements
    assert [(m.from_bucket, m.to_bucket, m.quantity) for m in movements] == moved


def test_what_was_lost_is_found_again_before_anything_is_received(
    memory: World, memory_bench: BenchUids
) -> None:
    uid = memory_bench.screw_item
    memory.do(RecountItem(item_uid=uid, counted=Decimal(90), reason=WHY))
    movements = memory.do(RecountItem(item_uid=uid, counted=Decimal(105), reason=WHY)).changes.movements
    assert [(m.from_bucket, m.quantity) for m in movements] == [
        (Bucket.REMOVED, Decimal(10)),
        (Bucket.RECEIVED, Decimal(5)),
    ]


@pytest.mark.parametrize(
    ("counted", "reason", "code"),
    [
        (Decimal(-1), WHY, RefusalCode.BAD_QUANTITY),
        (LARGEST + 1, WHY, RefusalCode.BAD_QUANTITY),
        (ONE, "", RefusalCode.REASON_NEEDED),
    ],
)
def test_an_impossible_recount_is_refused(
    memory: World, memory_bench: BenchUids, counted: Decimal, reason: str, code: RefusalCode
) -> None:
    command = RecountItem(item_uid=memory_bench.screw_item, counted=counted, reason=reason)
    assert memory.refused(command).code is code


def test_a_serial_number_that_is_in_a_kit_is_not_counted_on_the_shelf(
    memory: World, memory_bench: BenchUids
) -> None:
    memory.issue(memory_bench.radio_item, memory_bench.radio_line)
    command = RecountItem(item_uid=memory_bench.radio_item, counted=ONE, reason=WHY)
    assert memory.refused(command).code is RefusalCode.ALREADY_ISSUED


def test_no_item_holds_more_than_can_be_kept_exactly(memory: World, memory_bench: BenchUids) -> None:
    command = AddStock(item_uid=memory_bench.screw_item, quantity=LARGEST, reason=WHY)
    assert memory.refused(command).code is RefusalCode.BAD_QUANTITY


# Counting a place.


def counted(uid: str, expected: int, found: int) -> Counted:
    return Counted(item_uid=uid, expected=Decimal(expected), counted=Decimal(found))


def test_a_count_books_all_differences_of_a_place(
    memory: World, records: WorkingSet, memory_bench: BenchUids
) -> None:
    counts = (
        counted(memory_bench.screw_item, 100, 98),
        counted(memory_bench.paste_item, 10, 10),
        counted(memory_bench.radio_item, 1, 0),
    )
    count = BookCount(location_uid=memory_bench.bin, counts=counts, reason="cycle count")
    assert len(memory.do(count).changes.movements) == 2
    assert records.items.get(memory_bench.screw_item).quantity == 98
    assert records.items.get(memory_bench.radio_item).quantity == 0


def test_a_serial_number_that_lay_elsewhere_is_moved_to_where_it_was_counted(
    memory: World, records: WorkingSet, memory_bench: BenchUids
) -> None:
    count = BookCount(
        location_uid=memory_bench.shelf, counts=(counted(memory_bench.radio_item, 0, 1),), reason=WHY
    )
    [movement] = memory.do(count).changes.movements
    assert (movement.from_place, movement.to_place) == (memory_bench.bin, memory_bench.shelf)
    assert records.items.get(memory_bench.radio_item).location_uid == memory_bench.shelf


def test_a_serial_number_that_was_lost_is_found_where_it_was_counted(
    memory: World, records: WorkingSet, memory_bench: BenchUids
) -> None:
    uid = memory_bench.radio_item
    memory.do(RemoveStock(item_uid=uid, quantity=ONE, reason="lost"))
    memory.do(BookCount(location_uid=memory_bench.shelf, counts=(counted(uid, 0, 1),), reason=WHY))
    found = records.items.get(uid)
    assert (found.location_uid, found.quantity) == (memory_bench.shelf, Decimal(1))


def test_a_lot_that_is_kept_elsewhere_is_not_counted_here(memory: World, memory_bench: BenchUids) -> None:
    count = BookCount(
        location_uid=memory_bench.shelf, counts=(counted(memory_bench.paste_item, 0, 3),), reason=WHY
    )
    assert memory.refused(count).code is RefusalCode.SAME_PLACE


@pytest.mark.parametrize(
    ("place", "expected", "found", "reason", "code"),
    [
        ("bin", 99, 98, WHY, RefusalCode.STALE_COUNT),
        ("bin", 100, 98, "", RefusalCode.REASON_NEEDED),
        ("bin", 100, -1, WHY, RefusalCode.BAD_QUANTITY),
        ("nowhere", 100, 98, WHY, RefusalCode.UNKNOWN_RECORD),
    ],
)
def test_an_impossible_count_is_refused(
    memory: World,
    memory_bench: BenchUids,
    place: str,
    expected: int,
    found: int,
    reason: str,
    code: RefusalCode,
) -> None:
    location = memory_bench.bin if place == "bin" else place
    counts = (counted(memory_bench.screw_item, expected, found),)
    assert memory.refused(BookCount(location_uid=location, counts=counts, reason=reason)).code is code


def test_an_item_is_counted_once_in_a_count(memory: World, memory_bench: BenchUids) -> None:
    counts = (counted(memory_bench.screw_item, 100, 98), counted(memory_bench.screw_item, 100, 97))
    command = BookCount(location_uid=memory_bench.bin, counts=counts, reason=WHY)
    assert memory.refused(command).code is RefusalCode.DUPLICATE
