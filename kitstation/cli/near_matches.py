"""Near matches: what somebody may have meant who wrote a name that is not there."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from itertools import islice
from typing import Final

MOST_COMPARED: Final = 5_000
"""More names than these are not compared: the answer would be late."""
MOST_NAMED: Final = 3
_ALIKE: Final = 0.6


def near(name: str, known: Iterable[str]) -> str:
    """Return a sentence with the known names that are most like `name`, or an empty text where none is."""
    folded: dict[str, str] = {}
    for one in islice(known, MOST_COMPARED):
        folded.setdefault(one.casefold(), one)
    found = get_close_matches(name.casefold(), folded, MOST_NAMED, _ALIKE)
    return f"Is it {' or '.join(folded[one] for one in found)}?" if found else ""


def with_near(name: str, known: Iterable[str], detail: str) -> str:
    """Return what is wrong with a name, and behind it what it may have been."""
    return " ".join(filter(None, (detail, near(name, known))))
