"""Linear codes on bags and reels that hold one element: a data identifier and its value.

They cannot be told from internal codes that happen to begin with the same letter, so they are a guess, to be
used only after the whole text was looked up.
"""

from __future__ import annotations

import re

from kitstation.scanning.data_identifiers import meaning_of, split_element
from kitstation.scanning.meaning import IDENTIFIER, Meaning
from kitstation.scanning.symbology import Symbology

_PRINTABLE = re.compile(r"[ -~]+")
_DATE_CODE = re.compile(r"[0-9]{4,8}")
_COUNTRY = re.compile(r"[A-Z]{2}")

# The identifiers that occur alone, each with the values that are believable behind it.
_EXPECTED_VALUES = {
    "P": _PRINTABLE,
    "1P": _PRINTABLE,
    "30P": _PRINTABLE,
    "S": _PRINTABLE,
    "T": _PRINTABLE,
    "1T": _PRINTABLE,
    "K": _PRINTABLE,
    "1K": _PRINTABLE,
    "V": re.compile(r"[0-9]{4,13}"),
    "1V": _PRINTABLE,
    "25S": re.compile(r"[0-9A-Z/-]{4,50}"),
    "Q": re.compile(r"[0-9]+(?:\.[0-9]+)?[ A-Za-z]*"),
    "D": _DATE_CODE,
    "9D": _DATE_CODE,
    "10D": _DATE_CODE,
    "14D": re.compile(r"[0-9]{8}"),
    "16D": _DATE_CODE,
    "4L": _COUNTRY,
}


def recognise_single_identifier(text: str, symbology: Symbology | None) -> Meaning | None:
    """Return what the text says if it is one element with an identifier that occurs alone; else None."""
    if symbology is not None and symbology.is_gs1:
        return None
    split = split_element(text)
    if split is None:
        return None
    identifier, value = split
    expected = _EXPECTED_VALUES.get(identifier)
    if expected is None or not expected.fullmatch(value):
        return None
    return meaning_of(IDENTIFIER, {identifier: value})
