"""Rules for parts, suppliers and mBOM lines."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from kitstation.domain.commands import (
    AddTradeNumber,
    CreateMbomLine,
    CreatePart,
    CreateSupplier,
    DeleteMbomLine,
    Entry,
    PartCommand,
    SetSupplierPart,
    UpdateMbomLine,
    UpdatePart,
    UpdateSupplier,
)
from kitstation.domain.editions import SECOND
from kitstation.domain.etags import refuse_stale
from kitstation.domain.mbom_rings import refuse_ring
from kitstation.domain.names import refuse_unknown
from kitstation.domain.numbering import PatternError, check_pattern
from kitstation.domain.quantities import plain
from kitstation.domain.records import MbomLine, Part, Supplier, SupplierPart
from kitstation.domain.refusals import RefusalCode, Refused, refuse
from kitstation.domain.tracking import refuse_tracking_change
from kitstation.domain.trade_numbers import decide_trade_number
from kitstation.domain.working_set import Changes, WorkingSet


def decide_part(command: PartCommand, entry: Entry, records: WorkingSet) -> Changes | Refused:
    """Decide a command about what is known of parts, as opposed to what is in stock."""
    match command:
        case CreatePart():
            return _create_part(command, records)
        case UpdatePart():
            return _update_part(command, records)
        case CreateSupplier():
            return _create_supplier(command, records)
        case UpdateSupplier():
            return _update_supplier(command, records)
        case SetSupplierPart():
            return _set_supplier_part(command, records)
        case AddTradeNumber():
            return decide_trade_number(command, records)
        case CreateMbomLine():
            return _create_mbom_line(command, entry, records)
        case UpdateMbomLine():
            return _update_mbom_line(command, entry, records)
        case DeleteMbomLine():
            return _delete_mbom_line(command, records)


def refuse_pattern(pattern: str | None) -> Refused | None:
    """Refuse a pattern that cannot make numbers; an empty one makes none."""
    if not pattern:
        return None
    try:
        check_pattern(pattern)
    except PatternError as error:
        return refuse(RefusalCode.BAD_PATTERN, pattern=pattern, why=str(error))
    return None


def refuse_substitutes(
    part_uid: str, substitutes: tuple[str, ...] | None, records: WorkingSet
) -> Refused | None:
    """Refuse substitutes that are not known, are the part itself, or are counted in another unit."""
    for uid in substitutes or ():
        substitute = records.parts.find(uid)
        if substitute is None:
            return refuse_unknown("part", uid)
        part = records.parts.get(part_uid)
        if uid == part_uid:
            return refuse(RefusalCode.DUPLICATE, what="substitute", name=part.part_number)
        if substitute.unit != part.unit:
            return refuse(RefusalCode.UNIT_MISMATCH, part_unit=part.unit, item_unit=substitute.unit)
    return None


def _create_part(command: CreatePart, records: WorkingSet) -> Changes | Refused:
    """ION: "Parts must have a unique partNumber and revision"."""
    if refused := refuse_pattern(command.serial_pattern) or refuse_pattern(command.lot_pattern):
        return refused
    taken = records.part_numbers.find((command.part_number, command.revision))
    if taken is not None or records.parts.find(command.uid) is not None:
        return refuse(
            RefusalCode.DUPLICATE, what="part", name=f"{command.part_number} revision {command.revision}"
        )
    part = Part(
        uid=command.uid,
        part_number=command.part_number,
        revision=command.revision,
        description=command.description,
        manufacturer=command.manufacturer,
        tracking=command.tracking,
        unit=command.unit,
        manufacturer_part_number=command.manufacturer_part_number,
        gtin=command.gtin,
        serial_pattern=command.serial_pattern,
        lot_pattern=command.lot_pattern,
    )
    return Changes(puts=(part,))


def _update_part(command: UpdatePart, records: WorkingSet) -> Changes | Refused:
    part = records.parts.find(command.uid)
    if part is None:
        return refuse_unknown("part", command.uid)
    stock = records.part_stock.get(part.uid)
    tracking = command.tracking or part.tracking
    refused = (
        refuse_stale(part, command.etag)
        or refuse_tracking_change(
            part.tracking, tracking, serial_items=stock.serial_items, lot_items=stock.lot_items
        )
        or _refuse_unit_change(command.unit, part, stock.on_hand, records)
        or refuse_pattern(command.serial_pattern)
        or refuse_pattern(command.lot_pattern)
    )
    if refused:
        return refused
    changed = replace(
        part,
        description=_new(command.description, part.description),
        manufacturer=_new(command.manufacturer, part.manufacturer),
        tracking=tracking,
        unit=_new(command.unit, part.unit),
        manufacturer_part_number=_new(command.manufacturer_part_number, part.manufacturer_part_number),
        gtin=_new(command.gtin, part.gtin),
        serial_pattern=_new(command.serial_pattern, part.serial_pattern),
        lot_pattern=_new(command.lot_pattern, part.lot_pattern),
        archived=part.archived if command.archived is None else command.archived,
        version=part.version + 1,
    )
    return Changes(puts=(changed,))


def _refuse_unit_change(
    unit: str | None, part: Part, on_hand: Decimal, records: WorkingSet
) -> Refused | None:
    if unit is None or unit == part.unit:
        return None
    if on_hand != 0 or records.kitted_parts.find(part.uid):
        return refuse(RefusalCode.UNIT_MISMATCH, part_unit=part.unit, item_unit=unit)
    return None


def _new(wanted: str | None, present: str) -> str:
    return present if wanted is None else wanted


def _create_supplier(command: CreateSupplier, records: WorkingSet) -> Changes | Refused:
    if (
        records.supplier_names.find(command.name) is not None
        or records.suppliers.find(command.uid) is not None
    ):
        return refuse(RefusalCode.DUPLICATE, what="supplier", name=command.name)
    return Changes(puts=(Supplier(uid=command.uid, name=command.name),))


def _update_supplier(command: UpdateSupplier, records: WorkingSet) -> Changes | Refused:
    supplier = records.suppliers.find(command.uid)
    if supplier is None:
        return refuse_unknown("supplier", command.uid)
    name = _new(command.name, supplier.name)
    if refused := refuse_stale(supplier, command.etag):
        return refused
    if name != supplier.name and records.supplier_names.find(name) is not None:
        return refuse(RefusalCode.DUPLICATE, what="supplier", name=name)
    archived = supplier.archived if command.archived is None else command.archived
    return Changes(puts=(replace(supplier, name=name, archived=archived, version=supplier.version + 1),))


def _set_supplier_part(command: SetSupplierPart, records: WorkingSet) -> Changes | Refused:
    """A purchase unit is so many of the stock unit: ION's 5 rolls of 100 ft give 500 ft of stock."""
    for what, uid, found in (
        ("supplier", command.supplier_uid, records.suppliers.find(command.supplier_uid)),
        ("part", command.part_uid, records.parts.find(command.part_uid)),
    ):
        if found is None:
            return refuse_unknown(what, uid)
    if command.factor <= 0:
        return refuse(
            RefusalCode.BAD_QUANTITY, quantity=command.factor, why="a purchase unit is more than nothing"
        )
    known = records.supplier_part_numbers.find((command.supplier_uid, command.part_uid))
    if records.supplier_parts.find(command.uid) is not None and known != command.uid:
        return refuse(RefusalCode.DUPLICATE, what="supplier's part", name=command.supplier_part_number)
    before = records.supplier_parts.get(known) if known else None
    return Changes(
        puts=(
            SupplierPart(
                uid=before.uid if before else command.uid,
                supplier_uid=command.supplier_uid,
                part_uid=command.part_uid,
                supplier_part_number=command.supplier_part_number,
                purchase_unit=command.purchase_unit,
                factor=plain(command.factor),
                version=before.version + 1 if before else 1,
            ),
        )
    )


