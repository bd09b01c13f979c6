"""The thread that owns one scanner's port: it finds, opens, reads and closes it, and finds it again."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from typing import Final

from kitstation.devices.identity import PortIdentity
from kitstation.devices.link import DropReason, FrameDropped, LinkChanged, LinkEvent, LinkState
from kitstation.devices.ports import Port, find_connected
from kitstation.devices.serial_port import (
    USUAL_SETTINGS,
    LineLostError,
    OpenFailedError,
    SerialLike,
    SerialSettings,
    close_quietly,
    line_errors_as_lost,
    open_errors_explained,
    open_serial,
)
from kitstation.domain.clock import Clock
from kitstation.domain.errors import DeviceFault
from kitstation.scanning.framing import BurstCutter, Cutter, Frame, Framer, Overflow
from kitstation.scanning.scan import Scan

_logger: Final = logging.getLogger(__name__)


class SerialReader:
    """Reads one scanner until it is stopped.

    `on_scan` gets every complete frame, `on_link` every change of the link and every frame that was dropped;
    both are called in the reader's thread and should only hand over. A scanner that is absent, busy or lost is
    looked for again with growing pauses, by its identity, so that it may come back under another device name.
    `source` of all that it delivers is `str(identity)`.
    """

    def __init__(
        self,
        identity: PortIdentity,
        *,
        on_scan: Callable[[Scan], None],
        on_link: Callable[[LinkEvent], None],
        clock: Clock,
        settings: SerialSettings = USUAL_SETTINGS,
        find_port: Callable[[PortIdentity], Port | None] = find_connected,
        open_port: Callable[[str, SerialSettings], SerialLike] = open_serial,
    ) -> None:
        self.identity: Final = identity
        self._source = str(identity)
        self._on_scan = on_scan
        self._on_link = on_link
        self._clock = clock
        self.settings: Final = settings
        self._find_port = find_port
        self._open_port = open_port
        self._cutter: Cutter = (BurstCutter if settings.bursts else Framer)(settings.frame_length_max)
        self._last_byte_s: float | None = None
        self._link = LinkChanged(self._source, LinkState.STOPPED)
        self._stop = threading.Event()
        # A driver that hangs in a read must not keep the program from ending.
        self._thread = threading.Thread(target=self._run, name=f"scanner {self._source}", daemon=True)

    @property
    def link(self) -> LinkChanged:
        """Return the present state of the link."""
        return self._link

    def start(self) -> None:
        """Begin to look for the scanner. A reader is started once; after a stop, make a new one."""
        self._thread.start()

    def stop(self, timeout_s: float = 2.0) -> bool:
        """Deliver what is complete, close the port and end. Return False if that took too long."""
        self._stop.set()
        if self._thread.ident is None:
            return True
        self._thread.join(timeout_s)
        if self._thread.is_alive():
            _logger.warning("The reader of %s did not stop within %s s", self._source, timeout_s)
        return not self._thread.is_alive()

    def _run(self) -> None:
        self._announce(LinkState.SEARCHING)
        pause_s = self.settings.retry_first_s
        while not self._stop.is_set():
            was_connected = self._try_once()
            if was_connected:
                pause_s = self.settings.retry_first_s
            self._stop.wait(pause_s)
            pause_s = min(pause_s * 2, self.settings.retry_longest_s)
        self._announce(LinkState.STOPPED)

    def _try_once(self) -> bool:
        """Look for the scanner, and read it until it is lost. Return whether it was connected."""
        try:
            port = self._find_and_open()
            if port is None:
                return False
            try:
                self._listen(port)
            finally:
                close_quietly(port)
        except Exception:  # boundary: a bug must neither end the thread nor stay unseen
            _logger.exception("Reading the scanner %s failed", self._source)
            self._announce(LinkState.LOST, fault=_broken(self._source))
            return False
        return True

    def _find_and_open(self) -> SerialLike | None:
        found = self._find_port(self.identity)
        if found is None:
            self._announce_absent()
            return None
        try:
            with open_errors_explained(found.device):
                port = self._open_port(found.device, self.settings)
        except OpenFailedError as failed:
            self._announce_failure(failed)
            return None
        self._cutter.discard()
        self._last_byte_s = None
        self._announce(LinkState.CONNECTED, found.device)
        return port

    def _listen(self, port: SerialLike) -> None:
        try:
            while not self._stop.is_set():
                self._read_some(port)
                self._end_idle_frame()
            self._read_waiting(port)
        except LineLostError as lost:
            self._drop_partial(DropReason.UNPLUGGED)
            self._announce(LinkState.LOST, str(lost), _unplugged(self._source))
        else:
            self._drop_partial(DropReason.STOPPED)

    def _read_some(self, port: SerialLike) -> None:
        # One byte, then what waits: a longer read would throw away what it has when the line is lost.
        with line_errors_as_lost():
            first = port.read(1)
        self._take(first)
        if first:
            self._read_waiting(port)

    def _read_waiting(self, port: SerialLike) -> None:
        with line_errors_as_lost():
            waiting = port.in_waiting
            data = port.read(waiting) if waiting else b""
        self._take(data)

    def _take(self, data: bytes) -> None:
        if not data:
            return
        self._last_byte_s = time.monotonic()
        self._hand_over(self._cutter.feed(data))

    def _hand_over(self, completed: list[Frame | Overflow]) -> None:
        for framed in completed:
            if isinstance(framed, Overflow):
                self._tell(FrameDropped(self._source, framed.beginning, DropReason.TOO_LONG))
            else:
                self._deliver(framed.text, framed.raw)

    def _end_idle_frame(self) -> None:
        idle_s = self.settings.idle_s
        if not self.settings.no_terminator or idle_s is None or self._last_byte_s is None:
            return
        if time.monotonic() - self._last_byte_s >= idle_s:
            self._last_byte_s = None
            self._hand_over(self._cutter.end())

    def _drop_partial(self, why: DropReason) -> None:
        partial = self._cutter.discard()
        if partial:
            self._tell(FrameDropped(self._source, partial, why))

    def _deliver(self, text: str, raw: bytes) -> None:
        framed_ns = time.perf_counter_ns()
        scan = Scan(text, raw, self._source, self._clock.now(), framed_ns)
        try:
            self._on_scan(scan)
        except Exception:  # boundary: the next scan must be read whatever became of this one
            _logger.exception("The scan %r of %s was not taken", raw, self._source)

    def _announce_absent(self) -> None:
        # Lost stays lost until it is found again: the technician shall see that it was there.
        if self._link.state is not LinkState.LOST:
            self._announce(LinkState.SEARCHING)

    def _announce_failure(self, failed: OpenFailedError) -> None:
        if failed.state is LinkState.SEARCHING:
            self._announce_absent()
        else:
            self._announce(failed.state, failed.detail, failed.fault)

    def _announce(self, state: LinkState, detail: str = "", fault: DeviceFault | None = None) -> None:
        """Tell a new state once, however often it is met."""
        if (state, detail) == (self._link.state, self._link.detail):
            return
        self._link = LinkChanged(self._source, state, detail, fault)
        self._tell(self._link)

    def _tell(self, event: LinkEvent) -> None:
        try:
            self._on_link(event)
        except Exception:  # boundary: reading goes on, whoever listens
            _logger.exception("The news %r was not taken", event)


def _broken(source: str) -> DeviceFault:
    return DeviceFault(
        "The scanner cannot be read",
        detail=source,
        hint="This is an error of the program, and it is in the log. The program goes on trying.",
    )


def _unplugged(source: str) -> DeviceFault:
    return DeviceFault(
        "The scanner is gone",
        detail=source,
        hint="Check its cable and its cradle. It is used again as soon as it is back.",
    )
