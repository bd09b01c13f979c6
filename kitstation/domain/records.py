"""The records: what is kept about parts, places, stock, runs and kits. Each is replaced, never changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum


class TrackingType(StrEnum):
    """How the stock of a part is told apart (seed 001, "Inventory tracking types")."""

    SERIAL = "serial"
    LOT = "lot"
    UNTRACKED = "untracked"


class KitStatus(StrEnum):
    """The six statuses of a kit."""

    DRAFT = "Draft"
    REQUESTED = "Requested"
    IN_PROGRESS = "In Progress"
    DELIVERED = "Delivered"
    COMPLETED = "Completed"
    CANCELED = "Canceled"

    @property
    def is_closed(self) -> bool:
        """Whether nothing can be issued to such a kit any more."""
        return self in {KitStatus.COMPLETED, KitStatus.CANCELED}


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A thing that can be stocked; part number and revision together are its identity."""

    uid: str
    part_number: str
    revision: str
    description: str
    manufacturer: str
    tracking: TrackingType
    unit: str
    version: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Supplier:
    """Who delivers parts; the name is the identity."""

    uid: str
    name: str
    version: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Location:
    """A place in the tree of places. `path` joins the names from the root with ``/`` and is the identity."""

    uid: str
    name: str
    parent_uid: str | None
    path: str
    version: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class MbomLine:
    """How much of one part one assembly needs, and at which reference designators."""

    uid: str
    assembly_uid: str
    part_uid: str
    quantity: Decimal
    designators: tuple[str, ...]
    version: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """The making of `quantity` assemblies of one part."""

    uid: str
    title: str
    part_uid: str
    quantity: Decimal
    version: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class InventoryItem:
    """An amount of one part at one location (the seeds' PartInventory).

    `quantity` is what is on hand there: it follows from the movements and is never typed.
    `received_at` orders first in, first out; `expires_on` orders first expired, first out.
    """

    uid: str
    part_uid: str
    serial_number: str | None
    lot_number: str | None
    location_uid: str
    quantity: Decimal
    unit: str
    supplier_uid: str | None
    cost: Decimal | None
    expires_on: date | None
    received_at: datetime
    version: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Kit:
    """What is collected for a run (the seeds' PartKit). `number` is what people call it."""

    uid: str
    number: str
    run_uid: str
    status: KitStatus
    created_at: datetime
    version: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class KitLine:
    """How much of one part a kit needs (the seeds' PartKitItem). What is issued follows from the movements."""

    uid: str
    kit_uid: str
    part_uid: str
    required: Decimal
    unit: str
    designators: tuple[str, ...]
    version: int = 1


Record = Part | Supplier | Location | MbomLine | Run | InventoryItem | Kit | KitLine
