"""The elements of a GS1 message, by the table of application identifiers that biip keeps.

biip takes a tenth of a second to import, so it is imported for the first message. Its table is asked once for
each identifier, which is several times faster than to let it parse. The century of a two-digit year is biip's:
within 50 years of today.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from typing import NamedTuple

SEPARATOR = "\x1d"

_DATE_IDENTIFIERS = frozenset(
    {"11", "12", "13", "15", "16", "17", "4324", "4325", "4326", "7003", "7006", "7007", "7011", "8008"}
)
_DATE_ELEMENT = re.compile(r"(1[1-35-7])([0-9]{6})")
_IN_BRACKETS = re.compile(r"\(([0-9]{2,4})\)")


class Element(NamedTuple):
    """One element; `date` is set where the identifier says that the value is one, and it is."""

    identifier: str
    value: str
    date: date | None

    @property
    def is_no_date(self) -> bool:
        """Whether the value should be a date and is none."""
        return self.date is None and self.identifier in _DATE_IDENTIFIERS


class Message(NamedTuple):
    """The elements of a message in order, and what stands behind the last one that could be read."""

    elements: list[Element]
    unread: str


class _Identifier(NamedTuple):
    text: str
    pattern: re.Pattern[str]


def elements_of_message(text: str) -> Message:
    """Return the elements of a message; FNC1 may stand in front, twice, or where it need not."""
    elements: list[Element] = []
    rest = text.lstrip(SEPARATOR)
    while rest:
        element = _first_element(rest)
        if element is None:
            break
        elements.append(element)
        rest = rest[len(element.identifier) + len(element.value) :].lstrip(SEPARATOR)
    return Message(elements, rest)


def elements_in_brackets(text: str) -> list[Element]:
    """Return the elements of a message as people read it, `(01)05412345000013(10)ABC`; none if it is no message."""
    front, *parts = _IN_BRACKETS.split(text)
    if front or not parts or not text.isascii():
        return []
    pairs = zip(parts[::2], parts[1::2], strict=True)
    elements = [element_of(identifier, value) for identifier, value in pairs]
    found = [element for element in elements if element]
    return found if len(found) == len(elements) else []


def element_of(identifier: str, value: str) -> Element | None:
    """Return an element whose identifier and value are known apart; None if they do not fit together."""
    element = _first_element(identifier + value)
    return element if element and element.identifier == identifier and element.value == value else None


def is_identifier(text: str) -> bool:
    """Tell whether a text is an application identifier, whole and alone."""
    found = _identifier(text)
    return found is not None and found.text == text


def _first_element(rest: str) -> Element | None:
    identifier = _identifier(rest[:4])
    found = identifier.pattern.match(rest) if identifier else None
    if identifier is None or found is None:
        # A date has a fixed length, so an impossible one does not hide the rest of the message.
        impossible = _DATE_ELEMENT.match(rest)
        return Element(impossible[1], impossible[2], None) if impossible else None
    value = _joined(found.groups())
    is_date = identifier.text in _DATE_IDENTIFIERS
    return Element(identifier.text, value, _date(identifier.text, value) if is_date else None)


def _joined(groups: Iterable[str | None]) -> str:
    return "".join(group for group in groups if group)


@lru_cache(maxsize=2048)
def _identifier(beginning: str) -> _Identifier | None:
    """Return the identifier with which a text begins, from its first four characters."""
    from biip import ParseError
    from biip.gs1_application_identifiers import GS1ApplicationIdentifier

    try:
        found = GS1ApplicationIdentifier.extract(beginning)
    except ParseError:
        return None
    return _Identifier(found.ai, re.compile(found.pattern.removesuffix("$"), re.ASCII))


def _date(identifier: str, value: str) -> date | None:
    from biip import ParseConfig
    from biip.gs1_element_strings import GS1ElementString

    config = ParseConfig(gs1_element_strings_verify_date=False)
    return GS1ElementString.extract(identifier + value, config=config).date
