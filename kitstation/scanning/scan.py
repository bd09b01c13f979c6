"""One scan: what a scanner delivered between two terminators."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Scan:
    """A complete frame from a scanner.

    `text` is the decoded frame without its terminator; control characters inside it are kept.
    `source` names the scanner that read it (the identity of its port, or `keyboard`, `stdin`).
    `at` is the moment in UTC; `framed_ns` is `time.perf_counter_ns()` when the frame was complete.
    """

    text: str
    raw: bytes
    source: str
    at: datetime
    framed_ns: int
