"""Starting the station at a million items: until its window can be used, and the memory that it needs."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path

from pytest_benchmark.fixture import BenchmarkFixture

from tests.benchmarks.conftest import Record, StockPath
from tests.benchmarks.figures import Figure, Samples, median_at_most
from tests.benchmarks.turns import in_turns

ITEMS = 1_000_000
STARTS = 8


class Starting:
    """Windows that are started one after the other, each in a new process."""

    def __init__(self, *arguments: str) -> None:
        self._command = [sys.executable, "-m", "tests.benchmarks.starting", *arguments]
        self.peaks_mib: list[float] = []

    def one(self) -> float:
        """Start a window, and return how long it took until it could be used, in ms."""
        since = time.time_ns()
        done = subprocess.run(self._command, check=True, capture_output=True, text=True, timeout=120)
        told = json.loads(done.stdout)
        self.peaks_mib.append(told["peak_kib"] / 1024)
        return float(told["usable_ns"] - since) / 1e6


def test_the_station_starts_soon_and_stays_small(
    benchmark: BenchmarkFixture, record: Record, stock_copy: StockPath
) -> None:
    folder: Path = stock_copy(ITEMS).parent
    station, bare_window = Starting(str(folder)), Starting()
    started, bare = in_turns(benchmark, station.one, bare_window.one, rounds=STARTS)
    record(
        Figure(
            f"station start to usable window, {ITEMS:,} items, large kit",
            started,
            "bare window",
            bare,
            (median_at_most(2_000),),
        )
    )
    record(
        Figure(
            f"peak memory after every page, {ITEMS:,} items",
            Samples(tuple(station.peaks_mib)),
            "bare window",
            Samples(tuple(bare_window.peaks_mib)),
            (median_at_most(300, "MiB"),),
            unit="MiB",
        )
    )
