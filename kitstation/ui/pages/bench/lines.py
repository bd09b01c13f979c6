"""The kit's lines as the bench page lists them."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from decimal import Decimal

from kitstation.station.sentences import Speech, digits, readable
from kitstation.store.queries.kits import LineState
from kitstation.ui.tables.column import Align, Cell, CellIcon, Column, ProgressCell, RowState
from kitstation.ui.theme.painting import PillContent
from kitstation.ui.theme.tokens import Ink, Tone

USUAL_UNIT = "ea"
"""Pieces go without saying; every other unit is written behind its number."""

NOWHERE = "not in stock"
"""What stands in place of a location where there is none to go to."""


@dataclass(frozen=True, slots=True)
class LineRow:
    """A kit line, and whether it is the one that the next step names."""

    line: LineState
    current: bool = False


def line_id(row: LineRow) -> Hashable:
    """Return what tells lines apart."""
    return row.line.uid


def line_state(row: LineRow) -> RowState:
    """Return how a line is marked."""
    if row.current:
        return RowState.CURRENT
    return RowState.FADED if row.line.is_complete else RowState.NORMAL


class LineColumns:
    """The columns of the lines table, in one language."""

    def __init__(self, speech: Speech) -> None:
        self._say = speech.say

    def all(self) -> tuple[Column[LineRow], ...]:
        """Return the columns in their usual order."""
        say = self._say
        return (
            Column(key="state", title="", value=_nothing, accessible=self._state, icon=_icon),
            Column(key="location", title=say("Location"), value=self._location),
            Column(key="part", title=say("Part"), value=_part, bold=True),
            Column(
                key="description",
                title=say("Description"),
                value=_description,
                tooltip=_designators,
                muted=True,
                stretch=True,
            ),
            Column(key="required", title=say("Required"), value=_required, align=Align.TRAILING),
            Column(key="issued", title=say("Issued"), value=_issued, align=Align.TRAILING),
            Column(key="left", title=say("Left"), value=_left, align=Align.TRAILING, bold=True),
            Column(key="progress", title="", value=self._state, drawn=self._drawn),
        )

    def _state(self, row: LineRow) -> str:
        line = row.line
        if line.is_complete:
            return self._say("complete")
        if line.short:
            return self._say("short {quantity}", quantity=digits(line.short))
        return self._say("next") if row.current else self._say("open")

    def _location(self, row: LineRow) -> str:
        line = row.line
        if line.take is not None:
            return readable(line.take.location)
        return "–" if line.is_complete else self._say(NOWHERE)  # noqa: RUF001 - nothing is to be fetched

    def _drawn(self, row: LineRow) -> Cell:
        line = row.line
        if line.is_complete:
            return PillContent(self._say("complete"), Tone.ACCEPTED)
        if line.short:
            return PillContent(self._state(row), Tone.ATTENTION)
        return ProgressCell(float(line.issued / line.required))


def _nothing(_row: LineRow) -> str:
    return ""


def _icon(row: LineRow) -> CellIcon:
    if row.current:
        return CellIcon("play", Ink.ACCENT)
    if row.line.is_complete:
        return CellIcon("circle-check")
    return CellIcon("attention", Ink.ATTENTION) if row.line.short else CellIcon("circle")


def _part(row: LineRow) -> str:
    return row.line.part_number


def _description(row: LineRow) -> str:
    return row.line.description


def _designators(row: LineRow) -> str:
    return "\n".join(part for part in (row.line.description, ", ".join(row.line.designators)) if part)


def _required(row: LineRow) -> str:
    return _amount(row.line.required, row)


def _issued(row: LineRow) -> str:
    return _amount(row.line.issued, row)


def _left(row: LineRow) -> str:
    return _amount(row.line.remaining, row)


def _amount(quantity: Decimal, row: LineRow) -> str:
    unit = row.line.unit
    return digits(quantity) if unit == USUAL_UNIT else f"{digits(quantity)} {unit}"
