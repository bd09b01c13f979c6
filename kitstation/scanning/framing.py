"""From a stream of bytes to frames: one frame is what a scanner sends for one code."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Protocol

_TERMINATORS = re.compile(rb"[\r\n]+")


@dataclass(frozen=True, slots=True)
class Frame:
    """What arrived between two terminators, without them. Never empty."""

    raw: bytes

    @property
    def text(self) -> str:
        """The frame as text: UTF-8 where it is valid, else one character for each byte. Never an error."""
        try:
            return self.raw.decode("utf-8")
        except UnicodeDecodeError:
            return self.raw.decode("latin-1")


@dataclass(frozen=True, slots=True)
class Overflow:
    """A frame grew beyond the limit and was dropped; `beginning` is as much of it as the limit allows."""

    beginning: bytes


class Cutter(Protocol):
    """Cuts a byte stream into frames."""

    def feed(self, data: bytes) -> list[Frame | Overflow]:
        """Take the next bytes and return what they completed, in order."""
        ...

    def end(self) -> list[Frame | Overflow]:
        """Take note that there was silence; return what that completed."""
        ...

    def discard(self) -> bytes:
        """Forget the frame that has begun, as after a hang-up, and return what was kept of it."""
        ...


class Framer:
    """Cuts a byte stream into frames at CR, LF or CRLF; however the stream is chunked, the result is the same.

    Every other byte belongs to the frame, the separators 0x1c-0x1f included. Empty frames are dropped.
    A frame of more than `max_length` bytes is reported once, as soon as it is too long; then everything up
    to the next terminator is dropped.
    """

    def __init__(self, max_length: int = 4096) -> None:
        self._max_length = max_length
        self._partial = bytearray()
        self._dropping = False

    def feed(self, data: bytes) -> list[Frame | Overflow]:
        """Take the next bytes and return what they completed, in order."""
        completed: list[Frame | Overflow] = []
        *ended, rest = _TERMINATORS.split(data)
        for piece in ended:
            self._extend(piece, completed)
            self._end(completed)
        self._extend(rest, completed)
        return completed

    def end(self) -> list[Frame | Overflow]:
        """Take silence for the terminator that a scanner never sends; between frames it ends nothing."""
        return self.feed(b"\r")

    def discard(self) -> bytes:
        """Forget the frame that has begun, as after a hang-up, and return what was kept of it."""
        partial = bytes(self._partial)
        self._partial.clear()
        self._dropping = False
        return partial

    def _extend(self, piece: bytes, completed: list[Frame | Overflow]) -> None:
        if self._dropping:
            return
        room = self._max_length - len(self._partial)
        self._partial += piece[:room]
        if len(piece) > room:
            completed.append(Overflow(bytes(self._partial)))
            self._partial.clear()
            self._dropping = True

    def _end(self, completed: list[Frame | Overflow]) -> None:
        if self._partial:
            completed.append(Frame(bytes(self._partial)))
            self._partial.clear()
        self._dropping = False


class BurstCutter:
    """Gives all that comes between two silences as one frame, terminators included: to see what a scanner sends.

    Of a burst that is longer than `max_length` bytes the beginning is given.
    """

    def __init__(self, max_length: int = 4096) -> None:
        self._max_length = max_length
        self._burst = bytearray()

    def feed(self, data: bytes) -> list[Frame | Overflow]:
        """Take the next bytes; only silence completes a burst."""
        self._burst += data[: self._max_length - len(self._burst)]
        return []

    def end(self) -> list[Frame | Overflow]:
        """Return the burst that the silence has ended, if there was one."""
        burst = self.discard()
        return [Frame(burst)] if burst else []

    def discard(self) -> bytes:
        """Forget the burst that has begun, and return it."""
        burst = bytes(self._burst)
        self._burst.clear()
        return burst
