"""The box that somebody types into to search or to narrow what is listed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QSizePolicy

if TYPE_CHECKING:
    from kitstation.ui.theme.apply import Appearance

_WIDTH = 300
_LEAST_WIDTH = 110


class SearchField(QLineEdit):
    """Escape empties it; Enter and the down key emit `left_downwards`, which goes to what was found."""

    left_downwards = Signal()

    def __init__(self, appearance: Appearance, placeholder: str) -> None:
        super().__init__()
        self._appearance = appearance
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(placeholder)
        self.setClearButtonEnabled(True)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._glass = QAction(self)
        self.addAction(self._glass, QLineEdit.ActionPosition.LeadingPosition)
        appearance.changed.connect(self._restyle)
        self._restyle()

    def focus(self) -> None:
        """Put the cursor here, ready to type over what there is."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()

    def sizeHint(self) -> QSize:
        """Return the usual width; in a narrow window it gives way to the buttons beside it."""
        return QSize(self._appearance.sizes.scaled(_WIDTH), super().sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Empty the field on Escape, leave it on Enter and downwards."""
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down):
            self.left_downwards.emit()
        else:
            super().keyPressEvent(event)

    def _restyle(self) -> None:
        tokens = self._appearance.tokens
        self._glass.setIcon(self._appearance.icons.icon("search", tokens.muted))
        sizes = self._appearance.sizes
        self.setMinimumWidth(sizes.scaled(_LEAST_WIDTH))
        self.setMaximumWidth(sizes.scaled(_WIDTH))
        self.updateGeometry()
