"""The newest entries about something, read from indexes as far as a page needs and no further.

An index has the entries of one item, place or kit in the order of the journal. A history is about many of those at
once: a walk merges them, and always goes on with the one whose next entry is the newest.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    Text,
    bindparam,
    column,
    func,
    literal,
    literal_column,
    select,
    table,
    text,
    union,
    union_all,
)

from kitstation.store import tables
from kitstation.store.column_types import Moment, WholeNumber

_journal = tables.journal.c
_BEFORE: ColumnElement[int] = bindparam("before", type_=WholeNumber)
_LIMIT: ColumnElement[int] = bindparam("limit", type_=WholeNumber)
_walked = table("walk", column("key"), column("seq")).c


def among(values: Iterable[str]) -> Select[tuple[str]]:
    """Return the query for values that are known: thousands of them are one parameter."""
    listed = func.json_each(literal(json.dumps(list(values)))).table_valued(column("value", Text))
    return select(listed.c.value)


@dataclass(frozen=True, slots=True)
class Walk:
    """The entries that an index on `key` and `seq` has of some values; `where` is said in the words of the index."""

    key: ColumnElement[Any]
    seq: ColumnElement[int]
    values: Select[tuple[str]]
    where: ColumnElement[bool] | None = None

    def query(self) -> Select[tuple[int]]:
        """Return the query for the newest of them before `before`, at most `limit`.

        It is a seek for each value and one for each entry: SQLite goes on with what its recursion has found in the
        order that is named, and ends it at the limit.
        """
        wanted = self.values.subquery("wanted")
        value = wanted.columns[0]
        first = select(value.label("key"), self._next(value, _BEFORE).label("seq"))
        following = select(_walked.key, self._next(_walked.key, _walked.seq)).where(_walked.seq.is_not(None))
        walk = union_all(first, following).order_by(text("2 DESC")).cte("walk", recursive=True)
        return select(walk.c.seq).where(walk.c.seq.is_not(None)).distinct().limit(_LIMIT)

    def _next(self, value: ColumnElement[Any], before: ColumnElement[Any]) -> ColumnElement[Any]:
        query = select(func.max(self.seq)).where(self.key == value, self.seq < before)
        if self.where is not None:
            query = query.where(self.where)
        return query.scalar_subquery()


@dataclass(frozen=True, slots=True)
class Stream:
    """Entries by all the ways to find them: walks, and queries for the ids of commands, which are few."""

    walks: tuple[Walk, ...]
    commands: tuple[Select[Any], ...] = ()

    def newest(self, connection: Connection, before: int, limit: int) -> list[int]:
        """Return the numbers of the newest entries before one, the newest first."""
        parameters = {"before": before, "limit": limit}
        queries: list[Select[Any]] = [walk.query() for walk in self.walks]
        if self.commands:
            queries.append(_of_commands(self.commands))
        found = {seq for query in queries for seq in connection.execute(query, parameters).scalars()}
        return sorted(found, reverse=True)[:limit]


def of_kinds(kinds: Collection[str]) -> Stream:
    """Return the entries of these kinds."""
    return Stream((Walk(_journal.kind, _journal.seq, among(kinds)),))


class Span(NamedTuple):
    """A stretch of the journal, from the number of one entry to that of another."""

    first: int
    last: int


def span_of(connection: Connection, since: datetime | None, until: datetime | None) -> Span | None:
    """Return the stretch in which all entries of a period are; None where it has none.

    Entries are numbered in the order in which they were written, which their moments need not follow. The index on
    moments is read as far as the period goes: some 7 ms for 100,000 entries.
    """
    query = select(func.min(_journal.seq), func.max(_journal.seq))
    if since is not None:
        query = query.where(_journal.at >= literal(since, Moment))
    if until is not None:
        query = query.where(_journal.at < literal(until, Moment))
    first, last = connection.execute(query).one()
    return None if first is None else Span(first, last)


def _of_commands(commands: Iterable[Select[Any]]) -> Select[tuple[int]]:
    # The plus keeps the order out of it: a few entries are found by their ids and sorted, not by reading all.
    seq: ColumnElement[int] = literal_column("+journal.seq", type_=WholeNumber)
    return (
        select(_journal.seq)
        .where(_journal.command_id.in_(union(*commands)), seq < _BEFORE)
        .order_by(seq.desc())
        .limit(_LIMIT)
    )
