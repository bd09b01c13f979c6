"""A practice scanner at a desk, with what the station heard of it."""

from __future__ import annotations

from dataclasses import dataclass, field

from kitstation.ui.demo.practice_scanner import PracticeScanner


@dataclass
class PracticeDesk:
    """A practice scanner, and what the station heard of it."""

    scanner: PracticeScanner
    heard: list[str] = field(default_factory=list)
