"""What has happened to a kit or an item, from the journal."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from sqlalchemy import Connection, bindparam, func, select

from kitstation.domain.commands import IssueItem, ReturnItem
from kitstation.domain.movements import Bucket
from kitstation.store import tables

_journal, _movement, _item, _part = tables.journal.c, tables.movement.c, tables.item.c, tables.part.c
_line, _kit = tables.kit_line.c, tables.kit.c
_undoing = tables.journal.alias("undoing")
SCANNED = (IssueItem.__name__, ReturnItem.__name__)
"""The commands that a scan at the bench leads to."""


@dataclass(frozen=True, slots=True)
class PastScan:
    """An issue or return of a kit, as the list of last scans shows it."""

    command_id: str
    kind: str
    at: datetime
    operator: str
    part_number: str
    serial_number: str | None
    lot_number: str | None
    quantity: Decimal
    unit: str
    undone: bool


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """The kit that an item went to last, and how."""

    kit_uid: str
    kit: str
    since: datetime
    operator: str
    station: str


_UNDONE = select(_undoing.c.seq).where(_undoing.c.undoes == _journal.command_id).exists()
_OF_KIT = (
    select(
        _journal.command_id,
        _journal.kind,
        _journal.at,
        _journal.operator,
        _part.part_number,
        _item.serial_number,
        _item.lot_number,
        _movement.quantity,
        _item.unit,
        _UNDONE.label("undone"),
    )
    .select_from(tables.journal)
    .join(tables.movement, (_movement.command_id == _journal.command_id) & (_movement.ordinal == 0))
    .join(tables.item, _item.uid == _movement.item_uid)
    .join(tables.part, _part.uid == _item.part_uid)
    .where(_journal.kit_uid == bindparam("kit_uid"), _journal.kind.in_(SCANNED))
    .order_by(_journal.seq.desc())
    .limit(bindparam("limit"))
)
_LAST_UNDOABLE = (
    select(_journal.command_id)
    .where(_journal.kit_uid == bindparam("kit_uid"), _journal.kind.in_(SCANNED), ~_UNDONE)
    .order_by(_journal.seq.desc())
    .limit(1)
)
_LAST_PICK = (
    select(
        _line.kit_uid,
        _kit.number.label("kit"),
        _journal.at.label("since"),
        _journal.operator,
        _journal.station,
    )
    .select_from(tables.movement)
    .join(tables.journal, _journal.command_id == _movement.command_id)
    .join(tables.kit_line, _line.uid == _movement.to_place)
    .join(tables.kit, _kit.uid == _line.kit_uid)
    .where(_movement.item_uid == bindparam("item_uid"), _movement.to_bucket == Bucket.PICKED)
    .order_by(_journal.seq.desc())
    .limit(1)
)


def last_scans(connection: Connection, kit_uid: str, limit: int = 30) -> tuple[PastScan, ...]:
    """Return the last issues and returns of a kit, newest first."""
    rows = connection.execute(_OF_KIT, {"kit_uid": kit_uid, "limit": limit}).mappings()
    return tuple(PastScan(**{**row, "undone": bool(row["undone"])}) for row in rows)


def last_undoable(connection: Connection, kit_uid: str) -> str | None:
    """Return the id of a kit's last issue or return that has not been taken back."""
    return connection.execute(_LAST_UNDOABLE, {"kit_uid": kit_uid}).scalar()


def whereabouts(connection: Connection, item_uid: str) -> Whereabouts | None:
    """Return where an item was issued to last."""
    row = connection.execute(_LAST_PICK, {"item_uid": item_uid}).mappings().first()
    return Whereabouts(**row) if row else None


def last_change(connection: Connection) -> int:
    """Return a number that grows with every command: what was read before is out of date when it has."""
    return int(connection.execute(select(func.coalesce(func.max(_journal.seq), 0))).scalar_one())
