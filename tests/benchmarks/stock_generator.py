"""Makes a database with as many inventory items as are wanted, consistent to the last balance, by bulk SQL.

Run it as `python -m tests.benchmarks.stock_generator PATH --items 1000000 --journal 100000`.

The stock is what a factory of that size has: parts, places, items, a long journal of receipts, issues and
returns, and kits. It passes the audit. It cannot be rebuilt from its journal: one receipt stands for many items,
so that the journal has the length that is wanted and not that of the stock.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Table, insert
from sqlalchemy.dialects import sqlite

from kitstation.domain.commands import Command, CreateItem, IssueItem, ReturnItem
from kitstation.domain.movements import OUTSIDE, Bucket
from kitstation.domain.quantities import MICRO
from kitstation.domain.records import KitStatus, TrackingType
from kitstation.store import codec, tables
from kitstation.store.store import Store

PARTS = 5_000
RACKS, BINS = 40, 49
LARGE_KIT, LARGE_KIT_LINES = "K-LARGE", 500
SMALL_KIT, SMALL_KIT_LINES = "K-SMALL", 60
PAST_KITS, PAST_KIT_LINES = 300, 40
RECEIPTS = 60_000
"""At most so many entries of the journal are receipts; the others are issues and returns."""

REQUIRED = 1_000
"""What each kit line needs: more than any benchmark issues."""

_BEGINNING = datetime(2026, 1, 1, tzinfo=UTC)
_CHUNK = 20_000
# Three parts of five are told apart by serial numbers, one by lots, one not at all.
_TRACKING = (
    TrackingType.SERIAL,
    TrackingType.SERIAL,
    TrackingType.SERIAL,
    TrackingType.LOT,
    TrackingType.UNTRACKED,
)
_ON_HAND = {TrackingType.SERIAL: 1, TrackingType.LOT: 100, TrackingType.UNTRACKED: 1_000_000}

# What kinds of things the uids are of; their numbers keep them apart.
_PART, _ASSEMBLY, _LOCATION, _ITEM, _KIT, _RUN, _LINE, _MBOM, _COMMAND = range(1, 10)

Values = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class _Issue:
    """An issue, or a return, of one piece of the journal's history."""

    number: int
    item: int
    line: int
    back: bool


