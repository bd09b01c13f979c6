"""Alembic's entry: runs the steps on the connection that is handed in."""

from __future__ import annotations

from alembic import context

from kitstation.store.tables import metadata

connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=metadata, transactional_ddl=True)
with context.begin_transaction():
    context.run_migrations()
