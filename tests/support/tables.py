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


def without_traces(tables: Mapping[str, Rows]) -> dict[str, set[tuple[Any, ...]]]:
    """Return what the tables say about the world, leaving out how often it was written and what is over.

    Left out are the journal with its movements and subjects, versions, deleted items, and amounts of nothing.
    """
    told: dict[str, set[tuple[Any, ...]]] = {}
    for table in metadata.sorted_tables:
        if table.name in {"journal", "movement", "subject"}:
            continue
        names = [column.name for column in table.columns]
        kept = [index for index, name in enumerate(names) if name != "version"]
        told[table.name] = {
            tuple(row[index] for index in kept)
            for row in tables[table.name]
            if not _is_over(table.name, dict(zip(names, row, strict=True)))
        }
    return told


def _is_over(table: str, row: Mapping[str, Any]) -> bool:
    match table:
        case "item":
            return bool(row["deleted"])
        case "balance":
            return not row["quantity"]
        case "part_stock":
            return not any(row[name] for name in ("on_hand", "blocked", "serial_items", "lot_items"))
        case _:
            return False
