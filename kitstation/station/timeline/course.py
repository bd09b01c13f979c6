"""The course of things over time, for a chart: what was on hand of items, or how much happened each day."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import UTC, date, datetime, tzinfo
from decimal import Decimal

from kitstation.domain.quantities import ZERO, plain
from kitstation.store.database import Reader
from kitstation.store.queries import timeline_course
from kitstation.store.queries.timeline import TimelineFilter


@dataclass(frozen=True, slots=True)
class Level:
    """How much was on hand from a moment on."""

    at: datetime
    quantity: Decimal


@dataclass(frozen=True, slots=True)
class Day:
    """How many entries a day has."""

    day: date
    entries: int


@dataclass(frozen=True, slots=True)
class Course:
    """What a chart draws: levels where the history is about one thing, else days. `unit` is that of the levels."""

    levels: tuple[Level, ...] = ()
    days: tuple[Day, ...] = ()
    unit: str = ""


def course_of_items(reader: Reader, item_uids: tuple[str, ...]) -> Course:
    """Return how much of items was on hand, from each change on."""
    levels: dict[datetime, Decimal] = {}
    quantity = ZERO
    for change in timeline_course.changes_on_hand(reader, item_uids):
        quantity = plain(quantity + change.quantity)
        levels[change.at] = quantity
    unit = timeline_course.unit_of(reader, item_uids)
    return Course(levels=tuple(Level(at, amount) for at, amount in levels.items()), unit=unit)


def course_of_days(reader: Reader, wanted: TimelineFilter, zone: tzinfo | None = None) -> Course:
    """Return how much of what is wanted happened on each day, as far back as the newest entries reach."""
    moments = timeline_course.newest_moments(reader, wanted)
    counted = Counter(at.replace(tzinfo=at.tzinfo or UTC).astimezone(zone).date() for at in moments)
    return Course(days=tuple(Day(day, counted[day]) for day in sorted(counted)))
