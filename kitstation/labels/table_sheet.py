"""A table on office paper, as PDF: a heading with a code to scan, then rows on as many pages as they need."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QBuffer, QMarginsF, Qt, QUrl
from PySide6.QtGui import (
    QFont,
    QImage,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFrameFormat,
    QTextImageFormat,
    QTextLength,
    QTextTableFormat,
)

from kitstation.domain.errors import KitstationError
from kitstation.labels.control_sheet import Paper
from kitstation.labels.elements import MatrixSymbology
from kitstation.labels.matrix import encode

_DPI = 300
_SYMBOL_POINTS = 64
_POINTS = 9
_PIXELS_PER_MODULE = 12
_SYMBOL = QUrl("kitstation:symbol")


@dataclass(frozen=True, slots=True)
class TableSheet:
    """What stands on the paper. `code` is what the symbol beside the title says; `widths` are in hundredths."""

    title: str
    code: str
    lines: tuple[str, ...]
    titles: tuple[str, ...]
    widths: tuple[int, ...]
    rows: Sequence[tuple[str, ...]]


def write_table_sheet(path: Path, sheet: TableSheet, *, paper: Paper = Paper.A4) -> None:
    """Write a sheet as PDF; the titles of the columns stand on every page.

    Needs a QGuiApplication. Raises KitstationError where the code cannot be printed or the file not be written.
    """
    document = _document(sheet)
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setTitle(sheet.title)
    writer.setCreator("Kitstation")
    writer.setResolution(_DPI)
    size = QPageSize(QPageSize.PageSizeId.A4 if paper is Paper.A4 else QPageSize.PageSizeId.Letter)
    writer.setPageLayout(QPageLayout(size, QPageLayout.Orientation.Portrait, QMarginsF(0, 0, 0, 0)))
    # A document without a page size of its own is printed with margins and numbers on its pages.
    document.print_(writer)
    try:
        path.write_bytes(bytes(buffer.data().data()))
    except OSError as error:
        raise KitstationError(
            "The list cannot be saved",
            detail=f"{path}: {error.strerror}",
            hint="Choose another folder, or close the file where it is open.",
        ) from error


def _document(sheet: TableSheet) -> QTextDocument:
    document = QTextDocument()
    font = QFont()
    font.setPointSize(_POINTS)
    document.setDefaultFont(font)
    document.setDocumentMargin(0)
    document.addResource(QTextDocument.ResourceType.ImageResource, _SYMBOL, _symbol(sheet.code))
    cursor = QTextCursor(document)
    _write_heading(cursor, sheet)
    cursor.movePosition(QTextCursor.MoveOperation.End)
    _write_rows(cursor, sheet)
    return document


def _write_heading(cursor: QTextCursor, sheet: TableSheet) -> None:
    heading = QTextTableFormat()
    heading.setBorder(0)
    heading.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
    heading.setColumnWidthConstraints(
        [QTextLength(QTextLength.Type.PercentageLength, part) for part in (85, 15)]
    )
    table = cursor.insertTable(1, 2, heading)
    words = table.cellAt(0, 0).firstCursorPosition()
    words.insertText(sheet.title, _letters(_POINTS * 2, bold=True))
    for line in sheet.lines:
        words.insertBlock()
        words.insertText(line, _letters(_POINTS))
    picture = QTextImageFormat()
    picture.setName(_SYMBOL.toString())
    picture.setWidth(_SYMBOL_POINTS)
    picture.setHeight(_SYMBOL_POINTS)
    table.cellAt(0, 1).firstCursorPosition().insertImage(picture, QTextFrameFormat.Position.FloatRight)


def _write_rows(cursor: QTextCursor, sheet: TableSheet) -> None:
    form = QTextTableFormat()
    form.setHeaderRowCount(1)
    form.setBorder(1)
    form.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
    form.setBorderCollapse(True)
    form.setCellPadding(3)
    form.setCellSpacing(0)
    form.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
    form.setColumnWidthConstraints(
        [QTextLength(QTextLength.Type.PercentageLength, width) for width in sheet.widths]
    )
    table = cursor.insertTable(len(sheet.rows) + 1, len(sheet.titles), form)
    for at, title in enumerate(sheet.titles):
        table.cellAt(0, at).firstCursorPosition().insertText(title, _letters(_POINTS, bold=True))
    for row, texts in enumerate(sheet.rows, start=1):
        for at, text in enumerate(texts):
            table.cellAt(row, at).firstCursorPosition().insertText(text, _letters(_POINTS))


def _letters(points: int, *, bold: bool = False) -> QTextCharFormat:
    form = QTextCharFormat()
    form.setFontPointSize(points)
    form.setFontWeight(QFont.Weight.Bold if bold else QFont.Weight.Normal)
    return form


def _symbol(text: str) -> QImage:
    symbol = encode(MatrixSymbology.QR, text)
    side = symbol.width * _PIXELS_PER_MODULE
    image = QImage(side, side, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    for down, row in enumerate(symbol.rows, start=symbol.quiet):
        for across, module in enumerate(row, start=symbol.quiet):
            if not module:
                left, top = across * _PIXELS_PER_MODULE, down * _PIXELS_PER_MODULE
                painter.fillRect(left, top, _PIXELS_PER_MODULE, _PIXELS_PER_MODULE, Qt.GlobalColor.black)
    painter.end()
    return image
