"""What may stand in a text: how long it may be, and which signs it may hold.

No sign that nobody can see belongs into what people read, type and scan: control characters and line breaks come from
codes that were not taken apart, from spreadsheets and from slipped keys; blanks without width and marks of direction
come with what is copied, and make two of what looks like one. A text of several lines may have its line breaks, and
what its language needs.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from kitstation.domain.refusals import RefusalCode, Refused, refuse

LONGEST_NAME = 200
"""Longer than anything that fits a label; what is longer got into the wrong field."""
LONGEST_REF = 100
LONGEST_WORD = 50
"""Fluent's `ref` has at most 100 characters, its `type` at most 50; Autotask's bin and reference number 50."""
LONGEST_TEXT = 2_000
SHOWN = 60
"""So much of a refused text is shown."""

_SEPARATORS = {"\x1c": "FS", "\x1d": "GS", "\x1e": "RS", "\x1f": "US", "\x04": "EOT"}
_OTHERS = {"\x00": "NUL", "\t": "tab", "\x1b": "ESC", "\x7f": "DEL"}
_BREAKS = "\n\r\x0b\x0c\x85\u2028\u2029"
_OF_SEVERAL_LINES = "\n\r\t"
_FLAGS = 0xE0000
_JOINERS = "\u200c\u200d"
"""They change what is seen: letters of Persian and of Indian languages, and pictures that are made of several."""


@dataclass(frozen=True, slots=True)
class TextRule:
    """What a field may hold. `what` is the field in a sentence."""

    what: str
    longest: int = LONGEST_NAME
    needed: bool = False
    lines: bool = False
    """Whether it may have several lines, and blanks around it."""

    def wrong_with(self, text: str) -> str | None:
        """Return why a text may not stand there, as the end of a sentence; None where it may."""
        if not text:
            return "it is empty" if self.needed else None
        if len(text) > self.longest:
            return f"it has {len(text)} characters, and at most {self.longest} are possible"
        if not text.isprintable() and (why := self._unseen(text)):
            return why
        if not self.lines and text != text.strip():
            return "it begins or ends with a blank"
        return None

    def _unseen(self, text: str) -> str | None:
        signs = (sign for sign in text if not (self.lines and sign in _OF_SEVERAL_LINES))
        return next((why for sign in signs if (why := _why_not(sign) or self._unseen_format(sign))), None)

    def _unseen_format(self, sign: str) -> str | None:
        if self.lines or not _is_unseen_format(sign):
            return None
        return f"it holds a sign that nobody sees (U+{ord(sign):04X}): type it anew instead of copying it"

    def refuse(self, text: str) -> Refused | None:
        """Refuse a text that may not stand there."""
        if why := self.wrong_with(text):
            return refuse(RefusalCode.BAD_NAME, what=self.what, name=shown(text), why=why)
        return None


def _why_not(sign: str) -> str | None:
    if sign in _SEPARATORS:
        return (
            f"it holds the separator {_SEPARATORS[sign]} (0x{ord(sign):02X}), which stands between the fields of a "
            "scanned code: give the one field that is meant"
        )
    if sign in _BREAKS:
        return "it has a line break in it"
    match unicodedata.category(sign):
        case "Cc":
            return (
                f"it holds the control character {_OTHERS.get(sign, '')}".rstrip() + f" (0x{ord(sign):02X})"
            )
        case "Cs":
            return "it holds half of a character: it was read in the wrong encoding"
        case _:
            return None


def _is_unseen_format(sign: str) -> bool:
    # The signs in the last planes spell the flags of countries within countries.
    return sign not in _JOINERS and ord(sign) < _FLAGS and unicodedata.category(sign) == "Cf"


def shown(text: str) -> str:
    """Return a text as a sentence can show it: not all of a long one, and signs in the place of those without any."""
    short = text if len(text) <= SHOWN else f"{text[:SHOWN]}…"
    return "".join(_picture(sign) for sign in short)


def _picture(sign: str) -> str:
    if ord(sign) < ord(" "):
        return chr(0x2400 + ord(sign))
    return "\ufffd" if _why_not(sign) or _is_unseen_format(sign) else sign
