"""Touches: which records a command reads, so that those of a whole batch can be loaded at once.

Loading follows references by itself: an item brings its part and its balances, a kit line brings its kit,
a kit brings its run.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

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


@dataclass(slots=True)
class Touches:
    """The keys of what a batch of commands reads."""

    parts: set[str] = field(default_factory=set)
    part_numbers: set[tuple[str, str]] = field(default_factory=set)
    suppliers: set[str] = field(default_factory=set)
    supplier_names: set[str] = field(default_factory=set)
    locations: set[str] = field(default_factory=set)
    sublocations: set[tuple[str, str]] = field(default_factory=set)
    """Parent's uid (empty at the root) and name."""
    mbom_lines: set[str] = field(default_factory=set)
    mboms: set[str] = field(default_factory=set)
    """Assemblies whose whole mBOM is read."""
    runs: set[str] = field(default_factory=set)
    items: set[str] = field(default_factory=set)
    serials: set[tuple[str, str]] = field(default_factory=set)
    kits: set[str] = field(default_factory=set)
    kit_numbers: set[str] = field(default_factory=set)
    lines_of_kits: set[str] = field(default_factory=set)
    """Kits all of whose lines are read."""
    kit_lines: set[str] = field(default_factory=set)
    part_stock: set[str] = field(default_factory=set)
    kitted_parts: set[str] = field(default_factory=set)
    """Parts of which it is asked whether any kit has a line for them."""
    commands: set[str] = field(default_factory=set)


def touches_of(entries: Iterable[Entry]) -> Touches:
    """Return what a batch of commands reads."""
    touches = Touches()
    for entry in entries:
        _add(touches, entry.command)
    return touches


def _add(touches: Touches, command: Command) -> None:
    match command:
        case IssueItem() | ReturnItem():
            touches.items.add(command.item_uid)
            touches.kit_lines.add(command.line_uid)
        case Undo():
            touches.commands.add(command.command_id)
        case CreateItem():
            _add_item(touches, command)
        case CreateKit():
            touches.kits.add(command.uid)
            touches.kit_numbers.add(command.number)
            touches.runs.add(command.run_uid)
        case FillKitFromMbom():
            touches.lines_of_kits.add(command.kit_uid)
        case _:
            _add_master_data(touches, command)


def _add_item(touches: Touches, command: CreateItem) -> None:
    touches.items.add(command.uid)
    touches.parts.add(command.part_uid)
    touches.part_stock.add(command.part_uid)
    touches.locations.add(command.location_uid)
    if command.supplier_uid is not None:
        touches.suppliers.add(command.supplier_uid)
    if command.serial_number:
        touches.serials.add((command.part_uid, command.serial_number))


def _add_master_data(
    touches: Touches,
    command: CreatePart
    | UpdatePart
    | CreateSupplier
    | CreateLocation
    | CreateMbomLine
    | UpdateMbomLine
    | DeleteMbomLine
    | CreateRun,
) -> None:
    match command:
        case CreatePart():
            touches.parts.add(command.uid)
            touches.part_numbers.add((command.part_number, command.revision))
        case UpdatePart():
            touches.parts.add(command.uid)
            touches.part_stock.add(command.uid)
            if command.unit is not None:
                touches.kitted_parts.add(command.uid)
        case CreateSupplier():
            touches.suppliers.add(command.uid)
            touches.supplier_names.add(command.name)
        case CreateLocation():
            touches.locations.add(command.uid)
            touches.sublocations.add((command.parent_uid or "", command.name))
            if command.parent_uid is not None:
                touches.locations.add(command.parent_uid)
        case CreateMbomLine():
            touches.mbom_lines.add(command.uid)
            touches.parts.update((command.part_uid, command.assembly_uid))
            touches.mboms.add(command.assembly_uid)
        case UpdateMbomLine() | DeleteMbomLine():
            touches.mbom_lines.add(command.uid)
        case CreateRun():
            touches.runs.add(command.uid)
            touches.parts.add(command.part_uid)
            touches.mboms.add(command.part_uid)
