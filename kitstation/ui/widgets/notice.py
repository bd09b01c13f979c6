"""The form that empty and error states share: an icon, a title, sentences, and what can be done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kitstation.ui.theme.sizes import TextRole
from kitstation.ui.theme.tokens import Ink
from kitstation.ui.widgets.card import set_margins
from kitstation.ui.widgets.text import IconView, Text

if TYPE_CHECKING:
    from kitstation.ui.theme.apply import Appearance
    from kitstation.ui.widgets.button import Button

_MEASURE = 440
_CENTRE = Qt.AlignmentFlag.AlignHCenter


class Notice(QWidget):
    """Stands in the middle of a page that has nothing else to show. Where that is too low, it does without the icon."""

    def __init__(self, appearance: Appearance, icon: str, ink: Ink) -> None:
        super().__init__()
        self._appearance = appearance
        self._column = QVBoxLayout(self)
        set_margins(self._column, appearance.sizes.gap, appearance.sizes.unit * 2)
        self._column.addStretch(2)
        self._icon = IconView(appearance, icon, 44, ink=ink)
        self._column.addWidget(self._icon, 0, _CENTRE)
        self._column.addSpacing(appearance.sizes.unit)
        self._actions = QHBoxLayout()
        self._actions.setSpacing(appearance.sizes.unit * 2)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the icon out where the words need its room."""
        super().resizeEvent(event)
        needed = self._column.totalHeightForWidth(self.width())
        if self._icon.isHidden():
            needed += self._icon.height()
        self._icon.setVisible(needed <= self.height())

    def add_title(self, title: str) -> None:
        """Add the line that says it all."""
        self._add(Text(self._appearance, title, role=TextRole.TITLE, lines=3))

    def add_sentence(self, sentence: str, *, ink: Ink = Ink.MUTED) -> None:
        """Add a sentence; in a narrow pane it takes as many as eight lines."""
        if sentence:
            self._add(Text(self._appearance, sentence, ink=ink, lines=8))

    def add_actions(self, *buttons: Button) -> None:
        """Add the buttons, and end the notice."""
        self._actions.addStretch()
        for button in buttons:
            self._actions.addWidget(button)
        self._actions.addStretch()
        self._column.addSpacing(self._appearance.sizes.unit)
        self._column.addLayout(self._actions)
        self._column.addStretch(3)

    def _add(self, text: Text) -> None:
        text.setAlignment(_CENTRE)
        text.setMaximumWidth(self._appearance.sizes.scaled(_MEASURE))
        self._column.addWidget(text, 0, _CENTRE)
