"""What the history page reads, on the core thread."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kitstation.station.sentences import Speech
from kitstation.station.timeline.course import Course, course_of_days, course_of_items
from kitstation.station.timeline.finding import Asked, find_asked
from kitstation.station.timeline.groups import kinds_of
from kitstation.station.timeline.reading import EntryDetail, HistoryRow, read_entry, read_history
from kitstation.store.queries.history import last_change
from kitstation.store.queries.timeline import TimelineFilter, operators_in_journal
from kitstation.ui.pages.history.filters import Narrowing
from kitstation.ui.tables.paged_model import Page

if TYPE_CHECKING:
    from kitstation.scanning.grammar import Grammar
    from kitstation.store.store import Store


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the page shows: what the search asks for, and the filter that follows from everything."""

    asked: Asked
    filter: TimelineFilter


@dataclass(frozen=True, slots=True)
class Extent:
    """Up to which change the journal reaches, and who stands in it."""

    change: int
    operators: tuple[str, ...]


def read_extent(store: Store) -> Extent:
    """Read how far the journal reaches."""
    with store.reading() as reader:
        return Extent(last_change(reader), operators_in_journal(reader))


def read_wanted(store: Store, text: str, narrowing: Narrowing, grammar: Grammar) -> Wanted:
    """Read what a text asks for, and put the filter together."""
    with store.reading() as reader:
        asked = find_asked(reader, text, grammar)
    wanted = TimelineFilter(
        about=asked.about,
        wanted_subjects=bool(text.strip()),
        kinds=kinds_of(narrowing.group) if narrowing.group else (),
        operator=narrowing.operator,
        since=narrowing.since,
    )
    return Wanted(asked, wanted)


@dataclass(frozen=True, slots=True)
class ReadRows:
    """Reads the rows of a history, a page at a time."""

    wanted: TimelineFilter
    speech: Speech

    def __call__(self, store: Store, after: object | None, limit: int) -> Page[HistoryRow]:
        """Read the next page."""
        with store.reading() as reader:
            page = read_history(
                reader, self.wanted, self.speech, after=after if isinstance(after, int) else None, limit=limit
            )
        return Page(page.rows, page.next_key)


def read_course(store: Store, wanted: Wanted) -> Course:
    """Read what the chart draws."""
    with store.reading() as reader:
        if items := wanted.asked.items:
            return course_of_items(reader, items)
        return course_of_days(reader, wanted.filter)


def read_detail(store: Store, command_id: str, speech: Speech) -> EntryDetail | None:
    """Read one entry whole."""
    with store.reading() as reader:
        return read_entry(reader, command_id, speech)
