"""Which rows a filter leaves: those that show every word of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from kitstation.ui.tables.column import Column, Row


def row_filter(columns: Sequence[Column[Row]], typed: str) -> Callable[[Row], bool] | None:
    """Return whether a row shows every word that was typed, in any of the columns; None where none was typed.

    Upper and lower case are the same, and a word may be any part of what is shown.
    """
    words = typed.casefold().split()
    if not words:
        return None

    def passes(row: Row) -> bool:
        shown = "\n".join(_shown(column, row) for column in columns).casefold()
        return all(word in shown for word in words)

    return passes


def _shown(column: Column[Row], row: Row) -> str:
    text = column.text(row)
    below = column.below(row) if column.below else ""
    return f"{text}\n{below}" if below else text
