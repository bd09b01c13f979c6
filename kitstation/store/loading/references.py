"""References: whether other records refer to one, so that it may not be taken away."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection, Select, Table, exists, select, text

from kitstation.domain.movements import Bucket
from kitstation.domain.records import Record
from kitstation.store import rows, tables

_TABLE_OF = {kind.kind: kind.table for kind in rows.IN_ORDER}


def referred_to(connection: Connection, kind: type[Record], uid: str, besides: frozenset[str]) -> bool:
    """Whether anything refers to a record, besides the records named: a foreign key, a balance or a movement.

    What kit lines hold is not asked here: it follows from the ledger.
    """
    return any(connection.execute(query).scalar() for query in _questions(_TABLE_OF[kind], uid, besides))


def _questions(table: Table, uid: str, besides: frozenset[str]) -> Iterator[Select[tuple[bool]]]:
    for other in tables.metadata.sorted_tables:
        for key in other.foreign_keys:
            if key.column.table is not table:
                continue
            refers = key.parent == uid
            condition = refers & other.c.uid.not_in(besides) if "uid" in other.c else refers
            yield select(exists().where(condition))
    balance, movement = tables.balance.c, tables.movement.c
    yield select(exists().where(tables.is_in(Bucket.DELIVERED), balance.place == uid))
    on_hand = text("'on_hand'")
    yield select(exists().where(movement.from_bucket == on_hand, movement.from_place == uid))
    yield select(exists().where(movement.to_bucket == on_hand, movement.to_place == uid))
