"""Ports and listeners for tests of the reader."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Iterable
from datetime import UTC, datetime
from queue import SimpleQueue

from kitstation.devices.link import FrameDropped, LinkChanged, LinkEvent, LinkState
from kitstation.devices.serial_port import SerialLike, SerialSettings, open_serial
from kitstation.scanning.scan import Scan

NOON = datetime(2026, 5, 4, 12, 0, tzinfo=UTC)
TIMEOUT_S = 10.0
# Quick enough that a test never waits for a pause.
QUICK = SerialSettings(poll_s=0.01, retry_first_s=0.005, retry_longest_s=0.02)


class NoonClock:
    """It is always noon."""

    def now(self) -> datetime:
        """Return noon."""
        return NOON


class Listener:
    """Keeps what readers deliver, to be waited for."""

    def __init__(self) -> None:
        self.scans: SimpleQueue[Scan] = SimpleQueue()
        self.links: SimpleQueue[LinkChanged] = SimpleQueue()
        self.drops: SimpleQueue[FrameDropped] = SimpleQueue()

    def on_link(self, event: LinkEvent) -> None:
        """Sort the news of a reader."""
        if isinstance(event, LinkChanged):
            self.links.put(event)
        else:
            self.drops.put(event)

    def texts(self, count: int) -> list[str]:
        """Wait for the texts of the next `count` scans."""
        return [self.scans.get(timeout=TIMEOUT_S).text for _ in range(count)]

    def wait_for(self, state: LinkState) -> LinkChanged:
        """Pass over changes of the link until one to `state`."""
        while True:
            changed = self.links.get(timeout=TIMEOUT_S)
            if changed.state is state:
                return changed

    def states(self) -> list[LinkState]:
        """Return the states told so far, and forget them."""
        found = []
        while not self.links.empty():
            found.append(self.links.get().state)
        return found

    def heard(self) -> list[str]:
        """Return the texts delivered so far, and forget them."""
        found = []
        while not self.scans.empty():
            found.append(self.scans.get().text)
        return found


class WatchedPort:
    """A real port that tells when given bytes have been read, and when a read has timed out since."""

    def __init__(self) -> None:
        self.news: SimpleQueue[bytes] = SimpleQueue()
        self._port: SerialLike | None = None

    def open(self, device: str, settings: SerialSettings) -> SerialLike:
        """Open the real port; to be given to a reader."""
        self._port = open_serial(device, settings)
        return self

    def wait_until_read(self, ending: bytes) -> None:
        """Wait until the reader has got bytes that end so."""
        got = b""
        while not got.endswith(ending):
            got += self.news.get(timeout=TIMEOUT_S)

    def wait_for_silence(self) -> None:
        """Wait until a read has come back empty."""
        while self.news.get(timeout=TIMEOUT_S):
            pass

    @property
    def in_waiting(self) -> int:
        """Ask the real port."""
        return self._real.in_waiting

    def read(self, size: int = 1, /) -> bytes:
        """Read the real port."""
        data = self._real.read(size)
        self.news.put(data)
        return data

    def close(self) -> None:
        """Close the real port."""
        self._real.close()

    @property
    def _real(self) -> SerialLike:
        assert self._port is not None
        return self._port


class ScriptedPort:
    """A port that plays a list of what its reads return (b"" is a timeout) or raise, then stays silent."""

    def __init__(self, script: Iterable[bytes | Exception]) -> None:
        self._script = deque(script)
        self._buffer = b""
        self._closed = threading.Event()
        self.exhausted = threading.Event()
        self.closed_in_thread: int | None = None

    def open(self, device: str, settings: SerialSettings) -> SerialLike:
        """Be opened, whatever the device; to be given to a reader."""
        del device, settings
        return self

    @property
    def in_waiting(self) -> int:
        """Return what is left of the chunk that is being read."""
        return len(self._buffer)

    def read(self, size: int = 1, /) -> bytes:
        """Return the next bytes of the script, or raise its next error."""
        if not self._buffer:
            self._buffer = self._next_chunk()
        data, self._buffer = self._buffer[:size], self._buffer[size:]
        return data

    def close(self) -> None:
        """Remember who closed it."""
        self.closed_in_thread = threading.get_ident()
        self._closed.set()

    def _next_chunk(self) -> bytes:
        if not self._script:
            self.exhausted.set()
            self._closed.wait(0.001)
            return b""
        chunk = self._script.popleft()
        if isinstance(chunk, Exception):
            raise chunk
        return chunk
