"""The form of a page with something beside its working ground: an edge that can be dragged between the two."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from kitstation.ui.remembering import SplitterMemory
from kitstation.ui.widgets.card import Card

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from kitstation.ui.services import SettingsHolder
    from kitstation.ui.theme.apply import Appearance

_MOST_OF_NARROW = 36
"""A pane that nobody has widened takes at most so many hundredths."""


class WorkFrame(QSplitter):
    """Working ground first, a card of full height beside it.

    The edge between them can be dragged; with `remember` it is where it was left at the next start.
    """

    def __init__(self, appearance: Appearance, main: QWidget, side: QWidget, *, pane_width: int) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._pane_width = appearance.sizes.scaled(pane_width)
        self._dragged = False
        self._side = card_around(side)
        self._side.setMinimumWidth(self._pane_width // 2)
        self.addWidget(main)
        self.addWidget(self._side)
        self.setStretchFactor(0, 1)
        self.setChildrenCollapsible(False)
        self.setHandleWidth(appearance.sizes.gap)
        self.splitterMoved.connect(self._note_dragged)

    def remember(self, settings: SettingsHolder, name: str) -> None:
        """Put the edge where it was left, and keep where it is left; `name` is the settings' word."""
        self._dragged = SplitterMemory(settings, name, self).restored

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the ground most of a narrow window, unless somebody has said where the edge is."""
        super().resizeEvent(event)
        if not self._dragged:
            pane = min(self._pane_width, self.width() * _MOST_OF_NARROW // 100)
            self.setSizes([self.width() - self.handleWidth() - pane, pane])

    def _note_dragged(self, _place: int, _handle: int) -> None:
        self._dragged = True


def card_around(widget: QWidget) -> Card:
    """Return a card that holds a widget."""
    card = Card()
    column = QVBoxLayout(card)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(widget)
    return card
