"""From the scan of a bag to the filled form, beside a bare look-up of its part number."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from itertools import count
from pathlib import Path
from time import perf_counter_ns

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from kitstation.domain.clock import SystemClock
from kitstation.domain.ids import Uuid7Source
from kitstation.scanning.scan import Scan
from kitstation.station.desk import Desk
from kitstation.station.receiving import ReceivingSession
from kitstation.store.queries import parts
from kitstation.store.store import Store
from tests.benchmarks.bare import BareQuery, bare_query, milliseconds_since
from tests.benchmarks.conftest import Record, StockPath
from tests.benchmarks.figures import Figure, p99_at_most
from tests.benchmarks.turns import in_turns

ROUNDS = 200
LOOK_UP = "SELECT uid FROM part WHERE part_number = ?"


class Bags:
    """A person who scans one bag after the other, and puts each aside."""

    def __init__(self, store: Store) -> None:
        self._clock = SystemClock()
        self._session = ReceivingSession(store, Desk(self._clock, Uuid7Source(self._clock), "Ada", "B1"))
        self._numbers = count(1)
        with store.reading() as reader:
            self.part_numbers = [row.part_number for row in parts.part_list(reader, 500)]

    def one(self) -> float:
        """Scan a bag into the empty form, and return how long it took until the page could show it, in ms."""
        number = next(self._numbers)
        part = self.part_numbers[number % len(self.part_numbers)]
        text = f"[)>\x1e06\x1dP{part}\x1dQ{number}\x1d1TL{number}\x1d9D2319\x1dKPO-{number}\x1e\x04"
        scan = Scan(text, text.encode(), "benchmark", self._clock.now(), perf_counter_ns())
        verdict = self._session.scan(scan)
        view = self._session.view()
        took = milliseconds_since(scan.framed_ns)
        assert verdict.accepted, verdict
        assert view.form.part is not None
        assert view.form.part.part_number == part
        self._session.cancel()
        return took


class BareLookUps:
    """The part number of each bag, straight from the database."""

    def __init__(self, query: BareQuery, part_numbers: list[str]) -> None:
        self._query = query
        self._part_numbers = part_numbers
        self._numbers = count(1)

    def one(self) -> float:
        """Look one part number up, and return how long it took in ms."""
        part_number = self._part_numbers[next(self._numbers) % len(self._part_numbers)]
        return self._query.one(LOOK_UP, part_number)


@contextmanager
def scanning(path: Path) -> Iterator[Bags]:
    """Give somebody who scans bags beside a stock."""
    with closing(Store(path)) as store:
        yield Bags(store)


@pytest.mark.parametrize("items", [1_000, 100_000])
def test_a_bag_fills_the_form_soon(
    benchmark: BenchmarkFixture, record: Record, stock_copy: StockPath, items: int
) -> None:
    path = stock_copy(items)
    with scanning(path) as bags, bare_query(path) as query:
        look_ups = BareLookUps(query, bags.part_numbers)
        filled, looked_up = in_turns(benchmark, bags.one, look_ups.one, rounds=ROUNDS)
    record(
        Figure(
            f"bag scanned to form filled, {items:,} items",
            filled,
            "bare look-up",
            looked_up,
            (p99_at_most(50),),
        )
    )
