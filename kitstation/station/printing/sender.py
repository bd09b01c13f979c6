"""The sender: one attempt to hand one job over to its printer."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import assert_never

from kitstation.devices.label_printer import Listen, NotSent, PartlySent, SendResult, Sent
from kitstation.devices.printer_status import PrinterStatus
from kitstation.domain.errors import DeviceFault, KitstationError
from kitstation.domain.records import PrintJob, PrintState
from kitstation.station.printing.book import PrintBook, Wanted, wanted_by
from kitstation.station.printing.events import JobProgress
from kitstation.station.printing.making import LabelOrder, Watch, nobody_watches
from kitstation.station.printing.printer_settings import PrinterSettings
from kitstation.station.printing.printers import format_of
from kitstation.station.printing.routes import Route, Routes
from kitstation.store.queries.label_data import LabelValues

Tell = Callable[[JobProgress], None]
"""Told how far a large job is, while it is made and sent."""
_MANY = 50
"""Fewer labels are ready before anybody could read how many are."""
_STEP = 25
_LARGE = 256 * 1024
"""Bytes; less is sent before anybody could read how much is."""
_STEP_PERCENT = 5


def _say_nothing(_progress: JobProgress) -> None:
    """Nobody wants to know."""


class _TakenAwayError(Exception):
    """The job was given up, or taken by another program, while its labels were made."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """What came of an attempt: the job as it is now (None: it was not ours any more), and why it has to wait."""

    job: PrintJob | None
    waits: KitstationError | None = None


class Sender:
    """Sends jobs to one printer. Belongs to one thread.

    A job is marked before its first byte leaves, so that after a crash it counts as uncertain and is never sent again
    by itself. The printer is asked before that: while it is off or out of labels nothing is written again and again.
    """

    def __init__(
        self, settings: PrinterSettings, route: Route, book: PrintBook, tell: Tell = _say_nothing
    ) -> None:
        self._settings = settings
        self._route = route
        self._book = book
        self._tell = tell
        self._answers = True
        """Whether the printer has answered a question, or was not asked yet since something went wrong."""

    @property
    def name(self) -> str:
        """What the printer is called."""
        return self._settings.name

    def attempt(self, job: PrintJob) -> Attempt:
        """Try to send a job that waits. Raises StoreFault where that cannot be written down."""
        if (trouble := self._trouble()) is not None:
            return self._wait(job, trouble)
        try:
            hand_over = self._route.prepare(self._order(job))
        except _TakenAwayError:
            return Attempt(None)
        except KitstationError as fault:
            return Attempt(self._book.notice(job, PrintState.FAILED, _note(fault)))
        marked = self._book.notice(job, PrintState.SENDING)
        if marked is None:
            return Attempt(None)
        try:
            result = hand_over(self._listen(marked))
        except BaseException as error:
            self._book.notice(marked, PrintState.UNCERTAIN, f"The program failed while sending: {error!r}")
            raise
        return self._settled(marked, result)

    def _settled(self, job: PrintJob, result: SendResult) -> Attempt:
        match result:
            case Sent():
                return Attempt(self._book.notice(job, PrintState.SENT))
            case PartlySent():
                return Attempt(self._book.notice(job, PrintState.UNCERTAIN, _note(result.fault)))
            case NotSent():
                self._answers = True
                back = self._book.notice(job, PrintState.QUEUED, _note(result.fault))
                return Attempt(back, result.fault)
            case _:
                assert_never(result)

    def _trouble(self) -> DeviceFault | None:
        """Return why the printer would print nothing now, as far as it says."""
        if not self._answers:
            # It takes seconds to find out that a printer answers no questions.
            return None
        try:
            status = self._route.status()
        except DeviceFault as fault:
            return fault
        self._answers = status is not None
        if status is None or status.can_print:
            return None
        return _not_ready(self.name, status)

    def _order(self, job: PrintJob) -> LabelOrder:
        values = self._book.values(wanted_by(job), job.created_by)
        if len(values) < len(job.record_uids):
            gone = len(job.record_uids) - len(values)
            raise KitstationError(
                "A record of these labels is gone" if gone == 1 else "Records of these labels are gone",
                detail=f"{gone} of {len(job.record_uids)}: deleted after the labels were asked for.",
                hint="Ask for the labels of the others again.",
            )
        return order_for(self._settings, wanted_by(job), values, self._watch(job))

    def _watch(self, job: PrintJob) -> Watch:
        """Tell how many labels are ready, and stop when somebody has given the job up meanwhile."""

        def watch(made: int, total: int) -> None:
            if total < _MANY or made % _STEP:
                return
            self._tell(JobProgress(job=job, made=made))
            now = self._book.job(job.uid)
            if now is None or now.state is not PrintState.QUEUED:
                raise _TakenAwayError

        return watch

    def _listen(self, job: PrintJob) -> Listen:
        """Tell how much of a large job the printer has taken."""
        told = 0

        def listen(handed_over: int, total: int) -> None:
            nonlocal told
            percent = 100 * handed_over // total
            if total >= _LARGE and percent >= told + _STEP_PERCENT:
                told = percent
                self._tell(JobProgress(job=job, sent_percent=percent))

        return listen

    def _wait(self, job: PrintJob, fault: DeviceFault) -> Attempt:
        """Let a job wait. The reason is written down when it is another one, not at every attempt."""
        note = _note(fault)
        if job.note == note:
            return Attempt(job, fault)
        noted = self._book.notice(job, PrintState.QUEUED, note)
        return Attempt(noted, fault if noted else None)


def senders_for(
    printers: Iterable[PrinterSettings],
    book: PrintBook,
    routes: Routes,
    tell: Tell = _say_nothing,
) -> tuple[Sender, ...]:
    """Return a sender for each printer that is set up, for a `PrintQueue`."""
    return tuple(Sender(one, routes.to(one), book, tell) for one in printers)


def order_for(
    printer: PrinterSettings,
    wanted: Wanted,
    values: tuple[LabelValues, ...],
    watch: Watch = nobody_watches,
) -> LabelOrder:
    """Return what is to be made for a printer."""
    return LabelOrder(
        template=wanted.template,
        kind=wanted.kind,
        values=values,
        copies=wanted.copies,
        first_label=wanted.first_label,
        dpi=printer.dpi,
        format=format_of(printer),
        watch=watch,
    )


def _note(fault: KitstationError) -> str:
    return ": ".join(part for part in (fault.title, fault.detail) if part)


def _not_ready(name: str, status: PrinterStatus) -> DeviceFault:
    conditions = sorted(condition.value for condition in status.conditions if condition.stops_printing)
    return DeviceFault(
        f"The printer {name} cannot print now",
        detail=f"It says: {', '.join(conditions)}.",
        hint="See to it. The labels come out by themselves as soon as it is ready.",
    )
