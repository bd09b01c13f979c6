"""A queue of CUPS, the print system of Linux and macOS, by the commands that belong to it.

Qt hands a job to CUPS without telling whether it was taken: a queue that accepts no jobs looks like one that does. `lp`
says so, and names the job.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Mapping

from kitstation.devices.label_printer import (
    Listen,
    NotSent,
    PartlySent,
    SendLimits,
    SendResult,
    Sent,
    nobody_listens,
    stopped_taking,
)
from kitstation.devices.printer_status import PrinterCondition, PrinterStatus
from kitstation.domain.errors import DeviceFault

# Without these, filters may turn a page that is wider than high, or make it smaller to leave margins.
_AS_IT_IS: Mapping[str, str] = {"print-scaling": "none", "pdfAutoRotate": "false", "sides": "one-sided"}


def has_cups() -> bool:
    """Tell whether the commands of CUPS are on this computer."""
    return shutil.which("lp") is not None


class CupsQueue:
    """A queue by its name, whose jobs are PDF files on paper of the name `media`."""

    def __init__(self, name: str, media: str, title: str, *, limits: SendLimits | None = None) -> None:
        self._name = name
        self._media = media
        self._title = title
        self._limits = limits or SendLimits()

    def __str__(self) -> str:
        return self._name

    def send(self, job: bytes, listen: Listen = nobody_listens) -> SendResult:
        """Hand a job over, which is printed as it is: not scaled, not turned. It is taken all at once."""
        options = [f"-o{name}={value}" for name, value in {"media": self._media, **_AS_IT_IS}.items()]
        try:
            done = _run(["lp", "-d", self._name, "-t", self._title, *options], self._limits.total_s, job)
        except subprocess.TimeoutExpired:
            words = f"The print system has not taken the job within {self._limits.total_s:g} s."
            return PartlySent(len(job), len(job), stopped_taking(self._name, words))
        except OSError as error:
            return NotSent(_no_commands(self._name, error))
        if done.returncode:
            return NotSent(self._refused(done.stderr))
        listen(len(job), len(job))
        return Sent(len(job))

    def status(self) -> PrinterStatus:
        """Ask the print system how the queue is. Raises DeviceFault where it would take no job."""
        return queue_status(self._name, self._limits)

    def _refused(self, words: bytes) -> DeviceFault:
        try:
            queue_status(self._name, self._limits)
        except DeviceFault as fault:
            return fault
        return DeviceFault(
            f"The print system refused labels for {self._name}",
            detail=_text(words),
            hint="Look at the printer in the settings of the computer.",
        )


def queue_status(name: str, limits: SendLimits | None = None) -> PrinterStatus:
    """Ask CUPS how a queue is. Raises DeviceFault where it would take no job."""
    limit_s = (limits or SendLimits()).connect_s
    try:
        # Where the scheduler does not run, the other answer is that there is no such printer.
        runs = _text(_run(["lpstat", "-r"], limit_s).stdout)
        told = _run(["lpstat", "-a", name, "-p", name], limit_s)
    except subprocess.TimeoutExpired as error:
        raise _silent(f"It has not answered within {limit_s:g} s.") from error
    except OSError as error:
        raise _no_commands(name, error) from error
    if "not running" in runs:
        raise _silent(runs)
    if told.returncode:
        raise DeviceFault(
            f"This computer has no printer {name}",
            detail=_text(told.stderr),
            hint="Set it up in the settings of the computer, or choose another one in the settings.",
        )
    words = _text(told.stdout)
    if "not accepting requests" in words:
        raise DeviceFault(
            f"The printer {name} takes no jobs now",
            detail=words,
            hint=f"Somebody has told it so. Let it accept jobs again: cupsaccept {name}",
        )
    stopped = f"printer {name} disabled" in words
    return PrinterStatus(frozenset({PrinterCondition.PAUSED}) if stopped else frozenset())


def _run(command: list[str], limit_s: float, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    # In English, whatever people speak here: the answers are read.
    return subprocess.run(  # noqa: S603 - no shell; names are arguments of their own
        command,
        input=given,
        capture_output=True,
        timeout=limit_s,
        check=False,
        env={**os.environ, "LC_ALL": "C"},
    )


def _text(words: bytes) -> str:
    return " ".join(words.decode("utf-8", "replace").split())


def _silent(detail: str) -> DeviceFault:
    return DeviceFault(
        "The print system of this computer does not run",
        detail=detail,
        hint="Start CUPS (sudo systemctl start cups). The labels come out by themselves then.",
    )


def _no_commands(name: str, error: OSError) -> DeviceFault:
    return DeviceFault(
        f"The printer {name} cannot be reached",
        detail=str(error),
        hint="Install the commands of CUPS (on Debian and Ubuntu: cups-client).",
    )
