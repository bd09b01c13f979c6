"""The dots of a printer: lengths become whole numbers of them before anything is drawn."""

from __future__ import annotations

import math
from dataclasses import dataclass

from PySide6.QtCore import QRect

from kitstation.labels.elements import Across, Down

MM_PER_INCH = 25.4
POINTS_PER_INCH = 72.0

SMALLEST_LINEAR_MM = 0.165
"""The narrowest bar that is printed: 6.5 mil, which hand scanners still read. Two dots at 203 and at 300 dpi."""
SMALLEST_MATRIX_MM = 0.25
"""The smallest module of a 2D symbol: 10 mil. Two dots at 203 dpi, three at 300, six at 600."""
_FEWEST_DOTS = 2
"""One dot is printed wider or narrower than the next one, and cannot be read (measured at 203 and 300 dpi)."""


@dataclass(frozen=True, slots=True)
class Grid:
    """The dots of a printer with so many to the inch."""

    dpi: int

    def dots(self, millimetres: float) -> int:
        """Return a length in dots."""
        return round(millimetres * self.dpi / MM_PER_INCH)

    def points(self, points: float) -> int:
        """Return the size of a font in dots."""
        return max(1, round(points * self.dpi / POINTS_PER_INCH))

    def box(self, x: float, y: float, width: float, height: float) -> QRect:
        """Return a box in dots; boxes that touch in millimetres touch in dots as well."""
        left, top = self.dots(x), self.dots(y)
        return QRect(left, top, self.dots(x + width) - left, self.dots(y + height) - top)

    def module(self, modules: int, room: int, *, smallest_mm: float, largest_mm: float) -> int | None:
        """Return the dots of a module, as many as `modules` of them fit into `room` dots.

        None where even the smallest that can be read does not fit.
        """
        smallest = max(_FEWEST_DOTS, math.ceil(smallest_mm * self.dpi / MM_PER_INCH))
        largest = max(smallest, int(largest_mm * self.dpi / MM_PER_INCH + 0.5))
        fitting = min(room // modules, largest)
        return fitting if fitting >= smallest else None


def aligned(box: QRect, width: int, height: int, across: Across, down: Down) -> QRect:
    """Return where something of this size stands in a box."""
    spare_x, spare_y = box.width() - width, box.height() - height
    left = {Across.LEFT: 0, Across.CENTER: spare_x // 2, Across.RIGHT: spare_x}[across]
    top = {Down.TOP: 0, Down.MIDDLE: spare_y // 2, Down.BOTTOM: spare_y}[down]
    return QRect(box.left() + left, box.top() + top, width, height)
