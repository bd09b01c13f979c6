"""The records: what is kept about parts, places, stock, runs, kits and people. Each is replaced, never changed."""

from __future__ import annotations

from kitstation.domain.records.kits import BuildRequirement, Kit, KitLine, KitStatus, Run, RunStatus
from kitstation.domain.records.parts import MbomLine, Part, Supplier, SupplierPart, TrackingType, TradeNumber
from kitstation.domain.records.people import Operator, Role
from kitstation.domain.records.places import RULES_UID, Location, LocationType, Rules
from kitstation.domain.records.positions import Catalogue, OrderLine, OrderStatus, Position
from kitstation.domain.records.printing import LabelKind, PrintJob, PrintState
from kitstation.domain.records.stock import HowCreated, InventoryItem

__all__ = [
    "RULES_UID",
    "BuildRequirement",
    "Catalogue",
    "HowCreated",
    "InventoryItem",
    "Kit",
    "KitLine",
    "KitStatus",
    "LabelKind",
    "Location",
    "LocationType",
    "MbomLine",
    "Operator",
    "OrderLine",
    "OrderStatus",
    "Part",
    "Position",
    "PrintJob",
    "PrintState",
    "Record",
    "Role",
    "Rules",
    "Run",
    "RunStatus",
    "Supplier",
    "SupplierPart",
    "TrackingType",
    "TradeNumber",
]

Record = (
    Part
    | Supplier
    | SupplierPart
    | TradeNumber
    | Location
    | Rules
    | MbomLine
    | Run
    | InventoryItem
    | Kit
    | KitLine
    | BuildRequirement
    | Catalogue
    | Position
    | OrderLine
    | Operator
    | PrintJob
)
