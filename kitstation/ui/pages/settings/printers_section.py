"""Printers: which ones there are, how they are, and setting them up."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from pydantic import ValidationError
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kitstation.domain.errors import KitstationError
from kitstation.station.sentences import Wording
from kitstation.ui.pages.settings import printer_report
from kitstation.ui.pages.settings.printer_form import FormKnowledge, printer_form, printer_of
from kitstation.ui.pages.settings.printer_row import PrinterRow
from kitstation.ui.pages.settings.section import Section
from kitstation.ui.tasks import TaskRunner
from kitstation.ui.theme.tokens import Ink
from kitstation.ui.widgets.button import Button, ButtonKind
from kitstation.ui.widgets.card import Card, set_margins
from kitstation.ui.widgets.text import Text

if TYPE_CHECKING:
    from kitstation.station.printing.printer_settings import PrinterSettings
    from kitstation.station.printing.routes import HandOver, Route
    from kitstation.station.settings import Settings
    from kitstation.ui.forms import FormPane
    from kitstation.ui.printing.print_desk import PrintDesk
    from kitstation.ui.printing.printing import Printing
    from kitstation.ui.services import Services

_FORM_HEIGHT = 1080
"""All fields: the section scrolls, and not the form within it."""
Answer = TypeVar("Answer")


class PrintersSection(Section):
    """Each printer is asked how it is when the section is opened, away from the screen: it may take seconds."""

    def __init__(self, services: Services, printing: Printing) -> None:
        super().__init__(services, QCoreApplication.translate("PrintersSection", "Printers"))
        self._printing = printing
        self._asking = ThreadPoolExecutor(max_workers=1, thread_name_prefix="asking printers")
        self._runner = TaskRunner(self._asking, self)
        self._open_still = True
        self.rows: dict[str, PrinterRow] = {}
        self.form: FormPane | None = None
        self._form_card: Card | None = None
        self.remark = Text(services.appearance, ink=Ink.MUTED, lines=3)
        self.add_button = Button(
            services.appearance, self.tr("New printer"), kind=ButtonKind.PRIMARY, icon="add"
        )
        self.ask_button = Button(services.appearance, self.tr("Ask again"), icon="sync")
        self.add_button.clicked.connect(self._open_new)
        self.ask_button.clicked.connect(self.ask_all)
        self._list = QWidget()
        self._listed = QVBoxLayout(self._list)
        set_margins(self._listed, 0, services.appearance.sizes.page_margin)
        self._form_place = QVBoxLayout()
        self.add_card(self.remark, self._buttons())
        self._column.addLayout(self._form_place)
        self.add_card(self._list)
        self.finish()

    def show_settings(self, settings: Settings) -> None:
        """Show the printers that are set up."""
        printers = settings.printers
        self.remark.setText(
            self.tr(
                "Label printers that understand ZPL, printers of this computer, or a folder that collects PDF files."
            )
            if printers
            else self.tr(
                "No printer is set up. Add a label printer by its network address or its cable, a printer of this "
                "computer, or a folder that collects PDF files; then labels are printed on the page Labels."
            )
        )
        self.ask_button.setVisible(bool(printers))
        if tuple(row.printer for row in self.rows.values()) != printers:
            self._show_rows(printers)
        card = self._list.parentWidget()
        if card is not None:
            card.setVisible(bool(printers))

    def ask_all(self) -> None:
        """Ask every printer how it is."""
        for printer in self.services.settings.now.printers:
            self._ask(printer)

    def close_down(self) -> None:
        """Ask no more."""
        self._open_still = False
        self._runner.close()
        self._asking.shutdown(cancel_futures=True)

    def showEvent(self, event: QShowEvent) -> None:
        """Ask how the printers are."""
        super().showEvent(event)
        self.ask_all()

    # What is shown.

    def _show_rows(self, printers: tuple[PrinterSettings, ...]) -> None:
        for row in self.rows.values():
            self._listed.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = {printer.name: self._row(printer) for printer in printers}
        for row in self.rows.values():
            self._listed.addWidget(row)
        if self.isVisible():
            self.ask_all()

    def _row(self, printer: PrinterSettings) -> PrinterRow:
        row = PrinterRow(self.services.appearance, printer)
        row.test_wanted.connect(self._test)
        row.edit_wanted.connect(self._open_edit)
        row.removal_wanted.connect(self._remove)
        return row

    def _report(self, printer: PrinterSettings, report: printer_report.PrinterReport) -> None:
        row = self.rows.get(printer.name)
        # It may have been changed while it was asked.
        if row is not None and row.printer == printer:
            row.show_report(report)
            row.test_button.setEnabled(report != printer_report.asking())

    def _failed(self, printer: PrinterSettings, error: BaseException) -> None:
        if isinstance(error, KitstationError):
            self._report(printer, printer_report.of_fault(error))
        else:
            self.services.navigator.show_fault(error)

    # Asking and trying.

    def _ask(self, printer: PrinterSettings) -> None:
        self._report(printer, printer_report.asking())

        def go_on(free: Route | None) -> None:
            if free is None:
                self._report(printer, printer_report.busy())
            else:
                self._reach(printer, free.status, printer_report.of_status)

        self._printing.submit(lambda desk: desk.free_route(printer), go_on, partial(self._failed, printer))

    def _test(self, printer: PrinterSettings) -> None:
        self._report(printer, printer_report.asking())

        def send(hand_over: HandOver) -> None:
            self._reach(printer, hand_over, printer_report.of_test)

        self._printing.submit(lambda desk: desk.test_label(printer), send, partial(self._failed, printer))

    def _reach(
        self,
        printer: PrinterSettings,
        reach: Callable[[], Answer],
        report: Callable[[Answer], printer_report.PrinterReport],
    ) -> None:
        """Do something with a printer away from the screen, and show what it answered."""
        if self._open_still:
            self._runner.submit(
                reach,
                lambda answer: self._report(printer, report(answer)),
                partial(self._failed, printer),
            )

    # Setting up.

    def _open_new(self) -> None:
        self._open(None)

    def _open_edit(self, printer: PrinterSettings) -> None:
        self._open(printer)

    def _open(self, printer: PrinterSettings | None) -> None:
        self._printing.submit(
            _knowledge, partial(self._show_form, printer), self.services.navigator.show_fault
        )

    def _show_form(self, printer: PrinterSettings | None, known: FormKnowledge) -> None:
        self._close_form()
        self.form = form = printer_form(self.services, known, printer)
        self._form_card = card = Card()
        inside = QVBoxLayout(card)
        set_margins(inside, 0, 0)
        inside.addWidget(form)
        form.setMinimumHeight(self.services.appearance.sizes.scaled(_FORM_HEIGHT))
        form.submitted.connect(partial(self._save, printer))
        form.left.connect(self._close_form)
        self._form_place.addWidget(card)
        form.begin()

    def _close_form(self) -> None:
        if self._form_card is None:
            return
        self._form_place.removeWidget(self._form_card)
        self._form_card.hide()
        self._form_card.deleteLater()
        self.form, self._form_card = None, None
        self.add_button.setFocus()

    def _save(self, before: PrinterSettings | None, values: dict[str, object]) -> None:
        try:
            printer = printer_of(values)
        except ValidationError as error:
            self._refuse(_why(error))
            return
        now = self.services.settings.now.printers
        kept = tuple(printer if one == before else one for one in now)
        if self._keep(kept if before in now else (*now, printer)):
            self._close_form()

    def _remove(self, printer: PrinterSettings) -> None:
        self._keep(tuple(one for one in self.services.settings.now.printers if one != printer))

    def _keep(self, printers: tuple[PrinterSettings, ...]) -> bool:
        try:
            self.services.settings.change(printers=printers)
        except ValidationError as error:
            self._refuse(_why(error))
            return False
        except KitstationError as fault:
            self._refuse(Wording(fault.title, f"{fault.hint} {fault.detail}".strip()))
            return False
        return True

    def _refuse(self, wording: Wording) -> None:
        if self.form is not None:
            self.form.refuse(wording)

    def _buttons(self) -> QWidget:
        held = QWidget()
        row = QHBoxLayout(held)
        set_margins(row, 0, self.services.appearance.sizes.unit * 2)
        row.addWidget(self.add_button)
        row.addWidget(self.ask_button)
        row.addStretch()
        return held


def _knowledge(desk: PrintDesk) -> FormKnowledge:
    # Qt's printing is loaded where it is needed. Away from the screen: a print system may take seconds to answer.
    from kitstation.labels.system_printing import system_printers

    return FormKnowledge(desk.read_templates(), system_printers())


def _why(error: ValidationError) -> Wording:
    """Return what is wrong with a printer, in the words of the first rule that it breaks."""
    first = error.errors()[0]
    said = first.get("ctx", {}).get("error", first["msg"])
    return Wording(QCoreApplication.translate("PrintersSection", "That is no printer"), str(said))
