"""A station's own kinds of codes as they stand in its settings, and the grammar that knows them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Annotated, Final

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from kitstation.domain.errors import KitstationError
from kitstation.scanning.customer_patterns import CustomerPattern, PatternFault
from kitstation.scanning.grammar import LONGEST_READ, Grammar

MOST_EXAMPLES: Final = 20
"""Examples of one pattern."""


def _as_text(text: str) -> str:
    if not _is_text(text):
        raise ValueError("Half a pair of surrogates is no character, and cannot be kept")
    return text


_Text = Annotated[str, AfterValidator(_as_text)]


class PatternSettings(BaseModel):
    """A pattern as somebody has written it. It may be unusable: the settings are read all the same.

    `examples` are codes that it has to match; scanned or pasted, control characters and all.
    """

    model_config = ConfigDict(frozen=True)

    name: _Text
    expression: _Text
    examples: tuple[_Text, ...] = Field(default=(), max_length=MOST_EXAMPLES)


@dataclass(frozen=True, slots=True)
class KnownCodes:
    """How codes are read at a station: with every pattern that can be used, and why the others cannot."""

    grammar: Grammar = field(default_factory=Grammar)
    faults: tuple[PatternFault, ...] = ()


def known_codes(patterns: Iterable[PatternSettings]) -> KnownCodes:
    """Return how codes are read with these patterns, in their order. A fault is that of one pattern alone."""
    usable: list[CustomerPattern] = []
    faults: list[PatternFault] = []
    for pattern in patterns:
        try:
            usable.append(CustomerPattern(pattern.name, pattern.expression))
        except PatternFault as fault:
            faults.append(fault)
    return KnownCodes(Grammar(usable), tuple(faults))


def fault_of(pattern: PatternSettings) -> PatternFault | None:
    """Return why a pattern cannot be used; None where it can."""
    return next(iter(known_codes((pattern,)).faults), None)


def double_name(patterns: Iterable[PatternSettings]) -> str:
    """Return the first name that an earlier pattern has already, in whatever case of letters; empty where none."""
    seen: set[str] = set()
    for pattern in patterns:
        folded = pattern.name.casefold()
        if folded in seen:
            return pattern.name
        seen.add(folded)
    return ""


def examples_of(samples: Iterable[str]) -> tuple[str, ...]:
    """Return what can be kept with a pattern: each sample once, and none that is empty or no code at all."""
    kept = (sample for sample in samples if sample and len(sample) <= LONGEST_READ and _is_text(sample))
    return tuple(dict.fromkeys(kept))[:MOST_EXAMPLES]


def _is_text(text: str) -> bool:
    return not any("\ud800" <= character <= "\udfff" for character in text)


def all_faults(faults: Iterable[PatternFault]) -> KitstationError | None:
    """Return one fault that tells of all, as there is room for one; None where nothing is wrong."""
    told = tuple(faults)
    if len(told) < 2:
        return next(iter(told), None)
    return KitstationError(
        f"{len(told)} patterns of codes cannot be used",
        detail=" ".join(f"“{fault.name}”: {fault.why}" for fault in told),
        hint="The others are. Correct these in Settings, Codes.",
    )


# A list of patterns, changed.


def put_in(
    patterns: Iterable[PatternSettings], pattern: PatternSettings, place: int | None = None
) -> tuple[PatternSettings, ...]:
    """Return the list with one more pattern, at a place or at the end."""
    listed = list(patterns)
    listed.insert(len(listed) if place is None else place, pattern)
    return tuple(listed)


def put_in_place_of(
    patterns: Iterable[PatternSettings], name: str, pattern: PatternSettings
) -> tuple[PatternSettings, ...]:
    """Return the list with a pattern in place of the one with this name."""
    return tuple(pattern if each.name == name else each for each in patterns)


def taken_out(patterns: Iterable[PatternSettings], name: str) -> tuple[PatternSettings, ...]:
    """Return the list without the pattern with this name."""
    return tuple(each for each in patterns if each.name != name)


def moved(patterns: Iterable[PatternSettings], name: str, by: int) -> tuple[PatternSettings, ...]:
    """Return the list with one pattern so many places further down, or up for a negative number; at most to an end."""
    listed = list(patterns)
    here = place_of(listed, name)
    pattern = listed.pop(here)
    listed.insert(min(max(here + by, 0), len(listed)), pattern)
    return tuple(listed)


def place_of(patterns: Iterable[PatternSettings], name: str) -> int:
    """Return at which place the pattern with this name stands. Raises KeyError where there is none."""
    for place, pattern in enumerate(patterns):
        if pattern.name == name:
            return place
    raise KeyError(name)
