"""What a column of a table shows of a row."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Any, Generic, TypeVar

from kitstation.ui.theme.painting import PillContent
from kitstation.ui.theme.tokens import Ink, Tone

Row = TypeVar("Row")


class Align(Enum):
    """Where a text stands in its cell; LEADING is left, or right in a right-to-left layout."""

    LEADING = "leading"
    TRAILING = "trailing"
    CENTRE = "centre"


class RowState(Enum):
    """How much a row matters now: the CURRENT one is marked, a FADED one is finished, a STRUCK one no longer holds."""

    NORMAL = "normal"
    CURRENT = "current"
    FADED = "faded"
    STRUCK = "struck"


@dataclass(frozen=True, slots=True)
class CellIcon:
    """An icon before a cell's text, by name and ink."""

    name: str
    ink: Ink = Ink.MUTED


@dataclass(frozen=True, slots=True)
class ProgressCell:
    """A bar in place of text, filled from 0.0 to 1.0; the column's text says the same to screen readers.

    `mark` is where a tick stands on it, such as a minimum.
    """

    fraction: float
    tone: Tone = Tone.ACCEPTED
    mark: float | None = None


Cell = PillContent | ProgressCell


@dataclass(frozen=True, slots=True, kw_only=True)
class Column(Generic[Row]):
    """One column: pure functions from a row to what is shown of it.

    `key` names the column in settings and never changes. `value` is the text, also for copying. `sort_key`
    returns what is compared (the text, regardless of case, without one). `drawn` shows a pill or a bar in place of
    the text; `pills` are all that may come, so that the column is wide enough for each from the beginning.
    `below` is a second, quiet line below the text; where it is empty the text itself may take two lines;
    with `below_title` it is exported as a column of that title.
    `accessible` is read aloud in place of the text, `unit` is set after it. Of the columns with
    `stretch` the view makes wide ones; `initially_hidden` ones are chosen from the header's menu.
    """

    key: str
    title: str
    value: Callable[[Row], str]
    align: Align = Align.LEADING
    sort_key: Callable[[Row], Any] | None = None
    tooltip: Callable[[Row], str] | None = None
    accessible: Callable[[Row], str] | None = None
    icon: Callable[[Row], CellIcon | None] | None = None
    drawn: Callable[[Row], Cell | None] | None = None
    pills: tuple[PillContent, ...] = ()
    below: Callable[[Row], str] | None = None
    below_title: str = ""
    unit: Callable[[Row], str] | None = None
    muted: bool = False
    bold: bool = False
    small: bool = False
    stretch: bool = False
    initially_hidden: bool = False

    def text(self, row: Row) -> str:
        """Return the value with its unit."""
        value = self.value(row)
        unit = self.unit(row) if self.unit and value else ""
        return f"{value} {unit}" if unit else value

    def order(self, row: Row) -> Any:  # noqa: ANN401 - whatever the column compares
        """Return what rows are compared by in this column."""
        return self.sort_key(row) if self.sort_key else self.value(row).casefold()
