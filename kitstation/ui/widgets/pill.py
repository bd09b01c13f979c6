"""Status pills: a short state in words with its tone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QLabel, QSizePolicy, QStyle, QWidget

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

_LEAST = 56
"""A pill in which nothing more than the beginning of its words has room."""


class _Shaped(QLabel):
    """What both pills share: content, its words for screen readers, and repainting."""

    def __init__(self, appearance: Appearance, content: PillContent | None = None) -> None:
        super().__init__()
        self._appearance = appearance
        self._content = content or PillContent("")
        self._least = _LEAST
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        appearance.changed.connect(self._restyle)
        self.show_content(self._content)

    def show_content(self, content: PillContent) -> None:
        """Show another state. Without words there is no pill."""
        self._content = content
        self.setText(content.text)
        self.setToolTip(content.text)
        self._restyle()

    def keep_in_sight(self, width: int = 0) -> None:
        """Let others give way until no more than `width` is left, in pixels of an unscaled screen."""
        self._least = max(width, _LEAST)
        self.updateGeometry()

    def minimumSizeHint(self) -> QSize:
        """Return a size that shows the beginning of the words."""
        hint = self.sizeHint()
        return QSize(min(hint.width(), self._appearance.sizes.scaled(self._least)), hint.height())

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
        return _status_size(self._content, self._appearance)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint outline, dot and words."""
        _paint_status(self, self._content, self._appearance, self._appearance.tokens.line)


class StatusButton(QAbstractButton):
    """A status pill that can be pressed; Enter presses it, as space does."""

    def __init__(self, appearance: Appearance, *, least: int = 0) -> None:
        super().__init__()
        self._appearance = appearance
        self._least = max(least, _LEAST)
        self._content = PillContent("")
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        appearance.changed.connect(self._restyle)

    def show_content(self, content: PillContent) -> None:
        """Show another state."""
        self._content = content
        self.setText(content.text)
        self.setToolTip(content.text)
        self._restyle()

    def sizeHint(self) -> QSize:
        """Return the size that shows the words whole."""
        return _status_size(self._content, self._appearance)

    def minimumSizeHint(self) -> QSize:
        """Return a size that shows the beginning of the words."""
        hint = self.sizeHint()
        return QSize(min(hint.width(), self._appearance.sizes.scaled(self._least)), hint.height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint outline, dot and words; the outline shows the focus and the pointer."""
        tokens = self._appearance.tokens
        noticed = self.hasFocus() or self.underMouse() or self.isDown()
        _paint_status(self, self._content, self._appearance, tokens.accent if noticed else tokens.line)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press on Enter too."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
        else:
            super().keyPressEvent(event)

    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()


def _status_size(content: PillContent, appearance: Appearance) -> QSize:
    sizes = appearance.sizes
    width = QFontMetrics(appearance.font(TextRole.BODY)).horizontalAdvance(content.text)
    return QSize(width + sizes.scaled(12 + 8 + 8 + 12) + 2, sizes.scaled(32))


def _paint_status(widget: QWidget, content: PillContent, appearance: Appearance, line: str) -> None:
    sizes, tokens = appearance.sizes, appearance.tokens
    direction = widget.layoutDirection()
    painter = QPainter(widget)
    draw_round(painter, widget.rect(), tokens.surface, widget.height() / 2)
    draw_outline(painter, widget.rect(), line, widget.height() / 2)
    inner = widget.rect().adjusted(sizes.scaled(12), 0, -sizes.scaled(12), 0)
    mirrored = direction is Qt.LayoutDirection.RightToLeft
    draw_dot(painter, dot_box(inner, sizes, mirrored=mirrored), tokens.tone(content.tone))
    words = QStyle.visualRect(direction, inner, inner.adjusted(sizes.scaled(16), 0, 0, 0))
    painter.setPen(QColor(tokens.ink))
    painter.setFont(appearance.font(TextRole.BODY))
    leading = QStyle.visualAlignment(direction, Qt.AlignmentFlag.AlignLeft)
    shown = painter.fontMetrics().elidedText(content.text, Qt.TextElideMode.ElideRight, words.width())
    painter.drawText(words, int(leading | Qt.AlignmentFlag.AlignVCenter), shown)
