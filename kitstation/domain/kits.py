"""Rules for kits: opening, filling, their lines, their statuses, and splitting off what they lack."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from kitstation.domain.commands import (
    AddKitLine,
    CreateKit,
    Entry,
    FillKitFromMbom,
    RemoveKitLine,
    SetKitStatus,
    SplitKit,
    UpdateKit,
    UpdateKitLine,
)
from kitstation.domain.etags import refuse_stale
from kitstation.domain.ids import derived_id
from kitstation.domain.kit_closing import free_everything
from kitstation.domain.kitting import issued_to
from kitstation.domain.locations import refuse_as_target
from kitstation.domain.movements import Bucket, Movement, Spot, move
from kitstation.domain.names import refuse_unknown
from kitstation.domain.parts import refuse_substitutes
from kitstation.domain.quantities import ZERO, QuantityError, plain, quantity
from kitstation.domain.records import Kit, KitLine, KitStatus, MbomLine
from kitstation.domain.refusals import RefusalCode, Refused, refuse
from kitstation.domain.reservations import let_go
from kitstation.domain.working_set import Changes, WorkingSet


def decide_kit(
    command: CreateKit
    | UpdateKit
    | SetKitStatus
    | AddKitLine
    | UpdateKitLine
    | RemoveKitLine
    | FillKitFromMbom
    | SplitKit,
    entry: Entry,
    records: WorkingSet,
) -> Changes | Refused:
    """Decide a command about a kit or its lines."""
    match command:
        case CreateKit():
            return _create(command, entry, records)
        case UpdateKit():
            return _update(command, records)
        case SetKitStatus():
            return _set_status(command, entry, records)
        case AddKitLine():
            return _add_line(command, records)
        case UpdateKitLine():
            return _update_line(command, records)
        case RemoveKitLine():
            return _remove_line(command, records)
        case FillKitFromMbom():
            return _fill(command, entry, records)
        case SplitKit():
            return _split(command, entry, records)


def _create(command: CreateKit, entry: Entry, records: WorkingSet) -> Changes | Refused:
    """Open a kit. Seed 001: "To create a part kit, you must already have a run"."""
    if records.runs.find(command.run_uid) is None:
        return refuse_unknown("run", command.run_uid)
    refused = _refuse_number(command.number, command.uid, records) or _refuse_places(
        command.location_uid, command.delivery_uid, records
    )
    if refused:
        return refused
    kit = Kit(
        uid=command.uid,
        number=command.number,
        run_uid=command.run_uid,
        status=command.status,
        created_at=entry.at,
        location_uid=command.location_uid,
        delivery_uid=command.delivery_uid,
        assigned_to=command.assigned_to,
    )
    return Changes(puts=(kit,))


def _refuse_number(number: str, uid: str, records: WorkingSet) -> Refused | None:
    if records.kit_numbers.find(number) is not None or records.kits.find(uid) is not None:
        return refuse(RefusalCode.DUPLICATE, what="kit", name=number)
    return None


def _refuse_places(location_uid: str | None, delivery_uid: str | None, records: WorkingSet) -> Refused | None:
    for uid in (location_uid, delivery_uid):
        if uid and (refused := refuse_as_target(records.locations.find(uid), uid)):
            return refused
    return None


def _update(command: UpdateKit, records: WorkingSet) -> Changes | Refused:
    """ION: moving the kit's location moves its inventory, because what is picked lies where its kit lies."""
    kit = records.kits.find(command.uid)
    if kit is None:
        return refuse_unknown("kit", command.uid)
    refused = refuse_stale(kit, command.etag) or _refuse_places(
        command.location_uid, command.delivery_uid, records
    )
    if refused:
        return refused
    changed = replace(
        kit,
        location_uid=kit.location_uid if command.location_uid is None else command.location_uid or None,
        delivery_uid=kit.delivery_uid if command.delivery_uid is None else command.delivery_uid or None,
        assigned_to=kit.assigned_to if command.assigned_to is None else command.assigned_to,
        version=kit.version + 1,
    )
    return Changes(puts=(changed,))


