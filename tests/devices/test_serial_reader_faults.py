"""The reader on scripted ports: what real ports do seldom, and at the worst moment."""

from __future__ import annotations

import errno
import logging
import threading
from collections.abc import Callable
from dataclasses import replace

import pytest
import serial

from kitstation.devices.identity import PortIdentity
from kitstation.devices.link import DropReason, FrameDropped, LinkEvent, LinkState
from kitstation.devices.ports import Port
from kitstation.devices.serial_port import SerialLike, SerialSettings
from kitstation.devices.serial_reader import SerialReader
from kitstation.scanning.scan import Scan

from .conftest import Bench
from .fakes import QUICK, TIMEOUT_S, Listener, NoonClock, ScriptedPort
from .test_serial_port import LINE_ERRORS

IDENTITY = PortIdentity.of_path("/dev/ttyACM0")


def present(identity: PortIdentity) -> Port:
    return Port(identity.path, identity)


def opening(*ports: ScriptedPort | Exception) -> Callable[[str, SerialSettings], SerialLike]:
    """Return a way to open one of `ports` after the other; then there are no more."""
    left = list(ports)

    def open_next(device: str, settings: SerialSettings) -> SerialLike:
        if not left:
            raise FileNotFoundError(errno.ENOENT, "no such port", device)
        following = left.pop(0)
        if isinstance(following, Exception):
            raise following
        return following.open(device, settings)

    return open_next


class LostBehindTheLastByte(ScriptedPort):
    """A port that is lost between its last byte and the question for more."""

    def __init__(self, script: list[bytes | Exception], error: Exception) -> None:
        super().__init__(script)
        self._error = error

    @property
    def in_waiting(self) -> int:
        if self._script or self._buffer:
            return len(self._buffer)
        raise self._error


@pytest.mark.parametrize("error", LINE_ERRORS, ids=repr)
def test_whatever_a_lost_line_raises_the_reader_comes_back(bench: Bench, error: Exception) -> None:
    lost, again = ScriptedPort([b"A\rHA", b"LF", error]), ScriptedPort([b"B\r"])
    bench.read(IDENTITY, find_port=present, open_port=opening(lost, again))
    assert bench.listener.texts(2) == ["A", "B"]
    assert bench.listener.drops.get(timeout=TIMEOUT_S) == FrameDropped(
        str(IDENTITY), b"HALF", DropReason.UNPLUGGED
    )
    assert bench.listener.states() == [
        LinkState.SEARCHING,
        LinkState.CONNECTED,
        LinkState.LOST,
        LinkState.CONNECTED,
    ]


@pytest.mark.parametrize("error", LINE_ERRORS, ids=repr)
def test_bytes_read_before_the_line_was_lost_count(bench: Bench, error: Exception) -> None:
    ports = (LostBehindTheLastByte([b"A", b"\r"], error), LostBehindTheLastByte([b"X"], error))
    bench.read(IDENTITY, find_port=present, open_port=opening(*ports))
    assert bench.listener.texts(1) == ["A"]
    assert bench.listener.drops.get(timeout=TIMEOUT_S).raw == b"X"


@pytest.mark.parametrize(
    "error",
    [
        PermissionError(errno.EACCES, "Permission denied"),
        serial.SerialException(errno.EACCES, "could not open port /dev/ttyACM0"),
    ],
    ids=repr,
)
def test_a_port_that_may_not_be_opened_is_told_once_and_tried_again(bench: Bench, error: Exception) -> None:
    ports = (error, error, error, ScriptedPort([b"A\r"]))
    bench.read(IDENTITY, find_port=present, open_port=opening(*ports))
    refused = bench.listener.wait_for(LinkState.REFUSED)
    assert refused.fault is not None
    assert "dialout" in refused.fault.hint
    assert bench.listener.texts(1) == ["A"]
    assert bench.listener.states() == [LinkState.CONNECTED]


def test_a_port_that_goes_while_it_is_opened_is_only_absent(bench: Bench) -> None:
    ports = (FileNotFoundError(errno.ENOENT, "gone"), OSError(errno.EIO, "gone"), ScriptedPort([b"A\r"]))
    bench.read(IDENTITY, find_port=present, open_port=opening(*ports))
    assert bench.listener.texts(1) == ["A"]
    assert bench.listener.states() == [LinkState.SEARCHING, LinkState.CONNECTED]


def test_a_lost_scanner_stays_lost_until_it_is_back(bench: Bench) -> None:
    gone = FileNotFoundError(errno.ENOENT, "gone")
    lost = ScriptedPort([OSError(errno.EIO, "gone")])
    bench.read(IDENTITY, find_port=present, open_port=opening(lost, gone, gone, ScriptedPort([b"A\r"])))
    assert bench.listener.texts(1) == ["A"]
    assert bench.listener.states() == [
        LinkState.SEARCHING,
        LinkState.CONNECTED,
        LinkState.LOST,
        LinkState.CONNECTED,
    ]


def test_a_stop_delivers_the_scan_that_is_complete(bench: Bench) -> None:
    stopping = threading.Event()

    class CompleteAtStop(ScriptedPort):
        def read(self, size: int = 1, /) -> bytes:
            if size == 1:
                stopping.wait(TIMEOUT_S)
                self._buffer = self._buffer or b"AST\rHALF"
                return b""
            return super().read(size)

    class StopTold(SerialReader):
        def stop(self, timeout_s: float = 2.0) -> bool:
            self._stop.set()
            stopping.set()
            return super().stop(timeout_s)

    listener = bench.listener
    reader = StopTold(
        IDENTITY,
        on_scan=listener.scans.put,
        on_link=listener.on_link,
        clock=NoonClock(),
        settings=QUICK,
        find_port=present,
        open_port=opening(CompleteAtStop([])),
    )
    reader.start()
    listener.wait_for(LinkState.CONNECTED)
    assert reader.stop()
    assert listener.heard() == ["AST"]
    assert listener.drops.get(timeout=TIMEOUT_S) == FrameDropped(str(IDENTITY), b"HALF", DropReason.STOPPED)


