"""A strip that says what goes on in the background, and how far it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QTimer, Signal
from PySide6.QtGui import QHideEvent, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStackedWidget, QWidget

from kitstation.ui.theme.painting import draw_round
from kitstation.ui.theme.tokens import Ink
from kitstation.ui.widgets.button import Button
from kitstation.ui.widgets.card import Card
from kitstation.ui.widgets.progress import ThinProgress
from kitstation.ui.widgets.text import Text

if TYPE_CHECKING:
    from kitstation.ui.theme.apply import Appearance

_STEP_MS = 40
_STEPS = 40


class Pulse(QWidget):
    """A bar that moves while something is done whose length nobody knows."""

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self._appearance = appearance
        self._step = 0
        self._timer = QTimer(self)
        self._timer.setInterval(_STEP_MS)
        self._timer.timeout.connect(self._move)
        self.setFixedHeight(8)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def showEvent(self, event: QShowEvent) -> None:
        """Begin to move."""
        super().showEvent(event)
        self._timer.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Stop moving."""
        super().hideEvent(event)
        self._timer.stop()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the bar."""
        tokens = self._appearance.tokens
        painter = QPainter(self)
        draw_round(painter, self.rect(), tokens.track, 4)
        width = self.width() // 4
        # There and back: the second half of the steps mirrors the first.
        along = min(self._step, 2 * _STEPS - self._step)
        left = (self.width() - width) * along // _STEPS
        draw_round(painter, QRect(left, 0, width, self.height()), tokens.accent, 4)

    def _move(self) -> None:
        self._step = (self._step + 1) % (2 * _STEPS)
        self.update()


class ProgressStrip(Card):
    """Hidden while nothing goes on. `cancelled` is emitted when the person wants it to end."""

    cancelled = Signal()

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self._words = Text(appearance)
        self._bar = ThinProgress(appearance, self.tr("Progress"))
        self._pulse = Pulse(appearance)
        self._bars = QStackedWidget()
        self._bars.addWidget(self._bar)
        self._bars.addWidget(self._pulse)
        self._bars.setFixedHeight(8)
        self._bars.setFixedWidth(appearance.sizes.scaled(220))
        self._cancel = Button(appearance, self.tr("Cancel"))
        self._close = Button(appearance, self.tr("Close"))
        self._cancel.clicked.connect(self.cancelled)
        self._close.clicked.connect(self.hide)
        row = QHBoxLayout(self)
        row.setContentsMargins(
            appearance.sizes.gap, appearance.sizes.unit, appearance.sizes.unit * 2, appearance.sizes.unit
        )
        row.setSpacing(appearance.sizes.gap)
        row.addWidget(self._words, 1)
        for part in (self._bars, self._cancel, self._close):
            row.addWidget(part)
        self.hide()

    @property
    def words(self) -> str:
        """What is said."""
        return self._words.text()

    def show_busy(self, words: str) -> None:
        """Say what is being done, for as long as it takes."""
        self._bars.setCurrentWidget(self._pulse)
        self._say(words, running=True)

    def show_progress(self, done: int, total: int, words: str) -> None:
        """Say how far it is."""
        self._bars.setCurrentWidget(self._bar)
        self._bar.show_progress(done, total, words)
        self._say(words, running=True)

    def show_result(self, words: str, *, failed: bool = False) -> None:
        """Say what came of it, until the person closes the strip."""
        self._say(words, running=False)
        self._words.set_ink(Ink.REFUSED if failed else Ink.NORMAL)

    def _say(self, words: str, *, running: bool) -> None:
        self._words.set_ink(Ink.NORMAL)
        self._words.setText(words)
        self.setAccessibleName(words)
        self._bars.setVisible(running)
        self._cancel.setVisible(running)
        self._close.setVisible(not running)
        self.show()
