"""The line to a printer, network or cable: bytes out and answers in, within limits of time."""

from __future__ import annotations

import selectors
import time
from collections.abc import Callable
from typing import Protocol

from kitstation.devices.label_printer import Listen, SendLimits, nobody_listens
from kitstation.devices.printer_status import (
    ASK_ERRORS,
    ASK_STATE,
    PrinterStatus,
    read_errors,
    read_state,
)

_CHUNK = 16 * 1024


class Line(Protocol):
    """An open line that does not block."""

    def fileno(self) -> int:
        """Return its descriptor, to wait for."""
        ...

    def write(self, data: memoryview) -> int:
        """Hand over some bytes, and return how many were taken. Raises OSError."""
        ...

    def read(self) -> bytes:
        """Return what has come; nothing where the printer has closed the line. Raises OSError."""
        ...


class LineBrokenError(Exception):
    """A job could not be handed over whole; `handed_over` bytes of it were taken."""

    def __init__(self, handed_over: int, words: str) -> None:
        super().__init__(words)
        self.handed_over = handed_over


class Deadline:
    """A point in time, so many seconds from now."""

    def __init__(self, seconds: float) -> None:
        self._at = time.monotonic() + seconds

    @property
    def left_s(self) -> float:
        """The seconds until then, and 0 afterwards."""
        return max(0.0, self._at - time.monotonic())


def hand_over(line: Line, job: bytes, limits: SendLimits, listen: Listen = nobody_listens) -> None:
    """Write a whole job. Raises LineBrokenError, also when a limit is over."""
    whole, end = memoryview(job), Deadline(limits.total_s)
    done = 0
    with selectors.DefaultSelector() as waiting:
        waiting.register(line, selectors.EVENT_WRITE)
        while done < len(job):
            wait_s = min(limits.stall_s, end.left_s)
            if not wait_s or not waiting.select(wait_s):
                raise LineBrokenError(done, _too_slow(limits, end))
            try:
                done += line.write(whole[done : done + _CHUNK])
            except (BlockingIOError, InterruptedError):
                continue
            except OSError as error:
                raise LineBrokenError(done, str(error.strerror or error)) from error
            listen(done, len(job))


def wait_until_taken(line: Line, handed_over: int, limits: SendLimits) -> None:
    """Wait until the line could take more: then a USB printer has got what was written. Raises LineBrokenError."""
    with selectors.DefaultSelector() as waiting:
        waiting.register(line, selectors.EVENT_WRITE)
        if not waiting.select(limits.stall_s):
            raise LineBrokenError(handed_over, _too_slow(limits, Deadline(limits.stall_s)))


def ask(line: Line, limits: SendLimits) -> PrinterStatus | None:
    """Ask the printer how it is; None where it says nothing. Raises LineBrokenError for a line that breaks."""
    errors = _answer(line, ASK_ERRORS, read_errors, limits)
    if errors is not None and not errors.can_print:
        # In this state ~HS is not answered.
        return errors
    state = _answer(line, ASK_STATE, read_state, limits)
    return state if errors is None else errors.joined(state)


def _answer(
    line: Line, question: bytes, read: Callable[[bytes], PrinterStatus | None], limits: SendLimits
) -> PrinterStatus | None:
    hand_over(line, question, limits)
    end, got = Deadline(limits.answer_s), b""
    with selectors.DefaultSelector() as waiting:
        waiting.register(line, selectors.EVENT_READ)
        while left_s := end.left_s:
            if not waiting.select(left_s):
                break
            try:
                part = line.read()
            except (BlockingIOError, InterruptedError):
                continue
            except OSError as error:
                raise LineBrokenError(len(question), str(error.strerror or error)) from error
            if not part:
                raise LineBrokenError(len(question), "The printer closed the line instead of answering.")
            got += part
            if (status := read(got)) is not None:
                return status
    return None


def _too_slow(limits: SendLimits, end: Deadline) -> str:
    if end.left_s:
        return f"The printer has taken nothing for {limits.stall_s:g} s."
    return f"The printer has not taken the whole job within {limits.total_s:g} s."
