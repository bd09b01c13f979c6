"""Decisions: `decide` answers a command from the records that it touches. Pure; the only door to any change."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from decimal import Decimal

from kitstation.domain import (
    builds,
    items,
    kits,
    kitting,
    locations,
    moving,
    orders,
    parts,
    people,
    positions,
    printing,
    receiving,
    reserving,
    runs,
    stock_changes,
    undoing,
)
from kitstation.domain.commands import (
    BuildCommand,
    Command,
    CreateItem,
    CreateOperator,
    CreateOrderLine,
    CreateRun,
    DeleteItem,
    Entry,
    HoldItem,
    IssueItem,
    KitCommand,
    MergeItems,
    PlaceCommand,
    PositionCommand,
    PrintCommand,
    ReleaseHold,
    ReleaseItem,
    ReserveItem,
    ReturnItem,
    SplitItem,
    StockCommand,
    TransferItem,
    Undo,
    UpdateItem,
    UpdateOperator,
    UpdateOrderLine,
    UpdateRun,
)
from kitstation.domain.editions import SECOND
from kitstation.domain.quantities import QuantityError, quantity
from kitstation.domain.refusals import RefusalCode, Refused, refuse
from kitstation.domain.reservations import with_surplus_let_go
from kitstation.domain.roles import refuse_role
from kitstation.domain.text_fields import refuse_texts
from kitstation.domain.working_set import Changes, WorkingSet


def decide(entry: Entry, records: WorkingSet) -> Changes | Refused:
    """Return what the command changes, or why it may not. Changes nothing itself."""
    if refused := refuse_role(entry.role, entry.command) or _refuse_misfit(entry.command):
        return refused
    if entry.edition >= SECOND and (refused := refuse_texts(entry.command, records)):
        return refused
    decision = _decide(entry, records)
    if isinstance(decision, Refused) or entry.edition < SECOND:
        return decision
    return with_surplus_let_go(decision, records)


def _decide(entry: Entry, records: WorkingSet) -> Changes | Refused:
    command = entry.command
    match command:
        case Undo():
            return undoing.decide_undo(command, entry, records)
        case _ if isinstance(command, KitCommand):
            return _decide_kit(command, entry, records)
        case _ if isinstance(command, StockCommand):
            return _decide_stock(command, entry, records)
        case _ if isinstance(command, BuildCommand):
            return builds.decide_build(command, entry, records)
        case _ if isinstance(command, PositionCommand):
            return _decide_position(command, entry, records)
        case _ if isinstance(command, PrintCommand):
            return printing.decide_printing(command, entry, records)
        case _ if isinstance(command, PlaceCommand):
            return _decide_place(command, records)
        case _:
            return parts.decide_part(command, entry, records)


def _decide_stock(command: StockCommand, entry: Entry, records: WorkingSet) -> Changes | Refused:
    match command:
        case CreateItem():
            return receiving.decide_create_item(command, entry, records)
        case UpdateItem() | DeleteItem() | HoldItem() | ReleaseHold():
            return items.decide_item(command, records)
        case TransferItem() | SplitItem() | MergeItems():
            return moving.decide_move(command, entry, records)
        case ReserveItem() | ReleaseItem():
            return reserving.decide_reserve(command, records)
        case _:
            return stock_changes.decide_stock_change(command, records)


def _decide_kit(command: KitCommand, entry: Entry, records: WorkingSet) -> Changes | Refused:
    match command:
        case CreateRun() | UpdateRun():
            return runs.decide_run(command, records)
        case IssueItem():
            return kitting.decide_issue(command, entry, records)
        case ReturnItem():
            return kitting.decide_return(command, records)
        case _:
            return kits.decide_kit(command, entry, records)


def _decide_position(command: PositionCommand, entry: Entry, records: WorkingSet) -> Changes | Refused:
    match command:
        case CreateOrderLine() | UpdateOrderLine():
            return orders.decide_order(command, records)
        case _:
            return positions.decide_position(command, entry, records)


def _decide_place(command: PlaceCommand, records: WorkingSet) -> Changes | Refused:
    match command:
        case CreateOperator() | UpdateOperator():
            return people.decide_operator(command, records)
        case _:
            return locations.decide_location(command, records)


def _refuse_misfit(command: Command) -> Refused | None:
    """Refuse numbers that cannot be kept exactly, whatever they are for."""
    for value in _numbers(command):
        try:
            quantity(value)
        except QuantityError as error:
            return refuse(RefusalCode.BAD_QUANTITY, quantity=value, why=str(error))
    return None


def _numbers(value: object) -> Iterator[Decimal]:
    if isinstance(value, Decimal):
        yield value
    elif isinstance(value, tuple):
        for element in value:
            yield from _numbers(element)
    elif is_dataclass(value):
        for field in fields(value):
            yield from _numbers(getattr(value, field.name))
