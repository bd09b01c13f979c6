"""The shortcuts that work on this page, quietly at its foot."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QStyle, QWidget

from kitstation.ui.theme.painting import draw_outline, draw_round
from kitstation.ui.theme.sizes import TextRole

if TYPE_CHECKING:
    from kitstation.ui.theme.apply import Appearance


@dataclass(frozen=True, slots=True)
class KeyHint:
    """A shortcut ("Ctrl Z") and what it does ("Undo")."""

    keys: str
    label: str


class KeyHints(QWidget):
    """Shows as many hints as fit; the tool tip lists all of them."""

    def __init__(self, appearance: Appearance, hints: tuple[KeyHint, ...] = ()) -> None:
        super().__init__()
        self._appearance = appearance
        self._hints = hints
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        appearance.changed.connect(self._restyle)
        self.show_hints(hints)

    def show_hints(self, hints: tuple[KeyHint, ...]) -> None:
        """Show these hints, the most useful first."""
        self._hints = hints
        listed = [f"{hint.keys}: {hint.label}" for hint in hints]
        self.setToolTip("\n".join(listed))
        self.setAccessibleName(", ".join(listed))
        self._restyle()

    def shown(self) -> int:
        """Return how many hints fit."""
        gap = self._appearance.sizes.scaled(20)
        end = -gap
        for count, hint in enumerate(self._hints):
            end += gap + self._width(hint)
            if end > self.width():
                return count
        return len(self._hints)

    def sizeHint(self) -> QSize:
        """Return the height of one line."""
        return QSize(self._appearance.sizes.scaled(200), self._appearance.sizes.scaled(24))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the hints that fit."""
        painter = QPainter(self)
        left = 0
        for hint in self._hints[: self.shown()]:
            self._paint_hint(painter, hint, left)
            left += self._width(hint) + self._appearance.sizes.scaled(20)

    def _paint_hint(self, painter: QPainter, hint: KeyHint, left: int) -> None:
        sizes, tokens = self._appearance.sizes, self._appearance.tokens
        height = sizes.scaled(18)
        cap = self._mirrored(QRect(left, (self.height() - height) // 2, self._cap_width(hint), height))
        draw_round(painter, cap, tokens.surface, sizes.unit)
        draw_outline(painter, cap, tokens.line, sizes.unit)
        painter.setPen(QColor(tokens.muted))
        painter.setFont(self._appearance.font(TextRole.SMALL))
        painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, hint.keys)
        words_left = left + self._cap_width(hint) + sizes.scaled(6)
        words = QRect(words_left, 0, self._words_width(hint), self.height())
        painter.drawText(self._mirrored(words), Qt.AlignmentFlag.AlignCenter, hint.label)

    def _width(self, hint: KeyHint) -> int:
        return self._cap_width(hint) + self._appearance.sizes.scaled(6) + self._words_width(hint)

    def _cap_width(self, hint: KeyHint) -> int:
        return self._advance(hint.keys) + self._appearance.sizes.scaled(12)

    def _words_width(self, hint: KeyHint) -> int:
        return self._advance(hint.label) + 2

    def _advance(self, text: str) -> int:
        return QFontMetrics(self._appearance.font(TextRole.SMALL)).horizontalAdvance(text)

    def _mirrored(self, box: QRect) -> QRect:
        return QStyle.visualRect(self.layoutDirection(), self.rect(), box)

    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()
