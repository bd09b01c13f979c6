"""The print desk of the window: labels are made, proved and asked for, and jobs are decided about."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kitstation.domain.errors import KitstationError
from kitstation.domain.printing import next_free_label
from kitstation.domain.records import LabelKind, PrintJob, PrintState
from kitstation.station.printing.book import PrintBook, Wanted
from kitstation.station.printing.events import JobProgress
from kitstation.station.printing.making import LabelOrder, Watch, nobody_watches
from kitstation.station.printing.printers import LabelFormat, format_of, usual_template
from kitstation.station.printing.routes import HandOver, Route, Routes
from kitstation.station.printing.sender import order_for
from kitstation.ui.printing.last_made import LastMade

if TYPE_CHECKING:
    from kitstation.domain.clock import Clock
    from kitstation.domain.refusals import Refused
    from kitstation.labels.template_files import Templates
    from kitstation.station.printing.printer_settings import PrinterSettings
    from kitstation.station.printing.queue import PrintQueue, Tell
    from kitstation.store.queries.label_data import LabelValues
    from kitstation.ui.label_making import LabelMaker


@dataclass(frozen=True, slots=True, kw_only=True)
class JobRow:
    """A print job, and what its template is called where there still is one.

    `made` is how many of its labels are ready while they are made, `sent_percent` how much of it is handed over.
    """

    job: PrintJob
    title: str
    made: int | None = None
    sent_percent: int | None = None

    @property
    def labels(self) -> int:
        """How many labels it is for."""
        return self.job.labels


class PrintDesk:
    """Waits for the store and draws labels: it is used on the thread of `Printing`, by `Printing.submit`.

    `tell` hears what becomes of jobs, as from the queue.
    """

    def __init__(self, book: PrintBook, own_templates: Path, tell: Tell, clock: Clock) -> None:
        self.book = book
        self._tell = tell
        self.queue: PrintQueue | None = None
        """The queue that sends now, if there is one."""
        self._own_templates = own_templates
        self._maker: LabelMaker | None = None
        self._last_made = LastMade()
        self.routes = Routes(self.make, clock, self._open_system)

    @property
    def maker(self) -> LabelMaker:
        """What makes labels, from the templates as they were last read."""
        if self._maker is None:
            self._maker = self._new_maker()
        return self._maker

    def read_templates(self) -> Templates:
        """Read the templates again: somebody may have edited one."""
        self._maker = self._new_maker()
        return self._maker.templates

    def make(self, order: LabelOrder) -> bytes:
        """Make labels; called by the queue's threads too. Raises KitstationError where they cannot be proved."""
        return self._last_made.make(self.maker, order)

    def _new_maker(self) -> LabelMaker:
        # What draws labels is loaded where somebody prints.
        from kitstation.ui.label_making import LabelMaker

        return LabelMaker.of_shop(self._own_templates)

    def _open_system(self, at: PrinterSettings) -> Route:
        # Qt's printing is loaded where somebody has such a printer.
        from kitstation.ui.system_route import SystemRoute

        return SystemRoute(at, lambda: self.maker)

    def print_labels(
        self, wanted: Wanted, at: PrinterSettings, watch: Watch = nobody_watches
    ) -> PrintJob | Refused:
        """Ask for labels. What cannot be printed is not even asked for: raises KitstationError, with what to change."""
        values = self.book.values(wanted)
        if len(values) < len(wanted.record_uids):
            raise gone(len(wanted.record_uids) - len(values))
        self.routes.to(at).prepare(order_for(at, wanted, values, watch))
        return self._woken(self.book.ask(wanted, at.name))

    def print_again(self, job_uid: str, printer: str) -> PrintJob | Refused:
        """Ask for an earlier job's labels once more, at a printer; on a new sheet, where it is of sheets."""
        return self._woken(self.book.ask_again(job_uid, printer))

    def first_free_label(self, at: PrinterSettings, template: str) -> int:
        """Return the first label that the last job left free on its last sheet; 1, of a new sheet, if it left none."""
        known = self.maker.templates.by_name.get(template)
        if known is None or known.sheet is None or format_of(at) is not LabelFormat.PDF:
            return 1
        last = self.book.last_on_sheet(at.name, template)
        if last is None:
            return 1
        return next_free_label(last, known.sheet.labels)

    def save(self, wanted: Wanted, path: Path, *, dpi: int | None, watch: Watch = nobody_watches) -> Path:
        """Write labels to a file of the kind that its name ends in. Raises KitstationError."""
        values = self.book.values(wanted)
        if len(values) < len(wanted.record_uids):
            raise gone(len(wanted.record_uids) - len(values))
        kind = LabelFormat(path.suffix[1:].lower())
        order = LabelOrder(
            template=wanted.template,
            kind=wanted.kind,
            values=values,
            copies=wanted.copies,
            dpi=None if kind is LabelFormat.PDF else dpi,
            format=kind,
            first_label=wanted.first_label,
            watch=watch,
        )
        content = self.make(order)
        try:
            path.write_bytes(content)
        except OSError as error:
            raise KitstationError(
                f"The labels cannot be written to {path.name}",
                detail=f"{path}: {error.strerror}",
                hint="Choose another folder, or make room on its disk.",
            ) from error
        return path

    def retry(self, job_uid: str) -> PrintJob | Refused:
        """Send a job at once: one that waits, failed or is uncertain."""
        job = self.book.job(job_uid)
        if job is not None and job.state is PrintState.QUEUED:
            return self._woken(job)
        return self._woken(self.book.retry(job_uid))

    def cancel(self, job_uid: str) -> PrintJob | Refused:
        """Give a job up that is not being sent."""
        return self._woken(self.book.cancel(job_uid))

    def came_out(self, job_uid: str) -> PrintJob | Refused:
        """Say that an uncertain job's labels are there."""
        return self._woken(self.book.came_out(job_uid))

    def is_sending(self, printer: str) -> bool:
        """Whether a job is being handed over to a printer: nothing else may speak to it then."""
        return any(job.printer == printer for job in self.book.jobs_in(PrintState.SENDING))

    def free_route(self, at: PrinterSettings) -> Route | None:
        """Return the way to a printer; None while a job is being handed over to it."""
        return None if self.is_sending(at.name) else self.routes.to(at)

    def test_label(self, at: PrinterSettings) -> HandOver:
        """Make a label that says TEST ready, as that of a location. Raises KitstationError where it cannot be made."""
        if self.is_sending(at.name):
            raise KitstationError(
                f"{at.name} is just taking labels", hint="Wait until they are sent, then try again."
            )
        name = usual_template(LabelKind.LOCATION, at)
        wanted = Wanted(template=name, kind=LabelKind.LOCATION, record_uids=("test",))
        values: LabelValues = {"name": "Test", "path": f"Test/{at.name}", "code": "TEST"}
        return self.routes.to(at).prepare(order_for(at, wanted, (values,)))

    def newest(self) -> tuple[JobRow, ...]:
        """Return the newest jobs."""
        title_of = self.maker.templates.title_of
        return tuple(JobRow(job=job, title=title_of(job.template)) for job in self.book.newest())

    def _woken(self, job: PrintJob | Refused) -> PrintJob | Refused:
        if isinstance(job, PrintJob):
            self._tell(JobProgress(job=job))
            if self.queue is not None:
                self.queue.wake(job.printer)
        return job


def gone(number: int) -> KitstationError:
    """Return the fault of labels about records that were deleted meanwhile."""
    return KitstationError(
        "A record of these labels is gone" if number == 1 else f"{number} records of these labels are gone",
        hint="Clear the list and choose again.",
    )
