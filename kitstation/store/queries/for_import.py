"""Bulk look-ups for imports: what exists already of what a file names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection

from sqlalchemy import Connection, select

from kitstation.domain.ledger import PartStock
from kitstation.domain.records import MbomLine, Part
from kitstation.store import rows, tables
from kitstation.store.loading.queries import KITTED_PARTS
from kitstation.store.lookups import Lookup

_item = tables.item.c

PARTS = Lookup[str](rows.PARTS.select, tables.part.c.part_number)
STOCK = Lookup[str](select(tables.part_stock), tables.part_stock.c.part_uid)
LOCATIONS = Lookup[str](select(tables.location.c.path, tables.location.c.uid), tables.location.c.path)
SUPPLIERS = Lookup[str](select(tables.supplier.c.name, tables.supplier.c.uid), tables.supplier.c.name)
SERIALS = Lookup[tuple[str, str]](
    select(_item.part_uid, _item.serial_number), _item.part_uid, _item.serial_number
)
MBOM_LINES = Lookup[str](
    rows.MBOM_LINES.select.order_by(tables.mbom_line.c.uid), tables.mbom_line.c.assembly_uid
)


def parts_by_number(connection: Connection, part_numbers: Collection[str]) -> dict[str, dict[str, Part]]:
    """Return all revisions of the parts that have one of these numbers: by part number, then by revision."""
    found: dict[str, dict[str, Part]] = defaultdict(dict)
    for row in PARTS.rows(connection, part_numbers):
        part = rows.PARTS.record(row)
        found[part.part_number][part.revision] = part
    return dict(found)


def stock_of_parts(connection: Connection, part_uids: Collection[str]) -> dict[str, PartStock]:
    """Return what each of these parts has in all; a part that never had stock is left out."""
    return {
        row["part_uid"]: PartStock(row["on_hand"], row["serial_items"], row["lot_items"])
        for row in STOCK.rows(connection, part_uids)
    }


def kitted_parts(connection: Connection, part_uids: Collection[str]) -> set[str]:
    """Return which of these parts some kit has a line for."""
    return {row["part_uid"] for row in KITTED_PARTS.rows(connection, part_uids)}


def locations_by_path(connection: Connection, paths: Collection[str]) -> dict[str, str]:
    """Return the uids of the locations that have one of these paths."""
    return {row["path"]: row["uid"] for row in LOCATIONS.rows(connection, paths)}


def suppliers_by_name(connection: Connection, names: Collection[str]) -> dict[str, str]:
    """Return the uids of the suppliers that have one of these names."""
    return {row["name"]: row["uid"] for row in SUPPLIERS.rows(connection, names)}


def taken_serials(connection: Connection, serials: Collection[tuple[str, str]]) -> set[tuple[str, str]]:
    """Return which of these pairs of part uid and serial number exist."""
    return {(row["part_uid"], row["serial_number"]) for row in SERIALS.rows(connection, serials)}


def mbom_of(connection: Connection, assembly_uid: str) -> dict[str, MbomLine]:
    """Return the lines of an assembly's mBOM by the uid of their part."""
    found = map(rows.MBOM_LINES.record, MBOM_LINES.rows(connection, (assembly_uid,)))
    return {line.part_uid: line for line in found}
