"""The references: the least that could be done in the place of what is measured."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from time import perf_counter_ns

import pysqlite3.dbapi2


class BareTransactions:
    """One insert and one update in one durable transaction, as any program that writes to SQLite needs."""

    def __init__(self, connection: pysqlite3.dbapi2.Connection) -> None:
        self._connection = connection

    def one(self) -> float:
        """Do one transaction, and return how long it took in ms."""
        since = perf_counter_ns()
        self._connection.execute("BEGIN IMMEDIATE")
        self._connection.execute("INSERT INTO entry (words) VALUES (?)", ("x" * 200,))
        self._connection.execute("UPDATE total SET amount = amount + 1 WHERE id = 1")
        self._connection.execute("COMMIT")
        return milliseconds_since(since)


@contextmanager
def bare_transactions(folder: Path) -> Iterator[BareTransactions]:
    """Give bare transactions on a small database in a folder, as durable as the station's."""
    path = folder / "bare.db"
    with closing(pysqlite3.dbapi2.connect(str(path), isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode=WAL").close()
        connection.execute("PRAGMA synchronous=FULL")
        connection.execute("CREATE TABLE entry (id INTEGER PRIMARY KEY, words TEXT)")
        connection.execute("CREATE TABLE total (id INTEGER PRIMARY KEY, amount INTEGER)")
        connection.execute("INSERT INTO total VALUES (1, 0)")
        yield BareTransactions(connection)


def milliseconds_since(since_ns: int) -> float:
    """Return how long ago `perf_counter_ns` gave `since_ns`, in ms."""
    return (perf_counter_ns() - since_ns) / 1e6


class BareQuery:
    """A statement straight to the driver, and all its rows."""

    def __init__(self, connection: pysqlite3.dbapi2.Connection) -> None:
        self._connection = connection

    def one(self, statement: str, *parameters: object) -> float:
        """Read all rows of a statement, and return how long it took in ms."""
        since = perf_counter_ns()
        self._connection.execute(statement, parameters).fetchall()
        return milliseconds_since(since)


@contextmanager
def bare_query(path: Path) -> Iterator[BareQuery]:
    """Give bare queries on a database."""
    with closing(pysqlite3.dbapi2.connect(str(path), isolation_level=None)) as connection:
        yield BareQuery(connection)
