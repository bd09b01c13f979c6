"""What every room of the loading uses: the connection, what is touched, and the records that are found."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, TypeVar

from sqlalchemy import Connection

from kitstation.domain.loaded import HasUid, Loaded, Rows
from kitstation.domain.touches import Touches
from kitstation.domain.working_set import WorkingSet
from kitstation.store.lookups import Lookup
from kitstation.store.rows import RowMap

R = TypeVar("R", bound=HasUid)


class Reading:
    """One working set as it fills."""

    def __init__(self, connection: Connection, touches: Touches) -> None:
        self.connection = connection
        self.touches = touches
        self.records = WorkingSet()

    def rows(self, kind: RowMap[R], lookup: Lookup[str], into: Rows[R], uids: Collection[str]) -> None:
        """Take in the records with these uids."""
        if not uids:
            return
        for row in lookup.rows(self.connection, uids):
            into.load(kind.record(row))
        into.note_absent(uids)

    def names(self, lookup: Lookup[Any], into: Loaded[Any, str], keys: Collection[Any]) -> None:
        """Take in which uid is found under each key. The key's columns come last in a row."""
        if not keys:
            return
        for row in lookup.rows(self.connection, keys):
            uid, *key = map(str, row.values())
            into.note(key[0] if len(key) == 1 else tuple(key), uid)
        into.note_absent(keys)
