"""Those who work at the benches, all of them: they are few."""

from __future__ import annotations

from sqlalchemy import Connection

from kitstation.domain.records import Operator
from kitstation.store import rows, tables

_operator = tables.operator.c
_ALL = rows.OPERATORS.select.order_by(_operator.active.desc(), _operator.name)


def operators(connection: Connection) -> tuple[Operator, ...]:
    """Return every operator, those who work here before those who do not any more, by name."""
    return tuple(rows.OPERATORS.record(row) for row in connection.execute(_ALL).mappings())
