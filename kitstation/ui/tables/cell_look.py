"""The fonts, colours and fitted words of table cells, made once for as long as theme and density stay."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFontMetrics

from kitstation.ui.theme.sizes import TextRole
from kitstation.ui.theme.tokens import Ink

if TYPE_CHECKING:
    from kitstation.ui.theme.apply import Appearance

_MOST_FITTED: Final = 2_000
"""Some screens full of cells; a page is often painted again with words that have just been fitted."""


class CellLook:
    """What a cell is painted with; made anew for each of hundreds of cells, it takes as long as to draw the words.

    It holds for the theme and the density in which it was made: ask `suits` before.
    """

    def __init__(self, appearance: Appearance) -> None:
        self._tokens, self._sizes = appearance.tokens, appearance.sizes
        self.line = QColor(self._tokens.line)
        self.selected = QColor(self._tokens.accent_soft)
        self.hovered = QColor(self._tokens.hover)
        self.inks = {ink: QColor(ink.of(self._tokens)) for ink in Ink}
        self.fonts = {
            role: appearance.font(role) for role in (TextRole.SMALL, TextRole.BODY, TextRole.STRONG)
        }
        metrics = {role: QFontMetrics(font) for role, font in self.fonts.items()}
        self.metrics = metrics

        def fitted(text: str, role: TextRole, width: int) -> str:
            return metrics[role].elidedText(text, Qt.TextElideMode.ElideRight, width)

        self.fitted = lru_cache(_MOST_FITTED)(fitted)
        """Takes a text, its role and a width, and returns as much of the text as fits."""

    def suits(self, appearance: Appearance) -> bool:
        """Whether theme and density are still those in which it was made."""
        return self._tokens is appearance.tokens and self._sizes is appearance.sizes
