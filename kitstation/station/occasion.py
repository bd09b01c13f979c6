"""An occasion: the scan or key press that something is done for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from time import perf_counter_ns


@dataclass(frozen=True, slots=True)
class Occasion:
    """The scan or key press that something is done for.

    `text` is what was scanned, empty for a key. `since_ns` is `time.perf_counter_ns()` when it was complete.
    """

    text: str
    at: datetime
    since_ns: int

    @property
    def elapsed_ms(self) -> float:
        """How long it has taken until now."""
        return (perf_counter_ns() - self.since_ns) / 1e6
