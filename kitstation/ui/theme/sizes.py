"""Distances and text sizes, in device-independent pixels, scaled by the platform's own text size."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

# Beyond these the pages no longer fit a 1024x720 window, or no longer show what they were drawn for.
SMALLEST_SCALE = 1.0
LARGEST_SCALE = 2.0


class Density(Enum):
    """How close things stand: NORMAL for mouse and keyboard, TOUCH for fingers and gloves."""

    NORMAL = "normal"
    TOUCH = "touch"


class TextRole(Enum):
    """What a text is for; its size and weight follow from that."""

    SMALL = "small"
    BODY = "body"
    STRONG = "strong"
    LEAD = "lead"
    LEAD_STRONG = "lead_strong"
    TITLE = "title"
    LOCATION = "location"
    VERDICT = "verdict"


_PIXELS = {
    TextRole.SMALL: 11,
    TextRole.BODY: 13,
    TextRole.STRONG: 13,
    TextRole.LEAD: 16,
    TextRole.LEAD_STRONG: 16,
    TextRole.TITLE: 19,
    TextRole.LOCATION: 21,
    TextRole.VERDICT: 31,
}
_BOLD = frozenset(
    {TextRole.STRONG, TextRole.LEAD_STRONG, TextRole.TITLE, TextRole.LOCATION, TextRole.VERDICT}
)


@dataclass(frozen=True, slots=True)
class Sizes:
    """All measures of one density at one text scale (1.0 is the platform's ordinary text size)."""

    density: Density = Density.NORMAL
    scale: float = 1.0
    unit: int = 4
    page_margin: int = 20
    gap: int = 16
    card_radius: int = 12
    control_radius: int = 8

    @property
    def row(self) -> int:
        """The height of a table row."""
        return self.scaled(48 if self.density is Density.TOUCH else 38)

    @property
    def row_of_two(self) -> int:
        """The height of a table row with two lines of text."""
        return self.scaled(56 if self.density is Density.TOUCH else 48)

    @property
    def control(self) -> int:
        """The least height of a button or field."""
        return self.scaled(48 if self.density is Density.TOUCH else 36)

    @property
    def touch_target(self) -> int:
        """The least height of what is pressed while working at the bench, in every density."""
        return self.scaled(48 if self.density is Density.TOUCH else 44)

    @property
    def icon(self) -> int:
        """The side of an icon beside text."""
        return self.scaled(18)

    def scaled(self, pixels: float) -> int:
        """Return a length that grows with the platform's text size."""
        return round(pixels * self.scale)

    def text(self, role: TextRole) -> int:
        """Return the text size of a role."""
        return self.scaled(_PIXELS[role])

    @staticmethod
    def bold(role: TextRole) -> bool:
        """Say whether a role is set in semibold."""
        return role in _BOLD


def text_scale(platform: str, font_pixels: float) -> float:
    """Return how much larger than usual the person has set the platform's text.

    `platform` is QGuiApplication.platformName(), `font_pixels` the height of its general font.
    """
    usual = {"windows": 12.0, "cocoa": 13.0}.get(platform, 14.0)
    return min(LARGEST_SCALE, max(SMALLEST_SCALE, font_pixels / usual))
