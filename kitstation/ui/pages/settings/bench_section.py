"""Bench: what is asked while scanning, and the sheet of control codes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QCheckBox

from kitstation.ui.pages.settings.section import Section
from kitstation.ui.printing.control_sheet_saving import ControlSheetSaving
from kitstation.ui.widgets.button import Button
from kitstation.ui.widgets.number_field import NumberField

if TYPE_CHECKING:
    from kitstation.station.settings import Settings
    from kitstation.ui.services import Services

_LONGEST_MS = 10_000


class BenchSection(Section):
    """How the bench behaves."""

    def __init__(self, services: Services) -> None:
        super().__init__(services, QCoreApplication.translate("BenchSection", "Bench"))
        self.ask_quantity = QCheckBox()
        self.ask_return_quantity = QCheckBox()
        self.debounce = NumberField()
        self.debounce.setRange(0, _LONGEST_MS)
        self.debounce.setSingleStep(100)
        self.debounce.setSuffix(self.tr(" ms"))
        self.debounce.setKeyboardTracking(False)
        self.debounce.setFixedWidth(services.appearance.sizes.scaled(120))
        self._ask_row = self.row(
            self.tr("Ask how many when issuing"),
            self.tr("Otherwise a lot or an untracked part issues what its line still needs."),
            self.ask_quantity,
        )
        self._ask_return_row = self.row(
            self.tr("Ask how many when returning"),
            self.tr("Otherwise all that the line holds of it comes back."),
            self.ask_return_quantity,
        )
        self._debounce_row = self.row(
            self.tr("Same code twice"),
            self.tr("Within this time the same code counts once: a trigger that was held too long."),
            self.debounce,
        )
        self.print_button = Button(services.appearance, self.tr("Save as PDF"), icon="export")
        self._saving = ControlSheetSaving(self, services.navigator)
        self._sheet_row = self.row(
            self.tr("Control sheet"),
            self.tr(
                "Codes to print and scan: issue, return, undo, digits, confirm. Hang it up at the bench."
            ),
            self.print_button,
        )
        self.ask_quantity.clicked.connect(self._save_ask)
        self.ask_return_quantity.clicked.connect(self._save_ask_return)
        self.debounce.valueChanged.connect(self._save_debounce)
        self.print_button.clicked.connect(self._saving.ask_where)
        self._saving.saved.connect(self._show_saved)
        self.add_card(self._ask_row, self._ask_return_row, self._debounce_row)
        self.add_card(self._sheet_row)
        self.finish()

    def show_settings(self, settings: Settings) -> None:
        """Show the behaviour in force."""
        self.ask_quantity.setChecked(settings.ask_quantity)
        self.ask_return_quantity.setChecked(settings.ask_return_quantity)
        self.debounce.setValue(settings.debounce_ms)

    def _save_ask(self) -> None:
        self.change(self._ask_row, "", ask_quantity=self.ask_quantity.isChecked())

    def _save_ask_return(self) -> None:
        self.change(self._ask_return_row, "", ask_return_quantity=self.ask_return_quantity.isChecked())

    def _save_debounce(self, milliseconds: int) -> None:
        if milliseconds != self.services.settings.now.debounce_ms:
            self.change(self._debounce_row, self.tr("Choose 0 to 10000 ms."), debounce_ms=milliseconds)

    def _show_saved(self, path: Path) -> None:
        self.print_button.setToolTip(self.tr("Saved to {path}").format(path=path))
        self.print_button.setText(self.tr("Saved"))
