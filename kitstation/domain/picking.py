"""Picking: where to walk next and which item to take first."""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal

PickKey = tuple[bool, date, datetime, str]
WalkKey = tuple[tuple[int, int, str], ...]
"""Of each run of digits or other signs: which of the two it is, its length where that counts, and its signs."""


def pick_key(*, expires_on: date | None, received_at: datetime, uid: str, today: date) -> PickKey:
    """Return the key that sorts items of a part in the order in which to take them.

    First expired, first out where there is an expiry date, else first in, first out; what has expired comes
    last, so that it is suggested only when there is nothing else.
    """
    expired = expires_on is not None and expires_on < today
    return (expired, expires_on or date.max, received_at, uid)


def walk_key(path: str) -> WalkKey:
    """Return the key that sorts location paths in walking order: as people count, A1-2 before A1-10."""
    return tuple(
        _number_key(run) if run.isascii() and run.isdigit() else (1, 0, run.casefold())
        for run in re.findall(r"[0-9]+|[^0-9]+", path)
    )


def _number_key(digits: str) -> tuple[int, int, str]:
    """Without leading zeros the longer number is the larger; `int` refuses to read very long ones."""
    counting = digits.lstrip("0")
    return (0, len(counting), counting)


def shortage(*, remaining: Decimal, on_hand: Decimal) -> Decimal:
    """Return how much of what a line still needs is not in stock anywhere."""
    return max(remaining - on_hand, Decimal(0))


def suggested_quantity(*, remaining: Decimal, on_hand: Decimal) -> Decimal:
    """Return how much of an item to issue when nobody says: what the line needs, at most what is there.

    Where that is nothing, it is what would be refused, so that the refusal says why.
    """
    return min(remaining, on_hand) or remaining or Decimal(1)
