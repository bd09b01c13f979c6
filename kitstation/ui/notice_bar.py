"""News that stand above the page until somebody has read them. They stop nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kitstation.ui.theme.painting import draw_outline, draw_round
from kitstation.ui.theme.sizes import TextRole
from kitstation.ui.theme.tokens import Ink, Tone
from kitstation.ui.widgets.button import Button
from kitstation.ui.widgets.error_state import Trouble
from kitstation.ui.widgets.text import IconView, Text

if TYPE_CHECKING:
    from kitstation.ui.theme.apply import Appearance


class NoticeBar(QWidget):
    """Shows one piece of news, the newest; the same trouble again changes nothing."""

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self._appearance = appearance
        self._tone = Tone.IDLE
        self._trouble: Trouble | None = None
        self._icon = IconView(appearance, "attention", 20)
        self._title = Text(appearance, role=TextRole.STRONG, lines=2)
        self._sentence = Text(appearance, lines=3)
        self._copy = Button(appearance, self.tr("Copy details"), icon="copy")
        self._dismiss = Button(appearance, self.tr("Dismiss"), icon="close")
        self._copy.clicked.connect(self._copy_details)
        self._dismiss.clicked.connect(self.dismiss)
        self._lay_out()
        self.hide()

    @property
    def text(self) -> str:
        """All that is shown, as text."""
        return " ".join(part for part in (self._title.text(), self._sentence.text()) if part)

    def show_trouble(self, trouble: Trouble) -> None:
        """Show what went wrong, why, and what to do."""
        if trouble == self._trouble and self.isVisible():
            return
        self._trouble = trouble
        sentence = " ".join(part for part in (trouble.what_to_do, trouble.why) if part)
        self._show(Tone.REFUSED, trouble.title, sentence)

    def show_news(self, title: str, sentence: str = "", *, tone: Tone = Tone.QUESTION) -> None:
        """Show something that is good to know."""
        self._trouble = None
        self._show(tone, title, sentence)

    def dismiss(self) -> None:
        """Show nothing any more."""
        self._trouble = None
        self.hide()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ground in the tone of the news."""
        colours = self._appearance.tokens.tone(self._tone)
        radius = self._appearance.sizes.control_radius
        painter = QPainter(self)
        margin = self._appearance.sizes.page_margin
        box = self.rect().adjusted(margin, self._appearance.sizes.unit * 2, -margin, 0)
        draw_round(painter, box, colours.soft, radius)
        draw_outline(painter, box, colours.fill, radius)

    def _show(self, tone: Tone, title: str, sentence: str) -> None:
        self._tone = tone
        ink = Ink.NORMAL if tone is Tone.IDLE else Ink.for_tone(tone)
        self._icon.set_icon("attention" if tone is not Tone.QUESTION else "search", ink.of)
        self._title.setText(title)
        self._sentence.setText(sentence)
        for text in (self._title, self._sentence):
            text.set_ink(ink)
        self._sentence.setVisible(bool(sentence))
        self._copy.setVisible(self._trouble is not None)
        self.setAccessibleName(self.text)
        self.show()
        self.update()

    def _copy_details(self) -> None:
        if self._trouble is not None:
            QGuiApplication.clipboard().setText(self._trouble.report())

    def _lay_out(self) -> None:
        sizes = self._appearance.sizes
        words = QVBoxLayout()
        words.setSpacing(sizes.unit // 2)
        words.addWidget(self._title)
        words.addWidget(self._sentence)
        row = QHBoxLayout(self)
        inner = sizes.page_margin + sizes.gap
        row.setContentsMargins(inner, sizes.unit * 5, sizes.page_margin + sizes.unit * 2, sizes.unit * 3)
        row.setSpacing(sizes.unit * 3)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        row.addWidget(self._copy)
        row.addWidget(self._dismiss)
