"""Opening the database file: pragmas, transactions, the version of its schema."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pysqlite3.dbapi2
from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.pool import StaticPool

from kitstation.domain.errors import StoreFault
from kitstation.store.faults import store_faults

Reader = Connection
"""What the functions of `kitstation.store.queries` ask."""

HEAD = "0007"
"""The newest schema that this program knows."""

_PRAGMAS = (
    # Green means durable: every commit is on the disk before it is shown.
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    "PRAGMA trusted_schema=OFF",
    "PRAGMA cell_size_check=ON",
    "PRAGMA cache_size=-32768",
    "PRAGMA temp_store=MEMORY",
    # Samples of each index are statistics enough; reading a million items whole would take seconds.
    "PRAGMA analysis_limit=1000",
)


class Database:
    """One database file with one connection, owned by the thread that uses it."""

    def __init__(self, path: Path, *, busy_timeout_s: float = 5.0) -> None:
        self.path = path
        self._engine = _engine(path, busy_timeout_s)
        try:
            with store_faults(str(path)):
                self._connection = self._engine.connect()
                _bring_up_to_date(self._connection, path)
        except BaseException:
            self._engine.dispose()
            raise

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give a connection for reading: one consistent picture until the end of the block."""
        with store_faults(str(self.path)), self._connection.begin():
            yield self._connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Give a connection for writing: all of the block or nothing, durable at its end.

        The write lock is taken at once. A deferred transaction that reads and then writes would fail with
        "database is locked" as soon as somebody else has written in between.
        """
        with store_faults(str(self.path)), beginning_to_write(self._connection), self._connection.begin():
            yield self._connection

    def take_back(self) -> None:
        """Take back what was written in the present block of `writing`."""
        if (transaction := self._connection.get_transaction()) is not None:
            transaction.rollback()

    def written_elsewhere(self) -> int:
        """Return a number that changes whenever somebody else writes to the file, and only then."""
        # Straight to the driver, as every scan asks: a transaction around it would take longer than the answer.
        driver: pysqlite3.dbapi2.Connection = self._connection.connection.dbapi_connection
        with store_faults(str(self.path)):
            return int(driver.execute("PRAGMA data_version").fetchone()[0])

    def optimize(self) -> None:
        """Let the database refresh the statistics by which it plans its queries, where they are out of date."""
        with store_faults(str(self.path)), self._connection.begin():
            self._connection.exec_driver_sql("PRAGMA optimize=0x10002")

    def close(self) -> None:
        """Close the file."""
        self._connection.close()
        self._engine.dispose()


@contextmanager
def beginning_to_write(connection: Connection) -> Iterator[None]:
    """Let the transactions that begin in the block take the write lock at once."""
    connection.info["begin"] = "BEGIN IMMEDIATE"
    try:
        yield
    finally:
        del connection.info["begin"]


def _engine(path: Path, busy_timeout_s: float) -> Engine:
    engine = create_engine(
        f"sqlite:///{path}",
        module=pysqlite3.dbapi2,
        poolclass=StaticPool,
        connect_args={"timeout": busy_timeout_s, "check_same_thread": False},
    )
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def _prepare(connection: pysqlite3.dbapi2.Connection, _record: object) -> None:
    # The driver's own transaction handling begins late and silently; `_begin` says what it does.
    connection.isolation_level = None
    for pragma in _PRAGMAS:
        connection.execute(pragma).close()


def _begin(connection: Connection) -> None:
    # Straight to the driver: every scan begins three transactions, and this is a tenth of the time.
    driver: pysqlite3.dbapi2.Connection = connection.connection.dbapi_connection
    driver.execute(connection.info.get("begin", "BEGIN")).close()


def _bring_up_to_date(connection: Connection, path: Path) -> None:
    with connection.begin():
        known = connection.execute(text("SELECT 1 FROM sqlite_master WHERE name = 'alembic_version'")).first()
        version = (
            connection.execute(text("SELECT version_num FROM alembic_version")).scalar() if known else None
        )
    if version == HEAD:
        return
    if version is not None and version > HEAD:
        raise StoreFault(
            "This profile was used by a newer version of kitstation",
            detail=f"{path} has schema {version}; this program knows up to {HEAD}",
            hint="Install the newest kitstation. The database was not touched.",
        )
    from kitstation.store.migrations.upgrade import upgrade

    upgrade(connection)
