"""How far something is, as a thin bar; the words beside it or the accessible text say the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QProgressBar, QSizePolicy

from kitstation.ui.theme.painting import Bar, draw_bar
from kitstation.ui.theme.tokens import Tone

if TYPE_CHECKING:
    from kitstation.ui.theme.apply import Appearance


class ThinProgress(QProgressBar):
    """A thin bar with round ends."""

    def __init__(self, appearance: Appearance, name: str) -> None:
        super().__init__()
        self._appearance = appearance
        self._tone = Tone.ACCEPTED
        self.setAccessibleName(name)
        self.setTextVisible(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        appearance.changed.connect(self.update)

    def show_progress(self, done: int, total: int, text: str, *, tone: Tone = Tone.ACCEPTED) -> None:
        """Show `done` of `total`; `text` says it in words, as "31 of 52 lines"."""
        self._tone = tone
        self.setRange(0, max(1, total))
        self.setValue(min(max(0, done), max(1, total)))
        self.setAccessibleDescription(text)
        self.setToolTip(text)
        self.update()

    def sizeHint(self) -> QSize:
        """Return the size of the bar on the bench page."""
        return QSize(self._appearance.sizes.scaled(200), 8)

    def minimumSizeHint(self) -> QSize:
        """Return the least size in which a difference can be seen."""
        return QSize(self._appearance.sizes.scaled(60), 8)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the bar."""
        mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        bar = Bar(self.value() / self.maximum(), self._tone, mirrored=mirrored)
        draw_bar(QPainter(self), self.rect(), bar, self._appearance)
