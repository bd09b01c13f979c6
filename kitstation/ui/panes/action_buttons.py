"""Buttons for what can be done with a thing: the usual ones in sight as far as there is room, the others in a menu."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QSize
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLayout, QMenu, QWidget

from kitstation.ui.widgets.button import Button

if TYPE_CHECKING:
    from kitstation.ui.theme.apply import Appearance


class ActionButtons(QWidget):
    """Shows actions; the first `often` of them are buttons of their own, as many as there is room for."""

    def __init__(self, appearance: Appearance, actions: Sequence[QAction], often: int) -> None:
        super().__init__()
        self._actions = tuple(actions)
        self._shown = often
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        self._gap = appearance.sizes.unit * 2
        row.setSpacing(self._gap)
        self._buttons = tuple(_button(appearance, action) for action in self._actions[:often])
        for button in self._buttons:
            row.addWidget(button)
        self.more = Button(appearance, self.tr("More"))
        self.more.setAccessibleDescription(self.tr("Everything else that can be done"))
        self.more.clicked.connect(self._show_more)
        self.more.setVisible(len(self._actions) > often)
        row.addWidget(self.more)
        row.addStretch()

    def minimumSizeHint(self) -> QSize:
        """Return the size of the button that has everything in its menu."""
        return self.more.sizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as many buttons as there is room for: one that is cut off cannot be read."""
        super().resizeEvent(event)
        shown = len(self._buttons)
        while shown and self._width_of(shown) > self.width():
            shown -= 1
        self._shown = shown
        for at, button in enumerate(self._buttons):
            button.setVisible(at < shown)
        self.more.setVisible(shown < len(self._actions))

    def _width_of(self, shown: int) -> int:
        widths = [button.sizeHint().width() for button in self._buttons[:shown]]
        if shown < len(self._actions):
            widths.append(self.more.sizeHint().width())
        return sum(widths) + self._gap * (len(widths) - 1)

    def _show_more(self) -> None:
        menu = QMenu(self)
        menu.addActions(self._actions[self._shown :])
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.more.mapToGlobal(QPoint(0, self.more.height())))


def _button(appearance: Appearance, action: QAction) -> Button:
    button = Button(appearance, action.text())
    shortcut = action.shortcut().toString()
    button.setToolTip(shortcut)
    button.setEnabled(action.isEnabled())
    button.clicked.connect(action.trigger)
    action.changed.connect(partial(_follow, button, action))
    return button


def _follow(button: Button, action: QAction) -> None:
    button.setEnabled(action.isEnabled())
