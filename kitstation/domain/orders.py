"""Rules for what is on order."""

from __future__ import annotations

from dataclasses import replace

from kitstation.domain.commands import CreateOrderLine, UpdateOrderLine
from kitstation.domain.etags import refuse_stale
from kitstation.domain.locations import refuse_as_target
from kitstation.domain.names import refuse_unknown
from kitstation.domain.quantities import plain
from kitstation.domain.records import OrderLine
from kitstation.domain.refusals import RefusalCode, Refused, refuse
from kitstation.domain.working_set import Changes, WorkingSet


def decide_order(command: CreateOrderLine | UpdateOrderLine, records: WorkingSet) -> Changes | Refused:
    """Decide a command about an order line."""
    match command:
        case CreateOrderLine():
            return _create(command, records)
        case UpdateOrderLine():
            return _update(command, records)


def _create(command: CreateOrderLine, records: WorkingSet) -> Changes | Refused:
    part = records.parts.find(command.part_uid)
    if part is None:
        return refuse_unknown("part", command.part_uid)
    for amount, why in (
        (command.ordered, "an order is for more than 0"),
        (command.factor, "it must be above 0"),
    ):
        if amount <= 0:
            return refuse(RefusalCode.BAD_QUANTITY, quantity=amount, why=why)
    if command.supplier_uid is not None and records.suppliers.find(command.supplier_uid) is None:
        return refuse_unknown("supplier", command.supplier_uid)
    if command.location_uid is not None:
        place = records.locations.find(command.location_uid)
        if refused := refuse_as_target(place, command.location_uid):
            return refused
    if records.order_lines.find(command.uid) is not None:
        return refuse(RefusalCode.DUPLICATE, what="order line", name=command.order_number)
    line = OrderLine(
        uid=command.uid,
        order_number=command.order_number,
        part_uid=part.uid,
        supplier_uid=command.supplier_uid,
        location_uid=command.location_uid,
        ordered=plain(command.ordered),
        purchase_unit=command.purchase_unit or part.unit,
        factor=plain(command.factor),
        expected_on=command.expected_on,
    )
    return Changes(puts=(line,))


def _update(command: UpdateOrderLine, records: WorkingSet) -> Changes | Refused:
    line = records.order_lines.find(command.uid)
    if line is None:
        return refuse_unknown("order line", command.uid)
    if refused := refuse_stale(line, command.etag):
        return refused
    ordered = line.ordered if command.ordered is None else plain(command.ordered)
    if ordered <= 0 or ordered < line.received:
        why = f"{line.received} came already"
        return refuse(RefusalCode.BAD_QUANTITY, quantity=ordered, why=why)
    if command.location_uid:
        place = records.locations.find(command.location_uid)
        if refused := refuse_as_target(place, command.location_uid):
            return refused
    changed = replace(
        line,
        ordered=ordered,
        expected_on=line.expected_on if command.expected_on is None else command.expected_on or None,
        location_uid=line.location_uid if command.location_uid is None else command.location_uid or None,
        status=command.status or line.status,
        version=line.version + 1,
    )
    return Changes(puts=(changed,))