def _set_status(command: SetKitStatus, entry: Entry, records: WorkingSet) -> Changes | Refused:
    """Move a kit to a status; "You can move from any status to any status" (ION).

    Delivered: the current location becomes the delivery location, and with it that of all that is in the kit (ION).
    Completed: what was not installed becomes available where it lies (ION). Canceled frees it in the same way, which
    ION does not document: stock of a kit that nobody needs would be lost to everybody.
    """
    kit = records.kits.find(command.uid)
    if kit is None:
        return refuse_unknown("kit", command.uid)
    location_uid = kit.location_uid
    if command.status is KitStatus.DELIVERED and kit.delivery_uid:
        location_uid = kit.delivery_uid
    changed = replace(kit, status=command.status, location_uid=location_uid, version=kit.version + 1)
    if not command.status.is_closed:
        return Changes(puts=(changed,))
    freed = free_everything(kit, entry, records)
    return Changes(puts=(changed, *freed.puts), movements=freed.movements)


def _open_kit(uid: str, records: WorkingSet) -> Kit | Refused:
    kit = records.kits.find(uid)
    if kit is None:
        return refuse_unknown("kit", uid)
    if kit.status.is_closed:
        return refuse(RefusalCode.KIT_CLOSED, kit=kit.number, status=kit.status.value)
    return kit


def _refuse_no_need(required: Decimal) -> Refused | None:
    if required > 0:
        return None
    return refuse(RefusalCode.BAD_QUANTITY, quantity=required, why="a kit line needs more than 0")


def _add_line(command: AddKitLine, records: WorkingSet) -> Changes | Refused:
    """ION: one line for each kit and part, revision included."""
    kit = _open_kit(command.kit_uid, records)
    if isinstance(kit, Refused):
        return kit
    part = records.parts.find(command.part_uid)
    if part is None:
        return refuse_unknown("part", command.part_uid)
    taken = command.part_uid in records.lines_of_kit.get(kit.uid)
    if taken or records.kit_lines.find(command.uid) is not None:
        return refuse(RefusalCode.DUPLICATE, what="kit line", name=part.part_number)
    refused = _refuse_no_need(command.required) or refuse_substitutes(part.uid, command.substitutes, records)
    if refused:
        return refused
    line = KitLine(
        uid=command.uid,
        kit_uid=kit.uid,
        part_uid=part.uid,
        required=plain(command.required),
        unit=part.unit,
        designators=command.designators,
        substitutes=command.substitutes,
    )
    return Changes(puts=(line,))


def _update_line(command: UpdateKitLine, records: WorkingSet) -> Changes | Refused:
    """ION: an existing line gets a new quantity, and "Already kitted inventory will be preserved"."""
    line = records.kit_lines.find(command.uid)
    if line is None:
        return refuse_unknown("kit line", command.uid)
    kit = _open_kit(line.kit_uid, records)
    if isinstance(kit, Refused):
        return kit
    required = line.required if command.required is None else command.required
    refused = (
        refuse_stale(line, command.etag)
        or _refuse_no_need(required)
        or refuse_substitutes(line.part_uid, command.substitutes, records)
    )
    if refused:
        return refused
    changed = replace(
        line,
        required=plain(required),
        substitutes=line.substitutes if command.substitutes is None else command.substitutes,
        version=line.version + 1,
    )
    return Changes(puts=(changed,))


def _remove_line(command: RemoveKitLine, records: WorkingSet) -> Changes | Refused:
    """Take a line away with what is reserved for it. What is issued to it has to come back first."""
    line = records.kit_lines.find(command.uid)
    if line is None:
        return refuse_unknown("kit line", command.uid)
    if refused := refuse_stale(line, command.etag):
        return refused
    if amount := records.ledger.picked_on_line(line.uid):
        return refuse(RefusalCode.IN_USE, what="kit line", cause=Bucket.PICKED.value, quantity=amount)
    if line.installed:
        return refuse(RefusalCode.IN_USE, what="kit line", cause="delivered", quantity=line.installed)
    kept = [
        (records.items.get(uid), records.ledger.balance(Spot(uid, Bucket.RESERVED, line.uid)))
        for uid in records.items_on_line.get(line.uid)
    ]
    reserved = records.ledger.total_at(Bucket.RESERVED, line.uid)
    return Changes(removals=(line,), movements=tuple(let_go(line.uid, kept, reserved)))


