"""Touches: which records a command reads, so that those of a whole batch can be loaded at once.

Loading follows references by itself: an item brings its part, its balances and whether its location is available;
a kit line brings its kit; a position its part and location.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from kitstation.domain import commands
from kitstation.domain.commands import (
    BuildCommand,
    Command,
    CreateItem,
    Entry,
    KitCommand,
    PartCommand,
    PlaceCommand,
    PositionCommand,
    PrintCommand,
    StartBuild,
    StockCommand,
    Undo,
)
from kitstation.domain.gtin import gtin_forms
from kitstation.domain.ids import derived_id
from kitstation.domain.records import LabelKind


@dataclass(slots=True)
class Touches:
    """The keys of what a batch of commands reads."""

    parts: set[str] = field(default_factory=set)
    part_numbers: set[tuple[str, str]] = field(default_factory=set)
    suppliers: set[str] = field(default_factory=set)
    supplier_names: set[str] = field(default_factory=set)
    supplier_parts: set[str] = field(default_factory=set)
    supplier_part_numbers: set[tuple[str, str]] = field(default_factory=set)
    """Supplier's and part's uid."""
    trade_numbers: set[str] = field(default_factory=set)
    named_parts: set[str] = field(default_factory=set)
    """Texts of which it is asked which part they name, as any of its numbers."""
    locations: set[str] = field(default_factory=set)
    sublocations: set[tuple[str, str]] = field(default_factory=set)
    """Parent's uid (empty at the root) and name."""
    barcodes: set[str] = field(default_factory=set)
    subtrees: set[str] = field(default_factory=set)
    """Locations of which all that is below them is read."""
    items_at: set[str] = field(default_factory=set)
    """Locations of which all items are read."""
    items_of_part_at: set[tuple[str, str]] = field(default_factory=set)
    """Part's and location's uid."""
    places_of_items: set[str] = field(default_factory=set)
    """Items of which the location's record is read."""
    renamed: set[tuple[str, str]] = field(default_factory=set)
    """Location's uid and the name that it is to have."""
    moved: set[tuple[str, str]] = field(default_factory=set)
    """Location's uid and the uid of the location that it is to be in (empty at the root)."""
    rules: bool = False
    mbom_lines: set[str] = field(default_factory=set)
    mboms: set[str] = field(default_factory=set)
    """Assemblies whose whole mBOM is read."""
    used_in: set[str] = field(default_factory=set)
    """Parts of which is read what needs them, at every depth."""
    substituted: set[str] = field(default_factory=set)
    """mBOM lines that get substitutes: of their assemblies is read what needs them."""
    runs: set[str] = field(default_factory=set)
    mboms_of_runs: set[str] = field(default_factory=set)
    """Runs of which the assembly's whole mBOM is read."""
    begun: set[str] = field(default_factory=set)
    """Runs of which is read how much of them is begun."""
    items: set[str] = field(default_factory=set)
    serials: set[tuple[str, str]] = field(default_factory=set)
    """Part's uid and serial number."""
    renumbered: set[tuple[str, str]] = field(default_factory=set)
    """Item's uid and the serial number that it is to have."""
    serials_of_runs: set[tuple[str, str]] = field(default_factory=set)
    """Run's uid and the serial number that an assembly of it is to have."""
    numbered: list[Entry] = field(default_factory=list)
    """Entries that leave a serial or lot number to the program."""
    kits: set[str] = field(default_factory=set)
    kit_numbers: set[str] = field(default_factory=set)
    lines_of_kits: set[str] = field(default_factory=set)
    """Kits all of whose lines are read."""
    filled_kits: set[str] = field(default_factory=set)
    """Kits of which the run's mBOM is read."""
    holdings_of_kits: set[str] = field(default_factory=set)
    """Kits of which all that is picked or reserved for them is read."""
    kit_lines: set[str] = field(default_factory=set)
    holdings_of_lines: set[str] = field(default_factory=set)
    requirements: set[str] = field(default_factory=set)
    requirements_of: set[str] = field(default_factory=set)
    """Items of which the build requirements are read."""
    part_stock: set[str] = field(default_factory=set)
    kitted_parts: set[str] = field(default_factory=set)
    """Parts of which it is asked whether any kit has a line for them."""
    catalogues: set[str] = field(default_factory=set)
    catalogue_refs: set[str] = field(default_factory=set)
    positions: set[str] = field(default_factory=set)
    stock_at_positions: set[str] = field(default_factory=set)
    """Positions of which the items are read."""
    position_refs: set[tuple[str, str]] = field(default_factory=set)
    position_places: set[tuple[str, str, str]] = field(default_factory=set)
    order_lines: set[str] = field(default_factory=set)
    operators: set[str] = field(default_factory=set)
    operator_names: set[str] = field(default_factory=set)
    badges: set[str] = field(default_factory=set)
    print_jobs: set[str] = field(default_factory=set)
    commands: set[str] = field(default_factory=set)


