"""Commands about places, the rules of the house, and people."""

from __future__ import annotations

from dataclasses import dataclass

from kitstation.domain.records import LocationType, Role


@dataclass(frozen=True, slots=True, kw_only=True)
class CreateLocation:
    """Make a place known, inside another one or at the root."""

    uid: str
    name: str
    parent_uid: str | None = None
    type: LocationType = LocationType.SHELF
    description: str = ""
    barcode: str = ""
    inventory_available: bool = True
    exclude_from_merge: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class UpdateLocation:
    """Change what is known of a place; what is None stays as it is."""

    uid: str
    etag: str
    name: str | None = None
    type: LocationType | None = None
    description: str | None = None
    barcode: str | None = None
    inventory_available: bool | None = None
    exclude_from_merge: bool | None = None
    archived: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveLocation:
    """Put a place, with all that is in it, into another one, or (None) at the root."""

    uid: str
    etag: str
    parent_uid: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SetRules:
    """Choose the rules of the house; what is None stays as it is."""

    any_revision: bool | None = None
    allow_negative_untracked: bool | None = None
    serial_pattern: str | None = None
    lot_pattern: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CreateOperator:
    """Make somebody known who works at a bench."""

    uid: str
    name: str
    badge: str
    role: Role = Role.TECHNICIAN
    pin_hash: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class UpdateOperator:
    """Change what is known of somebody; what is None stays as it is."""

    uid: str
    etag: str
    badge: str | None = None
    role: Role | None = None
    pin_hash: str | None = None
    active: bool | None = None


PlaceCommand = CreateLocation | UpdateLocation | MoveLocation | SetRules | CreateOperator | UpdateOperator
