"""Building: from parts over sub-assemblies to the top, each level kitted, built, stocked, and issued to the next."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

import pytest

from kitstation.domain.commands import HoldItem
from kitstation.domain.ids import derived_id
from kitstation.domain.outcomes import Accepted
from kitstation.domain.records import RunStatus, TrackingType
from kitstation.domain.refusals import RefusalCode, Refused
from kitstation.station import build_texts
from kitstation.station.building import (
    BuildView,
    Moved,
    NewBuild,
    NotMoved,
    Started,
    Wanted,
    build_view,
    complete_build,
    install,
    start_build,
    uninstall,
)
from kitstation.station.desk import Desk
from kitstation.station.sentences import Speech
from kitstation.store.audit import audit
from kitstation.store.queries import builds, kits, runs
from kitstation.store.store import Store
from tests.support.clock import NOON, FakeClock, SeqIds
from tests.support.world import World

TODAY = NOON.date()


@dataclass(frozen=True)
class Factory:
    """Chip and paste make a board, board and screws make a unit, units make a system."""

    world: World
    store: Store
    desk: Desk
    shelf: str
    board: str
    unit: str
    system: str
    chip: str
    paste: str
    screw: str

    def run(self, part_uid: str, quantity: int = 1) -> tuple[str, str]:
        """Plan a run with its kit; return both uids."""
        run_uid = self.world.run(part_uid, quantity)
        return run_uid, self.world.kit(run_uid)

    def start(self, run_uid: str) -> str:
        """Begin an assembly whose serial number is made."""
        started = start_build(self.store, self.desk, NewBuild(run_uid, self.shelf))
        assert isinstance(started, Started), started
        return started.uid

    def install(self, assembly_uid: str, text: str, quantity: str | None = None) -> Moved:
        """Install what is scanned."""
        wanted = Wanted(text, Decimal(quantity) if quantity else None)
        moved = install(self.store, self.desk, assembly_uid, wanted)
        assert isinstance(moved, Moved), moved
        return moved

    def refused(self, assembly_uid: str, text: str, quantity: str | None = None) -> RefusalCode:
        """Scan what must not be installed."""
        wanted = Wanted(text, Decimal(quantity) if quantity else None)
        answer = install(self.store, self.desk, assembly_uid, wanted)
        assert isinstance(answer, NotMoved), answer
        return answer.refused.code

    def complete(self, assembly_uid: str) -> None:
        """Finish an assembly into stock."""
        assert isinstance(complete_build(self.store, self.desk, assembly_uid, self.shelf), Accepted)

    def view(self, assembly_uid: str) -> BuildView:
        """Return an assembly as it stands."""
        with self.store.reading() as reader:
            view = build_view(reader, assembly_uid)
        assert view is not None
        return view


@pytest.fixture
def factory(store: Store, world: World) -> Factory:
    board, unit, system = (world.part(name, TrackingType.SERIAL) for name in ("BOARD", "UNIT", "SYSTEM"))
    chip = world.part("CHIP", TrackingType.SERIAL)
    paste = world.part("PASTE", TrackingType.LOT, unit="g")
    screw = world.part("SCREW")
    shelf = world.location("Stores")
    world.mbom(board, {chip: 1, paste: "2.5"})
    world.mbom(unit, {board: 1, screw: 4})
    world.mbom(system, {unit: 2})
    desk = Desk(FakeClock(), SeqIds(5_000_000), "Grace", "B7")
    return Factory(world, store, desk, shelf, board, unit, system, chip, paste, screw)


def build_boards(factory: Factory, count: int) -> list[str]:
    """Build boards of chips and paste; they are in stock then."""
    world = factory.world
    run, kit = factory.run(factory.board, count)
    paste = world.item(factory.paste, factory.shelf, 10, lot="LOT-1")
    world.issue(paste, world.line(kit, factory.paste), Decimal("2.5") * count)
    boards: list[str] = []
    for number in range(1, count + 1):
        chip = world.item(factory.chip, factory.shelf, serial=f"CHIP-{number}")
        world.issue(chip, world.line(kit, factory.chip))
        boards.append(factory.start(run))
        factory.install(boards[-1], f"CHIP-{number}")
        assert factory.install(boards[-1], "LOT-1").quantity == Decimal("2.5")
        factory.complete(boards[-1])
    return boards


def genealogy(store: Store, item_uid: str) -> Iterator[tuple[str, ...]]:
    """Yield the way down to each thing that is installed in an item, through the balances."""
    with store.reading() as reader:
        installed = builds.installed_in(reader, item_uid)
    for one in installed:
        name = one.serial_number or one.lot_number or one.part_number
        yield (one.part_number, name, f"{one.quantity:f}")
        for below in genealogy(store, one.item_uid):
            yield (one.part_number, *below)


def test_what_is_built_goes_to_stock_and_into_the_next_higher_assembly(factory: Factory) -> None:
    """Seed 001: "Once a serial-tracked part is built, move it back to inventory for use on a higher-level assembly"."""
    world = factory.world
    boards = build_boards(factory, 2)
    run, kit = factory.run(factory.unit, 2)
    screws = world.item(factory.screw, factory.shelf, 100)
    world.issue(screws, world.line(kit, factory.screw), 8)
    units: list[str] = []
    for board in boards:
        serial = factory.view(board).assembly.serial_number or ""
        world.issue(board, world.line(kit, factory.board))
        units.append(factory.start(run))
        factory.install(units[-1], serial)
        assert factory.install(units[-1], "SCREW").complete
        factory.complete(units[-1])
    top_run, top_kit = factory.run(factory.system)
    top = factory.start(top_run)
    for unit in units:
        world.issue(unit, world.line(top_kit, factory.unit))
        factory.install(top, factory.view(unit).assembly.serial_number or "")
    factory.complete(top)
    ways = list(genealogy(factory.store, top))
    assert [way[0] for way in ways] == ["UNIT"] * 10
    assert sorted(way[-2:] for way in ways if way[-3] == "CHIP") == [("CHIP-1", "1"), ("CHIP-2", "1")]
    assert [way for way in ways if way[-2] == "LOT-1"] == [("UNIT", "BOARD", "PASTE", "LOT-1", "2.5")] * 2
    with factory.store.reading() as reader:
        assert [row.built for row in runs.newest_runs(reader)] == [1, 2, 2]
        assert {row.status for row in runs.newest_runs(reader)} == {RunStatus.COMPLETE}
        (row,) = runs.assemblies_of_run(reader, top_run)
    assert not row.in_work
    assert (row.required, row.installed, row.missing) == (Decimal(2), Decimal(2), Decimal(0))
    assert audit(factory.store).is_clean


def test_an_assembly_knows_the_next_higher_one(factory: Factory) -> None:
    (board,) = build_boards(factory, 1)
    run, kit = factory.run(factory.unit)
    factory.world.issue(board, factory.world.line(kit, factory.board))
    unit = factory.start(run)
    factory.install(unit, factory.view(board).assembly.serial_number or "")
    with factory.store.reading() as reader:
        row = next(
            row
            for run in runs.newest_runs(reader)
            for row in runs.assemblies_of_run(reader, run.uid)
            if row.uid == board
        )
    assert row.installed_in == unit


def test_a_run_says_how_far_it_is(factory: Factory) -> None:
    run, _ = factory.run(factory.board, 3)
    factory.start(run)
    with factory.store.reading() as reader:
        row = runs.run_by_uid(reader, run)
    assert row is not None
    assert [row.quantity, row.built, row.in_work, row.to_start, row.kits] == [3, 0, 1, 2, 1]
    assert row.status is RunStatus.IN_PROGRESS


def test_a_lot_and_an_untracked_part_are_counted(factory: Factory) -> None:
    world = factory.world
    run, kit = factory.run(factory.board, 2)
    paste = world.item(factory.paste, factory.shelf, 10, lot="LOT-1")
    world.issue(paste, world.line(kit, factory.paste), 4)
    board, other = factory.start(run), factory.start(run)
    assert factory.install(board, "LOT-1", "1").missing == Decimal("1.5")
    assert factory.install(board, "LOT-1").quantity == Decimal("1.5")
    assert factory.install(other, "LOT-1").quantity == Decimal("1.5"), "no more than the kit still holds"


def test_only_what_a_kit_of_the_run_holds_is_installed(factory: Factory) -> None:
    world = factory.world
    run, _ = factory.run(factory.board)
    other_run, other_kit = factory.run(factory.board)
    chip = world.item(factory.chip, factory.shelf, serial="CHIP-1")
    world.item(factory.screw, factory.shelf, 5)
    board = factory.start(run)
    assert factory.refused(board, "CHIP-1") is RefusalCode.NOT_ISSUED_HERE
    assert factory.refused(board, "SCREW") is RefusalCode.WRONG_PART
    assert factory.refused(board, "nothing") is RefusalCode.UNKNOWN_CODE
    world.issue(chip, world.line(other_kit, factory.chip))
    assert factory.refused(board, "CHIP-1") is RefusalCode.NOT_ISSUED_HERE
    factory.install(factory.start(other_run), "CHIP-1")


def test_what_lies_beside_the_line_is_installed_from_stock_when_that_is_wanted(factory: Factory) -> None:
    run, _ = factory.run(factory.board)
    factory.world.item(factory.chip, factory.shelf, serial="CHIP-1")
    board = factory.start(run)
    moved = install(factory.store, factory.desk, board, Wanted("CHIP-1", from_stock=True))
    assert isinstance(moved, Moved)
    assert (moved.name, moved.missing) == ("CHIP-1", Decimal(0))


def test_a_requirement_takes_no_more_than_it_needs(factory: Factory) -> None:
    world = factory.world
    run, kit = factory.run(factory.board, 2)
    board = factory.start(run)
    for number in (1, 2):
        chip = world.item(factory.chip, factory.shelf, serial=f"CHIP-{number}")
        world.issue(chip, world.line(kit, factory.chip))
    factory.install(board, "CHIP-1")
    assert factory.refused(board, "CHIP-2") is RefusalCode.REQUIREMENT_FULL


@pytest.mark.parametrize("to_kit", [True, False])
def test_what_is_taken_out_goes_to_the_kit_or_to_stock(factory: Factory, to_kit: bool) -> None:
    world = factory.world
    run, kit = factory.run(factory.board)
    chip = world.item(factory.chip, factory.shelf, serial="CHIP-1")
    line = world.line(kit, factory.chip)
    world.issue(chip, line)
    board = factory.start(run)
    factory.install(board, "CHIP-1")
    (installed,) = factory.view(board).installed
    moved = uninstall(factory.store, factory.desk, installed, Decimal(1), to_kit=to_kit)
    assert isinstance(moved, Moved)
    assert moved.missing == 1
    with factory.store.reading() as reader:
        held = [one.item_uid for one in kits.items_of_line(reader, line)]
    assert held == ([chip] if to_kit else [])


def test_an_assembly_that_lacks_something_is_finished_only_when_that_is_wanted(factory: Factory) -> None:
    run, _ = factory.run(factory.board)
    board = factory.start(run)
    refused = complete_build(factory.store, factory.desk, board, factory.shelf)
    assert isinstance(refused, Refused)
    assert refused.code is RefusalCode.BUILD_INCOMPLETE
    done = complete_build(factory.store, factory.desk, board, factory.shelf, incomplete_ok=True)
    assert isinstance(done, Accepted)
    assert not factory.view(board).assembly.in_work


def test_numbers_are_made_or_given(factory: Factory) -> None:
    run, _ = factory.run(factory.board, 2)
    made = start_build(factory.store, factory.desk, NewBuild(run, factory.shelf))
    given = start_build(factory.store, factory.desk, NewBuild(run, factory.shelf, serial_number="B-7"))
    assert isinstance(made, Started)
    assert isinstance(given, Started)
    assert made.serial_number
    assert given.serial_number == "B-7"
    again = start_build(factory.store, factory.desk, NewBuild(run, factory.shelf, serial_number="B-7"))
    assert isinstance(again, Refused)
    assert again.code is RefusalCode.DUPLICATE_SERIAL
    nothing = start_build(factory.store, factory.desk, NewBuild("no run", factory.shelf))
    assert isinstance(nothing, Refused)


def test_what_a_scan_installs_and_why_not_is_said_in_words(factory: Factory) -> None:
    world, speech = factory.world, Speech()
    run, kit = factory.run(factory.board)
    paste = world.item(factory.paste, factory.shelf, 10, lot="LOT-1")
    world.issue(paste, world.line(kit, factory.paste), "2.5")
    board = factory.start(run)
    moved = factory.install(board, "LOT-1", "1")
    assert build_texts.installed(moved, speech) == (
        "Installed 1 g LOT-1" if moved.quantity != 1 else "Installed LOT-1",
        "1.5 g of PASTE are still missing.",
    )
    world.item(factory.screw, factory.shelf, 5)
    chip = world.item(factory.chip, factory.shelf, serial="CHIP-9")
    for text, headline in (
        ("CHIP-9", "CHIP-9 is in no open kit of this run"),
        ("SCREW", "SCREW does not belong in this assembly"),
        ("what", "what is not known here"),
    ):
        answer = install(factory.store, factory.desk, board, Wanted(text))
        assert isinstance(answer, NotMoved)
        assert build_texts.not_installed(answer, text, speech).headline == headline
    world.issue(chip, world.line(kit, factory.chip))
    answer = install(factory.store, factory.desk, board, Wanted("LOT-1", Decimal(2)))
    assert isinstance(answer, NotMoved)
    assert "installed already" in build_texts.not_installed(answer, "LOT-1", speech).headline
    assert (
        build_texts.installed(factory.install(board, "CHIP-9"), speech).sentence
        == "All of CHIP is installed."
    )
    last = factory.install(board, "LOT-1")
    assert "can be finished" in build_texts.installed(last, speech).sentence
    (installed, *_) = factory.view(board).installed
    out = uninstall(factory.store, factory.desk, installed, Decimal(1), to_kit=True)
    assert isinstance(out, Moved)
    assert build_texts.taken_out(out, speech) == ("Taken out CHIP-9", "1 ea of CHIP are missing now.")


def test_more_than_the_kit_holds_is_refused_with_what_is_there(factory: Factory) -> None:
    world = factory.world
    run, kit = factory.run(factory.board)
    paste = world.item(factory.paste, factory.shelf, 10, lot="LOT-1")
    world.issue(paste, world.line(kit, factory.paste), 1)
    board = factory.start(run)
    answer = install(factory.store, factory.desk, board, Wanted("LOT-1", Decimal(2)))
    assert isinstance(answer, NotMoved)
    wording = build_texts.not_installed(answer, "LOT-1", Speech())
    assert wording == ("Only 1 g are there", "2 were asked for.")


def test_what_is_held_is_not_installed_from_stock(factory: Factory) -> None:
    run, _ = factory.run(factory.board)
    chip = factory.world.item(factory.chip, factory.shelf, serial="CHIP-1")
    factory.world.do(HoldItem(item_uid=chip, reason="bent pin"))
    answer = install(factory.store, factory.desk, factory.start(run), Wanted("CHIP-1", from_stock=True))
    assert isinstance(answer, NotMoved)
    assert answer.refused.code is RefusalCode.NOT_AVAILABLE


def test_requirements_follow_the_bill_of_the_run(factory: Factory) -> None:
    run, _ = factory.run(factory.board)
    view = factory.view(factory.start(run))
    assert [(one.part_number, one.quantity) for one in view.requirements] == [
        ("CHIP", 1),
        ("PASTE", Decimal("2.5")),
    ]
    assert view.requirements[0].uid == derived_id(view.assembly.uid, factory.chip)
    assert not view.is_complete
    assert view.held_for(view.requirements[0]) == 0
    assert replace(view, requirements=()).is_complete
