"""Status pills: a short state in words with its tone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QStyle

from kitstation.ui.theme.painting import (
    PillContent,
    dot_box,
    draw_dot,
    draw_outline,
    draw_pill,
    draw_round,
    pill_size,
)
from kitstation.ui.theme.sizes import TextRole

if TYPE_CHECKING:
    from kitstation.ui.theme.apply import Appearance


class _Shaped(QLabel):
    """What both pills share: content, its words for screen readers, and repainting."""

    def __init__(self, appearance: Appearance, content: PillContent | None = None) -> None:
        super().__init__()
        self._appearance = appearance
        self._content = content or PillContent("")
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        appearance.changed.connect(self._restyle)
        self.show_content(self._content)

    def show_content(self, content: PillContent) -> None:
        """Show another state. Without words there is no pill."""
        self._content = content
        self.setText(content.text)
        self.setToolTip(content.text)
        self._restyle()

    def minimumSizeHint(self) -> QSize:
        """Return a size that shows the beginning of the words."""
        hint = self.sizeHint()
        return QSize(min(hint.width(), self._appearance.sizes.scaled(56)), hint.height())

    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()


class Pill(_Shaped):
    """A filled pill, as beside a kit's name ("In progress")."""

    def sizeHint(self) -> QSize:
        """Return the size that shows the words whole."""
        return pill_size(self._content, self._appearance)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the pill."""
        if self._content.text:
            draw_pill(QPainter(self), self.rect(), self._content, self._appearance)


class StatusPill(_Shaped):
    """A quiet outlined pill with a coloured dot, as for the scanner and the hub at the top of the page."""

    def sizeHint(self) -> QSize:
        """Return the size that shows the words whole."""
        sizes = self._appearance.sizes
        width = QFontMetrics(self._appearance.font(TextRole.BODY)).horizontalAdvance(self._content.text)
        return QSize(width + sizes.scaled(12 + 8 + 8 + 12) + 2, sizes.scaled(32))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint outline, dot and words."""
        sizes, tokens = self._appearance.sizes, self._appearance.tokens
        mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        painter = QPainter(self)
        draw_round(painter, self.rect(), tokens.surface, self.height() / 2)
        draw_outline(painter, self.rect(), tokens.line, self.height() / 2)
        inner = self.rect().adjusted(sizes.scaled(12), 0, -sizes.scaled(12), 0)
        draw_dot(painter, dot_box(inner, sizes, mirrored=mirrored), tokens.tone(self._content.tone))
        words = QStyle.visualRect(self.layoutDirection(), inner, inner.adjusted(sizes.scaled(16), 0, 0, 0))
        painter.setPen(QColor(tokens.ink))
        painter.setFont(self._appearance.font(TextRole.BODY))
        leading = QStyle.visualAlignment(self.layoutDirection(), Qt.AlignmentFlag.AlignLeft)
        shown = painter.fontMetrics().elidedText(
            self._content.text, Qt.TextElideMode.ElideRight, words.width()
        )
        painter.drawText(words, int(leading | Qt.AlignmentFlag.AlignVCenter), shown)
