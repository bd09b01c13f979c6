"""Station: what this bench is called and who works here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QLineEdit

from kitstation.ui.pages.settings.row import CONTROL_WIDTH
from kitstation.ui.pages.settings.section import Section

if TYPE_CHECKING:
    from kitstation.station.settings import Settings
    from kitstation.ui.services import Services


class StationSection(Section):
    """The names that every command carries."""

    def __init__(self, services: Services) -> None:
        super().__init__(services, QCoreApplication.translate("StationSection", "Station"))
        width = services.appearance.sizes.scaled(CONTROL_WIDTH)
        self.name = QLineEdit()
        self.operator = QLineEdit()
        for field in (self.name, self.operator):
            field.setFixedWidth(width)
        self.name_row = self.row(
            self.tr("Station name"),
            self.tr("Part of the numbers of new kits, as in K-B1-0001. Letters and digits, at most 12."),
            self.name,
        )
        self.operator_row = self.row(
            self.tr("Operator"),
            self.tr("Who works here. It is kept with everything that is issued and returned."),
            self.operator,
        )
        self.name.editingFinished.connect(self._save_name)
        self.operator.editingFinished.connect(self._save_operator)
        self.add_card(self.name_row, self.operator_row)
        self.finish()

    def show_settings(self, settings: Settings) -> None:
        """Show the names in force."""
        if not self.name_row.problem:
            self.name.setText(settings.station_name)
        if not self.operator_row.problem:
            self.operator.setText(settings.operator)

    def _save_name(self) -> None:
        self.change(
            self.name_row,
            self.tr("Write 1 to 12 letters or digits, without blanks and signs."),
            station_name=self.name.text().strip(),
        )

    def _save_operator(self) -> None:
        self.change(
            self.operator_row, self.tr("Write who works here."), operator=self.operator.text().strip()
        )
