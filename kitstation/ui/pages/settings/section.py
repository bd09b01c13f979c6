"""What all sections share: cards of settings, and saving a change at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import ValidationError
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kitstation.domain.errors import KitstationError
from kitstation.ui.pages.settings.row import SettingRow
from kitstation.ui.theme.sizes import TextRole
from kitstation.ui.widgets.card import Card, set_margins
from kitstation.ui.widgets.text import Text

if TYPE_CHECKING:
    from kitstation.station.settings import Settings
    from kitstation.ui.services import Services


class Section(QWidget):
    """One section. Subclasses show the settings in force in `show_settings`, whoever has changed them."""

    def __init__(self, services: Services, title: str) -> None:
        super().__init__()
        self.services = services
        self.title = title
        self._column = QVBoxLayout(self)
        set_margins(self._column, 0, services.appearance.sizes.gap)
        self._column.addWidget(Text(services.appearance, title, role=TextRole.TITLE))
        services.settings.changed.connect(self.show_settings)

    def show_settings(self, settings: Settings) -> None:
        """Show the settings in force."""

    def add_card(self, *parts: QWidget) -> None:
        """Add a card with these parts, one below the other."""
        sizes = self.services.appearance.sizes
        card = Card()
        column = QVBoxLayout(card)
        set_margins(column, sizes.page_margin, sizes.page_margin)
        for part in parts:
            column.addWidget(part)
        self._column.addWidget(card)

    def finish(self) -> None:
        """End the section, and show the settings in force."""
        self._column.addStretch()
        self.show_settings(self.services.settings.now)

    def row(self, label: str, hint: str, control: QWidget) -> SettingRow:
        """Return a setting's row."""
        return SettingRow(self.services.appearance, label, hint, control)

    def change(self, row: SettingRow, problem: str, **values: object) -> bool:
        """Save a change; where the value is impossible say `problem` in its row. Return whether it was saved."""
        try:
            self.services.settings.change(**values)
        except ValidationError:
            row.show_problem(problem)
            return False
        except KitstationError as fault:
            self.services.navigator.show_fault(fault)
            return False
        row.show_problem("")
        return True
