"""The count sheet: what should lie at a place, and what was counted there. Each step on it is an event that is kept."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from typing import Final, Literal

from kitstation.domain.commands import BookCount, Counted
from kitstation.domain.quantities import ZERO
from kitstation.domain.records import TrackingType
from kitstation.store.queries.counting import ShelfItem


@dataclass(frozen=True, slots=True, kw_only=True)
class Began:
    """A count of a place began; `items` is what should lie there."""

    event: Literal["began"] = "began"
    location_uid: str
    location: str
    at: datetime
    operator: str
    items: tuple[ShelfItem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedMore:
    """So much of an item was counted, on top of what was counted of it before."""

    event: Literal["counted"] = "counted"
    item: ShelfItem
    quantity: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Corrected:
    """So much of an item is there in all; None takes its count away."""

    event: Literal["corrected"] = "corrected"
    item_uid: str
    quantity: Decimal | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Unknown:
    """A code that nobody knows lies there."""

    event: Literal["unknown"] = "unknown"
    scan: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Misplaced:
    """Something lies there that belongs elsewhere, and that booking the count does not move."""

    event: Literal["misplaced"] = "misplaced"
    item: ShelfItem


@dataclass(frozen=True, slots=True, kw_only=True)
class RestMissing:
    """What was not counted is not there; or that was said too early."""

    event: Literal["rest_missing"] = "rest_missing"
    missing: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Refreshed:
    """The books changed meanwhile: `items` are what they say now of these rows, `gone` are rows that fell away."""

    event: Literal["refreshed"] = "refreshed"
    items: tuple[ShelfItem, ...]
    gone: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Booking:
    """The count is about to be booked, as this command."""

    event: Literal["booking"] = "booking"
    command_id: str


Event = Began | CountedMore | Corrected | Unknown | Misplaced | RestMissing | Refreshed | Booking
_STEPS: Final = (CountedMore, Corrected, Unknown, Misplaced)
"""What can be taken back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CountRow:
    """An item of the sheet. `counted` is all that lies there, with what is kept for kits; None is *not counted yet*.

    A `stale` row has moved since it was counted and has to be counted again.
    """

    item: ShelfItem
    belongs_here: bool
    counted: Decimal | None = None
    stale: bool = False

    @property
    def expected(self) -> Decimal:
        """How much should lie there."""
        return self.item.lying if self.belongs_here else ZERO

    @property
    def difference(self) -> Decimal | None:
        """How much more was counted than expected; None where it was not counted."""
        return None if self.counted is None else self.counted - self.expected

    def booked(self) -> Counted:
        """Return how it is booked: of what lies there, what is kept for kits stays theirs."""
        expected = self.item.on_hand if self.belongs_here else ZERO
        return Counted(
            item_uid=self.item.uid, expected=expected, counted=(self.counted or ZERO) - self.item.reserved
        )


class CountSheet:
    """The count of one place, made of the events of its file."""

    def __init__(self, began: Began) -> None:
        self._events: list[Event] = [began]
        self.began = began
        self.rest_missing = False
        self.booking: str | None = None
        self._rows: dict[str, CountRow] = {}
        self._unknown: dict[str, int] = {}
        self._misplaced: dict[str, ShelfItem] = {}
        self._start()

    @classmethod
    def of(cls, events: Iterable[Event]) -> CountSheet:
        """Return the sheet that events make. Raises ValueError where they do not begin with a beginning."""
        first, *others = events
        if not isinstance(first, Began):
            raise ValueError("A count begins with its beginning.")  # noqa: TRY004 - it is the file that is wrong
        sheet = cls(first)
        for event in others:
            sheet.add(event)
        return sheet

    @property
    def rows(self) -> tuple[CountRow, ...]:
        """What should be there, then what was found besides."""
        return tuple(self._rows.values())

    @property
    def unknown(self) -> tuple[str, ...]:
        """The codes that nobody knows, each once."""
        return tuple(self._unknown)

    @property
    def misplaced(self) -> tuple[ShelfItem, ...]:
        """What belongs elsewhere and is not moved by booking."""
        return tuple(self._misplaced.values())

    def row(self, item_uid: str) -> CountRow | None:
        """Return the row of an item."""
        return self._rows.get(item_uid)

    def last_step(self) -> Event | None:
        """Return the last step that can be taken back."""
        return next((event for event in reversed(self._events) if isinstance(event, _STEPS)), None)

    def without_last_step(self) -> list[Event]:
        """Return the events without the last step that can be taken back."""
        at = next(n for n in range(len(self._events) - 1, -1, -1) if isinstance(self._events[n], _STEPS))
        return self._events[:at] + self._events[at + 1 :]

    def add(self, event: Event) -> None:
        """Let an event take effect."""
        self._events.append(event)
        match event:
            case CountedMore():
                self._count(event)
            case Corrected() if row := self._rows.get(event.item_uid):
                self._correct(row, event.quantity)
            case Unknown():
                self._unknown[event.scan] = self._unknown.get(event.scan, 0) + 1
            case Misplaced():
                self._misplaced[event.item.uid] = event.item
            case RestMissing():
                self.rest_missing = event.missing
            case Refreshed():
                self._refresh(event)
            case Booking():
                self.booking = event.command_id
            case _:
                pass

    def to_book(self) -> tuple[CountRow, ...]:
        """Return the rows that are booked: those that were counted, and with *the rest is missing* all others at 0."""
        return tuple(
            row if row.counted is not None else replace(row, counted=ZERO)
            for row in self._rows.values()
            if row.counted is not None or (self.rest_missing and not row.stale)
        )

    def command(self, reason: str) -> BookCount:
        """Return the command that books the count."""
        counts = tuple(row.booked() for row in self.to_book())
        return BookCount(location_uid=self.began.location_uid, counts=counts, reason=reason)

    def _start(self) -> None:
        for item in self.began.items:
            self._rows[item.uid] = self._new_row(item)

    def _new_row(self, item: ShelfItem) -> CountRow:
        return CountRow(item=item, belongs_here=item.location_uid == self.began.location_uid)

    def _count(self, event: CountedMore) -> None:
        row = self._rows.get(event.item.uid) or self._new_row(event.item)
        counted = (row.counted or ZERO) + event.quantity
        self._rows[event.item.uid] = replace(row, counted=counted, stale=False)

    def _correct(self, row: CountRow, quantity: Decimal | None) -> None:
        if quantity is None and not row.expected:
            # Nobody expects it: without a count there is no row.
            del self._rows[row.item.uid]
            return
        stale = row.stale and quantity is None
        self._rows[row.item.uid] = replace(row, counted=quantity, stale=stale)

    def _refresh(self, event: Refreshed) -> None:
        self.rest_missing = False
        self.booking = None
        for uid in event.gone:
            self._rows.pop(uid, None)
        for item in event.items:
            known = self._rows.get(item.uid)
            self._rows[item.uid] = replace(self._new_row(item), stale=known is not None)


def is_counted_by_the_piece(item: ShelfItem) -> bool:
    """Whether an item is one piece, there or not."""
    return item.tracking is TrackingType.SERIAL
