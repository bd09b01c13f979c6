"""Rules for moving, splitting and merging inventory items."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from kitstation.domain.availability import refuse_amount
from kitstation.domain.commands import Entry, MergeItems, SplitItem, TransferItem
from kitstation.domain.ids import derived_id
from kitstation.domain.items import find_item
from kitstation.domain.locations import refuse_as_target
from kitstation.domain.movements import Bucket, Movement, hand_over, move
from kitstation.domain.quantities import ZERO
from kitstation.domain.records import HowCreated, InventoryItem
from kitstation.domain.refusals import RefusalCode, Refused, refuse
from kitstation.domain.working_set import Changes, WorkingSet


def decide_move(
    command: TransferItem | SplitItem | MergeItems, entry: Entry, records: WorkingSet
) -> Changes | Refused:
    """Decide a command that moves stock from place to place or from item to item."""
    match command:
        case TransferItem():
            return _transfer(command, entry, records)
        case SplitItem():
            return _split(command, entry, records)
        case MergeItems():
            return _merge(command, entry, records)


def offspring(
    origin: InventoryItem, uid: str, location_uid: str, how: HowCreated, entry: Entry
) -> InventoryItem:
    """Return a new item, still empty, that takes over from another: all properties are those of its origin (ION)."""
    return replace(
        origin,
        uid=uid,
        location_uid=location_uid,
        quantity=ZERO,
        origin_uid=origin.uid,
        how_created=how,
        created_by=entry.operator,
        version=0,
    )


def _transfer(command: TransferItem, entry: Entry, records: WorkingSet) -> Changes | Refused:
    """Move an item or a part of it.

    Autotask: the quantity is above 0 and at most what is on hand, a serial's is 1; "toLocationID differs from
    fromLocationID and is active".
    """
    item = find_item(command.item_uid, records)
    if isinstance(item, Refused):
        return item
    quantity = item.quantity if command.quantity is None else command.quantity
    target = records.locations.find(command.to_location_uid)
    refused = refuse_as_target(target, command.to_location_uid) or refuse_amount(quantity, item)
    if refused:
        return refused
    if item.location_uid == command.to_location_uid:
        return refuse(RefusalCode.SAME_PLACE, place=target.path if target else "")
    if quantity > item.quantity:
        return refuse(RefusalCode.NOT_ENOUGH, asked=quantity, on_hand=item.quantity, unit=item.unit)
    there, here = (Bucket.ON_HAND, item.location_uid), (Bucket.ON_HAND, command.to_location_uid)
    if quantity == item.quantity:
        moved = replace(item, location_uid=command.to_location_uid, version=item.version + 1)
        return Changes(puts=(moved,), movements=(move(item.uid, quantity, there, here, command.reason),))
    new_uid = command.new_uid or derived_id(entry.command_id, "new")
    if records.items.find(new_uid) is not None:
        return refuse(RefusalCode.DUPLICATE, what="inventory item", name=new_uid)
    new = offspring(item, new_uid, command.to_location_uid, HowCreated.TRANSFER, entry)
    return Changes(puts=(new,), movements=hand_over(item.uid, new_uid, quantity, there, here, command.reason))


def _split(command: SplitItem, entry: Entry, records: WorkingSet) -> Changes | Refused:
    """ION: the original's quantity is decreased, a new record takes the difference and holds its origin."""
    item = find_item(command.item_uid, records)
    if isinstance(item, Refused):
        return item
    if refused := _refuse_split(command, item, records):
        return refused
    there = (Bucket.ON_HAND, item.location_uid)
    puts: list[InventoryItem] = []
    movements: list[Movement] = []
    for part in command.parts:
        puts.append(offspring(item, part.uid, item.location_uid, HowCreated.SPLIT, entry))
        movements.extend(hand_over(item.uid, part.uid, part.quantity, there, there))
    return Changes(puts=tuple(puts), movements=tuple(movements))


