"""The form of pages that list things: the list, or what is said in its place, and a pane beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from kitstation.domain.errors import KitstationError
from kitstation.ui.remembering import SplitterMemory
from kitstation.ui.widgets.card import Card
from kitstation.ui.widgets.error_state import ErrorState, Trouble

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QResizeEvent

    from kitstation.ui.services import SettingsHolder
    from kitstation.ui.theme.apply import Appearance


_MOST_OF_NARROW = 36
"""A pane that nobody has widened takes at most so many hundredths."""


class ListFrame(QSplitter):
    """A card with a list and a card with panes, of which one is shown at a time.

    The edge between them can be dragged; with `remember` it is where it was left at the next start.
    """

    def __init__(self, appearance: Appearance, contents: QWidget, *panes: QWidget, pane_width: int) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._appearance = appearance
        self._contents = contents
        self._stack = QStackedWidget()
        self._stack.addWidget(contents)
        self._panes = QStackedWidget()
        for pane in panes:
            self._panes.addWidget(pane)
        self._side = _card_around(self._panes)
        self._pane_width = appearance.sizes.scaled(pane_width)
        self._side.setMinimumWidth(self._pane_width // 2)
        self._dragged = False
        self.addWidget(_card_around(self._stack))
        self.addWidget(self._side)
        self.setStretchFactor(0, 1)
        self.setChildrenCollapsible(False)
        self.setHandleWidth(appearance.sizes.gap)
        self.splitterMoved.connect(self._note_dragged)

    def remember(self, settings: SettingsHolder, name: str) -> None:
        """Put the edge where it was left, and keep where it is left; `name` is the settings' word."""
        self._dragged = SplitterMemory(settings, name, self).restored

    @property
    def pane(self) -> QWidget | None:
        """The pane that is shown."""
        return self._panes.currentWidget()

    @property
    def notice(self) -> QWidget | None:
        """What is said in place of the list, if anything is."""
        shown = self._stack.currentWidget()
        return None if shown is self._contents else shown

    def show_pane(self, pane: QWidget) -> None:
        """Show one of the panes."""
        self._panes.setCurrentWidget(pane)

    def show_contents(self) -> None:
        """Show the list."""
        self._side.show()
        self._stack.setCurrentWidget(self._contents)
        self._drop_notice()

    def show_notice(self, notice: QWidget, *, with_pane: bool = False) -> None:
        """Say something in place of the list."""
        self._side.setVisible(with_pane)
        self._stack.setCurrentWidget(self._contents)
        self._drop_notice()
        self._stack.addWidget(notice)
        self._stack.setCurrentWidget(notice)

    def show_error(self, error: BaseException, what: str, retry: Callable[[], None]) -> None:
        """Say that `what` went wrong, and offer to try again."""
        if isinstance(error, KitstationError):
            trouble = Trouble.of(error)
        else:
            trouble = Trouble(what, details=f"{type(error).__name__}: {error}")
        state = ErrorState(self._appearance, trouble)
        state.retried.connect(retry)
        self.show_notice(state)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the list most of a narrow window, unless somebody has said where the edge is."""
        super().resizeEvent(event)
        if not self._dragged:
            pane = min(self._pane_width, self.width() * _MOST_OF_NARROW // 100)
            self.setSizes([self.width() - self.handleWidth() - pane, pane])

    def _note_dragged(self, _place: int, _handle: int) -> None:
        self._dragged = True

    def _drop_notice(self) -> None:
        notice = self._stack.widget(1)
        if notice is not None:
            self._stack.removeWidget(notice)
            notice.deleteLater()


def _card_around(widget: QWidget) -> Card:
    card = Card()
    column = QVBoxLayout(card)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(widget)
    return card
