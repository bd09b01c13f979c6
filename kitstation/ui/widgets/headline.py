"""A headline that is written as large as it can be: it shrinks, then wraps, before a word of it is left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtGui import QFont, QFontMetrics

from kitstation.ui.theme.sizes import TextRole
from kitstation.ui.widgets.text import Text, fitted_lines

if TYPE_CHECKING:
    from kitstation.ui.theme.apply import Appearance

LEAST_PIXELS = 22
"""Still read from two metres; below it a second line says more than a smaller one."""
_STEP = 3
_LINES = 2


class Headline(Text):
    """One line in the largest size in which it fits, from `largest` pixels down; the smallest takes two lines."""

    def __init__(self, appearance: Appearance) -> None:
        self._largest = appearance.sizes.text(TextRole.VERDICT)
        super().__init__(appearance, role=TextRole.VERDICT, lines=_LINES)

    def set_largest(self, pixels: int) -> None:
        """Write as large as this where there is room."""
        if pixels != self._largest:
            self._largest = pixels
            self._fit()

    def sizeHint(self) -> QSize:
        """Return the size of the headline on one line, as large as it may be."""
        metrics = QFontMetrics(self._font_of(self._largest))
        return QSize(metrics.horizontalAdvance(self.text()) + 2, metrics.lineSpacing())

    def heightForWidth(self, width: int) -> int:
        """Return the height of the headline in the size that it has at a width."""
        font = self._font_for(width)
        return len(fitted_lines(self.text(), font, width, _LINES)) * QFontMetrics(font).lineSpacing()

    def _fit(self) -> None:
        font = self._font_for(self.width())
        if font.pixelSize() != self.font().pixelSize():
            self.setFont(font)
        self._fitted = fitted_lines(self.text(), font, self.width(), _LINES)
        self.updateGeometry()
        self.update()

    def _font_for(self, width: int) -> QFont:
        least = self._appearance.sizes.scaled(LEAST_PIXELS)
        for pixels in range(self._largest, least, -_STEP):
            font = self._font_of(pixels)
            if QFontMetrics(font).horizontalAdvance(self.text()) <= width:
                return font
        return self._font_of(least)

    def _font_of(self, pixels: int) -> QFont:
        font = self._appearance.font(TextRole.VERDICT)
        font.setPixelSize(pixels)
        return font
