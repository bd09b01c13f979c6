"""Delivering: one job is sent while somebody waits for it."""

from __future__ import annotations

import time
from collections.abc import Callable

from kitstation.domain.errors import KitstationError
from kitstation.domain.records import PrintJob, PrintState
from kitstation.station.printing.patience import Backoff
from kitstation.station.printing.sender import Sender

_BACKOFF = Backoff(first_s=0.5, most_s=5.0)


def deliver(
    job: PrintJob,
    sender: Sender,
    *,
    limit_s: float,
    tell: Callable[[KitstationError], None],
    backoff: Backoff = _BACKOFF,
    sleep: Callable[[float], None] = time.sleep,
    clock: Callable[[], float] = time.monotonic,
) -> PrintJob | None:
    """Send a job, again and again until it is settled or `limit_s` seconds are over; `tell` hears why it waits.

    Returns the job as it is then: still queued when its time is over. None when it was taken out of our hands:
    another program sends it, or it was cancelled. A reason is told once, until there is another one.
    """
    end, told, attempts = clock() + limit_s, "", 0
    while True:
        attempt = sender.attempt(job)
        if attempt.job is None or attempt.job.state is not PrintState.QUEUED:
            return attempt.job
        job, attempts = attempt.job, attempts + 1
        if attempt.waits is not None and str(attempt.waits) != told:
            told = str(attempt.waits)
            tell(attempt.waits)
        left_s = end - clock()
        if left_s <= 0:
            return job
        sleep(min(backoff.pause_s(attempts), left_s))
