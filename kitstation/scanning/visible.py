"""Making control characters visible, by their names."""

from __future__ import annotations

from typing import Final

_NAMES: Final = tuple(
    "NUL SOH STX ETX EOT ENQ ACK BEL BS TAB LF VT FF CR SO SI "  # noqa: SIM905 - sixteen quotes hide the names
    "DLE DC1 DC2 DC3 DC4 NAK SYN ETB CAN EM SUB ESC FS GS RS US".split()
)
_DELETE: Final = "\x7f"
# Characters that each font and maker uses for something else.
_PRIVATE_FIRST: Final = "\ue000"
_PRIVATE_LAST: Final = "\uf8ff"


def name_of(character: str) -> str:
    """Return the name of a control character; any other character as it is."""
    if character == _DELETE:
        return "DEL"
    return _NAMES[ord(character)] if ord(character) < len(_NAMES) else character


def visible(text: str) -> str:
    """Return a text in which each control character is its name in angle quotes."""
    return "".join(_sign(character) for character in text)


def spelled(text: str) -> str:
    """Return the characters of a text with blanks between them, control characters by their names."""
    return " ".join(map(name_of, text))


def told(text: str) -> str:
    """Return what came in place of a character: a lone one by its name or, where it has no picture, its number."""
    if len(text) == 1 and _PRIVATE_FIRST <= text <= _PRIVATE_LAST:
        return f"U+{ord(text):04X}"
    return spelled(text) if len(text) == 1 else text


def _sign(character: str) -> str:
    name = name_of(character)
    return f"‹{name}›" if name != character else character  # noqa: RUF001 - signs that no code contains
