"""Data identifiers of ANSI MH10.8.2: what the elements of maker's and distributor's labels mean."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from kitstation.scanning.meaning import Fields, Meaning, Problem, ProblemCode

DATA_IDENTIFIERS: Mapping[str, str] = {
    "P": "part number of the customer",
    "1P": "part number of the maker",
    "2P": "revision of the part",
    "30P": "part number of the supplier",
    "S": "serial number",
    "3S": "package id",
    "4S": "package id, packages with like contents",
    "5S": "package id, packages with mixed contents",
    "25S": "unique item identifier",
    "T": "lot number",
    "1T": "lot number of the maker",
    "Q": "quantity",
    "K": "purchase order of the customer",
    "1K": "order number of the supplier",
    "10K": "invoice number",
    "11K": "packing list number",
    "14K": "purchase order line",
    "D": "date",
    "9D": "date code",
    "10D": "date code, year and week",
    "11D": "date code",
    "14D": "expiry date, YYYYMMDD",
    "16D": "date of manufacture",
    "4L": "country of origin",
    "V": "supplier code given by the customer",
    "1V": "maker",
    "12V": "maker's DUNS number",
    "17V": "maker's CAGE code",
    "18V": "maker's NATO CAGE code",
}

# For each attribute of a meaning the identifiers that fill it; the first one that says something wins.
_ATTRIBUTE_SOURCES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("part_number", ("1P",)),
    ("customer_part_number", ("P",)),
    ("supplier_sku", ("30P",)),
    ("manufacturer", ("1V",)),
    ("serial_number", ("S",)),
    ("lot_number", ("1T", "T")),
    ("date_code", ("9D", "10D", "D", "11D", "16D")),
    ("supplier", ("V",)),
    ("purchase_order", ("K",)),
    ("country", ("4L",)),
)

_ELEMENT = re.compile(r"([0-9]{0,3}[A-Z])(.*)", re.DOTALL)
_QUANTITY = re.compile(r"([0-9]+(?:\.[0-9]+)?)(.*)", re.DOTALL)
# A unit begins with a letter. An e and a digit may as well be an exponent: nobody can say how many that is.
_UNIT = re.compile(r" *(?![eE][+-]?[0-9])[A-Za-z]")
_MOST_ON_A_LABEL = 10**9
_DECIMAL_PLACES = 6
_DATE = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})")


def split_element(element: str) -> tuple[str, str] | None:
    """Return the data identifier of an element and its value; None if it does not begin with one."""
    found = _ELEMENT.fullmatch(element)
    return (found[1], found[2]) if found else None


def meaning_of(kind: str, fields: Fields, problems: tuple[Problem, ...] = ()) -> Meaning:
    """Return what the elements say, with the problems found so far and those of quantity and expiry date."""
    quantity, quantity_problem = read_quantity(fields.get("Q", ""))
    expires_on, date_problem = _expiry(fields.get("14D", ""))
    found = (problem for problem in (quantity_problem, date_problem) if problem)
    texts = {attribute: _first(fields, sources) for attribute, sources in _ATTRIBUTE_SOURCES}
    return Meaning(
        kind, fields, **texts, quantity=quantity, expires_on=expires_on, problems=(*problems, *found)
    )


def read_quantity(written: str) -> tuple[Decimal | None, Problem | None]:
    """Return the quantity that a label states and what is doubtful about it; nothing of both for no text.

    Digits may be padded with zeros and followed by a unit, which is not interpreted. None with a problem when
    it cannot be read, is not positive, has more than six places or exceeds any real package.
    """
    if not written:
        return None, None
    found = _QUANTITY.fullmatch(written)
    if found is None or (found[2] and not _UNIT.match(found[2])):
        return None, Problem(ProblemCode.QUANTITY, f"The quantity {written!r} cannot be read.")
    if not _is_plausible(found[1]):
        return None, Problem(ProblemCode.QUANTITY, f"The quantity {written!r} cannot be right.")
    if found[2]:
        detail = f"The quantity {written!r} was read as {found[1]}; the rest is taken for a unit."
        return Decimal(found[1]), Problem(ProblemCode.QUANTITY, detail)
    return Decimal(found[1]), None


def _is_plausible(digits: str) -> bool:
    _, _, places = digits.partition(".")
    return len(places) <= _DECIMAL_PLACES and 0 < Decimal(digits) <= _MOST_ON_A_LABEL


def _expiry(written: str) -> tuple[date | None, Problem | None]:
    if not written:
        return None, None
    found = _DATE.fullmatch(written)
    try:
        if found:
            return date(int(found[1]), int(found[2]), int(found[3])), None
    except ValueError:
        pass  # A date that is not in the calendar is the same problem as one that is not written as a date.
    return None, Problem(ProblemCode.DATE, f"The expiry date {written!r} is not a date (YYYYMMDD).")


def _first(fields: Fields, identifiers: tuple[str, ...]) -> str | None:
    return next((value for identifier in identifiers if (value := fields.get(identifier))), None)
