"""The order of joins, where a database without statistics would begin at the wrong end."""

from __future__ import annotations

from sqlalchemy import ColumnElement, Text, literal_column

_NO_TEXT: ColumnElement[str] = literal_column("''")


def leads(column: ColumnElement[str]) -> ColumnElement[str]:
    """Return a column's value in a form that no index serves: its table is read before the one that it is joined to."""
    return column.op("||", return_type=Text())(_NO_TEXT)
