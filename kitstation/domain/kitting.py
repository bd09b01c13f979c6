"""Rules for kits: filling them, issuing to them and returning from them."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from kitstation.domain.commands import CreateKit, Entry, FillKitFromMbom, IssueItem, ReturnItem
from kitstation.domain.ids import derived_id
from kitstation.domain.movements import Bucket, Movement, Spot
from kitstation.domain.quantities import LARGEST, ONE, QuantityError, plain, quantity
from kitstation.domain.records import InventoryItem, Kit, KitLine, KitStatus
from kitstation.domain.refusals import RefusalCode, Refused, refuse
from kitstation.domain.working_set import Changes, WorkingSet


def decide_create_kit(command: CreateKit, entry: Entry, records: WorkingSet) -> Changes | Refused:
    """Open a kit. Seed 001: "To create a part kit, you must already have a run"."""
    if records.runs.find(command.run_uid) is None:
        return refuse(RefusalCode.UNKNOWN_RECORD, what="run", uid=command.run_uid)
    if not command.number.strip():
        return refuse(RefusalCode.BAD_NAME, what="kit", name=command.number, why="it is empty")
    if records.kit_numbers.find(command.number) is not None or records.kits.find(command.uid) is not None:
        return refuse(RefusalCode.DUPLICATE, what="kit", name=command.number)
    kit = Kit(
        uid=command.uid,
        number=command.number,
        run_uid=command.run_uid,
        status=command.status,
        created_at=entry.at,
    )
    return Changes(puts=(kit,))


def decide_fill_kit(command: FillKitFromMbom, entry: Entry, records: WorkingSet) -> Changes | Refused:
    """Give the kit what the run's assembly needs, times the run's quantity. Lines that exist keep what is issued."""
    kit = records.kits.find(command.kit_uid)
    if kit is None:
        return refuse(RefusalCode.UNKNOWN_RECORD, what="kit", uid=command.kit_uid)
    if kit.status.is_closed:
        return refuse(RefusalCode.KIT_CLOSED, kit=kit.number, status=kit.status.value)
    run = records.runs.get(kit.run_uid)
    mbom = records.mboms.get(run.part_uid)
    if not mbom:
        return refuse(RefusalCode.EMPTY_BOM, part_number=records.parts.get(run.part_uid).part_number)
    present = records.lines_of_kit.get(kit.uid)
    puts: list[KitLine] = []
    for part_uid, mbom_line_uid in mbom.items():
        mbom_line = records.mbom_lines.get(mbom_line_uid)
        try:
            required = quantity(mbom_line.quantity * run.quantity)
        except QuantityError as error:
            return refuse(RefusalCode.BAD_QUANTITY, quantity=mbom_line.quantity, why=str(error))
        if part_uid in present:
            line = records.kit_lines.get(present[part_uid])
            puts.append(
                replace(line, required=required, designators=mbom_line.designators, version=line.version + 1)
            )
            continue
        puts.append(
            KitLine(
                uid=derived_id(entry.command_id, part_uid),
                kit_uid=kit.uid,
                part_uid=part_uid,
                required=required,
                unit=records.parts.get(part_uid).unit,
                designators=mbom_line.designators,
            )
        )
    return Changes(puts=tuple(puts))


def decide_issue(command: IssueItem, records: WorkingSet) -> Changes | Refused:
    """Issue an item to a kit line.

    Seed 001: "reference its partInventoryId and, when the item is not serial-tracked, the quantity you want to
    issue"; "the quantity is decremented from the original inventory object". At most what is there, and at most
    what the line still needs unless a person wants more.
    """
    found = _item_and_line(command, records)
    if isinstance(found, Refused):
        return found
    item, line, kit = found
    if item.part_uid != line.part_uid:
        return refuse(
            RefusalCode.WRONG_PART,
            part_number=records.parts.get(item.part_uid).part_number,
            wanted=records.parts.get(line.part_uid).part_number,
        )
    issued = records.ledger.picked_on_line(line.uid)
    refused = (
        _refuse_amount(command.quantity, item)
        or _refuse_issued_serial(item, records)
        or _refuse_over_need(command, line, issued)
        or _refuse_more_than_on_hand(command.quantity, item)
    )
    if refused:
        return refused
    movement = _picked(item, line, command.quantity)
    return Changes(puts=_started(kit), movements=(movement,))


def decide_return(command: ReturnItem, records: WorkingSet) -> Changes | Refused:
    """Return what was issued to where the item is kept.

    Seed 001: "You must include the quantity you are moving back to inventory". At most what is issued to the line.
    """
    found = _item_and_line(command, records)
    if isinstance(found, Refused):
        return found
    item, line, _ = found
    if refused := _refuse_amount(command.quantity, item):
        return refused
    issued = records.ledger.balance(Spot(item.uid, Bucket.PICKED, line.uid))
    if issued == 0:
        return refuse(RefusalCode.NOT_ISSUED_HERE)
    if command.quantity > issued:
        return refuse(RefusalCode.RETURN_EXCEEDS, asked=command.quantity, issued=issued, unit=item.unit)
    return Changes(movements=(_picked(item, line, command.quantity).reversed(),))


def _item_and_line(
    command: IssueItem | ReturnItem, records: WorkingSet
) -> tuple[InventoryItem, KitLine, Kit] | Refused:
    line = records.kit_lines.find(command.line_uid)
    if line is None:
        return refuse(RefusalCode.UNKNOWN_RECORD, what="kit line", uid=command.line_uid)
    kit = records.kits.get(line.kit_uid)
    if kit.status.is_closed:
        return refuse(RefusalCode.KIT_CLOSED, kit=kit.number, status=kit.status.value)
    item = records.items.find(command.item_uid)
    if item is None:
        return refuse(RefusalCode.UNKNOWN_RECORD, what="inventory item", uid=command.item_uid)
    return item, line, kit


def _refuse_amount(quantity: Decimal, item: InventoryItem) -> Refused | None:
    if quantity <= 0:
        return refuse(RefusalCode.BAD_QUANTITY, quantity=quantity, why="it must be above 0")
    if item.serial_number and quantity != ONE:
        return refuse(RefusalCode.BAD_QUANTITY, quantity=quantity, why="a serial number is one piece")
    return None


def _refuse_issued_serial(item: InventoryItem, records: WorkingSet) -> Refused | None:
    if item.serial_number and (lines := records.ledger.lines_holding(item.uid)):
        return refuse(RefusalCode.ALREADY_ISSUED, line_uid=lines[0])
    return None


def _refuse_more_than_on_hand(quantity: Decimal, item: InventoryItem) -> Refused | None:
    if quantity <= item.quantity:
        return None
    return refuse(RefusalCode.NOT_ENOUGH, asked=quantity, on_hand=item.quantity, unit=item.unit)


def _refuse_over_need(command: IssueItem, line: KitLine, issued: Decimal) -> Refused | None:
    remaining = max(plain(line.required - issued), Decimal(0))
    if issued + command.quantity > LARGEST:
        return refuse(RefusalCode.BAD_QUANTITY, quantity=command.quantity, why="no line holds so much")
    if command.over_need or command.quantity <= remaining:
        return None
    code = RefusalCode.OVER_ISSUE if remaining else RefusalCode.LINE_COMPLETE
    return refuse(
        code,
        asked=command.quantity,
        remaining=remaining,
        required=line.required,
        issued=issued,
        unit=line.unit,
    )


def _picked(item: InventoryItem, line: KitLine, quantity: Decimal) -> Movement:
    return Movement(
        item_uid=item.uid,
        quantity=plain(quantity),
        from_bucket=Bucket.ON_HAND,
        from_place=item.location_uid,
        to_bucket=Bucket.PICKED,
        to_place=line.uid,
    )


def _started(kit: Kit) -> tuple[Kit, ...]:
    """The first issue moves a requested kit to In Progress."""
    if kit.status is not KitStatus.REQUESTED:
        return ()
    return (replace(kit, status=KitStatus.IN_PROGRESS, version=kit.version + 1),)
