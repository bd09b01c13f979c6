"""Previews: the first rows of a sheet with what its columns are taken for, to be looked at before importing."""

from __future__ import annotations

from dataclasses import dataclass

from kitstation.station.importing.columns import ColumnMapping
from kitstation.station.importing.sheet import Sheet

ROWS_SHOWN = 20


@dataclass(frozen=True, slots=True)
class PreviewColumn:
    """A column: its title in the file, and the field it is taken for, None when it is left out."""

    title: str
    field: str | None


@dataclass(frozen=True, slots=True)
class PreviewRow:
    """A row with its number in the file and a cell for each column."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """The beginning of a sheet as it would be imported. `missing` are the fields of which one must still be named."""

    source: str
    encoding: str | None
    delimiter: str | None
    worksheet: str | None
    header_row: int
    row_count: int
    columns: tuple[PreviewColumn, ...]
    rows: tuple[PreviewRow, ...]
    missing: tuple[tuple[str, ...], ...]
    remarks: tuple[str, ...]


def preview(sheet: Sheet, mapping: ColumnMapping, *, rows_shown: int = ROWS_SHOWN) -> Preview:
    """Return the beginning of a sheet with the meaning of its columns."""
    rows = mapping.rows_of(sheet)
    fields = {index: field for field, index in mapping.columns.items()}
    width = max(len(row.cells) for row in (mapping.header, *rows[:rows_shown]))
    return Preview(
        source=sheet.source,
        encoding=sheet.encoding,
        delimiter=sheet.delimiter,
        worksheet=sheet.worksheet,
        header_row=mapping.header.number,
        row_count=len(rows),
        columns=tuple(PreviewColumn(mapping.header.cell(index), fields.get(index)) for index in range(width)),
        rows=tuple(
            PreviewRow(row.number, tuple(row.cell(index) for index in range(width)))
            for row in rows[:rows_shown]
        ),
        missing=mapping.missing,
        remarks=(*sheet.remarks, *mapping.remarks),
    )
