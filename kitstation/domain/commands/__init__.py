"""Commands: everything that can be asked for, declared once.

A command names the records that it makes or changes by their uids, so that the same command does the same
thing wherever and whenever it is run again. It says what is wanted; `decide` says whether it may be.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from kitstation.domain.commands.builds import (
    BuildCommand,
    CompleteBuild,
    InstallItem,
    StartBuild,
    UninstallItem,
)
from kitstation.domain.commands.kits import (
    AddKitLine,
    CreateKit,
    CreateRun,
    FillKitFromMbom,
    IssueItem,
    KitCommand,
    RemoveKitLine,
    ReturnItem,
    SetKitStatus,
    SplitKit,
    UpdateKit,
    UpdateKitLine,
    UpdateRun,
)
from kitstation.domain.commands.parts import (
    AddTradeNumber,
    CreateMbomLine,
    CreatePart,
    CreateSupplier,
    DeleteMbomLine,
    PartCommand,
    SetSupplierPart,
    UpdateMbomLine,
    UpdatePart,
    UpdateSupplier,
)
from kitstation.domain.commands.places import (
    CreateLocation,
    CreateOperator,
    MoveLocation,
    PlaceCommand,
    SetRules,
    UpdateLocation,
    UpdateOperator,
)
from kitstation.domain.commands.positions import (
    CreateCatalogue,
    CreateOrderLine,
    CreatePosition,
    DeletePosition,
    PositionCommand,
    UpdateOrderLine,
    UpdatePosition,
)
from kitstation.domain.commands.printing import PrintCommand, PrintLabels, Reprint, SettlePrintJob
from kitstation.domain.commands.stock import (
    AddStock,
    BookCount,
    Counted,
    CreateItem,
    DeleteItem,
    HoldItem,
    MergeItems,
    RecountItem,
    ReleaseHold,
    ReleaseItem,
    RemoveStock,
    ReserveItem,
    ScrapItem,
    SplitItem,
    SplitOff,
    StockCommand,
    TransferItem,
    UpdateItem,
)
from kitstation.domain.editions import PRESENT
from kitstation.domain.records import Role

__all__ = [
    "AddKitLine",
    "AddStock",
    "AddTradeNumber",
    "BookCount",
    "BuildCommand",
    "Command",
    "CompleteBuild",
    "Counted",
    "CreateCatalogue",
    "CreateItem",
    "CreateKit",
    "CreateLocation",
    "CreateMbomLine",
    "CreateOperator",
    "CreateOrderLine",
    "CreatePart",
    "CreatePosition",
    "CreateRun",
    "CreateSupplier",
    "DeleteItem",
    "DeleteMbomLine",
    "DeletePosition",
    "Entry",
    "FillKitFromMbom",
    "HoldItem",
    "InstallItem",
    "IssueItem",
    "KitCommand",
    "MergeItems",
    "MoveLocation",
    "PartCommand",
    "PlaceCommand",
    "PositionCommand",
    "PrintCommand",
    "PrintLabels",
    "RecountItem",
    "ReleaseHold",
    "ReleaseItem",
    "RemoveKitLine",
    "RemoveStock",
    "Reprint",
    "ReserveItem",
    "ReturnItem",
    "ScrapItem",
    "SetKitStatus",
    "SetRules",
    "SetSupplierPart",
    "SettlePrintJob",
    "SplitItem",
    "SplitKit",
    "SplitOff",
    "StartBuild",
    "StockCommand",
    "TransferItem",
    "Undo",
    "UninstallItem",
    "UpdateItem",
    "UpdateKit",
    "UpdateKitLine",
    "UpdateLocation",
    "UpdateMbomLine",
    "UpdateOperator",
    "UpdateOrderLine",
    "UpdatePart",
    "UpdatePosition",
    "UpdateRun",
    "UpdateSupplier",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Undo:
    """Take an earlier command back."""

    command_id: str


Command = (
    PartCommand
    | PlaceCommand
    | StockCommand
    | KitCommand
    | BuildCommand
    | PositionCommand
    | PrintCommand
    | Undo
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A command as it is handed in: who wants it, in which role, when (UTC) and at which station.

    The id makes repeats harmless. Where no operators are known, whoever works at the bench may do everything; where
    they are and nobody has signed on, the role is None and nothing may be done. `edition` is that of the rules by which
    it is decided; only what is replayed from the journal has an older one.
    """

    command_id: str
    at: datetime
    operator: str
    station: str
    command: Command
    role: Role | None = Role.ADMINISTRATOR
    edition: int = PRESENT
