"""Kits: their lines, their statuses with what they bring about, and what is split off."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from kitstation.domain.commands import (
    AddKitLine,
    CreateKit,
    CreateLocation,
    CreatePart,
    FillKitFromMbom,
    IssueItem,
    RemoveKitLine,
    ReserveItem,
    SetKitStatus,
    SetRules,
    SplitKit,
    UpdateKit,
    UpdateKitLine,
    UpdateLocation,
    UpdateMbomLine,
)
from kitstation.domain.etags import etag
from kitstation.domain.movements import Bucket, Spot
from kitstation.domain.records import HowCreated, InventoryItem, Kit, KitLine, KitStatus, TrackingType
from kitstation.domain.refusals import RefusalCode
from kitstation.domain.working_set import WorkingSet
from tests.support.bench import BenchUids
from tests.support.memory import Memory
from tests.support.world import World

ONE = Decimal(1)
ANY = list(KitStatus)


@pytest.fixture
def records(memory: World) -> WorkingSet:
    assert isinstance(memory.door, Memory)
    return memory.door.records


def kit_of(records: WorkingSet, bench: BenchUids) -> Kit:
    return records.kits.get(bench.kit)


# Lines.


def test_a_line_is_added_changed_and_removed(
    memory: World, records: WorkingSet, memory_bench: BenchUids
) -> None:
    memory.do(CreatePart(uid="nut", part_number="NUT"))
    memory.do(AddKitLine(uid="l", kit_uid=memory_bench.kit, part_uid="nut", required=ONE))
    line = records.kit_lines.get("l")
    memory.do(UpdateKitLine(uid="l", etag=etag(line), required=Decimal(5)))
    assert records.kit_lines.get("l").required == 5
    memory.do(RemoveKitLine(uid="l", etag=etag(records.kit_lines.get("l"))))
    assert records.kit_lines.find("l") is None
    assert "nut" not in records.lines_of_kit.get(memory_bench.kit)


def test_there_is_one_line_for_a_part_in_a_kit(memory: World, memory_bench: BenchUids) -> None:
    """ION: one line per (kit, part including revision)."""
    again = AddKitLine(uid="l", kit_uid=memory_bench.kit, part_uid=memory_bench.screw, required=ONE)
    assert memory.refused(again).code is RefusalCode.DUPLICATE


def test_a_new_quantity_leaves_what_is_issued(
    memory: World, records: WorkingSet, memory_bench: BenchUids
) -> None:
    """ION: "Already kitted inventory will be preserved"."""
    memory.issue(memory_bench.screw_item, memory_bench.screw_line, 8)
    line = records.kit_lines.get(memory_bench.screw_line)
    memory.do(UpdateKitLine(uid=line.uid, etag=etag(line), required=Decimal(2)))
    assert records.ledger.picked_on_line(line.uid) == 8


def test_a_line_that_holds_something_is_not_removed(
    memory: World, records: WorkingSet, memory_bench: BenchUids
) -> None:
    line = records.kit_lines.get(memory_bench.screw_line)
    memory.issue(memory_bench.screw_item, line.uid)
    refused = memory.refused(RemoveKitLine(uid=line.uid, etag=etag(line)))
    assert (refused.code, refused.facts["cause"]) == (RefusalCode.IN_USE, "picked")


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"required": Decimal(0)}, RefusalCode.BAD_QUANTITY),
        ({"part_uid": "nothing"}, RefusalCode.UNKNOWN_RECORD),
        ({"kit_uid": "nowhere"}, RefusalCode.UNKNOWN_RECORD),
        ({"substitutes": ("nothing",)}, RefusalCode.UNKNOWN_RECORD),
        ({"substitutes": ("nut",)}, RefusalCode.DUPLICATE),
        ({"substitutes": ("glue",)}, RefusalCode.UNIT_MISMATCH),
    ],
)
def test_an_impossible_line_is_refused(
    memory: World, memory_bench: BenchUids, change: dict[str, object], code: RefusalCode
) -> None:
    memory.do(CreatePart(uid="nut", part_number="NUT"))
    memory.do(CreatePart(uid="glue", part_number="GLUE", unit="ml"))
    command = AddKitLine(uid="l", kit_uid=memory_bench.kit, part_uid="nut", required=ONE)
    assert memory.refused(replace(command, **change)).code is code  # type: ignore[arg-type]  # by name


def test_a_line_of_a_closed_kit_stays_as_it_is(
    memory: World, records: WorkingSet, memory_bench: BenchUids
) -> None:
    memory.do(SetKitStatus(uid=memory_bench.kit, status=KitStatus.COMPLETED))
    line = records.kit_lines.get(memory_bench.screw_line)
    command = UpdateKitLine(uid=line.uid, etag=etag(line), required=ONE)
    assert memory.refused(command).code is RefusalCode.KIT_CLOSED


# Substitutes and revisions.


def test_an_approved_substitute_is_issued_and_the_movement_names_it(
    memory: World, records: WorkingSet, memory_bench: BenchUids
) -> None:
    """ION: a scan is validated "against the primary and substitutes together"."""
    memory.do(CreatePart(uid="long", part_number="SCREW-LONG"))
    item = memory.item("long", memory_bench.bin, 20)
    issue = IssueItem(item_uid=item, line_uid=memory_bench.screw_line, quantity=ONE)
    assert memory.refused(issue).code is RefusalCode.WRONG_PART
    line = records.kit_lines.get(memory_bench.screw_line)
    memory.do(UpdateKitLine(uid=line.uid, etag=etag(line), substitutes=("long",)))
    [movement] = memory.do(issue).changes.movements
    assert movement.item_uid == item


def test_a_kit_is_filled_with_the_substitutes_of_its_mbom(
    memory: World, records: WorkingSet, memory_bench: BenchUids
) -> None:
    memory.do(CreatePart(uid="long", part_number="SCREW-LONG"))
    mbom_line = records.mbom_lines.get(records.mboms.get(memory_bench.assembly)[memory_bench.screw])
    change = UpdateMbomLine(
        uid=mbom_line.uid, etag=etag(mbom_line), quantity=Decimal(4), substitutes=("long",)
    )
    memory.do(change)
    memory.do(FillKitFromMbom(kit_uid=memory_bench.kit))
    assert records.kit_lines.get(memory_bench.screw_line).substitutes == ("long",)


def test_another_revision_is_issued_only_where_the_house_allows_it(
    memory: World, memory_bench: BenchUids
) -> None:
    """ION: "you can consume inventory that has the same part number ... even if it's a different revision"."""
    other = memory.part("SCREW", revision="B")
    item = memory.item(other, memory_bench.bin, 20)
    issue = IssueItem(item_uid=item, line_uid=memory_bench.screw_line, quantity=ONE)
    assert memory.refused(issue).code is RefusalCode.WRONG_PART
    memory.do(SetRules(any_revision=True))
    memory.do(issue)


def test_another_revision_that_is_counted_otherwise_is_refused(
    memory: World, memory_bench: BenchUids
) -> None:
    other = memory.part("SCREW", revision="B", unit="kg")
    item = memory.item(other, memory_bench.bin, 20)
    memory.do(SetRules(any_revision=True))
    issue = IssueItem(item_uid=item, line_uid=memory_bench.screw_line, quantity=ONE)
    assert memory.refused(issue).code is RefusalCode.UNIT_MISMATCH


# Statuses.


@pytest.mark.parametrize("first", ANY)
@pytest.mark.parametrize("then", ANY)
def test_a_kit_moves_from_any_status_to_any_status(
    memory: World, records: WorkingSet, memory_bench: BenchUids, first: KitStatus, then: KitStatus
) -> None:
    """ION: "You can move from any status to any status"."""
    memory.do(SetKitStatus(uid=memory_bench.kit, status=first))
    memory.do(SetKitStatus(uid=memory_bench.kit, status=then))
    assert kit_of(records, memory_bench).status is then


def test_a_delivered_kit_is_where_it_was_to_be_delivered(
    memory: World, records: WorkingSet, memory_bench: BenchUids
) -> None:
    """ION: delivered, the current location becomes the delivery location."""
    kit = kit_of(records, memory_bench)
    memory.do(UpdateKit(uid=kit.uid, etag=etag(kit), delivery_uid=memory_bench.shelf))
    memory.do(SetKitStatus(uid=kit.uid, status=KitStatus.DELIVERED))
    assert kit_of(records, memory_bench).location_uid == memory_bench.shelf


def test_a_kit_stands_and_goes_where_there_is_a_place(
    memory: World, records: WorkingSet, memory_bench: BenchUids
) -> None:
    kit = kit_of(records, memory_bench)
    nowhere = UpdateKit(uid=kit.uid, etag=etag(kit), location_uid="nowhere")
    assert memory.refused(nowhere).code is RefusalCode.UNKNOWN_RECORD
    memory.do(CreateLocation(uid="old", name="Old"))
    memory.do(UpdateLocation(uid="old", etag=etag(records.locations.get("old")), archived=True))
    assert memory.refused(replace(nowhere, location_uid="old")).code is RefusalCode.ARCHIVED
    unseen = UpdateKit(uid=kit.uid, etag="never-seen")
    assert memory.refused(unseen).code is RefusalCode.STALE_ETAG
    memory.do(UpdateKit(uid=kit.uid, etag=etag(kit), location_uid=memory_bench.shelf, assigned_to="Ada"))
    kit = kit_of(records, memory_bench)
    memory.do(UpdateKit(uid=kit.uid, etag=etag(kit), location_uid=""))
    assert (kit_of(records, memory_bench).location_uid, kit.assigned_to) == (None, "Ada")


@pytest.mark.parametrize("status", [KitStatus.COMPLETED, KitStatus.CANCELED])
def test_closing_a_kit_frees_what_it_holds(
    memory: World, records: WorkingSet, memory_bench: BenchUids, status: KitStatus
) -> None:
    """ION: completed "will mark the inventory that has not been installed as available"."""
    memory.issue(memory_bench.screw_item, memory_bench.screw_line, 5)
    memory.do(ReserveItem(item_uid=memory_bench.screw_item, line_uid=memory_bench.screw_line, quantity=ONE))
    memory.do(SetKitStatus(uid=memory_bench.kit, status=status))
    assert records.items.get(memory_bench.screw_item).quantity == 100
    assert records.ledger.picked_on_line(memory_bench.screw_line) == 0


def test_what_is_freed_stays_where_the_kit_is(
    memory: World, records: WorkingSet, memory_bench: BenchUids
) -> None:
    """ION: this "will not change the location of the inventory that is being returned"."""
    kit = kit_of(records, memory_bench)
    memory.do(UpdateKit(uid=kit.uid, etag=etag(kit), location_uid=memory_bench.shelf))
    memory.issue(memory_bench.screw_item, memory_bench.screw_line, 5)
    memory.issue(memory_bench.radio_item, memory_bench.radio_line)
    changes = memory.do(SetKitStatus(uid=kit.uid, status=KitStatus.COMPLETED)).changes
    radio = records.items.get(memory_bench.radio_item)
    assert (radio.location_uid, radio.quantity) == (memory_bench.shelf, Decimal(1))
    [new] = [
        put
        for put in changes.puts
        if isinstance(put, InventoryItem) and put.how_created is HowCreated.KIT_CLOSED
    ]
    freed = records.items.get(new.uid)
    assert (freed.location_uid, freed.quantity, freed.origin_uid) == (
        memory_bench.shelf,
        Decimal(5),
        memory_bench.screw_item,
    )
    assert records.items.get(memory_bench.screw_item).quantity == 95


# Splitting.


def test_what_a_kit_lacks_goes_to_a_new_kit(
    memory: World, records: WorkingSet, memory_bench: BenchUids
) -> None:
    memory.issue(memory_bench.screw_item, memory_bench.screw_line, 3)
    memory.do(ReserveItem(item_uid=memory_bench.screw_item, line_uid=memory_bench.screw_line, quantity=ONE))
    memory.do(SplitKit(kit_uid=memory_bench.kit, new_uid="rest", new_number="KIT-1b"))
    stayed = records.kit_lines.get(memory_bench.screw_line)
    assert (stayed.required, records.ledger.picked_on_line(stayed.uid)) == (Decimal(3), Decimal(3))
    assert set(records.lines_of_kit.get(memory_bench.kit)) == {memory_bench.screw}
    lines: dict[str, KitLine] = {
        part: records.kit_lines.get(uid) for part, uid in records.lines_of_kit.get("rest").items()
    }
    assert {part: line.required for part, line in lines.items()} == {
        memory_bench.screw: 5,
        memory_bench.radio: 2,
        memory_bench.paste: 5,
    }
    kept = Spot(memory_bench.screw_item, Bucket.RESERVED, lines[memory_bench.screw].uid)
    assert records.ledger.balance(kept) == 1
    assert records.kits.get("rest").run_uid == kit_of(records, memory_bench).run_uid


def test_a_kit_that_lacks_nothing_is_not_split(memory: World, memory_bench: BenchUids) -> None:
    part = memory.part("SINGLE", TrackingType.UNTRACKED)
    memory.do(CreateKit(uid="k", number="KIT-9", run_uid=memory_bench.run, status=KitStatus.DRAFT))
    memory.do(AddKitLine(uid="l", kit_uid="k", part_uid=part, required=ONE))
    memory.issue(memory.item(part, memory_bench.bin, 1), "l")
    split = SplitKit(kit_uid="k", new_uid="rest", new_number="KIT-9b")
    assert memory.refused(split).code is RefusalCode.NOTHING_LEFT_TO_SPLIT


def test_the_new_kit_has_a_number_of_its_own(memory: World, memory_bench: BenchUids) -> None:
    split = SplitKit(kit_uid=memory_bench.kit, new_uid="rest", new_number="KIT-1")
    assert memory.refused(split).code is RefusalCode.DUPLICATE
