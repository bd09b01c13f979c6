"""The rules of the house, as chosen or as they are at first."""

from __future__ import annotations

from sqlalchemy import Connection

from kitstation.domain.records import Rules
from kitstation.store import rows


def house_rules(connection: Connection) -> Rules:
    """Return the rules of the house."""
    row = connection.execute(rows.RULES.select).mappings().first()
    return rows.RULES.record(row) if row else Rules()
