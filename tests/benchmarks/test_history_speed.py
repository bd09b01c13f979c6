"""The journal of a million entries, a page at a time, in sentences."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from time import perf_counter_ns

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from kitstation.scanning.grammar import Grammar
from kitstation.station.sentences import Speech
from kitstation.station.timeline.finding import find_asked
from kitstation.station.timeline.reading import read_history
from kitstation.store.queries.timeline import EVERYTHING, TimelineFilter
from kitstation.store.queries.timeline_subjects import About, AboutKind
from kitstation.store.store import Store
from tests.benchmarks import works_generator
from tests.benchmarks.bare import bare_query, milliseconds_since
from tests.benchmarks.conftest import Record
from tests.benchmarks.figures import Figure, median_at_most
from tests.benchmarks.kept import kept
from tests.benchmarks.turns import in_turns
from tests.benchmarks.works_generator import SELDOM, generate_journal

ENTRIES = 1_000_000
PAGE = 100
ROUNDS = 30
# A plus keeps the journal in its order, where SQLite would gather a million entries and sort them.
BARE = """
    SELECT journal.*, movement.*, item.*, part.part_number, location.path FROM journal
    JOIN movement ON movement.command_id = journal.command_id JOIN item ON item.uid = movement.item_uid
    JOIN part ON part.uid = item.part_uid JOIN location ON location.uid = item.location_uid
    WHERE {where} ORDER BY journal.seq DESC LIMIT 100
"""
ITEM = About(AboutKind.ITEM, (works_generator.uid_of_item(7),))
"""An item with a thousand entries."""
PART, PLACE, KIT = (
    About(AboutKind.PART, (works_generator.uid_of_screw(),)),
    About(AboutKind.LOCATION, (works_generator.uid_of_place(),)),
    About(AboutKind.KIT, (works_generator.uid_of_kit(),)),
)
"""All entries are about these: a part of a thousand items, a place, a kit."""
AT_PLACE = f"'{PLACE.uids[0]}' IN (movement.from_place, movement.to_place)"
DAY = datetime(2026, 1, 6, tzinfo=UTC)
"""Entries come second by second: it has 86,400 of them."""


@pytest.fixture(scope="module")
def journal_path(stock_folder: Path) -> Path:
    make = partial(generate_journal, entries=ENTRIES)
    return kept(stock_folder, f"journal-{ENTRIES}", Path(works_generator.__file__), make)


@pytest.fixture
def store(journal_path: Path) -> Iterator[Store]:
    opened = Store(journal_path)
    yield opened
    opened.close()


@dataclass(frozen=True, slots=True)
class Wanted:
    """A page of the history, and the condition of the same page in SQL."""

    name: str
    filter: TimelineFilter
    after: int | None
    where: str


MIDDLE = ENTRIES // 2
PAGES = (
    Wanted("first page", EVERYTHING, None, "1"),
    Wanted("page in the middle", EVERYTHING, MIDDLE, f"journal.seq < {MIDDLE}"),
    Wanted("first page of an operator", TimelineFilter(operator=SELDOM), None, f"operator = '{SELDOM}'"),
    Wanted(
        "page of an operator in the middle",
        TimelineFilter(operator=SELDOM),
        MIDDLE,
        f"operator = '{SELDOM}' AND journal.seq < {MIDDLE}",
    ),
    Wanted(
        "first page of an item", TimelineFilter(about=(ITEM,)), None, f"movement.item_uid = '{ITEM.uids[0]}'"
    ),
    Wanted("first page of a part", TimelineFilter(about=(PART,)), None, f"+item.part_uid = '{PART.uids[0]}'"),
    Wanted(
        "page of a part in the middle",
        TimelineFilter(about=(PART,)),
        MIDDLE,
        f"+item.part_uid = '{PART.uids[0]}' AND journal.seq < {MIDDLE}",
    ),
    Wanted("first page of a place", TimelineFilter(about=(PLACE,)), None, AT_PLACE),
    Wanted(
        "page of a place in the middle",
        TimelineFilter(about=(PLACE,)),
        MIDDLE,
        f"({AT_PLACE}) AND journal.seq < {MIDDLE}",
    ),
    Wanted("first page of a kit", TimelineFilter(about=(KIT,)), None, f"journal.kit_uid = '{KIT.uids[0]}'"),
    Wanted(
        "page of a kind in the middle",
        TimelineFilter(kinds=("ReturnItem",)),
        MIDDLE,
        f"journal.kind = 'ReturnItem' AND journal.seq < {MIDDLE}",
    ),
    Wanted(
        "first page of a day in the middle",
        TimelineFilter(since=DAY, until=DAY + timedelta(days=1)),
        None,
        "+journal.at >= '2026-01-06T' AND +journal.at < '2026-01-07T'",
    ),
    Wanted("first page since that day", TimelineFilter(since=DAY), None, "+journal.at >= '2026-01-06T'"),
    Wanted("first page until that day", TimelineFilter(until=DAY), None, "+journal.at < '2026-01-06T'"),
)


@pytest.mark.parametrize("wanted", PAGES, ids=[wanted.name for wanted in PAGES])
def test_a_page_of_the_history_is_there_at_once(
    benchmark: BenchmarkFixture, record: Record, store: Store, journal_path: Path, wanted: Wanted
) -> None:
    speech = Speech()
    with bare_query(journal_path) as query:

        def show() -> float:
            since = perf_counter_ns()
            with store.reading() as reader:
                rows = read_history(reader, wanted.filter, speech, after=wanted.after, limit=PAGE).rows
            spent = milliseconds_since(since)
            assert len(rows) == PAGE
            return spent

        def read() -> float:
            return query.one(BARE.format(where=wanted.where))

        measured, reference = in_turns(benchmark, show, read, rounds=ROUNDS)
    record(
        Figure(
            f"{wanted.name} of the history, {ENTRIES:,} entries",
            measured,
            f"raw SQL of {PAGE} rows",
            reference,
            (median_at_most(50),),
        )
    )


@pytest.mark.parametrize("text", ["K-1", "SCREW", "Bench 1", "Bob"])
def test_what_is_looked_for_is_found_at_once(
    benchmark: BenchmarkFixture, record: Record, store: Store, journal_path: Path, text: str
) -> None:
    with bare_query(journal_path) as query:

        def find() -> float:
            since = perf_counter_ns()
            with store.reading() as reader:
                assert find_asked(reader, text, Grammar()).about
            return milliseconds_since(since)

        measured, reference = in_turns(
            benchmark,
            find,
            partial(query.one, "SELECT * FROM part WHERE part_number = ?", text),
            rounds=ROUNDS,
        )
    record(
        Figure(
            f"find “{text}” for its history, {ENTRIES:,} entries",
            measured,
            "raw SQL of a part",
            reference,
            (median_at_most(50),),
        )
    )
