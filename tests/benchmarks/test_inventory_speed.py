"""The inventory page at a million items: its first rows, and searching as one types."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter_ns

import pytest
from PySide6.QtWidgets import QApplication
from pytest_benchmark.fixture import BenchmarkFixture

from kitstation.ui.pages.inventory.page import InventoryPage
from kitstation.ui.station_app import StationApp
from tests.benchmarks.bare import bare_query, milliseconds_since
from tests.benchmarks.conftest import Record, StockPath
from tests.benchmarks.figures import Figure, median_at_most
from tests.benchmarks.stations import open_station, pass_time, wait_for, wait_for_store, wait_until_answered
from tests.benchmarks.turns import in_turns

ITEMS = 1_000_000
ROUNDS = 30
BETWEEN_KEYS_MS = 50
"""No hand types faster; what was shown before has been painted by then, and does not count as the answer's."""

FIRST_ROWS = """
    SELECT item.*, part.part_number, location.path
    FROM part CROSS JOIN item ON item.part_uid = part.uid JOIN location ON location.uid = item.location_uid
    ORDER BY part.part_number, part.revision LIMIT 200
"""
FOUND = """
    SELECT item.*, part.part_number, location.path
    FROM (SELECT rowid AS found FROM item_search WHERE item_search MATCH ? LIMIT 200)
    JOIN item ON item.id = found JOIN part ON part.uid = item.part_uid
    JOIN location ON location.uid = item.location_uid
"""
BEGINNING_WITH = """
    SELECT item.*, part.part_number, location.path
    FROM (SELECT id AS found FROM item WHERE serial_number BETWEEN ? AND ? LIMIT 200)
    JOIN item ON item.id = found JOIN part ON part.uid = item.part_uid
    JOIN location ON location.uid = item.location_uid
"""


@contextmanager
def inventory_page(qapp: QApplication, database: Path) -> Iterator[tuple[StationApp, InventoryPage]]:
    """Give a station and its inventory page, in front and filled."""
    with open_station(qapp, database.parent) as station:
        station.window.show_page(InventoryPage.key)
        page = station.window.current_page
        assert isinstance(page, InventoryPage)
        wait_until_filled(page)
        yield station, page


def wait_until_filled(page: InventoryPage) -> None:
    """Run the event loop until the rows that were asked for are there."""
    wait_until_answered(page.model)


def test_the_first_rows_are_there_soon(
    benchmark: BenchmarkFixture, record: Record, stock_copy: StockPath, qapp: QApplication
) -> None:
    database = stock_copy(ITEMS)
    with inventory_page(qapp, database) as (station, page), bare_query(database) as query:

        def show_first_rows() -> float:
            station.window.show_page("bench")
            wait_for(station.driver.updated)
            page.stock.seen_change = -1
            since = perf_counter_ns()
            station.window.show_page(InventoryPage.key)
            wait_until_filled(page)
            station.window.repaint()
            return milliseconds_since(since)

        def read_first_rows() -> float:
            return query.one(FIRST_ROWS)

        shown, read = in_turns(benchmark, show_first_rows, read_first_rows, rounds=ROUNDS)
    record(
        Figure(
            f"first rows of the inventory page, {ITEMS:,} items",
            shown,
            "raw SQL of 200 rows",
            read,
            (median_at_most(100),),
        )
    )


@pytest.mark.parametrize("words", ["SN-", "SN-0004320", "432", "SN", "Stores", "Radio module 12", "nowhere"])
def test_a_search_answers_as_one_types(
    benchmark: BenchmarkFixture, record: Record, stock_copy: StockPath, qapp: QApplication, words: str
) -> None:
    database = stock_copy(ITEMS)
    with inventory_page(qapp, database) as (station, page), bare_query(database) as query:

        def search() -> float:
            if page.stock.search.text():
                page.stock.search.clear()
                wait_for_store(station)
            station.window.repaint()
            pass_time(BETWEEN_KEYS_MS)
            since = perf_counter_ns()
            page.stock.search.setText(words)
            wait_for_store(station)
            station.window.repaint()
            return milliseconds_since(since)

        def find() -> float:
            if len(words) < 3:
                return query.one(BEGINNING_WITH, words, words + "\U0010ffff")
            return query.one(FOUND, f'"{words}"')

        shown, found = in_turns(benchmark, search, find, rounds=ROUNDS)
    record(
        Figure(
            f"search the inventory for “{words}”, {ITEMS:,} items",
            shown,
            "raw SQL of the items",
            found,
            (median_at_most(50),),
        )
    )
