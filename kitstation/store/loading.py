"""Loading a working set: every record that a batch of commands touches, in a fixed number of queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from decimal import Decimal
from typing import TypeVar

from sqlalchemy import Connection, RowMapping, func, select

from kitstation.domain.ledger import PartStock
from kitstation.domain.loaded import HasUid, Rows
from kitstation.domain.movements import Bucket, Movement, Spot
from kitstation.domain.records import KitLine
from kitstation.domain.touches import Touches
from kitstation.domain.working_set import PastCommand, WorkingSet
from kitstation.store import rows, tables
from kitstation.store.column_types import Quantity
from kitstation.store.lookups import Lookup
from kitstation.store.rows import RowMap
from kitstation.store.tables import NOTHING

R = TypeVar("R", bound=HasUid)

_part, _item, _balance, _journal = tables.part.c, tables.item.c, tables.balance.c, tables.journal.c
_movement, _stock, _location = tables.movement.c, tables.part_stock.c, tables.location.c

PARTS = Lookup[str](rows.PARTS.select, _part.uid)
PART_NUMBERS = Lookup[tuple[str, str]](
    select(_part.uid, _part.part_number, _part.revision), _part.part_number, _part.revision
)
PART_STOCK = Lookup[str](select(tables.part_stock), _stock.part_uid)
SUPPLIERS = Lookup[str](rows.SUPPLIERS.select, tables.supplier.c.uid)
SUPPLIER_NAMES = Lookup[str](rows.SUPPLIERS.select, tables.supplier.c.name)
LOCATIONS = Lookup[str](rows.LOCATIONS.select, _location.uid)
_PARENT = func.coalesce(_location.parent_uid, "")
SUBLOCATIONS = Lookup[tuple[str, str]](
    select(_location.uid, _location.name, _PARENT.label("parent")), _PARENT, _location.name
)
MBOM_LINES = Lookup[str](rows.MBOM_LINES.select, tables.mbom_line.c.uid)
MBOMS = Lookup[str](rows.MBOM_LINES.select.order_by(tables.mbom_line.c.uid), tables.mbom_line.c.assembly_uid)
RUNS = Lookup[str](rows.RUNS.select, tables.run.c.uid)
ITEMS = Lookup[str](rows.ITEMS.select, _item.uid)
SERIALS = Lookup[tuple[str, str]](
    select(_item.uid, _item.part_uid, _item.serial_number), _item.part_uid, _item.serial_number
)
BALANCES = Lookup[str](select(tables.balance), _balance.item_uid)
KITS = Lookup[str](rows.KITS.select, tables.kit.c.uid)
KIT_NUMBERS = Lookup[str](rows.KITS.select, tables.kit.c.number)
_PICKED = (
    select(func.sum(_balance.quantity))
    .where(tables.is_picked(), _balance.place == tables.kit_line.c.uid)
    .scalar_subquery()
)
_LINES = rows.KIT_LINES.select.add_columns(func.coalesce(_PICKED, NOTHING, type_=Quantity).label("picked"))
KIT_LINES = Lookup[str](_LINES, tables.kit_line.c.uid)
LINES_OF_KITS = Lookup[str](_LINES, tables.kit_line.c.kit_uid)
KITTED_PARTS = Lookup[str](select(tables.kit_line.c.part_uid).distinct(), tables.kit_line.c.part_uid)
PAST_COMMANDS = Lookup[str](select(_journal.command_id, _journal.kind, _journal.undoes), _journal.command_id)
UNDOING = Lookup[str](select(_journal.undoes), _journal.undoes)
MOVEMENTS = Lookup[str](
    select(tables.movement).order_by(_movement.command_id, _movement.ordinal), _movement.command_id
)


class Loader:
    """Fills one working set. The order follows the references: what is found names what is loaded next."""

    def __init__(self, connection: Connection, touches: Touches) -> None:
        self._connection = connection
        self._touches = touches
        self.records = WorkingSet()

    def load(self) -> WorkingSet:
        """Return the working set for the touches."""
        touched, records = self._touches, self.records
        self._load_past_commands()
        self._load_kits()
        self._load_rows(rows.ITEMS, ITEMS, records.items, touched.items)
        self._load_serials()
        self._load_balances()
        self._load_mboms()
        self._load_rows(rows.RUNS, RUNS, records.runs, touched.runs)
        self._load_parts()
        self._load_places()
        return records

    def _load_rows(self, kind: RowMap[R], lookup: Lookup[str], into: Rows[R], uids: Collection[str]) -> None:
        if not uids:
            return
        for row in lookup.rows(self._connection, uids):
            into.load(kind.record(row))
        into.note_absent(uids)

    def _load_past_commands(self) -> None:
        wanted = self._touches.commands
        if not wanted:
            return
        undone = {row["undoes"] for row in UNDOING.rows(self._connection, wanted)}
        movements: dict[str, list[Movement]] = defaultdict(list)
        for row in MOVEMENTS.rows(self._connection, wanted):
            movements[row["command_id"]].append(_movement_of(row))
        for row in PAST_COMMANDS.rows(self._connection, wanted):
            uid = row["command_id"]
            past = PastCommand(uid, row["kind"], tuple(movements[uid]), undone=uid in undone)
            self.records.past_commands.note(uid, past)
            self._follow_movements(past)
        self.records.past_commands.note_absent(wanted)

    def _follow_movements(self, past: PastCommand) -> None:
        for movement in past.movements:
            self._touches.items.add(movement.item_uid)
            for spot in (movement.source, movement.target):
                if spot.bucket is Bucket.PICKED:
                    self._touches.kit_lines.add(spot.place)

    def _load_kits(self) -> None:
        touched, records = self._touches, self.records
        self._load_lines(KIT_LINES, touched.kit_lines)
        records.kit_lines.note_absent(touched.kit_lines)
        kit_uids = touched.kits | touched.lines_of_kits
        kit_uids |= {line.kit_uid for uid in touched.kit_lines if (line := records.kit_lines.find(uid))}
        self._load_rows(rows.KITS, KITS, records.kits, kit_uids)
        if touched.kit_numbers:
            for row in KIT_NUMBERS.rows(self._connection, touched.kit_numbers):
                records.kit_numbers.note(row["number"], row["uid"])
            records.kit_numbers.note_absent(touched.kit_numbers)
        for kit_uid in touched.lines_of_kits:
            if kit := records.kits.find(kit_uid):
                touched.runs.add(kit.run_uid)
                records.lines_of_kit.note(kit_uid, {})
        for line in self._load_lines(LINES_OF_KITS, touched.lines_of_kits):
            records.lines_of_kit.get(line.kit_uid)[line.part_uid] = line.uid
            touched.kit_lines.add(line.uid)

    def _load_lines(self, lookup: Lookup[str], keys: Collection[str]) -> list[KitLine]:
        """Take in kit lines, with what is issued to them."""
        lines: list[KitLine] = []
        for row in lookup.rows(self._connection, keys):
            lines.append(line := rows.KIT_LINES.record(row))
            self.records.kit_lines.load(line)
            self.records.ledger.load_line(line.uid, row["picked"])
        return lines

    def _load_serials(self) -> None:
        if not self._touches.serials:
            return
        for row in SERIALS.rows(self._connection, self._touches.serials):
            self.records.serials.note((row["part_uid"], row["serial_number"]), row["uid"])
        self.records.serials.note_absent(self._touches.serials)

    def _load_balances(self) -> None:
        present = {uid for uid in self._touches.items if self.records.items.find(uid)}
        if not present:
            return
        balances: dict[str, list[tuple[Spot, Decimal]]] = defaultdict(list)
        for row in BALANCES.rows(self._connection, present):
            spot = Spot(row["item_uid"], row["bucket"], row["place"])
            balances[spot.item_uid].append((spot, row["quantity"]))
        for uid in present:
            self.records.ledger.load_item(uid, balances[uid])

    def _load_mboms(self) -> None:
        touched, records = self._touches, self.records
        self._load_rows(rows.MBOM_LINES, MBOM_LINES, records.mbom_lines, touched.mbom_lines)
        touched.mboms.update(
            line.assembly_uid for uid in touched.mbom_lines if (line := records.mbom_lines.find(uid))
        )
        self._load_runs_of_filled_kits()
        for assembly_uid in touched.mboms:
            records.mboms.note(assembly_uid, {})
        if not touched.mboms:
            return
        for row in MBOMS.rows(self._connection, touched.mboms):
            line = rows.MBOM_LINES.record(row)
            records.mbom_lines.load(line)
            records.mboms.get(line.assembly_uid)[line.part_uid] = line.uid
            touched.parts.add(line.part_uid)

    def _load_runs_of_filled_kits(self) -> None:
        if not self._touches.lines_of_kits:
            return
        self._load_rows(rows.RUNS, RUNS, self.records.runs, self._touches.runs)
        for uid in self._touches.runs:
            if run := self.records.runs.find(uid):
                self._touches.parts.add(run.part_uid)
                self._touches.mboms.add(run.part_uid)

    def _load_parts(self) -> None:
        touched, records = self._touches, self.records
        parts = set(touched.parts)
        parts.update(item.part_uid for uid in touched.items if (item := records.items.find(uid)))
        parts.update(line.part_uid for uid in touched.kit_lines if (line := records.kit_lines.find(uid)))
        self._load_rows(rows.PARTS, PARTS, records.parts, parts)
        if touched.part_numbers:
            for row in PART_NUMBERS.rows(self._connection, touched.part_numbers):
                records.part_numbers.note((row["part_number"], row["revision"]), row["uid"])
            records.part_numbers.note_absent(touched.part_numbers)
        for row in KITTED_PARTS.rows(self._connection, touched.kitted_parts):
            records.kitted_parts.note(row["part_uid"], value=True)
        records.kitted_parts.note_absent(touched.kitted_parts)
        if touched.part_stock:
            for row in PART_STOCK.rows(self._connection, touched.part_stock):
                stock = PartStock(row["on_hand"], row["serial_items"], row["lot_items"])
                records.part_stock.note(row["part_uid"], stock)
            for uid in touched.part_stock:
                if not records.part_stock.known(uid):
                    records.part_stock.note(uid, PartStock())

    def _load_places(self) -> None:
        touched, records = self._touches, self.records
        self._load_rows(rows.LOCATIONS, LOCATIONS, records.locations, touched.locations)
        self._load_rows(rows.SUPPLIERS, SUPPLIERS, records.suppliers, touched.suppliers)
        if touched.sublocations:
            for row in SUBLOCATIONS.rows(self._connection, touched.sublocations):
                records.sublocations.note((row["parent"], row["name"]), row["uid"])
            records.sublocations.note_absent(touched.sublocations)
        if touched.supplier_names:
            for row in SUPPLIER_NAMES.rows(self._connection, touched.supplier_names):
                records.supplier_names.note(row["name"], row["uid"])
            records.supplier_names.note_absent(touched.supplier_names)


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