def _fill(command: FillKitFromMbom, entry: Entry, records: WorkingSet) -> Changes | Refused:
    """Give the kit what the run's assembly needs, times the run's quantity. Lines that exist keep what is issued."""
    kit = _open_kit(command.kit_uid, records)
    if isinstance(kit, Refused):
        return kit
    run = records.runs.get(kit.run_uid)
    mbom = records.mboms.get(run.part_uid)
    if not mbom:
        return refuse(RefusalCode.EMPTY_BOM, part_number=records.parts.get(run.part_uid).part_number)
    puts: list[KitLine] = []
    for mbom_line_uid in sorted(mbom.values()):
        mbom_line = records.mbom_lines.get(mbom_line_uid)
        try:
            required = quantity(mbom_line.quantity * run.quantity)
        except QuantityError as error:
            return refuse(RefusalCode.BAD_QUANTITY, quantity=mbom_line.quantity, why=str(error))
        puts.append(_filled(kit, mbom_line, required, entry, records))
    return Changes(puts=tuple(puts))


def _filled(kit: Kit, mbom_line: MbomLine, required: Decimal, entry: Entry, records: WorkingSet) -> KitLine:
    present = records.lines_of_kit.get(kit.uid).get(mbom_line.part_uid)
    if present:
        line = records.kit_lines.get(present)
        return replace(
            line,
            required=required,
            designators=mbom_line.designators,
            substitutes=mbom_line.substitutes,
            version=line.version + 1,
        )
    return KitLine(
        uid=derived_id(entry.command_id, mbom_line.part_uid),
        kit_uid=kit.uid,
        part_uid=mbom_line.part_uid,
        required=required,
        unit=records.parts.get(mbom_line.part_uid).unit,
        designators=mbom_line.designators,
        substitutes=mbom_line.substitutes,
    )


def _split(command: SplitKit, entry: Entry, records: WorkingSet) -> Changes | Refused:
    """Move what a kit lacks into a new kit for the same run, with its reservations (ION's SplitUnfulfilledPartKit).

    What is issued stays; a line to which nothing is issued goes over whole.
    """
    kit = _open_kit(command.kit_uid, records)
    if isinstance(kit, Refused):
        return kit
    if refused := _refuse_number(command.new_number, command.new_uid, records):
        return refused
    new_kit = replace(
        kit,
        uid=command.new_uid,
        number=command.new_number,
        status=KitStatus.REQUESTED,
        created_at=entry.at,
        location_uid=None,
        version=1,
    )
    puts: list[Kit | KitLine] = [new_kit]
    removals: list[KitLine] = []
    movements: list[Movement] = []
    for line_uid in sorted(records.lines_of_kit.get(kit.uid).values()):
        line = records.kit_lines.get(line_uid)
        issued = issued_to(line, records)
        if issued >= line.required:
            continue
        new_line = replace(
            line,
            uid=derived_id(entry.command_id, line.uid),
            kit_uid=new_kit.uid,
            required=plain(line.required - issued),
            installed=ZERO,
            version=1,
        )
        puts.append(new_line)
        movements.extend(_reserved_for(line, new_line, records))
        if issued:
            puts.append(replace(line, required=issued, version=line.version + 1))
        else:
            removals.append(line)
    if len(puts) == 1:
        return refuse(RefusalCode.NOTHING_LEFT_TO_SPLIT, kit=kit.number)
    return Changes(puts=tuple(puts), removals=tuple(removals), movements=tuple(movements))


def _reserved_for(line: KitLine, new_line: KitLine, records: WorkingSet) -> Iterator[Movement]:
    kept, to_keep = (Bucket.RESERVED, line.uid), (Bucket.RESERVED, new_line.uid)
    for item_uid in sorted(records.items_on_line.get(line.uid)):
        reserved = records.ledger.balance(Spot(item_uid, *kept))
        if reserved > ZERO:
            yield move(item_uid, reserved, kept, to_keep)
