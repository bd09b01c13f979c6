"""What was removed from the settings, with the offer to put it back: they keep no history."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QWidget

from kitstation.ui.theme.tokens import Ink
from kitstation.ui.widgets.button import Button, ButtonKind
from kitstation.ui.widgets.text import IconView, Text

if TYPE_CHECKING:
    from kitstation.ui.theme.apply import Appearance


class RemovalStrip(QWidget):
    """Stands until it is dismissed, or the removal is taken back."""

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self._put_back: Callable[[], None] | None = None
        self._sentence = Text(appearance, lines=2)
        self.undo_button = Button(appearance, self.tr("Undo"), icon="undo")
        self.undo_button.setToolTip(self.tr("Ctrl+Z"))
        self.dismiss_button = Button(appearance, self.tr("Dismiss"), kind=ButtonKind.LINK)
        self.undo_button.clicked.connect(self.undo)
        self.dismiss_button.clicked.connect(self.hide)
        QShortcut(QKeySequence.StandardKey.Undo, self, self.undo)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(appearance.sizes.unit * 2)
        row.addWidget(IconView(appearance, "accepted", 20, ink=Ink.ACCEPTED))
        row.addWidget(self._sentence, 1)
        row.addWidget(self.undo_button)
        row.addWidget(self.dismiss_button)
        self.hide()

    @property
    def sentence(self) -> str:
        """What is told, empty where nothing is."""
        return self._sentence.text() if not self.isHidden() else ""

    def tell(self, sentence: str, put_back: Callable[[], None]) -> None:
        """Say what was removed; `put_back` takes it back."""
        self._put_back = put_back
        self._sentence.setText(sentence)
        self.setAccessibleName(sentence)
        self.show()
        self.undo_button.setFocus()

    def undo(self) -> None:
        """Take the removal back."""
        put_back, self._put_back = self._put_back, None
        self.hide()
        if put_back is not None:
            put_back()
