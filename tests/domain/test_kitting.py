"""Kits: opening, filling, issuing to them and returning from them."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from kitstation.domain.commands import (
    Command,
    CreateItem,
    CreateKit,
    FillKitFromMbom,
    IssueItem,
    ReturnItem,
    Undo,
)
from kitstation.domain.etags import etag
from kitstation.domain.ids import derived_id
from kitstation.domain.movements import Bucket, Movement, Spot
from kitstation.domain.quantities import LARGEST
from kitstation.domain.records import InventoryItem, Kit, KitLine, KitStatus
from kitstation.domain.refusals import RefusalCode
from kitstation.domain.working_set import WorkingSet
from tests.support.bench import BenchUids, lay_out
from tests.support.clock import NOON
from tests.support.memory import Memory
from tests.support.world import World


@pytest.fixture
def records(memory: World) -> WorkingSet:
    assert isinstance(memory.door, Memory)
    return memory.door.records


@pytest.fixture
def screws(memory_bench: BenchUids) -> IssueItem:
    """8 screws: all that the line needs."""
    return IssueItem(item_uid=memory_bench.screw_item, line_uid=memory_bench.screw_line, quantity=Decimal(8))


@pytest.fixture
def radio(memory_bench: BenchUids) -> IssueItem:
    return IssueItem(item_uid=memory_bench.radio_item, line_uid=memory_bench.radio_line, quantity=Decimal(1))


def back(issue: IssueItem, quantity: Decimal | int | str) -> ReturnItem:
    return ReturnItem(item_uid=issue.item_uid, line_uid=issue.line_uid, quantity=Decimal(quantity))


def close(records: WorkingSet, kit_uid: str, status: KitStatus) -> None:
    """Close a kit behind the rules: no command does so yet."""
    records.kits.put(replace(records.kits.get(kit_uid), status=status))


def test_a_kit_becomes_what_the_command_says(memory: World, memory_bench: BenchUids) -> None:
    made = memory.do(CreateKit(uid="k", number="KIT-2", run_uid=memory_bench.run)).changes.puts
    assert made == (
        Kit(uid="k", number="KIT-2", run_uid=memory_bench.run, status=KitStatus.DRAFT, created_at=NOON),
    )


def test_a_kit_needs_a_run(memory: World) -> None:
    """Seed 001: "To create a part kit, you must already have a run"."""
    refused = memory.refused(CreateKit(uid="k", number="KIT-1", run_uid="none"))
    assert (refused.code, refused.facts["what"]) == (RefusalCode.UNKNOWN_RECORD, "run")


@pytest.mark.parametrize(
    ("uid", "number", "code"),
    [
        ("k", "", RefusalCode.BAD_NAME),
        ("k", "  ", RefusalCode.BAD_NAME),
        ("k", "KIT-1", RefusalCode.DUPLICATE),
    ],
)
def test_a_kit_is_known_by_its_number(
    memory: World, memory_bench: BenchUids, uid: str, number: str, code: RefusalCode
) -> None:
    assert memory.refused(CreateKit(uid=uid, number=number, run_uid=memory_bench.run)).code is code


def test_a_uid_is_given_once(memory: World, memory_bench: BenchUids) -> None:
    command = CreateKit(uid=memory_bench.kit, number="KIT-2", run_uid=memory_bench.run)
    assert memory.refused(command).code is RefusalCode.DUPLICATE


def test_a_filled_kit_has_a_line_for_each_part_times_the_run(
    records: WorkingSet, memory_bench: BenchUids
) -> None:
    lines = [
        records.kit_lines.get(uid)
        for uid in (memory_bench.radio_line, memory_bench.paste_line, memory_bench.screw_line)
    ]
    assert [(line.part_uid, str(line.required), line.unit) for line in lines] == [
        (memory_bench.radio, "2", "ea"),
        (memory_bench.paste, "5", "g"),
        (memory_bench.screw, "8", "ea"),
    ]
    assert {line.kit_uid for line in lines} == {memory_bench.kit}


def test_every_replica_gives_the_lines_of_a_kit_the_same_uids(memory: World, memory_bench: BenchUids) -> None:
    memory.do(CreateKit(uid="k", number="KIT-2", run_uid=memory_bench.run))
    entry = memory.entry(FillKitFromMbom(kit_uid="k"))
    memory.door.execute(entry)
    assert isinstance(memory.door, Memory)
    lines = memory.door.records.lines_of_kit.get("k")
    assert lines == {
        part: derived_id(entry.command_id, part)
        for part in (memory_bench.radio, memory_bench.paste, memory_bench.screw)
    }


def test_filling_again_changes_what_is_needed_and_keeps_what_is_issued(
    memory: World, records: WorkingSet, memory_bench: BenchUids, screws: IssueItem
) -> None:
    memory.do(screws)
    nut = memory.part("NUT")
    memory.mbom(memory_bench.assembly, {nut: 4})
    puts = memory.do(FillKitFromMbom(kit_uid=memory_bench.kit)).changes.puts
    lines = {line.part_uid: line for line in puts if isinstance(line, KitLine)}
    assert lines[memory_bench.screw].uid == memory_bench.screw_line
    assert (lines[memory_bench.screw].version, lines[nut].version) == (2, 1)
    assert records.ledger.picked_on_line(memory_bench.screw_line) == 8


def test_a_run_whose_assembly_needs_nothing_fills_no_kit(memory: World, memory_bench: BenchUids) -> None:
    run = memory.run(memory_bench.screw)
    memory.do(CreateKit(uid="k", number="KIT-2", run_uid=run))
    refused = memory.refused(FillKitFromMbom(kit_uid="k"))
    assert (refused.code, refused.facts["part_number"]) == (RefusalCode.EMPTY_BOM, "SCREW")


@pytest.mark.parametrize(("needs", "makes"), [("0.000001", "0.5"), ("1000000000000", "2")])
def test_a_need_that_cannot_be_kept_exactly_is_refused(memory: World, needs: str, makes: str) -> None:
    board, wire = memory.part("BOARD"), memory.part("WIRE")
    memory.mbom(board, {wire: needs})
    memory.do(CreateKit(uid="k", number="KIT-2", run_uid=memory.run(board, makes)))
    assert memory.refused(FillKitFromMbom(kit_uid="k")).code is RefusalCode.BAD_QUANTITY


def test_a_kit_that_is_not_there_is_not_filled(memory: World) -> None:
    refused = memory.refused(FillKitFromMbom(kit_uid="none"))
    assert (refused.code, refused.facts["what"]) == (RefusalCode.UNKNOWN_RECORD, "kit")


def test_an_issue_takes_from_the_item_and_gives_to_the_line(
    memory: World, records: WorkingSet, memory_bench: BenchUids, screws: IssueItem
) -> None:
    """Seed 001: "The quantity is decremented from the original inventory object"."""
    changes = memory.do(screws).changes
    assert changes.movements == (
        Movement(
            item_uid=memory_bench.screw_item,
            quantity=Decimal(8),
            from_bucket=Bucket.ON_HAND,
            from_place=memory_bench.bin,
            to_bucket=Bucket.PICKED,
            to_place=memory_bench.screw_line,
        ),
    )
    assert records.items.get(memory_bench.screw_item).quantity == 92
    assert records.ledger.picked_on_line(memory_bench.screw_line) == 8
    assert records.part_stock.get(memory_bench.screw).on_hand == 92


@pytest.mark.parametrize(
    ("status", "after"),
    [
        (KitStatus.REQUESTED, KitStatus.IN_PROGRESS),
        (KitStatus.DRAFT, KitStatus.DRAFT),
        (KitStatus.IN_PROGRESS, KitStatus.IN_PROGRESS),
        (KitStatus.DELIVERED, KitStatus.DELIVERED),
    ],
)
def test_the_first_issue_moves_a_requested_kit_to_in_progress(
    memory: World, records: WorkingSet, status: KitStatus, after: KitStatus
) -> None:
    uids = lay_out(memory, status=status)
    memory.issue(uids.screw_item, uids.screw_line, 1)
    kit = records.kits.get(uids.kit)
    assert (kit.status, kit.version) == (after, 1 if after is status else 2)
    memory.issue(uids.screw_item, uids.screw_line, 1)
    assert records.kits.get(uids.kit) == kit


@pytest.mark.parametrize("status", [KitStatus.COMPLETED, KitStatus.CANCELED])
def test_nothing_goes_into_or_out_of_a_closed_kit(
    memory: World, records: WorkingSet, memory_bench: BenchUids, screws: IssueItem, status: KitStatus
) -> None:
    issued = memory.do(screws).command_id
    close(records, memory_bench.kit, status)
    for command in (
        screws,
        back(screws, 1),
        FillKitFromMbom(kit_uid=memory_bench.kit),
        Undo(command_id=issued),
    ):
        refused = memory.refused(command)
        assert (refused.code, refused.facts) == (
            RefusalCode.KIT_CLOSED,
            {"kit": "KIT-1", "status": status.value},
        )


@pytest.mark.parametrize("quantity", ["0", "-1"])
def test_an_amount_is_above_nothing(memory: World, screws: IssueItem, quantity: str) -> None:
    for command in (replace(screws, quantity=Decimal(quantity)), back(screws, quantity)):
        assert memory.refused(command).code is RefusalCode.BAD_QUANTITY


@pytest.mark.parametrize("quantity", ["0.5", "2"])
def test_a_serial_moves_as_one_piece(memory: World, radio: IssueItem, quantity: str) -> None:
    assert memory.refused(replace(radio, quantity=Decimal(quantity))).code is RefusalCode.BAD_QUANTITY
    memory.do(radio)
    assert memory.refused(back(radio, quantity)).code is RefusalCode.BAD_QUANTITY


def test_only_the_part_of_the_line_is_issued_to_it(
    memory: World, memory_bench: BenchUids, screws: IssueItem
) -> None:
    refused = memory.refused(replace(screws, item_uid=memory_bench.paste_item))
    assert (refused.code, refused.facts) == (
        RefusalCode.WRONG_PART,
        {"part_number": "PASTE", "revision": "A", "wanted": "SCREW", "wanted_revision": "A"},
    )


@pytest.mark.parametrize(
    ("change", "what"), [({"item_uid": "nothing"}, "inventory item"), ({"line_uid": "nowhere"}, "kit line")]
)
def test_an_issue_names_what_is_there(
    memory: World, screws: IssueItem, change: dict[str, str], what: str
) -> None:
    issue = replace(screws, **change)  # type: ignore[arg-type]  # the table above is right
    commands: tuple[Command, ...] = (issue, back(issue, 1))
    for command in commands:
        refused = memory.refused(command)
        assert (refused.code, refused.facts["what"]) == (RefusalCode.UNKNOWN_RECORD, what)


@pytest.mark.parametrize(
    ("issued", "asked", "code"),
    [
        ("0", "8", None),
        ("7.5", "0.5", None),
        ("0", "8.000001", RefusalCode.OVER_ISSUE),
        ("7.5", "1", RefusalCode.OVER_ISSUE),
        ("8", "1", RefusalCode.LINE_COMPLETE),
    ],
)
def test_a_line_takes_what_it_still_needs(
    memory: World, screws: IssueItem, issued: str, asked: str, code: RefusalCode | None
) -> None:
    if Decimal(issued):
        memory.do(replace(screws, quantity=Decimal(issued)))
    command = replace(screws, quantity=Decimal(asked))
    if code is None:
        memory.do(command)
        return
    refused = memory.refused(command)
    assert refused.code is code
    assert refused.facts == {
        "asked": asked,
        "remaining": str(8 - Decimal(issued)),
        "required": "8",
        "issued": issued,
        "unit": "ea",
    }


def test_a_person_may_want_more_than_is_needed(memory: World, records: WorkingSet, screws: IssueItem) -> None:
    memory.do(replace(screws, quantity=Decimal(9), over_need=True))
    memory.do(replace(screws, quantity=Decimal(91), over_need=True))
    assert records.items.get(screws.item_uid).quantity == 0


def test_no_line_holds_more_than_can_be_counted(memory: World, memory_bench: BenchUids) -> None:
    most = memory.item(memory_bench.screw, memory_bench.bin, LARGEST - 100)
    issue = IssueItem(item_uid=most, line_uid=memory_bench.screw_line, quantity=LARGEST - 100, over_need=True)
    memory.do(issue)
    more = replace(issue, item_uid=memory_bench.screw_item, quantity=Decimal("100.5"))
    assert memory.refused(more).code is RefusalCode.BAD_QUANTITY


def test_nobody_takes_more_than_is_there(memory: World, screws: IssueItem) -> None:
    refused = memory.refused(replace(screws, quantity=Decimal("100.5"), over_need=True))
    assert (refused.code, refused.facts) == (
        RefusalCode.NOT_ENOUGH,
        {"asked": "100.5", "on_hand": "100", "unit": "ea"},
    )


def test_a_serial_is_issued_once(memory: World, memory_bench: BenchUids, radio: IssueItem) -> None:
    memory.do(radio)
    refused = memory.refused(radio)
    assert (refused.code, refused.facts) == (
        RefusalCode.ALREADY_ISSUED,
        {"line_uid": memory_bench.radio_line},
    )


def test_a_serial_that_never_arrived_is_not_issued(
    memory: World, memory_bench: BenchUids, radio: IssueItem
) -> None:
    announced = CreateItem(
        uid="announced", part_uid=memory_bench.radio, location_uid=memory_bench.bin, serial_number="SN-7"
    )
    memory.do(announced)
    assert memory.refused(replace(radio, item_uid="announced")).code is RefusalCode.NOT_ENOUGH


def test_a_return_brings_back_to_where_the_item_is_kept(
    memory: World, records: WorkingSet, memory_bench: BenchUids, screws: IssueItem
) -> None:
    """Seed 001: returned in part, "but not the full amount originally issued"."""
    memory.do(screws)
    memory.do(back(screws, "2.5"))
    assert records.items.get(memory_bench.screw_item).quantity == Decimal("94.5")
    assert records.ledger.picked_on_line(memory_bench.screw_line) == Decimal("5.5")


def test_at_most_what_is_issued_comes_back(memory: World, screws: IssueItem) -> None:
    memory.do(screws)
    refused = memory.refused(back(screws, "8.5"))
    assert (refused.code, refused.facts) == (
        RefusalCode.RETURN_EXCEEDS,
        {"asked": "8.5", "issued": "8", "unit": "ea"},
    )


def test_what_is_not_issued_to_a_line_does_not_come_back_from_it(
    memory: World, memory_bench: BenchUids, screws: IssueItem
) -> None:
    assert memory.refused(back(screws, 1)).code is RefusalCode.NOT_ISSUED_HERE
    memory.do(screws)
    elsewhere = replace(back(screws, 1), line_uid=memory_bench.paste_line)
    assert memory.refused(elsewhere).code is RefusalCode.NOT_ISSUED_HERE
    memory.do(back(screws, 8))
    assert memory.refused(back(screws, 1)).code is RefusalCode.NOT_ISSUED_HERE


def test_every_change_of_an_item_changes_its_etag(
    memory: World, records: WorkingSet, screws: IssueItem
) -> None:
    seen: list[InventoryItem] = [records.items.get(screws.item_uid)]
    for command in (screws, back(screws, 8), screws):
        memory.do(command)
        seen.append(records.items.get(screws.item_uid))
    assert len({etag(item) for item in seen}) == 4


def test_a_lot_of_ten_of_which_three_are_issued_holds_seven(
    memory: World, records: WorkingSet, memory_bench: BenchUids
) -> None:
    memory.issue(memory_bench.paste_item, memory_bench.paste_line, 3)
    spot = Spot(memory_bench.paste_item, Bucket.PICKED, memory_bench.paste_line)
    assert (records.items.get(memory_bench.paste_item).quantity, records.ledger.balance(spot)) == (
        Decimal(7),
        Decimal(3),
    )
