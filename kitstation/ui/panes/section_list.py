"""The list of sections beside a long page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QListWidget, QListWidgetItem

if TYPE_CHECKING:
    from kitstation.ui.theme.apply import Appearance

_WIDTH = 190


class SectionList(QListWidget):
    """One row a section; the keys up and down go from one to the next."""

    def __init__(self, appearance: Appearance, name: str) -> None:
        super().__init__()
        self._appearance = appearance
        self.setAccessibleName(name)
        self.setUniformItemSizes(True)
        appearance.changed.connect(self._restyle)
        self._restyle()

    def add_section(self, title: str) -> None:
        """Add a section at the end."""
        self.addItem(QListWidgetItem(title))
        self._restyle()

    def _restyle(self) -> None:
        sizes = self._appearance.sizes
        self.setFixedWidth(sizes.scaled(_WIDTH))
        for row in range(self.count()):
            self.item(row).setSizeHint(QSize(0, sizes.row))
