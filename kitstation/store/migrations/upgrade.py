"""Bringing a database to the newest schema."""

from __future__ import annotations

from pathlib import Path

import pysqlite3.dbapi2
from alembic import command
from alembic.config import Config
from sqlalchemy import Connection

from kitstation.store.database import beginning_to_write


def configuration() -> Config:
    """Return Alembic's configuration; it needs no file."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent))
    config.set_main_option("path_separator", "os")
    return config


def upgrade(connection: Connection) -> None:
    """Run the steps that the database has not seen, all in one transaction."""
    config = configuration()
    config.attributes["connection"] = connection
    # A table that is made anew is gone for a moment; what refers to it must not be checked just then. SQLite takes
    # no notice of this inside a transaction, so that it goes straight to the driver.
    driver: pysqlite3.dbapi2.Connection = connection.connection.dbapi_connection
    driver.execute("PRAGMA foreign_keys=OFF").close()
    try:
        with beginning_to_write(connection):
            command.upgrade(config, "head")
    finally:
        driver.execute("PRAGMA foreign_keys=ON").close()
