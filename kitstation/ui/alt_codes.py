"""Characters that a keyboard scanner types as numbers with Alt held, as Alt+0029 for a group separator."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

_DIGITS: Final = {int(Qt.Key.Key_0) + digit: str(digit) for digit in range(10)}
_HELD: Final = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ControlModifier


class AltCode:
    """Gathers the digits between the pressing and the letting go of Alt."""

    def __init__(self) -> None:
        self._digits = ""

    def takes(self, event: QKeyEvent) -> bool:
        """Take a digit that is pressed with Alt held and return True; return False for any other key."""
        # AltGr is reported as Control and Alt together, and types characters of its own.
        if event.modifiers() & _HELD != Qt.KeyboardModifier.AltModifier or event.key() not in _DIGITS:
            return False
        self._digits += _DIGITS[event.key()]
        return True

    def end(self) -> str:
        """Return the character whose number the digits were, and begin anew; empty where it is none of ASCII."""
        digits, self._digits = self._digits, ""
        return chr(int(digits)) if digits and len(digits) <= 4 and int(digits) < 0x80 else ""
