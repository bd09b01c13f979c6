"""GS1: element strings, trade item numbers and Digital Links, read through biip.

Many internal codes that begin with two digits are legal GS1 element strings, so a text is read as GS1
only when there is evidence that it is meant so. biip takes a tenth of a second to import, so it is imported
for the first such text. The century of a two-digit year is biip's: within 50 years of today.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from kitstation.scanning.data_identifiers import read_quantity
from kitstation.scanning.meaning import GS1, GS1_DIGITAL_LINK, Fields, Meaning, Problem, ProblemCode
from kitstation.scanning.symbology import Symbology

_SEPARATOR = "\x1d"
_MESSAGE = re.compile(r"\x1d*[0-9]{2}")
_GTIN_FIRST = re.compile(r"0[12]([0-9]{14})")
_GTIN = re.compile(r"[0-9]{8}|[0-9]{12,14}")
_EAN_LENGTHS = {"]E0": (12, 13), "]E4": (8,)}
_DIGITAL_LINK = re.compile(
    r"https?://[^?#]*/(?:01/[0-9]{8,14}|00/[0-9]{18}|80[0-9]{2}/[^/?#]+)(?:[/?#]|$)", re.IGNORECASE
)
_DATE_IDENTIFIERS = frozenset(
    {"11", "12", "13", "15", "16", "17", "4324", "4325", "4326", "7003", "7006", "7007", "7011", "8008"}
)
_DATE_ELEMENT = re.compile(r"(1[1-35-7])([0-9]{6})")
_EXPIRY_IDENTIFIERS = frozenset({"17", "7003"})


class _Element(NamedTuple):
    identifier: str
    value: str
    date: date | None


def recognise_gs1(text: str, symbology: Symbology | None) -> Meaning | None:
    """Return what a GS1 message or a trade item number says; None without evidence that it is one."""
    is_gs1_symbol = symbology is not None and symbology.is_gs1
    if _GTIN.fullmatch(text) and not is_gs1_symbol:
        return _meaning_of_gtin(text, symbology)
    if is_gs1_symbol or _looks_like_gs1(text):
        return _meaning_of(GS1, _elements_of_message(text))
    return None


def recognise_digital_link(text: str, symbology: Symbology | None) -> Meaning | None:
    """Return what a GS1 Digital Link says; None for every other address."""
    if not (text.isascii() and _DIGITAL_LINK.match(text)):
        return None
    return _meaning_of(GS1_DIGITAL_LINK, _elements_of_link(text))


def has_valid_check_digit(digits: str) -> bool:
    """Tell whether the last of the digits is the GS1 check digit of the others."""
    total = sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(reversed(digits)))
    return total % 10 == 0


def _meaning_of_gtin(digits: str, symbology: Symbology | None) -> Meaning | None:
    fields = Fields((("gtin", digits),))
    if has_valid_check_digit(digits):
        return Meaning(GS1, fields, gtin=digits)
    if symbology is not None and len(digits) in _EAN_LENGTHS.get(symbology.aim, ()):
        return Meaning(GS1, fields, problems=(_check_digit_problem(digits),))
    return None


def _looks_like_gs1(text: str) -> bool:
    if _SEPARATOR in text:
        return _MESSAGE.match(text) is not None
    first = _GTIN_FIRST.match(text)
    return first is not None and has_valid_check_digit(first[1])


def _elements_of_message(text: str) -> list[_Element]:
    """Return the elements of a message in order; none at all if it is no GS1 message to its end."""
    if not text.isascii():
        return []
    from biip import ParseConfig, ParseError
    from biip.gs1_element_strings import GS1ElementString

    config = ParseConfig(gs1_element_strings_verify_date=False)
    elements: list[_Element] = []
    rest = text.lstrip(_SEPARATOR)
    while rest:
        try:
            found = GS1ElementString.extract(rest, config=config)
            element = _Element(found.ai.ai, found.value, found.date)
        except ParseError:
            # A date has a fixed length, so an impossible one does not hide the rest of the message.
            impossible = _DATE_ELEMENT.match(rest)
            if impossible is None:
                return []
            element = _Element(impossible[1], impossible[2], None)
        elements.append(element)
        rest = rest[len(element.identifier) + len(element.value) :].lstrip(_SEPARATOR)
    return elements


def _elements_of_link(text: str) -> list[_Element]:
    from biip import ParseConfig, ParseError
    from biip.gs1_digital_link_uris import GS1DigitalLinkURI

    try:
        config = ParseConfig(gs1_element_strings_verify_date=False)
        found = GS1DigitalLinkURI.parse(text, config=config).element_strings
    except (ParseError, ValueError):
        # ValueError: Python's own parser refuses some addresses, such as one with half a bracket.
        return []
    return [_Element(element.ai.ai, element.value, element.date) for element in found]


def _meaning_of(kind: str, elements: list[_Element]) -> Meaning | None:
    if not elements:
        return None
    first: dict[str, str] = {}
    for element in elements:
        first.setdefault(element.identifier, element.value)
    fields = Fields.of(first)
    gtin, gtin_problems = _gtin_of(fields)
    quantity, quantity_problem = _quantity_of(fields)
    return Meaning(
        kind,
        fields,
        customer_part_number=fields.get("241"),
        serial_number=fields.get("21"),
        lot_number=fields.get("10"),
        quantity=quantity,
        expires_on=_expiry_of(elements),
        purchase_order=fields.get("400"),
        gtin=gtin,
        problems=(
            *gtin_problems,
            *_date_problems(elements),
            *_duplicate_problems(elements, fields),
            *((quantity_problem,) if quantity_problem else ()),
        ),
    )


def _gtin_of(fields: Fields) -> tuple[str | None, tuple[Problem, ...]]:
    number = fields.get("01") or fields.get("02")
    if number is None or has_valid_check_digit(number):
        return number, ()
    return None, (_check_digit_problem(number),)


def _check_digit_problem(number: str) -> Problem:
    return Problem(
        ProblemCode.CHECK_DIGIT, f"The check digit of {number} is wrong. Scan it again, or type it in."
    )


def _quantity_of(fields: Fields) -> tuple[Decimal | None, Problem | None]:
    return read_quantity(fields.get("30") or fields.get("37") or "")


def _expiry_of(elements: list[_Element]) -> date | None:
    return next((element.date for element in elements if element.identifier in _EXPIRY_IDENTIFIERS), None)


def _date_problems(elements: list[_Element]) -> list[Problem]:
    return [
        Problem(ProblemCode.DATE, f"({element.identifier}) {element.value} is not a date (YYMMDD).")
        for element in elements
        if element.identifier in _DATE_IDENTIFIERS and element.date is None
    ]


def _duplicate_problems(elements: list[_Element], fields: Fields) -> list[Problem]:
    return [
        Problem(
            ProblemCode.DUPLICATE,
            f"({element.identifier}) stands twice with different values; the first counts.",
        )
        for element in elements
        if fields[element.identifier] != element.value
    ]
