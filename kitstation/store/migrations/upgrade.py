"""Bringing a database to the newest schema."""

from __future__ import annotations

from pathlib import Path

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
    with beginning_to_write(connection):
        command.upgrade(config, "head")
