"""Decisions: `decide` answers a command from the records that it touches. Pure; the only door to any change."""

from __future__ import annotations

from dataclasses import fields
from decimal import Decimal

from kitstation.domain import kitting, master_data, receiving, undoing
from kitstation.domain.commands import (
    Command,
    CreateItem,
    CreateKit,
    CreateLocation,
    CreateMbomLine,
    CreatePart,
    CreateRun,
    CreateSupplier,
    DeleteMbomLine,
    Entry,
    FillKitFromMbom,
    IssueItem,
    ReturnItem,
    Undo,
    UpdateMbomLine,
    UpdatePart,
)
from kitstation.domain.quantities import QuantityError, quantity
from kitstation.domain.refusals import RefusalCode, Refused, refuse
from kitstation.domain.working_set import Changes, WorkingSet


def decide(entry: Entry, records: WorkingSet) -> Changes | Refused:
    """Return what the command changes, or why it may not. Changes nothing itself."""
    if refused := _refuse_misfit(entry.command):
        return refused
    match entry.command:
        case IssueItem() as command:
            return kitting.decide_issue(command, records)
        case ReturnItem() as command:
            return kitting.decide_return(command, records)
        case Undo() as command:
            return undoing.decide_undo(command, records)
        case CreateItem() as command:
            return receiving.decide_create_item(command, entry, records)
        case CreateKit() as command:
            return kitting.decide_create_kit(command, entry, records)
        case FillKitFromMbom() as command:
            return kitting.decide_fill_kit(command, entry, records)
        case (
            CreatePart()
            | UpdatePart()
            | CreateSupplier()
            | CreateLocation()
            | CreateMbomLine()
            | UpdateMbomLine()
            | DeleteMbomLine()
            | CreateRun()
        ) as command:
            return master_data.decide_master_data(command, records)


def _refuse_misfit(command: Command) -> Refused | None:
    """Refuse numbers that cannot be kept exactly, whatever they are for."""
    for field in fields(command):
        value = getattr(command, field.name)
        if isinstance(value, Decimal):
            try:
                quantity(value)
            except QuantityError as error:
                return refuse(RefusalCode.BAD_QUANTITY, quantity=value, why=str(error))
    return None
