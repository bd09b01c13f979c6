"""Saving the sheet of control codes where the person wants it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QObject, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from kitstation.domain.errors import KitstationError
from kitstation.labels.control_sheet import Paper, write_control_sheet
from kitstation.ui.control_entries import control_entries, trial_entries
from kitstation.ui.resources import resource

if TYPE_CHECKING:
    from kitstation.ui.services import Navigator


class ControlSheetSaving(QObject):
    """Asks for a file and writes the sheet; `saved` tells its path."""

    saved = Signal(object)

    def __init__(self, parent: QWidget, navigator: Navigator) -> None:
        super().__init__(parent)
        self._widget = parent
        self._navigator = navigator

    def ask_where(self) -> None:
        """Ask for the file, without keeping anything else waiting."""
        dialog = QFileDialog(self._widget, self.tr("Save the control sheet"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(self.tr("PDF (*.pdf)"))
        dialog.setDefaultSuffix("pdf")
        dialog.selectFile("control-sheet.pdf")
        dialog.fileSelected.connect(self._save_named)
        dialog.open()

    def save(self, path: Path) -> None:
        """Write the sheet for the paper that is usual here."""
        from kitstation.labels.template_files import load_template

        metric = QLocale.system().measurementSystem() == QLocale.MeasurementSystem.MetricSystem
        paper = Paper.A4 if metric else Paper.LETTER
        try:
            template = load_template(resource("labels/control_sheet.toml"))
            title = self.tr("Control codes")
            entries = (*control_entries(), *trial_entries())
            write_control_sheet(path, entries, template, paper=paper, title=title)
        except KitstationError as fault:
            self._navigator.show_fault(fault)
        else:
            self.saved.emit(path)

    def _save_named(self, name: str) -> None:
        self.save(Path(name))
