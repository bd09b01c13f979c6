"""Verdicts: what the bench says about a scan, as data that a screen shows, a speaker plays and a script reads."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from kitstation.store.queries.kits import LineState


class Tone(StrEnum):
    """How a verdict feels; each has its colour and its icon."""

    ACCEPTED = "accepted"
    RETURNED = "returned"
    REFUSED = "refused"
    ATTENTION = "attention"
    QUESTION = "question"
    NEUTRAL = "neutral"


class Sound(StrEnum):
    """How a verdict sounds."""

    NONE = "none"
    ACCEPTED = "accepted"
    RETURNED = "returned"
    REFUSED = "refused"
    ATTENTION = "attention"
    LINE_COMPLETE = "line_complete"
    KIT_COMPLETE = "kit_complete"


class Done(StrEnum):
    """What a scan that was not refused did."""

    ISSUED = "ISSUED"
    RETURNED = "RETURNED"
    UNDONE = "UNDONE"
    KIT_OPENED = "KIT_OPENED"
    MODE_CHANGED = "MODE_CHANGED"
    DIGIT_TYPED = "DIGIT_TYPED"
    CANCELLED = "CANCELLED"
    NEXT_LINE = "NEXT_LINE"
    FOUND = "FOUND"
    PLACE_HELD = "PLACE_HELD"
    MOVED = "MOVED"
    SIGNED_ON = "SIGNED_ON"
    SIGNED_OFF = "SIGNED_OFF"
    PIN_ASKED = "PIN_ASKED"


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """The answer to one scan or key.

    `code` is a `Done` or a `RefusalCode`. `elapsed_ms` is the time from the complete frame to the durable
    command; None where nothing was written.
    """

    accepted: bool
    code: str
    tone: Tone
    sound: Sound
    headline: str
    sentence: str = ""
    scan: str = ""
    part_number: str | None = None
    serial_number: str | None = None
    lot_number: str | None = None
    quantity: Decimal | None = None
    line: LineState | None = None
    command_id: str | None = None
    elapsed_ms: float | None = None

    @property
    def message(self) -> str:
        """Headline and sentence in one."""
        if not self.sentence:
            return self.headline
        stop = "" if self.headline.endswith(("?", ".", "!")) else "."
        return f"{self.headline}{stop} {self.sentence}"
