"""How somebody left a table: what is kept of it in the settings."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ColumnState:
    """How the person left a column: its key, width in pixels, and whether it is shown.

    The width is 0 where it is not the person's: a hidden column, or one that takes the room that is left.
    """

    key: str
    width: int
    visible: bool


@dataclass(frozen=True, slots=True)
class TableState:
    """How the person left a table: its columns in their order, and the sorting, if there is any."""

    columns: tuple[ColumnState, ...]
    sorted_by: str | None = None
    descending: bool = False
