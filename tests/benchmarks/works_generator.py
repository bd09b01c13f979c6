"""Makes a database of assemblies and a database of a long journal, by bulk SQL, as `stock_generator` makes stocks.

A lot is used in as many boards as are wanted, and ten boards make a system; balances are as commands would leave them.
The journal is issues and returns of one screw by two operators, one of whom gives one command of fifty.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from itertools import islice
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Table, insert
from sqlalchemy.dialects import sqlite

from kitstation.domain.commands import IssueItem, ReturnItem
from kitstation.domain.movements import OUTSIDE, Bucket
from kitstation.domain.quantities import MICRO
from kitstation.domain.records import KitStatus, TrackingType
from kitstation.store import codec, tables
from kitstation.store.store import Store

LOT = "LOT-RECALLED"
BOARDS_IN_SYSTEM = 10
OFTEN, SELDOM = "Ada", "Bob"
SELDOM_EACH = 50

_BEGINNING = datetime(2026, 1, 1, tzinfo=UTC)
_CHUNK = 20_000
_PART, _PLACE, _LOT, _BOARD, _SYSTEM, _NEED, _ITEM, _RUN, _KIT, _LINE, _COMMAND = range(101, 112)

Row = Mapping[str, Any]


def generate_assemblies(path: Path, boards: int) -> None:
    """Make a database with a lot that is installed in so many boards, and those in systems."""
    _generate(path, lambda connection: _fill_assemblies(connection, boards))


def generate_journal(path: Path, entries: int) -> None:
    """Make a database with so many entries in its journal."""
    _generate(path, lambda connection: _fill_journal(connection, entries))


def uid_of_lot() -> str:
    """Return the uid of the lot's only item."""
    return _uid(_LOT, 0)


def uid_of_item(number: int) -> str:
    """Return the uid of an item of the long journal."""
    return _uid(_ITEM, number)


def uid_of_screw() -> str:
    """Return the uid of the part that the long journal is about."""
    return _uid(_PART, 3)


def uid_of_place() -> str:
    """Return the uid of the place where everything is kept."""
    return _uid(_PLACE, 0)


def uid_of_kit() -> str:
    """Return the uid of the kit of the long journal."""
    return _uid(_KIT, 0)


def _generate(path: Path, fill: Any) -> None:  # noqa: ANN401 - either of the two above
    store = Store(path)
    try:
        with store.reading() as connection:
            fill(connection)
        store.optimize()
    finally:
        store.close()


def _uid(kind: int, number: int) -> str:
    return str(UUID(int=(number + 1) << 80 | 0x7 << 76 | 0b10 << 62 | kind))


def _moment(number: int) -> str:
    return (_BEGINNING + timedelta(seconds=number)).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def _insert(connection: Connection, table: Table, rows: Iterable[Row]) -> None:
    """Insert rows of values as they are stored; columns that no row names have their defaults."""
    remaining = iter(rows)
    while chunk := list(islice(remaining, _CHUNK)):
        names = tuple(chunk[0])
        compiled = insert(table).compile(dialect=sqlite.dialect(paramstyle="qmark"), column_keys=list(names))
        order = compiled.positiontup or []
        connection.exec_driver_sql(str(compiled), [tuple(row[name] for name in order) for row in chunk])


def _part(number: int, name: str, tracking: TrackingType) -> Row:
    return {
        "id": number,
        "uid": _uid(_PART, number),
        "part_number": name,
        "revision": "A",
        "description": name.title(),
        "manufacturer": "",
        "tracking": tracking.value,
        "unit": "ea",
        "version": 1,
        "manufacturer_part_number": "",
        "gtin": "",
        "serial_pattern": "",
        "lot_pattern": "",
        "archived": 0,
    }


def _fill_common(connection: Connection) -> None:
    kinds = (TrackingType.LOT, TrackingType.SERIAL, TrackingType.SERIAL, TrackingType.UNTRACKED)
    names = ("RESISTOR", "BOARD", "SYSTEM", "SCREW")
    parts = zip(names, kinds, strict=True)
    _insert(connection, tables.part, (_part(at, name, kind) for at, (name, kind) in enumerate(parts)))
    place = {"id": 0, "uid": _uid(_PLACE, 0), "name": "Stores", "parent_uid": None, "path": "Stores"}
    _insert(connection, tables.location, [{**place, "version": 1}])


def _item(number: int, uid: str, part: int, quantity: int, **numbers: str | None) -> Row:
    return {
        "id": number,
        "uid": uid,
        "part_uid": _uid(_PART, part),
        "serial_number": numbers.get("serial"),
        "lot_number": numbers.get("lot"),
        "location_uid": _uid(_PLACE, 0),
        "quantity": quantity * MICRO,
        "unit": "ea",
        "received_at": _moment(number),
        "version": 1,
    }


def _fill_assemblies(connection: Connection, boards: int) -> None:
    systems = boards // BOARDS_IN_SYSTEM
    _fill_common(connection)
    _insert(connection, tables.item, _assembly_items(boards, systems))
    _insert(connection, tables.requirement, _needs(boards, systems))
    _insert(connection, tables.balance, _installed(boards, systems))


