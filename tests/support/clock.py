"""Time and identity under the test's control."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


class FakeClock:
    """A clock that stands still until it is told to go on, or that goes on by `tick` whenever it is read."""

    def __init__(self, start: datetime = NOON, *, tick: timedelta = timedelta(0)) -> None:
        self._now = start
        self._tick = tick

    def now(self) -> datetime:
        """Return the present moment, then go on by a tick."""
        present = self._now
        self._now += self._tick
        return present

    def set(self, moment: datetime) -> None:
        """Make it `moment`, be it later or earlier."""
        self._now = moment

    def advance(self, span: timedelta) -> None:
        """Go on by `span`; a negative one goes back."""
        self._now += span


class SeqIds:
    """UUIDv7-like ids that are the same in every run and sort in the order in which they were made."""

    def __init__(self, start: int = 1) -> None:
        self._next = start

    def new(self) -> str:
        """Return the next id."""
        number, self._next = self._next, self._next + 1
        return str(UUID(int=number << 80 | 0x7 << 76 | 0b10 << 62))
