"""Decisions: `decide` answers a command from the records that it touches. Pure; the only door to any change."""

from __future__ import annotations

from kitstation.domain import kitting, master_data, receiving, undoing
from kitstation.domain.commands import (
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
from kitstation.domain.refusals import Refused
from kitstation.domain.working_set import Changes, WorkingSet


def decide(entry: Entry, records: WorkingSet) -> Changes | Refused:
    """Return what the command changes, or why it may not. Changes nothing itself."""
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
