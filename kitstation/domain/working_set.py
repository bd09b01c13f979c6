"""The working set: the records that a batch of commands touches, as loaded and as the commands change them.

The store loads what `touches_of` names; `decide` reads it; accepted changes are applied to it; the store
writes what is new or changed.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from kitstation.domain.commands import Entry, Undo
from kitstation.domain.errors import InvariantError
from kitstation.domain.ledger import Ledger, PartStock
from kitstation.domain.loaded import Loaded, Rows
from kitstation.domain.movements import Bucket, Movement, Spot
from kitstation.domain.records import (
    InventoryItem,
    Kit,
    KitLine,
    Location,
    MbomLine,
    Part,
    Record,
    Run,
    Supplier,
    TrackingType,
)
from kitstation.domain.tracking import tracking_of


@dataclass(frozen=True, slots=True)
class Changes:
    """What an accepted command does: records to put, mBOM lines to remove, and movements."""

    puts: tuple[Record, ...] = ()
    removed_mbom_lines: tuple[str, ...] = ()
    movements: tuple[Movement, ...] = ()


@dataclass(frozen=True, slots=True)
class PastCommand:
    """A journalled command as an undo needs it: its kind, its movements, and whether it was undone already."""

    command_id: str
    kind: str
    movements: tuple[Movement, ...]
    undone: bool


class WorkingSet:
    """All that a batch of commands reads and writes. By-name indexes give uids."""

    def __init__(self) -> None:
        self.parts: Rows[Part] = Rows("part")
        self.suppliers: Rows[Supplier] = Rows("supplier")
        self.locations: Rows[Location] = Rows("location")
        self.mbom_lines: Rows[MbomLine] = Rows("mBOM line")
        self.runs: Rows[Run] = Rows("run")
        self.items: Rows[InventoryItem] = Rows("inventory item")
        self.kits: Rows[Kit] = Rows("kit")
        self.kit_lines: Rows[KitLine] = Rows("kit line")
        self.part_numbers: Loaded[tuple[str, str], str] = Loaded("part number and revision")
        self.supplier_names: Loaded[str, str] = Loaded("supplier name")
        self.sublocations: Loaded[tuple[str, str], str] = Loaded("location in")
        """By parent's uid (empty at the root) and name."""
        self.serials: Loaded[tuple[str, str], str] = Loaded("part and serial number")
        self.kit_numbers: Loaded[str, str] = Loaded("kit number")
        self.mboms: Loaded[str, dict[str, str]] = Loaded("mBOM of assembly")
        """By assembly: part to mBOM line."""
        self.lines_of_kit: Loaded[str, dict[str, str]] = Loaded("lines of kit")
        """By kit: part to kit line."""
        self.part_stock: Loaded[str, PartStock] = Loaded("stock of part")
        self.kitted_parts: Loaded[str, bool] = Loaded("kit lines for part")
        """Parts that some kit has a line for."""
        self.past_commands: Loaded[str, PastCommand] = Loaded("journal entry")
        self.ledger = Ledger()
        self.stock_changes: dict[str, PartStock] = {}
        """By part: by how much its stock has changed."""

    def apply(self, entry: Entry, changes: Changes) -> None:
        """Let the changes of an accepted command take effect, for the commands that follow it."""
        self._remember(entry, changes)
        for record in changes.puts:
            self._put(record)
        for uid in changes.removed_mbom_lines:
            line = self.mbom_lines.get(uid)
            del self.mboms.get(line.assembly_uid)[line.part_uid]
            self.mbom_lines.remove(uid)
        for movement in changes.movements:
            self._post(movement)

    def _remember(self, entry: Entry, changes: Changes) -> None:
        """An undo can follow in the same batch, and a second undo of the same command too."""
        kind = type(entry.command).__name__
        self.past_commands.note(
            entry.command_id, PastCommand(entry.command_id, kind, changes.movements, undone=False)
        )
        if isinstance(entry.command, Undo):
            past = self.past_commands.get(entry.command.command_id)
            self.past_commands.note(past.command_id, replace(past, undone=True))

    def _put(self, record: Record) -> None:
        match record:
            case Part():
                self._put_part(record)
            case Supplier():
                self.suppliers.put(record)
                self.supplier_names.note(record.name, record.uid)
            case Location():
                self.locations.put(record)
                self.sublocations.note((record.parent_uid or "", record.name), record.uid)
            case MbomLine():
                self.mbom_lines.put(record)
                self.mboms.get(record.assembly_uid)[record.part_uid] = record.uid
            case Run():
                self.runs.put(record)
            case InventoryItem():
                self._put_item(record)
            case Kit():
                self._put_kit(record)
            case KitLine():
                self.kit_lines.put(record)
                self.lines_of_kit.get(record.kit_uid)[record.part_uid] = record.uid
                self.kitted_parts.note(record.part_uid, value=True)
                self.ledger.load_line(record.uid)

    def _put_part(self, part: Part) -> None:
        if self.parts.find(part.uid) is None:
            self.mboms.note(part.uid, {})
            self.part_stock.note(part.uid, PartStock())
        self.parts.put(part)
        self.part_numbers.note((part.part_number, part.revision), part.uid)

    def _put_kit(self, kit: Kit) -> None:
        if self.kits.find(kit.uid) is None:
            self.lines_of_kit.note(kit.uid, {})
        self.kits.put(kit)
        self.kit_numbers.note(kit.number, kit.uid)

    def _put_item(self, item: InventoryItem) -> None:
        if self.items.find(item.uid) is None:
            self.ledger.load_item(item.uid)
            tracking = tracking_of(item.serial_number, item.lot_number)
            self._change_stock(
                item.part_uid,
                PartStock(
                    serial_items=int(tracking is TrackingType.SERIAL),
                    lot_items=int(tracking is TrackingType.LOT),
                ),
            )
        self.items.put(item)
        if item.serial_number:
            self.serials.note((item.part_uid, item.serial_number), item.uid)

    def _post(self, movement: Movement) -> None:
        self.ledger.post(movement)
        for spot, amount in ((movement.source, -movement.quantity), (movement.target, movement.quantity)):
            if spot.bucket is Bucket.ON_HAND:
                self._change_on_hand(spot, amount)

    def _change_on_hand(self, spot: Spot, amount: Decimal) -> None:
        item = self.items.get(spot.item_uid)
        if spot.place != item.location_uid:
            raise InvariantError(f"{item.uid} is kept at {item.location_uid}, not at {spot.place}")
        on_hand = self.ledger.balance(spot)
        self.items.put(replace(item, quantity=on_hand, version=item.version + 1))
        self._change_stock(item.part_uid, PartStock(on_hand=amount))

    def _change_stock(self, part_uid: str, change: PartStock) -> None:
        self.stock_changes.setdefault(part_uid, PartStock()).add(change)
        if self.part_stock.known(part_uid):
            self.part_stock.get(part_uid).add(change)
