"""What every test is held to: no unexpected log record, no thread and no window left behind."""

from __future__ import annotations

import gc
import logging
import os
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# Before Qt is imported: tests need no screen.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# All of pydantic before pytest-qt loads Qt: with Qt's hook on imports, pydantic's lazy half fails to load.
import kitstation.station.settings  # noqa: F401
from kitstation.store.store import Store
from tests.support.bench import BenchUids, lay_out
from tests.support.databases import new_database
from tests.support.leftovers import UnexpectedRecords, left_running, left_standing, windows
from tests.support.memory import Memory
from tests.support.world import World

settings.register_profile(
    "dev",
    max_examples=25,
    stateful_step_count=25,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile(
    "ci",
    # The same examples every time: a change is judged by what it did. New ones are found at the desk.
    derandomize=True,
    max_examples=60,
    stateful_step_count=50,
    deadline=None,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("ci" if os.environ.get("CI") else "dev")


@pytest.fixture(scope="session", autouse=True)
def _what_is_imported_is_no_garbage() -> None:
    """Let collecting after each test pass over the modules, which are most of what there is."""
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def _nothing_unexpected_is_logged(request: pytest.FixtureRequest) -> Iterator[None]:
    """A record at WARNING or above fails the test, unless the test asks for `caplog` to look at it itself."""
    if "caplog" in request.fixturenames:
        yield
        return
    unexpected = UnexpectedRecords()
    root = logging.getLogger()
    root.addHandler(unexpected)
    yield
    root.removeHandler(unexpected)
    assert unexpected.messages == []


@pytest.fixture(autouse=True)
def _no_thread_is_left_running() -> Iterator[None]:
    before = frozenset(threading.enumerate())
    yield
    assert left_running(before) == []


@pytest.fixture(autouse=True)
def _no_window_is_left_standing(request: pytest.FixtureRequest) -> Iterator[None]:
    if "qapp" not in request.fixturenames:
        yield
        return
    before = windows()
    yield
    if left_standing(before):
        gc.collect()
    assert left_standing(before) == []


@pytest.fixture(autouse=True)
def _qt_garbage_is_collected_by_its_own_thread(request: pytest.FixtureRequest) -> Iterator[None]:
    """Between tests, on the main thread: a worker's allocation must not destroy an earlier test's widgets."""
    if "qapp" not in request.fixturenames:
        yield
        return
    gc.disable()
    yield
    gc.enable()
    gc.collect()


@pytest.fixture
def memory() -> World:
    """A world without a database."""
    return World(Memory())


@pytest.fixture
def memory_bench(memory: World) -> BenchUids:
    """The least that a kitting bench needs, in `memory`."""
    return lay_out(memory)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A new store on a real file."""
    opened = Store(new_database(tmp_path / "kitstation.db"))
    yield opened
    opened.close()


@pytest.fixture
def world(store: Store) -> World:
    """A world in `store`."""
    return World(store)


@pytest.fixture
def bench_uids(world: World) -> BenchUids:
    """The least that a kitting bench needs, in `world`."""
    return lay_out(world)
