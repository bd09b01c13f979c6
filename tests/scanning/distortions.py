"""What scanners and keyboards do to a code, to do it to test codes."""

from __future__ import annotations

from collections.abc import Callable

from kitstation.scanning.keyboards import Mismatch


def typed(text: str, mismatch: Mismatch) -> str:
    """Return what a computer reads that has another layout than the scanner types for."""
    return "".join(mismatch.read(character)[0] for character in text)


def cased(text: str, change: Callable[[str], str]) -> str:
    """Return a text in another case as keyboards make it: ß has no capital there."""
    return "".join(changed if len(changed := change(sign)) == 1 else sign for sign in text)


def without_controls(text: str) -> str:
    """Return what a text field leaves of a code."""
    return "".join(character for character in text if character.isprintable())


def replaced(text: str, gs: str, rs: str, eot: str) -> str:
    """Return a text with other characters in place of its separators."""
    return text.translate({0x1D: gs, 0x1E: rs, 0x04: eot})
