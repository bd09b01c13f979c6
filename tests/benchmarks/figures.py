"""Figures: what was measured, beside its reference and its goal, and the table of them."""

from __future__ import annotations

import os
import platform
import statistics
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Samples:
    """Measurements of one thing, all in the same unit."""

    values: tuple[float, ...]

    @property
    def median(self) -> float:
        """The middle one."""
        return statistics.median(self.values)

    @property
    def p99(self) -> float:
        """The one that only one in a hundred exceeds; the largest where there are fewer than a hundred."""
        if len(self.values) < 100:
            return max(self.values)
        return statistics.quantiles(self.values, n=100)[98]


@dataclass(frozen=True, slots=True)
class Figure:
    """Something that was measured, and beside it the reference of the same run."""

    name: str
    measured: Samples
    reference_name: str
    reference: Samples
    goals: tuple[Goal, ...] = ()
    unit: str = "ms"

    @property
    def ratio(self) -> float:
        """How many times the median of the reference the median is."""
        return self.measured.median / self.reference.median

    def row(self) -> str:
        """Return the figure as a row of a Markdown table."""
        cells = (
            self.name,
            "; ".join(goal.words for goal in self.goals) or "-",
            _number(self.measured.median, self.unit),
            _number(self.measured.p99, self.unit),
            f"{self.reference_name}: {_number(self.reference.median, self.unit)}",
            f"{self.ratio:.2f}",
            _verdict(self),
        )
        return "| " + " | ".join(cells) + " |"


@dataclass(frozen=True, slots=True)
class Goal:
    """What a figure should keep to."""

    words: str
    is_met: Callable[[Figure], bool]


def median_at_most(limit: float, unit: str = "ms") -> Goal:
    """Return the goal that the median is at most so much."""
    return Goal(f"median ≤ {limit:g} {unit}", lambda figure: figure.measured.median <= limit)


def p99_at_most(limit: float, unit: str = "ms") -> Goal:
    """Return the goal that all but one in a hundred are at most so much."""
    return Goal(f"p99 ≤ {limit:g} {unit}", lambda figure: figure.measured.p99 <= limit)


def times_reference(limit: float) -> Goal:
    """Return the goal that the median is at most so many times the median of the reference."""
    return Goal(f"median ≤ {limit:g} x reference", lambda figure: figure.ratio <= limit)


def table(figures: Iterable[Figure]) -> str:
    """Return the figures as a Markdown table, with the machine below it."""
    head = (
        "| Figure | Goal | Median | p99 | Reference, median | Ratio | Met |\n"
        "| --- | --- | --- | --- | --- | --- | --- |\n"
    )
    return head + "\n".join(figure.row() for figure in figures) + f"\n\n{machine()}\n"


def machine() -> str:
    """Return what the figures were measured on."""
    model = platform.processor() or platform.machine()
    cpus = Path("/proc/cpuinfo")
    if cpus.exists():
        lines = (line.partition(":") for line in cpus.read_text(encoding="utf-8").splitlines())
        model = next((value.strip() for key, _, value in lines if key.strip() == "model name"), model)
    return (
        f"Measured on {model}, {os.cpu_count()} cores, {platform.system()} {platform.release()}, "
        f"Python {platform.python_version()}."
    )


def _number(value: float, unit: str) -> str:
    digits = 2 if value < 10 else 1 if value < 100 else 0
    return f"{value:.{digits}f} {unit}"


def _verdict(figure: Figure) -> str:
    missed = [goal.words for goal in figure.goals if not goal.is_met(figure)]
    if not figure.goals:
        return "-"
    return "yes" if not missed else "no: " + "; ".join(missed)
