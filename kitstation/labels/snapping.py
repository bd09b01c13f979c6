"""Snapping: what is moved by mouse lands on the edges of other elements, or on a grid."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from kitstation.labels.boxes import Box
from kitstation.labels.grid import MM_PER_INCH

HALF_MILLIMETRE = 0.5


class GridKind(StrEnum):
    """What things land on where no edge is near."""

    DOTS = "dots"
    HALF_MILLIMETRE = "half-millimetre"
    NONE = "none"

    def step(self, dpi: int) -> float:
        """Return the distance of its lines in millimetres; 0 where there are none."""
        return {
            GridKind.DOTS: MM_PER_INCH / dpi,
            GridKind.HALF_MILLIMETRE: HALF_MILLIMETRE,
            GridKind.NONE: 0.0,
        }[self]


@dataclass(frozen=True, slots=True)
class Guide:
    """A line on which something has landed: across the label at `at` from the left or, `is_level`, from the top."""

    at: float
    is_level: bool


@dataclass(frozen=True, slots=True)
class Snapped:
    """How much further something is moved to land, and on which lines."""

    across: float = 0.0
    down: float = 0.0
    guides: tuple[Guide, ...] = ()


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What something can land on: the boxes of the others and of the label, and a grid of a step in millimetres.

    An edge is near enough within `reach` millimetres.
    """

    boxes: tuple[Box, ...]
    step: float
    reach: float

    def snap(self, box: Box) -> Snapped:
        """Return how a box that is moved lands, by its edges or its middle."""
        return self._landed(
            (box.x, box.x + box.width / 2, box.right), (box.y, box.y + box.height / 2, box.bottom)
        )

    def snap_sides(self, box: Box, sides: Iterable[str]) -> Snapped:
        """Return how the sides of a box land that are moved alone."""
        wanted = set(sides)
        across = [at for side, at in (("left", box.x), ("right", box.right)) if side in wanted]
        down = [at for side, at in (("top", box.y), ("bottom", box.bottom)) if side in wanted]
        return self._landed(tuple(across), tuple(down))

    def _landed(self, across: tuple[float, ...], down: tuple[float, ...]) -> Snapped:
        to_right, upright = self._nearest(across, tuple(_upright(self.boxes)))
        downwards, level = self._nearest(down, tuple(_level(self.boxes)))
        guides = [Guide(at, is_level=False) for at in upright] + [Guide(at, is_level=True) for at in level]
        return Snapped(to_right, downwards, tuple(guides))

    def _nearest(self, own: tuple[float, ...], lines: tuple[float, ...]) -> tuple[float, list[float]]:
        """Return the way to the nearest line, and that line; or else the way to the grid."""
        ways = [(abs(line - at), line - at, line) for at in own for line in lines]
        if ways and (best := min(ways))[0] <= self.reach:
            return best[1], [best[2]]
        if not own or not self.step:
            return 0.0, []
        return round(own[0] / self.step) * self.step - own[0], []


def _upright(boxes: Iterable[Box]) -> Iterator[float]:
    for box in boxes:
        yield from (box.x, box.x + box.width / 2, box.right)


def _level(boxes: Iterable[Box]) -> Iterator[float]:
    for box in boxes:
        yield from (box.y, box.y + box.height / 2, box.bottom)
