"""The pick list of a kit: what is still to be fetched, in walking order, down to the single item."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from kitstation.domain.picking import WalkKey, walk_key
from kitstation.domain.quantities import ZERO
from kitstation.station.allotting import Allotment, allot
from kitstation.store.database import Reader
from kitstation.store.queries.kits import IssuedItem, KitHeader, LineState, kit_lines, reserved_for_kit


@dataclass(frozen=True, slots=True)
class PickRow:
    """So much of an item to fetch, or (where `location` is empty) so much that is nowhere in stock."""

    line_uid: str
    location: str
    quantity: Decimal
    unit: str
    part_number: str
    description: str
    designators: tuple[str, ...]
    serial_number: str | None = None
    lot_number: str | None = None
    expires_on: date | None = None
    substitute_for: str = ""
    reserved: bool = False
    short: Decimal = ZERO


@dataclass(frozen=True, slots=True)
class PickList:
    """All that is still to be fetched for a kit."""

    kit: KitHeader
    rows: tuple[PickRow, ...]


def pick_list_of(reader: Reader, kit: KitHeader, today: date) -> PickList:
    """Return what is to be fetched for a kit, as far as it is there; what is short comes last."""
    lines = [line for line in kit_lines(reader, kit.uid, today) if line.remaining]
    by_uid = {line.uid: line for line in lines}
    reserved = [
        _reserved(by_uid[one.line_uid], one)
        for one in reserved_for_kit(reader, kit.uid)
        if one.line_uid in by_uid
    ]
    rows = [*reserved, *map(_allotted, allot(reader, lines, today))]
    covered: dict[str, Decimal] = defaultdict(Decimal)
    for row in rows:
        covered[row.line_uid] += row.quantity
    missing = [
        _missing(line, short) for line in lines if (short := line.remaining - covered[line.uid]) > ZERO
    ]
    return PickList(kit, (*sorted(rows, key=_walking), *missing))


def _walking(row: PickRow) -> tuple[WalkKey, str, str]:
    return (walk_key(row.location), row.part_number, row.serial_number or row.lot_number or "")


def _allotted(one: Allotment) -> PickRow:
    line, item = one.line, one.item
    return PickRow(
        line_uid=line.uid,
        location=item.location,
        quantity=one.quantity,
        unit=line.unit,
        part_number=item.part_number,
        description=line.description,
        designators=line.designators,
        serial_number=item.serial_number,
        lot_number=item.lot_number,
        expires_on=item.expires_on,
        substitute_for=line.part_number if item.part_uid != line.part_uid else "",
    )


def _reserved(line: LineState, item: IssuedItem) -> PickRow:
    return PickRow(
        line_uid=line.uid,
        location=item.location,
        quantity=item.quantity,
        unit=line.unit,
        part_number=item.part_number,
        description=line.description,
        designators=line.designators,
        serial_number=item.serial_number,
        lot_number=item.lot_number,
        substitute_for=line.part_number if item.part_number != line.part_number else "",
        reserved=True,
    )


def _missing(line: LineState, short: Decimal) -> PickRow:
    return PickRow(
        line_uid=line.uid,
        location="",
        quantity=ZERO,
        unit=line.unit,
        part_number=line.part_number,
        description=line.description,
        designators=line.designators,
        short=short,
    )
