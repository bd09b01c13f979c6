"""Writing GS1 messages: element strings that `grammar.read`, and every other reader of GS1, reads back."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from kitstation.scanning.check_digits import check_digit, checked_digits, has_valid_check_digit
from kitstation.scanning.gs1_elements import SEPARATOR, Element, element_of
from kitstation.scanning.writing import PayloadFault

_GTINS: Final = frozenset({"01", "02", "03"})
_SHORTER_GTINS: Final = (8, 12, 13)
_GTIN_DIGITS: Final = 14
_WHOLLY_CHECKED: Final = frozenset({"00", "402", *(f"41{place}" for place in range(8)), "8017", "8018"})
"""Identifiers whose value is one number of a fixed length that ends with its check digit."""
# Everybody reads a message up to where these end without a separator (GS1 General Specifications, figure 7.8.5-2).
_PREDEFINED: Final = frozenset(
    {*(f"{number:02}" for number in (*range(5), *range(11, 21), *range(31, 37))), "41"}
)


def gs1_elements(values: Iterable[tuple[str, str]]) -> tuple[Element, ...]:
    """Return values with their application identifiers as a message's elements.

    A GTIN of 8, 12 or 13 digits gets its leading zeros, and an SSCC, GLN, GSRN or shipment number without its check
    digit gets that. Raises PayloadFault for a value that its identifier does not take, and a wrong check digit.
    """
    return tuple(_element(identifier, value) for identifier, value in values)


def element_string(elements: Iterable[Element]) -> str:
    """Return what a reader sends of these elements, without a symbology identifier: separators where they must be."""
    parts: list[str] = []
    before = ""
    for element in elements:
        if before and before[:2] not in _PREDEFINED:
            parts.append(SEPARATOR)
        parts.append(element.identifier + element.value)
        before = element.identifier
    return "".join(parts)


def in_brackets(elements: Iterable[Element]) -> str:
    """Return elements as people read them: `(01)09506000134352(10)AB-12`."""
    return "".join(f"({element.identifier}){element.value}" for element in elements)


def _element(identifier: str, value: str) -> Element:
    whole = _completed(identifier, value)
    element = element_of(identifier, whole)
    if element is None:
        raise _fault(f"“{value}” is nothing that ({identifier}) takes.")
    if element.is_no_date:
        raise _fault(f"“{value}” of ({identifier}) is no day.")
    length = checked_digits(identifier)
    if length and not has_valid_check_digit(whole[:length]):
        right = check_digit(whole[: length - 1])
        raise _fault(f"The check digit of “{value}” for ({identifier}) is wrong: it should be {right}.")
    return element


def _completed(identifier: str, value: str) -> str:
    if not (value.isascii() and value.isdigit()):
        return value
    if identifier in _GTINS and len(value) in _SHORTER_GTINS:
        # Thirteen digits are a number of their own: they are never taken for fourteen without the last.
        return value.zfill(_GTIN_DIGITS)
    if identifier in _WHOLLY_CHECKED and len(value) == checked_digits(identifier) - 1:
        return value + check_digit(value)
    return value


def _fault(detail: str) -> PayloadFault:
    return PayloadFault(
        "The GS1 code cannot be written",
        detail=detail,
        hint="Correct the value of the record, or the field in the template.",
    )
