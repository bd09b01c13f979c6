"""The rebuild: the journal, replayed into an empty database, gives every row again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from operator import itemgetter
from pathlib import Path
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    RowMapping,
    Table,
    TypeDecorator,
    select,
    type_coerce,
)
from sqlalchemy.types import TypeEngine

from kitstation.domain.commands import Entry
from kitstation.domain.errors import StoreFault
from kitstation.domain.outcomes import Outcome
from kitstation.domain.quantities import from_micro
from kitstation.domain.records import Role
from kitstation.domain.refusals import Refused
from kitstation.store import codec, tables
from kitstation.store.column_types import Quantity
from kitstation.store.differences import AuditReport, Difference, report
from kitstation.store.store import Store

CHUNK = 1_000
"""Journal entries in one transaction of the replay."""

Stored = tuple[Any, ...]


def rebuild(store: Store, scratch_path: Path) -> AuditReport:
    """Replay the whole journal into a new database at `scratch_path` and compare every row of every table.

    In the report, `expected` is what the journal gives and `found` is what the store holds. The new database stays.
    Raises StoreFault when there is a file at `scratch_path` already, or when the journal cannot be read.
    """
    if scratch_path.exists():
        raise StoreFault(
            "The rebuilt database would overwrite a file",
            detail=f"{scratch_path} exists already",
            hint="Name a file that does not exist yet.",
        )
    scratch = Store(scratch_path)
    try:
        with store.reading() as kept:
            return report(_differences(kept, scratch))
    finally:
        scratch.close()


def _differences(kept: Connection, scratch: Store) -> Iterator[Difference]:
    yield from _replay(kept, scratch)
    with scratch.reading() as replayed:
        for table in tables.metadata.sorted_tables:
            yield from _compare(table, kept, replayed)


def _replay(kept: Connection, scratch: Store) -> Iterator[Difference]:
    journal = tables.journal
    after = -1
    while True:
        query = select(*_as_stored(journal)).where(journal.c.seq > after).order_by(journal.c.seq).limit(CHUNK)
        rows = kept.execute(query).mappings().all()
        if not rows:
            return
        after = rows[-1]["seq"]
        readable: list[Entry] = []
        for row in rows:
            read = _read(row)
            if isinstance(read, Difference):
                yield read
            else:
                readable.append(read)
        for entry, outcome in zip(readable, scratch.execute_all(readable), strict=True):
            yield from _refusal(entry, outcome)


def _read(row: RowMapping) -> Entry | Difference:
    """Return what was handed in, or what cannot be read of it."""
    command_id, kind = row["command_id"], row["kind"]
    try:
        at = datetime.fromisoformat(row["at"])
    except ValueError:
        return Difference("journal", command_id, "at", "a moment", row["at"])
    try:
        command = codec.load(kind, row["format"], row["payload"])
    except ValueError:
        return Difference("journal", command_id, "payload", f"a {kind}", row["payload"])
    return Entry(
        command_id=command_id,
        at=at,
        operator=row["operator"],
        station=row["station"],
        command=command,
        role=Role(row["role"]),
        edition=row["format"],
    )


def _refusal(entry: Entry, outcome: Outcome) -> Iterator[Difference]:
    if isinstance(outcome, Refused):
        yield Difference("journal", entry.command_id, "outcome", f"refused: {outcome.code}", "accepted")


def _compare(table: Table, kept: Connection, replayed: Connection) -> Iterator[Difference]:
    columns = list(table.columns)
    key = itemgetter(*(columns.index(column) for column in table.primary_key))
    for found, expected in _matched(_rows(table, kept), _rows(table, replayed), key):
        if found == expected:
            continue
        if found is None and expected is not None:
            yield Difference(table.name, _name(key(expected)), "", "a row", None)
        elif expected is None and found is not None:
            yield Difference(table.name, _name(key(found)), "", None, "a row")
        elif expected is not None and found is not None:
            for column, should, there in zip(columns, expected, found, strict=True):
                if should != there:
                    texts = _text(column, should), _text(column, there)
                    yield Difference(table.name, _name(key(found)), column.name, *texts)


def _matched(
    there: Iterator[Stored], due: Iterator[Stored], key: Callable[[Stored], Any]
) -> Iterator[tuple[Stored | None, Stored | None]]:
    """Yield the rows of both sides, both in the order of their keys, in pairs; None where one side has none."""
    found, expected = next(there, None), next(due, None)
    while found is not None or expected is not None:
        if expected is None or (found is not None and key(found) < key(expected)):
            yield found, None
            found = next(there, None)
        elif found is None or key(expected) < key(found):
            yield None, expected
            expected = next(due, None)
        else:
            yield found, expected
            found, expected = next(there, None), next(due, None)


def _rows(table: Table, connection: Connection) -> Iterator[Stored]:
    """Yield a table's rows as they are stored, without making anything of the values."""
    query = select(*_as_stored(table)).order_by(*table.primary_key)
    for row in connection.execute(query).yield_per(CHUNK):
        yield tuple(row)


def _as_stored(table: Table) -> Iterator[ColumnElement[Any]]:
    for column in table.columns:
        yield type_coerce(column, _stored_type(column)).label(column.name)


def _stored_type(column: Column[Any]) -> TypeEngine[Any]:
    return column.type.impl_instance if isinstance(column.type, TypeDecorator) else column.type


def _name(key: object) -> str:
    return " / ".join(map(str, key)) if isinstance(key, tuple) else str(key)


def _text(column: Column[Any], value: object) -> str | None:
    if isinstance(value, int) and isinstance(column.type, Quantity):
        return str(from_micro(value))
    return None if value is None else str(value)
