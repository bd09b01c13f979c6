"""The quantity that a label states."""

from __future__ import annotations

import re
from decimal import Decimal

from kitstation.scanning.meaning import Problem, ProblemCode

_QUANTITY = re.compile(r"([0-9]+(?:\.[0-9]+)?)(.*)", re.DOTALL)
# A unit begins with a letter. An e and a digit may as well be an exponent: nobody can say how many that is.
_UNIT = re.compile(r" *(?![eE][+-]?[0-9])[A-Za-z]")
# What is more than a word may be anything: NAR000 is no unit.
_WITH_UNIT = re.compile(r"[0-9.]+ *(?![eE][+-]?[0-9])([A-Za-z]+)")
_MOST_ON_A_LABEL = 10**9
_DECIMAL_PLACES = 6


def read_quantity(written: str | None) -> tuple[Decimal | None, Problem | None]:
    """Return the quantity that a label states and what is doubtful about it; nothing of both for no text.

    Digits may be padded with zeros or blanks and followed by a unit, which is not interpreted. None with a
    problem when it cannot be read, is not positive, has more than six places or exceeds any real package.
    """
    if not (written and (stated := written.strip(" "))):
        return None, None
    found = _QUANTITY.fullmatch(stated)
    if found is None or (found[2] and not _UNIT.match(found[2])):
        return None, Problem(ProblemCode.QUANTITY, f"The quantity {written!r} cannot be read.")
    if not is_plausible(found[1]):
        return None, Problem(ProblemCode.QUANTITY, f"The quantity {written!r} cannot be right.")
    if found[2]:
        detail = f"The quantity {written!r} was read as {found[1]}; the rest is taken for a unit."
        return Decimal(found[1]), Problem(ProblemCode.QUANTITY, detail)
    return Decimal(found[1]), None


def unit_in(written: str | None) -> str | None:
    """Return the word that stands behind the digits of a quantity; None where that is no word by itself."""
    found = _WITH_UNIT.fullmatch(written.strip(" ")) if written else None
    return found[1] if found else None


def is_plausible(digits: str) -> bool:
    """Tell whether a package can hold so many: more than nothing, at most 10^9, at most six decimal places."""
    _, _, places = digits.partition(".")
    return len(places) <= _DECIMAL_PLACES and 0 < Decimal(digits) <= _MOST_ON_A_LABEL
