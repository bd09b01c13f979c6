"""Control codes: what a technician scans from the printed sheet to steer the bench without a keyboard."""

from __future__ import annotations

from enum import Enum


class ControlCode(Enum):
    """A command to the bench. Its text is made of letters, digits and a point, which every layout can type."""

    ISSUE = "KS.ISSUE"
    RETURN = "KS.RETURN"
    UNDO = "KS.UNDO"
    CONFIRM = "KS.CONFIRM"
    CANCEL = "KS.CANCEL"
    NEXT_LINE = "KS.NEXT"
    PRINT = "KS.PRINT"
    BACKSPACE = "KS.BACK"
    POINT = "KS.POINT"
    DIGIT_0 = "KS.0"
    DIGIT_1 = "KS.1"
    DIGIT_2 = "KS.2"
    DIGIT_3 = "KS.3"
    DIGIT_4 = "KS.4"
    DIGIT_5 = "KS.5"
    DIGIT_6 = "KS.6"
    DIGIT_7 = "KS.7"
    DIGIT_8 = "KS.8"
    DIGIT_9 = "KS.9"

    @property
    def text(self) -> str:
        """What the symbol on the sheet contains."""
        return self.value

    @property
    def digit(self) -> int | None:
        """The digit that it types, 0 to 9; None for the other codes."""
        last = self.value.removeprefix("KS.")
        return int(last) if last.isdecimal() else None


_BY_TEXT = {control.text: control for control in ControlCode}


def control_of(text: str) -> ControlCode | None:
    """Return the control code that the text is, in either case of letters; None for any other text."""
    # Beyond ASCII, upper() turns other letters into ours: a long s would become S.
    return _BY_TEXT.get(text.upper()) if text.isascii() else None
