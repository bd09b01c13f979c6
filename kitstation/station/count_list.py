"""Count lists: a table that says how much there is at each position, read for `load_counts`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from kitstation.domain.errors import ImportFault
from kitstation.station.importing.cells import CellError, amount
from kitstation.station.importing.sheet import Row, Sheet
from kitstation.station.positions import CountRow

COLUMNS = ("ref", "part_number", "revision", "location", "catalogue", "quantity")
"""The columns of a count list: quantity, and either ref or part_number with location."""

MOST_ROWS = 5_000
"""Fluent: a batch has at most 5,000 records. A longer list is loaded in several."""


@dataclass(frozen=True, slots=True)
class CountList:
    """The rows of a count list, and what is wrong with those that say nothing: each with its number in the file."""

    rows: tuple[tuple[int, CountRow], ...]
    problems: tuple[tuple[int, str], ...]


def read_count_list(sheet: Sheet) -> CountList:
    """Return the counts that a sheet holds.

    Raises ImportFault where its first row does not name the columns.
    """
    if not sheet.rows:
        raise ImportFault(f"{sheet.source} holds no rows", hint=f"Its first row names: {', '.join(COLUMNS)}.")
    header, *rows = sheet.rows
    titles = [cell.strip().lower().replace(" ", "_") for cell in header.cells]
    columns = {name: titles.index(name) for name in COLUMNS if name in titles}
    if "quantity" not in columns or not ("ref" in columns or {"part_number", "location"} <= set(columns)):
        raise ImportFault(
            f"{sheet.source} is no count list",
            detail=f"Its first row is: {', '.join(titles)}.",
            hint="It needs a column quantity, and either ref or part_number and location.",
        )
    read: list[tuple[int, CountRow]] = []
    problems: list[tuple[int, str]] = []
    for row in rows:
        try:
            read.append((row.number, _count(row, columns, sheet)))
        except CellError as error:
            problems.append((row.number, str(error)))
    return CountList(tuple(read), tuple(problems))


def _count(row: Row, columns: Mapping[str, int], sheet: Sheet) -> CountRow:
    texts = {name: row.cell(at) for name, at in columns.items()}
    ref, part_number, location = (texts.get(name, "") for name in ("ref", "part_number", "location"))
    if not ref and not (part_number and location):
        raise CellError("It names no position: give its ref, or part_number and location.")
    return CountRow(
        quantity=_quantity(texts["quantity"], sheet),
        ref=ref,
        part_number=part_number,
        revision=texts.get("revision") or None,
        location=location,
        catalogue=texts.get("catalogue") or None,
    )


def _quantity(text: str, sheet: Sheet) -> Decimal:
    if not text:
        raise CellError("It says no quantity; 0 is a quantity too.")
    return amount(text, decimal_comma=sheet.has_decimal_commas)