def _assembly_items(boards: int, systems: int) -> Iterator[Row]:
    yield _item(0, uid_of_lot(), 0, boards, lot=LOT)
    for board in range(boards):
        yield _item(1 + board, _uid(_BOARD, board), 1, 0, serial=f"B-{board:06}")
    for system in range(systems):
        yield _item(1 + boards + system, _uid(_SYSTEM, system), 2, 1, serial=f"S-{system:06}")


def _needs(boards: int, systems: int) -> Iterator[Row]:
    for board in range(boards):
        yield _need(board, _uid(_BOARD, board), 0, 4)
    for system in range(systems):
        yield _need(boards + system, _uid(_SYSTEM, system), 1, BOARDS_IN_SYSTEM)


def _need(number: int, assembly: str, part: int, quantity: int) -> Row:
    return {
        "uid": _uid(_NEED, number),
        "assembly_uid": assembly,
        "part_uid": _uid(_PART, part),
        "quantity": quantity * MICRO,
        "unit": "ea",
        "designators": '["R1", "R2", "R3", "R4"]',
        "substitutes": "[]",
        "version": 1,
    }


def _installed(boards: int, systems: int) -> Iterator[Row]:
    place = _uid(_PLACE, 0)
    yield _balance(uid_of_lot(), Bucket.RECEIVED, OUTSIDE, -5 * boards)
    yield _balance(uid_of_lot(), Bucket.ON_HAND, place, boards)
    for board in range(boards):
        yield _balance(uid_of_lot(), Bucket.DELIVERED, _uid(_NEED, board), 4)
        uid, system = _uid(_BOARD, board), board // BOARDS_IN_SYSTEM
        yield _balance(uid, Bucket.RECEIVED, OUTSIDE, -1)
        yield _balance(uid, Bucket.ON_HAND, place, 0)
        yield _balance(uid, Bucket.DELIVERED, _uid(_NEED, boards + system), 1)
    for system in range(systems):
        yield _balance(_uid(_SYSTEM, system), Bucket.RECEIVED, OUTSIDE, -1)
        yield _balance(_uid(_SYSTEM, system), Bucket.ON_HAND, place, 1)


def _balance(item: str, bucket: Bucket, place: str, quantity: int) -> Row:
    return {"item_uid": item, "bucket": bucket.value, "place": place, "quantity": quantity * MICRO}


def _fill_journal(connection: Connection, entries: int) -> None:
    _fill_common(connection)
    run = {"uid": _uid(_RUN, 0), "title": "Run", "part_uid": _uid(_PART, 1), "quantity": MICRO, "version": 1}
    kit = {
        "uid": _uid(_KIT, 0),
        "number": "K-1",
        "run_uid": run["uid"],
        "created_at": _moment(0),
        "version": 1,
    }
    line = {
        "uid": _uid(_LINE, 0),
        "kit_uid": kit["uid"],
        "part_uid": _uid(_PART, 3),
        "unit": "ea",
        "version": 1,
    }
    _insert(connection, tables.item, (_item(at, _uid(_ITEM, at), 3, 100) for at in range(1_000)))
    _insert(connection, tables.run, [run])
    _insert(connection, tables.kit, [{**kit, "status": KitStatus.IN_PROGRESS.value}])
    _insert(connection, tables.kit_line, [{**line, "required": 10**6 * MICRO, "designators": '["S1"]'}])
    _insert(connection, tables.journal, (_entry(number) for number in range(entries)))
    _insert(connection, tables.movement, (_movement(number) for number in range(entries)))


def _entry(number: int) -> Row:
    kind = ReturnItem if number % 2 else IssueItem
    item = _uid(_ITEM, number // 2 % 1_000)
    form = codec.dump(kind(item_uid=item, line_uid=_uid(_LINE, 0), quantity=Decimal(1)))
    return {
        "seq": number + 1,
        "command_id": _uid(_COMMAND, number),
        "kind": form.kind,
        "format": codec.FORMAT,
        "payload": form.payload,
        "at": _moment(number),
        "operator": SELDOM if number % SELDOM_EACH == 0 else OFTEN,
        "station": "Bench 1",
        "kit_uid": _uid(_KIT, 0),
        "undoes": None,
    }


def _movement(number: int) -> Row:
    shelf, line = (Bucket.ON_HAND.value, _uid(_PLACE, 0)), (Bucket.PICKED.value, _uid(_LINE, 0))
    source, target = (line, shelf) if number % 2 else (shelf, line)
    return {
        "command_id": _uid(_COMMAND, number),
        "ordinal": 0,
        "item_uid": _uid(_ITEM, number // 2 % 1_000),
        "quantity": MICRO,
        "from_bucket": source[0],
        "from_place": source[1],
        "to_bucket": target[0],
        "to_place": target[1],
        "reason": "",
        "seq": number + 1,
    }
