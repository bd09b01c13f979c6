"""Turned elements: laid out upright in a box of their own, then turned onto the label in whole dots."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import QRect
from PySide6.QtGui import QImage, QTransform

from kitstation.labels.label import PlacedSymbol
from kitstation.labels.marks import Filled, Mark, Picture, Writing

QUARTER = 90


@dataclass(frozen=True, slots=True)
class Turn:
    """A turn by `degrees` clockwise, a multiple of 90, into a box of the label in dots.

    No dot is lost or doubled by it: bars stay as wide as they were. What is not turned stays where it is laid out.
    """

    box: QRect
    degrees: int

    @property
    def upright(self) -> QRect:
        """The box to lay an element out in before it is turned."""
        if not self.degrees:
            return self.box
        if self.degrees % (2 * QUARTER):
            return QRect(0, 0, self.box.height(), self.box.width())
        return QRect(0, 0, self.box.width(), self.box.height())

    def rect(self, within: QRect) -> QRect:
        """Return where a part of the upright box stands on the label."""
        left, top, width, height = within.left(), within.top(), within.width(), within.height()
        right = self.upright.width() - left - width
        below = self.upright.height() - top - height
        match self.degrees:
            case 0:
                return within
            case 90:
                return QRect(below, left, height, width).translated(self.box.topLeft())
            case 180:
                return QRect(right, below, width, height).translated(self.box.topLeft())
            case _:
                return QRect(top, right, height, width).translated(self.box.topLeft())

    def mark(self, mark: Mark) -> Mark:
        """Return a mark of the upright box as it stands on the label."""
        if not self.degrees:
            return mark
        match mark:
            case Filled(boxes):
                return Filled(tuple(map(self.rect, boxes)))
            case Picture(box, image):
                return Picture(self.rect(box), _turned(image, self.degrees))
            case Writing():
                # A point is a box without width or height.
                place = self.rect(QRect(mark.left, mark.baseline, 0, 0))
                return replace(mark, left=place.left(), baseline=place.top(), turned=self.degrees)

    def symbol(self, symbol: PlacedSymbol) -> PlacedSymbol:
        """Return a symbol of the upright box as it stands on the label."""
        return replace(
            symbol, bars=self.rect(symbol.bars), around=self.rect(symbol.around), turned=self.degrees
        )


def _turned(image: QImage, degrees: int) -> QImage:
    return image.transformed(QTransform().rotate(degrees))
