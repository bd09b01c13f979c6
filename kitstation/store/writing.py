"""Writing what a batch of accepted commands has changed: one statement for each table, whatever the number of rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from sqlalchemy import Connection, bindparam, insert, select, text
from sqlalchemy.dialects.sqlite import insert as upsert

from kitstation.domain.commands import (
    BookCount,
    Command,
    Entry,
    FillKitFromMbom,
    IssueItem,
    RecountItem,
    ReturnItem,
    Undo,
)
from kitstation.domain.loaded import HasUid, Rows
from kitstation.domain.movements import Bucket, Movement, Spot
from kitstation.domain.records import InventoryItem, Kit, KitLine, LabelKind, Location, Operator, PrintJob
from kitstation.domain.working_set import Changes, Image, WorkingSet
from kitstation.store import codec, rows, tables
from kitstation.store.prepared import PreparedWrite
from kitstation.store.rows import RowMap

R = TypeVar("R", bound=HasUid)

_OF_KIT_LINES = frozenset({Bucket.PICKED, Bucket.RESERVED})

DEFER_FOREIGN_KEYS = text("PRAGMA defer_foreign_keys=ON")
INSERT_JOURNAL = PreparedWrite(
    insert(tables.journal), (column.name for column in tables.journal.columns if column.name != "seq")
)
_its_entry = select(tables.journal.c.seq).where(tables.journal.c.command_id == bindparam("command_id"))
_new_movement: dict[str, Any] = {column.name: bindparam(column.name) for column in tables.movement.columns}
INSERT_MOVEMENT = PreparedWrite(
    insert(tables.movement).values(_new_movement | {"seq": _its_entry.scalar_subquery()})
)
INSERT_SUBJECT = PreparedWrite(insert(tables.subject), tables.subject.columns.keys())
_new_balance = upsert(tables.balance)
UPSERT_BALANCE = PreparedWrite(
    _new_balance.on_conflict_do_update(
        index_elements=["item_uid", "bucket", "place"], set_={"quantity": _new_balance.excluded.quantity}
    ),
    tables.balance.columns.keys(),
)
_new_stock = upsert(tables.part_stock)
UPSERT_PART_STOCK = PreparedWrite(
    _new_stock.on_conflict_do_update(
        index_elements=["part_uid"],
        set_={
            column: tables.part_stock.c[column] + _new_stock.excluded[column]
            for column in ("on_hand", "blocked", "serial_items", "lot_items")
        },
    ),
    tables.part_stock.columns.keys(),
)


@dataclass(frozen=True, slots=True)
class Accomplished:
    """An accepted command with its journal form, what it changes, and the kit in whose history it belongs."""

    entry: Entry
    form: codec.Form
    changes: Changes
    images: tuple[Image, ...] = ()
    kit_uid: str | None = None


def write_records(connection: Connection, records: WorkingSet) -> None:
    """Write every record, balance and stock total that the batch has changed."""
    # An issue changes one kind of record, of some sixteen.
    kinds = [kind for kind in rows.IN_ORDER if records.rows_of(kind.kind).is_changed]
    if _refers_to_later_rows(records, kinds):
        connection.execute(DEFER_FOREIGN_KEYS)
    _make_room(connection, records, kinds)
    for kind in kinds:
        _write(connection, kind, records.rows_of(kind.kind))
    if changed := records.ledger.changed:
        UPSERT_BALANCE.run(connection, (_balance(spot, quantity) for spot, quantity in changed))
    if changes := records.stock_changes:
        UPSERT_PART_STOCK.run(
            connection,
            (
                {
                    "part_uid": part_uid,
                    "on_hand": change.on_hand,
                    "blocked": change.blocked,
                    "serial_items": change.serial_items,
                    "lot_items": change.lot_items,
                }
                for part_uid, change in changes.items()
            ),
        )


def _refers_to_later_rows(records: WorkingSet, kinds: Sequence[RowMap[Any]]) -> bool:
    """Whether a row may be written before the one that it refers to, or after the one that it referred to is gone."""
    return (
        any(item.origin_uid or item.merged_into_uid for item in records.items.inserted)
        or any(place.parent_uid for place in records.locations.inserted)
        or any(records.rows_of(kind.kind).removed for kind in kinds)
    )


def _make_room(connection: Connection, records: WorkingSet, kinds: Sequence[RowMap[Any]]) -> None:
    """Take away what is gone, and names that change: another record of the batch may have taken them.

    Such as a serial number whose item is deleted, or the same part in the same mBOM.
    """
    for kind in reversed(kinds):
        changed = records.rows_of(kind.kind)
        if removed := changed.removed:
            kind.delete.run(connection, ({"its_uid": uid} for uid in removed))
        for statement, values in kind.vacating(changed.updated):
            statement.run(connection, values)


def write_journal(connection: Connection, accepted: Sequence[Accomplished]) -> None:
    """Write the journal's entries and their movements."""
    if not accepted:
        return
    INSERT_JOURNAL.run(connection, (_journal_row(done) for done in accepted))
    movements = [
        _movement_row(done.entry.command_id, ordinal, movement)
        for done in accepted
        for ordinal, movement in enumerate(done.changes.movements)
    ]
    if movements:
        INSERT_MOVEMENT.run(connection, movements)
    if subjects := [subject for done in accepted for subject in _subjects(done)]:
        INSERT_SUBJECT.run(connection, subjects)


