"""The bench's policy: what may be set about how it behaves."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True)
class BenchPolicy:
    """What may be set about how the bench behaves."""

    ask_quantity: bool = False
    """Ask how many at every lot and untracked part, instead of issuing what the line still needs."""
    ask_return_quantity: bool = True
    """Ask how many come back, instead of taking all of the item that the kit holds."""
    debounce: timedelta = timedelta(milliseconds=500)
    """The same code within this time is one scan, read twice."""
    sign_off_after: timedelta | None = None
    """Sign off who has scanned nothing for so long; None is never."""
