"""Boxes in millimetres: where things stand on a label, before they become dots."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Box:
    """A box from its upper left corner; lengths are kept to a thousandth of a millimetre."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Where it ends to the right."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """Where it ends below."""
        return self.y + self.height

    def values(self) -> dict[str, float]:
        """Return its lengths by the names that elements have for them, rounded as they are written."""
        return {
            "x": _rounded(self.x),
            "y": _rounded(self.y),
            "width": _rounded(self.width),
            "height": _rounded(self.height),
        }

    def moved(self, across: float, down: float) -> Box:
        """Return it elsewhere."""
        return replace(self, x=self.x + across, y=self.y + down)

    def span(self, axis: str) -> tuple[float, float]:
        """Return from where to where it goes, "across" or "down"."""
        return (self.x, self.right) if axis == "across" else (self.y, self.bottom)

    def starting(self, axis: str, at: float) -> Box:
        """Return it with another beginning, "across" or "down"."""
        return replace(self, x=at) if axis == "across" else replace(self, y=at)

    def aligned(self, edge: str, target: Box) -> Box:
        """Return it on a line of another box: its left, centre, right, top, middle or bottom."""
        match edge:
            case "left":
                return replace(self, x=target.x)
            case "centre":
                return replace(self, x=target.x + (target.width - self.width) / 2)
            case "right":
                return replace(self, x=target.right - self.width)
            case "top":
                return replace(self, y=target.y)
            case "middle":
                return replace(self, y=target.y + (target.height - self.height) / 2)
            case "bottom":
                return replace(self, y=target.bottom - self.height)
            case _:
                raise ValueError(f"There is no edge {edge!r}.")

    def with_side_moved(self, side: str, by: float, smallest: float, within: Box) -> Box:
        """Return it with one side moved, at least as large as `smallest` and within another box."""
        match side:
            case "left":
                x = _between(self.x + by, within.x, max(within.x, self.right - smallest))
                return replace(self, x=x, width=self.right - x)
            case "right":
                right = _between(self.right + by, min(within.right, self.x + smallest), within.right)
                return replace(self, width=right - self.x)
            case "top":
                y = _between(self.y + by, within.y, max(within.y, self.bottom - smallest))
                return replace(self, y=y, height=self.bottom - y)
            case "bottom":
                bottom = _between(self.bottom + by, min(within.bottom, self.y + smallest), within.bottom)
                return replace(self, height=bottom - self.y)
            case _:
                raise ValueError(f"There is no side {side!r}.")

    def touches(self, other: Box) -> bool:
        """Tell whether they have a point in common; a line counts although it has no width."""
        return (
            self.x <= other.right
            and other.x <= self.right
            and self.y <= other.bottom
            and other.y <= self.bottom
        )


def bounds(boxes: Iterable[Box]) -> Box:
    """Return the smallest box around all. Raises ValueError for none."""
    found = tuple(boxes)
    if not found:
        raise ValueError("There is no box around nothing.")
    x, y = min(box.x for box in found), min(box.y for box in found)
    return Box(x, y, max(box.right for box in found) - x, max(box.bottom for box in found) - y)


def kept_within(box: Box, outer: Box) -> Box:
    """Return a box moved so that it lies within another one, if it fits; its upper left corner does in any case."""
    x = max(outer.x, min(box.x, outer.right - box.width))
    y = max(outer.y, min(box.y, outer.bottom - box.height))
    return replace(box, x=x, y=y)


def _between(value: float, least: float, most: float) -> float:
    return max(least, min(value, most))


def _rounded(length: float) -> float:
    return round(length, 3) + 0.0
