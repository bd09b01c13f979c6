"""GS1 messages (element strings).

Many internal codes that begin with two digits are legal GS1 messages, so a text is read as one only when there is
evidence that it is meant so: a symbol of GS1, a separator, or a number with a right check digit in front.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Final

from kitstation.scanning.attributes import Sources, collected, meaning_from
from kitstation.scanning.check_digits import has_valid_check_digit, wrong_check_digits
from kitstation.scanning.gs1_elements import (
    SEPARATOR,
    Element,
    Message,
    elements_in_brackets,
    elements_of_message,
)
from kitstation.scanning.iuid import item_id_of_application_identifiers
from kitstation.scanning.meaning import GS1, ISO15434, Meaning, Problem, ProblemCode
from kitstation.scanning.symbology import Symbology

SOURCES: Final[Sources] = {
    "part_number": ("240",),
    "customer_part_number": ("241",),
    "serial_number": ("21",),
    "lot_number": ("10",),
    "quantity": ("30", "37"),
    "date_code": ("11",),
    "purchase_order": ("400",),
    "country": ("422",),
}

_MESSAGE = re.compile(r"\x1d*[0-9]{2}")
_KEY_FIRST = re.compile(r"0[12]([0-9]{14})|00([0-9]{18})")
_EXPIRY_IDENTIFIERS = frozenset({"17", "7003"})
_OPEN_ENDED = frozenset({"10", "21"})

# No value of GS1 holds these (character set 82), so in a message they stand for the separator.
_TYPED_SEPARATOR = re.compile(
    "<GS>|\\{GS\\}|\\[GS\\]|\\^\\]|\\\\x1[Dd]|\\\\u001[Dd]|[\u241d\uf70b\uf70c\\]|@^~{}$`\\[]"
)
_DATE_AT_THE_END = re.compile(r".+1[1-35-7][0-9]{2}(?:0[1-9]|1[0-2])(?:[0-2][0-9]|3[01])")


def recognise_gs1(text: str, symbology: Symbology | None) -> Meaning | None:
    """Return what a GS1 message says; None without evidence that it is one.

    A number alone, without identifier, is `recognise_trade_number`'s.
    """
    is_gs1_symbol = symbology is not None and symbology.is_gs1
    if text.startswith("("):
        return meaning_of_elements(GS1, elements_in_brackets(text))
    if is_gs1_symbol or _begins_with_key(text):
        return _meaning_of_message(_TYPED_SEPARATOR.sub(SEPARATOR, text))
    if SEPARATOR in text and _MESSAGE.match(text):
        message = elements_of_message(text)
        # So little evidence counts only for a text that is a message to its end.
        return None if message.unread else meaning_of_elements(GS1, message.elements)
    return None


def meaning_of_format_05(parts: Iterable[str]) -> Meaning:
    """Return what application identifiers in an envelope of ISO/IEC 15434 say."""
    messages = [elements_of_message(part) for part in parts if part]
    elements = [element for message in messages for element in message.elements]
    unread = [_unread(message) for message in messages if message.unread]
    meaning = meaning_of_elements(ISO15434, elements, unread)
    if meaning is None:
        return Meaning(ISO15434, problems=tuple(unread))
    unique_item_id, problems = item_id_of_application_identifiers(meaning.fields)
    return replace(meaning, unique_item_id=unique_item_id, problems=(*meaning.problems, *problems))


def _begins_with_key(text: str) -> bool:
    """Tell whether a GTIN or SSCC with its identifier and a right check digit stands in front."""
    found = _KEY_FIRST.match(text)
    return found is not None and has_valid_check_digit(found[1] or found[2])


def _meaning_of_message(text: str) -> Meaning | None:
    message = elements_of_message(text)
    problems = [_unread(message)] if message.unread else []
    elements = message.elements
    if SEPARATOR not in text.strip(SEPARATOR) and elements and elements[-1].identifier in _OPEN_ENDED:
        problems += _doubtful_end(elements[-1])
    return meaning_of_elements(GS1, elements, problems)


def meaning_of_elements(
    kind: str, elements: list[Element], problems: Iterable[Problem] = ()
) -> Meaning | None:
    """Return what the elements say, with the problems found so far and those of their values; None without any."""
    if not elements:
        return None
    first, doubled = collected((element.identifier, element.value) for element in elements)
    check_digits = tuple(wrong_check_digits(first))
    found = (*problems, *check_digits, *_date_problems(elements), *doubled)
    return replace(
        meaning_from(kind, first, SOURCES, found),
        expires_on=next((e.date for e in elements if e.identifier in _EXPIRY_IDENTIFIERS), None),
        gtin=_gtin_of(first),
    )


def _gtin_of(elements: Mapping[str, str]) -> str | None:
    number = elements.get("01") or elements.get("02")
    return number if number and has_valid_check_digit(number) else None


def _unread(message: Message) -> Problem:
    if message.elements and not message.unread[:2].isdecimal():
        last = message.elements[-1]
        detail = (
            f"Behind ({last.identifier}) {last.value} stands {message.unread!r}, which was not read. "
            "Perhaps the scanner lost a separator; then that value is wrong as well."
        )
        return Problem(ProblemCode.SURPLUS, detail)
    return Problem(
        ProblemCode.NO_IDENTIFIER,
        f"{message.unread!r} does not begin with an application identifier and a value that fits; it was not read.",
    )


def _doubtful_end(last: Element) -> list[Problem]:
    if not _DATE_AT_THE_END.fullmatch(last.value):
        return []
    detail = (
        f"({last.identifier}) {last.value} ends like another element, a date. "
        "If the label has a shorter one, the scanner lost a separator."
    )
    return [Problem(ProblemCode.SEPARATOR_DOUBTFUL, detail)]


def _date_problems(elements: Iterable[Element]) -> Iterable[Problem]:
    for element in elements:
        if element.is_no_date:
            detail = f"({element.identifier}) {element.value} is not a date (YYMMDD)."
            yield Problem(ProblemCode.DATE, detail)
