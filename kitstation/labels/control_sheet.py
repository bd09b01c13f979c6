"""The sheet of control codes: what a technician scans to steer the bench without keyboard or mouse."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import groupby
from pathlib import Path

from PySide6.QtCore import QBuffer, QMarginsF, QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPageLayout, QPageSize, QPainter, QPdfWriter

from kitstation.domain.errors import KitstationError
from kitstation.labels import code128

# Of 300 and 600 dots to the inch a module is a whole number, so that office printers change nothing about it.
_PDF_DPI = 600
_MODULE_MM = 0.42
_MARGIN_MM = 15.0


class Paper(Enum):
    """What the sheet is printed on; the value is its width and height in millimetres."""

    A4 = (210.0, 297.0)
    LETTER = (215.9, 279.4)


@dataclass(frozen=True, slots=True)
class SheetEntry:
    """One code: what the symbol contains, what people call it, and the group that it is printed in."""

    text: str
    caption: str
    group: str


@dataclass(frozen=True, slots=True)
class Placed:
    """Where something stands on a page, in dots: a symbol with its caption, or a heading without a text."""

    page: int
    box: QRect
    caption: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet laid out for a printer of `dpi` dots to the inch."""

    title: str
    entries: tuple[SheetEntry, ...]
    paper: Paper
    dpi: int

    def dots(self, millimetres: float) -> int:
        """Return a length in printer dots."""
        return round(millimetres * self.dpi / 25.4)

    @property
    def module(self) -> int:
        """The width of a barcode's narrowest bar, in whole dots."""
        return max(1, self.dots(_MODULE_MM))

    @property
    def page(self) -> QRect:
        """The paper inside its margins."""
        width, height = self.paper.value
        margin = self.dots(_MARGIN_MM)
        return QRect(margin, margin, self.dots(width) - 2 * margin, self.dots(height) - 2 * margin)

    def placed(self) -> Iterator[Placed]:
        """Yield everything on the sheet with its place. Groups stay together where a page has room for them."""
        page = self.page
        number, top = 0, page.top()
        yield Placed(0, QRect(page.left(), top, page.width(), self.dots(10)), self.title)
        top += self.dots(14)
        for group, members in groupby(self.entries, key=_group):
            entries = tuple(members)
            columns = self._columns(entries)
            height = self.dots(8) + -(-len(entries) // columns) * self._row_height
            if top + height > page.bottom() and top > page.top():
                number, top = number + 1, page.top()
            yield Placed(number, QRect(page.left(), top, page.width(), self.dots(6)), group)
            yield from self._grid(number, top + self.dots(8), entries)
            top += height

    @property
    def _row_height(self) -> int:
        return self.dots(26)

    def _columns(self, entries: Sequence[SheetEntry]) -> int:
        widest = max(code128.width(entry.text) for entry in entries) * self.module
        return max(1, self.page.width() // (widest + self.dots(2)))

    def _grid(self, number: int, top: int, entries: Sequence[SheetEntry]) -> Iterator[Placed]:
        columns = self._columns(entries)
        width = self.page.width() // columns
        for at, entry in enumerate(entries):
            row, column = divmod(at, columns)
            left = self.page.left() + column * width
            box = QRect(left, top + row * self._row_height, width, self._row_height - self.dots(4))
            yield Placed(number, box, entry.caption, entry.text)


def _group(entry: SheetEntry) -> str:
    return entry.group


def paint(painter: QPainter, sheet: Sheet, page: int) -> None:
    """Paint one page of a sheet with a painter whose units are the printer's dots."""
    painter.setPen(Qt.GlobalColor.black)
    for at, placed in enumerate(sheet.placed()):
        if placed.page != page:
            continue
        if placed.text:
            _paint_symbol(painter, sheet, placed)
        else:
            _write(painter, placed.box, placed.caption, _font(sheet.dots(7.0 if at == 0 else 4.2), bold=True))


def page_count(sheet: Sheet) -> int:
    """Return how many pages a sheet takes."""
    return max(placed.page for placed in sheet.placed()) + 1


def write_control_sheet(
    path: Path, entries: Sequence[SheetEntry], *, paper: Paper = Paper.A4, title: str = "Control codes"
) -> None:
    """Write the sheet as a PDF; entries of one group stand together in the order given.

    Needs a QGuiApplication. Raises KitstationError where a code cannot be printed or the file not be written.
    """
    sheet = Sheet(title, tuple(entries), paper, _PDF_DPI)
    content = _pdf(sheet)
    try:
        path.write_bytes(content)
    except OSError as error:
        raise KitstationError(
            "The control sheet cannot be saved",
            detail=f"{path}: {error.strerror}",
            hint="Choose another folder, or close the file where it is open.",
        ) from error


def _pdf(sheet: Sheet) -> bytes:
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setTitle(sheet.title)
    writer.setCreator("Kitstation")
    writer.setResolution(sheet.dpi)
    size = QPageSize.PageSizeId.A4 if sheet.paper is Paper.A4 else QPageSize.PageSizeId.Letter
    writer.setPageLayout(
        QPageLayout(QPageSize(size), QPageLayout.Orientation.Portrait, QMarginsF(0, 0, 0, 0))
    )
    painter = QPainter(writer)
    try:
        for page in range(page_count(sheet)):
            if page:
                writer.newPage()
            paint(painter, sheet, page)
    finally:
        painter.end()
    return bytes(buffer.data().data())


def _paint_symbol(painter: QPainter, sheet: Sheet, placed: Placed) -> None:
    box = placed.box
    caption = QRect(box.left(), box.top(), box.width(), sheet.dots(5.5))
    bars = QRect(box.left(), caption.bottom() + sheet.dots(0.8), box.width(), sheet.dots(12))
    below = QRect(box.left(), bars.bottom() + sheet.dots(0.4), box.width(), sheet.dots(3.5))
    centre = Qt.AlignmentFlag.AlignHCenter
    _write(painter, caption, placed.caption, _font(sheet.dots(4.4), bold=True), centre)
    code128.draw(painter, bars, placed.text, dots=sheet.module)
    _write(painter, below, placed.text, _font(sheet.dots(2.6)), centre)


def _write(
    painter: QPainter,
    box: QRect,
    text: str,
    font: QFont,
    across: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
) -> None:
    painter.setFont(font)
    shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, box.width())
    painter.drawText(box, int(across | Qt.AlignmentFlag.AlignVCenter), shown)


def _font(pixels: int, *, bold: bool = False) -> QFont:
    font = QFont()
    font.setPixelSize(pixels)
    font.setBold(bold)
    return font
