"""What a database file holds, table by table."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pysqlite3.dbapi2 as sqlite

from kitstation.store.store import Store
from kitstation.store.tables import metadata

Rows = list[tuple[Any, ...]]


def contents(store: Store) -> Mapping[str, Rows]:
    """Return every row of every table, as stored, in the order of the keys."""
    with store.reading() as connection:
        return {
            table.name: [
                tuple(row)
                for row in connection.exec_driver_sql(
                    f"SELECT * FROM {table.name} ORDER BY "  # noqa: S608 - names from the schema
                    + ", ".join(column.name for column in table.primary_key)
                )
            ]
            for table in metadata.sorted_tables
        }


def tamper(path: Path, *statements: str) -> None:
    """Change a database file behind the store's back."""
    connection = sqlite.connect(path)
    connection.execute("PRAGMA ignore_check_constraints=ON")
    for statement in statements:
        assert connection.execute(statement).rowcount != 0, statement
    connection.commit()
    connection.close()
