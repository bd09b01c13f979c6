"""Labels as PDF: sheets of labels for office printers, or one label a page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

from PySide6.QtCore import QBuffer, QMarginsF, QSizeF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter, QPdfWriter

from kitstation.labels.faults import LabelFault
from kitstation.labels.grid import Grid
from kitstation.labels.label import Label
from kitstation.labels.marks import paint
from kitstation.labels.ready import ReadyLabel
from kitstation.labels.sheets import OnPage, pages_of
from kitstation.labels.template import Template


def to_pdf(labels: Iterable[ReadyLabel], *, first_position: int = 1) -> bytes:
    """Return labels of one template and resolution as PDF; on the template's sheets if it has them.

    `first_position` skips labels of the first sheet that are used already; see `sheets.pages_of`. The labels
    are taken one by one: a generator keeps only one of them in memory. Raises LabelFault where there are none.
    """
    rest = iter(labels)
    first = next(rest, None)
    if first is None:
        raise LabelFault("There is no label to print", hint="Choose at least one record.")
    template, grid = first.label.template, Grid(first.label.dpi)
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    writer = _writer(buffer, template, grid)
    painter = QPainter(writer)
    try:
        page = 0
        for one in _on_pages(template, _alike(first.label, rest), first_position):
            while page < one.page:
                writer.newPage()
                page += 1
            painter.save()
            painter.translate(grid.dots(one.x), grid.dots(one.y))
            paint(painter, one.marks)
            painter.restore()
    finally:
        painter.end()
    return bytes(buffer.data().data())


def _alike(first: Label, rest: Iterator[ReadyLabel]) -> Iterator[Label]:
    for label in chain([first], (one.label for one in rest)):
        if (label.template, label.dpi) != (first.template, first.dpi):
            raise ValueError("One PDF has labels of one template and one resolution.")
        yield label


def _on_pages(template: Template, labels: Iterator[Label], first_position: int) -> Iterator[OnPage]:
    if template.sheet is not None:
        yield from pages_of(template.sheet, labels, first_position=first_position)
        return
    for page, label in enumerate(labels):
        yield OnPage(page, 0, 0, label.marks)


def _writer(buffer: QBuffer, template: Template, grid: Grid) -> QPdfWriter:
    width, height = template.sheet.page if template.sheet else (template.width, template.height)
    writer = QPdfWriter(buffer)
    writer.setTitle(template.title)
    writer.setCreator("Kitstation")
    writer.setResolution(grid.dpi)
    size = QPageSize(
        QSizeF(width, height), QPageSize.Unit.Millimeter, "", QPageSize.SizeMatchPolicy.ExactMatch
    )
    # Qt turns a page that is wider than high when it is told nothing.
    writer.setPageLayout(QPageLayout(size, QPageLayout.Orientation.Portrait, QMarginsF(0, 0, 0, 0)))
    return writer
