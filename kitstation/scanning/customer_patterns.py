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
from operator import itemgetter
from typing import Any, Final, Protocol

from kitstation.domain.errors import KitstationError
from kitstation.scanning.attributes import Sources, meaning_from
from kitstation.scanning.check_digits import has_valid_check_digit, wrong_check_digit
from kitstation.scanning.distributors import LCSC, TME
from kitstation.scanning.expression_faults import explained
from kitstation.scanning.meaning import VENDOR, Fields, Meaning, Problem
from kitstation.scanning.stock_systems import INVENTREE, PART_DB
from kitstation.scanning.symbology import Symbology

GROUPS: Final = tuple(
    field.name for field in fields(Meaning) if field.name not in {"kind", "fields", "problems"}
)
"""The names that a group may have: the attributes of a meaning."""
LONGEST_EXPRESSION: Final = 1000
"""Characters of an expression."""

_SOURCES: Final[Sources] = {group: (group,) for group in GROUPS if group not in {"gtin", "unique_item_id"}}
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9 ._-]{0,39}")
_TAKEN = frozenset(kind.removeprefix(VENDOR).casefold() for kind in (LCSC, TME, INVENTREE, PART_DB))
_GROUP = re.compile(r"\(\?P?<([^>=!]*)>")


class PatternFault(KitstationError):
    """A customer's pattern cannot be used; the detail says why.

    `name` is that of the pattern. `place` is the index of the character of the expression where it goes wrong; None
    where no single place is wrong.
    """

    def __init__(self, name: str, why: str, place: int | None = None) -> None:
        at = f" (Character {place + 1} of the expression.)" if place is not None else ""
        super().__init__(
            f"The pattern “{name}” cannot be used",
            detail=why + at,
            hint="Correct it where it was written: in Settings, Codes, or on the command line.",
        )
        self.name = name
        self.why = why
        self.place = place


class _Match(Protocol):
    def groups(self) -> tuple[str | None, ...]: ...


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
            raise PatternFault(
                self.name,
                "Its name must begin with a letter or digit and hold at most 40 letters, digits, blanks, points, "
                "hyphens and underscores.",
            )
        if self.name.casefold() in _TAKEN:
            raise PatternFault(self.name, "Codes of this name are known already; choose another name.")
        _check_groups(self.name, self.expression)
        if _program(self.name, self.expression).fullmatch("") is not None:
            raise PatternFault(self.name, "It matches a text of nothing, and so says nothing about a code.")

    @property
    def kind(self) -> str:
        """The kind of the meanings that it gives."""
        return VENDOR + self.name

    def recognise(self, text: str, symbology: Symbology | None) -> Meaning | None:
        """Return what the text says if all of it matches."""
        program = _program(self.name, self.expression)
        try:
            found = program.fullmatch(text)
        except UnicodeEncodeError:
            # Half a pair of surrogates is no character, so no expression can mean it.
            return None
        if not found:
            return None
        values = found.groups()
        return _meaning(
            self.kind, {name: values[number - 1] for name, number in _groups(self.name, self.expression)}
        )


def _meaning(kind: str, groups: Mapping[str, str | None]) -> Meaning:
    elements = {group: value for group, value in groups.items() if value is not None}
    attributes = elements | {"expires_on": elements.get("expires_on", "").replace("-", "")}
    gtin, problems = elements.get("gtin") or None, list[Problem]()
    if gtin and not (gtin.isascii() and gtin.isdecimal() and has_valid_check_digit(gtin)):
        problems, gtin = [wrong_check_digit(gtin)], None
    unique_item_id = elements.get("unique_item_id") or None
    meaning = meaning_from(kind, attributes, _SOURCES, problems, unique_item_id=unique_item_id)
    return replace(meaning, fields=Fields.of(elements), gtin=gtin)


@lru_cache(maxsize=256)
def _groups(name: str, expression: str) -> tuple[tuple[str, int], ...]:
    """Return the named groups with their numbers, as they stand in the code: RE2 lists them by their names."""
    numbers = _program(name, expression).groupindex
    return tuple(sorted(numbers.items(), key=itemgetter(1)))


def _check_groups(name: str, expression: str) -> None:
    if len(expression) > LONGEST_EXPRESSION:
        raise PatternFault(name, f"It is longer than {LONGEST_EXPRESSION} characters.")
    groups = list(_GROUP.finditer(expression))
    if not groups:
        raise PatternFault(name, f"It has no named group such as (?P<part_number>...). {_names()}")
    times = Counter(group[1] for group in groups)
    seen: set[str] = set()
    for group in groups:
        called = group[1]
        if called not in GROUPS:
            raise PatternFault(
                name, f"It has a group “{called}”, which is unknown. {_names()}", group.start()
            )
        if called in seen:
            why = f"It has {times[called]} groups named “{called}”. Each name can be used once."
            raise PatternFault(name, why, group.start())
        seen.add(called)


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
        raise PatternFault(name, "It holds half a pair of surrogates, which is no character.") from None
    except re2.error as refused:
        fault = explained(_said(refused), expression)
        raise PatternFault(name, fault.words, fault.place) from None
    checked: _Program = program
    return checked


def _said(refused: Exception) -> str:
    said = refused.args[0] if refused.args else b""
    return said.decode("utf-8", "replace") if isinstance(said, bytes) else str(said)
