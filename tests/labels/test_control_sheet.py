from __future__ import annotations

from pathlib import Path

import pytest
import zxingcpp
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtPdf import QPdfDocument

from kitstation.domain.errors import KitstationError
from kitstation.labels.control_sheet import (
    Paper,
    Sheet,
    SheetEntry,
    page_count,
    paint,
    write_control_sheet,
)
from kitstation.scanning.controls import ControlCode
from kitstation.ui.control_entries import control_entries

TEXTS = sorted(code.text for code in ControlCode)


def _decoded(image: QImage) -> list[str]:
    return sorted(found.text for found in zxingcpp.read_barcodes(image))


def _painted(sheet: Sheet, page: int) -> QImage:
    width, height = sheet.paper.value
    image = QImage(sheet.dots(width), sheet.dots(height), QImage.Format.Format_Grayscale8)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    paint(painter, sheet, page)
    painter.end()
    return image


def test_every_control_code_has_its_place_on_the_sheet(qapp: QGuiApplication) -> None:
    assert sorted(entry.text for entry in control_entries()) == TEXTS
    assert all(entry.caption and entry.group for entry in control_entries())


@pytest.mark.parametrize("paper", list(Paper))
@pytest.mark.parametrize("dpi", [203, 300])
def test_all_codes_of_the_sheet_are_read_back(qapp: QGuiApplication, dpi: int, paper: Paper) -> None:
    sheet = Sheet("Control codes", control_entries(), paper, dpi)
    assert page_count(sheet) == 1
    assert _decoded(_painted(sheet, 0)) == TEXTS


@pytest.mark.parametrize("paper", list(Paper))
def test_the_written_pdf_holds_all_codes(qapp: QGuiApplication, tmp_path: Path, paper: Paper) -> None:
    path = tmp_path / "sheet.pdf"
    write_control_sheet(path, control_entries(), paper=paper)
    document = QPdfDocument()
    assert document.load(str(path)) is QPdfDocument.Error.None_
    assert document.pageCount() == 1
    width, height = paper.value
    points = document.pagePointSize(0)
    assert (points.width(), points.height()) == pytest.approx((width / 25.4 * 72, height / 25.4 * 72), abs=1)
    image = document.render(0, QSize(round(width / 25.4 * 300), round(height / 25.4 * 300)))
    opaque = QImage(image.size(), QImage.Format.Format_RGB32)
    opaque.fill(Qt.GlobalColor.white)
    painter = QPainter(opaque)
    painter.drawImage(0, 0, image)
    painter.end()
    assert _decoded(opaque.convertToFormat(QImage.Format.Format_Grayscale8)) == TEXTS
    document.close()


def test_what_does_not_fit_goes_to_a_further_page(qapp: QGuiApplication) -> None:
    entries = tuple(SheetEntry(f"KS.{number}", str(number), f"Group {number // 8}") for number in range(80))
    sheet = Sheet("Many", entries, Paper.LETTER, 203)
    pages = page_count(sheet)
    assert pages > 1
    read = sorted(text for page in range(pages) for text in _decoded(_painted(sheet, page)))
    assert read == sorted(entry.text for entry in entries)


def test_a_sheet_that_cannot_be_saved_is_a_fault(qapp: QGuiApplication, tmp_path: Path) -> None:
    with pytest.raises(KitstationError, match="cannot be saved"):
        write_control_sheet(tmp_path / "no" / "folder.pdf", control_entries())


def test_a_code_that_cannot_be_printed_leaves_no_file(qapp: QGuiApplication, tmp_path: Path) -> None:
    with pytest.raises(KitstationError, match="cannot be printed"):
        write_control_sheet(tmp_path / "sheet.pdf", (SheetEntry("9912", "Bad", "Group"),))
    assert not list(tmp_path.iterdir())
