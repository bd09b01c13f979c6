"""One printer on the settings page: how it is reached, how it is, and what can be done with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kitstation.ui.pages.settings.printer_form import printer_kind_name
from kitstation.ui.theme.sizes import TextRole
from kitstation.ui.theme.tokens import Ink
from kitstation.ui.widgets.button import Button
from kitstation.ui.widgets.pill import Pill
from kitstation.ui.widgets.text import Text

if TYPE_CHECKING:
    from kitstation.station.printing.printer_settings import PrinterSettings
    from kitstation.ui.pages.settings.printer_report import PrinterReport
    from kitstation.ui.theme.apply import Appearance


class PrinterRow(QWidget):
    """Each signal tells the printer."""

    test_wanted = Signal(object)
    edit_wanted = Signal(object)
    removal_wanted = Signal(object)

    def __init__(self, appearance: Appearance, printer: PrinterSettings) -> None:
        super().__init__()
        self.printer = printer
        self._hint = Text(appearance, ink=Ink.MUTED, lines=3)
        self._hint.hide()
        self.pill = Pill(appearance)
        self.test_button = Button(appearance, self.tr("Test label"), icon="labels")
        self.edit_button = Button(appearance, self.tr("Edit"))
        self.remove_button = Button(appearance, self.tr("Remove"))
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(Text(appearance, printer.name, role=TextRole.STRONG))
        words.addWidget(Text(appearance, self._detail(), role=TextRole.SMALL, ink=Ink.MUTED))
        first = QHBoxLayout()
        first.setSpacing(appearance.sizes.unit * 2)
        first.addLayout(words, 1)
        first.addWidget(self.pill, 0, Qt.AlignmentFlag.AlignVCenter)
        for button, name in (
            (self.test_button, self.tr("Print a test label at {name}")),
            (self.edit_button, self.tr("Edit {name}")),
            (self.remove_button, self.tr("Remove {name}")),
        ):
            button.setAccessibleName(name.format(name=printer.name))
            first.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(appearance.sizes.unit)
        column.addLayout(first)
        column.addWidget(self._hint)
        self.test_button.clicked.connect(self._test)
        self.edit_button.clicked.connect(self._edit)
        self.remove_button.clicked.connect(self._remove)

    @property
    def hint(self) -> str:
        """What to do about the printer, if there is anything."""
        return self._hint.text()

    @property
    def state(self) -> str:
        """How the printer is."""
        return self.pill.text()

    def show_report(self, report: PrinterReport) -> None:
        """Show how the printer is."""
        self.pill.show_content(report.pill)
        self._hint.setText(report.hint)
        self._hint.setVisible(bool(report.hint))
        self.setAccessibleName(f"{self.printer.name}, {report.pill.text}. {report.hint}".strip())

    def _detail(self) -> str:
        parts = [printer_kind_name(self.printer.kind), self.printer.address]
        if self.printer.dpi:
            parts.append(self.tr("{dpi} dpi").format(dpi=self.printer.dpi))
        return " · ".join(parts)

    def _test(self) -> None:
        self.test_wanted.emit(self.printer)

    def _edit(self) -> None:
        self.edit_wanted.emit(self.printer)

    def _remove(self) -> None:
        self.removal_wanted.emit(self.printer)
