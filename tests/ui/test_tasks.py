from __future__ import annotations

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import pytest
from pytestqt.qtbot import QtBot

from kitstation.ui.tasks import TaskRunner


@pytest.fixture
def executor() -> Iterator[ThreadPoolExecutor]:
    before = threading.active_count()
    with ThreadPoolExecutor(1, thread_name_prefix="core") as made:
        yield made
    assert threading.active_count() == before


@pytest.fixture
def runner(executor: ThreadPoolExecutor, qtbot: QtBot) -> TaskRunner:
    return TaskRunner(executor)


def test_a_result_is_delivered_on_the_gui_thread(runner: TaskRunner, qtbot: QtBot) -> None:
    delivered: list[tuple[str, str]] = []
    failed: list[BaseException] = []

    def on_ok(name: str) -> None:
        delivered.append((name, threading.current_thread().name))

    runner.submit(lambda: threading.current_thread().name, on_ok, failed.append)
    qtbot.waitUntil(lambda: bool(delivered))
    assert delivered == [("core_0", threading.current_thread().name)]
    assert failed == []


def test_what_the_work_raises_is_delivered(runner: TaskRunner, qtbot: QtBot) -> None:
    failed: list[BaseException] = []
    runner.submit(lambda: 1 // 0, lambda _number: None, failed.append)
    qtbot.waitUntil(lambda: bool(failed))
    assert isinstance(failed[0], ZeroDivisionError)


def test_results_come_in_the_order_of_the_work(runner: TaskRunner, qtbot: QtBot) -> None:
    delivered: list[int] = []
    for number in range(50):
        runner.submit(partial(int, number), delivered.append, _unexpected)
    qtbot.waitUntil(lambda: len(delivered) == 50)
    assert delivered == list(range(50))


def test_a_result_after_closing_is_dropped_but_the_work_is_done(
    runner: TaskRunner, executor: ThreadPoolExecutor, qtbot: QtBot
) -> None:
    go, done, delivered = threading.Event(), threading.Event(), list[bool]()
    runner.submit(lambda: go.wait(5), delivered.append, _unexpected)
    runner.submit(done.set, lambda _none: delivered.append(True), _unexpected)
    runner.close()
    go.set()
    assert done.wait(5)
    _let_pass(executor, qtbot)
    assert delivered == []


def test_a_result_already_on_its_way_is_dropped_by_closing(
    runner: TaskRunner, executor: ThreadPoolExecutor, qtbot: QtBot
) -> None:
    delivered: list[int] = []
    runner.submit(lambda: 1, delivered.append, _unexpected)
    executor.submit(int).result(5)
    runner.close()
    _let_pass(executor, qtbot)
    assert delivered == []


def test_a_forgotten_task_that_has_not_begun_is_not_done(
    runner: TaskRunner, executor: ThreadPoolExecutor, qtbot: QtBot
) -> None:
    go, began, delivered = threading.Event(), threading.Event(), list[object]()
    runner.submit(lambda: go.wait(5), delivered.append, _unexpected)
    runner.submit(began.set, delivered.append, _unexpected).forget()
    go.set()
    qtbot.waitUntil(lambda: delivered == [True])
    _let_pass(executor, qtbot)
    assert not began.is_set()
    assert delivered == [True]


def _unexpected(error: BaseException) -> None:
    raise error


def _let_pass(executor: ThreadPoolExecutor, qtbot: QtBot) -> None:
    """Wait until a later task has gone the whole way, so that an earlier one would have."""
    passed: list[int] = []
    later = TaskRunner(executor)
    later.submit(int, passed.append, _unexpected)
    qtbot.waitUntil(lambda: bool(passed))
