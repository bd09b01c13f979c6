"""GS1 Digital Links: web addresses that hold the elements of a GS1 message in their path and query."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final
from urllib.parse import parse_qsl, unquote

from kitstation.scanning.gs1 import meaning_of_elements
from kitstation.scanning.gs1_elements import Element, element_of
from kitstation.scanning.meaning import GS1_DIGITAL_LINK, Meaning, Problem, ProblemCode
from kitstation.scanning.symbology import Symbology

_QUALIFIERS: Final[Mapping[str, tuple[str, ...]]] = {
    "00": (),
    "01": ("22", "10", "21", "235"),
    "253": (),
    "255": (),
    "401": (),
    "402": (),
    "414": ("254", "7040"),
    "417": ("7040",),
    "8003": (),
    "8004": ("7040",),
    "8006": ("22", "10", "21"),
    "8010": ("8011",),
    "8013": (),
    "8017": ("8019",),
    "8018": ("8019",),
}
"""For each key what may stand behind it in the path, in this order (GS1 Digital Link, URI Syntax, section 4)."""

_WORDS: Final[Mapping[str, str]] = {
    "gtin": "01",
    "itip": "8006",
    "cpid": "8010",
    "sscc": "00",
    "gln": "414",
    "grai": "8003",
    "giai": "8004",
    "gsrnp": "8017",
    "gsrn": "8018",
    "gdti": "253",
    "gcn": "255",
    "gmn": "8013",
    "party": "417",
    "cpv": "22",
    "lot": "10",
    "ser": "21",
}
"""Words that the standard once allowed in place of the identifiers."""

_HOST = re.compile(r"https?://[^/?#\[\]]+(?=/)", re.IGNORECASE)
_QUERY_ELEMENT = re.compile(r"[0-9]{2,4}")
_GTIN_LENGTHS = frozenset({8, 12, 13, 14})
_MOST_SEGMENTS = 64


def recognise_digital_link(text: str, symbology: Symbology | None) -> Meaning | None:
    """Return what a GS1 Digital Link says; None for every other address."""
    host = _HOST.match(text) if text.isascii() else None
    if host is None:
        return None
    address, _, _ = text[host.end() :].partition("#")
    path, _, query = address.partition("?")
    elements = _elements_of_path(path)
    if not elements:
        return None
    problems: list[Problem] = []
    elements += _elements_of_query(query, problems)
    return meaning_of_elements(GS1_DIGITAL_LINK, elements, problems)


def _elements_of_path(path: str) -> list[Element]:
    """Return the elements at the end of a path. In front of them it may hold anything, numbers as well."""
    segments = path.removesuffix("/").split("/")[1:]
    # Identifiers and values take turns up to the end, so the key stands an even number of segments in front of it.
    for start in range(len(segments) % 2, len(segments), 2)[-_MOST_SEGMENTS:]:
        if elements := _elements_of_pairs(segments[start:]):
            return elements
    return []


def _elements_of_pairs(segments: list[str]) -> list[Element]:
    """Return the elements of identifiers and values in turns: a key and its qualifiers; none if they are not that."""
    elements: list[Element] = []
    allowed: tuple[str, ...] = tuple(_QUALIFIERS)
    for written, value in zip(segments[::2], segments[1::2], strict=True):
        identifier = _WORDS.get(written.lower(), written)
        if identifier not in allowed:
            return []
        element = element_of(identifier, _filled_up(identifier, unquote(value)))
        if element is None:
            return []
        allowed = allowed[allowed.index(identifier) + 1 :] if elements else _QUALIFIERS[identifier]
        elements.append(element)
    return elements


def _filled_up(identifier: str, value: str) -> str:
    return value.zfill(14) if identifier == "01" and len(value) in _GTIN_LENGTHS else value


def _elements_of_query(query: str, problems: list[Problem]) -> Iterator[Element]:
    """Yield the elements of a query; its other parameters are those of the web site."""
    for identifier, value in parse_qsl(query):
        if not _QUERY_ELEMENT.fullmatch(identifier):
            continue
        if element := element_of(identifier, value):
            yield element
        else:
            detail = f"({identifier}) {value} is no element of GS1 and was not read."
            problems.append(Problem(ProblemCode.NO_IDENTIFIER, detail))
