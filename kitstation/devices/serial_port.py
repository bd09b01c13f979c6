"""One serial port: opening it for ourselves alone, and saying what failed in words of the bench."""

from __future__ import annotations

import errno
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Final, Protocol

import serial

from kitstation.devices.link import LinkState
from kitstation.devices.port_faults import busy, denied, unusable
from kitstation.domain.errors import DeviceFault

# What a port raises when its device goes: each call of pyserial another one. termios.error is no OSError.
if sys.platform == "win32":
    _LINE_ERRORS: tuple[type[Exception], ...] = (OSError, TypeError)
else:
    import termios

    _LINE_ERRORS = (OSError, TypeError, termios.error)

_GONE: Final = frozenset({errno.ENOENT, errno.ENODEV, errno.ENXIO, errno.EIO})
_BUSY: Final = frozenset({errno.EAGAIN, errno.EBUSY})
_DENIED: Final = frozenset({errno.EACCES, errno.EPERM})


@dataclass(frozen=True, slots=True)
class SerialSettings:
    """How a scanner's port is set and read. Times are in seconds.

    `no_terminator` says that the scanner sends no suffix: then silence of `idle_s` ends a scan (None: never).
    Otherwise silence ends nothing, because a torn serial number can be another valid one.
    `bursts` says that silence alone ends a scan, which then has its terminators in it: to see what a scanner sends.
    `poll_s` is the longest that a read waits, and so what a stop takes.
    """

    baudrate: int = 9600
    bytesize: int = serial.EIGHTBITS
    parity: str = serial.PARITY_NONE
    stopbits: float = serial.STOPBITS_ONE
    no_terminator: bool = False
    idle_s: float | None = 0.15
    bursts: bool = False
    poll_s: float = 0.05
    retry_first_s: float = 0.1
    retry_longest_s: float = 1.0
    frame_length_max: int = 4096


USUAL_SETTINGS: Final = SerialSettings()
_TRIAL_SILENCE_S: Final = 0.25


def for_trial(settings: SerialSettings) -> SerialSettings:
    """Return how a port is read to see all that a scanner sends for one scan."""
    return replace(settings, bursts=True, no_terminator=True, idle_s=_TRIAL_SILENCE_S)


class SerialLike(Protocol):
    """An open port, as far as reading needs it."""

    @property
    def in_waiting(self) -> int:
        """Return how many bytes can be read at once."""
        ...

    def read(self, size: int = 1, /) -> bytes:
        """Return up to `size` bytes; fewer, or none, when the time is over."""
        ...

    def close(self) -> None:
        """Give the port back."""
        ...


class LineLostError(Exception):
    """The device behind an open port is gone."""


class OpenFailedError(Exception):
    """A port could not be opened.

    `state` is how the reader stands now; `fault` is None while the port is only absent.
    """

    def __init__(self, state: LinkState, detail: str, fault: DeviceFault | None) -> None:
        super().__init__(detail)
        self.state = state
        self.detail = detail
        self.fault = fault


def open_serial(device: str, settings: SerialSettings) -> SerialLike:
    """Open `device` exclusively. What was received before is discarded by the operating system."""
    return serial.Serial(
        device,
        baudrate=settings.baudrate,
        bytesize=settings.bytesize,
        parity=settings.parity,
        stopbits=settings.stopbits,
        timeout=settings.poll_s,
        # Two readers on one port would steal each other's bytes.
        exclusive=True,
    )


@contextmanager
def open_errors_explained(device: str) -> Iterator[None]:
    """Turn whatever opening `device` raises into OpenFailedError."""
    try:
        yield
    except (*_LINE_ERRORS, ValueError) as error:
        raise _explain(device, error) from error


@contextmanager
def line_errors_as_lost() -> Iterator[None]:
    """Turn whatever a call on an open port raises into LineLostError."""
    try:
        yield
    except _LINE_ERRORS as error:
        raise LineLostError(str(error)) from error


def close_quietly(port: SerialLike) -> None:
    """Close a port that may be gone already; there is nothing left to do about a failure."""
    try:
        port.close()
    except _LINE_ERRORS:
        return


def _explain(device: str, error: Exception) -> OpenFailedError:
    code, words = getattr(error, "errno", None), str(error)
    # WORKAROUND(pyserial 3.5): on Windows the cause is only in the text, and "denied" means "in use".
    if code in _GONE or "FileNotFoundError(" in words:
        return OpenFailedError(LinkState.SEARCHING, words, None)
    if code in _BUSY or "PermissionError(" in words:
        return OpenFailedError(LinkState.BUSY, words, busy(device, words))
    if code in _DENIED:
        return OpenFailedError(LinkState.REFUSED, words, denied(device, words))
    return OpenFailedError(LinkState.REFUSED, words, unusable(device, words))
