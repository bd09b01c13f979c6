"""The working set follows what is accepted, and stops at what cannot be."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given

from kitstation.domain.commands import CreateSupplier
from kitstation.domain.decisions import decide
from kitstation.domain.errors import InvariantError
from kitstation.domain.movements import Bucket, Movement, Spot
from kitstation.domain.refusals import Refused
from kitstation.domain.working_set import Changes, WorkingSet
from tests.support.bench import BenchUids
from tests.support.histories import History, histories
from tests.support.memory import Memory
from tests.support.world import World


@pytest.fixture
def records(memory: World) -> WorkingSet:
    assert isinstance(memory.door, Memory)
    return memory.door.records


def test_stock_that_moves_from_where_it_is_not_kept_is_a_bug(
    memory: World, records: WorkingSet, memory_bench: BenchUids
) -> None:
    stray = Movement(
        item_uid=memory_bench.screw_item,
        quantity=Decimal(1),
        from_bucket=Bucket.ON_HAND,
        from_place=memory_bench.shelf,
        to_bucket=Bucket.PICKED,
        to_place=memory_bench.screw_line,
    )
    with pytest.raises(InvariantError, match="is kept at"):
        records.apply(memory.entry(CreateSupplier(uid="s", name="Acme")), Changes(movements=(stray,)))


def test_a_new_record_is_found_under_its_names(records: WorkingSet, memory_bench: BenchUids) -> None:
    assert records.part_numbers.find(("SCREW", "A")) == memory_bench.screw
    assert records.sublocations.find((memory_bench.shelf, "A1-03")) == memory_bench.bin
    assert records.serials.find((memory_bench.radio, "SN-1")) == memory_bench.radio_item
    assert records.kit_numbers.find("KIT-1") == memory_bench.kit
    assert set(records.mboms.get(memory_bench.assembly)) == {
        memory_bench.radio,
        memory_bench.paste,
        memory_bench.screw,
    }


def test_what_changed_counts_against_what_was_loaded(records: WorkingSet, memory_bench: BenchUids) -> None:
    change = records.stock_changes[memory_bench.radio]
    assert (change.on_hand, change.serial_items, change.lot_items) == (Decimal(1), 1, 0)
    assert records.stock_changes[memory_bench.paste].lot_items == 1


def test_a_past_command_keeps_its_movements(
    memory: World, records: WorkingSet, memory_bench: BenchUids
) -> None:
    issued = memory.issue(memory_bench.screw_item, memory_bench.screw_line, 2)
    past = records.past_commands.get(issued)
    assert (past.kind, past.undone, [each.quantity for each in past.movements]) == (
        "IssueItem",
        False,
        [Decimal(2)],
    )
    memory.undo(issued)
    assert records.past_commands.get(issued) == replace(past, undone=True)


@given(histories())
def test_after_any_history_the_invariants_hold(history: History) -> None:
    """Conservation, bounds and uniqueness; and what is derived follows from the movements alone."""
    memory = Memory()
    for entry in history.entries:
        memory.execute(entry)
    records = memory.records
    balances: dict[Spot, Decimal] = {}
    for movement in records.ledger.movements:
        balances[movement.source] = balances.get(movement.source, Decimal(0)) - movement.quantity
        balances[movement.target] = balances.get(movement.target, Decimal(0)) + movement.quantity
    assert dict(records.ledger.changed) == balances
    loose = {item.uid for item in records.items.inserted if not item.serial_number and not item.lot_number}
    for spot, amount in balances.items():
        may_fall = spot.bucket is Bucket.ON_HAND and spot.item_uid in loose
        assert amount >= 0 or may_fall or spot.bucket is Bucket.RECEIVED
    for item in records.items.inserted:
        assert item.quantity == balances.get(Spot(item.uid, Bucket.ON_HAND, item.location_uid), 0)
        assert not item.serial_number or item.quantity in {0, 1}
    for line in records.kit_lines.inserted:
        for bucket in (Bucket.PICKED, Bucket.RESERVED):
            spots = (spot for spot in balances if (spot.bucket, spot.place) == (bucket, line.uid))
            assert records.ledger.total_at(bucket, line.uid) == sum(balances[spot] for spot in spots)
    live = [item for item in records.items.inserted if not item.deleted]
    serials = [(item.part_uid, item.serial_number) for item in live if item.serial_number]
    assert len(serials) == len(set(serials))
    for part_uid, change in records.stock_changes.items():
        items = [item for item in records.items.inserted if item.part_uid == part_uid]
        assert change.on_hand == sum(item.quantity for item in items)


@given(histories())
def test_deciding_changes_nothing_by_itself(history: History) -> None:
    memory = Memory()
    for entry in history.entries:
        memory.execute(entry)
    entries = [memory.prepared(entry) for entry in history.entries]
    before = repr(vars(memory.records.ledger)), repr(memory.records.items._known)
    for entry in entries:
        assert isinstance(decide(entry, memory.records), Changes | Refused)
    assert (repr(vars(memory.records.ledger)), repr(memory.records.items._known)) == before
