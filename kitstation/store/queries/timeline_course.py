"""What a chart of a history is drawn from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from sqlalchemy import Connection, bindparam, case, select

from kitstation.domain.movements import Bucket
from kitstation.store import tables
from kitstation.store.queries.timeline_filter import TimelineFilter, newest_rows

_journal, _movement = tables.journal.c, tables.movement.c
NEWEST = 5_000
"""A chart of days reaches back so many entries."""


@dataclass(frozen=True, slots=True)
class ChangeOnHand:
    """By how much what is on hand changed, and when."""

    at: datetime
    quantity: Decimal


_GAIN = case((_movement.to_bucket == Bucket.ON_HAND, _movement.quantity), else_=-_movement.quantity)
# What goes from place to place stays on hand.
_CHANGES = (
    select(_journal.at, _GAIN.label("quantity"))
    .select_from(tables.movement)
    .join(tables.journal, _journal.command_id == _movement.command_id)
    .where(
        _movement.item_uid.in_(bindparam("uids", expanding=True)),
        (_movement.to_bucket == Bucket.ON_HAND) != (_movement.from_bucket == Bucket.ON_HAND),
    )
    .order_by(_journal.seq, _movement.ordinal)
)


def changes_on_hand(connection: Connection, item_uids: tuple[str, ...]) -> tuple[ChangeOnHand, ...]:
    """Return every change of what is on hand of items, oldest first."""
    rows = connection.execute(_CHANGES, {"uids": list(item_uids)})
    return tuple(ChangeOnHand(at, quantity) for at, quantity in rows)


def unit_of(connection: Connection, item_uids: tuple[str, ...]) -> str:
    """Return the unit in which items are counted, where it is one; else nothing."""
    query = select(tables.item.c.unit).where(tables.item.c.uid.in_(item_uids)).distinct()
    units = connection.execute(query).scalars().all()
    return units[0] if len(units) == 1 else ""


def newest_moments(connection: Connection, wanted: TimelineFilter) -> tuple[datetime, ...]:
    """Return when the newest entries that are wanted were made."""
    moments = select(_journal.seq, _journal.at)
    return tuple(row["at"] for row in newest_rows(connection, moments, wanted, None, NEWEST))
