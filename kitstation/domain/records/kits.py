"""Runs, and the kits that are collected for them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from kitstation.domain.quantities import ZERO


class RunStatus(StrEnum):
    """Where the making stands."""

    TODO = "Todo"
    IN_PROGRESS = "In Progress"
    HOLD = "Hold"
    REDLINE = "Redline"
    FAILED = "Failed"
    COMPLETE = "Complete"


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
class Run:
    """The making of `quantity` assemblies of one part, of which `built` are finished."""

    uid: str
    title: str
    part_uid: str
    quantity: Decimal
    status: RunStatus = RunStatus.TODO
    built: Decimal = ZERO
    version: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Kit:
    """What is collected for a run (the seeds' PartKit). `number` is what people call it.

    What is issued to it lies where the kit lies: at `location_uid`, the staging place, until it is delivered to
    `delivery_uid`. None is "nowhere in particular".
    """

    uid: str
    number: str
    run_uid: str
    status: KitStatus
    created_at: datetime
    location_uid: str | None = None
    delivery_uid: str | None = None
    assigned_to: str = ""
    version: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class KitLine:
    """How much of one part a kit needs (the seeds' PartKitItem).

    What the line holds follows from the movements. `installed` is what went from it into assemblies: it was issued,
    and the line does not lack it, although the kit holds it no longer.
    """

    uid: str
    kit_uid: str
    part_uid: str
    required: Decimal
    unit: str
    designators: tuple[str, ...]
    substitutes: tuple[str, ...] = ()
    """Uids of the parts that may be issued instead."""
    installed: Decimal = ZERO
    version: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildRequirement:
    """What one assembly that is being built needs of a part (ION's build requirement, a line of the aBOM).

    `quantity` is for the whole inventory item `assembly_uid`. What is installed follows from the movements.
    """

    uid: str
    assembly_uid: str
    part_uid: str
    quantity: Decimal
    unit: str
    designators: tuple[str, ...]
    substitutes: tuple[str, ...] = ()
    version: int = 1
