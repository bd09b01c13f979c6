"""Commands about runs and kits."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from kitstation.domain.records import KitStatus, RunStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class CreateRun:
    """Plan the making of so many assemblies."""

    uid: str
    title: str
    part_uid: str
    quantity: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class UpdateRun:
    """Change a run; what is None stays as it is."""

    uid: str
    etag: str
    title: str | None = None
    quantity: Decimal | None = None
    status: RunStatus | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CreateKit:
    """Open a kit for a run."""

    uid: str
    number: str
    run_uid: str
    status: KitStatus = KitStatus.DRAFT
    location_uid: str | None = None
    delivery_uid: str | None = None
    assigned_to: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class UpdateKit:
    """Change a kit; what is None stays as it is, an empty text takes the value away.

    A new location moves everything that is in the kit.
    """

    uid: str
    etag: str
    location_uid: str | None = None
    delivery_uid: str | None = None
    assigned_to: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SetKitStatus:
    """Move a kit to a status, with what that brings about."""

    uid: str
    status: KitStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class AddKitLine:
    """Give a kit a line for a part."""

    uid: str
    kit_uid: str
    part_uid: str
    required: Decimal
    designators: tuple[str, ...] = ()
    substitutes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class UpdateKitLine:
    """Change what a kit line needs; what is issued to it stays. What is None stays as it is."""

    uid: str
    etag: str
    required: Decimal | None = None
    substitutes: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoveKitLine:
    """Take a line away that holds nothing."""

    uid: str
    etag: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FillKitFromMbom:
    """Give the kit one line for each part that the run's assembly needs, times the run's quantity."""

    kit_uid: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SplitKit:
    """Move what a kit still lacks into a new kit for the same run."""

    kit_uid: str
    new_uid: str
    new_number: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueItem:
    """Put so much of an inventory item into a kit line.

    `over_need` says that a person wants more than is needed, `expired_ok` that one wants it although it has expired.
    """

    item_uid: str
    line_uid: str
    quantity: Decimal
    over_need: bool = False
    expired_ok: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnItem:
    """Put so much of what was issued to a kit line back to where the item is kept."""

    item_uid: str
    line_uid: str
    quantity: Decimal


KitCommand = (
    CreateRun
    | UpdateRun
    | CreateKit
    | UpdateKit
    | SetKitStatus
    | AddKitLine
    | UpdateKitLine
    | RemoveKitLine
    | FillKitFromMbom
    | SplitKit
    | IssueItem
    | ReturnItem
)
