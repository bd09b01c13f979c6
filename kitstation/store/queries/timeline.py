"""The timeline: what the journal says about anything, newest first, a page at a time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, fields, is_dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    Connection,
    RowMapping,
    Select,
    bindparam,
    literal_column,
    select,
    text,
)

from kitstation.domain.commands import Command, Undo
from kitstation.domain.movements import Movement
from kitstation.domain.records import Role
from kitstation.store import codec, tables
from kitstation.store.lookups import Lookup
from kitstation.store.queries.naming import Name, Names, name_of, names_of, uids_in
from kitstation.store.queries.timeline_filter import EVERYTHING, TimelineFilter, newest_rows

__all__ = [
    "EVERYTHING",
    "TimelineEntry",
    "TimelineFilter",
    "TimelinePage",
    "entry_with_id",
    "operators_in_journal",
    "page",
]

_journal, _movement, _kit = tables.journal.c, tables.movement.c, tables.kit.c
_undoing, _undone = tables.journal.alias("undoing").c, tables.journal.alias("undone")

MOST_MOVEMENTS = 12
"""So many movements of an entry are read for a page: a sentence names no more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineEntry:
    """An entry of the journal. `taken_back` is the command that an undo took back, `undone` that this one was."""

    seq: int
    command_id: str
    kind: str
    command: Command
    at: datetime
    operator: str
    role: Role | None
    station: str
    kit: str | None
    undone: bool
    taken_back: Command | None
    movements: tuple[Movement, ...]


@dataclass(frozen=True, slots=True)
class TimelinePage:
    """Entries, newest first, the names of what they refer to, and after which the next page begins."""

    entries: tuple[TimelineEntry, ...]
    names: Names
    next_key: int | None


def page(
    connection: Connection, wanted: TimelineFilter, after: int | None = None, limit: int = 100
) -> TimelinePage:
    """Return the next entries that are wanted, those before the entry number `after`.

    Raises StoreFault where the journal holds a command that this program does not know.
    """
    return _page(connection, newest_rows(connection, _ROWS, wanted, after, limit), limit)


def entry_with_id(connection: Connection, command_id: str) -> TimelinePage:
    """Return one entry with all its movements, or none."""
    rows = connection.execute(_BY_ID, {"command_id": command_id}).mappings().all()
    return _page(connection, rows, len(rows) + 1, most_movements=None)


def operators_in_journal(connection: Connection) -> tuple[str, ...]:
    """Return who stands in the journal, by name: one seek for each."""
    return tuple(connection.execute(_OPERATORS).scalars())


def _page(
    connection: Connection,
    rows: Sequence[RowMapping],
    limit: int,
    most_movements: int | None = MOST_MOVEMENTS,
) -> TimelinePage:
    movements = _movements(connection, [row["command_id"] for row in rows], most_movements)
    entries = tuple(_entry(row, movements.get(row["command_id"], ())) for row in rows)
    next_key = entries[-1].seq if len(entries) == limit else None
    return TimelinePage(entries, _names(connection, entries), next_key)


def _entry(row: RowMapping, movements: Sequence[Movement]) -> TimelineEntry:
    taken_back = None
    if row["undone_kind"] is not None:
        taken_back = codec.load(row["undone_kind"], row["undone_format"], row["undone_payload"])
    return TimelineEntry(
        seq=row["seq"],
        command_id=row["command_id"],
        kind=row["kind"],
        command=codec.load(row["kind"], row["format"], row["payload"]),
        at=row["at"],
        operator=row["operator"],
        role=row["role"],
        station=row["station"],
        kit=row["kit"],
        undone=bool(row["undone"]),
        taken_back=taken_back,
        movements=tuple(movements),
    )


