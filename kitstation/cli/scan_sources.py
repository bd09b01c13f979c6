"""Where the command line's scans come from: standard input or a scanner's port, through the same framing."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from typing import Protocol

from kitstation.cli.interruption import EndAsked, Interruption
from kitstation.devices.identity import PortIdentity
from kitstation.devices.link import DropReason, FrameDropped, LinkChanged, LinkEvent
from kitstation.devices.ports import find_connected
from kitstation.devices.serial_port import USUAL_SETTINGS, SerialSettings
from kitstation.devices.serial_reader import SerialReader
from kitstation.domain.clock import Clock
from kitstation.scanning.framing import Framer, Overflow
from kitstation.scanning.scan import Scan

STDIN = "stdin"
_CHUNK = 65_536
_LOOK_UP_S = 0.5
"""Where a wait cannot be interrupted (Windows), a signal is noticed this often."""

NO_END = "It had no end: a scan ends with CR or LF."
TOO_LONG = "It is longer than any code. Check that the scanner ends each scan with CR or LF."


@dataclass(frozen=True, slots=True)
class NoScan:
    """Bytes that are no scan, with the reason."""

    raw: bytes
    why: str


Event = Scan | NoScan | LinkChanged


class ByteStream(Protocol):
    """Bytes that come as they come."""

    def read1(self, size: int = -1, /) -> bytes:
        """Wait for bytes and return what is there; nothing at the end."""
        ...


def from_stream(stream: ByteStream, clock: Clock, interruption: Interruption) -> Iterator[Event]:
    """Yield what a stream of bytes holds, each scan as soon as its end has come."""
    framer = Framer()
    with suppress(EndAsked):
        while data := _waited_for(stream, interruption):
            for framed in framer.feed(data):
                if isinstance(framed, Overflow):
                    yield NoScan(framed.beginning, TOO_LONG)
                else:
                    yield Scan(framed.text, framed.raw, STDIN, clock.now(), time.perf_counter_ns())
    if rest := framer.discard():
        yield NoScan(rest, NO_END)


def from_scanner(
    identity: PortIdentity, settings: SerialSettings, clock: Clock, interruption: Interruption
) -> Iterator[Event]:
    """Yield what a scanner reads and how its link stands, until somebody asks for the end."""
    arrived: SimpleQueue[Scan | LinkEvent] = SimpleQueue()
    reader = SerialReader(identity, on_scan=arrived.put, on_link=arrived.put, clock=clock, settings=settings)
    reader.start()
    try:
        with suppress(EndAsked):
            while True:
                yield _event(_arrival(arrived.get, interruption))
    finally:
        reader.stop()
    with suppress(Empty):
        # What was read before the end was asked for is not lost.
        while True:
            yield _event(arrived.get_nowait())


def scanner_at(port: str) -> PortIdentity:
    """Return the lasting identity of the scanner that is named by its port, or by its identity itself.

    Raises DeviceFault if the text begins like an identity and is none.
    """
    named = PortIdentity.parse(port) if port.startswith(("usb:", "path:")) else PortIdentity.of_path(port)
    present = find_connected(named)
    return present.identity if present else named


def with_known_settings(baudrate: int | None, *, no_terminator: bool) -> SerialSettings:
    """Return how a port is set where the station's settings say something about it."""
    if baudrate is None:
        return USUAL_SETTINGS
    return SerialSettings(baudrate=baudrate, no_terminator=no_terminator)


def _waited_for(stream: ByteStream, interruption: Interruption) -> bytes:
    with interruption.waiting():
        return stream.read1(_CHUNK)


def _arrival(get: Callable[[bool, float], Scan | LinkEvent], interruption: Interruption) -> Scan | LinkEvent:
    while True:
        with interruption.waiting(), suppress(Empty):
            return get(True, _LOOK_UP_S)


def _event(arrived: Scan | LinkEvent) -> Event:
    if not isinstance(arrived, FrameDropped):
        return arrived
    whys = {
        DropReason.TOO_LONG: TOO_LONG,
        DropReason.UNPLUGGED: "The scanner was lost in the middle of it.",
        DropReason.STOPPED: "The reading was ended in the middle of it.",
    }
    return NoScan(arrived.raw, whys[arrived.why])
