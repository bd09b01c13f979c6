"""The migrations make the schema that the program's tables describe."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pysqlite3.dbapi2
import pytest
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, create_engine, inspect

from kitstation.store import database
from kitstation.store.migrations.upgrade import configuration
from kitstation.store.store import Store
from kitstation.store.tables import metadata

TABLES = sorted(metadata.tables)


@pytest.fixture
def migrated(store: Store) -> Iterator[Connection]:
    with store.reading() as connection:
        yield connection


@pytest.fixture
def described(tmp_path: Path) -> Iterator[Connection]:
    engine = create_engine(f"sqlite:///{tmp_path / 'described.db'}", module=pysqlite3.dbapi2)
    metadata.create_all(engine)
    with engine.connect() as connection:
        yield connection
    engine.dispose()


def shape(connection: Connection, table: str) -> dict[str, Any]:
    """Return all there is to a table; SQLite's own words for what SQLAlchemy does not reflect."""
    tables = inspect(connection)
    rows = connection.exec_driver_sql
    return {
        "columns": rows(f"PRAGMA table_xinfo({table})").fetchall(),
        "strict, without rowid": rows(f"PRAGMA table_list({table})").fetchall(),
        "primary key": tables.get_pk_constraint(table),
        "foreign keys": sorted(tables.get_foreign_keys(table), key=str),
        "checks": sorted(tables.get_check_constraints(table), key=str),
        "unique": sorted(tables.get_unique_constraints(table), key=str),
        "indexes": rows(
            f"SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = '{table}' "  # noqa: S608
            "AND sql IS NOT NULL ORDER BY name"
        ).fetchall(),
    }


# Such an index is compared by its SQL.
@pytest.mark.filterwarnings("ignore:Skipped unsupported reflection of expression-based index")
@pytest.mark.parametrize("table", TABLES)
def test_the_migrations_make_what_the_tables_describe(
    migrated: Connection, described: Connection, table: str
) -> None:
    assert shape(migrated, table) == shape(described, table)


def test_the_migrations_make_no_other_table(migrated: Connection) -> None:
    names = set(inspect(migrated).get_table_names()) - set(TABLES)
    assert {name for name in names if "_search" not in name} == {"alembic_version"}


def test_the_newest_schema_that_the_program_knows_is_the_newest_there_is(migrated: Connection) -> None:
    assert ScriptDirectory.from_config(configuration()).get_heads() == [database.HEAD]
    assert migrated.exec_driver_sql("SELECT version_num FROM alembic_version").scalar_one() == database.HEAD


@pytest.mark.parametrize("table", TABLES)
def test_every_table_is_strict(migrated: Connection, table: str) -> None:
    assert migrated.exec_driver_sql(f"PRAGMA table_list({table})").mappings().one()["strict"] == 1


@pytest.mark.parametrize(
    ("pragma", "value"),
    [("journal_mode", "wal"), ("synchronous", 2), ("foreign_keys", 1), ("trusted_schema", 0)],
)
def test_green_means_durable_and_references_hold(migrated: Connection, pragma: str, value: str | int) -> None:
    assert migrated.exec_driver_sql(f"PRAGMA {pragma}").scalar_one() == value


def test_the_database_has_no_known_corruption_bug() -> None:
    """SQLite before 3.51.3 can corrupt a write-ahead log when two connections write and checkpoint at once."""
    assert pysqlite3.dbapi2.sqlite_version_info >= (3, 51, 3)
