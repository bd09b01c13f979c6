"""A printer in the network: what is said about a job is true, and nothing takes longer than its limit."""

from __future__ import annotations

import socket
import time
from contextlib import ExitStack

import pytest

from kitstation.devices.label_printer import NotSent, PartlySent, SendLimits, Sent
from kitstation.devices.printer_status import PrinterCondition
from kitstation.devices.tcp_printer import TcpPrinter
from kitstation.domain.errors import DeviceFault

from .fake_printer import FakePrinter, Manners, fake_printer

LIMITS = SendLimits(connect_s=2.0, stall_s=0.15, total_s=5.0, farewell_s=0.3, answer_s=0.3)
BIG = bytes(range(256)) * 40_000
"""Ten megabytes: more than any buffer between the two."""

HEALTHY = b"\x02PRINTER STATUS\r\nERRORS: 0 00000000 00000000\r\nWARNINGS: 0 00000000 00000000\r\n\x03"
OPEN_AND_EMPTY = (
    b"\x02\r\nPRINTER STATUS\r\nERRORS:   1 00000000 00000005\r\nWARNINGS: 1 00000000 00000002\r\n\x03"
)
PAUSED = b"\x02030,0,1,0200,000,0,0,0,000,0,0,0\x03\r\n\x02001,0,0,0,1,2,6,0,00000007,1,000\x03\r\n\x020000,0\x03\r\n"


def _printer(fake: FakePrinter, limits: SendLimits = LIMITS) -> TcpPrinter:
    return TcpPrinter("127.0.0.1", fake.port, limits)


@pytest.fixture
def closed_port() -> int:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        return int(unused.getsockname()[1])


def test_a_job_arrives_whole() -> None:
    with fake_printer(Manners()) as fake:
        assert _printer(fake).send(BIG) == Sent(len(BIG))
    assert bytes(fake.got) == BIG


def test_a_slow_printer_gets_its_time() -> None:
    job = BIG[:300_000]
    limits = SendLimits(stall_s=2.0, farewell_s=5.0)
    with fake_printer(Manners(slowly=True)) as fake:
        assert _printer(fake, limits).send(job) == Sent(len(job))
    assert bytes(fake.got) == job


def test_a_printer_that_does_not_hang_up_is_no_failure() -> None:
    with fake_printer(Manners(reads=5, leaves_open=True)) as fake:
        assert _printer(fake).send(b"12345") == Sent(5)


def test_a_printer_that_stalls_is_left_after_the_limit() -> None:
    since = time.monotonic()
    with fake_printer(Manners(reads=2000)) as fake:
        result = _printer(fake).send(BIG)
    assert isinstance(result, PartlySent)
    assert 2000 <= result.handed_over < result.total == len(BIG)
    assert "taken nothing for 0.15 s" in result.fault.detail
    assert "which labels have come out" in result.fault.hint
    assert time.monotonic() - since < 3


def test_a_printer_that_is_forever_slow_is_left_after_the_limit() -> None:
    limits = SendLimits(stall_s=5.0, total_s=0.2, farewell_s=0.1)
    with fake_printer(Manners(slowly=True)) as fake:
        result = _printer(fake, limits).send(BIG)
    assert isinstance(result, PartlySent)
    assert "whole job within 0.2 s" in result.fault.detail


@pytest.mark.parametrize("manners", [Manners(reads=3000, resets=True), Manners(reads=3000, closes=True)])
def test_a_printer_that_dies_in_the_middle_leaves_it_unknown(manners: Manners) -> None:
    with fake_printer(manners) as fake:
        result = _printer(fake).send(BIG)
    assert isinstance(result, PartlySent)
    assert result.handed_over < len(BIG)
    assert "stopped taking the job" in result.fault.title


def test_a_printer_that_dies_at_the_end_leaves_it_unknown() -> None:
    with fake_printer(Manners(reads=500, resets=True)) as fake:
        result = _printer(fake).send(b"x" * 800)
    assert isinstance(result, PartlySent)
    assert (result.handed_over, result.total) == (800, 800)


def test_a_printer_that_is_not_there_has_got_nothing(closed_port: int) -> None:
    result = TcpPrinter("127.0.0.1", closed_port, LIMITS).send(b"job")
    assert isinstance(result, NotSent)
    assert "cannot be reached" in result.fault.title
    assert "9100" in result.fault.hint


def test_a_printer_that_does_not_pick_up_is_left_after_the_limit() -> None:
    with ExitStack() as stack:
        busy = stack.enter_context(socket.socket())
        busy.bind(("127.0.0.1", 0))
        busy.listen(0)
        for _ in range(4):
            # These take all the places of those who wait.
            waiting = stack.enter_context(socket.socket())
            waiting.setblocking(False)
            waiting.connect_ex(busy.getsockname())
        limits = SendLimits(connect_s=0.2)
        result = TcpPrinter("127.0.0.1", busy.getsockname()[1], limits).send(b"job")
    assert isinstance(result, NotSent)
    assert "switched on" in result.fault.hint


@pytest.mark.parametrize("host", ["no-such-printer.invalid", "x" * 300, "a..b"])
def test_a_name_that_nobody_knows_is_said(host: str) -> None:
    result = TcpPrinter(host, limits=LIMITS).send(b"job")
    assert isinstance(result, NotSent)
    assert "name or address" in result.fault.hint


def test_a_printer_that_is_fine_says_so() -> None:
    answers = {b"~HQES": HEALTHY, b"~HS": PAUSED.replace(b"030,0,1", b"030,0,0")}
    with fake_printer(Manners(answers=answers)) as fake:
        status = _printer(fake).status()
    assert status is not None
    assert status.can_print
    assert (status.conditions, status.labels_waiting) == (frozenset(), 7)


def test_a_paused_printer_says_so() -> None:
    with fake_printer(Manners(answers={b"~HQES": HEALTHY, b"~HS": PAUSED})) as fake:
        status = _printer(fake).status()
    assert status is not None
    assert status.conditions == {PrinterCondition.PAUSED}
    assert not status.can_print


def test_a_printer_without_labels_is_not_asked_what_it_does_not_answer() -> None:
    with fake_printer(Manners(answers={b"~HQES": OPEN_AND_EMPTY})) as fake:
        status = _printer(fake).status()
    assert status is not None
    assert status.conditions == {
        PrinterCondition.PAPER_OUT,
        PrinterCondition.HEAD_OPEN,
        PrinterCondition.CLEAN_HEAD,
    }
    assert b"~HS" not in fake.got


def test_a_printer_that_says_nothing_has_no_status() -> None:
    with fake_printer(Manners()) as fake:
        assert _printer(fake).status() is None


def test_asking_a_printer_that_is_not_there_is_a_fault(closed_port: int) -> None:
    with pytest.raises(DeviceFault, match="cannot be reached"):
        TcpPrinter("127.0.0.1", closed_port, LIMITS).status()


@pytest.mark.parametrize("reads", [3, 7])
def test_asking_a_printer_that_hangs_up_is_a_fault(reads: int) -> None:
    with (
        fake_printer(Manners(reads=reads, closes=True)) as fake,
        pytest.raises(DeviceFault, match="stopped taking"),
    ):
        _printer(fake).status()
