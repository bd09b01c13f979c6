"""Ordering: what is ordered in the supplier's unit is expected in the unit in which the part is stocked."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from kitstation.domain.quantities import ONE
from kitstation.domain.refusals import Refused
from kitstation.station.units import factor_to, in_stock_unit, unit_name


@dataclass(frozen=True, slots=True)
class Ordered:
    """An amount that is ordered: `quantity` in the stock unit, and the unit that it is bought in."""

    quantity: Decimal
    purchase_unit: str
    factor: Decimal


def ordered(
    quantity: Decimal,
    unit: str | None,
    stock_unit: str,
    *,
    factor: Decimal | None = None,
    bought_as: tuple[str, Decimal] | None = None,
) -> Ordered | Refused:
    """Return what so much of a unit is in stock.

    `factor` says what the order says one unit is; `bought_as` what is known of the supplier. Without a unit the
    quantity is in the stock unit. Refused where nothing says how much one unit is, or where it is not exact.
    """
    if unit is None or unit_name(unit) == unit_name(stock_unit):
        return Ordered(quantity, stock_unit, ONE)
    if factor is None and bought_as is not None and unit_name(bought_as[0]) == unit_name(unit):
        factor = bought_as[1]
    one = factor_to(unit, stock_unit, factor)
    if isinstance(one, Refused):
        return one
    whole = in_stock_unit(quantity, unit, stock_unit, factor)
    return whole if isinstance(whole, Refused) else Ordered(whole, unit_name(unit), one)
