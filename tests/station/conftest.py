"""A bench with a real store, and a clock that the test moves."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kitstation.station.bench import BenchPolicy
from kitstation.store.store import Store
from tests.station.bench_driver import BenchDriver
from tests.support.bench import BenchUids
from tests.support.world import World

MakeBench = Callable[[BenchPolicy], BenchDriver]


@pytest.fixture
def bench(store: Store, world: World, bench_uids: BenchUids) -> BenchDriver:
    """The least kit, open on a bench that takes what the lines need: 2 radios, 5 g of paste, 8 screws."""
    driver = BenchDriver(store, world, BenchPolicy(ask_return_quantity=False))
    driver.session.open_kit("KIT-1")
    return driver


@pytest.fixture
def asking_bench(store: Store, world: World, bench_uids: BenchUids) -> BenchDriver:
    """The same, on a bench that asks for every quantity."""
    driver = BenchDriver(store, world, BenchPolicy(ask_quantity=True, ask_return_quantity=True))
    driver.session.open_kit("KIT-1")
    return driver


@pytest.fixture
def empty_bench(store: Store, world: World, bench_uids: BenchUids) -> BenchDriver:
    """A bench on which no kit is open."""
    return BenchDriver(store, world, BenchPolicy())
