"""The working set: the records that a batch of commands touches, as loaded and as the commands change them.

The store loads what `touches_of` names; `decide` reads it; accepted changes are applied to it; the store
writes what is new or changed.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from kitstation.domain.commands import Entry, IssueItem, PrintCommand, Undo
from kitstation.domain.errors import InvariantError
from kitstation.domain.ledger import Ledger, PartStock
from kitstation.domain.loaded import Loaded, Rows
from kitstation.domain.movements import OUTSIDE, Bucket, Movement, Spot
from kitstation.domain.numbering import Scope, number_in
from kitstation.domain.quantities import plain
from kitstation.domain.records import (
    RULES_UID,
    BuildRequirement,
    Catalogue,
    InventoryItem,
    Kit,
    KitLine,
    Location,
    MbomLine,
    Operator,
    OrderLine,
    Part,
    Position,
    PrintJob,
    Record,
    Rules,
    Run,
    Supplier,
    SupplierPart,
    TrackingType,
    TradeNumber,
)
from kitstation.domain.tracking import tracking_of


@dataclass(frozen=True, slots=True)
class Changes:
    """What an accepted command does: records to put, records to take away, and movements."""

    puts: tuple[Record, ...] = ()
    removals: tuple[Record, ...] = ()
    movements: tuple[Movement, ...] = ()


@dataclass(frozen=True, slots=True)
class Image:
    """A record before a command changed it (None: it was not there), and its version after (0: it is gone)."""

    kind: type[Record]
    uid: str
    before: Record | None
    version: int


@dataclass(frozen=True, slots=True)
class PastCommand:
    """A journalled command as an undo needs it: what it was, what it did, and whether it was undone already."""

    command_id: str
    kind: str
    operator: str
    movements: tuple[Movement, ...]
    images: tuple[Image, ...]
    undone: bool


class WorkingSet:
    """All that a batch of commands reads and writes. By-name indexes give uids."""

    def __init__(self) -> None:  # noqa: PLR0915 - one line for each thing that can be loaded
        self.parts: Rows[Part] = Rows("part")
        self.suppliers: Rows[Supplier] = Rows("supplier")
        self.supplier_parts: Rows[SupplierPart] = Rows("supplier's part")
        self.trade_numbers: Rows[TradeNumber] = Rows("trade number")
        self.locations: Rows[Location] = Rows("location")
        self.rules: Rows[Rules] = Rows("rules")
        self.mbom_lines: Rows[MbomLine] = Rows("mBOM line")
        self.runs: Rows[Run] = Rows("run")
        self.items: Rows[InventoryItem] = Rows("inventory item")
        self.kits: Rows[Kit] = Rows("kit")
        self.kit_lines: Rows[KitLine] = Rows("kit line")
        self.requirements: Rows[BuildRequirement] = Rows("build requirement")
        self.catalogues: Rows[Catalogue] = Rows("catalogue")
        self.positions: Rows[Position] = Rows("position")
        self.order_lines: Rows[OrderLine] = Rows("order line")
        self.operators: Rows[Operator] = Rows("operator")
        self.print_jobs: Rows[PrintJob] = Rows("print job")
        self.part_numbers: Loaded[tuple[str, str], str] = Loaded("part number and revision")
        self.supplier_names: Loaded[str, str] = Loaded("supplier name")
        self.supplier_part_numbers: Loaded[tuple[str, str], str] = Loaded("supplier and part")
        self.named_parts: Loaded[str, str] = Loaded("part named")
        """By any of its numbers: the part's own number."""
        self.sublocations: Loaded[tuple[str, str], str] = Loaded("location in")
        """By parent's uid (empty at the root) and name."""
        self.barcodes: Loaded[str, str] = Loaded("location's barcode")
        self.subtrees: Loaded[str, list[str]] = Loaded("locations below")
        """By location: all locations below it, at every depth."""
        self.items_at: Loaded[str, list[str]] = Loaded("items at location")
        self.items_of_part_at: Loaded[tuple[str, str], list[str]] = Loaded("items of part at location")
        self.usable_locations: Loaded[str, bool] = Loaded("availability of location")
        self.serials: Loaded[tuple[str, str], str] = Loaded("part and serial number")
        self.last_numbers: Loaded[Scope, int] = Loaded("last number made as")
        self.kit_numbers: Loaded[str, str] = Loaded("kit number")
        self.mboms: Loaded[str, dict[str, str]] = Loaded("mBOM of assembly")
        """By assembly: part to mBOM line."""
        self.used_in: Loaded[str, set[str]] = Loaded("assemblies around part")
        """By part: the assemblies that need it, as such or as a substitute, at every depth."""
        self.lines_of_kit: Loaded[str, dict[str, str]] = Loaded("lines of kit")
        """By kit: part to kit line."""
        self.items_on_line: Loaded[str, set[str]] = Loaded("items on kit line")
        """By kit line: the items of which something is picked or reserved for it."""
        self.requirements_of: Loaded[str, list[str]] = Loaded("build requirements of")
        self.begun: Loaded[str, Decimal] = Loaded("what is begun of run")
        self.part_stock: Loaded[str, PartStock] = Loaded("stock of part")
        self.kitted_parts: Loaded[str, bool] = Loaded("kit lines for part")
        """Parts that some kit has a line for."""
        self.catalogue_refs: Loaded[str, str] = Loaded("catalogue ref")
        self.position_refs: Loaded[tuple[str, str], str] = Loaded("position ref")
        """By catalogue's uid and ref."""
        self.position_places: Loaded[tuple[str, str, str], str] = Loaded("position of")
        """By catalogue's, part's and location's uid."""
        self.operator_names: Loaded[str, str] = Loaded("operator")
        self.badges: Loaded[str, str] = Loaded("badge")
        self.referred_to: Loaded[str, bool] = Loaded("references to")
        """Records that others refer to: they may not be taken away."""
        self.past_commands: Loaded[str, PastCommand] = Loaded("journal entry")
        self.ledger = Ledger()
        self.stock_changes: dict[str, PartStock] = {}
        """By part: by how much its stock has changed."""
        self._rows: dict[type[Any], Rows[Any]] = {
            Part: self.parts,
            Supplier: self.suppliers,
            SupplierPart: self.supplier_parts,
            TradeNumber: self.trade_numbers,
            Location: self.locations,
            Rules: self.rules,
            MbomLine: self.mbom_lines,
            Run: self.runs,
            InventoryItem: self.items,
            Kit: self.kits,
            KitLine: self.kit_lines,
            BuildRequirement: self.requirements,
            Catalogue: self.catalogues,
            Position: self.positions,
            OrderLine: self.order_lines,
            Operator: self.operators,
            PrintJob: self.print_jobs,
        }

    def rows_of(self, kind: type[Any]) -> Rows[Any]:
        """Return the records of one kind."""
        return self._rows[kind]

    @property
    def house_rules(self) -> Rules:
        """The rules of the house, as chosen or as they are at first."""
        return self.rules.find(RULES_UID) or Rules()

    def apply(self, entry: Entry, changes: Changes) -> tuple[Image, ...]:
        """Let the changes of an accepted command take effect, for the commands that follow it.

        Returns what an undo needs to know of the records that were put or taken away.
        """
        before = self._before(entry, changes)
        for record in changes.puts:
            self._put(record)
        for record in changes.removals:
            self._remove(record)
        for movement in changes.movements:
            self._post(movement)
        self._check_places(changes)
        # Whether something refers to a record, and which part a number names, is only known as it was loaded.
        self.referred_to.forget()
        self.named_parts.forget()
        images = tuple(self._image(type(record), record.uid, old) for record, old in before)
        self._remember(entry, changes, images)
        return images

    def _before(self, entry: Entry, changes: Changes) -> list[tuple[Record, Record | None]]:
        """Return the records that will change, each as it is now.

        An issue is undone by its movements alone, and printing not at all.
        """
        if isinstance(entry.command, IssueItem | PrintCommand | Undo):
            return []
        changing = (*changes.puts, *changes.removals)
        return [(record, self.rows_of(type(record)).at_hand(record.uid)) for record in changing]

    def _image(self, kind: type[Record], uid: str, before: Record | None) -> Image:
        after = self.rows_of(kind).find(uid)
        return Image(kind, uid, before, after.version if after else 0)

    def _remember(self, entry: Entry, changes: Changes, images: tuple[Image, ...]) -> None:
        """An undo can follow in the same batch, and a second undo of the same command too."""
        kind = type(entry.command).__name__
        past = PastCommand(entry.command_id, kind, entry.operator, changes.movements, images, undone=False)
        self.past_commands.note(entry.command_id, past)
        if isinstance(entry.command, Undo):
            taken_back = self.past_commands.get(entry.command.command_id)
            self.past_commands.note(taken_back.command_id, replace(taken_back, undone=True))

    def _put(self, record: Record) -> None:  # noqa: C901 - one branch for each kind of record
        match record:
            case Part():
                self._put_part(record)
            case Location():
                self._put_location(record)
            case InventoryItem():
                self._put_item(record)
            case Kit():
                self._put_kit(record)
            case MbomLine():
                if self.mboms.known(record.assembly_uid):
                    self.mboms.get(record.assembly_uid)[record.part_uid] = record.uid
                self._index_uses(record)
            case KitLine():
                self._index_kit_line(record)
            case BuildRequirement():
                self.ledger.load_total(Bucket.DELIVERED, record.uid)
                self._append(self.requirements_of, record.assembly_uid, record.uid)
            case Supplier() | SupplierPart() | Operator() | Catalogue() | Position():
                self._index(record, record.uid)
            case Rules() | Run() | OrderLine() | PrintJob() | TradeNumber():
                pass
        if not isinstance(record, InventoryItem):
            self.rows_of(type(record)).put(record)

    def _remove(self, record: Record) -> None:
        match record:
            case MbomLine():
                self._part_from(self.mboms, record.assembly_uid, record.part_uid)
                self.used_in.forget()
            case KitLine():
                self._part_from(self.lines_of_kit, record.kit_uid, record.part_uid)
                self.kitted_parts.forget()
            case Part():
                self.part_numbers.note((record.part_number, record.revision), None)
            case Location():
                self.sublocations.note((record.parent_uid or "", record.name), None)
                self.barcodes.note(record.barcode, None)
                self.subtrees.forget()
            case Kit():
                self.kit_numbers.note(record.number, None)
            case Supplier() | SupplierPart() | Operator() | Catalogue() | Position():
                self._index(record, None)
            case InventoryItem():
                raise InvariantError("an inventory item is never taken away, only marked as deleted")
            case BuildRequirement():
                self._drop(self.requirements_of, record.assembly_uid, record.uid)
            case Rules() | Run() | OrderLine() | PrintJob() | TradeNumber():
                pass
        self.rows_of(type(record)).remove(record.uid)

    def _index(
        self, record: Supplier | SupplierPart | Operator | Catalogue | Position, uid: str | None
    ) -> None:
        """Note under which names a record is found, or (None) that it is not any more."""
        known: Any = self.rows_of(type(record))
        before = known.at_hand(record.uid)
        for names, key in _names_of(self, before) if before else ():
            names.note(key, None)
        for names, key in _names_of(self, record):
            names.note(key, uid)

    def _put_part(self, part: Part) -> None:
        if self.parts.at_hand(part.uid) is None:
            self.mboms.note(part.uid, {})
            self.used_in.note(part.uid, set())
            self.part_stock.note(part.uid, PartStock())
        self.part_numbers.note((part.part_number, part.revision), part.uid)

    def _index_uses(self, line: MbomLine) -> None:
        """Let all that is in what a line needs be in its assembly too, and in all around that."""
        before, around = self.mbom_lines.at_hand(line.uid), self.used_in.at_hand(line.assembly_uid)
        if before and before.substitutes == line.substitutes:
            return
        if around is None or (before and set(before.substitutes) - set(line.substitutes)):
            self.used_in.forget()
            return
        needed, within = {line.part_uid, *line.substitutes}, {line.assembly_uid, *around}
        for uid in self.used_in:
            assemblies = self.used_in.get(uid)
            if needed & {uid, *assemblies}:
                self.used_in.note(uid, (assemblies | within) - {uid})

    def _put_location(self, location: Location) -> None:
        before = self.locations.at_hand(location.uid)
        if before is None:
            self.items_at.note(location.uid, [])
        elif (before.parent_uid, before.name) != (location.parent_uid, location.name):
            self.sublocations.note((before.parent_uid or "", before.name), None)
        if before is None or before.parent_uid != location.parent_uid:
            self.subtrees.forget()
        self.sublocations.note((location.parent_uid or "", location.name), location.uid)
        if before and before.barcode:
            self.barcodes.note(before.barcode, None)
        if location.barcode:
            self.barcodes.note(location.barcode, location.uid)
        self.usable_locations.note(location.uid, location.inventory_available)
        if before and before.inventory_available != location.inventory_available:
            for uid in self.items_at.get(location.uid):
                self._put_item(self.items.get(uid))

    def _put_kit(self, kit: Kit) -> None:
        if self.kits.at_hand(kit.uid) is None:
            self.lines_of_kit.note(kit.uid, {})
        self.kit_numbers.note(kit.number, kit.uid)

    def _index_kit_line(self, line: KitLine) -> None:
        if self.lines_of_kit.known(line.kit_uid):
            self.lines_of_kit.get(line.kit_uid)[line.part_uid] = line.uid
        self.kitted_parts.note(line.part_uid, value=True)
        for bucket in (Bucket.PICKED, Bucket.RESERVED):
            self.ledger.load_total(bucket, line.uid)
        if not self.items_on_line.known(line.uid):
            self.items_on_line.note(line.uid, set())

    def _put_item(self, item: InventoryItem) -> None:
        before = self.items.at_hand(item.uid)
        if before is None:
            self.ledger.load_item(item.uid)
            self.requirements_of.note(item.uid, [])
        elif before.in_work != item.in_work and self.ledger.in_bucket(item.uid, Bucket.REMOVED):
            # What is lost of an assembly in work counts otherwise than what is lost of a finished one.
            self.begun.forget()
        blocked = is_blocked(item, location_usable=self.usable_locations.get(item.location_uid))
        item = replace(item, blocked=blocked)
        self._index_place(before, item)
        self._index_numbers(before, item)
        self._count(before, item)
        self.items.put(item)

    def _index_place(self, before: InventoryItem | None, item: InventoryItem) -> None:
        if before and before.location_uid != item.location_uid:
            self._drop(self.items_at, before.location_uid, item.uid)
        self._append(self.items_at, item.location_uid, item.uid)
        if before:
            self._drop(self.items_of_part_at, (before.part_uid, before.location_uid), item.uid)
        if not item.deleted:
            self._append(self.items_of_part_at, (item.part_uid, item.location_uid), item.uid)

    def _index_numbers(self, before: InventoryItem | None, item: InventoryItem) -> None:
        if before and before.serial_number and not before.deleted:
            self.serials.note((item.part_uid, before.serial_number), None)
        if item.serial_number and not item.deleted:
            self.serials.note((item.part_uid, item.serial_number), item.uid)
        if before and (before.serial_number, before.lot_number) != (item.serial_number, item.lot_number):
            # The number that it had may have been the last one.
            self.last_numbers.forget()
        for scope in self.last_numbers:
            for number in (item.serial_number, item.lot_number):
                made = number_in(scope, item.part_uid, number)
                self.last_numbers.note(scope, max(self.last_numbers.find(scope) or 0, made))

    def _post(self, movement: Movement) -> None:
        self.ledger.post(movement)
        self._count_begun(movement)
        on_hand = movement.from_bucket is Bucket.ON_HAND or movement.to_bucket is Bucket.ON_HAND
        if on_hand:
            self._change_on_hand(movement)
        if movement.to_bucket in {Bucket.PICKED, Bucket.RESERVED}:
            line_uid = movement.to_place
            if self.items_on_line.known(line_uid):
                self.items_on_line.get(line_uid).add(movement.item_uid)

    def _count_begun(self, movement: Movement) -> None:
        run_uid = self.items.get(movement.item_uid).run_uid
        if run_uid is None:
            return
        if (movement.from_bucket, movement.from_place) == (Bucket.RECEIVED, OUTSIDE):
            if (begun := self.begun.at_hand(run_uid)) is not None:
                self.begun.note(run_uid, plain(begun + movement.quantity))
        elif {Bucket.RECEIVED, Bucket.REMOVED} & {movement.from_bucket, movement.to_bucket}:
            self.begun.forget()

    def _change_on_hand(self, movement: Movement) -> None:
        item = self.items.get(movement.item_uid)
        if movement.from_bucket is movement.to_bucket:
            # From place to place the item keeps what it has.
            return
        on_hand = self.ledger.balance(Spot(item.uid, Bucket.ON_HAND, item.location_uid))
        changed = replace(item, quantity=on_hand, version=item.version + 1)
        self._count(item, changed)
        self.items.put(changed)

    def _check_places(self, changes: Changes) -> None:
        """Nothing of an item is on hand anywhere but where it is kept."""
        for uid in {movement.item_uid for movement in changes.movements}:
            kept_at = self.items.get(uid).location_uid
            for place in self.ledger.places_of(uid, Bucket.ON_HAND):
                if place != kept_at:
                    raise InvariantError(f"{uid} is kept at {kept_at}, not at {place}")

    def _count(self, before: InventoryItem | None, after: InventoryItem) -> None:
        """Bring the totals of the part up to what its item is now."""
        change = _share(after)
        if before:
            was = _share(before)
            change = PartStock(
                on_hand=change.on_hand - was.on_hand,
                blocked=change.blocked - was.blocked,
                serial_items=change.serial_items - was.serial_items,
                lot_items=change.lot_items - was.lot_items,
            )
        if change == PartStock():
            return
        self.stock_changes.setdefault(after.part_uid, PartStock()).add(change)
        if self.part_stock.known(after.part_uid):
            self.part_stock.get(after.part_uid).add(change)

    @staticmethod
    def _part_from(lines: Loaded[str, dict[str, str]], uid: str, part_uid: str) -> None:
        if lines.known(uid):
            del lines.get(uid)[part_uid]

    @staticmethod
    def _append(lists: Loaded[Any, list[str]], key: object, uid: str) -> None:
        if lists.known(key) and uid not in lists.get(key):
            lists.get(key).append(uid)

    @staticmethod
    def _drop(lists: Loaded[Any, list[str]], key: object, uid: str) -> None:
        if lists.known(key) and uid in lists.get(key):
            lists.get(key).remove(uid)


