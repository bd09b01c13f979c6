"""A job that somebody waits for: sent, or given back when the time is over."""

from __future__ import annotations

import socket

import pytest

from kitstation.domain.errors import KitstationError
from kitstation.domain.records import PrintState
from kitstation.station.printing.delivering import deliver
from kitstation.station.printing.patience import Backoff, ClockAlarm
from tests.station.printing.shop import OUT_OF_LABELS, READY, TAKES_ALL, Shop


class Hours:
    """Time that passes only by sleeping."""

    def __init__(self) -> None:
        self.now_s = 0.0
        self.slept: list[float] = []

    def clock(self) -> float:
        return self.now_s

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now_s += seconds


@pytest.fixture
def hours() -> Hours:
    return Hours()


def test_a_job_is_sent_as_soon_as_its_printer_is_ready(shop: Shop, hours: Hours) -> None:
    printer = shop.printer(OUT_OF_LABELS, OUT_OF_LABELS, READY, TAKES_ALL)
    told: list[KitstationError] = []
    sent = deliver(
        shop.ask(),
        shop.sender(printer.port),
        limit_s=60,
        tell=told.append,
        sleep=hours.sleep,
        clock=hours.clock,
    )
    assert sent is not None
    assert (sent.state, hours.slept) == (PrintState.SENT, [0.5, 1.0])
    assert [fault.detail for fault in told] == ["It says: out of labels."]


def test_a_job_is_given_back_when_the_time_is_over(shop: Shop, hours: Hours) -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]
    told: list[KitstationError] = []
    waiting = deliver(
        shop.ask(), shop.sender(port), limit_s=10, tell=told.append, sleep=hours.sleep, clock=hours.clock
    )
    assert waiting is not None
    assert (waiting.state, sum(hours.slept)) == (PrintState.QUEUED, 10)
    assert len(told) == 1


def test_a_job_that_another_program_sends_is_let_go(shop: Shop, hours: Hours) -> None:
    job = shop.ask()
    assert shop.book.notice(job, PrintState.SENDING) is not None
    printer = shop.printer(READY)
    left = deliver(
        job, shop.sender(printer.port), limit_s=9, tell=print, sleep=hours.sleep, clock=hours.clock
    )
    assert (left, hours.slept) == (None, [])


def test_pauses_double_up_to_a_limit() -> None:
    backoff = Backoff(first_s=2, most_s=60)
    assert [backoff.pause_s(attempts) for attempts in (1, 2, 5, 6, 10_000)] == [2, 4, 32, 60, 60]


def test_an_alarm_that_rang_before_the_wait_ends_it_at_once() -> None:
    alarm = ClockAlarm()
    alarm.ring()
    alarm.wait(None)
    alarm.wait(0.0)
