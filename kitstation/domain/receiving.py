"""Rules for taking stock in, expected on an order or not."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from kitstation.domain.commands import CreateItem, Entry
from kitstation.domain.locations import refuse_as_target
from kitstation.domain.movements import OUTSIDE, Bucket, Movement
from kitstation.domain.names import refuse_unknown
from kitstation.domain.quantities import LARGEST, ZERO, plain
from kitstation.domain.records import HowCreated, InventoryItem, OrderLine, OrderStatus, Part
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
        return refuse_unknown("part", command.part_uid)
    if refused := _refuse_item(command, part, records):
        return refused
    order_line = records.order_lines.find(command.order_line_uid) if command.order_line_uid else None
    if command.order_line_uid and (refused := _refuse_receipt(command, order_line)):
        return refused
    item = _new_item(command, entry, part, order_line)
    puts = (item, _received(order_line, command.quantity)) if order_line else (item,)
    return Changes(puts=puts, movements=_first_movement(command))


def refuse_taken_serial(part: Part, serial_number: str | None, records: WorkingSet) -> Refused | None:
    """Refuse a serial number that another live item of the part has."""
    if serial_number and records.serials.find((part.uid, serial_number)) is not None:
        return refuse(RefusalCode.DUPLICATE_SERIAL, part_number=part.part_number, serial_number=serial_number)
    return None


def refuse_too_much(part: Part, quantity: Decimal, records: WorkingSet) -> Refused | None:
    """Refuse more of a part in all than can be kept exactly."""
    if not records.part_stock.known(part.uid):
        return None
    if records.part_stock.get(part.uid).on_hand + quantity <= LARGEST:
        return None
    why = f"there would be more than {LARGEST:f} {part.unit} of the part in all"
    return refuse(RefusalCode.BAD_QUANTITY, quantity=quantity, why=why)


def _refuse_item(command: CreateItem, part: Part, records: WorkingSet) -> Refused | None:
    refused = (
        refuse_tracking(part.tracking, command.serial_number, command.lot_number)
        or refuse_quantity(part.tracking, command.quantity)
        or refuse_too_much(part, command.quantity, records)
        or refuse_taken_serial(part, command.serial_number, records)
        or refuse_as_target(records.locations.find(command.location_uid), command.location_uid)
    )
    if refused:
        return refused
    if part.archived:
        return refuse(RefusalCode.ARCHIVED, what="part", name=part.part_number)
    if command.unit is not None and command.unit != part.unit:
        return refuse(RefusalCode.UNIT_MISMATCH, part_unit=part.unit, item_unit=command.unit)
    if command.cost is not None and command.cost < 0:
        return refuse(RefusalCode.BAD_QUANTITY, quantity=command.cost, why="a cost is 0 or more")
    if records.items.find(command.uid) is not None:
        return refuse(RefusalCode.DUPLICATE, what="inventory item", name=command.uid)
    if command.supplier_uid is not None and records.suppliers.find(command.supplier_uid) is None:
        return refuse_unknown("supplier", command.supplier_uid)
    return None


def _refuse_receipt(command: CreateItem, line: OrderLine | None) -> Refused | None:
    """Partial receipt is allowed, of more than 0 (Autotask); more than was ordered only when a person says so."""
    if line is None:
        return refuse_unknown("order line", command.order_line_uid or "")
    if line.part_uid != command.part_uid:
        return refuse(RefusalCode.WRONG_PART, part_number=command.part_uid, wanted=line.part_uid)
    if line.status not in {OrderStatus.ORDERED, OrderStatus.PARTIALLY_RECEIVED, OrderStatus.RECEIVED}:
        return refuse(RefusalCode.ORDER_CLOSED, order=line.order_number, status=line.status.value)
    if command.quantity <= 0:
        return refuse(RefusalCode.BAD_QUANTITY, quantity=command.quantity, why="it must be above 0")
    if command.quantity > line.back_ordered and not command.over_order:
        return refuse(
            RefusalCode.OVER_ORDER,
            asked=command.quantity,
            remaining=line.back_ordered,
            ordered=line.ordered,
            order=line.order_number,
        )
    return None


def _received(line: OrderLine, quantity: Decimal) -> OrderLine:
    received = plain(line.received + quantity)
    status = OrderStatus.RECEIVED if received >= line.ordered else OrderStatus.PARTIALLY_RECEIVED
    return replace(line, received=received, status=status, version=line.version + 1)


def _new_item(command: CreateItem, entry: Entry, part: Part, order_line: OrderLine | None) -> InventoryItem:
    """Return the item with nothing on hand: the movement brings the quantity."""
    return InventoryItem(
        uid=command.uid,
        part_uid=part.uid,
        serial_number=command.serial_number or None,
        lot_number=command.lot_number or None,
        location_uid=command.location_uid,
        quantity=ZERO,
        unit=part.unit,
        supplier_uid=command.supplier_uid or (order_line.supplier_uid if order_line else None),
        cost=None if command.cost is None else plain(command.cost),
        expires_on=command.expires_on,
        date_code=command.date_code or None,
        received_at=entry.at,
        condition=command.condition,
        storage_area=command.storage_area,
        usage_type=command.usage_type,
        order_line_uid=command.order_line_uid,
        how_created=HowCreated.ORDER_LINE if order_line else HowCreated.MANUAL,
        created_by=entry.operator,
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
