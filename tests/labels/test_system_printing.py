"""Labels painted for the computer's printers: whole dots, the paper that was asked for, nothing fitted or turned."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMarginsF
from PySide6.QtGui import QGuiApplication
from PySide6.QtPrintSupport import QPrinter
from zxingcpp import BarcodeFormat

from kitstation.labels.faults import LabelFault
from kitstation.labels.fields import RecordKind
from kitstation.labels.label_data import label_data, sample_data
from kitstation.labels.media import Medium
from kitstation.labels.pdf import to_pdf
from kitstation.labels.ready import ReadyLabel, ready
from kitstation.labels.rendering import render
from kitstation.labels.system_printing import Unprinted, medium_for, paint_on, system_printers
from kitstation.labels.template import Template
from tests.labels.samples import BUILT_IN, pages, texts_read

SHEET, LOT = BUILT_IN.get("item_sheet"), BUILT_IN.get("lot")


def _lots(number: int, dpi: int = 203) -> list[ReadyLabel]:
    values = ({"part_number": "P1", "lot_number": f"L-{at}"} for at in range(number))
    return [ready(render(LOT, label_data(RecordKind.LOT, one), dpi)) for one in values]


def _printer(path: Path) -> QPrinter:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    return printer


@pytest.mark.parametrize("dpi", [203, 300, 600])
def test_each_label_is_a_page_of_its_own_size(qapp: QGuiApplication, tmp_path: Path, dpi: int) -> None:
    path = tmp_path / "printed.pdf"
    labels = _lots(3, dpi)
    assert paint_on(_printer(path), labels, medium_for(LOT)) == 3
    drawn = pages(path.read_bytes(), tmp_path, dpi)
    for page, label in zip(drawn, labels, strict=True):
        # Pages of a PDF are measured in points: the last dot may be missing.
        assert abs(page.width() - label.label.width) <= 1 + dpi / 72
        assert abs(page.height() - label.label.height) <= 1 + dpi / 72
    assert [texts_read(page, BarcodeFormat.Code128) for page in drawn] == [{"L-0"}, {"L-1"}, {"L-2"}]


@pytest.mark.parametrize("name", sorted(BUILT_IN.by_name))
def test_every_template_is_printed_as_it_is_saved(qapp: QGuiApplication, tmp_path: Path, name: str) -> None:
    template = BUILT_IN.get(name)
    label = ready(render(template, sample_data(template.kind), 300))
    path = tmp_path / "printed.pdf"
    paint_on(_printer(path), [label], medium_for(template))
    ((printed,), (saved,)) = (
        pages(content, tmp_path, 300) for content in (path.read_bytes(), to_pdf([label]))
    )
    assert printed == saved
    assert {symbol.text for symbol in label.label.symbols} <= texts_read(printed)


def test_margins_and_orientation_of_the_printer_do_not_move_a_label(
    qapp: QGuiApplication, tmp_path: Path
) -> None:
    plain, set_up = tmp_path / "plain.pdf", tmp_path / "set_up.pdf"
    paint_on(_printer(plain), _lots(1), medium_for(LOT))
    printer = _printer(set_up)
    layout = printer.pageLayout()
    layout.setMargins(QMarginsF(20, 20, 20, 20))
    layout.setOrientation(layout.Orientation.Landscape)
    printer.setPageLayout(layout)
    printer.setFullPage(False)
    paint_on(printer, _lots(1), medium_for(LOT))
    assert pages(plain.read_bytes(), tmp_path, 203) == pages(set_up.read_bytes(), tmp_path, 203)


def test_used_labels_of_a_sheet_are_skipped(qapp: QGuiApplication, tmp_path: Path) -> None:
    path = tmp_path / "printed.pdf"
    data = label_data(RecordKind.ITEM, {"part_number": "P", "serial_number": "SN-1"})
    assert (
        paint_on(_printer(path), [ready(render(SHEET, data))] * 3, medium_for(SHEET), first_position=20) == 2
    )
    first, second = pages(path.read_bytes(), tmp_path, 150)
    assert (first.width(), first.height()) == (1240, 1754)
    assert texts_read(first.copy(0, 0, 1240, 1400)) == set()
    assert texts_read(second) != set()


@pytest.mark.parametrize(("template", "name"), [(SHEET, "A4"), (LOT, "Custom.50x25mm")])
def test_the_paper_is_as_large_as_the_template_says(template: Template, name: str) -> None:
    found = medium_for(template)
    assert found.name == name


def test_a_label_stands_in_the_corner_of_larger_paper(qapp: QGuiApplication, tmp_path: Path) -> None:
    path = tmp_path / "printed.pdf"
    medium = medium_for(LOT, Medium("w288h432", "4 x 6 inches", 101.6, 152.4))
    paint_on(_printer(path), _lots(1), medium)
    (page,) = pages(path.read_bytes(), tmp_path, 203)
    assert (page.width(), page.height()) == (812, 1218)
    assert texts_read(page.copy(0, 0, 400, 200), BarcodeFormat.Code128) == {"L-0"}


@pytest.mark.parametrize(
    ("template", "loaded"),
    [
        (LOT, Medium("w162h90", "57 x 32 mm roll", 40.0, 90.0)),
        (SHEET, Medium("Letter", "Letter", 215.9, 279.4)),
        (SHEET, Medium("A3", "A3", 297.0, 420.0)),
    ],
)
def test_labels_that_do_not_fit_the_paper_are_refused(template: Template, loaded: Medium) -> None:
    with pytest.raises(LabelFault, match="does not fit the paper") as raised:
        medium_for(template, loaded)
    assert "mm" in raised.value.detail


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_a_file_that_cannot_be_written_is_no_print(qapp: QGuiApplication, tmp_path: Path) -> None:
    printer = _printer(tmp_path / "no" / "printed.pdf")
    assert paint_on(printer, _lots(1), medium_for(LOT)) == Unprinted(0)


def test_paper_that_the_printer_does_not_take_is_refused(qapp: QGuiApplication, tmp_path: Path) -> None:
    with pytest.raises(LabelFault, match="does not take paper"):
        paint_on(_printer(tmp_path / "a.pdf"), _lots(1), Medium("nothing", "", -1.0, -1.0))
    assert not (tmp_path / "a.pdf").exists()


def test_the_printers_of_the_computer_are_listed(qapp: QGuiApplication) -> None:
    assert all(printer.name and printer.title for printer in system_printers())
