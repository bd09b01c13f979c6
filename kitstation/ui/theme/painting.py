"""The small shapes that widgets and table cells draw alike: pills, bars, focus rings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen

from kitstation.ui.theme.sizes import TextRole
from kitstation.ui.theme.tokens import Tone

if TYPE_CHECKING:
    from PySide6.QtGui import QFont

    from kitstation.ui.theme.apply import Appearance
    from kitstation.ui.theme.sizes import Sizes
    from kitstation.ui.theme.tokens import ToneColours


@dataclass(frozen=True, slots=True)
class PillContent:
    """A short state in words, with its tone."""

    text: str
    tone: Tone = Tone.IDLE


def pill_font(appearance: Appearance) -> QFont:
    """Return the font of the words in a pill."""
    font = appearance.font(TextRole.SMALL)
    font.setWeight(font.Weight.DemiBold)
    return font


def pill_size(content: PillContent, appearance: Appearance) -> QSize:
    """Return the size that a pill needs to show its words whole."""
    metrics = QFontMetrics(pill_font(appearance))
    width = metrics.horizontalAdvance(content.text) + 2 * appearance.sizes.scaled(9)
    return QSize(width, metrics.height() + appearance.sizes.unit)


def draw_pill(painter: QPainter, box: QRect, content: PillContent, appearance: Appearance) -> None:
    """Draw a pill that fills `box`; words that do not fit are elided."""
    colours = appearance.tokens.tone(content.tone)
    draw_round(painter, box, colours.soft, box.height() / 2)
    painter.setFont(pill_font(appearance))
    painter.setPen(QColor(colours.ink))
    margin = appearance.sizes.scaled(7)
    inner = box.adjusted(margin, 0, -margin, 0)
    words = painter.fontMetrics().elidedText(content.text, Qt.TextElideMode.ElideRight, inner.width())
    painter.drawText(inner, Qt.AlignmentFlag.AlignCenter, words)


@dataclass(frozen=True, slots=True)
class Bar:
    """A thin bar: how much of it is filled (0.0 to 1.0), in which tone, from which side; a tick stands at `mark`."""

    fraction: float
    tone: Tone
    mirrored: bool = False
    mark: float | None = None


def draw_bar(painter: QPainter, box: QRect, bar: Bar, appearance: Appearance) -> None:
    """Draw a bar with round ends that fills `box`; a beginning, however small, can be seen."""
    radius = box.height() / 2
    draw_round(painter, box, appearance.tokens.track, radius)
    if bar.fraction > 0:
        width = max(box.height(), round(box.width() * min(1.0, bar.fraction)))
        left = box.right() + 1 - width if bar.mirrored else box.left()
        filled = QRect(left, box.top(), width, box.height())
        draw_round(painter, filled, appearance.tokens.tone(bar.tone).fill, radius)
    if bar.mark is not None:
        along = round((box.width() - 2) * min(1.0, max(0.0, bar.mark)))
        left = box.right() - 1 - along if bar.mirrored else box.left() + along
        painter.fillRect(left, box.top() - 3, 2, box.height() + 6, QColor(appearance.tokens.ink))


def draw_round(painter: QPainter, box: QRect, colour: str, radius: float) -> None:
    """Fill a rectangle with round corners."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colour))
    painter.drawRoundedRect(QRectF(box), radius, radius)
    painter.setBrush(Qt.BrushStyle.NoBrush)


def draw_outline(painter: QPainter, box: QRect, colour: str, radius: float, *, width: float = 1.0) -> None:
    """Draw a line of `width` along the inside of a rectangle with round corners."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(colour), width))
    half = width / 2
    painter.drawRoundedRect(QRectF(box).adjusted(half, half, -half, -half), radius, radius)


def draw_focus_ring(painter: QPainter, box: QRect, appearance: Appearance) -> None:
    """Draw the ring that shows where the keyboard is."""
    draw_outline(painter, box, appearance.tokens.accent, appearance.sizes.control_radius, width=2.0)


def dot_box(box: QRect, sizes: Sizes, *, mirrored: bool) -> QRect:
    """Return where a status dot stands within `box`: at its beginning, half way up."""
    side = sizes.scaled(8)
    left = box.right() + 1 - side if mirrored else box.left()
    return QRect(left, box.center().y() - side // 2 + 1, side, side)


def draw_dot(painter: QPainter, box: QRect, colours: ToneColours) -> None:
    """Draw a status dot that fills `box`."""
    draw_round(painter, box, colours.fill, box.width() / 2)
