"""The support's own tests: guards that never fail guard nothing."""

from __future__ import annotations

import logging
import threading
from datetime import timedelta
from uuid import UUID

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from kitstation.domain.refusals import RefusalCode
from tests.support.bench import BenchUids
from tests.support.clock import NOON, FakeClock, SeqIds
from tests.support.leftovers import UnexpectedRecords, left_running, left_standing, windows
from tests.support.world import World


def test_a_fake_clock_stands_still_until_it_is_told_to_go_on() -> None:
    clock = FakeClock()
    assert clock.now() == clock.now() == NOON
    clock.advance(timedelta(minutes=-5))
    assert clock.now() == NOON - timedelta(minutes=5)
    clock.set(NOON)
    assert clock.now() == NOON


def test_a_ticking_clock_goes_on_whenever_it_is_read() -> None:
    clock = FakeClock(tick=timedelta(seconds=1))
    assert [clock.now(), clock.now()] == [NOON, NOON + timedelta(seconds=1)]


def test_sequential_ids_are_sorted_uuids_of_version_7() -> None:
    ids = SeqIds()
    made = [ids.new() for _ in range(300)]
    assert made == sorted(set(made))
    assert {UUID(uid).version for uid in made} == {7}


def test_a_warning_is_seen_and_an_info_is_not(caplog: pytest.LogCaptureFixture) -> None:
    seen = UnexpectedRecords()
    logger = logging.getLogger("tests.support")
    logger.addHandler(seen)
    with caplog.at_level(logging.INFO):
        logger.info("all is well")
        logger.warning("the disk hums")
    logger.removeHandler(seen)
    assert seen.messages == ["WARNING tests.support: the disk hums"]


def test_a_thread_that_goes_on_is_seen_until_it_ends() -> None:
    before = frozenset(threading.enumerate())
    go = threading.Event()
    thread = threading.Thread(target=go.wait, name="stray", daemon=True)
    thread.start()
    assert left_running(before, grace_s=0.01) == ["stray"]
    go.set()
    assert left_running(before) == []


def test_a_window_that_stays_is_seen_until_it_is_gone(qapp: QApplication) -> None:
    before = windows()
    window = QWidget()
    window.setObjectName("stray")
    assert len(left_standing(before)) == 1
    window.deleteLater()
    assert left_standing(before) == []


def test_the_world_makes_a_kit_whose_lines_are_known(memory: World, memory_bench: BenchUids) -> None:
    memory.issue(memory_bench.screw_item, memory_bench.screw_line, 8)
    assert memory.line(memory_bench.kit, memory_bench.screw) == memory_bench.screw_line


def test_the_world_fails_the_test_when_a_command_that_must_be_accepted_is_refused(
    memory: World, memory_bench: BenchUids
) -> None:
    with pytest.raises(AssertionError, match=RefusalCode.OVER_ISSUE):
        memory.issue(memory_bench.screw_item, memory_bench.screw_line, 101)


def test_the_world_fails_the_test_when_a_command_that_must_be_refused_is_accepted(memory: World) -> None:
    from kitstation.domain.commands import CreateSupplier

    with pytest.raises(AssertionError):
        memory.refused(CreateSupplier(uid="s", name="Acme"))
