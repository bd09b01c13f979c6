"""Text element identifiers of aerospace (ATA Spec 2000), which format 12 of ISO/IEC 15434 holds: `SER 786950`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final

from kitstation.scanning.attributes import Sources, meaning_from
from kitstation.scanning.iuid import item_id_of_text_elements
from kitstation.scanning.meaning import Meaning, Problem

SOURCES: Final[Sources] = {
    # The part number of today; the one under which the item was made is the older one.
    "part_number": ("PNR", "PNO"),
    "serial_number": ("SER", "SEQ", "UCN"),
    "lot_number": ("LOT", "LTN", "BII"),
    "quantity": ("QTY",),
    "date_code": ("DMF",),
    "expires_on": ("EXP",),
    "manufacturer": ("MFR",),
    "supplier": ("SPL", "CAG", "MFR", "DUN", "EUC"),
}

_ELEMENT = re.compile(r"([A-Z]{3}) (.*)", re.DOTALL)


def split_text_element(element: str) -> tuple[str, str] | None:
    """Return the text element identifier of an element and its value; None if it does not begin with one."""
    found = _ELEMENT.fullmatch(element)
    return (found[1], found[2]) if found else None


def meaning_of_text_elements(
    kind: str, elements: Mapping[str, str], problems: Iterable[Problem] = ()
) -> Meaning:
    """Return what the elements say, with the problems found so far and those of their values."""
    unique_item_id, item_problems = item_id_of_text_elements(elements)
    return meaning_from(kind, elements, SOURCES, (*problems, *item_problems), unique_item_id=unique_item_id)
