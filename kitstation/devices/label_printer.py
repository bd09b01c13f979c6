"""Label printers that take bytes as they are: what sending them can come to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from kitstation.devices.printer_status import PrinterStatus
from kitstation.domain.errors import DeviceFault


@dataclass(frozen=True, slots=True, kw_only=True)
class SendLimits:
    """How long a job may take, in seconds.

    `connect_s` until the printer answers; `stall_s` without it taking a single byte, as it does when paper is out;
    `total_s` for everything; `farewell_s` for it to close the connection once it has all (silence is no failure);
    `answer_s` for the answer to a question.
    """

    connect_s: float = 5.0
    stall_s: float = 15.0
    total_s: float = 120.0
    farewell_s: float = 1.0
    answer_s: float = 2.0


@dataclass(frozen=True, slots=True)
class Sent:
    """All `total` bytes were handed over. That is not "printed": the printer may still lose or refuse them."""

    total: int


@dataclass(frozen=True, slots=True)
class NotSent:
    """Nothing has left: the job can be sent again without printing anything twice."""

    fault: DeviceFault


@dataclass(frozen=True, slots=True)
class PartlySent:
    """It is unknown how much has arrived: at most `handed_over` of `total` bytes. Look at the printer first."""

    handed_over: int
    total: int
    fault: DeviceFault


SendResult = Sent | NotSent | PartlySent


Listen = Callable[[int, int], None]
"""Told how many bytes of a job were handed over, of how many; on the thread that sends."""


def nobody_listens(_handed_over: int, _total: int) -> None:
    """Go on."""


class LabelPrinter(Protocol):
    """A printer. Neither call is ever longer than its limits; make them outside the GUI thread."""

    def send(self, job: bytes, listen: Listen = nobody_listens) -> SendResult:
        """Hand a job over; `listen` hears how far that is, where it is done piece by piece."""
        ...

    def status(self) -> PrinterStatus | None:
        """Ask how the printer is; None where it does not answer questions.

        Raises DeviceFault where it cannot be reached at all.
        """
        ...


def stopped_taking(printer: str, words: str) -> DeviceFault:
    """Return the fault of a printer that was reached and did not take the whole job."""
    return DeviceFault(
        f"The printer {printer} stopped taking the job",
        detail=words,
        hint="Look whether it is out of labels, open or paused, and which labels have come out; then print the "
        "missing ones.",
    )
