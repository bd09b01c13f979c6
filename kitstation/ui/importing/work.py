"""What an import does away from the screen: read a file, plan, carry out, and say it as text."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from enum import Enum
from pathlib import Path

from kitstation.station.desk import Desk
from kitstation.station.importing.bom import Assembly, plan_bom
from kitstation.station.importing.columns import (
    BOM,
    INVENTORY,
    PARTS,
    ColumnMapping,
    Purpose,
    recognise,
)
from kitstation.station.importing.inventory import plan_inventory
from kitstation.station.importing.parts import plan_parts
from kitstation.station.importing.plan import Author, ImportPlan
from kitstation.station.importing.reading import read_sheet
from kitstation.station.importing.report import WHOLE_FILE, ImportReport, SkipReason
from kitstation.station.importing.sheet import Sheet
from kitstation.store.store import Store

Translate = Callable[[str], str]


class ImportKind(Enum):
    """What a file can be imported as."""

    BOM = "bom"
    PARTS = "parts"
    INVENTORY = "inventory"

    @property
    def purpose(self) -> Purpose:
        """Return the fields that such a file can have."""
        return {ImportKind.BOM: BOM, ImportKind.PARTS: PARTS, ImportKind.INVENTORY: INVENTORY}[self]


@dataclass(frozen=True, slots=True)
class ReadFile:
    """A file that was read, with what its columns are taken for."""

    path: Path
    kind: ImportKind
    sheet: Sheet
    mapping: ColumnMapping

    def with_columns(self, columns: Mapping[str, int]) -> ReadFile:
        """Return the same file with its columns taken for something else."""
        purpose = self.mapping.purpose
        missing = tuple(group for group in purpose.required if not any(field in columns for field in group))
        return replace(
            self, mapping=replace(self.mapping, columns=dict(columns), missing=missing, remarks=())
        )


def read_file(path: Path, kind: ImportKind) -> ReadFile:
    """Read a file and recognise its columns. Raises ImportFault where it holds no table."""
    sheet = read_sheet(path)
    return ReadFile(path, kind, sheet, recognise(sheet, kind.purpose))


def plan_import(store: Store, file: ReadFile, desk: Desk, assembly: Assembly) -> ImportPlan:
    """Plan an import; `assembly` is what a bill of materials is of. Changes nothing."""
    author = Author(operator=desk.operator, station=desk.station, ids=desk.ids, clock=desk.clock)
    match file.kind:
        case ImportKind.BOM:
            return plan_bom(file.sheet, file.mapping, assembly=assembly, store=store, author=author)
        case ImportKind.PARTS:
            return plan_parts(file.sheet, file.mapping, store=store, author=author)
        case ImportKind.INVENTORY:
            return plan_inventory(file.sheet, file.mapping, store=store, author=author)


class FindingKind(Enum):
    """How much a finding matters."""

    PROBLEM = "problem"
    SKIPPED = "skipped"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of a report: a problem, a row that is left out, or a note. Row 0 is the whole file."""

    ordinal: int
    kind: FindingKind
    row: int
    column: str
    value: str
    message: str


def findings(report: ImportReport, tr: Translate) -> tuple[Finding, ...]:
    """Return everything that a person should look at: problems first, then what is left out, then notes."""
    reasons = {
        SkipReason.DO_NOT_POPULATE: tr("It is marked as not populated."),
        SkipReason.NO_PART_NUMBER: tr("It has no part number."),
    }
    found = [
        *((FindingKind.PROBLEM, each.row, each.column, each.value, each.message) for each in report.problems),
        *((FindingKind.SKIPPED, each.row, "", each.text, reasons[each.reason]) for each in report.skipped),
        *((FindingKind.NOTE, each.row, each.column, "", each.message) for each in report.notes),
    ]
    return tuple(Finding(ordinal, *each) for ordinal, each in enumerate(found))


def counts(report: ImportReport, tr: Translate) -> tuple[str, ...]:
    """Return what is created and changed, each count in words; what is nothing is left out."""
    created = report.created
    numbers = (
        (created.parts, tr("{count} new parts"), tr("1 new part")),
        (created.locations, tr("{count} new locations"), tr("1 new location")),
        (created.suppliers, tr("{count} new suppliers"), tr("1 new supplier")),
        (created.lines, tr("{count} new lines"), tr("1 new line")),
        (created.items, tr("{count} new items"), tr("1 new item")),
        (report.updated, tr("{count} updated"), tr("1 updated")),
        (report.removed, tr("{count} removed"), tr("1 removed")),
        (report.unchanged, tr("{count} unchanged"), tr("1 unchanged")),
        (len(report.skipped), tr("{count} rows left out"), tr("1 row left out")),
    )
    return tuple(
        one if number == 1 else many.format(count=f"{number:,}") for number, many, one in numbers if number
    )


def report_text(source: str, headline: str, report: ImportReport, tr: Translate) -> str:
    """Return a report as text, with tabs between the columns of its findings."""
    lines = [f"{source}: {headline}", *counts(report, tr)]
    for found in findings(report, tr):
        row = "" if found.row == WHOLE_FILE else str(found.row)
        lines.append("\t".join((found.kind.value, row, found.column, found.value, found.message)))
    return "\n".join(lines)
