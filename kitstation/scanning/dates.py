"""Expiry dates with a year of four digits. Date codes are left as they are: makers write them in too many ways."""

from __future__ import annotations

import re
from datetime import date

from kitstation.scanning.meaning import Problem, ProblemCode

_DATE = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})")


def read_expiry(written: str | None) -> tuple[date | None, Problem | None]:
    """Return the date (YYYYMMDD), or the problem that it is none; nothing of both for no text."""
    if not (written and (stated := written.strip(" "))):
        return None, None
    found = _DATE.fullmatch(stated)
    try:
        if found:
            return date(int(found[1]), int(found[2]), int(found[3])), None
    except ValueError:
        pass  # A date that is not in the calendar is the same problem as one that is not written as a date.
    return None, Problem(ProblemCode.DATE, f"The expiry date {written!r} is not a date (YYYYMMDD).")
