"""Which numbers were made already: what the next serial or lot number of a sequence follows on."""

from __future__ import annotations

from sqlalchemy import Connection, select

from kitstation.domain.commands import CreateItem, Entry
from kitstation.domain.numbering import Scope, lot_pattern, number_in, scope_of, serial_pattern
from kitstation.domain.records import Part
from kitstation.domain.touches import Touches
from kitstation.domain.working_set import WorkingSet
from kitstation.store import tables

_item = tables.item.c


def note_last_numbers(connection: Connection, touches: Touches, records: WorkingSet) -> None:
    """Note the last number of every sequence from which the entries want one."""
    for entry in touches.numbered:
        part = _part_of(entry, records)
        if part is None:
            continue
        for pattern in (serial_pattern(part, records.house_rules), lot_pattern(part, records.house_rules)):
            scope = scope_of(pattern, part, entry)
            if not records.last_numbers.known(scope):
                records.last_numbers.note(scope, _last_number(connection, scope))


def _part_of(entry: Entry, records: WorkingSet) -> Part | None:
    command = entry.command
    if isinstance(command, CreateItem):
        return records.parts.find(command.part_uid)
    run = records.runs.find(getattr(command, "run_uid", ""))
    return records.parts.find(run.part_uid) if run else None


def _last_number(connection: Connection, scope: Scope) -> int:
    """Return the highest count among the numbers of the part; numbers of deleted items are used up too."""
    last = 0
    for column in (_item.serial_number, _item.lot_number):
        query = select(column).where(
            _item.part_uid == scope.part_uid, column.startswith(scope.prefix, autoescape=True)
        )
        for number in connection.execute(query).scalars():
            last = max(last, number_in(scope, scope.part_uid, number))
    return last
