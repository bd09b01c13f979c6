"""What the queue tells while it works."""

from __future__ import annotations

from dataclasses import dataclass

from kitstation.domain.errors import KitstationError
from kitstation.domain.records import PrintJob


@dataclass(frozen=True, slots=True, kw_only=True)
class JobProgress:
    """A print job as it is now. Where it waits for its printer: why, what to do, and when it is tried again.

    `next_try_s` is in seconds from now; None where nothing is tried by itself. `made` is how many of its labels are
    ready while those of a large job are made, `sent_percent` how much of it the printer has taken while it is sent.
    """

    job: PrintJob
    title: str = ""
    detail: str = ""
    hint: str = ""
    next_try_s: float | None = None
    made: int | None = None
    sent_percent: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueTrouble:
    """The queue of a printer could not go on: the database, or a bug that the logbook describes. It tries again."""

    printer: str
    title: str
    detail: str = ""
    hint: str = ""


PrintEvent = JobProgress | QueueTrouble


def waiting(job: PrintJob, fault: KitstationError, next_try_s: float | None) -> JobProgress:
    """Return the event of a job that has to wait."""
    return JobProgress(
        job=job, title=fault.title, detail=fault.detail, hint=fault.hint, next_try_s=next_try_s
    )