def touches_of(entries: Iterable[Entry]) -> Touches:
    """Return what a batch of commands reads."""
    touches = Touches()
    for entry in entries:
        _add(touches, entry)
    return touches


def _add(touches: Touches, entry: Entry) -> None:
    command: Command = entry.command
    if isinstance(command, CreateItem | StartBuild) and (
        command.autogenerate_serial_number or command.autogenerate_lot_number
    ):
        touches.rules = True
        touches.numbered.append(entry)
    match command:
        case commands.IssueItem() | commands.ReturnItem():
            touches.items.add(command.item_uid)
            touches.kit_lines.add(command.line_uid)
        case Undo():
            touches.commands.add(command.command_id)
        case _ if isinstance(command, KitCommand):
            _add_kit(touches, command)
        case _ if isinstance(command, StockCommand):
            _add_stock(touches, command, entry)
        case _ if isinstance(command, BuildCommand):
            _add_build(touches, command)
        case _ if isinstance(command, PositionCommand):
            _add_position(touches, command)
        case _ if isinstance(command, PlaceCommand):
            _add_place(touches, command)
        case _ if isinstance(command, PrintCommand):
            _add_printing(touches, command)
        case _:
            _add_part(touches, command)


def _add_kit(touches: Touches, command: KitCommand) -> None:  # noqa: C901 - one branch for each command
    match command:
        case commands.CreateRun():
            touches.runs.add(command.uid)
            touches.parts.add(command.part_uid)
            touches.mboms.add(command.part_uid)
        case commands.UpdateRun():
            touches.runs.add(command.uid)
        case commands.CreateKit():
            touches.kits.add(command.uid)
            touches.kit_numbers.add(command.number)
            touches.runs.add(command.run_uid)
            _add_locations(touches, command.location_uid, command.delivery_uid)
        case commands.UpdateKit():
            touches.kits.add(command.uid)
            _add_locations(touches, command.location_uid, command.delivery_uid)
        case commands.SetKitStatus():
            touches.holdings_of_kits.add(command.uid)
        case commands.AddKitLine():
            touches.lines_of_kits.add(command.kit_uid)
            touches.kit_lines.add(command.uid)
            touches.parts.update((command.part_uid, *command.substitutes))
        case commands.UpdateKitLine():
            touches.kit_lines.add(command.uid)
            touches.parts.update(command.substitutes or ())
        case commands.RemoveKitLine():
            touches.holdings_of_lines.add(command.uid)
        case commands.FillKitFromMbom():
            touches.filled_kits.add(command.kit_uid)
        case commands.SplitKit():
            touches.holdings_of_kits.add(command.kit_uid)
            touches.kits.add(command.new_uid)
            touches.kit_numbers.add(command.new_number)


