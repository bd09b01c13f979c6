"""Reading the cells of one row by field, with every problem and note told to the findings."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import TypeVar

from kitstation.domain.records import TrackingType
from kitstation.domain.text_fields import TEXT_RULES
from kitstation.station.importing import cells
from kitstation.station.importing.cells import CellError
from kitstation.station.importing.columns import ColumnMapping, missing_message
from kitstation.station.importing.report import WHOLE_FILE, Findings
from kitstation.station.importing.sheet import Row, Sheet

T = TypeVar("T")


class RowReader:
    """One row as its columns' fields. A cell that cannot be read is a problem and makes the row `failed`."""

    def __init__(self, row: Row, mapping: ColumnMapping, findings: Findings, *, decimal_comma: bool) -> None:
        self.number = row.number
        self.failed = False
        self._row = row
        self._mapping = mapping
        self._findings = findings
        self._decimal_comma = decimal_comma
        self._unusable = dict(row.unreadable)

    def text(self, field: str) -> str:
        """Return a cell's text; blank when the file has no such column."""
        index = self._mapping.columns.get(field)
        if index is None:
            return ""
        if index in self._unusable:
            self.problem(field, self._unusable[index])
            return ""
        return self._row.cell(index)

    def raw(self, field: str) -> str:
        """Return a cell as it is written, for showing it."""
        index = self._mapping.columns.get(field)
        return "" if index is None else self._row.cell(index)

    def whole(self) -> str:
        """Return all that is written in the row, for showing it."""
        return " ".join(cell.strip() for cell in self._row.cells if cell.strip())

    def is_blank(self, field: str) -> bool:
        """Whether nothing is written in a cell; one that holds something unusable is not blank."""
        return not self.raw(field) and self._mapping.columns.get(field) not in self._unusable

    def has_column(self, field: str) -> bool:
        """Whether the file has a column for a field."""
        return field in self._mapping.columns

    def name(self, field: str) -> str:
        """Return a part number, serial number or other name; signs that only look right are put right and noted."""
        text = self.text(field)
        name = self._parsed(field, cells.name, text) or ""
        if name and name != text:
            self.note(
                field, f"“{text}” was written with signs that scanners do not read; it is taken as “{name}”."
            )
        return name

    def description(self, field: str) -> str:
        """Return free text in one line; blank when it is longer than such a text can be."""
        text = cells.description(self.text(field))
        if why := TEXT_RULES.get(field, TEXT_RULES["description"]).wrong_with(text):
            self.problem(field, cells.sentence(why))
            return ""
        return text

    def amount(self, field: str) -> Decimal | None:
        """Return a quantity or cost, or None when the cell is blank or bad."""
        return self._parsed(field, lambda text: cells.amount(text, decimal_comma=self._decimal_comma))

    def day(self, field: str) -> date | None:
        """Return a date, or None when the cell is blank or bad."""
        return self._parsed(field, cells.day)

    def tracking(self, field: str) -> TrackingType | None:
        """Return how stock is told apart, or None when the cell is blank or bad."""
        return self._parsed(field, cells.tracking)

    def unit(self, field: str) -> str:
        """Return the unit; blank when the cell is blank or bad."""
        return self._parsed(field, cells.unit) or ""

    def location_path(self, field: str) -> str:
        """Return a location path; blank when the cell is blank or bad."""
        return self._parsed(field, cells.location_path) or ""

    def is_left_out(self) -> bool:
        """Whether the row says that its part is not placed, in any of the columns that can say so."""
        says_no = [
            self._parsed(field, cells.is_left_out) for field in ("do_not_populate", "excluded_from_bom")
        ]
        return any(says_no) or self._parsed("populate", cells.is_put_in) is False

    def problem(self, field: str, message: str) -> None:
        """Say that a cell of this row is wrong."""
        self._findings.problem(self.number, self._mapping.title(field), self.raw(field), message)
        self.failed = True

    def note(self, field: str, message: str) -> None:
        """Say something about a cell of this row that stops nothing."""
        self._findings.note(self.number, self._mapping.title(field), message)

    def _parsed(self, field: str, parse: Callable[[str], T], text: str | None = None) -> T | None:
        text = self.text(field) if text is None else text
        if not text:
            return None
        try:
            return parse(text)
        except CellError as error:
            self.problem(field, str(error))
            return None


def begin(sheet: Sheet, mapping: ColumnMapping) -> tuple[Findings, list[RowReader]]:
    """Return the findings so far and a reader for each row, none when required columns are missing."""
    findings = Findings()
    rows = mapping.rows_of(sheet)
    findings.rows = len(rows)
    for remark in (*sheet.remarks, *mapping.remarks):
        findings.note(WHOLE_FILE, "", remark)
    for group in mapping.missing:
        findings.problem(mapping.header.number, " or ".join(group), "", missing_message(mapping, group))
    if mapping.missing:
        return findings, []
    comma = sheet.has_decimal_commas
    return findings, [RowReader(row, mapping, findings, decimal_comma=comma) for row in rows]
