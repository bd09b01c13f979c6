"""What a label is made of once it is laid out: filled boxes, lines of text and pictures, in whole dots."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QFont, QImage, QPainter


@dataclass(frozen=True, slots=True)
class Letters:
    """A font: its height in dots, weight and family; the program's own where the family is blank.

    `stretch` is how wide its letters are, in per cent of their own width.
    """

    size: int
    bold: bool = False
    family: str = ""
    stretch: int = 100

    def font(self) -> QFont:
        """Return it as Qt's."""
        font = QFont(self.family) if self.family else QFont()
        font.setPixelSize(self.size)
        font.setBold(self.bold)
        if self.stretch != 100:
            font.setStretch(self.stretch)
        return font


@dataclass(frozen=True, slots=True)
class Filled:
    """Black boxes: bars, modules, lines."""

    boxes: tuple[QRect, ...]


@dataclass(frozen=True, slots=True)
class Writing:
    """One line of text, from the left end of its baseline; turned about that point, in degrees clockwise."""

    text: str
    left: int
    baseline: int
    letters: Letters
    white: bool = False
    turned: int = 0


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of the size of its box."""

    box: QRect
    image: QImage


Mark = Filled | Writing | Picture


def paint(painter: QPainter, marks: Iterable[Mark]) -> None:
    """Paint marks in their order. The painter's units must be the dots that they were laid out in."""
    # Bars get whole dots and hard edges; letters are smoothed, and sharp again in a picture of one bit.
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
    painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
    for mark in marks:
        match mark:
            case Filled(boxes):
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(Qt.GlobalColor.black)
                painter.drawRects(list(boxes))
            case Writing():
                painter.setPen(Qt.GlobalColor.white if mark.white else Qt.GlobalColor.black)
                painter.setFont(mark.letters.font())
                _write(painter, mark)
            case Picture(box, image):
                painter.drawImage(box, image)


def _write(painter: QPainter, writing: Writing) -> None:
    if not writing.turned:
        painter.drawText(QPointF(writing.left, writing.baseline), writing.text)
        return
    painter.save()
    painter.translate(writing.left, writing.baseline)
    painter.rotate(writing.turned)
    painter.drawText(QPointF(0, 0), writing.text)
    painter.restore()
