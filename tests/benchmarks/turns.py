"""Measuring turn by turn: a figure and its reference alternate, so that what else the machine does slows both alike."""

from __future__ import annotations

from collections.abc import Callable

from pytest_benchmark.fixture import BenchmarkFixture

from tests.benchmarks.figures import Samples

WARMING_UP = 5
"""The first turns are not counted: caches fill, statements are compiled."""

Measure = Callable[[], float]
"""Does something once, and returns how long it took in ms."""


def in_turns(
    benchmark: BenchmarkFixture, measure: Measure, reference: Measure, *, rounds: int
) -> tuple[Samples, Samples]:
    """Measure something and its reference in turns, `rounds` times each after warming up."""
    measured: list[float] = []
    referred: list[float] = []

    def turn() -> None:
        measured.append(measure())

    def turn_of_reference() -> None:
        referred.append(reference())

    benchmark.pedantic(  # type: ignore[no-untyped-call]  # pytest-benchmark leaves it without annotations
        turn, setup=turn_of_reference, rounds=rounds, warmup_rounds=WARMING_UP
    )
    return Samples(tuple(measured[WARMING_UP:])), Samples(tuple(referred[WARMING_UP:]))
