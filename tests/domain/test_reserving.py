"""What is reserved stays where it is, and nobody else takes it."""

from __future__ import annotations

from decimal import Decimal

import pytest

from kitstation.domain.commands import IssueItem, ReleaseItem, ReserveItem, SetKitStatus
from kitstation.domain.movements import Bucket, Spot
from kitstation.domain.records import KitStatus
from kitstation.domain.refusals import RefusalCode
from kitstation.domain.working_set import WorkingSet
from tests.support.bench import BenchUids
from tests.support.memory import Memory
from tests.support.world import World


@pytest.fixture
def records(memory: World) -> WorkingSet:
    assert isinstance(memory.door, Memory)
    return memory.door.records


def reserve(bench: BenchUids, quantity: int) -> ReserveItem:
    return ReserveItem(item_uid=bench.screw_item, line_uid=bench.screw_line, quantity=Decimal(quantity))


def test_what_is_reserved_is_not_on_hand_for_others(
    memory: World, records: WorkingSet, memory_bench: BenchUids
) -> None:
    memory.do(reserve(memory_bench, 8))
    assert records.items.get(memory_bench.screw_item).quantity == 92
    assert (
        records.ledger.balance(Spot(memory_bench.screw_item, Bucket.RESERVED, memory_bench.screw_line)) == 8
    )


def test_an_issue_takes_what_is_reserved_first(memory: World, memory_bench: BenchUids) -> None:
    memory.do(reserve(memory_bench, 5))
    issue = IssueItem(item_uid=memory_bench.screw_item, line_uid=memory_bench.screw_line, quantity=Decimal(8))
    movements = memory.do(issue).changes.movements
    assert [(m.from_bucket, m.quantity) for m in movements] == [
        (Bucket.RESERVED, Decimal(5)),
        (Bucket.ON_HAND, Decimal(3)),
    ]


def test_an_issue_of_two_movements_is_taken_back_whole(
    memory: World, records: WorkingSet, memory_bench: BenchUids
) -> None:
    memory.do(reserve(memory_bench, 5))
    memory.undo(memory.issue(memory_bench.screw_item, memory_bench.screw_line, 8))
    assert records.items.get(memory_bench.screw_item).quantity == 95
    assert records.ledger.total_at(Bucket.RESERVED, memory_bench.screw_line) == 5


def test_what_is_released_is_on_hand_again(
    memory: World, records: WorkingSet, memory_bench: BenchUids
) -> None:
    memory.do(reserve(memory_bench, 8))
    release = ReleaseItem(
        item_uid=memory_bench.screw_item, line_uid=memory_bench.screw_line, quantity=Decimal(8)
    )
    memory.do(release)
    assert records.items.get(memory_bench.screw_item).quantity == 100
    assert memory.refused(release).code is RefusalCode.RETURN_EXCEEDS


@pytest.mark.parametrize(
    ("first", "then", "code"),
    [
        (6, 3, RefusalCode.OVER_ISSUE),
        (8, 1, RefusalCode.LINE_COMPLETE),
        (0, 0, RefusalCode.BAD_QUANTITY),
        (0, 9, RefusalCode.OVER_ISSUE),
    ],
)
def test_no_more_is_reserved_than_the_line_needs(
    memory: World, memory_bench: BenchUids, first: int, then: int, code: RefusalCode
) -> None:
    if first:
        memory.do(reserve(memory_bench, first))
    assert memory.refused(reserve(memory_bench, then)).code is code


def test_only_the_part_of_the_line_is_reserved_for_it(memory: World, memory_bench: BenchUids) -> None:
    command = ReserveItem(
        item_uid=memory_bench.paste_item, line_uid=memory_bench.screw_line, quantity=Decimal(1)
    )
    assert memory.refused(command).code is RefusalCode.WRONG_PART


def test_nothing_is_reserved_for_a_closed_kit(memory: World, memory_bench: BenchUids) -> None:
    memory.do(SetKitStatus(uid=memory_bench.kit, status=KitStatus.CANCELED))
    assert memory.refused(reserve(memory_bench, 1)).code is RefusalCode.KIT_CLOSED


@pytest.mark.parametrize("missing", ["item", "line"])
def test_what_is_not_there_is_not_reserved(memory: World, memory_bench: BenchUids, missing: str) -> None:
    command = ReserveItem(
        item_uid="nothing" if missing == "item" else memory_bench.screw_item,
        line_uid="nowhere" if missing == "line" else memory_bench.screw_line,
        quantity=Decimal(1),
    )
    assert memory.refused(command).code is RefusalCode.UNKNOWN_RECORD