def _add_stock(touches: Touches, command: StockCommand, entry: Entry) -> None:  # noqa: C901, PLR0912 - one branch for each command
    match command:
        case CreateItem():
            _add_new_item(touches, command)
        case commands.UpdateItem():
            touches.items.add(command.uid)
            if command.supplier_uid:
                touches.suppliers.add(command.supplier_uid)
            if command.serial_number:
                touches.renumbered.add((command.uid, command.serial_number))
        case commands.DeleteItem():
            touches.items.add(command.uid)
            touches.requirements_of.add(command.uid)
        case commands.RemoveStock() | commands.RecountItem() | commands.AddStock():
            touches.items.add(command.item_uid)
            touches.rules = True
        case commands.ScrapItem():
            touches.items.add(command.item_uid)
            if command.line_uid is not None:
                touches.kit_lines.add(command.line_uid)
        case commands.BookCount():
            touches.items.update(count.item_uid for count in command.counts)
            touches.locations.add(command.location_uid)
        case commands.TransferItem():
            touches.items.add(command.item_uid)
            touches.items.add(command.new_uid or derived_id(entry.command_id, "new"))
            touches.locations.add(command.to_location_uid)
        case commands.SplitItem():
            touches.items.add(command.item_uid)
            touches.items.update(part.uid for part in command.parts)
        case commands.MergeItems():
            touches.items.update((command.new_uid, *command.item_uids))
            touches.places_of_items.update(command.item_uids)
        case commands.HoldItem() | commands.ReleaseHold():
            touches.items.add(command.item_uid)
        case commands.ReserveItem() | commands.ReleaseItem():
            touches.items.add(command.item_uid)
            touches.kit_lines.add(command.line_uid)
            touches.holdings_of_lines.add(command.line_uid)


def _add_new_item(touches: Touches, command: CreateItem) -> None:
    touches.items.add(command.uid)
    touches.parts.add(command.part_uid)
    touches.part_stock.add(command.part_uid)
    touches.locations.add(command.location_uid)
    if command.supplier_uid is not None:
        touches.suppliers.add(command.supplier_uid)
    if command.serial_number:
        touches.serials.add((command.part_uid, command.serial_number))
    if command.order_line_uid is not None:
        touches.order_lines.add(command.order_line_uid)


def _add_build(touches: Touches, command: BuildCommand) -> None:
    match command:
        case StartBuild():
            touches.items.add(command.uid)
            touches.mboms_of_runs.add(command.run_uid)
            touches.begun.add(command.run_uid)
            touches.locations.add(command.location_uid)
            if command.serial_number:
                touches.serials_of_runs.add((command.run_uid, command.serial_number))
        case commands.InstallItem() | commands.UninstallItem():
            touches.items.add(command.item_uid)
            touches.requirements.add(command.requirement_uid)
            touches.rules = True
            if command.line_uid is not None:
                touches.kit_lines.add(command.line_uid)
        case commands.CompleteBuild():
            touches.items.add(command.item_uid)
            touches.requirements_of.add(command.item_uid)
            touches.locations.add(command.location_uid)


def _add_position(touches: Touches, command: PositionCommand) -> None:
    match command:
        case commands.CreateCatalogue():
            touches.catalogues.add(command.uid)
            touches.catalogue_refs.add(command.ref)
        case commands.CreatePosition():
            touches.positions.add(command.uid)
            touches.catalogues.add(command.catalogue_uid)
            touches.parts.add(command.part_uid)
            touches.locations.add(command.location_uid)
            touches.position_refs.add((command.catalogue_uid, command.ref))
            touches.position_places.add((command.catalogue_uid, command.part_uid, command.location_uid))
        case commands.UpdatePosition():
            touches.positions.add(command.uid)
        case commands.DeletePosition():
            touches.stock_at_positions.add(command.uid)
        case commands.CreateOrderLine():
            touches.order_lines.add(command.uid)
            touches.parts.add(command.part_uid)
            _add_locations(touches, command.location_uid)
            if command.supplier_uid is not None:
                touches.suppliers.add(command.supplier_uid)
        case commands.UpdateOrderLine():
            touches.order_lines.add(command.uid)
            _add_locations(touches, command.location_uid)


