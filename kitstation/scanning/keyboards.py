"""Keyboard layouts: what a computer reads when a scanner types for a keyboard of another country."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import permutations
from typing import Final


class Layout(StrEnum):
    """The layouts that are told apart."""

    US = "US English"
    GERMAN = "German"
    FRENCH = "French"


@dataclass(frozen=True, slots=True)
class _Keys:
    """The characters of the same keys in the same order; by AltGr each with the plain character of its key."""

    plain: str
    shifted: str
    altgr: Mapping[str, str]
    dead: str = ""


# Rows from the one of the digits down; the key beside Enter stands at the end of the third row.
_KEYS: Final[Mapping[Layout, _Keys]] = {
    Layout.US: _Keys(
        "`1234567890-=" + "qwertyuiop[]" + "asdfghjkl;'\\" + "zxcvbnm,./",
        "~!@#$%^&*()_+" + "QWERTYUIOP{}" + 'ASDFGHJKL:"|' + "ZXCVBNM<>?",
        {},
    ),
    Layout.GERMAN: _Keys(
        "^1234567890ß´" + "qwertzuiopü+" + "asdfghjklöä#" + "yxcvbnm,.-",  # noqa: RUF001 - keys
        '°!"§$%&/()=?`' + "QWERTZUIOPÜ*" + "ASDFGHJKLÖÄ'" + "YXCVBNM;:_",
        {"{": "7", "[": "8", "]": "9", "}": "0", "\\": "ß", "@": "q", "~": "+"},
        "^´`",  # noqa: RUF001 - keys
    ),
    Layout.FRENCH: _Keys(
        "²&é\"'(-è_çà)=" + "azertyuiop^$" + "qsdfghjklmù*" + "wxcvbn,;:!",
        "~1234567890°+" + "AZERTYUIOP¨£" + "QSDFGHJKLM%µ" + "WXCVBN?./§",
        {"~": "é", "#": '"', "{": "'", "[": "(", "|": "-", "`": "è", "\\": "_", "^": "ç", "@": "à", "]": ")"},
        "^¨",
    ),
}


@dataclass(frozen=True, slots=True)
class Mismatch:
    """A scanner that types for one layout, and a computer that reads another."""

    scanner: Layout
    computer: Layout

    def read(self, character: str) -> tuple[str, ...]:
        """Return what the computer may read for a character; more than one where a dead key waits for a letter."""
        typed, read = _KEYS[self.scanner], _KEYS[self.computer]
        for sent, got in ((typed.plain, read.plain), (typed.shifted, read.shifted)):
            if (at := sent.find(character)) >= 0:
                return _alive(got[at], read.dead)
        if (key := typed.altgr.get(character)) is not None:
            return _by_altgr(read, read.plain[typed.plain.index(key)])
        return (character,)


def _by_altgr(read: _Keys, key: str) -> tuple[str, ...]:
    """Return what a key gives with AltGr: its third character, or where it has none the first one, or nothing."""
    third = tuple(character for character, of in read.altgr.items() if of == key)
    return (*third, key, "")


def _alive(character: str, dead: str) -> tuple[str, ...]:
    return (character, "") if character in dead else (character,)


MISMATCHES: Final = tuple(Mismatch(*pair) for pair in permutations(Layout, 2))
"""Every way in which two layouts can be mixed up."""
