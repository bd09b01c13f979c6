"""Rules for taking stock in."""

from __future__ import annotations

from kitstation.domain.commands import CreateItem, Entry
from kitstation.domain.movements import OUTSIDE, Bucket, Movement
from kitstation.domain.quantities import LARGEST, ZERO, plain
from kitstation.domain.records import InventoryItem, Part
from kitstation.domain.refusals import RefusalCode, Refused, refuse
from kitstation.domain.tracking import refuse_quantity, refuse_tracking
from kitstation.domain.working_set import Changes, WorkingSet


def decide_create_item(command: CreateItem, entry: Entry, records: WorkingSet) -> Changes | Refused:
    """Take in an inventory item.

    Seed 001: a serial number "must be unique per part, so another inventory object with the same part relation
    cannot have a matching serial number"; "when you specify no quantity, the inventory object has a quantity of 0".
    """
    part = records.parts.find(command.part_uid)
    if part is None:
        return refuse(RefusalCode.UNKNOWN_RECORD, what="part", uid=command.part_uid)
    if refused := _refuse_item(command, part, records):
        return refused
    return Changes(puts=(_new_item(command, entry, part),), movements=_first_movement(command))


def _refuse_item(command: CreateItem, part: Part, records: WorkingSet) -> Refused | None:
    if refused := refuse_tracking(part.tracking, command.serial_number, command.lot_number):
        return refused
    if refused := refuse_quantity(part.tracking, command.quantity):
        return refused
    if records.part_stock.get(part.uid).on_hand + command.quantity > LARGEST:
        return refuse(
            RefusalCode.BAD_QUANTITY,
            quantity=command.quantity,
            why=f"there would be more than {LARGEST:f} {part.unit} of the part in all",
        )
    if command.unit is not None and command.unit != part.unit:
        return refuse(RefusalCode.UNIT_MISMATCH, part_unit=part.unit, item_unit=command.unit)
    if command.cost is not None and command.cost < 0:
        return refuse(RefusalCode.BAD_QUANTITY, quantity=command.cost, why="a cost is 0 or more")
    if command.serial_number and records.serials.find((part.uid, command.serial_number)) is not None:
        return refuse(
            RefusalCode.DUPLICATE_SERIAL, part_number=part.part_number, serial_number=command.serial_number
        )
    if records.items.find(command.uid) is not None:
        return refuse(RefusalCode.DUPLICATE, what="inventory item", name=command.uid)
    if records.locations.find(command.location_uid) is None:
        return refuse(RefusalCode.UNKNOWN_RECORD, what="location", uid=command.location_uid)
    if command.supplier_uid is not None and records.suppliers.find(command.supplier_uid) is None:
        return refuse(RefusalCode.UNKNOWN_RECORD, what="supplier", uid=command.supplier_uid)
    return None


def _new_item(command: CreateItem, entry: Entry, part: Part) -> InventoryItem:
    """Return the item with nothing on hand: the movement brings the quantity."""
    return InventoryItem(
        uid=command.uid,
        part_uid=part.uid,
        serial_number=command.serial_number or None,
        lot_number=command.lot_number or None,
        location_uid=command.location_uid,
        quantity=ZERO,
        unit=part.unit,
        supplier_uid=command.supplier_uid,
        cost=None if command.cost is None else plain(command.cost),
        expires_on=command.expires_on,
        received_at=entry.at,
        version=0 if command.quantity else 1,
    )


def _first_movement(command: CreateItem) -> tuple[Movement, ...]:
    if not command.quantity:
        return ()
    return (
        Movement(
            item_uid=command.uid,
            quantity=plain(command.quantity),
            from_bucket=Bucket.RECEIVED,
            from_place=OUTSIDE,
            to_bucket=Bucket.ON_HAND,
            to_place=command.location_uid,
        ),
    )
