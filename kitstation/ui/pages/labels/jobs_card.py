"""The list of print jobs, with what people decide about them."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout

from kitstation.domain.printing import may_become
from kitstation.domain.records import PrintJob, PrintState
from kitstation.domain.refusals import Refused
from kitstation.station.printing.events import JobProgress
from kitstation.station.sentences import Circumstances
from kitstation.ui.pages.labels.job_columns import job_columns, row_state, row_uid
from kitstation.ui.panes.contents import Contents
from kitstation.ui.printing.print_desk import JobRow, PrintDesk
from kitstation.ui.tables.listing import Listing
from kitstation.ui.tables.row_model import RowTableModel
from kitstation.ui.theme.sizes import TextRole
from kitstation.ui.theme.tokens import Ink
from kitstation.ui.widgets.button import Button
from kitstation.ui.widgets.card import Card, set_margins
from kitstation.ui.widgets.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable

    from kitstation.ui.printing.printing import Printing
    from kitstation.ui.services import Services
    from kitstation.ui.tasks import Task

_LEAST_HEIGHT = 190
_MOVING = frozenset({PrintState.QUEUED, PrintState.SENDING})


class JobsCard(Card):
    """Shows the newest jobs, and reads them again whenever printing tells something.

    `decided` tells that somebody has decided about one.
    """

    decided = Signal()

    def __init__(self, services: Services, printing: Printing) -> None:
        super().__init__()
        self._services = services
        self._printing = printing
        self._reading: Task | None = None
        self._again = False
        self._to_show = ""
        appearance = services.appearance
        self.model: RowTableModel[JobRow] = RowTableModel(
            job_columns(self.tr), row_uid, row_state=row_state, parent=self
        )
        self.listing = Listing(
            services, "print_jobs", self.tr("Print jobs"), self.model, search=self.tr("Search jobs")
        )
        self.table = self.listing.table
        self.retry = Button(appearance, self.tr("Send now"))
        self.came_out = Button(appearance, self.tr("They came out"))
        self.again = Button(appearance, self.tr("Print again"))
        self.cancel = Button(appearance, self.tr("Cancel"))
        self._message = Text(appearance, ink=Ink.REFUSED, lines=2)
        self.contents = Contents(appearance, self.listing, loading=self.tr("The print jobs are being read"))
        self.setMinimumHeight(appearance.sizes.scaled(_LEAST_HEIGHT))
        self._lay_out()
        self._connect()
        self._show_choice()

    @property
    def message(self) -> str:
        """Why what was wanted was not done."""
        return self._message.text()

    def read(self) -> None:
        """Read the jobs again, once for all that has happened meanwhile."""
        if self._reading is not None:
            self._again = True
            return
        self._reading = self._printing.submit(
            PrintDesk.newest, *self.contents.reading.until(self._show, self._fail)
        )

    def show_job(self, job: PrintJob) -> None:
        """Read the jobs again, and bring one of them into sight; what is selected stays so."""
        self._to_show = job.uid
        self.read()

    def close_down(self) -> None:
        """End what goes on in the background."""
        self._printing.told.disconnect(self._hear)
        if self._reading is not None:
            self._reading.forget()
        self.listing.close_down()

    def _hear(self, event: object) -> None:
        if isinstance(event, JobProgress) and (event.made or event.sent_percent):
            self._show_progress(event)
            return
        # Nobody sees it otherwise, and `activate` reads.
        if self.isVisible():
            self.read()

    def _show_progress(self, event: JobProgress) -> None:
        row = self.model.row(event.job.uid)
        if row is not None and row.job.state in _MOVING:
            self.model.replace_row(
                replace(row, job=event.job, made=event.made, sent_percent=event.sent_percent)
            )
            self._show_choice()

    def _show(self, rows: tuple[JobRow, ...]) -> None:
        self._reading = None
        self.listing.show_rows(rows)
        if rows:
            self.contents.show_contents()
        elif self.contents.notice is None:
            self.contents.show_notice(self._nothing_printed())
        self._show_choice()
        self._bring_into_sight()
        if self._again:
            self._again = False
            self.read()

    def _bring_into_sight(self) -> None:
        row = self.model.position(self._to_show)
        if row is not None:
            self._to_show = ""
            self.table.scrollTo(self.model.index(row, 0))

    def _nothing_printed(self) -> Text:
        text = Text(
            self._services.appearance,
            self.tr("Nothing was printed yet. What is printed stands here, with what it waits for."),
            ink=Ink.MUTED,
            lines=2,
        )
        text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        return text

    def _fail(self, error: BaseException) -> None:
        self._reading = None
        self._services.navigator.show_fault(error)

    # What people decide.

    def _selected(self) -> PrintJob | None:
        chosen = self.table.selected_ids()
        row = self.model.row(chosen[0]) if len(chosen) == 1 else None
        return row.job if row else None

    def _show_choice(self, _ids: object = None) -> None:
        job = self._selected()
        here = job is not None and job.station == self._services.settings.now.station_name
        state = job.state if job is not None else PrintState.SENDING
        may_wait = state is PrintState.QUEUED or may_become(state, PrintState.QUEUED)
        self.retry.setEnabled(here and may_wait and state is not PrintState.SENDING)
        self.came_out.setEnabled(here and state is PrintState.UNCERTAIN)
        self.cancel.setEnabled(here and may_become(state, PrintState.CANCELLED))
        self.again.setEnabled(state not in _MOVING)
        elsewhere = self.tr("It was asked for at another station: decide there.")
        for button in (self.retry, self.came_out, self.cancel):
            button.setToolTip(elsewhere if job is not None and not here else "")

    def _decide(self, deed: Callable[[PrintDesk, str], PrintJob | Refused], *_checked: object) -> None:
        job = self._selected()
        if job is not None:
            self._message.setText("")
            self._message.hide()
            self._printing.submit(
                lambda desk: deed(desk, job.uid), self._decided, self._services.navigator.show_fault
            )

    def _print_again(self) -> None:
        job = self._selected()
        if job is None:
            return
        names = [printer.name for printer in self._services.settings.now.printers]
        # A job of another station names one of its printers.
        printer = job.printer if job.printer in names or not names else names[0]
        self._decide(partial(_print_again, printer=printer))

    def _decided(self, done: PrintJob | Refused) -> None:
        if isinstance(done, Refused):
            words = self._services.speech.refusal(done, Circumstances(""))
            self._message.setText(f"{words.headline}. {words.sentence}".strip())
            self._message.show()
        self.read()
        self.decided.emit()

    # Making the card.

    def _connect(self) -> None:
        self._printing.told.connect(self._hear)
        self.table.selection_changed.connect(self._show_choice)
        self.retry.clicked.connect(partial(self._decide, PrintDesk.retry))
        self.came_out.clicked.connect(partial(self._decide, PrintDesk.came_out))
        self.cancel.clicked.connect(partial(self._decide, PrintDesk.cancel))
        self.again.clicked.connect(self._print_again)

    def _lay_out(self) -> None:
        appearance = self._services.appearance
        sizes = appearance.sizes
        self._message.hide()
        head = QHBoxLayout()
        head.setContentsMargins(sizes.gap, sizes.unit * 2, sizes.gap, 0)
        head.setSpacing(sizes.unit * 2)
        heading = Text(appearance, self.tr("Print jobs"), role=TextRole.STRONG)
        # In a narrow window the search gives way.
        heading.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        head.addWidget(heading)
        for button in (self.retry, self.came_out, self.again, self.cancel):
            head.addWidget(button)
        head.addStretch()
        for control in self.listing.controls:
            head.addWidget(control)
        below = QHBoxLayout()
        below.setContentsMargins(sizes.gap, 0, sizes.gap, 0)
        below.addWidget(self._message)
        column = QVBoxLayout(self)
        set_margins(column, 0, sizes.unit * 2)
        column.addLayout(head)
        column.addLayout(below)
        column.addWidget(self.contents, 1)
        column.addWidget(self.listing.strip)


def _print_again(desk: PrintDesk, job_uid: str, printer: str) -> PrintJob | Refused:
    return desk.print_again(job_uid, printer)
