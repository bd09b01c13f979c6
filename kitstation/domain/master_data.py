"""Rules for parts, suppliers, locations, mBOM lines and runs."""

from __future__ import annotations

from dataclasses import replace

from kitstation.domain.commands import (
    CreateLocation,
    CreateMbomLine,
    CreatePart,
    CreateRun,
    CreateSupplier,
    DeleteMbomLine,
    UpdateMbomLine,
    UpdatePart,
)
from kitstation.domain.etags import etag
from kitstation.domain.quantities import plain
from kitstation.domain.records import Location, MbomLine, Part, Record, Run, Supplier
from kitstation.domain.refusals import RefusalCode, Refused, refuse
from kitstation.domain.tracking import refuse_tracking_change
from kitstation.domain.working_set import Changes, WorkingSet

PATH_SEPARATOR = "/"


def decide_master_data(
    command: CreatePart
    | UpdatePart
    | CreateSupplier
    | CreateLocation
    | CreateMbomLine
    | UpdateMbomLine
    | DeleteMbomLine
    | CreateRun,
    records: WorkingSet,
) -> Changes | Refused:
    """Decide a command about what is known, as opposed to what is in stock."""
    match command:
        case CreatePart():
            return _create_part(command, records)
        case UpdatePart():
            return _update_part(command, records)
        case CreateSupplier():
            return _create_supplier(command, records)
        case CreateLocation():
            return _create_location(command, records)
        case CreateMbomLine():
            return _create_mbom_line(command, records)
        case UpdateMbomLine():
            return _update_mbom_line(command, records)
        case DeleteMbomLine():
            return _delete_mbom_line(command, records)
        case CreateRun():
            return _create_run(command, records)


def refuse_stale(record: Record | None, seen_etag: str) -> Refused | None:
    """Refuse a write whose writer has not seen the record as it is now."""
    if record is None:
        return refuse(RefusalCode.UNKNOWN_RECORD)
    if etag(record) != seen_etag:
        return refuse(RefusalCode.STALE_ETAG, current=etag(record), seen=seen_etag)
    return None


def _refuse_blank(what: str, name: str) -> Refused | None:
    if name and name == name.strip():
        return None
    return refuse(
        RefusalCode.BAD_NAME, what=what, name=name, why="it is empty or begins or ends with a blank"
    )


def _create_part(command: CreatePart, records: WorkingSet) -> Changes | Refused:
    if refused := _refuse_blank("part number", command.part_number) or _refuse_blank("unit", command.unit):
        return refused
    taken = records.part_numbers.find((command.part_number, command.revision))
    if taken is not None or records.parts.find(command.uid) is not None:
        return refuse(
            RefusalCode.DUPLICATE, what="part", name=f"{command.part_number} revision {command.revision}"
        )
    return Changes(
        puts=(
            Part(
                uid=command.uid,
                part_number=command.part_number,
                revision=command.revision,
                description=command.description,
                manufacturer=command.manufacturer,
                tracking=command.tracking,
                unit=command.unit,
            ),
        )
    )


def _update_part(command: UpdatePart, records: WorkingSet) -> Changes | Refused:
    part = records.parts.find(command.uid)
    if (refused := refuse_stale(part, command.etag)) or part is None:
        return refused or refuse(RefusalCode.UNKNOWN_RECORD)
    stock = records.part_stock.get(part.uid)
    tracking = command.tracking or part.tracking
    if refused := refuse_tracking_change(
        part.tracking, tracking, serial_items=stock.serial_items, lot_items=stock.lot_items
    ):
        return refused
    unit = part.unit if command.unit is None else command.unit
    if refused := _refuse_blank("unit", unit):
        return refused
    if unit != part.unit and (stock.on_hand != 0 or records.kitted_parts.find(part.uid)):
        return refuse(RefusalCode.UNIT_MISMATCH, part_unit=part.unit, item_unit=unit)
    return Changes(
        puts=(
            replace(
                part,
                description=part.description if command.description is None else command.description,
                manufacturer=part.manufacturer if command.manufacturer is None else command.manufacturer,
                tracking=tracking,
                unit=unit,
                version=part.version + 1,
            ),
        )
    )


