"""Which numbers were made already: what the next serial or lot number of a sequence follows on."""

from __future__ import annotations

from sqlalchemy import Connection, select

from kitstation.domain.commands import Command, CreateItem, StartBuild
from kitstation.domain.numbering import Scope, lot_pattern, number_in, scope_of, serial_pattern
from kitstation.domain.records import Part
from kitstation.domain.working_set import WorkingSet
from kitstation.store import tables
from kitstation.store.loading.reading import Reading

_item = tables.item.c


def load_last_numbers(reading: Reading) -> None:
    """Take in the last number of every sequence from which the entries want one."""
    records = reading.records
    for entry in reading.touches.numbered:
        part = _part_of(entry.command, records)
        if part is None:
            continue
        for pattern in (serial_pattern(part, records.house_rules), lot_pattern(part, records.house_rules)):
            scope = scope_of(pattern, part, entry)
            if not records.last_numbers.known(scope):
                records.last_numbers.note(scope, _last_number(reading.connection, scope))


def _part_of(command: Command, records: WorkingSet) -> Part | None:
    match command:
        case CreateItem():
            return records.parts.find(command.part_uid)
        case StartBuild():
            run = records.runs.find(command.run_uid)
            return records.parts.find(run.part_uid) if run else None
        case _:
            return None


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
