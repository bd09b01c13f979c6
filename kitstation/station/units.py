"""Units: one name for each, and how much of a part's stock unit a purchase unit is.

ION: conversions exist only on supplier part numbers (purchase unit to stock unit by a factor), and inventory always
carries the stock unit: 5 rolls x 100 give 500 feet. Here a foot is a foot without a supplier saying so: where both
units measure the same thing, they are converted exactly, and the supplier's factor counts for the rest.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from kitstation.domain.quantities import LARGEST, MICRO, PLACES, from_micro
from kitstation.domain.refusals import RefusalCode, Refused, refuse

if TYPE_CHECKING:
    from pint import UnitRegistry

EACH: Final = "ea"

_CONTAINERS: Final = frozenset({"reel", "roll", "bag", "box", "pack", "tube", "tray"})
"""What holds something says nothing about how much: the supplier's factor does."""

_COUNTS: Final = {EACH: 1, "pair": 2, "dozen": 12, "hundred": 100, "thousand": 1000}
"""What is counted, in pieces."""

_CALLED: Final = {
    **dict.fromkeys(
        ("ea", "each", "pc", "pcs", "pce", "piece", "pieces", "stk", "stück", "unit", "units"), EACH
    ),
    **dict.fromkeys(("pair", "pairs", "pr"), "pair"),
    **dict.fromkeys(("dozen", "dz", "doz"), "dozen"),
    **dict.fromkeys(("hundred", "hundreds"), "hundred"),
    **dict.fromkeys(("thousand", "mpcs", "kpcs"), "thousand"),
    **dict.fromkeys(("m", "meter", "metre", "meters", "metres", "mtr"), "m"),
    **dict.fromkeys(("mm", "millimeter", "millimetre"), "mm"),
    **dict.fromkeys(("cm", "centimeter", "centimetre"), "cm"),
    **dict.fromkeys(("ft", "foot", "feet", "'"), "ft"),
    **dict.fromkeys(("in", "inch", "inches", '"'), "in"),
    **dict.fromkeys(("g", "gram", "grams", "gramme"), "g"),
    **dict.fromkeys(("kg", "kilogram", "kilograms", "kilo"), "kg"),
    **dict.fromkeys(("l", "liter", "litre", "liters", "litres"), "l"),
    **dict.fromkeys(("ml", "milliliter", "millilitre"), "ml"),
    **dict.fromkeys(("reel", "reels"), "reel"),
    **dict.fromkeys(("roll", "rolls", "rl"), "roll"),
    **dict.fromkeys(("bag", "bags"), "bag"),
    **dict.fromkeys(("box", "boxes", "bx"), "box"),
    **dict.fromkeys(("pack", "packs", "pk", "pkg"), "pack"),
    **dict.fromkeys(("tube", "tubes"), "tube"),
    **dict.fromkeys(("tray", "trays"), "tray"),
}

# Of all that is in the registry, what parts are bought and stocked in: a chain there is 66 feet.
_MEASURES: Final = frozenset(
    {"meter", "inch", "foot", "yard", "gram", "ounce", "pound", "liter", "fluid_ounce", "gallon", "quart"}
)
_PREFIXES: Final = frozenset({"", "micro", "milli", "centi", "deci", "kilo"})


def unit_name(written: str) -> str:
    """Return the one name of a unit, however it is written; a word that is not known stays as it is."""
    word = written.strip(" .")
    if known := _CALLED.get(word.casefold()):
        return known
    measure = _measure(word)
    return f"{_registry().Unit(measure):~}" if measure else word


def is_unit(written: str) -> bool:
    """Whether a word is a unit that is known here."""
    word = written.strip(" .")
    return word.casefold() in _CALLED or _measure(word) is not None or _measure(word.casefold()) is not None


def factor_to(unit: str, stock_unit: str, supplier_factor: Decimal | None = None) -> Decimal | Refused:
    """Return how much of the stock unit one `unit` is.

    Refused where nothing says it, or where it cannot be kept exactly.
    """
    return in_stock_unit(Decimal(1), unit, stock_unit, supplier_factor)


def in_stock_unit(
    quantity: Decimal, unit: str, stock_unit: str, supplier_factor: Decimal | None = None
) -> Decimal | Refused:
    """Return a quantity of `unit` in the stock unit, exactly.

    `supplier_factor` says how much of the stock unit one unit is, where the units do not say so themselves.
    Refused where neither does, or where the result has more places than are kept.
    """
    bought, stocked = unit_name(unit), unit_name(stock_unit)
    ratio = _ratio(bought, stocked)
    if ratio is None and supplier_factor is not None and supplier_factor > 0:
        ratio = Fraction(supplier_factor)
    if ratio is None:
        return refuse(RefusalCode.UNIT_MISMATCH, part_unit=stock_unit, item_unit=unit)
    exact = Fraction(quantity) * ratio
    micro = exact * MICRO
    if micro.denominator != 1:
        why = (
            f"In {stocked} it has more than {PLACES} decimal places (about {float(exact):.{PLACES}f}); "
            f"count it in {bought}, or round it yourself"
        )
        return refuse(RefusalCode.BAD_QUANTITY, quantity=f"{quantity:f} {bought}", why=why)
    if abs(exact) > LARGEST:
        why = f"In {stocked} it is more than can be kept"
        return refuse(RefusalCode.BAD_QUANTITY, quantity=f"{quantity:f} {bought}", why=why)
    return from_micro(int(micro))


def _ratio(unit: str, stock_unit: str) -> Fraction | None:
    """Return how much of one unit another is, where they measure the same thing; exactly, so not by division."""
    if unit == stock_unit:
        return Fraction(1)
    if unit in _COUNTS and stock_unit in _COUNTS:
        return Fraction(_COUNTS[unit], _COUNTS[stock_unit])
    bought, stocked = _measure(unit), _measure(stock_unit)
    if not bought or not stocked:
        return None
    registry = _registry()
    one, other = (registry.Quantity(Decimal(1), measure).to_base_units() for measure in (bought, stocked))
    if one.dimensionality != other.dimensionality:
        return None
    return Fraction(one.magnitude) / Fraction(other.magnitude)


@lru_cache(maxsize=256)
def _measure(word: str) -> str:
    """Return the registry's name of a unit of length, mass or volume, empty where the word is none."""
    known = _CALLED.get(word.casefold())
    if known in _COUNTS or known in _CONTAINERS or not (known or word).isalpha():
        return ""
    # As it is written first: capitals mean something, except to those who type everything in them.
    for written in (known,) if known else (word, word.casefold()):
        for prefix, measure, _ in _registry().parse_unit_name(written):
            if measure in _MEASURES and prefix in _PREFIXES:
                return prefix + measure
    return ""


@lru_cache(maxsize=1)
def _registry() -> UnitRegistry[Decimal]:
    """Return the registry of units; it takes half a second to read, so it is read when the first two units differ."""
    from pint import UnitRegistry

    return UnitRegistry(non_int_type=Decimal)
