"""The core thread: one thread, in order, with the store opened and closed on it."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from kitstation.domain.errors import StoreFault
from kitstation.station.core import Core
from kitstation.store.store import Store


def test_work_is_done_in_order_on_one_thread(tmp_path: Path) -> None:
    core = Core(lambda: Store(tmp_path / "kitstation.db"))
    seen: list[tuple[int, str]] = []

    def note(store: Store, number: int) -> Path:
        seen.append((number, threading.current_thread().name))
        return store.path

    futures = [core.submit(note, number) for number in range(20)]
    assert {future.result() for future in futures} == {tmp_path / "kitstation.db"}
    core.close()
    assert [number for number, _ in seen] == list(range(20))
    (name,) = {name for _, name in seen}
    assert name != threading.current_thread().name


def test_what_was_handed_in_is_finished_before_it_closes(tmp_path: Path) -> None:
    core = Core(lambda: Store(tmp_path / "kitstation.db"))
    go = threading.Event()
    waiting = core.submit(lambda _store: go.wait(10))
    after = core.submit(lambda store: store.path.exists())
    closing = threading.Thread(target=core.close)
    closing.start()
    go.set()
    closing.join(10)
    assert waiting.result() is True
    assert after.result() is True


def test_what_work_raises_is_its_result(tmp_path: Path) -> None:
    core = Core(lambda: Store(tmp_path / "kitstation.db"))

    def fail(_store: Store) -> None:
        raise LookupError("nothing there")

    with pytest.raises(LookupError, match="nothing there"):
        core.submit(fail).result()
    assert core.executor.submit(lambda: 5).result() == 5
    core.close()


def test_a_store_that_cannot_be_opened_is_told_and_leaves_no_thread(tmp_path: Path) -> None:
    with pytest.raises(StoreFault):
        Core(lambda: Store(tmp_path / "no folder" / "kitstation.db"))
