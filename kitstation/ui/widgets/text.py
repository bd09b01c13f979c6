"""A text that fits its place: what does not fit is elided and shown whole in the tool tip."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QLabel, QSizePolicy, QStyle, QWidget

from kitstation.ui.theme.sizes import TextRole
from kitstation.ui.theme.tokens import Ink, Tokens

if TYPE_CHECKING:
    from collections.abc import Callable

    from kitstation.ui.theme.apply import Appearance

_LEAST_CHARACTERS = 4


class Text(QLabel):
    """Plain text in a role and an ink, on at most `lines` lines."""

    def __init__(
        self,
        appearance: Appearance,
        text: str = "",
        *,
        role: TextRole = TextRole.BODY,
        ink: Ink = Ink.NORMAL,
        lines: int = 1,
    ) -> None:
        super().__init__()
        self._appearance = appearance
        self._role = role
        self._colour: Callable[[Tokens], str] = ink.of
        self._lines = lines
        self._fitted: tuple[str, ...] = ()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        # QLabel asks for height by width only while it wraps.
        self.setWordWrap(lines > 1)
        appearance.changed.connect(self._restyle)
        self._restyle()
        self.setText(text)

    def setText(self, text: str) -> None:
        """Show another text."""
        super().setText(text)
        self._fit()

    def set_ink(self, ink: Ink) -> None:
        """Write in another ink."""
        self.set_colour(ink.of)

    def set_colour(self, colour: Callable[[Tokens], str]) -> None:
        """Write in a colour that is taken from the tokens of the theme in force."""
        self._colour = colour
        self.update()

    @property
    def elided(self) -> bool:
        """Whether the place is too small for the whole text."""
        return bool(self._fitted) and self._fitted[-1].endswith("…") and not self.text().endswith("…")

    def sizeHint(self) -> QSize:
        """Return the size of the text on one line."""
        metrics = QFontMetrics(self.font())
        return QSize(metrics.horizontalAdvance(self.text()) + 2, metrics.lineSpacing())

    def minimumSizeHint(self) -> QSize:
        """Return the size of some characters: less tells nothing."""
        hint = self.sizeHint()
        least = QFontMetrics(self.font()).averageCharWidth() * _LEAST_CHARACTERS
        return QSize(min(hint.width(), least), hint.height())

    def heightForWidth(self, width: int) -> int:
        """Return the height of the lines that the text needs at a width."""
        # A layout asks with its own width, even where the text may not become as wide.
        room = min(width, self.maximumWidth())
        count = max(1, len(fitted_lines(self.text(), self.font(), room, self._lines)))
        return count * QFontMetrics(self.font()).lineSpacing()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the text into its new place."""
        super().resizeEvent(event)
        self._fit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the fitted lines."""
        painter = QPainter(self)
        painter.setFont(self.font())
        painter.setPen(QColor(self._colour(self._appearance.tokens)))
        height = painter.fontMetrics().lineSpacing()
        wanted = self.alignment()
        top = (
            (self.height() - height * len(self._fitted)) // 2 if wanted & Qt.AlignmentFlag.AlignVCenter else 0
        )
        across = QStyle.visualAlignment(
            self.layoutDirection(), wanted & Qt.AlignmentFlag.AlignHorizontal_Mask
        )
        for number, line in enumerate(self._fitted):
            box = QRect(0, top + number * height, self.width(), height)
            painter.drawText(box, int(across | Qt.AlignmentFlag.AlignVCenter), line)

    def _restyle(self) -> None:
        self.setFont(self._appearance.font(self._role))
        self._fit()
        self.updateGeometry()

    def _fit(self) -> None:
        room = self.height() // QFontMetrics(self.font()).lineSpacing()
        lines = max(1, min(self._lines, room))
        self._fitted = fitted_lines(self.text(), self.font(), self.width(), lines)
        self.setToolTip(self.text() if self.elided else "")
        self.update()


def fitted_lines(text: str, font: QFont, width: int, most: int) -> tuple[str, ...]:
    """Break a text into at most `most` lines of a width; the last one is elided where it has to be."""
    metrics = QFontMetrics(font)
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    lines: list[str] = []
    done = 0
    layout.beginLayout()
    while len(lines) < most - 1:
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(width)
        lines.append(text[done : done + line.textLength()].rstrip(" "))
        done += line.textLength()
    layout.endLayout()
    if rest := text[done:]:
        lines.append(metrics.elidedText(rest, Qt.TextElideMode.ElideRight, width))
    return tuple(lines)


class IconView(QWidget):
    """An icon of the family, tinted and sharp on its screen. It says nothing to screen readers: the words do."""

    def __init__(self, appearance: Appearance, name: str, side: int, *, ink: Ink = Ink.NORMAL) -> None:
        super().__init__()
        self._heavy = False
        self._appearance = appearance
        self._name = name
        self._side = side
        self._colour: Callable[[Tokens], str] = ink.of
        appearance.changed.connect(self._restyle)
        self._restyle()

    def set_icon(self, name: str, colour: Callable[[Tokens], str], *, heavy: bool = False) -> None:
        """Show another icon, in a colour that is taken from the tokens of the theme in force."""
        self._name = name
        self._heavy = heavy
        self._colour = colour
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the icon."""
        colour = self._colour(self._appearance.tokens)
        ratio = self.devicePixelRatioF()
        icons = self._appearance.icons
        pixmap = icons.pixmap(self._name, colour, self.width(), ratio=ratio, heavy=self._heavy)
        QPainter(self).drawPixmap(0, 0, pixmap)

    def _restyle(self) -> None:
        side = self._appearance.sizes.scaled(self._side)
        self.setFixedSize(side, side)
        self.update()
