"""Labels as PDF: sheets of labels for office printers, or one label a page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

from PySide6.QtCore import QBuffer, QMarginsF, QSizeF
from PySide6.QtGui import QPagedPaintDevice, QPageLayout, QPageSize, QPainter, QPdfWriter

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
    first, rest = first_and_rest(labels)
    template = first.label.template
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setTitle(template.title)
    writer.setCreator("Kitstation")
    writer.setResolution(first.label.dpi)
    writer.setPageLayout(page_layout(*page_of(template)))
    painter = QPainter(writer)
    try:
        for _ in painted(painter, writer, chain([first], rest), first_position=first_position):
            pass
    finally:
        painter.end()
    return bytes(buffer.data().data())


def first_and_rest(labels: Iterable[ReadyLabel]) -> tuple[ReadyLabel, Iterator[ReadyLabel]]:
    """Return the first label apart from the others. Raises LabelFault where there is none."""
    rest = iter(labels)
    first = next(rest, None)
    if first is None:
        raise LabelFault("There is no label to print", hint="Choose at least one record.")
    return first, rest


def page_of(template: Template) -> tuple[float, float]:
    """Return width and height of the paper in millimetres: the sheet's, or the label's own."""
    return template.sheet.page if template.sheet else (template.width, template.height)


def page_layout(width: float, height: float, name: str = "") -> QPageLayout:
    """Return paper of just this size in millimetres, without margins."""
    size = QPageSize(
        QSizeF(width, height), QPageSize.Unit.Millimeter, name, QPageSize.SizeMatchPolicy.ExactMatch
    )
    # Qt turns a page that is wider than high when it is told nothing.
    return QPageLayout(size, QPageLayout.Orientation.Portrait, QMarginsF(0, 0, 0, 0))


def painted(
    painter: QPainter, device: QPagedPaintDevice, labels: Iterable[ReadyLabel], *, first_position: int = 1
) -> Iterator[bool]:
    """Paint labels of one template and resolution on the pages of a device whose units are their dots.

    Yields before each page but the first whether the device has begun it.
    """
    first, rest = first_and_rest(labels)
    template, grid = first.label.template, Grid(first.label.dpi)
    page = 0
    for one in _on_pages(template, _alike(first.label, rest), first_position):
        while page < one.page:
            yield device.newPage()
            page += 1
        painter.save()
        painter.translate(grid.dots(one.x), grid.dots(one.y))
        paint(painter, one.marks)
        painter.restore()


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
