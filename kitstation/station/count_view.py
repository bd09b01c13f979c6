"""What a count shows and asks: the rows, what does not belong there, and the open question."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from kitstation.domain.quantities import ZERO
from kitstation.station.count_keeping import KeptCount
from kitstation.station.count_sheet import CountRow
from kitstation.store.queries.counting import ShelfItem


class Counting(StrEnum):
    """What a scan or key of a count did."""

    BEGAN = "COUNT_BEGAN"
    RESUMED = "COUNT_RESUMED"
    COUNTED = "COUNTED"
    MOVED_HERE = "BELONGS_ELSEWHERE_MOVED"
    MISPLACED = "BELONGS_ELSEWHERE"
    ALREADY = "COUNTED_ALREADY"
    ASKED = "ASKED"
    TYPED = "DIGIT_TYPED"
    CORRECTED = "CORRECTED"
    REST = "REST_MISSING"
    UNDONE = "UNDONE"
    CANCELLED = "CANCELLED"
    NO_PLACE = "NO_PLACE"
    NOTHING_COUNTED = "NOTHING_COUNTED"
    RESERVED_MISSING = "RESERVED_MISSING"
    BOOKED = "BOOKED"
    LEFT = "COUNT_LEFT"
    DISCARDED = "COUNT_DISCARDED"


@dataclass(frozen=True, slots=True)
class HowMany:
    """How much of it lies there? With `instead` the answer takes the place of so much that was counted already."""

    item: ShelfItem
    usual: Decimal | None
    typed: str = ""
    instead: Decimal = ZERO


@dataclass(frozen=True, slots=True)
class WhichItem:
    """Which of these items is it? Answered by its number in the list, from 1."""

    items: tuple[ShelfItem, ...]
    label_quantity: Decimal | None


Question = HowMany | WhichItem


@dataclass(frozen=True, slots=True)
class CountView:
    """All that the counting page shows, at one moment. Without a place, `kept` are the counts to go on with."""

    location_uid: str | None
    location: str
    began_at: datetime | None
    rows: tuple[CountRow, ...]
    unknown: tuple[str, ...]
    misplaced: tuple[ShelfItem, ...]
    rest_missing: bool
    each: bool
    question: Question | None
    kept: tuple[KeptCount, ...]

    @property
    def expected(self) -> int:
        """How many items should be there."""
        return sum(1 for row in self.rows if row.expected)

    @property
    def done(self) -> int:
        """How many of those are counted."""
        return sum(1 for row in self.rows if row.expected and row.counted is not None)

    @property
    def differing(self) -> tuple[CountRow, ...]:
        """The rows whose booking changes something."""
        return tuple(row for row in self.rows if self._booked_difference(row))

    def _booked_difference(self, row: CountRow) -> Decimal:
        if row.counted is None:
            return -row.expected if self.rest_missing and not row.stale else ZERO
        return row.counted - row.expected
