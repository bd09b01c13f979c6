"""Differences: where the database does not hold what it should, as a report that stays short."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

MOST = 100
"""How many differences a report lists; it counts them all."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One value that is not what was recomputed.

    `key` names the row, its parts joined by " / ". `column` is empty where a whole row is missing or too many,
    or where the finding is about the table as such. None is "nothing there". Quantities are plain decimals.
    """

    table: str
    key: str
    column: str
    expected: str | None
    found: str | None


@dataclass(frozen=True, slots=True)
class AuditReport:
    """The differences found: the first of them, and how many there are in all."""

    differences: tuple[Difference, ...]
    total: int

    @property
    def is_clean(self) -> bool:
        """Whether everything is as it should be."""
        return self.total == 0


def report(differences: Iterable[Difference]) -> AuditReport:
    """Return a report on the differences, however many they are."""
    kept: list[Difference] = []
    total = 0
    for total, difference in enumerate(differences, start=1):
        if total <= MOST:
            kept.append(difference)
    return AuditReport(tuple(kept), total)
