"""Rules for issuing to kits and returning from them."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from kitstation.domain.availability import (
    refuse_amount,
    refuse_blocked,
    refuse_expired,
    refuse_more_than_there_is,
)
from kitstation.domain.commands import Entry, IssueItem, ReturnItem
from kitstation.domain.matching import refuse_part
from kitstation.domain.movements import Bucket, Movement, Spot, move
from kitstation.domain.names import refuse_unknown
from kitstation.domain.quantities import LARGEST, ZERO, plain
from kitstation.domain.records import InventoryItem, Kit, KitLine, KitStatus
from kitstation.domain.refusals import RefusalCode, Refused, refuse
from kitstation.domain.working_set import Changes, WorkingSet


def decide_issue(command: IssueItem, entry: Entry, records: WorkingSet) -> Changes | Refused:
    """Issue an item to a kit line.

    Seed 001: "reference its partInventoryId and, when the item is not serial-tracked, the quantity you want to
    issue"; "the quantity is decremented from the original inventory object". At most what is there, and at most
    what the line still needs unless a person wants more. What is reserved for the line is taken first.
    """
    found = _item_and_line(command, records)
    if isinstance(found, Refused):
        return found
    item, line, kit = found
    if refused := refuse_part(item, line, records):
        return refused
    issued = issued_to(line, records)
    reserved = records.ledger.balance(Spot(item.uid, Bucket.RESERVED, line.uid))
    refused = (
        refuse_amount(command.quantity, item)
        or _refuse_issued_serial(item, records)
        or refuse_blocked(item)
        or refuse_expired(item, entry.at.date(), confirmed=command.expired_ok)
        or _refuse_over_need(command, line, issued)
        or refuse_more_than_there_is(command.quantity, item, records, reserved_here=reserved)
    )
    if refused:
        return refused
    return Changes(puts=_started(kit), movements=_picked(item, line, command.quantity, reserved))


def decide_return(command: ReturnItem, records: WorkingSet) -> Changes | Refused:
    """Return what was issued to where the item is kept.

    Seed 001: "You must include the quantity you are moving back to inventory". At most what is issued to the line;
    what is installed is not in the kit any more.
    """
    found = _item_and_line(command, records)
    if isinstance(found, Refused):
        return found
    item, line, _ = found
    if refused := refuse_amount(command.quantity, item):
        return refused
    issued = records.ledger.balance(Spot(item.uid, Bucket.PICKED, line.uid))
    if issued == 0:
        return refuse(RefusalCode.NOT_ISSUED_HERE)
    if command.quantity > issued:
        return refuse(RefusalCode.RETURN_EXCEEDS, asked=command.quantity, issued=issued, unit=item.unit)
    kitted, there = (Bucket.PICKED, line.uid), (Bucket.ON_HAND, item.location_uid)
    return Changes(movements=(move(item.uid, command.quantity, kitted, there),))


def issued_to(line: KitLine, records: WorkingSet) -> Decimal:
    """Return the issued quantity of a line: what it holds, and what went from it into assemblies (seed 001)."""
    return plain(records.ledger.picked_on_line(line.uid) + line.installed)


def _item_and_line(
    command: IssueItem | ReturnItem, records: WorkingSet
) -> tuple[InventoryItem, KitLine, Kit] | Refused:
    line = records.kit_lines.find(command.line_uid)
    if line is None:
        return refuse_unknown("kit line", command.line_uid)
    kit = records.kits.get(line.kit_uid)
    if kit.status.is_closed:
        return refuse(RefusalCode.KIT_CLOSED, kit=kit.number, status=kit.status.value)
    item = records.items.find(command.item_uid)
    if item is None or item.deleted:
        return refuse_unknown("inventory item", command.item_uid)
    return item, line, kit


def _refuse_issued_serial(item: InventoryItem, records: WorkingSet) -> Refused | None:
    if item.serial_number and (lines := records.ledger.places_of(item.uid, Bucket.PICKED)):
        return refuse(RefusalCode.ALREADY_ISSUED, line_uid=lines[0])
    return None


def _refuse_over_need(command: IssueItem, line: KitLine, issued: Decimal) -> Refused | None:
    remaining = max(plain(line.required - issued), ZERO)
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


def _picked(item: InventoryItem, line: KitLine, quantity: Decimal, reserved: Decimal) -> tuple[Movement, ...]:
    kitted = (Bucket.PICKED, line.uid)
    from_reserved = min(quantity, reserved)
    movements: list[Movement] = []
    if from_reserved:
        movements.append(move(item.uid, from_reserved, (Bucket.RESERVED, line.uid), kitted))
    if rest := quantity - from_reserved:
        movements.append(move(item.uid, rest, (Bucket.ON_HAND, item.location_uid), kitted))
    return tuple(movements)


def _started(kit: Kit) -> tuple[Kit, ...]:
    """The first issue moves a requested kit to In Progress."""
    if kit.status is not KitStatus.REQUESTED:
        return ()
    return (replace(kit, status=KitStatus.IN_PROGRESS, version=kit.version + 1),)
