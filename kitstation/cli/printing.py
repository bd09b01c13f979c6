"""Printing: JSON for scripts, tables for people."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from itertools import chain

import typer

Cell = object
JsonObject = Mapping[str, object]


def as_json(value: object) -> str:
    """Return a value as one line of JSON: quantities in plain digits as text, days and moments in ISO form."""
    return json.dumps(value, default=_plain)


def print_json(value: object) -> None:
    """Print a value as one line of JSON."""
    typer.echo(as_json(value))


def print_json_array(values: Iterable[JsonObject]) -> None:
    """Print objects as an array, one a line, as they come: there may be a million of them."""
    separator = "["
    for value in values:
        typer.echo(separator + as_json(value), nl=False)
        separator = ",\n "
    typer.echo("]" if separator != "[" else "[]")


def print_table(titles: Sequence[str], rows: Iterable[Sequence[Cell]]) -> None:
    """Print rows under their titles, each column as wide as it needs."""
    texts = [[_text(cell) for cell in row] for row in rows]
    widths = [max(map(len, column)) for column in zip(titles, *texts, strict=True)]
    for row in chain([titles], texts):
        line = "  ".join(text.ljust(width) for text, width in zip(row, widths, strict=True))
        typer.echo(line.rstrip())


def _text(cell: Cell) -> str:
    if cell is None:
        return ""
    return f"{cell:f}" if isinstance(cell, Decimal) else str(cell)


def _plain(value: object) -> str:
    match value:
        case Decimal():
            return f"{value:f}"
        case date():
            return value.isoformat()
        case _:
            raise TypeError(f"{type(value).__name__} has no form in JSON")
