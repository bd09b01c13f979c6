"""The page on which labels are printed, and where print jobs are seen to."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from kitstation.domain.records import PrintJob
from kitstation.domain.refusals import Refused
from kitstation.scanning.controls import ControlCode
from kitstation.scanning.grammar import control_in
from kitstation.station.printing.book import Wanted
from kitstation.station.printing.printers import LabelFormat, usual_template
from kitstation.station.sentences import Circumstances
from kitstation.ui.pages.labels.checking import Checking, CheckingEndedError
from kitstation.ui.pages.labels.choose_card import ChooseCard
from kitstation.ui.pages.labels.editing import Editing
from kitstation.ui.pages.labels.jobs_card import JobsCard
from kitstation.ui.pages.labels.preview import draw_label
from kitstation.ui.pages.labels.print_card import PrintCard
from kitstation.ui.pages.page import Page
from kitstation.ui.panes.page_header import PageHeader
from kitstation.ui.printing.print_desk import PrintDesk
from kitstation.ui.remembering import SplitterMemory
from kitstation.ui.theme.tokens import Ink
from kitstation.ui.widgets.card import set_margins
from kitstation.ui.widgets.key_hints import KeyHint

if TYPE_CHECKING:
    from kitstation.labels.template_files import Templates
    from kitstation.scanning.scan import Scan
    from kitstation.station.printing.making import Watch
    from kitstation.station.settings import Settings
    from kitstation.ui.printing.printing import Printing
    from kitstation.ui.services import Services
    from kitstation.ui.tasks import Task

Result = TypeVar("Result")


class LabelsPage(Page):
    """Chooses records and a template, shows the label, prints or saves it; below are the print jobs."""

    key = "labels"

    def __init__(self, services: Services, printing: Printing) -> None:
        super().__init__(services)
        self._printing = printing
        self._templates: Templates | None = None
        self._drawing: Task | None = None
        self.editing = Editing(services, printing)
        self.header = PageHeader(services.appearance, self.tr("Labels"))
        self.choice = ChooseCard(services)
        self.order = PrintCard(services)
        self._checking = Checking(printing, self.order.progress, self._leave_order)
        self.jobs = JobsCard(services, printing)
        self._usual = QWidget()
        self._stack = self.editing.stack
        self.print_action = QAction(self.tr("Print the labels"), self)
        self._lay_out()
        self._connect()
        self._show_printers(services.settings.now)
        self._show_choice()

    def activate(self) -> None:
        """Read templates and jobs again; begin with what gets a label."""
        self._read_templates()
        self.jobs.read()
        if self.editing.pane is not None:
            self.editing.pane.begin()
        else:
            self.choice.search.setFocus()

    def look_for(self, text: str) -> None:
        """Add what a text names."""
        self.choice.add(text)

    def focus_search(self) -> None:
        """Put the cursor where records are chosen."""
        if self.editing.pane is None:
            self.choice.search.focus()

    def take_scan(self, scan: Scan) -> bool:
        """Add what is scanned; *Print* prints what is chosen, other control codes work at the bench, as ever."""
        control = control_in(scan.text)
        if control is ControlCode.PRINT:
            self.print_labels()
            return True
        if control is not None:
            return False
        self.choice.add(scan.text)
        return True

    def key_hints(self) -> tuple[KeyHint, ...]:
        """Return what the keys do here."""
        if self.editing.pane is not None:
            return self.editing.key_hints()
        return (
            KeyHint("Ctrl P", self.tr("Print")),
            KeyHint("Enter", self.tr("Add what is typed")),
            KeyHint("Del", self.tr("Take out of the list")),
        )

    def close_down(self) -> None:
        """End what goes on in the background."""
        if self._drawing is not None:
            self._drawing.forget()
        self._checking.end()
        self.jobs.close_down()
        self.editing.close_down()

    def edit_template(self) -> None:
        """Open the template that is chosen in the editor, with the record that the cursor is on."""
        template = self.choice.template
        if template is not None:
            self.editing.begin(template.name, self.choice.kind, self.choice.list.current_uid)

    def print_labels(self) -> None:
        """Print what is chosen; what cannot be proved is said instead."""
        wanted, printer = self._wanted(), self.order.printer
        # Over the editor nothing is seen of what would be printed.
        if self.editing.pane is not None:
            return
        if wanted is None or printer is None or not self.order.print_button.isEnabled():
            return
        self._check(
            lambda desk, watch: desk.print_labels(wanted, printer, watch), self._asked, self._not_asked
        )

    def save_to(self, path: Path) -> None:
        """Write what is chosen to a file, as PDF, PNG or ZPL by the ending of its name."""
        wanted, printer = self._wanted(), self.order.printer
        if wanted is None or self._checking.is_busy:
            return
        if path.suffix[1:].lower() not in set(LabelFormat):
            words = self.tr("“{name}” ends in none of .pdf, .png and .zpl: choose another name.")
            self.order.say(words.format(name=path.name), Ink.REFUSED)
            return
        dpi = printer.dpi if printer else None
        self._check(
            lambda desk, watch: desk.save(wanted, path, dpi=dpi, watch=watch), self._saved, self._not_asked
        )

    # What is chosen.

    def _wanted(self) -> Wanted | None:
        template, uids = self.choice.template, self.choice.list.uids
        if template is None or not uids:
            return None
        return Wanted(
            template=template.name,
            kind=self.choice.kind,
            record_uids=uids,
            copies=self.order.copies.value(),
            first_label=self.order.sheet.position.value(),
        )

    def _show_printers(self, settings: Settings) -> None:
        self.order.show_printers(settings.printers)
        self._offer_templates()

    def _read_templates(self) -> None:
        self._printing.submit(PrintDesk.read_templates, self._show_templates, self.order.say_fault)

    def _edited(self, name: str) -> None:
        """Offer what was written, and choose it."""
        self.choice.prefer(name)
        self._read_templates()

    def _show_editor(self) -> None:
        """Let the editor have the page while there is one."""
        self._stack.setCurrentWidget(self.editing.pane or self._usual)
        self.hints_changed.emit()
        if self.editing.pane is None:
            # What was still being written when the editor was closed is read behind it.
            self._read_templates()
            self.choice.search.setFocus()

    def _show_templates(self, templates: Templates) -> None:
        self._templates = templates
        self._offer_templates()

    def _offer_templates(self) -> None:
        """Offer what goes with the kind and the printer."""
        self._show_choice()
        if self._templates is not None:
            self.choice.show_templates(self._templates, usual_template(self.choice.kind, self.order.printer))

    def _show_choice(self) -> None:
        is_free = not self._checking.is_busy
        self.order.show_what_can_be_done(chosen=is_free and self._wanted() is not None)

    def _choice_changed(self) -> None:
        self.order.say("")
        self._offer_templates()

    def _draw(self) -> None:
        """Draw the label that the cursor is on, or a sample."""
        self._show_choice()
        template = self.choice.template
        self.order.sheet.show_template(template)
        self._look_for_last_sheet()
        if self._drawing is not None:
            self._drawing.forget()
            self._drawing = None
        self.order.drawing.end()
        if template is None:
            self.order.show_no_picture(self.tr("There is no template for this."), is_fault=False)
            return
        if template.zpl:
            words = self.tr("The printer itself draws this label: it cannot be shown here.")
            self.order.show_no_picture(words, is_fault=False)
            return
        uid, printer = self.choice.list.current_uid, self.order.printer
        self.editing.show_record(self.choice.kind, uid)
        wanted = Wanted(
            template=template.name, kind=self.choice.kind, record_uids=(uid,) if uid is not None else ()
        )
        dpi = printer.dpi if printer else None
        self._drawing = self._printing.submit(
            lambda desk: draw_label(desk, wanted, dpi),
            *self.order.drawing.until(self.order.show_picture, self.order.show_why_not),
        )

    def _look_for_last_sheet(self) -> None:
        fail = self.services.navigator.show_fault
        self.order.sheet.look_for_last(self._printing, self.order.printer, fail)

    # What becomes of it.

    def _check(
        self,
        work: Callable[[PrintDesk, Watch], Result],
        on_ok: Callable[[Result], None],
        on_error: Callable[[BaseException], None],
    ) -> None:
        self.order.say("")
        self._leave_order()
        self._checking.run(work, on_ok, on_error)
        self._show_choice()

    def _leave_order(self) -> None:
        """Go on where things are scanned, not at a button of another job once this one's can no more be pressed."""
        if self.order.isAncestorOf(self.window().focusWidget()):
            self.choice.search.setFocus()

    def _asked(self, done: PrintJob | Refused) -> None:
        self._show_choice()
        if isinstance(done, Refused):
            words = self.services.speech.refusal(done, Circumstances(""))
            self.order.say(f"{words.headline}. {words.sentence}".strip(), Ink.REFUSED)
            return
        count = len(done.record_uids) * done.copies
        asked = (
            self.tr("One label asked for at {printer}: the list below says how far it is.")
            if count == 1
            else self.tr("{count} labels asked for at {printer}: the list below says how far they are.")
        )
        self.order.say(asked.format(count=count, printer=done.printer), Ink.ACCEPTED)
        self.order.copies.setValue(1)
        self.order.sheet.begin_anew()
        self._look_for_last_sheet()
        self.jobs.show_job(done)

    def _not_asked(self, error: BaseException) -> None:
        self._show_choice()
        if isinstance(error, CheckingEndedError):
            self.order.say(self.tr("Ended. No label was asked for."))
        else:
            self.order.say_fault(error)

    def _saved(self, path: Path) -> None:
        self._show_choice()
        self.order.say(self.tr("Saved as {path}.").format(path=path), Ink.ACCEPTED)

    def _set_up(self) -> None:
        self.services.navigator.show_page("settings")

    # Making the page.

    def _connect(self) -> None:
        self.choice.changed.connect(self._choice_changed)
        self.choice.template_changed.connect(self._draw)
        self.order.printer_chosen.connect(self._offer_templates)
        self.order.print_wanted.connect(self.print_labels)
        self.order.saving_wanted.connect(self.save_to)
        self.order.set_up_wanted.connect(self._set_up)
        self.services.settings.changed.connect(self._follow)
        # Labels that are printed again take some of a sheet as well.
        self.jobs.decided.connect(self._look_for_last_sheet)
        self.choice.editing_wanted.connect(self.edit_template)
        self.editing.changed.connect(self._show_editor)
        self.editing.kept.connect(self._edited)
        self.editing.failed.connect(self.order.say_fault)
        self.print_action.setShortcut(QKeySequence(QKeySequence.StandardKey.Print))
        self.print_action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.print_action.triggered.connect(self.print_labels)
        self.addAction(self.print_action)

    def _follow(self, settings: Settings) -> None:
        names = [self.order.printers.itemText(at) for at in range(self.order.printers.count())]
        if names != [printer.name for printer in settings.printers]:
            self._show_printers(settings)

    def _lay_out(self) -> None:
        sizes = self.services.appearance.sizes
        upper = QWidget()
        row = QHBoxLayout(upper)
        set_margins(row, 0, sizes.gap)
        row.addWidget(self.choice, 1)
        row.addWidget(self.order, 1)
        split = QSplitter(Qt.Orientation.Vertical)
        split.setChildrenCollapsible(False)
        split.setHandleWidth(sizes.gap)
        split.addWidget(upper)
        split.addWidget(self.jobs)
        split.setStretchFactor(0, 3)
        split.setStretchFactor(1, 2)
        SplitterMemory(self.services.settings, "labels", split)
        column = QVBoxLayout(self._usual)
        set_margins(column, sizes.page_margin, sizes.gap)
        column.addWidget(self.header)
        column.addWidget(split, 1)
        self._stack.addWidget(self._usual)
        whole = QVBoxLayout(self)
        set_margins(whole, 0, 0)
        whole.addWidget(self._stack)
