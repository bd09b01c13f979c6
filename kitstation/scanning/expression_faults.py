"""What is wrong with an expression, in words and with the place: RE2 names neither for people."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

_UNUSABLE: Final = "Look-around and back-references are not available."
_WORDS: Final = {
    "missing )": "A “(” is never closed.",
    "unexpected )": "A “)” closes nothing; as a character of the code it is written “\\)”.",
    "missing ]": "A set that begins with “[” is never closed; as a character of the code it is written “\\[”.",
    "no argument for repetition operator": (
        "There is nothing before “{arg}” that could be repeated; as a character of the code it is written “\\{arg}”."
    ),
    "bad repetition operator": "“{arg}” repeats a repetition.",
    "invalid escape sequence": f"“{{arg}}” means nothing here. {_UNUSABLE}",
    "invalid perl operator": f"“{{arg}}” means nothing here. {_UNUSABLE}",
    "invalid character class range": "“{arg}” is no range of characters.",
    "invalid repetition size": "“{arg}” repeats too often or is no count; counts above 1000 are not available.",
    "invalid named capture group": "“{arg}” is no name of a group.",
    "trailing \\": "It ends in the middle of something that “\\” begins.",
    "pattern too large": "It is too large, all repetitions taken together; counts above 1000 are not available.",
}
_PIECES: Final = re.compile(r"\\Q.*?(?:\\E|$)|\\.|\[\^?\]?(?:\\.|\[:\^?\w+:\]|[^\]\\])*\]|[()]", re.DOTALL)


@dataclass(frozen=True, slots=True)
class ExpressionFault:
    """Why an expression is not understood. `place` is the index of the character where it is; None where unknown."""

    words: str
    place: int | None = None


def explained(said: str, expression: str) -> ExpressionFault:
    """Return what RE2 has said of an expression, for people."""
    kind, _, argument = said.partition(": ")
    words = next((words for begins, words in _WORDS.items() if kind.startswith(begins)), "")
    if not words:
        return ExpressionFault(f"It is not understood: {said}.")
    return ExpressionFault(words.replace("{arg}", argument), _place(kind, argument, expression))


def _place(kind: str, argument: str, expression: str) -> int | None:
    if kind.endswith(")"):
        return _unbalanced(expression)
    if kind.startswith("trailing"):
        return len(expression) - 1
    if kind == "missing ]":
        return len(expression) - len(argument) if expression.endswith(argument) else None
    # RE2 reads from the left and stops at the first that it does not understand.
    place = expression.find(argument) if argument else -1
    return place if place >= 0 else None


def _unbalanced(expression: str) -> int | None:
    """Return where the parenthesis is that has no other half: the first that closes nothing, or the last one open."""
    still_open: list[int] = []
    for piece in _PIECES.finditer(expression):
        if piece[0] == "(":
            still_open.append(piece.start())
        elif piece[0] == ")":
            if not still_open:
                return piece.start()
            still_open.pop()
    return still_open[-1] if still_open else None
