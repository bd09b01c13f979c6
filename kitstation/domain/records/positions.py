"""Positions: a part at a location, with what should be there; and what is on order."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from kitstation.domain.quantities import ONE, ZERO


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalogue:
    """A group of positions (seed 003, InventoryCatalogue); `ref` is the identity."""

    uid: str
    ref: str
    name: str
    type: str = "DEFAULT"
    description: str = ""
    status: str = "CREATED"
    version: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """A part at a location within a catalogue: Fluent's InventoryPosition and Autotask's InventoryProduct in one.

    `ref` is unique within the catalogue, and there is one position for a part and location in it. On hand, available,
    reserved, picked, on order and back order are computed and stand in no field.
    """

    uid: str
    catalogue_uid: str
    ref: str
    part_uid: str
    location_uid: str
    type: str = "DEFAULT"
    status: str = "CREATED"
    bin: str = ""
    reference_number: str = ""
    minimum: Decimal = ZERO
    maximum: Decimal = ZERO
    attributes: tuple[str, ...] = ()
    """Each is a name, an equals sign and a value."""
    created_at: datetime
    updated_at: datetime
    version: int = 1


class OrderStatus(StrEnum):
    """Where an order line stands; what is received follows from the receipts."""

    DRAFT = "Draft"
    ORDERED = "Ordered"
    PARTIALLY_RECEIVED = "Partially Received"
    RECEIVED = "Received"
    CANCELED = "Canceled"


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderLine:
    """What is expected from a supplier. `ordered` and `received` are in the part's stock unit.

    `factor` says how much of it one `purchase_unit` is.
    """

    uid: str
    order_number: str
    part_uid: str
    supplier_uid: str | None
    location_uid: str | None
    ordered: Decimal
    received: Decimal = ZERO
    purchase_unit: str
    factor: Decimal = ONE
    expected_on: date | None = None
    status: OrderStatus = OrderStatus.ORDERED
    version: int = 1

    @property
    def back_ordered(self) -> Decimal:
        """What has not come yet."""
        return max(self.ordered - self.received, ZERO)
