"""Numbering: serial and lot numbers made by a pattern, unique across benches that cannot ask each other.

ION's documentation names "a configured pattern" without its syntax. Here a pattern is text with `{part}`,
`{revision}`, `{year}`, `{month}`, `{day}`, `{station}` and, once, `{seq}` or `{seq:N}`: a number that counts up,
with at least N digits. Where a pattern does not name the station, the station's code stands before the counting
number, so that two benches never make the same one. Numbers that were made and not used leave gaps; nothing depends
on there being none.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime
from typing import NamedTuple

from kitstation.domain.commands import Command, CreateItem, Entry, StartBuild
from kitstation.domain.records import Part, Rules

_FIELD = re.compile(r"\{([a-z]+)(?::([0-9]+))?\}")
_FIELDS = frozenset({"part", "revision", "year", "month", "day", "station"})
MOST_DIGITS = 12


class Scope(NamedTuple):
    """What numbers of one sequence have in common: the part, and the text before and after the counting digits."""

    part_uid: str
    prefix: str
    suffix: str
    digits: int

    def number(self, count: int) -> str:
        """Return the number that comes at a count."""
        return f"{self.prefix}{count:0{self.digits}d}{self.suffix}"


class PatternError(ValueError):
    """A pattern cannot make numbers; the message says why."""


def check_pattern(pattern: str) -> None:
    """Raise PatternError unless a pattern can make numbers."""
    counting = 0
    for name, digits in _FIELD.findall(pattern):
        if name == "seq":
            counting += 1
            if digits and not 1 <= int(digits) <= MOST_DIGITS:
                raise PatternError(f"{{seq:{digits}}} must have 1 to {MOST_DIGITS} digits")
        elif name not in _FIELDS or digits:
            raise PatternError(f"{{{name}{':' + digits if digits else ''}}} is not known")
    if counting != 1:
        raise PatternError("it needs {seq} or {seq:5} once, the number that counts up")
    if "{" in _FIELD.sub("", pattern) or "}" in _FIELD.sub("", pattern):
        raise PatternError("it has a brace that opens or closes nothing")
    if any(ord(sign) < ord(" ") for sign in pattern):
        raise PatternError("it has a control character")


def scope_of(pattern: str, part: Part, entry: Entry) -> Scope:
    """Return the sequence from which a pattern makes the next number, for a part at a station on a day."""
    if "{station}" not in pattern:
        pattern = pattern.replace("{seq", "{station}-{seq")
    at: datetime = entry.at
    values = {
        "part": part.part_number,
        "revision": part.revision,
        "year": f"{at:%Y}",
        "month": f"{at:%m}",
        "day": f"{at:%d}",
        "station": entry.station,
    }
    digits = 1
    sides = [""]
    end = 0
    for found in _FIELD.finditer(pattern):
        sides[-1] += pattern[end : found.start()]
        end = found.end()
        if found[1] == "seq":
            digits = int(found[2] or 1)
            sides.append("")
        else:
            sides[-1] += values[found[1]]
    sides[-1] += pattern[end:]
    prefix, suffix = sides
    return Scope(part.uid, prefix, suffix, digits)


def number_in(scope: Scope, part_uid: str, number: str | None) -> int:
    """Return the count at which a sequence comes to a number; 0 where it never does."""
    if not number or part_uid != scope.part_uid:
        return 0
    counting = number.removeprefix(scope.prefix).removesuffix(scope.suffix)
    if not (counting.isascii() and counting.isdigit()) or len(counting) > MOST_DIGITS + 1:
        return 0
    count = int(counting)
    return count if scope.number(count) == number else 0


def serial_pattern(part: Part, rules: Rules) -> str:
    """Return the pattern of a part's serial numbers: its own, or that of the house."""
    return part.serial_pattern or rules.serial_pattern


def lot_pattern(part: Part, rules: Rules) -> str:
    """Return the pattern of a part's lot numbers: its own, or that of the house."""
    return part.lot_pattern or rules.lot_pattern


def wants_serial(command: CreateItem | StartBuild) -> bool:
    """Whether a serial number is to be made. A number that is given wins over one that is to be made."""
    return command.autogenerate_serial_number and not command.serial_number


def wants_lot(command: CreateItem | StartBuild) -> bool:
    """Whether a lot number is to be made. A number that is given wins over one that is to be made."""
    return command.autogenerate_lot_number and not command.lot_number


def as_asked_again(asked: Command, journalled: Command) -> Command:
    """Return a command that is handed in again, with the numbers that were made for it the first time."""
    if isinstance(asked, CreateItem | StartBuild) and isinstance(journalled, type(asked)):
        return replace(
            asked,
            serial_number=journalled.serial_number if wants_serial(asked) else asked.serial_number,
            lot_number=journalled.lot_number if wants_lot(asked) else asked.lot_number,
        )
    return asked
