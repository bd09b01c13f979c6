"""Dragging on the canvas: what is moved, resized or caught by a rubber band, from where on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kitstation.labels import editing
from kitstation.labels.boxes import Box, bounds
from kitstation.labels.editing import Edge, box_of, label_box
from kitstation.labels.snapping import GridKind, Guide, Snapped, Surroundings

if TYPE_CHECKING:
    from kitstation.labels.template import Template


@dataclass(frozen=True, slots=True, kw_only=True)
class Drag:
    """Elements that are moved or, where sides are named, one that is resized: from a point in millimetres.

    `template` is the one before it, `name` tells one drag from the next.
    """

    name: str
    template: Template
    chosen: tuple[int, ...]
    start: tuple[float, float]
    sides: frozenset[Edge] = frozenset()

    def to(
        self, point: tuple[float, float], grid: GridKind, reach: float, *, is_free: bool = False
    ) -> tuple[Template, tuple[Guide, ...]]:
        """Return the template as it is with the pointer there, and the lines that were landed on.

        `reach` is how near an edge is near enough, in millimetres; `is_free` lets nothing land anywhere.
        """
        across, down = point[0] - self.start[0], point[1] - self.start[1]
        landed = Snapped() if is_free else self._landed(across, down, grid, reach)
        across, down = across + landed.across, down + landed.down
        if self.sides:
            return editing.resize(self.template, self.chosen[0], self.sides, across, down), landed.guides
        return editing.move(self.template, self.chosen, across, down), landed.guides

    def _landed(self, across: float, down: float, grid: GridKind, reach: float) -> Snapped:
        around = bounds(box_of(self.template.elements[number]) for number in self.chosen)
        surroundings = Surroundings(self._others(), grid.step(self.template.dpi), reach)
        if not self.sides:
            return surroundings.snap(around.moved(across, down))
        return surroundings.snap_sides(self._resized(around, across, down), self.sides)

    def _resized(self, box: Box, across: float, down: float) -> Box:
        for side in self.sides:
            by = across if side in {Edge.LEFT, Edge.RIGHT} else down
            box = box.with_side_moved(side.value, by, editing.SMALLEST_MM, label_box(self.template))
        return box

    def _others(self) -> tuple[Box, ...]:
        others = (
            box_of(element)
            for number, element in enumerate(self.template.elements)
            if number not in self.chosen
        )
        return (label_box(self.template), *others)


def element_at(template: Template, point: tuple[float, float], slack: float) -> int | None:
    """Return the foremost element at a point; lines and other thin ones are found within some slack."""
    there = Box(point[0] - slack, point[1] - slack, 2 * slack, 2 * slack)
    exact = Box(*point, 0.0, 0.0)
    for number in reversed(range(len(template.elements))):
        box = box_of(template.elements[number])
        is_thin = min(box.width, box.height) < 2 * slack
        if box.touches(there if is_thin else exact):
            return number
    return None


def elements_in(template: Template, box: Box) -> Iterable[int]:
    """Return the elements that a rubber band touches."""
    return [number for number, element in enumerate(template.elements) if box_of(element).touches(box)]
