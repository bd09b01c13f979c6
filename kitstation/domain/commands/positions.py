"""Commands about positions and orders."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from kitstation.domain.quantities import ONE, ZERO
from kitstation.domain.records import OrderStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class CreateCatalogue:
    """Open a catalogue of positions."""

    uid: str
    ref: str
    name: str
    type: str = "DEFAULT"
    description: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CreatePosition:
    """Say that a part is kept at a location, and how much of it there should be."""

    uid: str
    catalogue_uid: str
    ref: str
    part_uid: str
    location_uid: str
    type: str = "DEFAULT"
    bin: str = ""
    reference_number: str = ""
    minimum: Decimal = ZERO
    maximum: Decimal = ZERO
    attributes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class UpdatePosition:
    """Change a position; what is None stays as it is. Part and location never change."""

    uid: str
    etag: str
    status: str | None = None
    bin: str | None = None
    reference_number: str | None = None
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    attributes: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DeletePosition:
    """Take a position away; what is on hand there is removed first, with the reason."""

    uid: str
    etag: str
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CreateOrderLine:
    """Say that so much of a part is expected. `ordered` is in the part's stock unit."""

    uid: str
    order_number: str
    part_uid: str
    ordered: Decimal
    supplier_uid: str | None = None
    location_uid: str | None = None
    purchase_unit: str | None = None
    factor: Decimal = ONE
    expected_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class UpdateOrderLine:
    """Change an order line; what is None stays as it is, an empty text takes the day or the place away."""

    uid: str
    etag: str
    ordered: Decimal | None = None
    expected_on: date | Literal[""] | None = None
    location_uid: str | None = None
    status: OrderStatus | None = None


PositionCommand = (
    CreateCatalogue | CreatePosition | UpdatePosition | DeletePosition | CreateOrderLine | UpdateOrderLine
)
