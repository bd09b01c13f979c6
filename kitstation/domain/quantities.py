"""Quantities: decimal numbers with at most six places, never floating point."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

PLACES = 6
MICRO = 10**PLACES
LARGEST = Decimal(10) ** 12
"""No bench holds more of one thing; a larger number is a misread code or a slipped key."""

ZERO = Decimal(0)
ONE = Decimal(1)


class QuantityError(ValueError):
    """The text or number is no quantity; the message says why."""


def quantity(value: Decimal | int | str) -> Decimal:
    """Return `value` as a quantity.

    Raises QuantityError when it is no finite decimal number, has more than six places, or is absurdly large.
    """
    try:
        number = Decimal(value)
    except (InvalidOperation, ValueError):
        raise QuantityError(f"“{value}” is not a number") from None
    if not number.is_finite():
        raise QuantityError(f"“{value}” is not a number")
    # `abs` rounds to the context, and overflows beyond it.
    if number.copy_abs() > LARGEST:
        raise QuantityError(f"“{value}” is too large")
    if number != round(number, PLACES):
        raise QuantityError(f"“{value}” has more than {PLACES} decimal places")
    return plain(number)


def plain(number: Decimal) -> Decimal:
    """Return the same number without exponent and trailing zeros, so that equal quantities read alike."""
    if number == number.to_integral_value():
        return number.quantize(ONE) or ZERO
    return number.normalize()


def to_micro(number: Decimal) -> int:
    """Return the quantity as a whole number of millionths, as both databases store it."""
    return int(number.scaleb(PLACES))


def from_micro(micro: int) -> Decimal:
    """Return the quantity that `to_micro` stored."""
    whole, rest = divmod(micro, MICRO)
    return Decimal(whole) if not rest else Decimal(micro).scaleb(-PLACES).normalize()
