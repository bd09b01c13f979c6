"""Builds: assemblies, what is installed in them, and how they go to stock for the next-higher one."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from kitstation.domain.commands import (
    CompleteBuild,
    CreateItem,
    CreateLocation,
    CreatePart,
    InstallItem,
    IssueItem,
    SetKitStatus,
    SetRules,
    StartBuild,
    UninstallItem,
    UpdateMbomLine,
)
from kitstation.domain.etags import etag
from kitstation.domain.movements import Bucket, Spot
from kitstation.domain.records import BuildRequirement, KitStatus, RunStatus, TrackingType
from kitstation.domain.refusals import RefusalCode
from kitstation.domain.working_set import WorkingSet
from tests.support.bench import BenchUids
from tests.support.memory import Memory
from tests.support.world import World

ONE = Decimal(1)


@pytest.fixture
def records(memory: World) -> WorkingSet:
    assert isinstance(memory.door, Memory)
    return memory.door.records


@pytest.fixture
def start(memory_bench: BenchUids) -> StartBuild:
    return StartBuild(
        uid="board", run_uid=memory_bench.run, location_uid=memory_bench.shelf, serial_number="B-1"
    )


@pytest.fixture
def board(memory: World, start: StartBuild) -> str:
    """A board in work."""
    memory.do(start)
    return "board"


def requirement(records: WorkingSet, assembly_uid: str, part_uid: str) -> BuildRequirement:
    found = [records.requirements.get(uid) for uid in records.requirements_of.get(assembly_uid)]
    return next(need for need in found if need.part_uid == part_uid)


def install(records: WorkingSet, bench: BenchUids, quantity: int | str = 1) -> InstallItem:
    need = requirement(records, "board", bench.screw)
    return InstallItem(item_uid=bench.screw_item, requirement_uid=need.uid, quantity=Decimal(quantity))


def test_a_build_is_in_work_and_has_a_requirement_for_each_mbom_line(
    memory: World, records: WorkingSet, memory_bench: BenchUids, board: str
) -> None:
    """ION: starting a run makes one build requirement for each line of the mBOM."""
    item = records.items.get(board)
    assert (item.in_work, item.blocked, item.quantity, item.run_uid) == (
        True,
        True,
        Decimal(1),
        memory_bench.run,
    )
    needs = {
        part: requirement(records, board, part).quantity
        for part in (memory_bench.radio, memory_bench.paste, memory_bench.screw)
    }
    assert needs == {memory_bench.radio: 1, memory_bench.paste: Decimal("2.5"), memory_bench.screw: 4}
    assert records.runs.get(memory_bench.run).status is RunStatus.IN_PROGRESS


def test_requirements_stay_as_they_were_when_the_build_began(
    memory: World, records: WorkingSet, memory_bench: BenchUids, board: str
) -> None:
    line = records.mbom_lines.get(records.mboms.get(memory_bench.assembly)[memory_bench.screw])
    memory.do(UpdateMbomLine(uid=line.uid, etag=etag(line), quantity=Decimal(6)))
    assert requirement(records, board, memory_bench.screw).quantity == 4


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"run_uid": "nothing"}, RefusalCode.UNKNOWN_RECORD),
        ({"location_uid": "nowhere"}, RefusalCode.UNKNOWN_RECORD),
        ({"serial_number": None}, RefusalCode.TRACKING_MISMATCH),
        ({"quantity": Decimal(2)}, RefusalCode.BAD_QUANTITY),
        ({"quantity": Decimal(0)}, RefusalCode.BAD_QUANTITY),
        ({"serial_number": "B-0"}, RefusalCode.DUPLICATE_SERIAL),
        ({"uid": "first"}, RefusalCode.DUPLICATE),
    ],
)
def test_an_impossible_build_does_not_begin(
    memory: World, start: StartBuild, change: dict[str, object], code: RefusalCode
) -> None:
    memory.do(replace(start, uid="first", serial_number="B-0"))
    assert memory.refused(replace(start, **change)).code is code  # type: ignore[arg-type]  # by name


def test_a_board_in_work_is_not_issued(memory: World, memory_bench: BenchUids, board: str) -> None:
    higher = memory.part("RADIO-SET", TrackingType.SERIAL)
    memory.mbom(higher, {memory_bench.assembly: 1})
    kit = memory.kit(memory.run(higher))
    issue = IssueItem(item_uid=board, line_uid=memory.line(kit, memory_bench.assembly), quantity=ONE)
    refused = memory.refused(issue)
    assert (refused.code, refused.facts["cause"]) == (RefusalCode.NOT_AVAILABLE, "in_work")


def test_lots_are_counted_and_serials_scanned_into_an_assembly(
    memory: World, records: WorkingSet, memory_bench: BenchUids, board: str
) -> None:
    memory.issue(memory_bench.radio_item, memory_bench.radio_line)
    radio = requirement(records, board, memory_bench.radio)
    memory.do(
        InstallItem(
            item_uid=memory_bench.radio_item,
            requirement_uid=radio.uid,
            quantity=ONE,
            line_uid=memory_bench.radio_line,
        )
    )
    paste = requirement(records, board, memory_bench.paste)
    memory.do(
        InstallItem(item_uid=memory_bench.paste_item, requirement_uid=paste.uid, quantity=Decimal("2.5"))
    )
    assert records.ledger.total_at(Bucket.DELIVERED, radio.uid) == 1
    assert records.ledger.picked_on_line(memory_bench.radio_line) == 0
    assert records.items.get(memory_bench.paste_item).quantity == Decimal("7.5")


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"quantity": Decimal(5)}, RefusalCode.REQUIREMENT_FULL),
        ({"quantity": Decimal(0)}, RefusalCode.BAD_QUANTITY),
        ({"requirement_uid": "nothing"}, RefusalCode.UNKNOWN_RECORD),
        ({"item_uid": "nothing"}, RefusalCode.UNKNOWN_RECORD),
        ({"line_uid": "nothing"}, RefusalCode.UNKNOWN_RECORD),
        ({"item_uid": "paste"}, RefusalCode.WRONG_PART),
        ({"line_uid": "screws"}, RefusalCode.NOT_ISSUED_HERE),
    ],
)
def test_an_impossible_install_is_refused(
    memory: World,
    records: WorkingSet,
    memory_bench: BenchUids,
    board: str,
    change: dict[str, object],
    code: RefusalCode,
) -> None:
    assert board
    names = {"paste": memory_bench.paste_item, "screws": memory_bench.screw_line}
    change = {key: names.get(str(value), value) for key, value in change.items()}
    command = replace(install(records, memory_bench), **change)  # type: ignore[arg-type]  # by name
    assert memory.refused(command).code is code


def test_more_than_is_kitted_is_not_installed_from_the_kit(
    memory: World, records: WorkingSet, memory_bench: BenchUids, board: str
) -> None:
    assert board
    memory.issue(memory_bench.screw_item, memory_bench.screw_line, 2)
    command = replace(install(records, memory_bench, 3), line_uid=memory_bench.screw_line)
    assert memory.refused(command).code is RefusalCode.NOT_ENOUGH


def test_a_substitute_is_installed_where_the_mbom_approves_it(
    memory: World, records: WorkingSet, memory_bench: BenchUids, start: StartBuild
) -> None:
    memory.do(CreatePart(uid="long", part_number="SCREW-LONG"))
    line = records.mbom_lines.get(records.mboms.get(memory_bench.assembly)[memory_bench.screw])
    memory.do(UpdateMbomLine(uid=line.uid, etag=etag(line), quantity=line.quantity, substitutes=("long",)))
    memory.do(start)
    item = memory.item("long", memory_bench.bin, 9)
    [movement] = memory.do(replace(install(records, memory_bench, 4), item_uid=item)).changes.movements
    assert movement.item_uid == item


def test_what_is_taken_out_goes_to_stock_or_back_to_the_kit(
    memory: World, records: WorkingSet, memory_bench: BenchUids, board: str
) -> None:
    assert board
    command = install(records, memory_bench, 4)
    memory.do(command)
    out = UninstallItem(item_uid=command.item_uid, requirement_uid=command.requirement_uid, quantity=ONE)
    memory.do(out)
    assert records.items.get(command.item_uid).quantity == 97
    memory.do(replace(out, line_uid=memory_bench.screw_line))
    assert records.ledger.picked_on_line(memory_bench.screw_line) == 1
    refused = memory.refused(replace(out, quantity=Decimal(3)))
    assert (refused.code, refused.facts["installed"]) == (RefusalCode.NOT_INSTALLED_HERE, "2")


def test_what_is_taken_out_whole_lies_where_the_assembly_is(
    memory: World, records: WorkingSet, memory_bench: BenchUids, board: str
) -> None:
    """ION: "installing moves the item to the assembly's location"."""
    need = requirement(records, board, memory_bench.radio)
    command = InstallItem(item_uid=memory_bench.radio_item, requirement_uid=need.uid, quantity=ONE)
    memory.do(command)
    memory.do(UninstallItem(item_uid=memory_bench.radio_item, requirement_uid=need.uid, quantity=ONE))
    assert records.items.get(memory_bench.radio_item).location_uid == memory_bench.shelf


def test_nothing_is_put_back_into_a_closed_kit_or_the_wrong_line(
    memory: World, records: WorkingSet, memory_bench: BenchUids, board: str
) -> None:
    assert board
    command = install(records, memory_bench, 4)
    memory.do(command)
    out = UninstallItem(
        item_uid=command.item_uid,
        requirement_uid=command.requirement_uid,
        quantity=ONE,
        line_uid=memory_bench.paste_line,
    )
    assert memory.refused(out).code is RefusalCode.WRONG_PART
    memory.do(SetKitStatus(uid=memory_bench.kit, status=KitStatus.CANCELED))
    closed = replace(out, line_uid=memory_bench.screw_line)
    assert memory.refused(closed).code is RefusalCode.KIT_CLOSED


def test_an_assembly_is_not_installed_in_itself(
    memory: World, records: WorkingSet, memory_bench: BenchUids
) -> None:
    """A part that needs another revision of itself, where any revision may be used."""
    older = memory.part("BOARD", TrackingType.SERIAL, revision="Z")
    memory.mbom(older, {memory_bench.assembly: 1})
    memory.do(SetRules(any_revision=True))
    run = memory.run(older)
    memory.do(StartBuild(uid="odd", run_uid=run, location_uid=memory_bench.shelf, serial_number="Z-1"))
    need = requirement(records, "odd", memory_bench.assembly)
    command = InstallItem(item_uid="odd", requirement_uid=need.uid, quantity=ONE)
    assert memory.refused(command).code is RefusalCode.CONTAINS_ITSELF


def fill(memory: World, records: WorkingSet, bench: BenchUids, board: str) -> None:
    for item, part, quantity in (
        (bench.radio_item, bench.radio, "1"),
        (bench.paste_item, bench.paste, "2.5"),
        (bench.screw_item, bench.screw, "4"),
    ):
        need = requirement(records, board, part)
        memory.do(InstallItem(item_uid=item, requirement_uid=need.uid, quantity=Decimal(quantity)))


def test_a_finished_build_goes_to_stock(
    memory: World, records: WorkingSet, memory_bench: BenchUids, board: str
) -> None:
    """Seed 001: "Once a serial-tracked part is built, move it back to inventory for use on a higher-level assembly"."""
    finish = CompleteBuild(item_uid=board, location_uid=memory_bench.bin)
    refused = memory.refused(finish)
    assert (refused.code, refused.facts["installed"]) == (RefusalCode.BUILD_INCOMPLETE, "0")
    fill(memory, records, memory_bench, board)
    memory.do(finish)
    item = records.items.get(board)
    assert (item.in_work, item.blocked, item.location_uid) == (False, False, memory_bench.bin)
    run = records.runs.get(memory_bench.run)
    assert (run.built, run.status) == (Decimal(1), RunStatus.IN_PROGRESS)
    assert memory.refused(finish).code is RefusalCode.NOT_IN_WORK


def test_a_run_is_complete_when_all_of_it_is_built(
    memory: World, records: WorkingSet, memory_bench: BenchUids, start: StartBuild
) -> None:
    for n in (1, 2):
        memory.do(replace(start, uid=f"b{n}", serial_number=f"B-{n}"))
        memory.do(CompleteBuild(item_uid=f"b{n}", location_uid=memory_bench.shelf, incomplete_ok=True))
    assert records.runs.get(memory_bench.run).status is RunStatus.COMPLETE


def test_a_build_goes_up_three_levels(
    memory: World, records: WorkingSet, memory_bench: BenchUids, board: str
) -> None:
    """A radio in a board in a set in a rack: each is built, goes to stock, is kitted and installed."""
    fill(memory, records, memory_bench, board)
    memory.do(CompleteBuild(item_uid=board, location_uid=memory_bench.shelf))
    below, below_part = board, memory_bench.assembly
    for level in ("SET", "RACK", "SITE"):
        part = memory.part(level, TrackingType.SERIAL)
        memory.mbom(part, {below_part: 1})
        run = memory.run(part, title=level)
        kit = memory.kit(run)
        line = memory.line(kit, below_part)
        memory.issue(below, line)
        memory.do(
            StartBuild(uid=level, run_uid=run, location_uid=memory_bench.shelf, serial_number=f"{level}-1")
        )
        need = requirement(records, level, below_part)
        memory.do(InstallItem(item_uid=below, requirement_uid=need.uid, quantity=ONE, line_uid=line))
        memory.do(CompleteBuild(item_uid=level, location_uid=memory_bench.shelf))
        below, below_part = level, part
    assert records.items.get("SITE").quantity == 1
    for uid in (board, "SET", "RACK"):
        assert records.items.get(uid).quantity == 0
        assert records.ledger.in_bucket(uid, Bucket.DELIVERED) == 1
    need = requirement(records, board, memory_bench.radio)
    spot = Spot(memory_bench.radio_item, Bucket.DELIVERED, need.uid)
    assert records.ledger.balance(spot) == 1
    out = UninstallItem(item_uid=memory_bench.radio_item, requirement_uid=need.uid, quantity=ONE)
    assert memory.refused(out).code is RefusalCode.NOT_IN_WORK


def test_a_build_is_finished_where_there_is_a_place(memory: World, board: str) -> None:
    memory.do(CreateLocation(uid="l", name="Line 1"))
    finish = CompleteBuild(item_uid=board, location_uid="nowhere")
    assert memory.refused(finish).code is RefusalCode.UNKNOWN_RECORD
    assert memory.refused(replace(finish, item_uid="nothing")).code is RefusalCode.UNKNOWN_RECORD


def test_bought_stock_is_no_build(memory: World, memory_bench: BenchUids) -> None:
    finish = CompleteBuild(item_uid=memory_bench.radio_item, location_uid=memory_bench.shelf)
    assert memory.refused(finish).code is RefusalCode.NOT_IN_WORK


def test_a_lot_of_assemblies_needs_that_many_times_the_parts(
    memory: World, records: WorkingSet, memory_bench: BenchUids
) -> None:
    cable = memory.part("CABLE", TrackingType.LOT)
    memory.mbom(cable, {memory_bench.screw: 2})
    run = memory.run(cable, 10)
    memory.do(
        StartBuild(
            uid="lot",
            run_uid=run,
            location_uid=memory_bench.shelf,
            lot_number="C-1",
            quantity=Decimal(10),
        )
    )
    assert requirement(records, "lot", memory_bench.screw).quantity == 20


def test_expired_stock_is_not_installed_from_the_shelf(
    memory: World, records: WorkingSet, memory_bench: BenchUids, board: str
) -> None:
    memory.do(
        CreateItem(
            uid="old",
            part_uid=memory_bench.paste,
            location_uid=memory_bench.bin,
            lot_number="LOT-0",
            quantity=ONE,
            expires_on=memory.clock.now().date().replace(year=2025),
        )
    )
    need = requirement(records, board, memory_bench.paste)
    command = InstallItem(item_uid="old", requirement_uid=need.uid, quantity=ONE)
    assert memory.refused(command).code is RefusalCode.EXPIRED


def test_what_went_from_a_kit_into_an_assembly_is_issued_all_the_same(
    memory: World, records: WorkingSet, memory_bench: BenchUids, board: str
) -> None:
    """Seed 001: issuedQuantity is "the quantity of the inventory allocated to the run"; it is not asked for again."""
    assert board
    memory.issue(memory_bench.screw_item, memory_bench.screw_line, 8)
    command = replace(install(records, memory_bench, 4), line_uid=memory_bench.screw_line)
    memory.do(command)
    assert records.kit_lines.get(memory_bench.screw_line).installed == 4
    more = IssueItem(item_uid=memory_bench.screw_item, line_uid=memory_bench.screw_line, quantity=ONE)
    assert memory.refused(more).code is RefusalCode.LINE_COMPLETE
    memory.do(
        UninstallItem(
            item_uid=command.item_uid,
            requirement_uid=command.requirement_uid,
            quantity=Decimal(4),
            line_uid=memory_bench.screw_line,
        )
    )
    assert records.kit_lines.get(memory_bench.screw_line).installed == 0
