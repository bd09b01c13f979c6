"""Taking a command back, exactly and once."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from kitstation.domain.commands import (
    Command,
    CreateItem,
    CreatePart,
    CreateSupplier,
    MergeItems,
    SetKitStatus,
    SplitItem,
    SplitKit,
    SplitOff,
    TransferItem,
    Undo,
    UpdatePart,
)
from kitstation.domain.etags import etag
from kitstation.domain.movements import Bucket
from kitstation.domain.outcomes import Accepted
from kitstation.domain.records import KitStatus, Role
from kitstation.domain.refusals import RefusalCode, Refused
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


def test_taking_back_is_not_taken_back(memory: World, memory_bench: BenchUids) -> None:
    undone = memory.undo(memory.issue(memory_bench.screw_item, memory_bench.screw_line))
    for command_id in (undone, "never-done"):
        assert memory.refused(Undo(command_id=command_id)).code is RefusalCode.CANNOT_UNDO


# Commands of every other kind.


def undo_of(memory: World, command: Command) -> Undo:
    return Undo(command_id=memory.do(command).command_id)


def test_a_record_that_was_made_is_gone_again(memory: World, records: WorkingSet) -> None:
    memory.do(undo_of(memory, CreateSupplier(uid="s", name="Acme")))
    assert records.suppliers.find("s") is None
    memory.do(CreateSupplier(uid="s", name="Acme"))


def test_a_record_that_others_refer_to_stays(memory: World, memory_bench: BenchUids) -> None:
    made = memory.do(CreatePart(uid="p", part_number="NUT")).command_id
    memory.item("p", memory_bench.bin, 1)
    refused = memory.refused(Undo(command_id=made))
    assert (refused.code, refused.facts["why"]) == (
        RefusalCode.CANNOT_UNDO,
        "something refers to it since",
    )


def test_a_record_that_was_changed_is_as_it_was(
    memory: World, records: WorkingSet, memory_bench: BenchUids
) -> None:
    before = records.parts.get(memory_bench.screw)
    change = UpdatePart(uid=before.uid, etag=etag(before), description="M3 x 8")
    memory.do(undo_of(memory, change))
    assert records.parts.get(before.uid) == replace(before, version=before.version + 2)


def test_what_was_changed_again_since_stays(
    memory: World, records: WorkingSet, memory_bench: BenchUids
) -> None:
    def describe(text: str) -> str:
        part = records.parts.get(memory_bench.screw)
        return memory.do(UpdatePart(uid=part.uid, etag=etag(part), description=text)).command_id

    first = describe("M3 x 8")
    describe("M3 x 10")
    refused = memory.refused(Undo(command_id=first))
    assert (refused.code, refused.facts["why"]) == (
        RefusalCode.CANNOT_UNDO,
        "what it wrote has been changed since",
    )


def test_stock_that_was_received_is_gone_again(
    memory: World, records: WorkingSet, memory_bench: BenchUids
) -> None:
    receive = CreateItem(
        uid="new",
        part_uid=memory_bench.radio,
        location_uid=memory_bench.bin,
        serial_number="SN-9",
        quantity=Decimal(1),
    )
    memory.do(undo_of(memory, receive))
    assert records.items.get("new").deleted
    assert records.items.get("new").quantity == 0
    memory.do(replace(receive, uid="again"))


def test_what_was_moved_lies_where_it_was(
    memory: World, records: WorkingSet, memory_bench: BenchUids
) -> None:
    move = TransferItem(item_uid=memory_bench.screw_item, to_location_uid=memory_bench.shelf)
    memory.do(undo_of(memory, move))
    item = records.items.get(memory_bench.screw_item)
    assert (item.location_uid, item.quantity) == (memory_bench.bin, Decimal(100))


def test_what_was_split_is_one_again(memory: World, records: WorkingSet, memory_bench: BenchUids) -> None:
    parts = (SplitOff(uid="a", quantity=Decimal(3)), SplitOff(uid="b", quantity=Decimal(4)))
    memory.do(undo_of(memory, SplitItem(item_uid=memory_bench.paste_item, parts=parts)))
    assert records.items.get(memory_bench.paste_item).quantity == 10
    assert records.items.get("a").deleted


def test_what_was_merged_is_apart_again(memory: World, records: WorkingSet, memory_bench: BenchUids) -> None:
    other = memory.item(memory_bench.paste, memory_bench.bin, 4, lot="LOT-1")
    merge = MergeItems(new_uid="one", item_uids=(memory_bench.paste_item, other))
    memory.do(undo_of(memory, merge))
    quantities = {uid: records.items.get(uid).quantity for uid in (memory_bench.paste_item, other, "one")}
    assert quantities == {memory_bench.paste_item: 10, other: 4, "one": 0}
    assert not records.items.get(other).deleted


def test_a_kit_that_was_closed_holds_what_it_held(
    memory: World, records: WorkingSet, memory_bench: BenchUids
) -> None:
    memory.issue(memory_bench.screw_item, memory_bench.screw_line, 8)
    memory.do(undo_of(memory, SetKitStatus(uid=memory_bench.kit, status=KitStatus.COMPLETED)))
    assert records.kits.get(memory_bench.kit).status is KitStatus.IN_PROGRESS
    assert records.ledger.picked_on_line(memory_bench.screw_line) == 8


def test_a_kit_that_was_split_is_one_again(
    memory: World, records: WorkingSet, memory_bench: BenchUids
) -> None:
    memory.issue(memory_bench.screw_item, memory_bench.screw_line, 3)
    split = SplitKit(kit_uid=memory_bench.kit, new_uid="rest", new_number="KIT-1b")
    memory.do(undo_of(memory, split))
    assert records.kits.find("rest") is None
    assert records.kit_lines.get(memory_bench.screw_line).required == 8
    assert set(records.lines_of_kit.get(memory_bench.kit)) == {
        memory_bench.screw,
        memory_bench.radio,
        memory_bench.paste,
    }


def test_what_others_did_only_a_supervisor_takes_back(memory: World, memory_bench: BenchUids) -> None:
    issued = memory.issue(memory_bench.screw_item, memory_bench.screw_line)
    undo = memory.entry(Undo(command_id=issued), operator="Grace")
    refused = memory.door.execute(replace(undo, role=Role.TECHNICIAN))
    assert isinstance(refused, Refused)
    assert (refused.code, refused.facts["operator"]) == (RefusalCode.NOT_YOURS, "Ada")
    assert isinstance(memory.door.execute(replace(undo, role=Role.SUPERVISOR)), Accepted)


def test_nothing_is_taken_back_from_a_closed_kit(memory: World, memory_bench: BenchUids) -> None:
    issued = memory.issue(memory_bench.screw_item, memory_bench.screw_line)
    memory.do(SetKitStatus(uid=memory_bench.kit, status=KitStatus.CANCELED))
    assert memory.refused(Undo(command_id=issued)).code is RefusalCode.KIT_CLOSED
