"""Importing inventory: each row takes one item in, at its location."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from decimal import Decimal

from kitstation.domain.commands import CreateItem, CreatePart, UpdatePart
from kitstation.domain.etags import etag
from kitstation.domain.ledger import PartStock
from kitstation.domain.records import TrackingType
from kitstation.station.importing.columns import ColumnMapping
from kitstation.station.importing.inventory_rows import InventoryRow, read_inventory_row
from kitstation.station.importing.part_numbers import PartKey, PartNumbers
from kitstation.station.importing.places import Places
from kitstation.station.importing.plan import Author, Commands, ImportPlan, nothing_to_do
from kitstation.station.importing.report import Created, Findings, other_rows
from kitstation.station.importing.row_reading import begin
from kitstation.station.importing.sheet import Sheet
from kitstation.station.importing.stocked_parts import StockedPart, check, quantity_of, stocked_part
from kitstation.store.queries.for_import import stock_of_parts, taken_serials
from kitstation.store.store import Store


def plan_inventory(sheet: Sheet, mapping: ColumnMapping, *, store: Store, author: Author) -> ImportPlan:
    """Plan to take in one item for each row. Parts, locations and suppliers that do not exist are created.

    A part that exists untracked becomes tracked when the file says so. Changes nothing.
    """
    findings, readers = begin(sheet, mapping)
    rows = [row for reader in readers if (row := read_inventory_row(reader)) is not None]
    stocked = _stocked_parts(rows, store)
    _check_stocked(stocked, store)
    if findings.problems:
        return nothing_to_do(findings)
    return _InventoryPlanner(store, author, rows).plan(stocked, findings)


def _stocked_parts(rows: Sequence[InventoryRow], store: Store) -> list[StockedPart]:
    parts = PartNumbers.load(store, ((row.part_number, row.revision) for row in rows))
    by_part: dict[PartKey, list[InventoryRow]] = defaultdict(list)
    for row in rows:
        by_part[parts.key_of(row.reader, row.part_number, row.revision)].append(row)
    return [stocked_part(key, parts.find(key), its_rows) for key, its_rows in by_part.items()]


def _check_stocked(stocked: Sequence[StockedPart], store: Store) -> None:
    known = {each.part.uid for each in stocked if each.part is not None}
    serials = {
        (each.part.uid, row.serial_number)
        for each in stocked
        if each.part is not None
        for row in each.rows
        if row.serial_number
    }
    with store.reading() as connection:
        stock = stock_of_parts(connection, known)
        taken: dict[str, set[str]] = defaultdict(set)
        for part_uid, serial in taken_serials(connection, serials):
            taken[part_uid].add(serial)
    for each in stocked:
        uid = each.part.uid if each.part else ""
        check(each, stock.get(uid, PartStock()).on_hand)
        _check_serials(each.rows, taken.get(uid, set()))


def _check_serials(rows: Iterable[InventoryRow], taken: set[str]) -> None:
    """Tell every row whose serial number is in stock already or in another row."""
    by_serial: dict[str, list[InventoryRow]] = defaultdict(list)
    for row in rows:
        if row.serial_number:
            by_serial[row.serial_number].append(row)
    for serial, its_rows in by_serial.items():
        numbers = [row.number for row in its_rows]
        for row in its_rows:
            if serial in taken:
                row.reader.problem(
                    "serial_number",
                    "An item with this serial number exists already. Delete the row, or correct it.",
                )
            if len(its_rows) > 1:
                row.reader.problem(
                    "serial_number",
                    f"It is also in {other_rows(numbers, row.number)}. Each serial number is one piece.",
                )


class _InventoryPlanner:
    """Makes the commands, in the order of the file, so that the oldest row is the first to be taken."""

    def __init__(self, store: Store, author: Author, rows: Sequence[InventoryRow]) -> None:
        self._rows = rows
        self._commands = Commands(author)
        self._places = Places(
            store,
            paths=(row.location for row in rows),
            suppliers=(row.supplier for row in rows if row.supplier),
            commands=self._commands,
        )
        self._part_uids: dict[int, tuple[str, TrackingType]] = {}
        self._created_parts = self._updated_parts = 0

    def plan(self, stocked: Iterable[StockedPart], findings: Findings) -> ImportPlan:
        """Return the plan that takes all rows in."""
        for each in stocked:
            uid = self._part(each)
            self._part_uids.update((row.number, (uid, each.tracking)) for row in each.rows)
        for row in self._rows:
            self._take_in(row)
        created = Created(
            parts=self._created_parts,
            locations=self._places.created_locations,
            suppliers=self._places.created_suppliers,
            items=len(self._rows),
        )
        return self._commands.plan(findings.report(created=created, updated=self._updated_parts))

    def _part(self, stocked: StockedPart) -> str:
        """Return the uid of a part, which is created or becomes tracked where that is needed."""
        first, part = stocked.rows[0], stocked.part
        if part is None:
            return self._create_part(stocked)
        if stocked.is_retracked:
            self._commands.add(
                first.number, UpdatePart(uid=part.uid, etag=etag(part), tracking=stocked.tracking)
            )
            self._updated_parts += 1
        return part.uid

    def _create_part(self, stocked: StockedPart) -> str:
        uid = self._commands.new_uid()
        command = CreatePart(
            uid=uid,
            part_number=stocked.key.part_number,
            revision=stocked.key.revision,
            description=next((row.description for row in stocked.rows if row.description), ""),
            manufacturer=next((row.manufacturer for row in stocked.rows if row.manufacturer), ""),
            tracking=stocked.tracking,
            unit=stocked.unit,
        )
        self._commands.add(stocked.rows[0].number, command)
        self._created_parts += 1
        return uid

    def _take_in(self, row: InventoryRow) -> None:
        part_uid, tracking = self._part_uids[row.number]
        quantity: Decimal = quantity_of(row, tracking)
        command = CreateItem(
            uid=self._commands.new_uid(),
            part_uid=part_uid,
            location_uid=self._places.location(row.number, row.location),
            serial_number=row.serial_number or None,
            lot_number=row.lot_number or None,
            quantity=quantity,
            supplier_uid=self._places.supplier(row.number, row.supplier),
            cost=row.cost,
            expires_on=row.expires_on,
            date_code=row.date_code or None,
        )
        self._commands.add(row.number, command)
