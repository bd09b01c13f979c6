"""Commands: everything that can be asked for, declared once.

A command names the records that it makes or changes by their uids, so that the same command does the same
thing wherever and whenever it is run again. It says what is wanted; `decide` says whether it may be.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from kitstation.domain.records import KitStatus, TrackingType


@dataclass(frozen=True, slots=True, kw_only=True)
class CreatePart:
    """Make a part known."""

    uid: str
    part_number: str
    revision: str = "A"
    description: str = ""
    manufacturer: str = ""
    tracking: TrackingType = TrackingType.UNTRACKED
    unit: str = "ea"


@dataclass(frozen=True, slots=True, kw_only=True)
class UpdatePart:
    """Change what is known of a part; what is None stays as it is."""

    uid: str
    etag: str
    description: str | None = None
    manufacturer: str | None = None
    tracking: TrackingType | None = None
    unit: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CreateSupplier:
    """Make a supplier known."""

    uid: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CreateLocation:
    """Make a place known, inside another one or at the root."""

    uid: str
    name: str
    parent_uid: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CreateMbomLine:
    """Say that one assembly needs so much of a part."""

    uid: str
    assembly_uid: str
    part_uid: str
    quantity: Decimal
    designators: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class UpdateMbomLine:
    """Change how much of a part one assembly needs, and where it sits."""

    uid: str
    etag: str
    quantity: Decimal
    designators: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DeleteMbomLine:
    """Say that an assembly needs a part no longer. Kits that were filled before keep their lines."""

    uid: str
    etag: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CreateItem:
    """Take stock in: a serial, so much of a lot, or so much of an untracked part, at a location."""

    uid: str
    part_uid: str
    location_uid: str
    serial_number: str | None = None
    lot_number: str | None = None
    quantity: Decimal = Decimal(0)
    unit: str | None = None
    supplier_uid: str | None = None
    cost: Decimal | None = None
    expires_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CreateRun:
    """Plan the making of so many assemblies."""

    uid: str
    title: str
    part_uid: str
    quantity: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class CreateKit:
    """Open a kit for a run."""

    uid: str
    number: str
    run_uid: str
    status: KitStatus = KitStatus.DRAFT


@dataclass(frozen=True, slots=True, kw_only=True)
class FillKitFromMbom:
    """Give the kit one line for each part that the run's assembly needs, times the run's quantity."""

    kit_uid: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueItem:
    """Put so much of an inventory item into a kit line. `over_need` says that a person wants more than is needed."""

    item_uid: str
    line_uid: str
    quantity: Decimal
    over_need: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnItem:
    """Put so much of what was issued to a kit line back to where the item is kept."""

    item_uid: str
    line_uid: str
    quantity: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Undo:
    """Take an earlier issue or return back."""

    command_id: str


Command = (
    CreatePart
    | UpdatePart
    | CreateSupplier
    | CreateLocation
    | CreateMbomLine
    | UpdateMbomLine
    | DeleteMbomLine
    | CreateItem
    | CreateRun
    | CreateKit
    | FillKitFromMbom
    | IssueItem
    | ReturnItem
    | Undo
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A command as it is handed in: who wants it, when (UTC) and at which station. The id makes repeats harmless."""

    command_id: str
    at: datetime
    operator: str
    station: str
    command: Command
