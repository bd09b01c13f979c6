"""The bench page: from the scanner's bytes to painted feedback, and opening a large kit."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter_ns

import pytest
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication, QLabel
from pytest_benchmark.fixture import BenchmarkFixture

from kitstation.devices.virtual_scanner import VirtualScanner
from kitstation.ui.pages.bench.page import VerdictPainted
from kitstation.ui.station_app import StationApp
from tests.benchmarks.bare import bare_query, milliseconds_since
from tests.benchmarks.conftest import JOURNAL, Record, StockPath
from tests.benchmarks.figures import Figure, median_at_most, p99_at_most
from tests.benchmarks.stations import open_station, pass_time, wait_for
from tests.benchmarks.stock_generator import (
    LARGE_KIT,
    LARGE_KIT_LINES,
    SMALL_KIT,
    Stock,
    serials_for,
)
from tests.benchmarks.turns import in_turns

SCANS = 300
BETWEEN_SCANS_MS = 50
"""No hand scans faster; the page has been painted by then."""

OPENINGS = 30
ITEMS = 1_000_000

LINES_ALONE = """
    SELECT kit_line.*, part.part_number, part.description
    FROM kit JOIN kit_line ON kit_line.kit_uid = kit.uid JOIN part ON part.uid = kit_line.part_uid
    WHERE kit.number = ?
"""


class BareLabel(QObject):
    """A label that shows what a queued signal says: the least that feedback could be."""

    said = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._label = QLabel()
        self._painted_ns = 0
        self.said.connect(self._show, Qt.ConnectionType.QueuedConnection)
        self._label.resize(800, 120)
        self._label.show()

    painted = Signal()

    def one(self) -> float:
        """Say something, and return how long it took until it was painted, in ms."""
        since = perf_counter_ns()
        self.said.emit(f"{since}")
        wait_for(self.painted)
        return (self._painted_ns - since) / 1e6

    def close(self) -> None:
        """Take the label away."""
        self._label.close()
        self._label.deleteLater()

    def _show(self, words: str) -> None:
        self._label.setText(words)
        self._label.repaint()
        self._painted_ns = perf_counter_ns()
        self.painted.emit()


@contextmanager
def bare_label() -> Iterator[BareLabel]:
    """Give a bare label."""
    label = BareLabel()
    try:
        yield label
    finally:
        label.close()


class Scanning:
    """A technician who scans one serial number after the other into the large kit."""

    def __init__(self, station: StationApp, scanner: VirtualScanner) -> None:
        self._station = station
        self._scanner = scanner
        self._serials = serials_for(LARGE_KIT_LINES, Stock(ITEMS, JOURNAL))

    def one(self) -> float:
        """Send a scan, and return how long it took from its bytes to the painted verdict, in ms."""
        pass_time(BETWEEN_SCANS_MS)
        text = next(self._serials)
        since = perf_counter_ns()
        self._scanner.send(text)
        painted = wait_for(self._station.bench.verdict_painted)
        assert isinstance(painted, VerdictPainted)
        assert painted.update.verdict is not None
        assert painted.update.verdict.code == "ISSUED"
        return (painted.painted_ns - since) / 1e6


def test_feedback_is_painted_soon_after_a_scan(
    benchmark: BenchmarkFixture, record: Record, stock_copy: StockPath, tmp_path: Path, qapp: QApplication
) -> None:
    with (
        VirtualScanner(tmp_path) as scanner,
        open_station(qapp, stock_copy(ITEMS).parent, kit=LARGE_KIT, scanner=scanner.identity) as station,
        bare_label() as label,
    ):
        technician = Scanning(station, scanner)
        painted, bare = in_turns(benchmark, technician.one, label.one, rounds=SCANS)
    record(
        Figure(
            f"bytes into the pty to feedback painted, {ITEMS:,} items, {LARGE_KIT_LINES} lines",
            painted,
            "bare label, queued signal",
            bare,
            (median_at_most(16), p99_at_most(50)),
        )
    )


@pytest.mark.parametrize("items", [2_000, 20_000, 200_000, 1_000_000])
def test_a_large_kit_opens_soon(
    benchmark: BenchmarkFixture, record: Record, stock_copy: StockPath, qapp: QApplication, items: int
) -> None:
    database = stock_copy(items)

    def open_large_kit() -> float:
        station.driver.open_kit(SMALL_KIT)
        wait_for(station.driver.updated)
        station.window.repaint()
        since = perf_counter_ns()
        station.driver.open_kit(LARGE_KIT)
        wait_for(station.driver.updated)
        station.window.repaint()
        return milliseconds_since(since)

    with open_station(qapp, database.parent) as station, bare_query(database) as query:

        def read_lines() -> float:
            return query.one(LINES_ALONE, LARGE_KIT)

        opened, lines = in_turns(benchmark, open_large_kit, read_lines, rounds=OPENINGS)
    record(
        Figure(
            f"open the bench page of a {LARGE_KIT_LINES}-line kit, {items:,} items",
            opened,
            "raw SQL of its lines",
            lines,
            (median_at_most(150),),
        )
    )
