"""The colours of the interface, light and dark: the only place where a colour is written down."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Theme(Enum):
    """Which colours the operator wants; SYSTEM follows the desktop."""

    LIGHT = "light"
    DARK = "dark"
    SYSTEM = "system"


class Tone(Enum):
    """What a coloured thing means. A tone never stands alone: an icon or words say the same."""

    ACCEPTED = "accepted"
    REFUSED = "refused"
    ATTENTION = "attention"
    QUESTION = "question"
    RETURNED = "returned"
    IDLE = "idle"


@dataclass(frozen=True, slots=True)
class ToneColours:
    """Text and its soft background (contrast at least 7:1), and `fill` for dots and bars."""

    ink: str
    soft: str
    fill: str


@dataclass(frozen=True, slots=True)
class Tokens:
    """The colours of one theme, as #RRGGBB.

    `line` separates surfaces, `outline` bounds what can be typed into or pressed (at least 3:1),
    `hover` and `track` are quiet fills, `on_accent` is text on the accent.
    """

    dark: bool
    background: str
    surface: str
    line: str
    outline: str
    hover: str
    track: str
    ink: str
    muted: str
    accent: str
    accent_soft: str
    accent_hover: str
    on_accent: str
    accepted: ToneColours
    refused: ToneColours
    attention: ToneColours
    question: ToneColours
    returned: ToneColours
    idle: ToneColours

    def tone(self, tone: Tone) -> ToneColours:
        """Return the colours of a tone."""
        return {
            Tone.ACCEPTED: self.accepted,
            Tone.REFUSED: self.refused,
            Tone.ATTENTION: self.attention,
            Tone.QUESTION: self.question,
            Tone.RETURNED: self.returned,
            Tone.IDLE: self.idle,
        }[tone]


class Ink(Enum):
    """The roles in which text and icons are coloured."""

    NORMAL = "normal"
    MUTED = "muted"
    ACCENT = "accent"
    ON_ACCENT = "on_accent"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    ATTENTION = "attention"
    QUESTION = "question"
    RETURNED = "returned"

    def of(self, tokens: Tokens) -> str:
        """Return this role's colour in a theme."""
        plain = {
            Ink.NORMAL: tokens.ink,
            Ink.MUTED: tokens.muted,
            Ink.ACCENT: tokens.accent,
            Ink.ON_ACCENT: tokens.on_accent,
        }
        return plain.get(self) or tokens.tone(Tone(self.value)).ink

    @classmethod
    def for_tone(cls, tone: Tone) -> Ink:
        """Return the role in which text of a tone is written."""
        return cls.MUTED if tone is Tone.IDLE else cls(tone.value)


LIGHT = Tokens(
    dark=False,
    background="#F4F5F7",
    surface="#FFFFFF",
    line="#E2E5EA",
    outline="#858E9A",
    hover="#F0F2F5",
    track="#E2E5EA",
    ink="#171A1E",
    muted="#5A6370",
    accent="#2457D6",
    accent_soft="#E8EEFC",
    accent_hover="#1C47B3",
    on_accent="#FFFFFF",
    accepted=ToneColours("#0B5530", "#DDF3E6", "#2E9A66"),
    refused=ToneColours("#8F140E", "#FCE4E1", "#C8362E"),
    attention=ToneColours("#6B4400", "#FFF0CC", "#C08A00"),
    question=ToneColours("#1B3F9E", "#E8EEFC", "#2457D6"),
    returned=ToneColours("#4F2A93", "#EFE8FB", "#7B52C7"),
    idle=ToneColours("#414955", "#EBEDF1", "#868F9B"),
)

DARK = Tokens(
    dark=True,
    background="#121518",
    surface="#1B1F24",
    line="#2B3138",
    outline="#6B7684",
    hover="#242A31",
    track="#2F363E",
    ink="#ECEEF1",
    muted="#9AA4B1",
    accent="#86A9FF",
    accent_soft="#1F2A44",
    accent_hover="#A6C0FF",
    on_accent="#101626",
    accepted=ToneColours("#7FE0AE", "#12372A", "#3FC288"),
    refused=ToneColours("#FFB0A8", "#4A1A17", "#F0776C"),
    attention=ToneColours("#FFD27A", "#3D2E0B", "#D9A441"),
    question=ToneColours("#B5CAFF", "#1F2A44", "#86A9FF"),
    returned=ToneColours("#D2BFFF", "#31244F", "#A98AF0"),
    idle=ToneColours("#C3CAD3", "#242A31", "#6B7684"),
)
