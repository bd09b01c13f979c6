"""The queue: every printer has a thread that sends what waits for it, oldest first, for as long as the station runs.

The jobs are in the store: what waits when the program ends is taken up at the next start.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable

from kitstation.domain.errors import KitstationError
from kitstation.domain.records import PrintJob, PrintState
from kitstation.domain.refusals import Refused
from kitstation.station.logbook import record_failure
from kitstation.station.printing.book import PrintBook
from kitstation.station.printing.events import JobProgress, PrintEvent, QueueTrouble, waiting
from kitstation.station.printing.patience import Alarm, Backoff, ClockAlarm
from kitstation.station.printing.sender import Sender

Tell = Callable[[PrintEvent], None]
"""Told what happens, on the printer's thread: hand it on, and do not keep it waiting."""

_BACKOFF = Backoff()


class PrintQueue:
    """The print jobs of a station. `wake` it when a job was asked for; `cancel` and `retry` are for people's decisions.

    All calls but `wake` reach the store and may wait for it: make them outside the GUI thread.
    """

    def __init__(
        self,
        senders: Iterable[Sender],
        book: PrintBook,
        tell: Tell,
        *,
        backoff: Backoff = _BACKOFF,
        new_alarm: Callable[[], Alarm] = ClockAlarm,
    ) -> None:
        self._book = book
        self._tell = tell
        self._lines = {sender.name: _Line(sender, book, tell, backoff, new_alarm()) for sender in senders}

    def start(self) -> None:
        """Take up what waits. What was being sent when the program ended is uncertain from now on: nobody saw it."""
        for job in self._book.jobs_in(PrintState.SENDING):
            note = "The program ended while it was sending. Look which labels came out."
            if (uncertain := self._book.notice(job, PrintState.UNCERTAIN, note)) is not None:
                self._tell(JobProgress(job=uncertain))
        for job in self._book.jobs_in(PrintState.QUEUED):
            if job.printer not in self._lines:
                self._tell(waiting(job, _unknown(job.printer), None))
        for line in self._lines.values():
            line.start()

    def wake(self, printer: str | None = None) -> None:
        """Let a printer's thread, or all of them, look at once for what waits. May be called on any thread."""
        for name, line in self._lines.items():
            if printer in {None, name}:
                line.wake()

    def cancel(self, job_uid: str) -> PrintJob | Refused:
        """Give a job up. Refused while it is being sent, and when it is settled."""
        return self._acted(self._book.cancel(job_uid))

    def retry(self, job_uid: str) -> PrintJob | Refused:
        """Try a job at once: one that waits, or one that failed or is uncertain and that a person wants printed."""
        return self._acted(self._book.retry(job_uid))

    def stop(self, wait_s: float = 5.0) -> bool:
        """End the threads; return whether all have ended in time.

        One that is handing a job over cannot be interrupted. If the program ends all the same, that job is uncertain.
        """
        end = time.monotonic() + wait_s
        for line in self._lines.values():
            line.end()
        ended = [line.ended_by(end) for line in self._lines.values()]
        return all(ended)

    def _acted(self, job: PrintJob | Refused) -> PrintJob | Refused:
        if isinstance(job, PrintJob):
            self._tell(JobProgress(job=job))
            self.wake(job.printer)
        return job


class _Line:
    """What waits for one printer, and the thread that sends it."""

    def __init__(self, sender: Sender, book: PrintBook, tell: Tell, backoff: Backoff, alarm: Alarm) -> None:
        self._sender = sender
        self._book = book
        self._tell = tell
        self._backoff = backoff
        self._alarm = alarm
        self._ending = threading.Event()
        self._in_vain = 0
        # When the program ends it does not wait for a printer that takes minutes: the store knows what was sent.
        self._thread = threading.Thread(target=self._run, name=f"printer {sender.name}", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def wake(self) -> None:
        """Look at once for what waits."""
        self._alarm.ring()

    def end(self) -> None:
        """End after what is being sent."""
        self._ending.set()
        self._alarm.ring()

    def ended_by(self, moment: float) -> bool:
        """Wait for the end until a moment of the monotonic clock, and return whether it has come."""
        if self._thread.ident is not None:
            self._thread.join(max(0.0, moment - time.monotonic()))
        return not self._thread.is_alive()

    def _run(self) -> None:
        while not self._ending.is_set():
            self._alarm.wait(self._send_what_waits())

    def _send_what_waits(self) -> float | None:
        """Send until nothing waits any more, and return None, or until it has to wait, and return the seconds."""
        while not self._ending.is_set():
            try:
                job = self._book.next_queued(self._sender.name)
                if job is None:
                    return None
                pause_s = self._send(job)
            except KitstationError as fault:
                pause_s = self._trouble(fault.title, fault.detail, fault.hint)
            except Exception as error:  # noqa: BLE001 - boundary of the thread: a bug is logged and told
                if self._ending.is_set():
                    return None
                record_failure(error)
                hint = "What was sent stays sent. The log of the profile says more."
                pause_s = self._trouble("A label could not be sent", repr(error), hint)
            if pause_s is not None:
                return pause_s
        return None

    def _send(self, job: PrintJob) -> float | None:
        try:
            attempt = self._sender.attempt(job)
        except KitstationError:
            raise
        except Exception as error:
            # A job that brings the program down is not tried again by itself.
            if (failed := self._book.notice(job, PrintState.FAILED, repr(error))) is not None:
                self._tell(JobProgress(job=failed))
            raise
        if attempt.job is None:
            return None
        if attempt.waits is None:
            self._in_vain = 0
            self._tell(JobProgress(job=attempt.job))
            return None
        pause_s = self._pause_s()
        self._tell(waiting(attempt.job, attempt.waits, pause_s))
        return pause_s

    def _trouble(self, title: str, detail: str, hint: str) -> float:
        self._tell(QueueTrouble(printer=self._sender.name, title=title, detail=detail, hint=hint))
        return self._pause_s()

    def _pause_s(self) -> float:
        self._in_vain += 1
        return self._backoff.pause_s(self._in_vain)


def _unknown(printer: str) -> KitstationError:
    return KitstationError(
        f"There is no printer “{printer}” any more",
        hint="Set it up again in the settings, or cancel the job and print it at another one.",
    )