def is_blocked(item: InventoryItem, *, location_usable: bool) -> bool:
    """Whether nothing of an item may be taken: it is held, still being built, or its place is not available."""
    return item.hold_reason is not None or item.in_work or not location_usable


def _share(item: InventoryItem) -> PartStock:
    """Return what an item contributes to the totals of its part."""
    tracking = tracking_of(item.serial_number, item.lot_number)
    return PartStock(
        on_hand=item.quantity,
        blocked=item.quantity if item.blocked else Decimal(0),
        serial_items=int(tracking is TrackingType.SERIAL and not item.deleted),
        lot_items=int(tracking is TrackingType.LOT and not item.deleted),
    )


def _names_of(
    records: WorkingSet, record: Supplier | SupplierPart | Operator | Catalogue | Position
) -> tuple[tuple[Loaded[Any, str], Any], ...]:
    match record:
        case Supplier():
            return ((records.supplier_names, record.name),)
        case SupplierPart():
            return ((records.supplier_part_numbers, (record.supplier_uid, record.part_uid)),)
        case Operator():
            return ((records.operator_names, record.name), (records.badges, record.badge))
        case Catalogue():
            return ((records.catalogue_refs, record.ref),)
        case Position():
            return (
                (records.position_refs, (record.catalogue_uid, record.ref)),
                (records.position_places, (record.catalogue_uid, record.part_uid, record.location_uid)),
            )
