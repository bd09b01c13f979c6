"""What a table's columns are in an exported file."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import partial
from typing import Generic

from kitstation.ui.tables.column import Column, Row

CellValue = str | Decimal
"""What stands in one exported cell: a text, or a number to reckon with."""


@dataclass(frozen=True, slots=True)
class ExportColumn(Generic[Row]):
    """One column of a file: its title, and what it says of a row."""

    title: str
    value: Callable[[Row], CellValue]


def export_columns(
    columns: Sequence[Column[Row]], unit_title: Callable[[str], str]
) -> tuple[ExportColumn[Row], ...]:
    """Return what is exported of columns: their texts, and units and second lines in columns of their own.

    `unit_title` gives the title of a column's units. Where a column is sorted by a number and shows just that, the
    number is exported.
    """
    return tuple(exported for column in columns for exported in _exported(column, unit_title))


def _exported(column: Column[Row], unit_title: Callable[[str], str]) -> Iterator[ExportColumn[Row]]:
    title = column.title or column.key
    yield ExportColumn(title, partial(_value, column))
    if column.unit is not None:
        yield ExportColumn(unit_title(title), column.unit)
    if column.below is not None and column.below_title:
        yield ExportColumn(column.below_title, column.below)


def _value(column: Column[Row], row: Row) -> CellValue:
    text = column.value(row)
    if column.sort_key is None:
        return text
    number = column.sort_key(row)
    return Decimal(number) if _is_number(number) and _says(text, number) else text


def _is_number(key: object) -> bool:
    return isinstance(key, int | Decimal) and not isinstance(key, bool)


def _says(text: str, number: int | Decimal) -> bool:
    try:
        return Decimal(text) == number
    except InvalidOperation:
        return False
