"""The timeline: which entries are about what, newest first, page by page."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest

from kitstation.domain.commands import HoldItem, IssueItem, ReturnItem
from kitstation.store.queries import timeline, timeline_course
from kitstation.store.queries.timeline import EVERYTHING, TimelineEntry, TimelineFilter
from kitstation.store.queries.timeline_subjects import About, AboutKind, locations_inside, subjects_named
from kitstation.store.store import Store
from tests.support.bench import BenchUids
from tests.support.builds import build_board, install, lay_out_works, start
from tests.support.clock import NOON, FakeClock, SeqIds
from tests.support.world import World


def _entries(store: Store, wanted: TimelineFilter = EVERYTHING, limit: int = 100) -> list[TimelineEntry]:
    with store.reading() as reader:
        return list(timeline.page(reader, wanted, limit=limit).entries)


def _about(kind: AboutKind, *uids: str) -> TimelineFilter:
    return TimelineFilter(about=(About(kind, uids),))


def test_pages_give_every_entry_once_newest_first(store: Store, world: World, bench_uids: BenchUids) -> None:
    for _ in range(7):
        world.issue(bench_uids.screw_item, bench_uids.screw_line)
    seen: list[int] = []
    after: int | None = None
    with store.reading() as reader:
        while True:
            page = timeline.page(reader, EVERYTHING, after, limit=3)
            seen += [entry.seq for entry in page.entries]
            if page.next_key is None:
                break
            after = page.next_key
    assert seen == list(range(len(seen), 0, -1))


def test_an_entry_holds_the_command_and_what_it_moved(
    store: Store, world: World, bench_uids: BenchUids
) -> None:
    """DESIGN 4.1: every command is journalled with who, when, which station, and what it did."""
    issued = world.issue(bench_uids.paste_item, bench_uids.paste_line, "2.5")
    (entry,) = _entries(store, limit=1)
    assert (entry.command_id, entry.operator, entry.station, entry.kit) == (issued, "Ada", "Bench 1", "KIT-1")
    assert isinstance(entry.command, IssueItem)
    (movement,) = entry.movements
    assert (movement.quantity, movement.to_place) == (Decimal("2.5"), bench_uids.paste_line)


@pytest.mark.parametrize(
    ("kind", "field", "kinds"),
    [
        (AboutKind.ITEM, "paste_item", ["IssueItem", "CreateItem"]),
        (AboutKind.PART, "screw", ["CreateItem", "FillKitFromMbom", "CreateMbomLine", "CreatePart"]),
        (
            AboutKind.LOCATION,
            "bin",
            ["IssueItem", "CreateItem", "CreateItem", "CreateItem", "CreateLocation"],
        ),
        (AboutKind.KIT, "kit", ["IssueItem", "FillKitFromMbom", "CreateKit"]),
        (AboutKind.RUN, "run", ["IssueItem", "FillKitFromMbom", "CreateKit", "CreateRun"]),
        (AboutKind.RECORD, "shelf", ["CreateLocation"]),
    ],
)
def test_anything_has_a_history(
    store: Store, world: World, bench_uids: BenchUids, kind: AboutKind, field: str, kinds: list[str]
) -> None:
    world.issue(bench_uids.paste_item, bench_uids.paste_line, 1)
    wanted = _about(kind, getattr(bench_uids, field))
    assert [entry.kind for entry in _entries(store, wanted)] == kinds


def test_operators_and_stations_have_a_history(store: Store, world: World, bench_uids: BenchUids) -> None:
    hold = HoldItem(item_uid=bench_uids.paste_item, reason="wet")
    store.execute(world.entry(hold, operator="Bob", station="Bench 9"))
    for wanted in (
        _about(AboutKind.OPERATOR, "Bob"),
        _about(AboutKind.STATION, "Bench 9"),
        TimelineFilter(operator="Bob"),
        TimelineFilter(station="Bench 9"),
    ):
        assert [entry.kind for entry in _entries(store, wanted)] == ["HoldItem"]
    with store.reading() as reader:
        assert timeline.operators_in_journal(reader) == ("Ada", "Bob")


def test_what_was_installed_in_an_assembly_is_in_its_history(store: Store, world: World) -> None:
    works = lay_out_works(world)
    board = start(world, works, works.board_run, "B-1")
    other = build_board(world, works, "B-2")
    install(world, works.screw_item, board, works.screw, 2)
    kinds = [entry.kind for entry in _entries(store, _about(AboutKind.ITEM, board))]
    assert kinds == ["InstallItem", "StartBuild"]
    assert len(_entries(store, _about(AboutKind.ITEM, other))) == 5


def test_a_history_is_narrowed_by_kind_and_period(store: Store, bench_uids: BenchUids) -> None:
    clock = FakeClock(NOON + timedelta(days=1), tick=timedelta(hours=1))
    world = World(store, clock=clock, ids=SeqIds(500_000))
    middle = clock.now()
    world.issue(bench_uids.screw_item, bench_uids.screw_line, 2)
    world.give_back(bench_uids.screw_item, bench_uids.screw_line, 1)
    kinds = (IssueItem.__name__, ReturnItem.__name__)
    assert [entry.kind for entry in _entries(store, TimelineFilter(kinds=kinds))] == list(kinds[::-1])
    issued, returned = _entries(store, TimelineFilter(since=middle))[::-1]
    assert (issued.kind, returned.kind) == kinds
    assert _entries(store, TimelineFilter(since=issued.at, until=returned.at)) == [issued]


def test_what_is_taken_back_is_marked(store: Store, world: World, bench_uids: BenchUids) -> None:
    issued = world.issue(bench_uids.screw_item, bench_uids.screw_line)
    undo = world.undo(issued)
    newest, before = _entries(store, limit=2)
    assert (newest.command_id, type(newest.taken_back), newest.undone) == (undo, IssueItem, False)
    assert (before.command_id, before.undone) == (issued, True)


def test_a_subject_that_is_not_known_has_no_history(store: Store, bench_uids: BenchUids) -> None:
    assert bench_uids
    assert _entries(store, TimelineFilter(wanted_subjects=True)) == []
    assert _entries(store, _about(AboutKind.ITEM, "nobody")) == []


@pytest.mark.parametrize(
    ("words", "kinds"),
    [
        ("KIT-", {AboutKind.KIT}),
        ("stores", {AboutKind.LOCATION, AboutKind.ITEM}),
        ("RADIO", {AboutKind.PART, AboutKind.ITEM}),
        ("%", set()),
        (" ", set()),
    ],
)
@pytest.mark.usefixtures("bench_uids")
def test_what_contains_a_text_is_found(store: Store, words: str, kinds: set[AboutKind]) -> None:
    with store.reading() as reader:
        assert {about.kind for about in subjects_named(reader, words)} == kinds


def test_a_place_has_what_is_inside_it(store: Store, bench_uids: BenchUids) -> None:
    with store.reading() as reader:
        assert locations_inside(reader, "Stores") == (bench_uids.shelf, bench_uids.bin)


def test_the_course_of_what_is_on_hand_follows_its_movements(
    store: Store, world: World, bench_uids: BenchUids
) -> None:
    world.issue(bench_uids.screw_item, bench_uids.screw_line, 3)
    world.give_back(bench_uids.screw_item, bench_uids.screw_line, 1)
    with store.reading() as reader:
        changes = timeline_course.changes_on_hand(reader, (bench_uids.screw_item,))
        moments = timeline_course.newest_moments(reader, EVERYTHING)
        unit = timeline_course.unit_of(reader, (bench_uids.screw_item,))
    assert [change.quantity for change in changes] == [Decimal(100), Decimal(-3), Decimal(1)]
    assert len(moments) == len(_entries(store))
    assert unit == "ea"