def _create_mbom_line(command: CreateMbomLine, entry: Entry, records: WorkingSet) -> Changes | Refused:
    """An mBOM line is unique per part and parent, its quantity above 0 (ION)."""
    for uid in (command.assembly_uid, command.part_uid):
        if records.parts.find(uid) is None:
            return refuse_unknown("part", uid)
    part_number = records.parts.get(command.part_uid).part_number
    if command.part_uid == command.assembly_uid:
        return refuse(RefusalCode.CONTAINS_ITSELF, part_number=part_number)
    refused = _refuse_no_need(command.quantity) or refuse_substitutes(
        command.part_uid, command.substitutes, records
    )
    if refused is None and entry.edition >= SECOND:
        refused = refuse_ring(command.assembly_uid, (command.part_uid, *command.substitutes), records)
    if refused:
        return refused
    present = records.mboms.get(command.assembly_uid)
    if command.part_uid in present or records.mbom_lines.find(command.uid) is not None:
        return refuse(RefusalCode.DUPLICATE, what="mBOM line", name=part_number)
    line = MbomLine(
        uid=command.uid,
        assembly_uid=command.assembly_uid,
        part_uid=command.part_uid,
        quantity=plain(command.quantity),
        designators=command.designators,
        substitutes=command.substitutes,
    )
    return Changes(puts=(line,))


def _update_mbom_line(command: UpdateMbomLine, entry: Entry, records: WorkingSet) -> Changes | Refused:
    line = records.mbom_lines.find(command.uid)
    if line is None:
        return refuse_unknown("mBOM line", command.uid)
    refused = (
        refuse_stale(line, command.etag)
        or _refuse_no_need(command.quantity)
        or refuse_substitutes(line.part_uid, command.substitutes, records)
    )
    if refused is None and command.substitutes and entry.edition >= SECOND:
        # One that stands there already, since before this was a rule, may stay.
        added = (uid for uid in command.substitutes if uid not in line.substitutes)
        refused = refuse_ring(line.assembly_uid, added, records)
    if refused:
        return refused
    changed = replace(
        line,
        quantity=plain(command.quantity),
        designators=command.designators,
        substitutes=line.substitutes if command.substitutes is None else command.substitutes,
        version=line.version + 1,
    )
    return Changes(puts=(changed,))


def _delete_mbom_line(command: DeleteMbomLine, records: WorkingSet) -> Changes | Refused:
    line = records.mbom_lines.find(command.uid)
    if line is None:
        return refuse_unknown("mBOM line", command.uid)
    return refuse_stale(line, command.etag) or Changes(removals=(line,))


def _refuse_no_need(quantity: Decimal) -> Refused | None:
    if quantity > 0:
        return None
    return refuse(RefusalCode.BAD_QUANTITY, quantity=quantity, why="an assembly needs more than 0")
