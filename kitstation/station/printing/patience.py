"""How long to wait before something is tried again."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True, kw_only=True)
class Backoff:
    """Twice as long after each attempt in vain, from `first_s` to `most_s` seconds."""

    first_s: float = 2.0
    most_s: float = 60.0

    def pause_s(self, attempts: int) -> float:
        """Return how long to wait after so many attempts in vain, at least one."""
        doublings = min(attempts - 1, 32)
        return min(self.first_s * 2.0**doublings, self.most_s)


class Alarm(Protocol):
    """Something to wait for."""

    def wait(self, seconds: float | None) -> None:
        """Return after so many seconds (None: never), or as soon as it rings or has rung since the last wait."""
        ...

    def ring(self) -> None:
        """End a wait, from any thread."""
        ...


class ClockAlarm:
    """An alarm by the computer's clock."""

    def __init__(self) -> None:
        self._rung = threading.Event()

    def wait(self, seconds: float | None) -> None:
        """Wait."""
        self._rung.wait(seconds)
        self._rung.clear()

    def ring(self) -> None:
        """End a wait."""
        self._rung.set()
