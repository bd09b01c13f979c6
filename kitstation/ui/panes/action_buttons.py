"""Buttons for what can be done with a thing: the usual ones in sight, the others in a menu."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from kitstation.ui.widgets.button import Button

if TYPE_CHECKING:
    from kitstation.ui.theme.apply import Appearance


class ActionButtons(QWidget):
    """Shows actions; the first `often` of them are buttons of their own."""

    def __init__(self, appearance: Appearance, actions: Sequence[QAction], often: int) -> None:
        super().__init__()
        self._actions = tuple(actions)
        self._often = often
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(appearance.sizes.unit * 2)
        for action in self._actions[:often]:
            row.addWidget(_button(appearance, action))
        self.more = Button(appearance, self.tr("More"))
        self.more.setAccessibleDescription(self.tr("Everything else that can be done"))
        self.more.clicked.connect(self._show_more)
        self.more.setVisible(len(self._actions) > often)
        row.addWidget(self.more)
        row.addStretch()

    def _show_more(self) -> None:
        menu = QMenu(self)
        menu.addActions(self._actions[self._often :])
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
