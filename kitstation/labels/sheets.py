"""Sheets of labels: where each label stands, on which page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from kitstation.labels.elements import Across, Down, TextElement
from kitstation.labels.expressions import Expression
from kitstation.labels.faults import LabelFault
from kitstation.labels.grid import Grid
from kitstation.labels.label import Label
from kitstation.labels.marks import Mark
from kitstation.labels.placing import place
from kitstation.labels.template import Heading, Sheet


@dataclass(frozen=True, slots=True)
class OnPage:
    """Marks and where they stand: the page, from 0, and the left upper corner on it in millimetres."""

    page: int
    x: float
    y: float
    marks: tuple[Mark, ...]


def pages_of(sheet: Sheet, labels: Iterable[Label], *, first_position: int = 1) -> Iterator[OnPage]:
    """Yield labels at their places on sheets, page after page, with title and headings.

    `first_position` is the first label of the first sheet that is not used yet: 1 is the left upper one, and
    the next one is to its right. Raises LabelFault for a position that the sheet has not.
    """
    if not 1 <= first_position <= sheet.labels:
        raise LabelFault(
            f"The sheet has no label number {first_position}", hint=f"Choose one from 1 to {sheet.labels}."
        )
    if sheet.may_begin_anywhere:
        yield from _in_order(sheet, labels, first_position - 1)
    else:
        yield from _flowing(sheet, tuple(labels))


def _in_order(sheet: Sheet, labels: Iterable[Label], used: int) -> Iterator[OnPage]:
    for at, label in enumerate(labels, start=used):
        page, place_on_page = divmod(at, sheet.labels)
        row, column = divmod(place_on_page, sheet.columns)
        yield OnPage(page, sheet.left + column * sheet.pitch_x, sheet.top + row * sheet.pitch_y, label.marks)


def _flowing(sheet: Sheet, labels: tuple[Label, ...]) -> Iterator[OnPage]:
    """Yield labels under their headings. What stands under one heading stays together where a page has room."""
    bottom = sheet.top + sheet.rows * sheet.pitch_y
    page, y = 0, sheet.top
    if sheet.title is not None and labels:
        yield _heading(sheet, sheet.title, labels[0], page, y)
        y += sheet.title.height
    for members in _groups(sheet, labels):
        high = (sheet.headings.height if sheet.headings else 0.0) + _rows(sheet, members) * sheet.pitch_y
        if y + high > bottom and y > sheet.top:
            page, y = page + 1, sheet.top
        if sheet.headings is not None:
            yield _heading(sheet, sheet.headings, members[0], page, y)
            y += sheet.headings.height
        for at, label in enumerate(members):
            column = at % sheet.columns
            if at and not column:
                y += sheet.pitch_y
            if not column and y + sheet.pitch_y > bottom:
                page, y = page + 1, sheet.top
            yield OnPage(page, sheet.left + column * sheet.pitch_x, y, label.marks)
        y += sheet.pitch_y


def _groups(sheet: Sheet, labels: tuple[Label, ...]) -> Iterator[tuple[Label, ...]]:
    headings = sheet.headings
    if headings is None:
        yield labels
        return
    for _, members in groupby(labels, key=lambda label: label.data.value(headings.field)):
        yield tuple(members)


def _rows(sheet: Sheet, members: tuple[Label, ...]) -> int:
    return -(-len(members) // sheet.columns)


def _heading(sheet: Sheet, heading: Heading, label: Label, page: int, y: float) -> OnPage:
    element = TextElement(
        type="text",
        x=0,
        y=0,
        width=(sheet.columns - 1) * sheet.pitch_x + label.template.width,
        height=heading.height,
        text=Expression.parse(f"{{{heading.field}}}"),
        size=heading.size,
        bold=True,
        align=Across.LEFT,
        valign=Down.MIDDLE,
    )
    marks = place(element, label.data, Grid(label.dpi), label.template.folder).marks
    return OnPage(page, sheet.left, y, marks)
