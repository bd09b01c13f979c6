"""Importing a list of parts: those that do not exist are created, the others are brought up to date."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from kitstation.domain.commands import CreatePart, UpdatePart
from kitstation.domain.etags import etag
from kitstation.domain.ledger import PartStock
from kitstation.domain.records import Part, TrackingType
from kitstation.domain.tracking import refuse_tracking_change
from kitstation.station.importing.cells import PIECES, is_same_unit
from kitstation.station.importing.columns import ColumnMapping
from kitstation.station.importing.part_numbers import PartKey, PartNumbers
from kitstation.station.importing.plan import Author, Commands, ImportPlan, nothing_to_do
from kitstation.station.importing.report import Created
from kitstation.station.importing.row_reading import RowReader, begin
from kitstation.station.importing.sheet import Sheet
from kitstation.store.queries.for_import import kitted_parts, stock_of_parts
from kitstation.store.store import Store


class _Said(NamedTuple):
    """What a row says of a part; blank cells say nothing."""

    description: str
    manufacturer: str
    tracking: TrackingType | None
    unit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _PartRow:
    reader: RowReader
    part_number: str
    revision: str
    said: _Said


def plan_parts(sheet: Sheet, mapping: ColumnMapping, *, store: Store, author: Author) -> ImportPlan:
    """Plan to create and update the parts that a file lists. A blank cell leaves what is known. Changes nothing."""
    findings, readers = begin(sheet, mapping)
    rows = [row for reader in readers if (row := _read(reader)) is not None]
    parts = PartNumbers.load(store, [(row.part_number, row.revision) for row in rows])
    wanted = _each_once(rows, parts)
    changes = {key: _change(parts.find(key), row.said) for key, row in wanted.items()}
    _check_against_stock(wanted, changes, parts, store)
    if findings.problems:
        return nothing_to_do(findings)
    commands = Commands(author)
    created = 0
    for key, row in wanted.items():
        if parts.find(key) is None:
            created += 1
            commands.add(row.reader.number, _creation(commands.new_uid(), key, row.said))
        elif (change := changes[key]) is not None:
            commands.add(row.reader.number, change)
    updated = sum(change is not None for change in changes.values())
    return commands.plan(
        findings.report(
            created=Created(parts=created), updated=updated, unchanged=len(wanted) - created - updated
        )
    )


def _read(reader: RowReader) -> _PartRow | None:
    part_number = reader.name("part_number")
    if reader.is_blank("part_number"):
        reader.problem("part_number", "The part number is blank. Write it, or delete the row.")
    row = _PartRow(
        reader=reader,
        part_number=part_number,
        revision=reader.name("revision"),
        said=_Said(
            description=reader.description("description"),
            manufacturer=reader.description("manufacturer"),
            tracking=reader.tracking("tracking_type"),
            unit=reader.unit("unit"),
        ),
    )
    return row if part_number else None


def _each_once(rows: list[_PartRow], parts: PartNumbers) -> dict[PartKey, _PartRow]:
    """Return the first row of each part; a further one must say the same."""
    wanted: dict[PartKey, _PartRow] = {}
    for row in rows:
        key = parts.key_of(row.reader, row.part_number, row.revision)
        first = wanted.setdefault(key, row)
        if first is row:
            continue
        if first.said == row.said:
            row.reader.note("part_number", f"It says the same as row {first.reader.number} and was left out.")
        else:
            row.reader.problem(
                "part_number",
                f"Row {first.reader.number} says something else of revision {key.revision} of this part. Keep one.",
            )
    return wanted


def _creation(uid: str, key: PartKey, said: _Said) -> CreatePart:
    return CreatePart(
        uid=uid,
        part_number=key.part_number,
        revision=key.revision,
        description=said.description,
        manufacturer=said.manufacturer,
        tracking=said.tracking or TrackingType.UNTRACKED,
        unit=said.unit or PIECES,
    )


def _change(part: Part | None, said: _Said) -> UpdatePart | None:
    """Return what must be changed for a part to be as a row says, or None when there is nothing."""
    if part is None:
        return None
    change = UpdatePart(
        uid=part.uid,
        etag=etag(part),
        description=said.description if said.description not in {"", part.description} else None,
        manufacturer=said.manufacturer if said.manufacturer not in {"", part.manufacturer} else None,
        tracking=said.tracking if said.tracking is not part.tracking else None,
        unit=said.unit if said.unit and not is_same_unit(said.unit, part.unit) else None,
    )
    return None if change == UpdatePart(uid=part.uid, etag=change.etag) else change


def _check_against_stock(
    wanted: dict[PartKey, _PartRow],
    changes: dict[PartKey, UpdatePart | None],
    parts: PartNumbers,
    store: Store,
) -> None:
    """Say which changes the stock that a part has does not allow."""
    changing = {change.uid for change in changes.values() if change is not None}
    with store.reading() as connection:
        stock = stock_of_parts(connection, changing)
        kitted = kitted_parts(connection, changing)
    for key, change in changes.items():
        part = parts.find(key)
        if change is not None and part is not None:
            reader = wanted[key].reader
            _check_tracking(reader, part, change, stock.get(part.uid, PartStock()))
            _check_unit(reader, part, change, stock.get(part.uid, PartStock()), is_kitted=part.uid in kitted)


def _check_tracking(reader: RowReader, part: Part, change: UpdatePart, stock: PartStock) -> None:
    if change.tracking is not None and refuse_tracking_change(
        part.tracking, change.tracking, serial_items=stock.serial_items, lot_items=stock.lot_items
    ):
        reader.problem(
            "tracking_type",
            f"The part has stock with {part.tracking} numbers and stays tracked by {part.tracking}. "
            "Leave the cell blank, or give the other parts another revision.",
        )


def _check_unit(
    reader: RowReader, part: Part, change: UpdatePart, stock: PartStock, *, is_kitted: bool
) -> None:
    if change.unit is None or not (stock.on_hand or is_kitted):
        return
    why = f"has {stock.on_hand:f} {part.unit} in stock" if stock.on_hand else "is on the lines of a kit"
    reader.problem(
        "unit",
        f"The part {why} and stays counted in {part.unit}. Write {part.unit} or leave the cell blank.",
    )
