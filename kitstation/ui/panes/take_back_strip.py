"""The form that strips share which say what was done, with the offer to take it back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QWidget

from kitstation.ui.widgets.button import Button, ButtonKind
from kitstation.ui.widgets.text import IconView, Text

if TYPE_CHECKING:
    from kitstation.ui.theme.apply import Appearance


class TakeBackStrip(QWidget):
    """A sentence between its icons and the buttons; hidden until something is told. Subclasses say what undo does."""

    def __init__(self, appearance: Appearance, *icons: IconView) -> None:
        super().__init__()
        self._sentence = Text(appearance, lines=2)
        self.undo_button = Button(appearance, self.tr("Undo"), icon="undo")
        self.undo_button.setToolTip(self.tr("Ctrl+Z"))
        self.dismiss_button = Button(appearance, self.tr("Dismiss"), kind=ButtonKind.LINK)
        self.undo_button.clicked.connect(self.undo)
        self.dismiss_button.clicked.connect(self.hide)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(appearance.sizes.unit * 2)
        for icon in icons:
            row.addWidget(icon)
        row.addWidget(self._sentence, 1)
        row.addWidget(self.undo_button)
        row.addWidget(self.dismiss_button)
        self.hide()

    @property
    def sentence(self) -> str:
        """What is told, empty where nothing is."""
        return self._sentence.text() if not self.isHidden() else ""

    def undo(self) -> None:
        """Take it back."""
        raise NotImplementedError

    def _say(self, sentence: str) -> None:
        self._sentence.setText(sentence)
        self.setAccessibleName(sentence)
