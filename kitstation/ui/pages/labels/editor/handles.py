"""The handles by which the sides of an element are moved."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt

from kitstation.labels.editing import Edge
from kitstation.labels.elements import Element, LineElement

HANDLE_PX = 10
MOUSE_REACH_PX = 8.0
TOUCH_REACH_PX = 22.0
"""Half of a touch target."""


@dataclass(frozen=True, slots=True)
class Handle:
    """Sides that are moved together, and where to take hold of them: a part of the way across and down the box."""

    sides: frozenset[Edge]
    across: float
    down: float

    def point(self, box: QRectF) -> QPointF:
        """Return where it is on a box."""
        return QPointF(box.left() + box.width() * self.across, box.top() + box.height() * self.down)

    @property
    def cursor(self) -> Qt.CursorShape:
        """What the pointer looks like on it."""
        if len(self.sides) == 1:
            is_upright = self.sides <= {Edge.LEFT, Edge.RIGHT}
            return Qt.CursorShape.SizeHorCursor if is_upright else Qt.CursorShape.SizeVerCursor
        is_falling = self.across == self.down
        return Qt.CursorShape.SizeFDiagCursor if is_falling else Qt.CursorShape.SizeBDiagCursor


_ACROSS = ((Edge.LEFT, 0.0), (None, 0.5), (Edge.RIGHT, 1.0))
_DOWN = ((Edge.TOP, 0.0), (None, 0.5), (Edge.BOTTOM, 1.0))


def handles_of(element: Element) -> tuple[Handle, ...]:
    """Return the handles of an element; a line has one at each end."""
    return tuple(_line(element) if isinstance(element, LineElement) else _box())


def handle_at(element: Element, box: QRectF, point: QPointF, reach: float) -> Handle | None:
    """Return the handle that a point means; the nearest one within reach."""
    near = [(_squared(handle.point(box) - point), handle) for handle in handles_of(element)]
    distance, handle = min(near, key=lambda one: one[0])
    return handle if distance <= reach**2 else None


def _squared(way: QPointF) -> float:
    return way.x() ** 2 + way.y() ** 2


def _box() -> Iterator[Handle]:
    for upright, across in _ACROSS:
        for level, down in _DOWN:
            if sides := frozenset(side for side in (upright, level) if side is not None):
                yield Handle(sides, across, down)


def _line(line: LineElement) -> Iterator[Handle]:
    if line.height == 0:
        yield Handle(frozenset({Edge.LEFT}), 0.0, 0.5)
        yield Handle(frozenset({Edge.RIGHT}), 1.0, 0.5)
    else:
        yield Handle(frozenset({Edge.TOP}), 0.5, 0.0)
        yield Handle(frozenset({Edge.BOTTOM}), 0.5, 1.0)
