"""Rules for changing, holding and deleting inventory items."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Literal

from kitstation.domain.availability import refuse_without_reason
from kitstation.domain.commands import DeleteItem, HoldItem, ReleaseHold, UpdateItem
from kitstation.domain.etags import refuse_stale
from kitstation.domain.movements import OUTSIDE, Bucket, Removal, move
from kitstation.domain.names import refuse_unknown
from kitstation.domain.quantities import plain
from kitstation.domain.receiving import refuse_taken_serial
from kitstation.domain.records import InventoryItem
from kitstation.domain.refusals import RefusalCode, Refused, refuse
from kitstation.domain.tracking import refuse_quantity, refuse_tracking
from kitstation.domain.working_set import Changes, WorkingSet


def decide_item(
    command: UpdateItem | DeleteItem | HoldItem | ReleaseHold, records: WorkingSet
) -> Changes | Refused:
    """Decide a command about an item as such."""
    match command:
        case UpdateItem():
            return _update(command, records)
        case DeleteItem():
            return _delete(command, records)
        case HoldItem():
            return _hold(command, records)
        case ReleaseHold():
            return _release(command, records)


def find_item(uid: str, records: WorkingSet) -> InventoryItem | Refused:
    """Return a live item, or the refusal that there is none."""
    item = records.items.find(uid)
    if item is None or item.deleted:
        return refuse_unknown("inventory item", uid)
    return item


def _update(command: UpdateItem, records: WorkingSet) -> Changes | Refused:
    """Seed 001: "All the quantity and tracking-type validations enforced on creation are also enforced on update"."""
    item = find_item(command.uid, records)
    if isinstance(item, Refused):
        return item
    part = records.parts.get(item.part_uid)
    changed = _changed(item, command)
    refused = (
        refuse_stale(item, command.etag)
        or refuse_tracking(part.tracking, changed.serial_number, changed.lot_number)
        or refuse_quantity(part.tracking, item.quantity)
    )
    if refused is None and changed.serial_number != item.serial_number:
        refused = refuse_taken_serial(part, changed.serial_number, records)
    if refused:
        return refused
    if command.supplier_uid and records.suppliers.find(command.supplier_uid) is None:
        return refuse_unknown("supplier", command.supplier_uid)
    if isinstance(command.cost, Decimal) and command.cost < 0:
        return refuse(RefusalCode.BAD_QUANTITY, quantity=command.cost, why="a cost is 0 or more")
    return Changes(puts=(changed,))


def _changed(item: InventoryItem, command: UpdateItem) -> InventoryItem:
    return replace(
        item,
        serial_number=_text_or_none(command.serial_number, item.serial_number),
        lot_number=_text_or_none(command.lot_number, item.lot_number),
        supplier_uid=_text_or_none(command.supplier_uid, item.supplier_uid),
        cost=item.cost if command.cost is None else _cost(command.cost),
        expires_on=item.expires_on if command.expires_on is None else command.expires_on or None,
        date_code=_text_or_none(command.date_code, item.date_code),
        condition=item.condition if command.condition is None else command.condition,
        storage_area=item.storage_area if command.storage_area is None else command.storage_area,
        usage_type=item.usage_type if command.usage_type is None else command.usage_type,
        version=item.version + 1,
    )


def _cost(wanted: Decimal | Literal[""]) -> Decimal | None:
    return plain(wanted) if isinstance(wanted, Decimal) else None


def _text_or_none(wanted: str | None, present: str | None) -> str | None:
    return present if wanted is None else wanted or None


def _delete(command: DeleteItem, records: WorkingSet) -> Changes | Refused:
    """Seed 004: what is reserved or picked cannot be deleted; what is available is removed first.

    What is installed somewhere, or has something installed in it, stays on record too.
    """
    item = find_item(command.uid, records)
    if isinstance(item, Refused):
        return item
    if refused := refuse_stale(item, command.etag):
        return refused
    for bucket in (Bucket.RESERVED, Bucket.PICKED, Bucket.DELIVERED):
        if amount := records.ledger.in_bucket(item.uid, bucket):
            return refuse(RefusalCode.IN_USE, what="inventory item", cause=bucket.value, quantity=amount)
    for uid in sorted(records.requirements_of.get(item.uid)):
        if amount := records.ledger.total_at(Bucket.DELIVERED, uid):
            return refuse(RefusalCode.IN_USE, what="inventory item", cause="assembly", quantity=amount)
    deleted = replace(item, deleted=True, version=item.version + 1)
    reason = command.reason or "deleted"
    there, gone, outside = (
        (Bucket.ON_HAND, item.location_uid),
        (Bucket.REMOVED, Removal.LOSS),
        (Bucket.RECEIVED, OUTSIDE),
    )
    if item.quantity > 0:
        return Changes(puts=(deleted,), movements=(move(item.uid, item.quantity, there, gone, reason),))
    if item.quantity < 0:
        # More was taken than was known of; it must have been there.
        return Changes(puts=(deleted,), movements=(move(item.uid, -item.quantity, outside, there, reason),))
    return Changes(puts=(deleted,))


def _hold(command: HoldItem, records: WorkingSet) -> Changes | Refused:
    item = find_item(command.item_uid, records)
    if isinstance(item, Refused):
        return item
    if refused := refuse_without_reason(command.reason):
        return refused
    return Changes(puts=(replace(item, hold_reason=command.reason, version=item.version + 1),))


def _release(command: ReleaseHold, records: WorkingSet) -> Changes | Refused:
    item = find_item(command.item_uid, records)
    if isinstance(item, Refused):
        return item
    return Changes(puts=(replace(item, hold_reason=None, version=item.version + 1),))