def _refuse_split(command: SplitItem, item: InventoryItem, records: WorkingSet) -> Refused | None:
    if item.serial_number:
        return refuse(RefusalCode.CANNOT_SPLIT, why="a serial number is one piece")
    if not command.parts:
        return refuse(RefusalCode.CANNOT_SPLIT, why="no part is named")
    for part in command.parts:
        if refused := refuse_amount(part.quantity, item):
            return refused
    uids = {part.uid for part in command.parts}
    if len(uids) != len(command.parts) or any(records.items.find(uid) is not None for uid in uids):
        return refuse(RefusalCode.DUPLICATE, what="inventory item", name=command.parts[0].uid)
    total = sum((part.quantity for part in command.parts), Decimal(0))
    if total >= item.quantity:
        return refuse(
            RefusalCode.CANNOT_SPLIT,
            why=f"{total} of {item.quantity} {item.unit} would leave nothing of the original",
        )
    return None


def refuse_merge(items: tuple[InventoryItem, ...], records: WorkingSet) -> Refused | None:
    """Refuse to merge what is not alike.

    ION: the same part, lot, location (not excluded from merging), unit and status; never what has a serial
    number. Expiry date, condition and quarantine are equal too, because they decide what is taken first or at all;
    so is the date code, because a maker recalls by it.
    """
    first = items[0]
    if len(items) < 2 or len({item.uid for item in items}) != len(items):
        return refuse(RefusalCode.CANNOT_MERGE, why="at least two different items are needed")
    if any(item.serial_number for item in items):
        return refuse(RefusalCode.CANNOT_MERGE, why="what has a serial number never merges")
    alike = (
        ("part", "part_uid"),
        ("lot number", "lot_number"),
        ("location", "location_uid"),
        ("unit", "unit"),
        ("expiry date", "expires_on"),
        ("date code", "date_code"),
        ("condition", "condition"),
        ("quarantine", "hold_reason"),
        ("state of work", "in_work"),
    )
    for name, field in alike:
        if len({getattr(item, field) for item in items}) > 1:
            return refuse(RefusalCode.CANNOT_MERGE, why=f"the {name} differs")
    if records.locations.get(first.location_uid).exclude_from_merge:
        return refuse(RefusalCode.CANNOT_MERGE, why="nothing is merged at that place")
    if first.in_work:
        return refuse(RefusalCode.CANNOT_MERGE, why="it is still being built")
    for item in items:
        # What is installed would belong to a record that is gone, and could never be taken out again.
        held = (Bucket.RESERVED, Bucket.PICKED, Bucket.DELIVERED)
        if item.quantity < 0 or any(records.ledger.in_bucket(item.uid, bucket) for bucket in held):
            return refuse(RefusalCode.CANNOT_MERGE, why="some of it is reserved, in a kit or installed")
    return None


def _merge(command: MergeItems, entry: Entry, records: WorkingSet) -> Changes | Refused:
    """ION: a new record is created and keeps the earliest creation date; old barcodes resolve to it."""
    items: list[InventoryItem] = []
    for uid in command.item_uids:
        found = find_item(uid, records)
        if isinstance(found, Refused):
            return found
        items.append(found)
    if not items:
        return refuse(RefusalCode.CANNOT_MERGE, why="at least two different items are needed")
    if refused := refuse_merge(tuple(items), records):
        return refused
    if records.items.find(command.new_uid) is not None:
        return refuse(RefusalCode.DUPLICATE, what="inventory item", name=command.new_uid)
    oldest = min(items, key=lambda item: (item.received_at, item.uid))
    new = offspring(oldest, command.new_uid, oldest.location_uid, HowCreated.MERGE, entry)
    gone = [
        replace(item, deleted=True, merged_into_uid=command.new_uid, version=item.version + 1)
        for item in items
    ]
    there = (Bucket.ON_HAND, oldest.location_uid)
    movements = [
        movement
        for item in items
        if item.quantity
        for movement in hand_over(item.uid, new.uid, item.quantity, there, there)
    ]
    return Changes(puts=(new, *gone), movements=tuple(movements))
