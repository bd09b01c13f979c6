"""The statements that a store runs, whether SQLAlchemy executes them or they are prepared, and how they find rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

import pysqlite3.dbapi2
from sqlalchemy import Connection, Engine, event

from kitstation.store import prepared
from kitstation.store.prepared import driver_of

_Note = Callable[[Connection, str, Any], None]


@contextmanager
def statements() -> Iterator[list[str]]:
    """Give the statements that are executed in the block, on every connection."""
    executed: list[str] = []
    with _noted(lambda _connection, statement, _parameters: executed.append(statement)):
        yield executed


@contextmanager
def plans() -> Iterator[list[str]]:
    """Give the steps by which every statement of the block finds its rows."""
    steps: list[str] = []

    def explain(connection: Connection, statement: str, parameters: Any) -> None:  # noqa: ANN401 - as the driver takes them
        one = parameters[0] if parameters and isinstance(parameters[0], list | tuple) else parameters
        asked = driver_of(connection).execute(f"EXPLAIN QUERY PLAN {statement}", one or ())
        steps.extend(detail for *_, detail in asked)

    with _noted(explain):
        yield steps


@contextmanager
def _noted(note: _Note) -> Iterator[None]:
    def by_sqlalchemy(
        connection: Connection, _cursor: object, statement: str, parameters: object, *_: object
    ) -> None:
        note(connection, statement, parameters)

    def noting(connection: Connection) -> _Noting:
        return _Noting(connection, driver_of(connection), note)

    event.listen(Engine, "before_cursor_execute", by_sqlalchemy)
    try:
        with patch.object(prepared, "driver_of", noting):
            yield
    finally:
        event.remove(Engine, "before_cursor_execute", by_sqlalchemy)


class _Noting:
    """Stands before a driver's connection."""

    def __init__(self, connection: Connection, driver: pysqlite3.dbapi2.Connection, note: _Note) -> None:
        self._connection, self._driver, self._note = connection, driver, note

    def execute(self, statement: str, parameters: Sequence[Any]) -> pysqlite3.dbapi2.Cursor:
        self._note(self._connection, statement, parameters)
        return self._driver.execute(statement, parameters)

    def executemany(self, statement: str, parameters: Sequence[Any]) -> pysqlite3.dbapi2.Cursor:
        self._note(self._connection, statement, parameters)
        return self._driver.executemany(statement, parameters)
