"""Unique item identifiers of MIL-STD-130: the whole identifier, put together from the elements of a mark.

A mark holds it whole (25S, UID), or an enterprise and a serial number (construct 1), or an enterprise, a part or
lot number and a serial number (construct 2). The code of the agency that issued the enterprise's number stands in
front, and is derived from the identifier of that number (tables A-I and A-II of MIL-STD-130N).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final

from kitstation.scanning.attributes import first_stated
from kitstation.scanning.meaning import Problem, ProblemCode

_CAGE, _DUNS, _DODAAC = "D", "UN", "LD"

Agencies = Mapping[str, str]
"""For each identifier the code of the agency that is to be put in front of its value; the best one first."""

_WHOLE_BY_DATA_IDENTIFIER: Final[Agencies] = {"25S": "", "18S": _CAGE, "I": "", "22S": ""}
_WHOLE_BY_TEXT_ELEMENT: Final[Agencies] = {"UID": "", "USN": _CAGE, "UST": _CAGE}
_WHOLE_BY_APPLICATION_IDENTIFIER: Final[Agencies] = {"8004": "", "8003": "", "8002": ""}

_ENTERPRISE_BY_DATA_IDENTIFIER: Final[Agencies] = {
    "18V": "",
    "17V": _CAGE,
    "12V": _DUNS,
    "3V": "",
    "7L": _DODAAC,
}
_ENTERPRISE_BY_TEXT_ELEMENT: Final[Agencies] = {
    "EUC": "",
    "CAG": _CAGE,
    "MFR": _CAGE,
    "SPL": _CAGE,
    "DUN": _DUNS,
}

_LEGAL = re.compile(r"[A-Z0-9/-]{1,50}")

Found = tuple[str | None, tuple[Problem, ...]]


def item_id_of_data_identifiers(elements: Mapping[str, str]) -> Found:
    """Return the unique item identifier of a mark in format 06, and what is wrong with it."""
    whole = _qualified(elements, _WHOLE_BY_DATA_IDENTIFIER)
    if whole:
        return _judged(whole)
    return _judged(_joined(elements, _ENTERPRISE_BY_DATA_IDENTIFIER, (("1P", "1T"), ("S",))))


def item_id_of_text_elements(elements: Mapping[str, str]) -> Found:
    """Return the unique item identifier of a mark in format 12, and what is wrong with it."""
    whole = _qualified(elements, _WHOLE_BY_TEXT_ELEMENT)
    if whole:
        return _judged(whole)
    within_enterprise = _joined(elements, _ENTERPRISE_BY_TEXT_ELEMENT, (("SER", "UCN"),))
    within_part = _joined(elements, _ENTERPRISE_BY_TEXT_ELEMENT, (("PNO", "LOT", "LTN", "BII"), ("SEQ",)))
    return _judged(within_enterprise or within_part)


def item_id_of_application_identifiers(elements: Mapping[str, str]) -> Found:
    """Return the GS1 key that is accepted as a unique item identifier of a mark in format 05, if it has one."""
    whole = _qualified(elements, _WHOLE_BY_APPLICATION_IDENTIFIER)
    return _judged(whole) if whole else (None, ())


def _qualified(elements: Mapping[str, str], agencies: Agencies) -> str | None:
    for identifier, agency in agencies.items():
        if value := first_stated(elements, (identifier,)):
            return agency + value
    return None


def _joined(
    elements: Mapping[str, str], enterprises: Agencies, others: Iterable[Iterable[str]]
) -> str | None:
    """Return the enterprise with its agency and the first value of each of the others; None if one is missing."""
    enterprise = _qualified(elements, enterprises)
    if enterprise is None:
        return None
    rest = [first_stated(elements, identifiers) for identifiers in others]
    return None if None in rest else enterprise + "".join(value or "" for value in rest)


def _judged(joined: str | None) -> Found:
    if joined is None or _LEGAL.fullmatch(joined):
        return joined, ()
    detail = f"{joined!r} is no unique item identifier: those have at most 50 capitals, digits, hyphens and slashes."
    return None, (Problem(ProblemCode.UNIQUE_ITEM_ID, detail),)
