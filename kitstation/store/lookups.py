"""Lookups: rows by key, for one key or many, with statements that are made once."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import islice
from typing import Any, Generic, TypeVar

from sqlalchemy import ColumnElement, Connection, Select, bindparam, tuple_

from kitstation.store.prepared import PreparedQuery, StoredRow

K = TypeVar("K", str, tuple[str, str])

CHUNK = 4_000
"""Keys in one statement; SQLite takes 32,766 parameters."""


class Lookup(Generic[K]):
    """All rows of a query whose key columns have one of the values that are asked for."""

    def __init__(self, query: Select[Any], *key: ColumnElement[Any]) -> None:
        self._names = tuple(f"key_{n}" for n in range(len(key)))
        named = zip(key, self._names, strict=True)
        self._one = PreparedQuery(query.where(*(column == bindparam(name) for column, name in named)))
        together = key[0] if len(key) == 1 else tuple_(*key)
        self._many = query.where(together.in_(bindparam("keys", expanding=True)))

    def rows(self, connection: Connection, keys: Collection[K]) -> Iterator[StoredRow]:
        """Yield the rows for these keys."""
        if len(keys) == 1:
            (key,) = keys
            yield from self._one.rows(connection, dict(zip(self._names, _values(key), strict=True)))
            return
        remaining = iter(keys)
        while chunk := list(islice(remaining, CHUNK)):
            yield from connection.execute(self._many, {"keys": chunk}).mappings()


def _values(key: str | tuple[str, str]) -> Sequence[str]:
    return key if isinstance(key, tuple) else (key,)
