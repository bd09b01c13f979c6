"""Excel workbooks: the first visible worksheet as rows of text."""

from __future__ import annotations

import io
import re
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any, Protocol
from xml.etree.ElementTree import ParseError

from kitstation.domain.errors import ImportFault
from kitstation.station.importing.sheet import Row, Sheet

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook


class _Cell(Protocol):
    """What the kinds of cells that a read-only worksheet gives have in common."""

    value: Any
    data_type: str
    number_format: str


LARGEST_CONTENT = 1024 * 1024 * 1024
"""Bytes that a workbook may unpack to; more is no table but an attack or an accident."""

NO_SAVED_VALUE = (
    "The formula in this cell has no saved value. Open the file in a spreadsheet program, "
    "save it (or save the values only) and import it again."
)
# What openpyxl lets through of a damaged file, found by damaging files; it has no exception of its own for them.
_DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    ParseError,
    OSError,
    EOFError,
    LookupError,
    ValueError,
    TypeError,
    AttributeError,
    RuntimeError,
    AssertionError,
)
_LEADING_ZEROS = re.compile(r"0+")


def read_workbook(data: bytes, source: str) -> Sheet:
    """Return the table in a workbook's first visible worksheet; raises ImportFault when there is none."""
    try:
        _refuse_bombs(data, source)
        with warnings.catch_warnings():
            # About styles, validation and other things that do not change what is in the cells.
            warnings.simplefilter("ignore")
            return _read(data, source)
    except _DAMAGED as error:
        raise ImportFault(
            f"{source} cannot be read as an Excel workbook",
            detail=f"The file is damaged, protected or of another kind ({error}).",
            hint="Open it in a spreadsheet program and save it as .xlsx or .csv.",
        ) from error


def _refuse_bombs(data: bytes, source: str) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if sum(member.file_size for member in archive.infolist()) > LARGEST_CONTENT:
            raise ImportFault(
                f"{source} is too large for a table",
                hint="Check that it is the right file, or divide it into smaller ones.",
            )


def _read(data: bytes, source: str) -> Sheet:
    formulas = _open(data, values=False)
    visible = [sheet.title for sheet in formulas.worksheets if sheet.sheet_state == "visible"]
    if not visible:
        raise ImportFault(
            f"{source} has no worksheet to read", hint="Save the table in a worksheet that is visible."
        )
    title, *others = visible
    rows, has_formulas = _rows(formulas, title)
    if has_formulas:
        # Formulas and the values that were saved for them can only be had in two readings.
        rows = _with_saved_values(rows, _rows(_open(data, values=True), title)[0])
    remark = f"Only the worksheet “{title}” was read, not {', '.join(f'“{name}”' for name in others)}."
    return Sheet(
        source=source,
        rows=tuple(row for row in rows if row.unreadable or any(cell.strip() for cell in row.cells)),
        worksheet=title,
        remarks=(remark,) if others else (),
    )


def _open(data: bytes, *, values: bool) -> Workbook:
    import openpyxl

    return openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=values, keep_links=False)


def _rows(workbook: Workbook, title: str) -> tuple[list[Row], bool]:
    """Return a worksheet's rows, and whether there are formulas among them."""
    worksheet = workbook[title]
    # Some programs write a wrong size, and cells beyond it would be left out.
    worksheet.reset_dimensions()
    rows: list[Row] = []
    has_formulas = False
    for number, cells in enumerate(worksheet.iter_rows(), start=1):
        if all(cell.value is None for cell in cells):
            continue
        formulas = tuple((index, NO_SAVED_VALUE) for index, cell in enumerate(cells) if cell.data_type == "f")
        has_formulas = has_formulas or bool(formulas)
        rows.append(Row(number, tuple(map(_text, cells)), formulas or tuple(_errors(cells))))
    return rows, has_formulas


def _errors(cells: tuple[_Cell, ...]) -> Iterator[tuple[int, str]]:
    for index, cell in enumerate(cells):
        if cell.data_type == "e":
            yield (
                index,
                f"The spreadsheet shows the error {cell.value} here. Mend it there, save, import again.",
            )


def _with_saved_values(rows: list[Row], values: list[Row]) -> list[Row]:
    saved = {row.number: row for row in values}
    return [_with_saved(row, saved.get(row.number, Row(row.number, ()))) for row in rows]


def _with_saved(row: Row, saved: Row) -> Row:
    """Return the row of values; formulas without a saved one stay unreadable."""
    missing = tuple(
        (index, why) for index, why in row.unreadable if why is NO_SAVED_VALUE and not saved.cell(index)
    )
    return Row(row.number, saved.cells, missing + saved.unreadable)


def _text(cell: _Cell) -> str:
    """Return what a person sees in a cell, as far as it can be told without Excel.

    Numbers have the 15 digits that Excel shows, whole ones no ``.0``; numbers formatted with leading zeros
    have these; dates are ISO dates.
    """
    value = cell.value
    match value:
        case None:
            return ""
        case str():
            return value
        case bool():
            return "TRUE" if value else "FALSE"
        case int() | float():
            return _number(value, cell.number_format)
        case datetime():
            return value.date().isoformat() if value.time() == time() else value.isoformat(sep=" ")
        case date():
            return value.isoformat()
        case _:
            return str(value)


def _number(value: float, number_format: str) -> str:
    text = str(value) if isinstance(value, int) else f"{value:.15g}"
    if number_format and _LEADING_ZEROS.fullmatch(number_format):
        return text.zfill(len(number_format))
    return text
