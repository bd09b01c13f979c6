"""Parts with their stock in all, what they are made of, and who delivers them."""

from __future__ import annotations

from kitstation.domain.ledger import PartStock
from kitstation.domain.quantities import ZERO
from kitstation.store import rows
from kitstation.store.loading import queries
from kitstation.store.loading.reading import Reading
from kitstation.store.queries.mbom_uses import assemblies_around


def load_mboms(reading: Reading) -> None:
    """Take in mBOM lines, runs, and whole mBOMs where they are touched."""
    touched, records = reading.touches, reading.records
    reading.rows(rows.MBOM_LINES, queries.MBOM_LINES, records.mbom_lines, touched.mbom_lines)
    for uid in touched.mbom_lines:
        if line := records.mbom_lines.find(uid):
            touched.mboms.add(line.assembly_uid)
            touched.parts.update((line.part_uid, line.assembly_uid))
            if uid in touched.substituted:
                touched.used_in.add(line.assembly_uid)
    for uid, assemblies in assemblies_around(reading.connection, touched.used_in).items():
        records.used_in.note(uid, assemblies)
    reading.rows(rows.RUNS, queries.RUNS, records.runs, touched.runs | touched.mboms_of_runs)
    _load_begun(reading)
    for uid in touched.mboms_of_runs:
        if run := records.runs.find(uid):
            touched.parts.add(run.part_uid)
            touched.mboms.add(run.part_uid)
    for assembly_uid in touched.mboms:
        records.mboms.note(assembly_uid, {})
    for row in queries.MBOMS.rows(reading.connection, touched.mboms) if touched.mboms else ():
        line = rows.MBOM_LINES.record(row)
        records.mbom_lines.load(line)
        records.mboms.get(line.assembly_uid)[line.part_uid] = line.uid
        touched.parts.add(line.part_uid)


def _load_begun(reading: Reading) -> None:
    wanted, begun = reading.touches.begun, reading.records.begun
    for row in queries.BEGUN.rows(reading.connection, wanted) if wanted else ():
        begun.note(row["run_uid"], row["begun"])
    for uid in wanted:
        if not begun.known(uid):
            begun.note(uid, ZERO)


def load_parts(reading: Reading) -> None:
    """Take in parts: those that are named, and those of the items and kit lines that were found."""
    touched, records = reading.touches, reading.records
    parts = set(touched.parts)
    parts.update(item.part_uid for uid in touched.items if (item := records.items.find(uid)))
    parts.update(line.part_uid for uid in touched.kit_lines if (line := records.kit_lines.find(uid)))
    reading.rows(rows.PARTS, queries.PARTS, records.parts, parts)
    reading.names(queries.PART_NUMBERS, records.part_numbers, touched.part_numbers)
    for row in queries.KITTED_PARTS.rows(reading.connection, touched.kitted_parts):
        records.kitted_parts.note(row["part_uid"], value=True)
    records.kitted_parts.note_absent(touched.kitted_parts)
    _load_stock(reading)
    if touched.trade_numbers or touched.named_parts:
        _load_trade_numbers(reading)


def _load_trade_numbers(reading: Reading) -> None:
    touched, records = reading.touches, reading.records
    reading.rows(rows.TRADE_NUMBERS, queries.TRADE_NUMBERS, records.trade_numbers, touched.trade_numbers)
    found = (
        row for query in queries.NAMED_PARTS for row in query.rows(reading.connection, touched.named_parts)
    )
    # Of several parts the last one in the alphabet is told, so that the same command gets the same answer everywhere.
    for number, holder in sorted((row["number"], row["holder"]) for row in found):
        records.named_parts.note(number, holder)
    records.named_parts.note_absent(touched.named_parts)


def _load_stock(reading: Reading) -> None:
    wanted, stocks = reading.touches.part_stock, reading.records.part_stock
    for row in queries.PART_STOCK.rows(reading.connection, wanted) if wanted else ():
        stock = PartStock(row["on_hand"], row["serial_items"], row["lot_items"], row["blocked"])
        stocks.note(row["part_uid"], stock)
    for uid in wanted:
        if not stocks.known(uid):
            stocks.note(uid, PartStock())


def load_suppliers(reading: Reading) -> None:
    """Take in suppliers, and how they sell parts."""
    touched, records = reading.touches, reading.records
    reading.rows(rows.SUPPLIERS, queries.SUPPLIERS, records.suppliers, touched.suppliers)
    reading.names(queries.SUPPLIER_NAMES, records.supplier_names, touched.supplier_names)
    sold = records.supplier_part_numbers
    reading.names(queries.SUPPLIER_PART_NUMBERS, sold, touched.supplier_part_numbers)
    known = {uid for key in touched.supplier_part_numbers if (uid := sold.find(key))}
    uids = touched.supplier_parts | known
    reading.rows(rows.SUPPLIER_PARTS, queries.SUPPLIER_PARTS, records.supplier_parts, uids)