@dataclass(frozen=True)
class Stock:
    """What is made: a pure description, from which every row follows."""

    items: int
    journal: int

    @cached_property
    def stocked_parts(self) -> int:
        """How many parts have items: at least four items each."""
        return min(PARTS, max(self.items // 4, 1))

    @cached_property
    def receipts(self) -> int:
        """How many entries of the journal are receipts."""
        return min(self.items, RECEIPTS, self.journal)

    @cached_property
    def loose_parts(self) -> tuple[int, ...]:
        """The parts that the past kits are made of."""
        loose = (part for part in range(self.stocked_parts) if tracking(part) is TrackingType.UNTRACKED)
        return tuple(islice(loose, PAST_KIT_LINES))

    @cached_property
    def issues(self) -> tuple[_Issue, ...]:
        """The issues and returns of the past kits: round after round over all lines, each tenth round a return."""
        parts = self.loose_parts
        lines = PAST_KITS * len(parts)
        return tuple(
            _Issue(self.receipts + at, parts[at % len(parts)], at % lines, back=at // lines % 10 == 9)
            for at in range(self.journal - self.receipts)
        )

    def part_of(self, item: int) -> int:
        """Return the part of an item; the first items are one of each part."""
        return item % self.stocked_parts


def tracking(part: int) -> TrackingType:
    """Return how a part's stock is told apart."""
    return _TRACKING[part % len(_TRACKING)]


def serial_number(item: int) -> str:
    """Return the serial number of an item of a serial part."""
    return f"SN-{item:07d}"


def serials_for(kit_lines: int, stock: Stock) -> Iterator[str]:
    """Yield the serial numbers that can be issued to a kit of the first `kit_lines` parts, spread over the stock."""
    for item in range(stock.items):
        part = stock.part_of(item)
        if part < kit_lines and tracking(part) is TrackingType.SERIAL:
            yield serial_number(item)


def generate(path: Path, stock: Stock) -> None:
    """Make a new database at `path`."""
    store = Store(path)
    try:
        with store.reading() as connection:
            _fill(connection, stock)
        store.optimize()
    finally:
        store.close()


def _fill(connection: Connection, stock: Stock) -> None:
    _insert(connection, tables.part, _parts())
    _insert(connection, tables.location, _locations())
    _insert(connection, tables.item, _items(stock))
    _insert(connection, tables.run, _runs())
    _insert(connection, tables.kit, _kits())
    _insert(connection, tables.mbom_line, _mbom_lines())
    _insert(connection, tables.kit_line, _kit_lines(stock))
    _insert(connection, tables.journal, _journal(stock))
    _insert(connection, tables.movement, _movements(stock))
    _insert(connection, tables.balance, _balances(stock))
    _insert(connection, tables.part_stock, _part_stock(stock))


def _insert(connection: Connection, table: Table, rows: Iterable[Values]) -> None:
    """Insert rows of values as they are stored, in the order of the table's columns; those left out have defaults."""
    remaining = iter(rows)
    while chunk := list(islice(remaining, _CHUNK)):
        given = [column.name for column in table.columns][: len(chunk[0])]
        statement = insert(table).compile(dialect=sqlite.dialect(paramstyle="qmark"), column_keys=given)
        connection.exec_driver_sql(str(statement), chunk)


def _uid(kind: int, number: int) -> str:
    return str(UUID(int=(number + 1) << 80 | 0x7 << 76 | 0b10 << 62 | kind))


def _moment(number: int) -> str:
    return (_BEGINNING + timedelta(seconds=number)).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def _location_uid(item: int) -> str:
    """Return the bin of an item."""
    return _uid(_LOCATION, 1 + RACKS + item % (RACKS * BINS))


def _parts() -> Iterator[Values]:
    for part in range(PARTS):
        words = f"{('Resistor', 'Capacitor', 'Radio module', 'Solder paste', 'Screw')[part % 5]} {part}"
        yield (part, _uid(_PART, part), f"PN-{part:05d}", "A", words, "Acme", tracking(part).value, "ea", 1)
    for kit in range(2 + PAST_KITS):
        number = PARTS + kit
        uid = _uid(_ASSEMBLY, kit)
        yield (number, uid, f"BOARD-{kit:03d}", "A", "Board", "", TrackingType.SERIAL.value, "ea", 1)


def _locations() -> Iterator[Values]:
    stores = _uid(_LOCATION, 0)
    yield (0, stores, "Stores", None, "Stores", 1)
    for rack in range(RACKS):
        name = f"R{rack:02d}"
        yield (1 + rack, _uid(_LOCATION, 1 + rack), name, stores, f"Stores/{name}", 1)
    for number in range(RACKS * BINS):
        rack, name = number // BINS, f"B{number % BINS:02d}"
        at, parent = 1 + RACKS + number, _uid(_LOCATION, 1 + rack)
        yield (at, _uid(_LOCATION, at), name, parent, f"Stores/R{rack:02d}/{name}", 1)


def _items(stock: Stock) -> Iterator[Values]:
    issued = _issued_by_item(stock)
    for item in range(stock.items):
        part = stock.part_of(item)
        kind = tracking(part)
        is_serial, is_lot = kind is TrackingType.SERIAL, kind is TrackingType.LOT
        yield (
            item,
            _uid(_ITEM, item),
            _uid(_PART, part),
            serial_number(item) if is_serial else None,
            f"LOT-{item:07d}" if is_lot else None,
            _location_uid(item),
            (_ON_HAND[kind] - issued.get(item, 0)) * MICRO,
            "ea",
            None,
            None,
            f"20{26 + item % 4}-06-30" if is_lot else None,
            _moment(item),
            1,
        )


def _runs() -> Iterator[Values]:
    for kit in range(2 + PAST_KITS):
        yield (_uid(_RUN, kit), f"Run {kit}", _uid(_ASSEMBLY, kit), MICRO, 1)


def _kits() -> Iterator[Values]:
    for kit in range(2 + PAST_KITS):
        number = (LARGE_KIT, SMALL_KIT)[kit] if kit < 2 else f"K-Past-{kit:04d}"
        status = KitStatus.REQUESTED if kit < 2 else KitStatus.IN_PROGRESS
        yield (_uid(_KIT, kit), number, _uid(_RUN, kit), status.value, _moment(kit), 1)


def _mbom_lines() -> Iterator[Values]:
    for part in range(LARGE_KIT_LINES):
        yield (
            _uid(_MBOM, part),
            _uid(_ASSEMBLY, 0),
            _uid(_PART, part),
            REQUIRED * MICRO,
            f'["R{part}"]',
            1,
        )


def _kit_lines(stock: Stock) -> Iterator[Values]:
    past = (
        (_past_line_uid(kit * len(stock.loose_parts) + at), 2 + kit, part)
        for kit in range(PAST_KITS)
        for at, part in enumerate(stock.loose_parts)
    )
    large = ((_uid(_LINE, 1_000_000 + part), 0, part) for part in range(LARGE_KIT_LINES))
    small = ((_uid(_LINE, 2_000_000 + part), 1, part) for part in range(SMALL_KIT_LINES))
    for lines in (past, large, small):
        for uid, kit, part in lines:
            required = REQUIRED * MICRO
            yield (uid, _uid(_KIT, kit), _uid(_PART, part), required, "ea", f'["R{part}"]', 1)


def _past_line_uid(line: int) -> str:
    return _uid(_LINE, line)


def _journal(stock: Stock) -> Iterator[Values]:
    for number in range(stock.receipts):
        yield _entry(number, _receipt(number, stock), None)
    for issue in stock.issues:
        kind = ReturnItem if issue.back else IssueItem
        command = kind(
            item_uid=_uid(_ITEM, issue.item), line_uid=_past_line_uid(issue.line), quantity=Decimal(1)
        )
        kit = 2 + issue.line // len(stock.loose_parts)
        yield _entry(issue.number, command, _uid(_KIT, kit))


def _receipt(item: int, stock: Stock) -> CreateItem:
    part = stock.part_of(item)
    kind = tracking(part)
    return CreateItem(
        uid=_uid(_ITEM, item),
        part_uid=_uid(_PART, part),
        location_uid=_location_uid(item),
        serial_number=serial_number(item) if kind is TrackingType.SERIAL else None,
        lot_number=f"LOT-{item:07d}" if kind is TrackingType.LOT else None,
        quantity=Decimal(_ON_HAND[kind]),
    )


def _entry(number: int, command: Command, kit_uid: str | None) -> Values:
    form = codec.dump(command)
    return (
        number,
        _uid(_COMMAND, number),
        form.kind,
        codec.FORMAT,
        form.payload,
        _moment(number),
        "Ada",
        "Bench 1",
        kit_uid,
        None,
    )


def _movements(stock: Stock) -> Iterator[Values]:
    outside, on_hand, picked = Bucket.RECEIVED.value, Bucket.ON_HAND.value, Bucket.PICKED.value
    for item in range(stock.items):
        command, ordinal = _uid(_COMMAND, item % stock.receipts), item // stock.receipts
        amount = _ON_HAND[tracking(stock.part_of(item))] * MICRO
        yield (
            command,
            ordinal,
            _uid(_ITEM, item),
            amount,
            outside,
            OUTSIDE,
            on_hand,
            _location_uid(item),
            "",
            item % stock.receipts,
        )
    for issue in stock.issues:
        shelf, line = (on_hand, _location_uid(issue.item)), (picked, _past_line_uid(issue.line))
        source, target = (line, shelf) if issue.back else (shelf, line)
        yield (
            _uid(_COMMAND, issue.number),
            0,
            _uid(_ITEM, issue.item),
            MICRO,
            *source,
            *target,
            "",
            issue.number,
        )


def _balances(stock: Stock) -> Iterator[Values]:
    issued = _issued_by_item(stock)
    for item in range(stock.items):
        uid, received = _uid(_ITEM, item), _ON_HAND[tracking(stock.part_of(item))]
        there = (received - issued.get(item, 0)) * MICRO
        yield (uid, Bucket.ON_HAND.value, _location_uid(item), there)
        yield (uid, Bucket.RECEIVED.value, OUTSIDE, -received * MICRO)
    picked: dict[tuple[int, int], int] = {}
    for issue in stock.issues:
        spot = issue.item, issue.line
        picked[spot] = picked.get(spot, 0) + (-1 if issue.back else 1)
    for (item, line), amount in picked.items():
        yield (_uid(_ITEM, item), Bucket.PICKED.value, _past_line_uid(line), amount * MICRO)


def _issued_by_item(stock: Stock) -> dict[int, int]:
    issued: dict[int, int] = {}
    for issue in stock.issues:
        issued[issue.item] = issued.get(issue.item, 0) + (-1 if issue.back else 1)
    return issued


def _part_stock(stock: Stock) -> Iterator[Values]:
    totals = [[0, 0, 0] for _ in range(stock.stocked_parts)]
    issued = _issued_by_item(stock)
    for item in range(stock.items):
        part = stock.part_of(item)
        kind = tracking(part)
        totals[part][0] += _ON_HAND[kind] - issued.get(item, 0)
        totals[part][1] += kind is TrackingType.SERIAL
        totals[part][2] += kind is TrackingType.LOT
    for part, (on_hand, serial_items, lot_items) in enumerate(totals):
        yield (_uid(_PART, part), on_hand * MICRO, serial_items, lot_items)


def main() -> None:
    """Make the database that the command line asks for."""
    parser = argparse.ArgumentParser(description="Make a database with so many inventory items.")
    parser.add_argument("path", type=Path)
    parser.add_argument("--items", type=int, required=True)
    parser.add_argument("--journal", type=int, default=100_000)
    wanted = parser.parse_args()
    generate(wanted.path, Stock(wanted.items, wanted.journal))


if __name__ == "__main__":
    main()