def _write(connection: Connection, kind: RowMap[R], changed: Rows[R]) -> None:
    if inserted := changed.inserted:
        kind.insert.run(connection, (kind.inserted(record) for record in inserted))
    for statement, values in kind.updates(changed.updated):
        statement.run(connection, values)


def _subjects(done: Accomplished) -> Iterator[dict[str, str]]:
    """Yield which records the entry was about, besides the items that it moved."""
    counted = _counted_items(done.entry.command)
    if not counted and not done.changes.puts and not done.changes.removals:
        return
    moved = {movement.item_uid for movement in done.changes.movements}
    about = dict.fromkeys(counted, InventoryItem.__name__) | _labelled(done.changes)
    about |= {record.uid: type(record).__name__ for record in (*done.changes.puts, *done.changes.removals)}
    for uid, kind in about.items():
        if uid not in moved:
            yield {"uid": uid, "command_id": done.entry.command_id, "kind": kind}


def _counted_items(command: Command) -> tuple[str, ...]:
    """Return what was counted: a count that finds what was expected moves nothing, and is one all the same."""
    match command:
        case RecountItem():
            return (command.item_uid,)
        case BookCount():
            return tuple(counted.item_uid for counted in command.counts)
        case _:
            return ()


_LABELLED = {
    LabelKind.ITEM: InventoryItem,
    LabelKind.LOT: InventoryItem,
    LabelKind.LOCATION: Location,
    LabelKind.KIT: Kit,
    LabelKind.KIT_LINE: KitLine,
    LabelKind.OPERATOR: Operator,
}


def _labelled(changes: Changes) -> dict[str, str]:
    """Return the records that labels were asked for: their histories say so."""
    new_jobs = (record for record in changes.puts if isinstance(record, PrintJob) and record.version == 1)
    return {uid: _LABELLED[job.kind].__name__ for job in new_jobs for uid in job.record_uids}


def _balance(spot: Spot, quantity: object) -> dict[str, object]:
    return {"item_uid": spot.item_uid, "bucket": spot.bucket, "place": spot.place, "quantity": quantity}


def _journal_row(done: Accomplished) -> dict[str, Any]:
    entry = done.entry
    return {
        "command_id": entry.command_id,
        "kind": done.form.kind,
        "format": entry.edition,
        "payload": done.form.payload,
        "at": entry.at,
        "operator": entry.operator,
        "station": entry.station,
        "role": entry.role,
        "images": codec.dump_images(done.images),
        "kit_uid": done.kit_uid,
        "undoes": entry.command.command_id if isinstance(entry.command, Undo) else None,
    }


def kit_of(entry: Entry, changes: Changes, records: WorkingSet) -> str | None:
    """Return the kit in whose history an entry belongs, from the records as it left them."""
    match entry.command:
        case IssueItem(line_uid=line_uid) | ReturnItem(line_uid=line_uid):
            return records.kit_lines.get(line_uid).kit_uid
        case FillKitFromMbom(kit_uid=kit_uid):
            return kit_uid
        case _:
            return _kit_moved_by(changes, records)


def _kit_moved_by(changes: Changes, records: WorkingSet) -> str | None:
    for movement in changes.movements:
        for spot in (movement.target, movement.source):
            if spot.bucket in _OF_KIT_LINES and (line := records.kit_lines.at_hand(spot.place)):
                return line.kit_uid
    for record in (*changes.puts, *changes.removals):
        match record:
            case Kit():
                return record.uid
            case KitLine():
                return record.kit_uid
            case _:
                continue
    return None


def _movement_row(command_id: str, ordinal: int, movement: Movement) -> dict[str, Any]:
    return {
        "command_id": command_id,
        "ordinal": ordinal,
        "item_uid": movement.item_uid,
        "quantity": movement.quantity,
        "from_bucket": movement.from_bucket,
        "from_place": movement.from_place,
        "to_bucket": movement.to_bucket,
        "to_place": movement.to_place,
        "reason": movement.reason,
    }