def test_the_thread_that_opens_the_port_closes_it(bench: Bench) -> None:
    port = ScriptedPort([])
    opened_in: list[int] = []

    def open_here(device: str, settings: SerialSettings) -> SerialLike:
        opened_in.append(threading.get_ident())
        return port.open(device, settings)

    reader = bench.read(IDENTITY, find_port=present, open_port=open_here)
    assert port.exhausted.wait(TIMEOUT_S)
    reader.stop()
    assert opened_in == [port.closed_in_thread]
    assert opened_in != [threading.get_ident()]


@pytest.mark.parametrize(
    ("no_terminator", "idle_s", "texts"),
    [(False, 0.0, ["SN-1023"]), (True, None, ["SN-1023"]), (True, 0.0, ["SN-10", "23"])],
)
def test_silence_ends_a_scan_only_where_it_was_agreed(
    bench: Bench, no_terminator: bool, idle_s: float | None, texts: list[str]
) -> None:
    port = ScriptedPort([b"", b"SN-10", b"", b"", b"", b"23\r", b""])
    settings = replace(QUICK, no_terminator=no_terminator, idle_s=idle_s)
    bench.read(IDENTITY, settings=settings, find_port=present, open_port=port.open)
    assert port.exhausted.wait(TIMEOUT_S)
    assert bench.listener.heard() == texts


def test_a_scan_that_was_not_taken_is_logged_and_the_next_one_read(caplog: pytest.LogCaptureFixture) -> None:
    taken = Listener()

    def take(scan: Scan) -> None:
        if scan.text == "BAD":
            raise KeyError(scan.text)
        taken.scans.put(scan)

    reader = SerialReader(
        IDENTITY,
        on_scan=take,
        on_link=taken.on_link,
        clock=NoonClock(),
        settings=QUICK,
        find_port=present,
        open_port=ScriptedPort([b"BAD\rGOOD\r"]).open,
    )
    reader.start()
    assert taken.texts(1) == ["GOOD"]
    assert reader.stop()
    assert [record.levelno for record in caplog.records] == [logging.ERROR]
    assert "b'BAD'" in caplog.text
    assert "KeyError" in caplog.text


def test_news_that_were_not_taken_are_logged_and_reading_goes_on(caplog: pytest.LogCaptureFixture) -> None:
    taken = Listener()

    def refuse(event: LinkEvent) -> None:
        raise KeyError(event.source)

    reader = SerialReader(
        IDENTITY,
        on_scan=taken.scans.put,
        on_link=refuse,
        clock=NoonClock(),
        settings=QUICK,
        find_port=present,
        open_port=ScriptedPort([b"GOOD\r"]).open,
    )
    reader.start()
    assert taken.texts(1) == ["GOOD"]
    assert reader.stop()
    assert "LinkState.CONNECTED" in caplog.text


def test_a_bug_in_the_search_is_logged_told_and_survived(
    bench: Bench, caplog: pytest.LogCaptureFixture
) -> None:
    bugs: list[Exception] = [KeyError("bug")]

    def find_badly(identity: PortIdentity) -> Port:
        if bugs:
            raise bugs.pop()
        return present(identity)

    bench.read(IDENTITY, find_port=find_badly, open_port=opening(ScriptedPort([b"A\r"])))
    told = bench.listener.wait_for(LinkState.LOST)
    assert told.fault is not None
    assert "log" in told.fault.hint
    assert bench.listener.texts(1) == ["A"]
    assert "KeyError: 'bug'" in caplog.text


def test_a_bug_in_mid_frame_tears_no_later_scan(bench: Bench, caplog: pytest.LogCaptureFixture) -> None:
    ports = (ScriptedPort([b"HALF", KeyError("bug")]), ScriptedPort([b"SN-1\r"]))
    bench.read(IDENTITY, find_port=present, open_port=opening(*ports))
    assert bench.listener.texts(1) == ["SN-1"]
    assert "KeyError: 'bug'" in caplog.text


def test_a_reader_that_hangs_is_told_when_it_is_stopped(caplog: pytest.LogCaptureFixture) -> None:
    release = threading.Event()
    listener = Listener()

    def hang(scan: Scan) -> None:
        listener.scans.put(scan)
        release.wait(TIMEOUT_S)

    reader = SerialReader(
        IDENTITY,
        on_scan=hang,
        on_link=listener.on_link,
        clock=NoonClock(),
        settings=QUICK,
        find_port=present,
        open_port=ScriptedPort([b"A\r"]).open,
    )
    reader.start()
    assert listener.texts(1) == ["A"]
    assert not reader.stop(timeout_s=0.01)
    assert "did not stop" in caplog.text
    release.set()
    assert reader.stop()


def test_a_reader_that_was_never_started_is_stopped_already() -> None:
    listener = Listener()
    reader = SerialReader(IDENTITY, on_scan=listener.scans.put, on_link=listener.on_link, clock=NoonClock())
    assert reader.stop()
    assert reader.link.state is LinkState.STOPPED
