"""The columns of a count: what should be there, what is, and the difference, with its sign and its colour."""

from __future__ import annotations

from collections.abc import Callable

from kitstation.station.count_sheet import CountRow
from kitstation.station.counting_words import signed
from kitstation.station.sentences import digits, readable
from kitstation.ui.tables.column import Align, CellIcon, Column
from kitstation.ui.theme.painting import PillContent
from kitstation.ui.theme.tokens import Ink, Tone

Translate = Callable[[str], str]


def count_columns(tr: Translate) -> tuple[Column[CountRow], ...]:
    """Return the columns of the rows of a count."""

    def state(row: CountRow) -> str:
        if row.stale:
            return tr("count again")
        if not row.belongs_here:
            return tr("belongs to {place}").format(place=readable(row.item.location))
        return tr("not counted yet") if row.counted is None else tr("counted")

    def spoken(row: CountRow) -> str:
        told = [row.item.name, state(row)]
        if row.difference:
            told.append(tr("difference {difference}").format(difference=signed(row.difference)))
        return ", ".join(told)

    def expected(row: CountRow) -> str:
        if not row.item.reserved:
            return digits(row.expected)
        return tr("{all}, {reserved} reserved").format(
            all=digits(row.expected), reserved=digits(row.item.reserved)
        )

    return (
        Column(
            key="item",
            title=tr("Item"),
            value=_name,
            below=_part,
            accessible=spoken,
            icon=_icon,
            bold=True,
            stretch=True,
        ),
        Column(
            key="expected", title=tr("Expected"), value=expected, align=Align.TRAILING, sort_key=_expected
        ),
        Column(
            key="counted",
            title=tr("Counted"),
            value=_counted,
            unit=_unit,
            align=Align.TRAILING,
            sort_key=_counted_amount,
            bold=True,
        ),
        Column(
            key="difference",
            title=tr("Difference"),
            value=_difference,
            drawn=_difference_cell,
            sort_key=_difference_amount,
        ),
        Column(key="state", title=tr("State"), value=state, muted=True),
    )


def _name(row: CountRow) -> str:
    return row.item.name


def _part(row: CountRow) -> str:
    return row.item.part_number if row.item.name != row.item.part_number else row.item.description


def _icon(row: CountRow) -> CellIcon:
    if row.stale or (row.difference and row.difference != 0):
        return CellIcon("attention", Ink.ATTENTION)
    return CellIcon("circle") if row.counted is None else CellIcon("circle-check", Ink.ACCEPTED)


def _expected(row: CountRow) -> float:
    return float(row.expected)


def _counted(row: CountRow) -> str:
    return "" if row.counted is None else digits(row.counted)


def _counted_amount(row: CountRow) -> float:
    return -1.0 if row.counted is None else float(row.counted)


def _unit(row: CountRow) -> str:
    return row.item.unit


def _difference(row: CountRow) -> str:
    return "" if row.difference is None else signed(row.difference)


def _difference_amount(row: CountRow) -> float:
    return 0.0 if row.difference is None else float(row.difference)


def _difference_cell(row: CountRow) -> PillContent | None:
    if row.difference is None:
        return None
    tone = Tone.ACCEPTED if not row.difference else Tone.ATTENTION if row.difference > 0 else Tone.REFUSED
    return PillContent(signed(row.difference), tone)
