"""Appearance: colours, and how large rows and targets are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from kitstation.station.settings import Appearance, Density
from kitstation.ui.pages.settings.section import Section
from kitstation.ui.widgets.segmented import Segment, Segmented

if TYPE_CHECKING:
    from kitstation.station.settings import Settings
    from kitstation.ui.services import Services


class AppearanceSection(Section):
    """Changes show at once."""

    def __init__(self, services: Services) -> None:
        super().__init__(services, QCoreApplication.translate("AppearanceSection", "Appearance"))
        self.theme = Segmented(
            services.appearance,
            self.tr("Colours"),
            (
                Segment(Appearance.SYSTEM.value, self.tr("As the system")),
                Segment(Appearance.LIGHT.value, self.tr("Light")),
                Segment(Appearance.DARK.value, self.tr("Dark")),
            ),
        )
        self.density = Segmented(
            services.appearance,
            self.tr("Size"),
            (
                Segment(Density.NORMAL.value, self.tr("Normal")),
                Segment(Density.TOUCH.value, self.tr("Touch")),
            ),
        )
        self._theme_row = self.row(
            self.tr("Colours"), self.tr("Light, dark, or as the system is set."), self.theme
        )
        self._density_row = self.row(
            self.tr("Size"), self.tr("Touch has higher rows and larger buttons, for gloves."), self.density
        )
        self.theme.chosen.connect(self._save_theme)
        self.density.chosen.connect(self._save_density)
        self.add_card(self._theme_row, self._density_row)
        self.finish()

    def show_settings(self, settings: Settings) -> None:
        """Show the appearance in force."""
        self.theme.choose(settings.appearance.value)
        self.density.choose(settings.density.value)

    def _save_theme(self, key: str) -> None:
        self.change(self._theme_row, "", appearance=key)

    def _save_density(self, key: str) -> None:
        self.change(self._density_row, "", density=key)
