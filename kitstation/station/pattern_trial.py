"""Trying a pattern on codes, before it is used and whenever it is changed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from kitstation.scanning.customer_patterns import CustomerPattern, PatternFault
from kitstation.scanning.grammar import Grammar
from kitstation.scanning.meaning import Meaning, Problem, Reading
from kitstation.station.code_patterns import PatternSettings, fault_of, known_codes, put_in


class Result(StrEnum):
    """What came of one code."""

    BELIEVED = "believed"
    """The pattern matches, and is what the code is taken for."""
    NOT_FIRST = "not_first"
    """The pattern matches, but something else is believed before it."""
    NO_MATCH = "no_match"
    UNUSABLE = "unusable"
    """The pattern cannot be used at all."""


@dataclass(frozen=True, slots=True)
class SampleTrial:
    """One code, and what it is taken for. `meaning` is what the pattern itself gives; None where it does not match."""

    sample: str
    result: Result
    winner: str
    """The kind that the code is taken for, or the text of the control code that it is."""
    meaning: Meaning | None = None

    @property
    def groups(self) -> tuple[tuple[str, str], ...]:
        """What each named group gives, in the order of the expression."""
        return self.meaning.fields.pairs if self.meaning else ()

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong with what the groups give."""
        return self.meaning.problems if self.meaning else ()

    @property
    def is_well(self) -> bool:
        """Whether the code serves as an example: the pattern is what it is taken for, and nothing is wrong."""
        return self.result is Result.BELIEVED and not self.problems


@dataclass(frozen=True, slots=True)
class PatternTrial:
    """What came of all codes. `fault` is why the pattern cannot be used."""

    samples: tuple[SampleTrial, ...]
    fault: PatternFault | None = None

    @property
    def is_well(self) -> bool:
        """Whether the pattern can be used and every code serves as an example."""
        return self.fault is None and all(sample.is_well for sample in self.samples)


def try_pattern(
    pattern: PatternSettings,
    samples: Iterable[str],
    others: Sequence[PatternSettings] = (),
    place: int | None = None,
) -> PatternTrial:
    """Return what codes mean with a pattern at its place among others."""
    fault = fault_of(pattern)
    grammar = known_codes(others if fault else put_in(others, pattern, place)).grammar
    tried = None if fault else CustomerPattern(pattern.name, pattern.expression)
    return PatternTrial(tuple(_tried(sample, tried, grammar) for sample in samples), fault)


def try_kept(patterns: Sequence[PatternSettings], name: str) -> PatternTrial:
    """Return what the examples of one of the kept patterns mean, with it at its place. Raises KeyError without one."""
    for place, pattern in enumerate(patterns):
        if pattern.name == name:
            others = (*patterns[:place], *patterns[place + 1 :])
            return try_pattern(pattern, pattern.examples, others, place)
    raise KeyError(name)


def _tried(sample: str, pattern: CustomerPattern | None, grammar: Grammar) -> SampleTrial:
    reading = grammar.read(sample)
    winner = reading.control.text if reading.control else reading.meanings[0].kind
    if pattern is None:
        return SampleTrial(sample, Result.UNUSABLE, winner)
    meaning = _given_by(pattern, reading)
    if meaning is None:
        return SampleTrial(sample, Result.NO_MATCH, winner)
    result = Result.BELIEVED if meaning is reading.meanings[0] else Result.NOT_FIRST
    return SampleTrial(sample, result, winner, meaning)


def _given_by(pattern: CustomerPattern, reading: Reading) -> Meaning | None:
    return next((meaning for meaning in reading.meanings if meaning.kind == pattern.kind), None)
