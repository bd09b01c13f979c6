"""Which numbers were made already: what the next serial or lot number of a sequence follows on."""

from __future__ import annotations

from sqlalchemy import Connection, select

from kitstation.domain.generating import wanted_scopes
from kitstation.domain.numbering import Scope, number_in
from kitstation.store import tables
from kitstation.store.loading.reading import Reading

_item = tables.item.c


def load_last_numbers(reading: Reading) -> None:
    """Take in the last number of every sequence from which the entries want one."""
    last_numbers = reading.records.last_numbers
    for entry in reading.touches.numbered:
        for scope in wanted_scopes(entry, reading.records):
            if scope and not last_numbers.known(scope):
                last_numbers.note(scope, _last_number(reading.connection, scope))


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