def _add_place(touches: Touches, command: PlaceCommand) -> None:
    match command:
        case commands.CreateLocation():
            touches.locations.add(command.uid)
            touches.sublocations.add((command.parent_uid or "", command.name))
            _add_given(touches.barcodes, command.barcode)
            _add_locations(touches, command.parent_uid)
        case commands.UpdateLocation():
            touches.subtrees.add(command.uid)
            touches.items_at.add(command.uid)
            _add_given(touches.barcodes, command.barcode)
            if command.name is not None:
                touches.renamed.add((command.uid, command.name))
        case commands.MoveLocation():
            touches.subtrees.add(command.uid)
            touches.moved.add((command.uid, command.parent_uid or ""))
            _add_locations(touches, command.parent_uid)
        case commands.SetRules():
            touches.rules = True
        case commands.CreateOperator():
            touches.operators.add(command.uid)
            touches.operator_names.add(command.name)
            touches.badges.add(command.badge)
        case commands.UpdateOperator():
            touches.operators.add(command.uid)
            _add_given(touches.badges, command.badge)


def _add_printing(touches: Touches, command: PrintCommand) -> None:
    touches.print_jobs.add(command.uid)
    match command:
        case commands.Reprint():
            touches.print_jobs.add(command.job_uid)
        case commands.PrintLabels():
            getattr(touches, _LABELLED[command.kind]).update(command.record_uids)
        case commands.SettlePrintJob():
            pass


_LABELLED = {
    LabelKind.ITEM: "items",
    LabelKind.LOT: "items",
    LabelKind.LOCATION: "locations",
    LabelKind.KIT: "kits",
    LabelKind.KIT_LINE: "kit_lines",
    LabelKind.OPERATOR: "operators",
}
"""By what a label is about: the touches that its records belong to."""


def _add_part(touches: Touches, command: PartCommand) -> None:  # noqa: C901 - one branch for each command
    match command:
        case commands.CreatePart():
            touches.parts.add(command.uid)
            touches.part_numbers.add((command.part_number, command.revision))
        case commands.UpdatePart():
            touches.parts.add(command.uid)
            touches.part_stock.add(command.uid)
            if command.unit is not None:
                touches.kitted_parts.add(command.uid)
        case commands.CreateSupplier():
            touches.suppliers.add(command.uid)
            touches.supplier_names.add(command.name)
        case commands.UpdateSupplier():
            touches.suppliers.add(command.uid)
            _add_given(touches.supplier_names, command.name)
        case commands.SetSupplierPart():
            touches.supplier_parts.add(command.uid)
            touches.suppliers.add(command.supplier_uid)
            touches.parts.add(command.part_uid)
            touches.supplier_part_numbers.add((command.supplier_uid, command.part_uid))
        case commands.AddTradeNumber():
            touches.trade_numbers.add(command.uid)
            touches.parts.add(command.part_uid)
            touches.named_parts.update(gtin_forms(command.number))
        case commands.CreateMbomLine():
            touches.mbom_lines.add(command.uid)
            touches.parts.update((command.part_uid, command.assembly_uid, *command.substitutes))
            touches.mboms.add(command.assembly_uid)
            touches.used_in.add(command.assembly_uid)
        case commands.UpdateMbomLine():
            touches.mbom_lines.add(command.uid)
            if command.substitutes:
                touches.parts.update(command.substitutes)
                touches.substituted.add(command.uid)
        case commands.DeleteMbomLine():
            touches.mbom_lines.add(command.uid)


def _add_given(keys: set[str], key: str | None) -> None:
    if key:
        keys.add(key)


def _add_locations(touches: Touches, *uids: str | None) -> None:
    touches.locations.update(uid for uid in uids if uid)
