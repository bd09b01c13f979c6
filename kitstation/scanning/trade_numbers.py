"""Trade item numbers alone: EAN-13, EAN-8, UPC-A, UPC-E and ITF-14."""

from __future__ import annotations

import re

from kitstation.scanning.check_digits import has_valid_check_digit, wrong_check_digit
from kitstation.scanning.meaning import GS1, Fields, Meaning
from kitstation.scanning.symbology import Symbology

_NUMBER = re.compile(r"[0-9]{8}|[0-9]{12,14}")
_WITH_ADD_ON = re.compile(r"([0-9]{13})([0-9]{2}|[0-9]{5})")
_LENGTHS = {"]E0": (8, 12, 13), "]E3": (12, 13), "]E4": (8,)}


def recognise_trade_number(text: str, symbology: Symbology | None) -> Meaning | None:
    """Return the trade item number that the text is.

    Without a symbol of EAN/UPC a wrong check digit says that it is none; in such a symbol it is a misread one.
    """
    if symbology is not None and symbology.is_gs1:
        return None
    aim = symbology.aim if symbology else ""
    if aim == "]E3" and (pair := _WITH_ADD_ON.fullmatch(text)):
        return _number(pair[1], Fields((("gtin", pair[1]), ("add_on", pair[2]))))
    if not _NUMBER.fullmatch(text):
        return None
    if aim == "]E0" and len(text) == 8 and has_valid_check_digit(full := _upc_a(text)):
        return Meaning(GS1, Fields((("gtin", full), ("upc_e", text))), gtin=full)
    if has_valid_check_digit(text) or len(text) in _LENGTHS.get(aim, ()):
        return _number(text, Fields((("gtin", text),)))
    return None


def _number(digits: str, fields: Fields) -> Meaning:
    if has_valid_check_digit(digits):
        return Meaning(GS1, fields, gtin=digits)
    return Meaning(GS1, fields, problems=(wrong_check_digit(digits),))


def _upc_a(short: str) -> str:
    """Return the twelve digits for the eight of UPC-E, whose seventh says where zeros were left out."""
    system, digits, how, check = short[0], short[1:6], int(short[6]), short[7]
    if how <= 2:
        return f"{system}{digits[:2]}{how}0000{digits[2:]}{check}"
    if how <= 4:
        return f"{system}{digits[:how]}00000{digits[how:]}{check}"
    return f"{system}{digits}0000{how}{check}"
