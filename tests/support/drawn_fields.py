"""What stands in a drawn command, field by field: mostly what is there, now and then what is not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from datetime import date
from decimal import Decimal
from random import Random
from typing import Any, TypeVar

from kitstation.domain import commands
from kitstation.domain.commands import Command, Counted, SplitOff
from kitstation.domain.etags import etag
from kitstation.domain.ids import IdSource
from kitstation.domain.records import (
    BuildRequirement,
    Catalogue,
    InventoryItem,
    Kit,
    KitLine,
    KitStatus,
    LabelKind,
    Location,
    LocationType,
    MbomLine,
    Operator,
    OrderLine,
    OrderStatus,
    Part,
    Position,
    PrintJob,
    PrintState,
    Record,
    Role,
    Run,
    RunStatus,
    Supplier,
    TrackingType,
    TradeNumber,
)
from kitstation.domain.working_set import WorkingSet

T = TypeVar("T")

AMOUNTS = tuple(Decimal(n) for n in (1, 1, 1, 1, 1, 2, 2, 2, "0.5", "0.5", "2.50", "2.5", 4, 4, 7, 20, 0, -1))
NEVER_MADE = "never-made"
RUN_OUT, LATER = date(2026, 1, 31), date(2026, 12, 31)

CHANGED: dict[type[Command], type[Record]] = {
    commands.UpdatePart: Part,
    commands.UpdateSupplier: Supplier,
    commands.UpdateMbomLine: MbomLine,
    commands.DeleteMbomLine: MbomLine,
    commands.UpdateLocation: Location,
    commands.MoveLocation: Location,
    commands.UpdateOperator: Operator,
    commands.UpdateItem: InventoryItem,
    commands.DeleteItem: InventoryItem,
    commands.UpdateRun: Run,
    commands.UpdateKit: Kit,
    commands.SetKitStatus: Kit,
    commands.UpdateKitLine: KitLine,
    commands.RemoveKitLine: KitLine,
    commands.UpdatePosition: Position,
    commands.DeletePosition: Position,
    commands.UpdateOrderLine: OrderLine,
    commands.SettlePrintJob: PrintJob,
}
"""Commands that change a record, which their `uid` names; in all others it names a new one."""

MADE: dict[type[Command], type[Record] | None] = {
    commands.CreatePart: Part,
    commands.CreateSupplier: Supplier,
    commands.SetSupplierPart: None,
    commands.AddTradeNumber: TradeNumber,
    commands.CreateMbomLine: MbomLine,
    commands.CreateLocation: Location,
    commands.CreateOperator: Operator,
    commands.CreateRun: Run,
    commands.CreateKit: Kit,
    commands.AddKitLine: KitLine,
    commands.SplitKit: Kit,
    commands.CreateCatalogue: Catalogue,
    commands.CreatePosition: Position,
    commands.CreateOrderLine: OrderLine,
    commands.PrintLabels: PrintJob,
    commands.Reprint: PrintJob,
}
"""What a command makes, where that is no inventory item."""

NAMED: dict[str, type[Record]] = {
    "part_uid": Part,
    "assembly_uid": Part,
    "location_uid": Location,
    "to_location_uid": Location,
    "item_uid": InventoryItem,
    "kit_uid": Kit,
    "line_uid": KitLine,
    "run_uid": Run,
    "requirement_uid": BuildRequirement,
    "catalogue_uid": Catalogue,
    "job_uid": PrintJob,
}
"""Fields that name a record."""

PERHAPS_NAMED: dict[str, type[Record]] = {
    "parent_uid": Location,
    "supplier_uid": Supplier,
    "delivery_uid": Location,
    "order_line_uid": OrderLine,
}
"""Fields that name a record or nothing."""

WORDS: dict[str, tuple[Any, ...]] = {
    "part_number": ("X", "Y", "Z/1", "P-7", "P-8", "P-9", "Ünï", "", " blank"),
    "revision": ("A", "A", "B"),
    "name": ("X", "Y", "Q7", "Q8", "Q9", "Ünï", "Eve", "", " blank", "a/b"),
    "title": (*("Run X", "Run Y") * 4, ""),
    "number": (*(f"KIT-{n}" for n in range(1, 9)), ""),
    "new_number": (*(f"KIT-{n}" for n in range(10, 19)), ""),
    "ref": (*(f"R{n}" for n in range(9)), "", "r" * 101),
    "order_number": (*("PO-1", "PO-2") * 4, ""),
    "badge": (*(f"B{n}" for n in range(9)), ""),
    "tracking": tuple(TrackingType),
    "unit": ("ea", "ea", "ea", "m"),
    "purchase_unit": (*("reel", "bag") * 4, ""),
    "serial_pattern": ("", "{part}-{seq:3}", "{station}{seq}", "{seq}", "", "{bad"),
    "lot_pattern": ("", "L{year}{seq}", "", "{seq:2}", "{seq}{seq}"),
    "type": ("DEFAULT", "OTHER"),
    "bin": (*("", "7") * 4, "b" * 51),
    "barcode": ("", "", "", "L-1", "L-2", "L-3", "L-4", " "),
    "reason": (*("counted", "dropped", "found") * 3, ""),
    "role": tuple(Role),
    "serial_number": (None, "SN-1", "SN-2", "SN-3", "SN-4", ""),
    "lot_number": (None, "LOT-1", "LOT-2", ""),
    "expires_on": (None, None, RUN_OUT, LATER),
    "date_code": (*(None,) * 6, "2319", "27102016", "", " "),
    "expected_on": (None, LATER),
    "cost": (*(None, Decimal("1.10")) * 5, Decimal(-1)),
    "condition": ("NEW", "USED"),
    "designators": ((), ("R1", "R2")),
    "attributes": ((), ("colour=red",)),
    "minimum": tuple(map(Decimal, ["0", "1", "1", "5"])),
    "maximum": tuple(map(Decimal, ["0", "5", "10", "10"])),
    "factor": tuple(map(Decimal, ["1", "1", "100", "100", "0.5", "0.5", "0"])),
    "copies": (1, 1, 2, 0),
    "first_label": (1, 1, 15, 0),
    "template": ("item", "item", "item", ""),
    "printer": ("P1", "P1", "P2", ""),
    "kind": (*(LabelKind.ITEM,) * 8, *LabelKind),
    "state": tuple(PrintState),
    "archived": (False, False, False, True),
    "inventory_available": (True, True, False),
}
"""What is drawn for a field by its name. Other texts are "" or "x", other flags either."""

STATUSES: dict[type[Command], tuple[Any, ...]] = {
    commands.UpdateRun: tuple(RunStatus),
    commands.UpdateOrderLine: tuple(OrderStatus),
    commands.UpdatePosition: ("ACTIVE", "INACTIVE"),
}


class Drawer:
    """Draws fields that refer to what is there."""

    def __init__(self, random: Random, records: WorkingSet, ids: IdSource) -> None:
        self._random = random
        self.records = records
        self._ids = ids

    def one(self, values: Sequence[T]) -> T:
        """Return one of these."""
        return self._random.choice(values)

    def seldom(self, often: int = 8) -> bool:
        """Return True once in so many times."""
        return self._random.randrange(often) == 0

    def amount(self) -> Decimal:
        """Return a quantity, not always one that makes sense."""
        return self.one(AMOUNTS)

    def new(self, kind: type[Record] | None = InventoryItem) -> str:
        """Return a new uid, or now and then one that a record of the kind has."""
        return self.existing(kind) if kind and self.seldom(30) else self._ids.new()

    def all_of(self, kind: type[Record]) -> list[Any]:
        """Return all records of a kind that are there; deleted items are not."""
        rows = self.records.rows_of(kind)
        found = (rows.find(uid) for uid in list(rows))
        return [record for record in found if record is not None and not getattr(record, "deleted", False)]

    def existing(self, kind: type[Record]) -> str:
        """Return the uid of a record of a kind, the newest rather than others, or now and then of none."""
        uids: list[str] = [record.uid for record in self.all_of(kind)]
        if not uids or self.seldom(16):
            return NEVER_MADE
        return self.one((*uids, *uids[-2:], *uids[-2:]))

    def command(self, kind: type[Command], fitting: dict[str, object]) -> Command:
        """Return a command of a kind with what fits, and all else drawn."""
        values: dict[str, Any] = {}
        for field in fields(kind):
            if field.name == "etag":
                values["etag"] = self._etag(kind, values["uid"])
            elif field.name in fitting:
                values[field.name] = fitting[field.name]
            else:
                values[field.name] = self._field(kind, field.name, str(field.type))
        return kind(**values)

    def _etag(self, kind: type[Command], uid: str) -> str:
        record = self.records.rows_of(CHANGED[kind]).at_hand(uid)
        return "stale" if record is None or self.seldom(16) else etag(record)

    def _field(self, kind: type[Command], name: str, hint: str) -> object:
        if "None" in hint and (kind in CHANGED or name in PERHAPS_NAMED) and self.one((True, False)):
            return None
        if "Literal" in hint and self.seldom(4):
            return ""
        if name in {"uid", "new_uid"}:
            return (
                self.existing(CHANGED[kind]) if kind in CHANGED else self.new(MADE.get(kind, InventoryItem))
            )
        if name in NAMED or name in PERHAPS_NAMED:
            return self.existing(NAMED.get(name) or PERHAPS_NAMED[name])
        if name == "status":
            return self.one(STATUSES.get(kind, tuple(KitStatus)))
        if name == "type" and kind in {commands.CreateLocation, commands.UpdateLocation}:
            return self.one(tuple(LocationType))
        if name in WORDS:
            return self.one(WORDS[name])
        return self._by_type(name, hint)

    def _by_type(self, name: str, hint: str) -> object:
        match name:
            case "substitutes":
                return (self.existing(Part),) if self.seldom(4) else ()
            case "item_uids":
                return tuple(self.existing(InventoryItem) for _ in range(2))
            case "record_uids":
                return (self.existing(InventoryItem),)
            case "parts":
                return tuple(
                    SplitOff(uid=self.new(), quantity=self.amount()) for _ in range(self.one((1, 2)))
                )
            case "counts":
                return (
                    Counted(
                        item_uid=self.existing(InventoryItem), expected=self.amount(), counted=self.amount()
                    ),
                )
            case _ if "bool" in hint:
                return self.seldom(3)
            case _ if "Decimal" in hint:
                return self.amount()
            case _ if "str" in hint:
                return self.one(("", "x"))
            case _:
                raise AssertionError(f"nothing is drawn for {name}: {hint}")
