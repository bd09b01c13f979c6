"""What a reader tells about its port beside the scans."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from kitstation.domain.errors import DeviceFault


class LinkState(StrEnum):
    """How a reader stands with its port. In every state but STOPPED it goes on trying by itself."""

    SEARCHING = "searching"
    """The scanner is not there; it was not there before either."""
    CONNECTED = "connected"
    """The port is open, and every byte from now on is read."""
    LOST = "lost"
    """The scanner was connected and is gone."""
    REFUSED = "refused"
    """The port is there but may not or cannot be opened."""
    BUSY = "busy"
    """Another program has the port."""
    STOPPED = "stopped"
    """The reader has ended, as it was told."""


class DropReason(StrEnum):
    """Why bytes were not delivered as a scan."""

    TOO_LONG = "too long"
    """More bytes than a scan can have came without a terminator."""
    UNPLUGGED = "unplugged"
    """The scanner was lost in the middle of a frame."""
    STOPPED = "stopped"
    """The reader was stopped in the middle of a frame."""


@dataclass(frozen=True, slots=True)
class LinkChanged:
    """The link of the scanner `source` is in another state. `fault` says what to do, if anything can be done.

    `detail` is the device name when connected, and the operating system's words when something failed.
    """

    source: str
    state: LinkState
    detail: str = ""
    fault: DeviceFault | None = None


@dataclass(frozen=True, slots=True)
class FrameDropped:
    """Bytes of the scanner `source` that were not delivered: part of a code is no code.

    `raw` is what there was of them; of too long a frame, its beginning.
    """

    source: str
    raw: bytes
    why: DropReason


LinkEvent = LinkChanged | FrameDropped
