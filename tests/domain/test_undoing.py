"""Taking an issue or a return back, exactly and once."""

from __future__ import annotations

from decimal import Decimal

import pytest

from kitstation.domain.commands import CreateSupplier, Undo
from kitstation.domain.refusals import RefusalCode
from kitstation.domain.working_set import WorkingSet
from tests.support.bench import BenchUids
from tests.support.memory import Memory
from tests.support.world import World


@pytest.fixture
def records(memory: World) -> WorkingSet:
    assert isinstance(memory.door, Memory)
    return memory.door.records


def test_an_undone_issue_is_back_where_it_was(
    memory: World, records: WorkingSet, memory_bench: BenchUids
) -> None:
    issued = memory.issue(memory_bench.screw_item, memory_bench.screw_line, 3)
    [movement] = memory.do(Undo(command_id=issued)).changes.movements
    assert (movement.quantity, movement.reason) == (Decimal(3), "undo")
    assert records.items.get(memory_bench.screw_item).quantity == 100
    assert records.ledger.picked_on_line(memory_bench.screw_line) == 0


def test_an_undone_return_is_in_the_kit_again(
    memory: World, records: WorkingSet, memory_bench: BenchUids
) -> None:
    memory.issue(memory_bench.radio_item, memory_bench.radio_line)
    memory.undo(memory.give_back(memory_bench.radio_item, memory_bench.radio_line))
    assert records.ledger.places_of(memory_bench.radio_item, Bucket.PICKED) == [memory_bench.radio_line]


def test_an_undone_return_is_in_the_kit_again_even_beyond_the_need(
    memory: World, records: WorkingSet, memory_bench: BenchUids
) -> None:
    """It was there before; somebody else has filled the line since, and sees that it holds more than it needs."""
    memory.issue(memory_bench.screw_item, memory_bench.screw_line, 8)
    returned = memory.give_back(memory_bench.screw_item, memory_bench.screw_line, 3)
    memory.issue(memory_bench.screw_item, memory_bench.screw_line, 3)
    memory.undo(returned)
    assert records.ledger.picked_on_line(memory_bench.screw_line) == 11


def test_a_command_is_undone_once(memory: World, memory_bench: BenchUids) -> None:
    memory.issue(memory_bench.screw_item, memory_bench.screw_line, 3)
    issued = memory.issue(memory_bench.screw_item, memory_bench.screw_line, 3)
    memory.undo(issued)
    assert memory.refused(Undo(command_id=issued)).code is RefusalCode.ALREADY_UNDONE


def test_what_was_returned_since_cannot_be_undone(memory: World, memory_bench: BenchUids) -> None:
    issued = memory.issue(memory_bench.screw_item, memory_bench.screw_line, 3)
    memory.give_back(memory_bench.screw_item, memory_bench.screw_line, 1)
    refused = memory.refused(Undo(command_id=issued))
    assert (refused.code, refused.facts["why"]) == (
        RefusalCode.CANNOT_UNDO,
        "what it moved has been moved on since",
    )


def test_a_return_whose_piece_was_issued_since_cannot_be_undone(
    memory: World, memory_bench: BenchUids
) -> None:
    memory.issue(memory_bench.radio_item, memory_bench.radio_line)
    returned = memory.give_back(memory_bench.radio_item, memory_bench.radio_line)
    memory.issue(memory_bench.radio_item, memory_bench.radio_line)
    assert memory.refused(Undo(command_id=returned)).code is RefusalCode.CANNOT_UNDO


def test_only_an_issue_or_a_return_is_undone(memory: World, memory_bench: BenchUids) -> None:
    undone = memory.undo(memory.issue(memory_bench.screw_item, memory_bench.screw_line))
    received = memory.do(CreateSupplier(uid="s", name="Acme")).command_id
    for command_id in (undone, received, "never-done"):
        assert memory.refused(Undo(command_id=command_id)).code is RefusalCode.CANNOT_UNDO
