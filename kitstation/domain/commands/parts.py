"""Commands about parts, suppliers and mBOMs."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from kitstation.domain.quantities import ONE
from kitstation.domain.records import TrackingType


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
    manufacturer_part_number: str = ""
    gtin: str = ""
    serial_pattern: str = ""
    lot_pattern: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class UpdatePart:
    """Change what is known of a part; what is None stays as it is."""

    uid: str
    etag: str
    description: str | None = None
    manufacturer: str | None = None
    tracking: TrackingType | None = None
    unit: str | None = None
    manufacturer_part_number: str | None = None
    gtin: str | None = None
    serial_pattern: str | None = None
    lot_pattern: str | None = None
    archived: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CreateSupplier:
    """Make a supplier known."""

    uid: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UpdateSupplier:
    """Change what is known of a supplier; what is None stays as it is."""

    uid: str
    etag: str
    name: str | None = None
    archived: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SetSupplierPart:
    """Say under which number and in which unit a supplier sells a part, new or instead of what was known."""

    uid: str
    supplier_uid: str
    part_uid: str
    supplier_part_number: str
    purchase_unit: str
    factor: Decimal = ONE


@dataclass(frozen=True, slots=True, kw_only=True)
class AddTradeNumber:
    """Remember a number under which labels name a part, besides those that it has."""

    uid: str
    part_uid: str
    number: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CreateMbomLine:
    """Say that one assembly needs so much of a part."""

    uid: str
    assembly_uid: str
    part_uid: str
    quantity: Decimal
    designators: tuple[str, ...] = ()
    substitutes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class UpdateMbomLine:
    """Change how much of a part one assembly needs, where it sits, and (unless None) what may be used instead."""

    uid: str
    etag: str
    quantity: Decimal
    designators: tuple[str, ...] = ()
    substitutes: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DeleteMbomLine:
    """Say that an assembly needs a part no longer. Kits that were filled before keep their lines."""

    uid: str
    etag: str


PartCommand = (
    CreatePart
    | UpdatePart
    | CreateSupplier
    | UpdateSupplier
    | SetSupplierPart
    | AddTradeNumber
    | CreateMbomLine
    | UpdateMbomLine
    | DeleteMbomLine
)