def _create_supplier(command: CreateSupplier, records: WorkingSet) -> Changes | Refused:
    if refused := _refuse_blank("supplier", command.name):
        return refused
    if (
        records.supplier_names.find(command.name) is not None
        or records.suppliers.find(command.uid) is not None
    ):
        return refuse(RefusalCode.DUPLICATE, what="supplier", name=command.name)
    return Changes(puts=(Supplier(uid=command.uid, name=command.name),))


def _create_location(command: CreateLocation, records: WorkingSet) -> Changes | Refused:
    if refused := _refuse_blank("location", command.name):
        return refused
    if PATH_SEPARATOR in command.name:
        return refuse(RefusalCode.BAD_NAME, what="location", name=command.name, why="it contains a /")
    parent_path = ""
    if command.parent_uid is not None:
        parent = records.locations.find(command.parent_uid)
        if parent is None:
            return refuse(RefusalCode.UNKNOWN_RECORD, what="location", uid=command.parent_uid)
        parent_path = parent.path + PATH_SEPARATOR
    path = parent_path + command.name
    taken = records.sublocations.find((command.parent_uid or "", command.name))
    if taken is not None or records.locations.find(command.uid) is not None:
        return refuse(RefusalCode.DUPLICATE, what="location", name=path)
    return Changes(
        puts=(Location(uid=command.uid, name=command.name, parent_uid=command.parent_uid, path=path),)
    )


def _create_mbom_line(command: CreateMbomLine, records: WorkingSet) -> Changes | Refused:
    """Seed of the rule: an mBOM line is unique per part and parent, its quantity above 0."""
    for uid in (command.assembly_uid, command.part_uid):
        if records.parts.find(uid) is None:
            return refuse(RefusalCode.UNKNOWN_RECORD, what="part", uid=uid)
    if command.part_uid == command.assembly_uid:
        return refuse(
            RefusalCode.CONTAINS_ITSELF, part_number=records.parts.get(command.part_uid).part_number
        )
    if command.quantity <= 0:
        return refuse(
            RefusalCode.BAD_QUANTITY, quantity=command.quantity, why="an assembly needs more than 0"
        )
    present = records.mboms.get(command.assembly_uid)
    if command.part_uid in present or records.mbom_lines.find(command.uid) is not None:
        return refuse(
            RefusalCode.DUPLICATE, what="mBOM line", name=records.parts.get(command.part_uid).part_number
        )
    return Changes(
        puts=(
            MbomLine(
                uid=command.uid,
                assembly_uid=command.assembly_uid,
                part_uid=command.part_uid,
                quantity=plain(command.quantity),
                designators=command.designators,
            ),
        )
    )


def _update_mbom_line(command: UpdateMbomLine, records: WorkingSet) -> Changes | Refused:
    line = records.mbom_lines.find(command.uid)
    if (refused := refuse_stale(line, command.etag)) or line is None:
        return refused or refuse(RefusalCode.UNKNOWN_RECORD)
    if command.quantity <= 0:
        return refuse(
            RefusalCode.BAD_QUANTITY, quantity=command.quantity, why="an assembly needs more than 0"
        )
    return Changes(
        puts=(
            replace(
                line,
                quantity=plain(command.quantity),
                designators=command.designators,
                version=line.version + 1,
            ),
        )
    )


def _delete_mbom_line(command: DeleteMbomLine, records: WorkingSet) -> Changes | Refused:
    line = records.mbom_lines.find(command.uid)
    return refuse_stale(line, command.etag) or Changes(removed_mbom_lines=(command.uid,))


def _create_run(command: CreateRun, records: WorkingSet) -> Changes | Refused:
    if refused := _refuse_blank("run", command.title):
        return refused
    if records.parts.find(command.part_uid) is None:
        return refuse(RefusalCode.UNKNOWN_RECORD, what="part", uid=command.part_uid)
    if command.quantity <= 0:
        return refuse(RefusalCode.BAD_QUANTITY, quantity=command.quantity, why="a run makes more than 0")
    if records.runs.find(command.uid) is not None:
        return refuse(RefusalCode.DUPLICATE, what="run", name=command.title)
    return Changes(
        puts=(
            Run(
                uid=command.uid,
                title=command.title,
                part_uid=command.part_uid,
                quantity=plain(command.quantity),
            ),
        )
    )
