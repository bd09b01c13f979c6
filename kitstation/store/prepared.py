"""Statements that every scan runs: said in SQLAlchemy Core as all others, compiled once, handed straight to the driver.

SQLAlchemy spends some 45 µs on an execution of which SQLite needs 3, and a scan runs more than a dozen. What is kept
is its language and its types: a prepared statement takes and returns the same values as `Connection.execute` does.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any, NamedTuple

import pysqlite3.dbapi2
from sqlalchemy import CompoundSelect, Connection, Delete, Insert, RowMapping, Select, Update
from sqlalchemy.dialects import sqlite
from sqlalchemy.sql.compiler import SQLCompiler

StoredRow = RowMapping | Mapping[str, Any]
"""A row by the names of its columns: one of SQLAlchemy's, or one of a prepared query."""

_DIALECT = sqlite.dialect(paramstyle="qmark")

_Conversion = Callable[[Any], Any]


def driver_of(connection: Connection) -> pysqlite3.dbapi2.Connection:
    """Return the driver's own connection: what runs on it belongs to the transaction that SQLAlchemy's is in."""
    return connection.connection.dbapi_connection


class PreparedQuery:
    """A query. It may not contain a list of values, as only an execution knows its length: ValueError at its first."""

    def __init__(self, query: Select[Any] | CompoundSelect[Any]) -> None:
        self._query = query

    def rows(self, connection: Connection, parameters: Mapping[str, Any]) -> list[dict[str, Any]]:
        """Return the rows, by the names of their columns. Raises KeyError for a parameter that is missing."""
        names, conversions = self._returned
        form = self._form
        found = driver_of(connection).execute(form.sql, form.bound(parameters)).fetchall()
        if not conversions:
            return [dict(zip(names, row, strict=True)) for row in found]
        return [dict(zip(names, _converted(row, conversions), strict=True)) for row in found]

    @cached_property
    def _form(self) -> _Form:
        return _compiled(self._query)

    @cached_property
    def _returned(self) -> tuple[tuple[str, ...], tuple[tuple[int, _Conversion], ...]]:
        """The names of the columns, and by their places those whose values are not what the driver returns."""
        columns = self._query.selected_columns
        found = ((at, _reading(column.type)) for at, column in enumerate(columns))
        return tuple(columns.keys()), tuple((at, reading) for at, reading in found if reading)


class PreparedWrite:
    """A statement that changes rows and returns none."""

    def __init__(self, statement: Insert | Update | Delete, columns: Iterable[str] = ()) -> None:
        """`columns` names those that an insert gives values for."""
        self._statement = statement
        self._columns = list(columns)

    def run(self, connection: Connection, parameters: Iterable[Mapping[str, Any]]) -> None:
        """Run it once with each of these parameters. Raises KeyError for one that is missing."""
        form = self._form
        driver_of(connection).executemany(form.sql, [form.bound(each) for each in parameters]).close()

    @cached_property
    def _form(self) -> _Form:
        return _compiled(self._statement, self._columns or None)


class _Parameter(NamedTuple):
    """A place of a statement: the name of its value, or (None) the value that the statement itself gives."""

    name: str | None
    constant: Any
    convert: _Conversion | None


class _Form(NamedTuple):
    """A statement as the driver takes it. Made at the first use: compiling takes as long as running it thirty times."""

    sql: str
    parameters: tuple[_Parameter, ...]

    def bound(self, given: Mapping[str, Any]) -> list[Any]:
        """Return the values for its places."""
        return [
            constant if name is None else convert(given[name]) if convert else given[name]
            for name, constant, convert in self.parameters
        ]


def _compiled(
    statement: Select[Any] | CompoundSelect[Any] | Insert | Update | Delete, columns: list[str] | None = None
) -> _Form:
    compiled = statement.compile(dialect=_DIALECT, column_keys=columns)
    if compiled.post_compile_params:
        raise ValueError(f"A prepared statement cannot contain a list of values: {compiled}")
    return _Form(str(compiled), tuple(_parameter(compiled, name) for name in compiled.positiontup or ()))


def _parameter(compiled: SQLCompiler, name: str) -> _Parameter:
    bind = compiled.binds[name]
    convert = bind.type.dialect_impl(_DIALECT).bind_processor(_DIALECT)
    if bind.required:
        return _Parameter(name, None, convert)
    value = bind.effective_value
    return _Parameter(None, convert(value) if convert else value, None)


def _reading(kind: Any) -> _Conversion | None:  # noqa: ANN401 - SQLAlchemy's types are generic in their values
    conversion: _Conversion | None = kind.dialect_impl(_DIALECT).result_processor(_DIALECT, None)
    return conversion


def _converted(row: Sequence[Any], conversions: Iterable[tuple[int, _Conversion]]) -> list[Any]:
    values = list(row)
    for at, convert in conversions:
        values[at] = convert(values[at])
    return values
