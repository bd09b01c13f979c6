"""The positions page at 100,000 positions and a million items: its first rows, its orders, searches and filters."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter_ns

import pytest
from PySide6.QtWidgets import QApplication
from pytest_benchmark.fixture import BenchmarkFixture

from kitstation.store.queries.positions import PositionFilter, PositionOrder, page
from kitstation.store.store import Store
from kitstation.ui.pages.positions.page import PositionsPage
from kitstation.ui.pages.positions.reading import Extent
from kitstation.ui.station_app import StationApp
from tests.benchmarks.bare import bare_query, milliseconds_since
from tests.benchmarks.conftest import Record, StockPath
from tests.benchmarks.figures import Figure, median_at_most
from tests.benchmarks.position_generator import add_positions
from tests.benchmarks.stations import open_station, wait_for, wait_until_answered
from tests.benchmarks.turns import in_turns

ITEMS = 1_000_000
POSITIONS = 100_000
ROUNDS = 30
SEARCH_MS = 150
"""A text that nothing contains is looked for in every position."""

# The least that shows a page: its positions, and what lies at each.
FIRST_ROWS = """
    SELECT position.*, part.part_number, location.path,
        (SELECT sum(quantity) FROM item WHERE item.part_uid = position.part_uid
            AND item.location_uid = position.location_uid AND deleted = 0)
    FROM part CROSS JOIN position ON position.part_uid = part.uid
        JOIN location ON location.uid = position.location_uid
    ORDER BY part.part_number, part.revision LIMIT 200
"""

PAGES: dict[str, tuple[PositionFilter, PositionOrder, bool]] = {
    "by part": (PositionFilter(), PositionOrder.PART, False),
    "by part, downwards": (PositionFilter(), PositionOrder.PART, True),
    "by location": (PositionFilter(), PositionOrder.LOCATION, False),
    "by ref, downwards": (PositionFilter(), PositionOrder.REF, True),
    "by minimum": (PositionFilter(), PositionOrder.MINIMUM, False),
    "by change, downwards": (PositionFilter(), PositionOrder.UPDATED_ON, True),
    "below minimum": (PositionFilter(below_minimum=True), PositionOrder.PART, False),
    "inside a rack": (PositionFilter(location="Stores/R07"), PositionOrder.PART, False),
    "search of a part": (PositionFilter(words="PN-00432"), PositionOrder.PART, False),
    "search of two letters": (PositionFilter(words="b-"), PositionOrder.PART, False),
    "search without a hit": (PositionFilter(words="nowhere"), PositionOrder.PART, False),
}


@contextmanager
def positions_page(qapp: QApplication, database: Path) -> Iterator[tuple[StationApp, PositionsPage]]:
    """Give a station and its positions page, in front and filled."""
    with open_station(qapp, database.parent) as station:
        station.window.show_page(PositionsPage.key)
        shown = station.window.current_page
        assert isinstance(shown, PositionsPage)
        wait_until_filled(shown)
        yield station, shown


def wait_until_filled(shown: PositionsPage) -> None:
    """Run the event loop until the rows that were asked for are there."""
    wait_until_answered(shown.model)


def test_the_first_positions_are_there_soon(
    benchmark: BenchmarkFixture, record: Record, stock_copy: StockPath, qapp: QApplication
) -> None:
    database = stock_copy(ITEMS)
    add_positions(database, POSITIONS)
    with positions_page(qapp, database) as (station, shown), bare_query(database) as query:

        def show_first_rows() -> float:
            station.window.show_page("bench")
            wait_for(station.driver.updated)
            shown._extent = Extent(POSITIONS, (), -1)
            since = perf_counter_ns()
            station.window.show_page(PositionsPage.key)
            wait_until_filled(shown)
            station.window.repaint()
            return milliseconds_since(since)

        def read_first_rows() -> float:
            return query.one(FIRST_ROWS)

        measured, reference = in_turns(benchmark, show_first_rows, read_first_rows, rounds=ROUNDS)
    record(
        Figure(
            f"first rows of the positions page, {POSITIONS:,} positions, {ITEMS:,} items",
            measured,
            "raw SQL of 200 rows",
            reference,
            (median_at_most(100),),
        )
    )


@pytest.mark.parametrize("name", PAGES)
def test_a_page_of_positions_is_read_soon(
    benchmark: BenchmarkFixture, record: Record, stock_copy: StockPath, name: str
) -> None:
    database = stock_copy(ITEMS)
    add_positions(database, POSITIONS)
    wanted, order, descending = PAGES[name]
    store = Store(database)
    try:
        with store.reading() as reader, bare_query(database) as query:

            def read() -> float:
                since = perf_counter_ns()
                page(reader, wanted, order, descending=descending, limit=200)
                return milliseconds_since(since)

            measured, reference = in_turns(benchmark, read, lambda: query.one(FIRST_ROWS), rounds=ROUNDS)
    finally:
        store.close()
    record(
        Figure(
            f"a page of {POSITIONS:,} positions, {name}",
            measured,
            "raw SQL of 200 rows",
            reference,
            (median_at_most(SEARCH_MS if wanted.words else 100),),
        )
    )
