"""Data identifiers of ANSI MH10.8.2: what the elements of maker's and distributor's labels mean."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final

from kitstation.scanning.attributes import Sources, meaning_from
from kitstation.scanning.iuid import item_id_of_data_identifiers
from kitstation.scanning.meaning import Meaning, Problem

DATA_IDENTIFIERS: Mapping[str, str] = {
    "P": "part number of the customer",
    "1P": "part number of the maker",
    "2P": "revision of the part",
    "30P": "part number of the supplier",
    "S": "serial number",
    "3S": "package id",
    "4S": "package id, packages with like contents",
    "5S": "package id, packages with mixed contents",
    "18S": "maker's CAGE code and serial number",
    "22S": "electronic serial number",
    "25S": "unique item identifier",
    "T": "lot number",
    "1T": "lot number of the maker",
    "30T": "traceability number",
    "Q": "quantity",
    "K": "purchase order of the customer",
    "1K": "order number of the supplier",
    "4K": "purchase order line of the customer",
    "10K": "invoice number",
    "11K": "packing list number",
    "14K": "purchase order line",
    "D": "date",
    "6D": "ship date",
    "9D": "date code",
    "10D": "date code, year and week",
    "11D": "date code",
    "14D": "expiry date, YYYYMMDD",
    "16D": "date of manufacture",
    "4L": "country of origin",
    "7L": "Department of Defense activity address code",
    "7Q": "weight",
    "13Q": "package count",
    "E": "RoHS",
    "I": "vehicle identification number",
    "V": "supplier code given by the customer",
    "1V": "maker",
    "3V": "GS1 company prefix",
    "12V": "maker's DUNS number",
    "17V": "maker's CAGE code",
    "18V": "maker's code behind the code of the agency that issued it",
}

SOURCES: Final[Sources] = {
    "part_number": ("1P",),
    "customer_part_number": ("P",),
    "supplier_sku": ("30P",),
    "manufacturer": ("1V",),
    "serial_number": ("S",),
    "lot_number": ("1T", "T"),
    "quantity": ("Q",),
    "date_code": ("9D", "10D", "D", "11D", "16D"),
    "expires_on": ("14D",),
    "supplier": ("V", "17V", "18V", "12V", "3V", "7L"),
    "purchase_order": ("K",),
    "country": ("4L",),
}

_ELEMENT = re.compile(r"([0-9]{0,3}[A-Z])(.*)", re.DOTALL)


def split_element(element: str) -> tuple[str, str] | None:
    """Return the data identifier of an element and its value; None if it does not begin with one."""
    found = _ELEMENT.fullmatch(element)
    return (found[1], found[2]) if found else None


def meaning_of(kind: str, elements: Mapping[str, str], problems: Iterable[Problem] = ()) -> Meaning:
    """Return what the elements say, with the problems found so far and those of their values."""
    unique_item_id, item_problems = item_id_of_data_identifiers(elements)
    return meaning_from(kind, elements, SOURCES, (*problems, *item_problems), unique_item_id=unique_item_id)
