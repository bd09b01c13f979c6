"""Pages of a history are the history: whatever is asked for, in the order of the journal, each entry once."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import RowMapping, select

from kitstation.domain.commands import Command, HoldItem, IssueItem, ReleaseHold, ReturnItem
from kitstation.domain.quantities import ONE
from kitstation.store import tables
from kitstation.store.queries import timeline, timeline_course, timeline_filter
from kitstation.store.queries.timeline import TimelineFilter
from kitstation.store.queries.timeline_subjects import About, AboutKind
from kitstation.store.store import Store
from tests.support.bench import BenchUids, lay_out
from tests.support.clock import NOON
from tests.support.world import World

DAYS = 20
COMMANDS = 120


@dataclass(frozen=True)
class Past:
    """A store with a history, all of it as its tables hold it, and what it is about."""

    store: Store
    bench: BenchUids
    journal: list[RowMapping]
    movements: list[RowMapping]
    subjects: list[RowMapping]
    needs: list[RowMapping]


@pytest.fixture(scope="module")
def past(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Past]:
    """Two benches with clocks that jump: what is written later may say that it was earlier."""
    store = Store(tmp_path_factory.mktemp("past") / "past.db")
    world = World(store)
    bench = lay_out(world)
    by_chance = random.Random(5)  # noqa: S311 - the same history every time
    deeds: list[Callable[[], Command]] = [
        lambda: IssueItem(item_uid=bench.screw_item, line_uid=bench.screw_line, quantity=ONE, over_need=True),
        lambda: ReturnItem(item_uid=bench.screw_item, line_uid=bench.screw_line, quantity=ONE),
        lambda: IssueItem(item_uid=bench.paste_item, line_uid=bench.paste_line, quantity=ONE, over_need=True),
        lambda: HoldItem(item_uid=bench.radio_item, reason="wet"),
        lambda: ReleaseHold(item_uid=bench.radio_item),
    ]
    entries = [
        replace(
            world.entry(
                by_chance.choice(deeds)(),
                operator=by_chance.choice(["Ada", "Ada", "Bob"]),
                station=by_chance.choice(["Bench 1", "Bench 2"]),
            ),
            at=NOON + timedelta(days=number * DAYS // COMMANDS, hours=by_chance.randint(-60, 60)),
        )
        for number in range(COMMANDS)
    ]
    store.execute_all(entries)
    with store.reading() as reader:
        journal, movements, subjects, needs = (
            list(reader.execute(select(table)).mappings())
            for table in (tables.journal, tables.movement, tables.subject, tables.mbom_line)
        )
    journal.sort(key=lambda row: row["seq"])
    yield Past(store, bench, journal, movements, subjects, needs)
    store.close()


ABOUT = (
    (AboutKind.ITEM, "screw_item"),
    (AboutKind.ITEM, "radio_item"),
    (AboutKind.PART, "paste"),
    (AboutKind.PART, "screw"),
    (AboutKind.LOCATION, "bin"),
    (AboutKind.KIT, "kit"),
    (AboutKind.RUN, "run"),
    (AboutKind.OPERATOR, "Bob"),
    (AboutKind.STATION, "Bench 2"),
    (AboutKind.RECORD, "shelf"),
)
moments = st.none() | st.integers(-70, 24 * DAYS + 70).map(lambda hours: NOON + timedelta(hours=hours))


kinds = st.sampled_from(["IssueItem", "ReturnItem", "HoldItem", "CreateItem", "Undo"])
narrowed = st.builds(
    TimelineFilter,
    kinds=st.lists(kinds, max_size=3, unique=True).map(tuple),
    operator=st.sampled_from([None, None, "Ada", "Bob", "Nobody"]),
    station=st.sampled_from([None, None, "Bench 1", "Bench 2"]),
    since=moments,
    until=moments,
)


@given(
    about=st.lists(st.sampled_from(ABOUT), max_size=3, unique=True), wanted=narrowed, limit=st.integers(1, 40)
)
def test_the_pages_together_are_what_is_wanted_of_the_journal(
    past: Past, about: list[tuple[AboutKind, str]], wanted: TimelineFilter, limit: int
) -> None:
    subjects = tuple(About(kind, (getattr(past.bench, name, name),)) for kind, name in about)
    wanted = replace(wanted, about=subjects)
    expected = [row for row in reversed(past.journal) if _is_wanted(row, wanted, past)]
    assert _paged(past.store, wanted, limit) == [row["seq"] for row in expected]
    with past.store.reading() as reader:
        chart = timeline_course.newest_moments(reader, wanted)
    assert chart == tuple(row["at"] for row in expected)


def test_a_page_looks_further_as_long_as_it_is_not_full(past: Past, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timeline_filter, "MOST_AT_ONCE", 4)
    wanted = TimelineFilter(about=(About(AboutKind.LOCATION, (past.bench.bin,)),), operator="Bob")
    expected = [row["seq"] for row in reversed(past.journal) if _is_wanted(row, wanted, past)]
    assert len(expected) > 8
    assert _paged(past.store, wanted, 2) == expected


def test_a_period_without_an_end_is_read_beyond_its_newest_stretch(
    past: Past, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(timeline_filter, "STRETCH", 7)
    wanted = TimelineFilter(since=NOON + timedelta(days=3), kinds=("HoldItem", "IssueItem"), operator="Ada")
    for asked in (wanted, replace(wanted, kinds=(), operator=None)):
        expected = [row["seq"] for row in reversed(past.journal) if _is_wanted(row, asked, past)]
        assert len(expected) > 7
        assert _paged(past.store, asked, 5) == expected


def _paged(store: Store, wanted: TimelineFilter, limit: int) -> list[int]:
    seen: list[int] = []
    after: int | None = None
    with store.reading() as reader:
        while True:
            page = timeline.page(reader, wanted, after, limit)
            seen += [entry.seq for entry in page.entries]
            after = page.next_key
            if after is None:
                return seen


def _is_wanted(row: RowMapping, wanted: TimelineFilter, past: Past) -> bool:
    return (
        (not wanted.about or any(_is_about(row, about, past) for about in wanted.about))
        and (not wanted.kinds or row["kind"] in wanted.kinds)
        and wanted.operator in {None, row["operator"]}
        and wanted.station in {None, row["station"]}
        and (wanted.since is None or row["at"] >= wanted.since)
        and (wanted.until is None or row["at"] < wanted.until)
    )


def _is_about(row: RowMapping, about: About, past: Past) -> bool:
    """Say it in the words of the help: what moved it or moved there, and what else was done to it."""
    bench, (uid,) = past.bench, about.uids
    mine = [each for each in past.movements if each["command_id"] == row["command_id"]]
    named = {each["uid"] for each in past.subjects if each["command_id"] == row["command_id"]}
    items = {
        bench.screw: {bench.screw_item},
        bench.paste: {bench.paste_item},
        bench.run: set[str](),
    }
    lines = {bench.screw: {bench.screw_line}, bench.paste: {bench.paste_line}}
    all_lines = {bench.radio_line, bench.paste_line, bench.screw_line}
    match about.kind:
        case AboutKind.ITEM:
            return uid in named or any(each["item_uid"] == uid for each in mine)
        case AboutKind.PART:
            needs = {each["uid"] for each in past.needs if each["part_uid"] == uid}
            about_part = {uid} | items[uid] | lines[uid] | needs
            return bool(about_part & named) or any(each["item_uid"] in items[uid] for each in mine)
        case AboutKind.LOCATION:
            places = {
                each[f"{side}_place"]
                for each in mine
                for side in ("from", "to")
                if each[f"{side}_bucket"] == "on_hand"
            }
            return uid in named | places
        case AboutKind.KIT:
            return row["kit_uid"] == uid or bool(({uid} | all_lines) & named)
        case AboutKind.RUN:
            return row["kit_uid"] == bench.kit or bool(({uid, bench.kit} | all_lines) & named)
        case AboutKind.OPERATOR:
            return bool(row["operator"] == uid)
        case AboutKind.STATION:
            return bool(row["station"] == uid)
        case AboutKind.RECORD:
            return uid in named
