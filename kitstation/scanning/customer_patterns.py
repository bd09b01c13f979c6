"""Codes of a customer's own, described by regular expressions with named groups.

The expressions are matched by RE2, whose time grows with the length of the text and with nothing else: there is no
expression that makes a scan hang. For that it has no look-around and no back-references; an expression with one
is refused when it is made.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from functools import lru_cache
from typing import Any, Final, Protocol

from kitstation.domain.errors import KitstationError
from kitstation.scanning.attributes import Sources, meaning_from
from kitstation.scanning.check_digits import has_valid_check_digit, wrong_check_digit
from kitstation.scanning.meaning import VENDOR, Fields, Meaning, Problem
from kitstation.scanning.symbology import Symbology

GROUPS: Final = tuple(
    field.name for field in fields(Meaning) if field.name not in {"kind", "fields", "problems"}
)
"""The names that a group may have: the attributes of a meaning."""
LONGEST_EXPRESSION: Final = 1000
"""Characters of an expression."""

_SOURCES: Final[Sources] = {group: (group,) for group in GROUPS if group not in {"gtin", "unique_item_id"}}
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9 ._-]{0,39}")
_GROUP = re.compile(r"\(\?P?<([^>=!]*)>")


class PatternFault(KitstationError):
    """A customer's pattern cannot be used; the detail says why."""


class _Match(Protocol):
    def groupdict(self) -> dict[str, str | None]: ...


class _Program(Protocol):
    groupindex: Mapping[str, int]

    def fullmatch(self, text: str) -> _Match | None: ...


@dataclass(frozen=True, slots=True)
class CustomerPattern:
    """A customer's code: a name, and an expression that the whole text has to match.

    The groups of the expression are named for what they hold, with the names in `GROUPS`: part_number,
    lot_number, quantity and so on. `expires_on` holds YYYYMMDD or YYYY-MM-DD. Texts that are JSON are not tried.
    Raises PatternFault when the name or the expression cannot be used.
    """

    name: str
    expression: str

    def __post_init__(self) -> None:
        if not _NAME.fullmatch(self.name):
            raise _fault(
                self.name,
                "Its name must begin with a letter or digit and hold at most 40 letters, digits, blanks, points, "
                "hyphens and underscores.",
            )
        _check_groups(self.name, self.expression)
        if _program(self.name, self.expression).fullmatch("") is not None:
            raise _fault(self.name, "It matches a text of nothing, and so says nothing about a code.")

    @property
    def kind(self) -> str:
        """The kind of the meanings that it gives."""
        return VENDOR + self.name

    def recognise(self, text: str, symbology: Symbology | None) -> Meaning | None:
        """Return what the text says if all of it matches."""
        try:
            found = _program(self.name, self.expression).fullmatch(text)
        except UnicodeEncodeError:
            # Half a pair of surrogates is no character, so no expression can mean it.
            return None
        return _meaning(self.kind, found.groupdict()) if found else None


def _meaning(kind: str, groups: Mapping[str, str | None]) -> Meaning:
    elements = {group: value for group, value in groups.items() if value is not None}
    attributes = elements | {"expires_on": elements.get("expires_on", "").replace("-", "")}
    gtin, problems = elements.get("gtin") or None, list[Problem]()
    if gtin and not (gtin.isascii() and gtin.isdecimal() and has_valid_check_digit(gtin)):
        problems, gtin = [wrong_check_digit(gtin)], None
    unique_item_id = elements.get("unique_item_id") or None
    meaning = meaning_from(kind, attributes, _SOURCES, problems, unique_item_id=unique_item_id)
    return replace(meaning, fields=Fields.of(elements), gtin=gtin)


def _check_groups(name: str, expression: str) -> None:
    if len(expression) > LONGEST_EXPRESSION:
        raise _fault(name, f"It is longer than {LONGEST_EXPRESSION} characters.")
    groups = Counter(_GROUP.findall(expression))
    if not groups:
        raise _fault(name, f"It has no named group such as (?P<part_number>...). {_names()}")
    for group, times in groups.items():
        if group not in GROUPS:
            raise _fault(name, f"It has a group “{group}”, which is unknown. {_names()}")
        if times > 1:
            raise _fault(name, f"It has {times} groups named “{group}”. Each name can be used once.")


def _names() -> str:
    return f"The names of groups are: {', '.join(GROUPS)}."


@lru_cache(maxsize=256)
def _program(name: str, expression: str) -> _Program:
    import re2

    options = re2.Options()
    options.log_errors = False
    options.dot_nl = True
    try:
        program: Any = re2.compile(expression, options)
    except UnicodeEncodeError:
        raise _fault(name, "It holds half a pair of surrogates, which is no character.") from None
    except re2.error as refused:
        raise _fault(name, _why(refused)) from None
    checked: _Program = program
    return checked


def _why(refused: Exception) -> str:
    said = refused.args[0] if refused.args else b""
    words = said.decode("utf-8", "replace") if isinstance(said, bytes) else str(said)
    return (
        f"The expression is not understood: {words}. Look-around, back-references and counts above 1000 are not "
        "available."
    )


def _fault(name: str, detail: str) -> PatternFault:
    return PatternFault(
        f"The pattern “{name}” cannot be used", detail=detail, hint="Correct it where the patterns are kept."
    )
