"""Labels as PDF, on sheets and one a page."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication, QImage
from zxingcpp import BarcodeFormat

from kitstation.labels.faults import LabelFault
from kitstation.labels.fields import RecordKind
from kitstation.labels.label_data import label_data, sample_data
from kitstation.labels.pdf import to_pdf
from kitstation.labels.ready import ReadyLabel, ready
from kitstation.labels.rendering import render
from tests.labels.samples import BUILT_IN, HEAD, pages, symbol_template, texts_read

SHEET = BUILT_IN.get("item_sheet")


def _item(number: int) -> ReadyLabel:
    data = label_data(RecordKind.ITEM, {"part_number": "RC0603", "serial_number": f"SN-{number:04}"})
    return ready(render(SHEET, data))


def _cell(page: QImage, position: int, dpi: int) -> QImage:
    """Return what stands on a label of the sheet, counted from 1."""
    row, column = divmod(position - 1, 3)
    left, top = (7.2 + column * 66.0, 15.1 + row * 38.1)
    dots = [round(length * dpi / 25.4) for length in (left, top, 63.5, 38.1)]
    return page.copy(*dots)


@pytest.mark.parametrize("dpi", [300, 600])
def test_labels_stand_where_the_sheet_has_them(qapp: QGuiApplication, tmp_path: Path, dpi: int) -> None:
    (page,) = pages(to_pdf(_item(number) for number in range(1, 6)), tmp_path, dpi)
    for position in range(1, 6):
        assert texts_read(_cell(page, position, dpi), BarcodeFormat.Code128) == {f"SN-{position:04}"}
    assert texts_read(_cell(page, 6, dpi)) == set()


def test_used_labels_of_a_sheet_are_skipped(qapp: QGuiApplication, tmp_path: Path) -> None:
    first, second = pages(to_pdf([_item(number) for number in range(1, 5)], first_position=19), tmp_path, 300)
    assert texts_read(_cell(first, 18, 300)) == set()
    assert texts_read(_cell(first, 19, 300), BarcodeFormat.Code128) == {"SN-0001"}
    assert texts_read(_cell(first, 21, 300), BarcodeFormat.Code128) == {"SN-0003"}
    assert texts_read(_cell(second, 1, 300), BarcodeFormat.Code128) == {"SN-0004"}


def test_a_label_printer_gets_a_page_for_each_label(qapp: QGuiApplication, tmp_path: Path) -> None:
    template = BUILT_IN.get("lot")
    labels = [
        ready(
            render(template, label_data(RecordKind.LOT, {"part_number": "P1", "lot_number": f"L-{number}"}))
        )
        for number in range(3)
    ]
    drawn = pages(to_pdf(labels), tmp_path, 203)
    assert [(page.width(), page.height()) for page in drawn] == [(400, 200)] * 3
    read = [texts_read(page, BarcodeFormat.Code128) for page in drawn]
    assert read == [{"L-0"}, {"L-1"}, {"L-2"}]


@pytest.mark.parametrize("name", sorted(BUILT_IN.by_name))
@pytest.mark.parametrize("dpi", [203, 300, 600])
def test_every_template_is_read_from_its_pdf(
    qapp: QGuiApplication, tmp_path: Path, name: str, dpi: int
) -> None:
    template = BUILT_IN.get(name)
    printed = ready(render(template, sample_data(template.kind), dpi))
    (page,) = pages(to_pdf([printed]), tmp_path, max(dpi, 300))
    assert {symbol.text for symbol in printed.label.symbols} <= texts_read(page)


def test_a_sheet_may_be_of_any_size(qapp: QGuiApplication, tmp_path: Path) -> None:
    sheet = "[sheet]\npaper = [120, 80.5]\nleft = 5\ntop = 5\ncolumns = 1\nrows = 2\npitch_x = 100\npitch_y = 35\n"
    template = symbol_template(tmp_path, "matrix", "qr", head=HEAD + sheet)
    labels = [
        ready(render(template, label_data(RecordKind.ITEM, {"code": f"C{at}"}), 300)) for at in range(3)
    ]
    first, second = pages(to_pdf(labels), tmp_path, 300)
    assert (first.width(), first.height()) == pytest.approx((120 / 25.4 * 300, 80.5 / 25.4 * 300), abs=5)
    assert (texts_read(first), texts_read(second)) == ({"C0", "C1"}, {"C2"})


@pytest.mark.parametrize("position", [0, 22, -1])
def test_a_position_that_the_sheet_has_not_is_refused(qapp: QGuiApplication, position: int) -> None:
    with pytest.raises(LabelFault, match="has no label number") as raised:
        to_pdf([_item(1)], first_position=position)
    assert "1 to 21" in raised.value.hint


def test_nothing_to_print_is_said(qapp: QGuiApplication) -> None:
    with pytest.raises(LabelFault, match="no label to print"):
        to_pdf([])


def test_templates_are_not_mixed_in_one_pdf(qapp: QGuiApplication) -> None:
    other = ready(render(BUILT_IN.get("lot"), sample_data(RecordKind.LOT)))
    with pytest.raises(ValueError, match="one template"):
        to_pdf([_item(1), other])
