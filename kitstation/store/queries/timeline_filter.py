"""Which entries of the journal are wanted, and the rows of the newest of them: a page costs what is on it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    RowMapping,
    Select,
    Text,
    func,
    literal,
    literal_column,
    select,
)

from kitstation.store import tables
from kitstation.store.column_types import Moment
from kitstation.store.queries.timeline_streams import Span, Stream, of_kinds, span_of
from kitstation.store.queries.timeline_subjects import About, stream_about

_journal = tables.journal.c

MOST_AT_ONCE = 5_000
"""So many entries are looked at together where few of those about something are wanted."""

STRETCH = 1_000
"""So many entries are looked through before the whole of a period is."""

LAST = 2**63 - 2
"""No entry has a larger number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineFilter:
    """Which entries are wanted; what is empty or None does not matter. `since` is included, `until` is not."""

    about: tuple[About, ...] = ()
    """Entries about any of these; `wanted_subjects` says that there must be one."""
    wanted_subjects: bool = False
    kinds: tuple[str, ...] = ()
    operator: str | None = None
    station: str | None = None
    since: datetime | None = None
    until: datetime | None = None


EVERYTHING = TimelineFilter()


def newest_rows(
    connection: Connection, query: Select[Any], wanted: TimelineFilter, after: int | None, limit: int
) -> list[RowMapping]:
    """Return the rows that a query has for the newest entries that are wanted, of those before the number `after`.

    Its columns have `seq` among them.
    """
    if wanted.wanted_subjects and not wanted.about:
        return []
    query, stream = _narrowed(query, wanted).order_by(_journal.seq.desc()), _stream(wanted)
    if stream is None and wanted.since is not None and wanted.until is None:
        nearest = _among_the_next(connection, query, after, limit)
        if len(nearest) == limit:
            return nearest
    span = Span(0, LAST)
    if wanted.since is not None or wanted.until is not None:
        found = span_of(connection, wanted.since, wanted.until)
        if found is None:
            return []
        span = found
    before = span.last + 1 if after is None else min(after, span.last + 1)
    if stream is None:
        within = query.where(_journal.seq >= span.first, _journal.seq < before).limit(limit)
        return list(connection.execute(within).mappings())
    rows: list[RowMapping] = []
    size = limit
    while len(rows) < limit:
        seqs = stream.newest(connection, before, size)
        listed = select(func.json_each(literal(json.dumps(seqs))).table_valued("value").c.value)
        rows += connection.execute(query.where(_journal.seq.in_(listed))).mappings()
        if len(seqs) < size or seqs[-1] < span.first:
            break
        # Few of them are wanted for another reason: look at more at once.
        before, size = seqs[-1], min(2 * size, MOST_AT_ONCE)
    return rows[:limit]


def _among_the_next(
    connection: Connection, query: Select[Any], after: int | None, limit: int
) -> list[RowMapping]:
    """Return what is found in a stretch of the journal: a period without an end mostly begins long before it."""
    if after is None:
        after = connection.execute(select(func.coalesce(func.max(_journal.seq), 0) + 1)).scalar_one()
    near = query.where(_journal.seq >= after - STRETCH, _journal.seq < after).limit(limit)
    return list(connection.execute(near).mappings())


def _stream(wanted: TimelineFilter) -> Stream | None:
    """Return what to go along; None where that is the journal itself, or the index of an operator or station."""
    if wanted.about:
        return stream_about(wanted.about)
    if wanted.kinds and wanted.operator is None and wanted.station is None:
        return of_kinds(wanted.kinds)
    return None


def _narrowed(query: Select[Any], wanted: TimelineFilter) -> Select[Any]:
    # The plus keeps their indexes out of it: what those can tell is known from the stream and from the span.
    kind: ColumnElement[str] = literal_column("+journal.kind", type_=Text)
    at: ColumnElement[datetime] = literal_column("+journal.at", type_=Moment)
    if wanted.kinds:
        query = query.where(kind.in_(wanted.kinds))
    if wanted.operator is not None:
        query = query.where(_journal.operator == wanted.operator)
    if wanted.station is not None:
        query = query.where(_journal.station == wanted.station)
    if wanted.since is not None:
        query = query.where(at >= wanted.since)
    if wanted.until is not None:
        query = query.where(at < wanted.until)
    return query
