"""From the complete frame to the durable issue, beside a bare transaction on the same disk."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from time import perf_counter_ns

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from kitstation.domain.clock import SystemClock
from kitstation.domain.ids import Uuid7Source
from kitstation.scanning.scan import Scan
from kitstation.station.bench import BenchSession
from kitstation.station.desk import Desk
from kitstation.store.store import Store
from tests.benchmarks.bare import bare_transactions
from tests.benchmarks.conftest import JOURNAL, Record, StockPath
from tests.benchmarks.figures import Figure, times_reference
from tests.benchmarks.stock_generator import SMALL_KIT, SMALL_KIT_LINES, Stock, serials_for
from tests.benchmarks.turns import in_turns

ROUNDS = 120


class Issuing:
    """A bench that issues one serial number after the other."""

    def __init__(self, store: Store, items: int) -> None:
        self._clock = SystemClock()
        self._session = BenchSession(store, Desk(self._clock, Uuid7Source(self._clock), "Ada", "B1"))
        self._serials = serials_for(SMALL_KIT_LINES, Stock(items, JOURNAL))
        assert self._session.open_kit(SMALL_KIT).accepted

    def one(self) -> float:
        """Issue the next serial number, and return how long it took until it was durable, in ms."""
        text = next(self._serials)
        verdict = self._session.scan(
            Scan(text, text.encode(), "benchmark", self._clock.now(), perf_counter_ns())
        )
        assert verdict.code == "ISSUED", verdict
        assert verdict.elapsed_ms is not None
        return verdict.elapsed_ms


@contextmanager
def issuing(path: Path, items: int) -> Iterator[Issuing]:
    """Give a bench that issues from a database."""
    with closing(Store(path)) as store:
        yield Issuing(store, items)


@pytest.mark.parametrize("items", [1_000, 100_000, 1_000_000])
def test_an_issue_is_durable_soon(
    benchmark: BenchmarkFixture, record: Record, stock_copy: StockPath, tmp_path: Path, items: int
) -> None:
    with issuing(stock_copy(items), items) as bench, bare_transactions(tmp_path) as bare:
        durable, transaction = in_turns(benchmark, bench.one, bare.one, rounds=ROUNDS)
    record(
        Figure(
            f"frame complete to issue durable, {items:,} items",
            durable,
            "bare transaction",
            transaction,
            (times_reference(6),),
        )
    )


def test_an_issue_does_not_slow_down_with_the_stock(
    benchmark: BenchmarkFixture, record: Record, stock_copy: StockPath
) -> None:
    with (
        issuing(stock_copy(1_000), 1_000) as little,
        issuing(stock_copy(1_000_000), 1_000_000) as much,
    ):
        with_much, with_little = in_turns(benchmark, much.one, little.one, rounds=ROUNDS)
    record(
        Figure(
            "issue durable at 1,000,000 items beside 1,000",
            with_much,
            "1,000 items",
            with_little,
            (times_reference(1.3),),
        )
    )
