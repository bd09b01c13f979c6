"""Rules for what changes how much there is: adding, removing, scrapping, counting. On hand itself is never typed."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from kitstation.domain.availability import (
    refuse_amount,
    refuse_more_than_there_is,
    refuse_without_reason,
)
from kitstation.domain.commands import AddStock, BookCount, Counted, RecountItem, RemoveStock, ScrapItem
from kitstation.domain.items import find_item
from kitstation.domain.locations import refuse_as_target
from kitstation.domain.movements import OUTSIDE, Bucket, Movement, Removal, Spot, move
from kitstation.domain.quantities import LARGEST, ONE
from kitstation.domain.records import InventoryItem
from kitstation.domain.refusals import RefusalCode, Refused, refuse
from kitstation.domain.tracking import refuse_quantity, tracking_of
from kitstation.domain.working_set import Changes, WorkingSet


def decide_stock_change(
    command: AddStock | RemoveStock | ScrapItem | RecountItem | BookCount, records: WorkingSet
) -> Changes | Refused:
    """Decide a command that changes how much there is."""
    match command:
        case AddStock():
            return _add(command, records)
        case RemoveStock():
            return _remove(command, records)
        case ScrapItem():
            return _scrap(command, records)
        case RecountItem():
            return _recount(command, records)
        case BookCount():
            return _book_count(command, records)


def _add(command: AddStock, records: WorkingSet) -> Changes | Refused:
    """Seed 004: "To increase the quantity on hand ... send a Create request to the InventoryStockedItemsAdd"."""
    item = find_item(command.item_uid, records)
    if isinstance(item, Refused):
        return item
    refused = refuse_without_reason(command.reason) or refuse_amount(command.quantity, item)
    if refused:
        return refused
    if item.serial_number and _present(item, records):
        return refuse(RefusalCode.DUPLICATE_SERIAL, part_number="", serial_number=item.serial_number)
    if item.quantity + command.quantity > LARGEST:
        return refuse(RefusalCode.BAD_QUANTITY, quantity=command.quantity, why="no item holds so much")
    return Changes(movements=_found(item, command.quantity, command.reason, records))


def _remove(command: RemoveStock, records: WorkingSet) -> Changes | Refused:
    """Autotask: "It is not possible to remove Reserved, Picked, Delivered or Removed units"."""
    item = find_item(command.item_uid, records)
    if isinstance(item, Refused):
        return item
    refused = (
        refuse_without_reason(command.reason)
        or refuse_amount(command.quantity, item)
        or refuse_more_than_there_is(command.quantity, item, records)
    )
    return refused or Changes(movements=(_lost(item, command.quantity, command.reason),))


def _scrap(command: ScrapItem, records: WorkingSet) -> Changes | Refused:
    """ION: scrapping the full quantity gives the status Scrapped; scrapping less leaves the rest as it is."""
    item = find_item(command.item_uid, records)
    if isinstance(item, Refused):
        return item
    refused = refuse_without_reason(command.reason) or refuse_amount(command.quantity, item)
    if refused:
        return refused
    source = (Bucket.ON_HAND, item.location_uid)
    there = item.quantity
    if command.line_uid is not None:
        source = (Bucket.PICKED, command.line_uid)
        there = records.ledger.balance(Spot(item.uid, *source))
    if command.quantity > there:
        return refuse(RefusalCode.NOT_ENOUGH, asked=command.quantity, on_hand=there, unit=item.unit)
    scrapped = (Bucket.REMOVED, Removal.SCRAP)
    return Changes(movements=(move(item.uid, command.quantity, source, scrapped, command.reason),))


def _recount(command: RecountItem, records: WorkingSet) -> Changes | Refused:
    """A recount is a movement of its own, with a reason; what was counted as expected changes nothing."""
    item = find_item(command.item_uid, records)
    if isinstance(item, Refused):
        return item
    refused = refuse_without_reason(command.reason) or _refuse_counted(item, command.counted, records)
    return refused or Changes(movements=_difference(item, command.counted, command.reason, records))


def _book_count(command: BookCount, records: WorkingSet) -> Changes | Refused:
    """Book what was counted at a place. What has moved since the count began has to be counted again."""
    place = records.locations.find(command.location_uid)
    refused = refuse_as_target(place, command.location_uid) or refuse_without_reason(command.reason)
    if refused:
        return refused
    puts: list[InventoryItem] = []
    movements: list[Movement] = []
    for counted in command.counts:
        item = find_item(counted.item_uid, records)
        if isinstance(item, Refused):
            return item
        if refused := _refuse_count(item, counted, command.location_uid, records):
            return refused
        if item.location_uid != command.location_uid:
            if not counted.counted:
                # Expected elsewhere, and not here: the count confirms that.
                continue
            moved = replace(item, location_uid=command.location_uid, version=item.version + 1)
            puts.append(moved)
            if item.quantity:
                old, new = (Bucket.ON_HAND, item.location_uid), (Bucket.ON_HAND, command.location_uid)
                movements.append(move(item.uid, item.quantity, old, new, command.reason))
            item = moved
        movements.extend(_difference(item, counted.counted, command.reason, records))
    if len({counted.item_uid for counted in command.counts}) != len(command.counts):
        return refuse(RefusalCode.DUPLICATE, what="count", name=command.location_uid)
    return Changes(puts=tuple(puts), movements=tuple(movements))


def _refuse_count(
    item: InventoryItem, counted: Counted, location_uid: str, records: WorkingSet
) -> Refused | None:
    here = item.quantity if item.location_uid == location_uid else Decimal(0)
    if here != counted.expected:
        return refuse(RefusalCode.STALE_COUNT, expected=counted.expected, on_hand=here, unit=item.unit)
    reserved = records.ledger.in_bucket(item.uid, Bucket.RESERVED)
    if item.location_uid != location_uid and not item.serial_number and (item.quantity or reserved):
        # Only a serial is in one place for certain; of a lot, some may still lie where it was.
        return refuse(RefusalCode.SAME_PLACE, place=item.location_uid)
    return _refuse_counted(item, counted.counted, records)


def _refuse_counted(item: InventoryItem, counted: Decimal, records: WorkingSet) -> Refused | None:
    tracking = tracking_of(item.serial_number, item.lot_number)
    if refused := refuse_quantity(tracking, counted):
        return refused
    if counted > LARGEST:
        return refuse(RefusalCode.BAD_QUANTITY, quantity=counted, why="no item holds so much")
    elsewhere = _present(item, records) - item.quantity
    if item.serial_number and counted == ONE and elsewhere:
        return refuse(
            RefusalCode.ALREADY_ISSUED,
            line_uid=(records.ledger.places_of(item.uid, Bucket.PICKED) or [""])[0],
        )
    return None


def _present(item: InventoryItem, records: WorkingSet) -> Decimal:
    """Return how much of an item is somewhere at all."""
    buckets = (Bucket.ON_HAND, Bucket.RESERVED, Bucket.PICKED, Bucket.DELIVERED, Bucket.TRANSFERRED)
    return sum((records.ledger.in_bucket(item.uid, bucket) for bucket in buckets), Decimal(0))


def _difference(
    item: InventoryItem, counted: Decimal, reason: str, records: WorkingSet
) -> tuple[Movement, ...]:
    if counted > item.quantity:
        return _found(item, counted - item.quantity, reason, records)
    if counted < item.quantity:
        return (_lost(item, item.quantity - counted, reason),)
    return ()


def _lost(item: InventoryItem, quantity: Decimal, reason: str) -> Movement:
    there, gone = (Bucket.ON_HAND, item.location_uid), (Bucket.REMOVED, Removal.LOSS)
    return move(item.uid, quantity, there, gone, reason)


def _found(item: InventoryItem, quantity: Decimal, reason: str, records: WorkingSet) -> tuple[Movement, ...]:
    """Return how so much comes to be on hand: what was lost is found again first, so that a serial stays one piece."""
    there = (Bucket.ON_HAND, item.location_uid)
    movements: list[Movement] = []
    for how in (Removal.LOSS, Removal.SCRAP) if item.serial_number else (Removal.LOSS,):
        gone = records.ledger.balance(Spot(item.uid, Bucket.REMOVED, how))
        if again := min(gone, quantity):
            movements.append(move(item.uid, again, (Bucket.REMOVED, how), there, reason))
            quantity -= again
    if quantity:
        movements.append(move(item.uid, quantity, (Bucket.RECEIVED, OUTSIDE), there, reason))
    return tuple(movements)
