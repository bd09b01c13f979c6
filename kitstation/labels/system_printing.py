"""The computer's own printers: which ones there are, and labels painted for them as they are painted into a PDF.

What distorts labels elsewhere is said to the print system outright: the size of the paper, upright, no margins, every
dot of the label a whole number of the printer's. Nothing is fitted to a page.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain

from PySide6.QtCore import QSizeF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from kitstation.labels.faults import LabelFault
from kitstation.labels.media import Medium, SystemPrinter
from kitstation.labels.pdf import first_and_rest, page_layout, page_of, painted
from kitstation.labels.ready import ReadyLabel
from kitstation.labels.template import Template

_SAME_MM = 1.0
"""Papers whose sides differ by less are the same: print systems round them to points."""


@dataclass(frozen=True, slots=True)
class Unprinted:
    """Painting stopped after so many pages: the print system took no more."""

    pages: int


def system_printers() -> tuple[SystemPrinter, ...]:
    """Return the printers of this computer. It asks the print system, which may take seconds."""
    return tuple(
        SystemPrinter(
            info.printerName(),
            info.description() or info.printerName(),
            tuple(_medium(size) for size in info.supportedPageSizes()),
        )
        for info in QPrinterInfo.availablePrinters()
    )


def medium_for(template: Template, loaded: Medium | None = None) -> Medium:
    """Return the paper for a template's labels: what the printer is loaded with, else as large as they are.

    Raises LabelFault where the labels do not fit what is loaded, which would be cut, or shrunk by the printer.
    """
    width, height = page_of(template)
    if loaded is None:
        size = QPageSize(
            QSizeF(width, height), QPageSize.Unit.Millimeter, "", QPageSize.SizeMatchPolicy.FuzzyMatch
        )
        custom = f"Custom.{width:g}x{height:g}mm"
        is_known = size.id() is not QPageSize.PageSizeId.Custom and _alike(size, width, height)
        return Medium(size.key() if is_known else custom, "", width, height)
    fits = (
        abs(loaded.width - width) < _SAME_MM and abs(loaded.height - height) < _SAME_MM
        if template.sheet
        else loaded.width > width - _SAME_MM and loaded.height > height - _SAME_MM
    )
    if not fits:
        raise LabelFault(
            f"The template “{template.title}” does not fit the paper of the printer",
            detail=f"It needs {width:g} x {height:g} mm, and {loaded.title or loaded.name} has {loaded.width:g} x "
            f"{loaded.height:g} mm.",
            hint="Choose another template, or the paper that is in the printer in the settings.",
        )
    return loaded


def paint_on(
    printer: QPrinter, labels: Iterable[ReadyLabel], medium: Medium, *, first_position: int = 1
) -> int | Unprinted:
    """Paint labels of one template and resolution, and return how many pages that were.

    Raises LabelFault where there are none, and where the printer has not as many dots to the inch as the labels.
    """
    first, rest = first_and_rest(labels)
    printer.setDocName(first.label.template.title)
    printer.setCreator("Kitstation")
    # Without it the origin is where the printer's own margins end, and every label stands too far right and down.
    printer.setFullPage(True)
    printer.setResolution(first.label.dpi)
    layout = page_layout(medium.width, medium.height, medium.title)
    printer.setPageLayout(layout)
    # A print system may say that it took a paper, and take another one.
    if not _is_laid_out(printer, medium) or printer.resolution() != first.label.dpi:
        raise LabelFault(
            f"The printer does not take paper of {medium.width:g} x {medium.height:g} mm at {first.label.dpi} dots to "
            "the inch",
            hint="Choose its paper and its dots to the inch in the settings.",
        )
    painter = QPainter()
    if not painter.begin(printer):
        return Unprinted(0)
    pages = 1
    try:
        for has_begun in painted(painter, printer, chain([first], rest), first_position=first_position):
            if not has_begun:
                printer.abort()
                return Unprinted(pages)
            pages += 1
    finally:
        painter.end()
    return pages


def _is_laid_out(printer: QPrinter, medium: Medium) -> bool:
    paper = printer.pageLayout().fullRect(QPageLayout.Unit.Millimeter)
    return abs(paper.width() - medium.width) < _SAME_MM and abs(paper.height() - medium.height) < _SAME_MM


def _medium(size: QPageSize) -> Medium:
    millimetres = size.size(QPageSize.Unit.Millimeter)
    return Medium(size.key(), size.name(), round(millimetres.width(), 1), round(millimetres.height(), 1))


def _alike(size: QPageSize, width: float, height: float) -> bool:
    known = _medium(size)
    return abs(known.width - width) < _SAME_MM and abs(known.height - height) < _SAME_MM
