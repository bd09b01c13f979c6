"""Reference designators: where on an assembly a part sits."""

from __future__ import annotations

import re

LARGEST_RANGE = 10_000

_RANGE = re.compile(
    r"(?<!\w)([A-Za-z]+)([0-9]{1,6})\s*(?:[-\u2013\u2014\u2026]|\.{2,3})\s*\1([0-9]{1,6})(?!\w)"
)
_BETWEEN = re.compile(r"[,;\s]+")


def designators(text: str) -> tuple[str, ...]:
    """Return the designators in a cell, each once: ``R1, R2``, ``R1 R2``, and ``R1-R4`` for R1 to R4."""
    written = _RANGE.sub(_spelled_out, text)
    return tuple(dict.fromkeys(word for word in _BETWEEN.split(written) if word))


def _spelled_out(found: re.Match[str]) -> str:
    letters, first, last = found.groups()
    numbers = range(int(first), int(last) + 1)
    if not 0 < len(numbers) <= LARGEST_RANGE:
        return found[0]
    width = len(first) if len(first) == len(last) else 0
    return " ".join(f"{letters}{number:0{width}}" for number in numbers)
