"""Rules for keeping stock for a kit line before it is fetched."""

from __future__ import annotations

from kitstation.domain.availability import refuse_amount, refuse_blocked, refuse_more_than_there_is
from kitstation.domain.commands import ReleaseItem, ReserveItem
from kitstation.domain.items import find_item
from kitstation.domain.kitting import issued_to
from kitstation.domain.matching import refuse_part
from kitstation.domain.movements import Bucket, Spot, move
from kitstation.domain.names import refuse_unknown
from kitstation.domain.quantities import ZERO
from kitstation.domain.refusals import RefusalCode, Refused, refuse
from kitstation.domain.working_set import Changes, WorkingSet


def decide_reserve(command: ReserveItem | ReleaseItem, records: WorkingSet) -> Changes | Refused:
    """Decide a command about what is kept for a kit line."""
    item = find_item(command.item_uid, records)
    if isinstance(item, Refused):
        return item
    line = records.kit_lines.find(command.line_uid)
    if line is None:
        return refuse_unknown("kit line", command.line_uid)
    if refused := refuse_amount(command.quantity, item):
        return refused
    there, kept = (Bucket.ON_HAND, item.location_uid), (Bucket.RESERVED, line.uid)
    if isinstance(command, ReleaseItem):
        reserved = records.ledger.balance(Spot(item.uid, *kept))
        if command.quantity > reserved:
            return refuse(RefusalCode.RETURN_EXCEEDS, asked=command.quantity, issued=reserved, unit=item.unit)
        return Changes(movements=(move(item.uid, command.quantity, kept, there),))
    kit = records.kits.get(line.kit_uid)
    if kit.status.is_closed:
        return refuse(RefusalCode.KIT_CLOSED, kit=kit.number, status=kit.status.value)
    refused = (
        refuse_part(item, line, records)
        or refuse_blocked(item)
        or refuse_more_than_there_is(command.quantity, item, records)
    )
    if refused:
        return refused
    issued, reserved = issued_to(line, records), records.ledger.total_at(Bucket.RESERVED, line.uid)
    remaining = max(line.required - issued - reserved, ZERO)
    if command.quantity > remaining:
        return refuse(
            RefusalCode.OVER_ISSUE if remaining else RefusalCode.LINE_COMPLETE,
            asked=command.quantity,
            remaining=remaining,
            required=line.required,
            issued=issued,
            unit=line.unit,
        )
    return Changes(movements=(move(item.uid, command.quantity, there, kept),))
