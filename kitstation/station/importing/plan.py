"""Plans: the commands of an import with its report, and carrying them out, all of them or none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from kitstation.domain.clock import Clock
from kitstation.domain.commands import Command, Entry
from kitstation.domain.ids import IdSource
from kitstation.domain.refusals import Refused
from kitstation.station.importing.report import WHOLE_FILE, Findings, ImportReport, Problem
from kitstation.store.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Author:
    """Who imports and at which station, with the source of ids and the clock for the commands."""

    operator: str
    station: str
    ids: IdSource
    clock: Clock


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportPlan:
    """What an import would do. With problems in its report there is nothing to do.

    `rows` tells the row of the file that each command (by its id) comes from.
    """

    entries: tuple[Entry, ...]
    rows: Mapping[str, int]
    report: ImportReport


@dataclass(slots=True)
class Commands:
    """Collects the commands of a plan, in the order in which they will be done."""

    author: Author
    entries: list[Entry] = field(default_factory=list)
    rows: dict[str, int] = field(default_factory=dict)

    def new_uid(self) -> str:
        """Return a uid for a record that a command makes."""
        return self.author.ids.new()

    def add(self, row: int, command: Command) -> None:
        """Add a command that comes from a row of the file."""
        command_id = self.author.ids.new()
        self.rows[command_id] = row
        self.entries.append(
            Entry(
                command_id=command_id,
                at=self.author.clock.now(),
                operator=self.author.operator,
                station=self.author.station,
                command=command,
            )
        )

    def plan(self, report: ImportReport) -> ImportPlan:
        """Return the plan."""
        return ImportPlan(entries=tuple(self.entries), rows=self.rows, report=report)


def nothing_to_do(findings: Findings) -> ImportPlan:
    """Return the plan of an import that its problems stop."""
    return ImportPlan(entries=(), rows={}, report=findings.report())


def run(plan: ImportPlan, store: Store) -> ImportReport:
    """Carry a plan out in one transaction and return its report.

    Nothing is changed when the report has problems, or when the store refuses a command because something
    was changed since the plan was made; the refusal is then the problem of its row.
    """
    if plan.report.problems:
        return plan.report
    outcomes = store.execute_all(plan.entries, atomic=True)
    if outcomes and isinstance(refused := outcomes[-1], Refused):
        entry = plan.entries[len(outcomes) - 1]
        return plan.report.refused(_problem_of(refused, plan.rows.get(entry.command_id, WHOLE_FILE)))
    # A freshly filled database is planned for as if it were empty until it has been looked at.
    store.optimize()
    return replace(plan.report, applied=True)


def _problem_of(refused: Refused, row: int) -> Problem:
    facts = ", ".join(f"{fact.replace('_', ' ')} {value}" for fact, value in refused.facts.items())
    return Problem(
        row=row,
        column="",
        value=facts,
        message=(
            f"Something was changed while the file was being read ({refused.code}). "
            "Nothing was imported; import the file again."
        ),
    )
