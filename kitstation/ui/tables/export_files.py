"""Files that rows are exported to; each has its name only once it is whole."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from decimal import Decimal
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, TextIO

from kitstation.domain.errors import KitstationError
from kitstation.station.formula_guard import begins_as_formula, guarded
from kitstation.ui.tables.export_columns import CellValue

if TYPE_CHECKING:
    from openpyxl.cell import Cell
    from openpyxl.workbook import Workbook

_MOST_ROWS = 1_048_576
"""No sheet of a workbook has more rows, the titles among them."""

_CONTROLS = {code: chr(0x2400 + code) for code in range(32) if chr(code) not in "\t\n\r"}
"""A workbook cannot hold control characters; each is written as its picture."""

Cells = Sequence[CellValue]


class FileKind(Enum):
    """The kinds of files there are, by the end of their names."""

    CSV = ".csv"
    XLSX = ".xlsx"

    @classmethod
    def of(cls, path: Path) -> FileKind:
        """Return the kind that a file's name asks for: CSV, unless it ends otherwise."""
        return cls.XLSX if path.suffix.casefold() == cls.XLSX.value else cls.CSV


class RowFile(Protocol):
    """A file in the making. `begin` comes first; `finish` gives it its name, `discard` leaves nothing behind.

    All raise OSError where the disk does not take it.
    """

    def begin(self, titles: Sequence[str]) -> None:
        """Write the titles of the columns."""
        ...

    def write(self, rows: Iterable[Cells]) -> None:
        """Write rows."""
        ...

    def finish(self) -> None:
        """Make the file whole; one that had the name is replaced."""
        ...

    def discard(self) -> None:
        """Leave nothing behind."""
        ...


def row_file(path: Path, sheet: str) -> RowFile:
    """Return a file of the kind that its name asks for; `sheet` is the title of a workbook's sheet."""
    return XlsxFile(path, sheet) if FileKind.of(path) is FileKind.XLSX else CsvFile(path)


class CsvFile:
    """Comma-separated values. A text that a spreadsheet would run as a formula has an apostrophe before it."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._half = _half_of(path)
        self._file: TextIO | None = None

    def begin(self, titles: Sequence[str]) -> None:
        """Write the titles of the columns."""
        # With its mark at the beginning, spreadsheet programs read the file as UTF-8.
        self._file = self._half.open("w", encoding="utf-8-sig", newline="")
        self.write((titles,))

    def write(self, rows: Iterable[Cells]) -> None:
        """Write rows."""
        if self._file is not None:
            csv.writer(self._file).writerows([_csv_text(cell) for cell in row] for row in rows)

    def finish(self) -> None:
        """Make the file whole."""
        self._close()
        self._half.replace(self._path)

    def discard(self) -> None:
        """Leave nothing behind."""
        self._close()
        self._half.unlink(missing_ok=True)

    def _close(self) -> None:
        if self._file is not None:
            file, self._file = self._file, None
            file.close()


class XlsxFile:
    """A workbook with one sheet. Texts are texts, whatever they begin with; numbers are numbers."""

    def __init__(self, path: Path, sheet: str) -> None:
        self._path = path
        self._half = _half_of(path)
        self._name = "".join(" " if sign in "[]:*?/\\" else sign for sign in sheet)[:31].strip("' ")
        self._book: Workbook | None = None
        self._sheet: Any = None
        self._new_cell: Any = None
        self._rows = 0

    def begin(self, titles: Sequence[str]) -> None:
        """Write the titles of the columns, in bold type, above what scrolls."""
        from openpyxl import Workbook
        from openpyxl.cell import WriteOnlyCell
        from openpyxl.styles import Font

        # Better now than after a million rows: whether there can be a file at all.
        self._half.touch()
        self._new_cell = WriteOnlyCell
        self._book = Workbook(write_only=True)
        self._sheet = self._book.create_sheet(self._name or "Sheet")
        self._sheet.freeze_panes = "A2"
        cells = [self._text(title) for title in titles]
        for cell in cells:
            cell.font = Font(bold=True)
        self._sheet.append(cells)
        self._rows = 1

    def write(self, rows: Iterable[Cells]) -> None:
        """Write rows. Raises KitstationError where a sheet cannot hold so many."""
        for row in rows:
            if self._rows == _MOST_ROWS:
                raise KitstationError(
                    "A workbook cannot hold so many rows",
                    detail=f"{self._path}: a sheet has at most {_MOST_ROWS:,} rows",
                    hint="Export as CSV, or search for less and export that.",
                )
            self._sheet.append([self._cell(value) for value in row])
            self._rows += 1

    def finish(self) -> None:
        """Make the file whole."""
        if self._book is not None:
            book, self._book = self._book, None
            book.save(self._half)
            self._half.replace(self._path)

    def discard(self) -> None:
        """Leave nothing behind."""
        if self._book is not None:
            self._book = None
            self._sheet.close()
            # The rows wait in a temporary file that only a saved workbook takes away.
            self._sheet._writer.cleanup()  # noqa: SLF001 - there is no public way
        self._half.unlink(missing_ok=True)

    def _cell(self, value: CellValue) -> object:
        if isinstance(value, Decimal):
            return value
        return self._text(value) if value else None

    def _text(self, value: str) -> Cell:
        cell: Cell = self._new_cell(self._sheet, value.translate(_CONTROLS))
        cell.data_type = "s"
        if begins_as_formula(value):
            # It stays a text even when somebody edits it.
            cell.quotePrefix = True
        return cell


def _half_of(path: Path) -> Path:
    return path.with_name(f"{path.name}.part")


def _csv_text(cell: CellValue) -> str:
    return f"{cell:f}" if isinstance(cell, Decimal) else guarded(cell)