def _movements(
    connection: Connection, command_ids: Collection[str], most: int | None
) -> dict[str, list[Movement]]:
    found: dict[str, list[Movement]] = defaultdict(list)
    if not command_ids:
        return found
    lookup = _ALL_MOVEMENTS if most is None else _FIRST_MOVEMENTS
    for row in lookup.rows(connection, command_ids):
        values = {name: row[name] for name in _MOVEMENT_FIELDS}
        found[row["command_id"]].append(Movement(**values))
    return found


# Names.


def _names(connection: Connection, entries: Sequence[TimelineEntry]) -> Names:
    mentioned = {entry.command_id: set(_mentioned(entry)) for entry in entries}
    names = names_of(connection, set().union(*mentioned.values()))
    gone = {command_id: uids - names.keys() - {""} for command_id, uids in mentioned.items()}
    return names | _names_of_gone(connection, {key: uids for key, uids in gone.items() if uids})


def _names_of_gone(connection: Connection, gone: dict[str, set[str]]) -> dict[str, Name]:
    """Return the names of records that are no more, from what the journal kept of them when they were taken away."""
    if not gone:
        return {}
    before = [
        image.before
        for row in _IMAGES.rows(connection, gone.keys())
        for image in codec.load_images(row["images"])
        if image.before is not None and image.uid in gone[row["command_id"]]
    ]
    known = names_of(connection, {uid for record in before for uid in uids_in(record)})
    named = {record.uid: name_of(record, known) for record in before}
    return {uid: name for uid, name in named.items() if name is not None}


def _mentioned(entry: TimelineEntry) -> Iterator[str]:
    yield from _uids_in(entry.command)
    if entry.taken_back is not None:
        yield from _uids_in(entry.taken_back)
    for movement in entry.movements:
        yield movement.item_uid
        yield movement.from_place
        yield movement.to_place


def _uids_in(value: Any) -> Iterator[str]:  # noqa: ANN401 - commands, and what they are made of
    """Yield the uids that a command mentions: by their names its fields say that they hold some."""
    if isinstance(value, Undo):
        return
    for field in fields(value):
        held = getattr(value, field.name)
        if isinstance(held, tuple):
            named = field.name.endswith("uids") or field.name == "substitutes"
            for each in held:
                if is_dataclass(each):
                    yield from _uids_in(each)
                elif named:
                    yield each
        elif field.name.endswith("uid") and isinstance(held, str):
            yield held


# The statements.

_UNDONE = select(_undoing.seq).where(_undoing.undoes == _journal.command_id).exists()
_ROWS: Select[Any] = (
    select(
        _journal.seq,
        _journal.command_id,
        _journal.kind,
        _journal.format,
        _journal.payload,
        _journal.at,
        _journal.operator,
        _journal.role,
        _journal.station,
        _kit.number.label("kit"),
        _UNDONE.label("undone"),
        _undone.c.kind.label("undone_kind"),
        _undone.c.format.label("undone_format"),
        _undone.c.payload.label("undone_payload"),
    )
    .select_from(tables.journal)
    .outerjoin(tables.kit, _kit.uid == _journal.kit_uid)
    .outerjoin(_undone, _undone.c.command_id == _journal.undoes)
)
_BY_ID = _ROWS.where(_journal.command_id == bindparam("command_id"))


_MOVEMENT_FIELDS = tuple(field.name for field in fields(Movement))
_MOVED = select(tables.movement).order_by(_movement.command_id, _movement.ordinal)
_ALL_MOVEMENTS = Lookup[str](_MOVED, _movement.command_id)
_FIRST_MOVEMENTS = Lookup[str](
    _MOVED.where(_movement.ordinal < literal_column(str(MOST_MOVEMENTS))), _movement.command_id
)
_IMAGES = Lookup[str](select(_journal.command_id, _journal.images), _journal.command_id)
_OPERATORS = text(
    "WITH RECURSIVE who(name) AS (SELECT min(operator) FROM journal UNION ALL"
    " SELECT (SELECT min(operator) FROM journal WHERE operator > name) FROM who WHERE name IS NOT NULL)"
    " SELECT name FROM who WHERE name IS NOT NULL"
)
