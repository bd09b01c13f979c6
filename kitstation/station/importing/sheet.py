"""A sheet: the rows of a file as text, with their numbers in the file."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """One row that is not blank.

    `number` is the line of a text file or the row of a worksheet, counted from 1. `unreadable` names cells
    (by index) that hold no usable value, each with the reason.
    """

    number: int
    cells: tuple[str, ...]
    unreadable: tuple[tuple[int, str], ...] = ()

    def cell(self, index: int) -> str:
        """Return a cell without surrounding blanks; short rows have blank cells at their end."""
        return self.cells[index].strip() if index < len(self.cells) else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A table as it was read, before anybody knows what its columns mean.

    `encoding` and `delimiter` are of text files, `worksheet` is of spreadsheets; `remarks` is what a person
    should know about how it was read.
    """

    source: str
    rows: tuple[Row, ...]
    encoding: str | None = None
    delimiter: str | None = None
    worksheet: str | None = None
    remarks: tuple[str, ...] = ()

    @property
    def has_decimal_commas(self) -> bool:
        """Whether 1,5 is a number: where commas do not separate columns, spreadsheets write them in numbers."""
        return self.delimiter == ";"
