"""Reports: what an import does, or why it does nothing. Plain data, for the command line and for the wizard."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, replace
from enum import StrEnum
from typing import Any

LONGEST_VALUE = 120
"""A longer value of a cell is cut in a report."""

ROWS_NAMED = 5
"""A message names so many other rows and counts the rest."""

WHOLE_FILE = 0
"""The row number of what concerns the file and not one row."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Why nothing is imported: which cell, what it holds, what is wrong and what to do."""

    row: int
    column: str
    value: str
    message: str


@dataclass(frozen=True, slots=True)
class Note:
    """Something that a person should know and that stops nothing."""

    row: int
    column: str
    message: str


class SkipReason(StrEnum):
    """Why a row is left out on purpose."""

    DO_NOT_POPULATE = "do not populate"
    NO_PART_NUMBER = "no part number"


@dataclass(frozen=True, slots=True)
class Skipped:
    """A row that is left out on purpose: why, and what was in it."""

    row: int
    reason: SkipReason
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Created:
    """How many records of each kind are made."""

    parts: int = 0
    locations: int = 0
    suppliers: int = 0
    lines: int = 0
    items: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportReport:
    """What an import does, in counts, with everything that a person should look at.

    `rows` counts the rows below the header. With `problems` nothing is done. `applied` says whether it was
    done or only planned.
    """

    rows: int
    created: Created = Created()
    updated: int = 0
    removed: int = 0
    unchanged: int = 0
    skipped: tuple[Skipped, ...] = ()
    notes: tuple[Note, ...] = ()
    problems: tuple[Problem, ...] = ()
    applied: bool = False

    def refused(self, problem: Problem) -> ImportReport:
        """Return the report of an import that was planned and then could not be done."""
        return replace(
            self,
            created=Created(),
            updated=0,
            removed=0,
            unchanged=0,
            problems=(*self.problems, problem),
        )

    def to_json(self) -> dict[str, Any]:
        """Return the report as dictionaries, lists, texts and numbers."""
        return asdict(self)


def other_rows(rows: Sequence[int], row: int) -> str:
    """Return "row 3" or "rows 3, 4 and 7 more": all but `row`, for a message about it."""
    others = [other for other in rows[: ROWS_NAMED + 1] if other != row][:ROWS_NAMED]
    more = len(rows) - 1 - len(others)
    named = f"row{'s' if len(rows) > 2 else ''} {', '.join(map(str, others))}"
    return f"{named} and {more} more" if more else named


@dataclass(slots=True)
class Findings:
    """Collects what is found while rows are read and planned."""

    rows: int = 0
    problems: list[Problem] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)

    def problem(self, row: int, column: str, value: str, message: str) -> None:
        """Add a problem."""
        shown = value if len(value) <= LONGEST_VALUE else value[: LONGEST_VALUE - 1] + "…"
        self.problems.append(Problem(row, column, shown, message))

    def note(self, row: int, column: str, message: str) -> None:
        """Add a note."""
        self.notes.append(Note(row, column, message))

    def skip(self, row: int, reason: SkipReason, text: str) -> None:
        """Add a row that is left out."""
        self.skipped.append(Skipped(row, reason, text))

    def report(
        self, *, created: Created = Created(), updated: int = 0, removed: int = 0, unchanged: int = 0
    ) -> ImportReport:
        """Return the report, in the order of the file. The counts are those of what is planned."""
        return ImportReport(
            rows=self.rows,
            created=created,
            updated=updated,
            removed=removed,
            unchanged=unchanged,
            skipped=tuple(self.skipped),
            notes=tuple(sorted(self.notes, key=lambda note: note.row)),
            problems=tuple(sorted(self.problems, key=lambda problem: problem.row)),
        )
