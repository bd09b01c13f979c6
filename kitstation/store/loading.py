"""Loading a working set: every record that a batch of commands touches, in a fixed number of queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from decimal import Decimal
from typing import Any, TypeVar

from sqlalchemy import Connection, RowMapping

from kitstation.domain.ledger import PartStock
from kitstation.domain.loaded import HasUid, Loaded, Rows
from kitstation.domain.movements import Bucket, Movement, Spot
from kitstation.domain.records import RULES_UID, KitLine, Record, Rules
from kitstation.domain.touches import Touches
from kitstation.domain.working_set import PastCommand, WorkingSet
from kitstation.store import codec, rows
from kitstation.store import loading_queries as queries
from kitstation.store.lookups import Lookup
from kitstation.store.numbers_made import note_last_numbers
from kitstation.store.references import referred_to
from kitstation.store.rows import RowMap

R = TypeVar("R", bound=HasUid)


class Loader:
    """Fills one working set. The order follows the references: what is found names what is loaded next."""

    def __init__(self, connection: Connection, touches: Touches) -> None:
        self._connection = connection
        self._touches = touches
        self.records = WorkingSet()

    def load(self) -> WorkingSet:
        """Return the working set for the touches."""
        self._load_past_commands()
        self._load_rules()
        self._load_positions()
        self._load_kits()
        self._load_places()
        self._load_requirements()
        self._load_items()
        self._load_balances()
        self._load_mboms()
        self._load_orders()
        self._load_parts()
        self._load_suppliers()
        self._load_people()
        self._load_serials()
        note_last_numbers(self._connection, self._touches, self.records)
        return self.records

    # What all of it uses.

    def _rows(self, kind: RowMap[R], lookup: Lookup[str], into: Rows[R], uids: Collection[str]) -> None:
        if not uids:
            return
        for row in lookup.rows(self._connection, uids):
            into.load(kind.record(row))
        into.note_absent(uids)

    def _names(self, lookup: Lookup[Any], into: Loaded[Any, str], keys: Collection[Any]) -> None:
        """Take in which uid is found under each key. The key's columns come last in a row."""
        if not keys:
            return
        for row in lookup.rows(self._connection, keys):
            uid, *key = map(str, row.values())
            into.note(key[0] if len(key) == 1 else tuple(key), uid)
        into.note_absent(keys)

    # What was done before.

    def _load_past_commands(self) -> None:
        wanted = self._touches.commands
        if not wanted:
            return
        undone = {row["undoes"] for row in queries.UNDOING.rows(self._connection, wanted)}
        movements: dict[str, list[Movement]] = defaultdict(list)
        for row in queries.MOVEMENTS.rows(self._connection, wanted):
            movements[row["command_id"]].append(_movement_of(row))
        for row in queries.PAST_COMMANDS.rows(self._connection, wanted):
            uid = row["command_id"]
            past = PastCommand(
                uid,
                row["kind"],
                row["operator"],
                tuple(movements[uid]),
                codec.load_images(row["images"]),
                undone=uid in undone,
            )
            self.records.past_commands.note(uid, past)
            self._follow(past)
        self.records.past_commands.note_absent(wanted)

    def _follow(self, past: PastCommand) -> None:
        for movement in past.movements:
            self._touches.items.add(movement.item_uid)
            for spot in (movement.source, movement.target):
                if spot.bucket in {Bucket.PICKED, Bucket.RESERVED}:
                    self._touches.kit_lines.add(spot.place)
        own = frozenset(image.uid for image in past.images)
        for image in past.images:
            self._touch(image.kind.__name__, image.uid)
            if image.before is None:
                found = referred_to(self._connection, image.kind, image.uid, own)
                self.records.referred_to.note(image.uid, found)
            else:
                self._touch_names(image.before)

    def _touch(self, kind: str, uid: str) -> None:
        """Load a record by its kind, with what putting it back or taking it away has to know."""
        touched = self._touches
        by_kind: dict[str, tuple[set[str], ...]] = {
            "Part": (touched.parts, touched.part_stock, touched.mboms),
            "Supplier": (touched.suppliers,),
            "SupplierPart": (touched.supplier_parts,),
            "Location": (touched.subtrees, touched.items_at),
            "MbomLine": (touched.mbom_lines,),
            "Run": (touched.runs,),
            "InventoryItem": (touched.items, touched.requirements_of),
            "Kit": (touched.kits, touched.lines_of_kits),
            "KitLine": (touched.kit_lines, touched.holdings_of_lines),
            "BuildRequirement": (touched.requirements,),
            "Catalogue": (touched.catalogues,),
            "Position": (touched.positions,),
            "OrderLine": (touched.order_lines,),
            "Operator": (touched.operators,),
        }
        if kind == "Rules":
            touched.rules = True
            return
        for touch in by_kind[kind]:
            touch.add(uid)

    def _touch_names(self, before: Record) -> None:
        """Load what the record that is put back refers to."""
        if location_uid := getattr(before, "location_uid", None):
            self._touches.locations.add(location_uid)
        if kit_uid := getattr(before, "kit_uid", None):
            self._touches.lines_of_kits.add(kit_uid)
        if assembly_uid := getattr(before, "assembly_uid", None):
            self._touches.mboms.add(assembly_uid)

    # The rules of the house.

    def _load_rules(self) -> None:
        if self._touches.rules:
            self._rows(rows.RULES, queries.RULES, self.records.rules, {RULES_UID})

    # Kits.

    def _load_kits(self) -> None:
        touched, records = self._touches, self.records
        touched.lines_of_kits |= touched.holdings_of_kits | touched.filled_kits
        touched.kit_lines |= touched.holdings_of_lines
        self._load_lines(queries.KIT_LINES, touched.kit_lines)
        records.kit_lines.note_absent(touched.kit_lines)
        kit_uids = touched.kits | touched.lines_of_kits
        kit_uids |= {line.kit_uid for uid in touched.kit_lines if (line := records.kit_lines.find(uid))}
        self._load_kit_rows(kit_uids)
        self._names(queries.KIT_NUMBERS, records.kit_numbers, touched.kit_numbers)
        for kit_uid in touched.lines_of_kits:
            if kit := records.kits.find(kit_uid):
                records.lines_of_kit.note(kit_uid, {})
                if kit_uid in touched.filled_kits:
                    touched.mboms_of_runs.add(kit.run_uid)
        for line in self._load_lines(queries.LINES_OF_KITS, touched.lines_of_kits):
            records.lines_of_kit.get(line.kit_uid)[line.part_uid] = line.uid
            touched.kit_lines.add(line.uid)
            if line.kit_uid in touched.holdings_of_kits:
                touched.holdings_of_lines.add(line.uid)
        self._load_holdings()

    def _load_kit_rows(self, uids: Collection[str]) -> None:
        """Take in kits, and with them the rules of the house that matter for what is issued."""
        if not uids:
            return
        for row in queries.KITS.rows(self._connection, uids):
            self.records.kits.load(rows.KITS.record(row))
            if not self.records.rules.known(RULES_UID):
                self.records.rules.note(
                    RULES_UID,
                    Rules(
                        any_revision=bool(row["any_revision"]),
                        allow_negative_untracked=bool(row["allow_negative_untracked"]),
                    ),
                )
        self.records.kits.note_absent(uids)

    def _load_lines(self, lookup: Lookup[str], keys: Collection[str]) -> list[KitLine]:
        """Take in kit lines, with what is issued to them."""
        lines: list[KitLine] = []
        for row in lookup.rows(self._connection, keys) if keys else ():
            lines.append(line := rows.KIT_LINES.record(row))
            self.records.kit_lines.load(line)
            self.records.ledger.load_total(Bucket.PICKED, line.uid, row["picked"])
        return lines

    def _load_holdings(self) -> None:
        """Take in which items lines hold something of, and how much is reserved for each line."""
        wanted = self._touches.holdings_of_lines
        if not wanted:
            return
        reserved: dict[str, Decimal] = defaultdict(Decimal)
        held: dict[str, set[str]] = defaultdict(set)
        for row in (row for lookup in queries.HOLDINGS for row in lookup.rows(self._connection, wanted)):
            if row["quantity"]:
                held[row["place"]].add(row["item_uid"])
                self._touches.items.add(row["item_uid"])
            if row["bucket"] is Bucket.RESERVED:
                reserved[row["place"]] += row["quantity"]
        for uid in wanted:
            self.records.items_on_line.note(uid, held[uid])
            self.records.ledger.load_total(Bucket.RESERVED, uid, reserved[uid])

    # Positions.

    def _load_positions(self) -> None:
        touched, records = self._touches, self.records
        self._rows(
            rows.POSITIONS,
            queries.POSITIONS,
            records.positions,
            touched.positions | touched.stock_at_positions,
        )
        for uid in touched.stock_at_positions:
            if position := records.positions.find(uid):
                touched.items_of_part_at.add((position.part_uid, position.location_uid))
        self._rows(rows.CATALOGUES, queries.CATALOGUES, records.catalogues, touched.catalogues)
        self._names(queries.CATALOGUE_REFS, records.catalogue_refs, touched.catalogue_refs)
        self._names(queries.POSITION_REFS, records.position_refs, touched.position_refs)
        for catalogue_uid, part_uid, location_uid in touched.position_places:
            place = (catalogue_uid, part_uid, location_uid)
            records.position_places.note(place, queries.position_at(self._connection, *place))

    # Places.

    def _load_places(self) -> None:
        touched, records = self._touches, self.records
        for uid in touched.subtrees:
            below = queries.locations_below(self._connection, uid)
            touched.locations.update((uid, *below))
            records.subtrees.note(uid, below)
        self._load_location_rows(touched.locations)
        parents = {
            place.parent_uid
            for uid in touched.subtrees
            if (place := records.locations.find(uid)) and place.parent_uid
        }
        self._load_location_rows(parents - touched.locations)
        for uid, name in touched.renamed:
            if place := records.locations.find(uid):
                touched.sublocations.add((place.parent_uid or "", name))
        for uid, parent_uid in touched.moved:
            if place := records.locations.find(uid):
                touched.sublocations.add((parent_uid, place.name))
        self._names(queries.SUBLOCATIONS, records.sublocations, touched.sublocations)
        self._names(queries.BARCODES, records.barcodes, touched.barcodes)

    def _load_location_rows(self, uids: Collection[str]) -> None:
        self._rows(rows.LOCATIONS, queries.LOCATIONS, self.records.locations, uids)
        for uid in uids:
            if place := self.records.locations.find(uid):
                self.records.usable_locations.note(uid, place.inventory_available)

    # Items.

    def _load_requirements(self) -> None:
        """Take in build requirements, with what is installed and with the assembly that each belongs to."""
        touched, records = self._touches, self.records
        self._load_requirement_rows(queries.REQUIREMENTS, touched.requirements)
        records.requirements.note_absent(touched.requirements)
        for uid in touched.requirements_of:
            records.requirements_of.note(uid, [])
        self._load_requirement_rows(queries.REQUIREMENTS_OF, touched.requirements_of)
        for uid in records.requirements:
            if requirement := records.requirements.find(uid):
                touched.parts.add(requirement.part_uid)
                touched.items.add(requirement.assembly_uid)
                if records.requirements_of.known(requirement.assembly_uid) and (
                    requirement.assembly_uid in touched.requirements_of
                ):
                    records.requirements_of.get(requirement.assembly_uid).append(uid)

    def _load_requirement_rows(self, lookup: Lookup[str], keys: Collection[str]) -> None:
        for row in lookup.rows(self._connection, keys) if keys else ():
            self.records.requirements.load(rows.REQUIREMENTS.record(row))
            self.records.ledger.load_total(Bucket.DELIVERED, row["uid"], row["installed"])

    def _load_items(self) -> None:
        touched, records = self._touches, self.records
        for location_uid in touched.items_at:
            found = queries.items_at(self._connection, location_uid)
            records.items_at.note(location_uid, found)
            touched.items.update(found)
        for part_uid, location_uid in touched.items_of_part_at:
            found = queries.items_of_part_at(self._connection, part_uid, location_uid)
            records.items_of_part_at.note((part_uid, location_uid), found)
            touched.items.update(found)
        if not touched.items:
            return
        for row in queries.ITEMS.rows(self._connection, touched.items):
            records.items.load(rows.ITEMS.record(row))
            records.usable_locations.note(row["location_uid"], row["location_usable"])
        records.items.note_absent(touched.items)
        places = {item.location_uid for uid in touched.places_of_items if (item := records.items.find(uid))}
        self._load_location_rows(places)
        self._follow_items()

    def _follow_items(self) -> None:
        touched, records = self._touches, self.records
        for uid, number in touched.renumbered:
            if item := records.items.find(uid):
                touched.serials.add((item.part_uid, number))
        for uid in touched.requirements_of:
            if (item := records.items.find(uid)) and item.run_uid:
                touched.runs.add(item.run_uid)

    def _load_serials(self) -> None:
        for run_uid, number in self._touches.serials_of_runs:
            if run := self.records.runs.find(run_uid):
                self._touches.serials.add((run.part_uid, number))
        self._names(queries.SERIALS, self.records.serials, self._touches.serials)

    def _load_balances(self) -> None:
        present = {uid for uid in self._touches.items if self.records.items.find(uid)}
        if not present:
            return
        balances: dict[str, list[tuple[Spot, Decimal]]] = defaultdict(list)
        for row in queries.BALANCES.rows(self._connection, present):
            spot = Spot(row["item_uid"], row["bucket"], row["place"])
            balances[spot.item_uid].append((spot, row["quantity"]))
        for uid in present:
            self.records.ledger.load_item(uid, balances[uid])

    # Parts, what they are made of, and what is on order.

    def _load_mboms(self) -> None:
        touched, records = self._touches, self.records
        self._rows(rows.MBOM_LINES, queries.MBOM_LINES, records.mbom_lines, touched.mbom_lines)
        touched.mboms.update(
            line.assembly_uid for uid in touched.mbom_lines if (line := records.mbom_lines.find(uid))
        )
        touched.parts.update(
            line.part_uid for uid in touched.mbom_lines if (line := records.mbom_lines.find(uid))
        )
        self._rows(rows.RUNS, queries.RUNS, records.runs, touched.runs | touched.mboms_of_runs)
        for uid in touched.mboms_of_runs:
            if run := records.runs.find(uid):
                touched.parts.add(run.part_uid)
                touched.mboms.add(run.part_uid)
        for assembly_uid in touched.mboms:
            records.mboms.note(assembly_uid, {})
        for row in queries.MBOMS.rows(self._connection, touched.mboms) if touched.mboms else ():
            line = rows.MBOM_LINES.record(row)
            records.mbom_lines.load(line)
            records.mboms.get(line.assembly_uid)[line.part_uid] = line.uid
            touched.parts.add(line.part_uid)

    def _load_orders(self) -> None:
        touched, records = self._touches, self.records
        self._rows(rows.ORDER_LINES, queries.ORDER_LINES, records.order_lines, touched.order_lines)
        touched.parts.update(
            line.part_uid for uid in touched.order_lines if (line := records.order_lines.find(uid))
        )

    def _load_parts(self) -> None:
        touched, records = self._touches, self.records
        parts = set(touched.parts)
        parts.update(item.part_uid for uid in touched.items if (item := records.items.find(uid)))
        parts.update(line.part_uid for uid in touched.kit_lines if (line := records.kit_lines.find(uid)))
        self._rows(rows.PARTS, queries.PARTS, records.parts, parts)
        self._names(queries.PART_NUMBERS, records.part_numbers, touched.part_numbers)
        for row in queries.KITTED_PARTS.rows(self._connection, touched.kitted_parts):
            records.kitted_parts.note(row["part_uid"], value=True)
        records.kitted_parts.note_absent(touched.kitted_parts)
        if not touched.part_stock:
            return
        for row in queries.PART_STOCK.rows(self._connection, touched.part_stock):
            stock = PartStock(row["on_hand"], row["serial_items"], row["lot_items"], row["blocked"])
            records.part_stock.note(row["part_uid"], stock)
        for uid in touched.part_stock:
            if not records.part_stock.known(uid):
                records.part_stock.note(uid, PartStock())

    def _load_suppliers(self) -> None:
        touched, records = self._touches, self.records
        self._rows(rows.SUPPLIERS, queries.SUPPLIERS, records.suppliers, touched.suppliers)
        self._names(queries.SUPPLIER_NAMES, records.supplier_names, touched.supplier_names)
        self._names(
            queries.SUPPLIER_PART_NUMBERS, records.supplier_part_numbers, touched.supplier_part_numbers
        )
        known = {
            uid for key in touched.supplier_part_numbers if (uid := records.supplier_part_numbers.find(key))
        }
        self._rows(
            rows.SUPPLIER_PARTS,
            queries.SUPPLIER_PARTS,
            records.supplier_parts,
            touched.supplier_parts | known,
        )

    def _load_people(self) -> None:
        touched, records = self._touches, self.records
        self._rows(rows.OPERATORS, queries.OPERATORS, records.operators, touched.operators)
        self._names(queries.OPERATOR_NAMES, records.operator_names, touched.operator_names)
        self._names(queries.BADGES, records.badges, touched.badges)


def _movement_of(row: RowMapping) -> Movement:
    return Movement(
        item_uid=row["item_uid"],
        quantity=row["quantity"],
        from_bucket=row["from_bucket"],
        from_place=row["from_place"],
        to_bucket=row["to_bucket"],
        to_place=row["to_place"],
        reason=row["reason"],
    )
