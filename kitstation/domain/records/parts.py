"""Parts, who delivers them, and what they are made of."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class TrackingType(StrEnum):
    """How the stock of a part is told apart (seed 001, "Inventory tracking types")."""

    SERIAL = "serial"
    LOT = "lot"
    UNTRACKED = "untracked"


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A thing that can be stocked; part number and revision together are its identity.

    `manufacturer_part_number` and `gtin` are what labels of others call it. `serial_pattern` and `lot_pattern` make
    its numbers; empty means the patterns of the house. An archived part is kept, but no more of it comes in.
    """

    uid: str
    part_number: str
    revision: str
    description: str
    manufacturer: str
    tracking: TrackingType
    unit: str
    manufacturer_part_number: str = ""
    gtin: str = ""
    serial_pattern: str = ""
    lot_pattern: str = ""
    archived: bool = False
    version: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Supplier:
    """Who delivers parts; the name is the identity."""

    uid: str
    name: str
    archived: bool = False
    version: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class SupplierPart:
    """How a supplier sells a part: under which number, and in which unit.

    `factor` is how much of the part's stock unit one purchase unit is: 5 rolls of 100 ft are 500 ft.
    """

    uid: str
    supplier_uid: str
    part_uid: str
    supplier_part_number: str
    purchase_unit: str
    factor: Decimal
    version: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class TradeNumber:
    """One more number under which labels name a part: another maker's, a distributor's, a customer's, a GTIN."""

    uid: str
    part_uid: str
    number: str
    version: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class MbomLine:
    """How much of one part one assembly needs, at which reference designators, and what may be used instead."""

    uid: str
    assembly_uid: str
    part_uid: str
    quantity: Decimal
    designators: tuple[str, ...]
    substitutes: tuple[str, ...] = ()
    """Uids of the parts that may be used instead."""
    version: int = 1
