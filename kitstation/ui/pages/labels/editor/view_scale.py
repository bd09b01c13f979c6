"""From millimetres on the label to pixels on the screen and back."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF

from kitstation.labels.boxes import Box


@dataclass(frozen=True, slots=True)
class ViewScale:
    """Where the label's upper left corner is, in pixels, and how many pixels a millimetre has."""

    left: float
    top: float
    per_mm: float

    def rect(self, box: Box) -> QRectF:
        """Return where a box is on the screen."""
        return QRectF(
            self.left + box.x * self.per_mm,
            self.top + box.y * self.per_mm,
            box.width * self.per_mm,
            box.height * self.per_mm,
        )

    def millimetres(self, point: QPointF) -> tuple[float, float]:
        """Return what is at a pixel."""
        return (point.x() - self.left) / self.per_mm, (point.y() - self.top) / self.per_mm

    def box(self, rect: QRectF) -> Box:
        """Return the box that is at a rectangle of pixels."""
        x, y = self.millimetres(rect.topLeft())
        return Box(x, y, rect.width() / self.per_mm, rect.height() / self.per_mm)
