"""What stands on a label: text that fits, pictures, lines and boxes, and the same on every device."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter

from kitstation.labels.bitmap import Bitmap, bitmap_of, preview
from kitstation.labels.fields import LabelValue, RecordKind
from kitstation.labels.label import Label
from kitstation.labels.label_data import LabelData, label_data, sample_data
from kitstation.labels.marks import Writing
from kitstation.labels.proof import proof
from kitstation.labels.ready import paint_label, ready, to_png
from kitstation.labels.rendering import render
from tests.labels.samples import BUILT_IN, DPIS, HEAD, any_data, template_of


def _text(folder: Path, words: str, more: str) -> tuple[Label, list[Writing]]:
    element = f"""
[[elements]]
type = "text"
text = "{{description}}"
x = 5.0
y = 5.0
width = 30.0
height = 8.0
size = 10
{more}
"""
    template = template_of(folder, HEAD + element)
    label = render(template, label_data(RecordKind.ITEM, {"description": words}))
    return label, [mark for mark in label.marks if isinstance(mark, Writing)]


def _is_blank_beside(bitmap: Bitmap, box: QRect) -> bool:
    height = bitmap.height
    return bitmap.is_blank(QRect(0, 0, box.left() - 1, height)) and bitmap.is_blank(
        QRect(box.right() + 2, 0, bitmap.width - box.right() - 2, height)
    )


@pytest.mark.parametrize("fit", ["shrink", "elide", "elide-middle", "wrap"])
@pytest.mark.parametrize("length", [5, 30, 200])
def test_a_text_stays_in_its_box(qapp: QGuiApplication, tmp_path: Path, fit: str, length: int) -> None:
    label, _ = _text(tmp_path, ("word " * 50)[:length].strip(), f'fit = "{fit}"')
    assert _is_blank_beside(bitmap_of(label), QRect(40, 40, 240, 64))
    assert bitmap_of(label).is_blank(QRect(0, 0, label.width, 39))
    assert bitmap_of(label).is_blank(QRect(0, 105, label.width, label.height - 105))


def test_a_text_is_made_smaller_before_it_is_cut(qapp: QGuiApplication, tmp_path: Path) -> None:
    label, (line,) = _text(tmp_path, "Resistor 10 kOhm 1 % 0603", "smallest = 5")
    assert line.text == "Resistor 10 kOhm 1 % 0603"
    assert line.letters.size < 28
    assert label.shortened == ()


def test_a_text_that_had_to_be_cut_is_told(qapp: QGuiApplication, tmp_path: Path) -> None:
    label, (line,) = _text(tmp_path, "x" * 100, "smallest = 6")
    assert line.text.startswith("xx")
    assert line.text.endswith("xx")
    assert "…" in line.text
    assert line.letters.stretch == 70
    assert label.shortened == ("x" * 100,)


def test_a_path_keeps_both_ends(qapp: QGuiApplication, tmp_path: Path) -> None:
    _, (line,) = _text(tmp_path, "Stores/" + "x" * 60 + "/Bin 12", 'fit = "elide-middle"')
    assert line.text.startswith("Sto")
    assert line.text.endswith("12")


def test_a_text_goes_over_several_lines(qapp: QGuiApplication, tmp_path: Path) -> None:
    words = "Resistor thick film 0603 one percent"
    label, lines = _text(tmp_path, words, 'fit = "wrap"\nlines = 3\nsmallest = 5')
    assert len(lines) > 1
    assert "".join(line.text for line in lines) == words
    assert label.shortened == ()
    assert sorted(line.baseline for line in lines) == [line.baseline for line in lines]


@given(words=st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=80))
def test_no_text_breaks_a_label(qapp: QGuiApplication, words: str) -> None:
    label = render(
        BUILT_IN.get("kit"), label_data(RecordKind.KIT, {"kit_number": "K-1", "description": words})
    )
    assert len(ready(label).bitmap.content) == 100 * 400


@given(data=any_data(RecordKind.ITEM))
def test_the_preview_and_the_bitmap_have_the_same_symbols(qapp: QGuiApplication, data: LabelData) -> None:
    label = render(BUILT_IN.get("item"), data)
    grey, bitmap = preview(label), bitmap_of(label).image()
    for symbol in label.symbols:
        dots = grey.copy(symbol.around).convertToFormat(QImage.Format.Format_RGB32)
        assert dots == bitmap.copy(symbol.around).convertToFormat(QImage.Format.Format_RGB32)


def test_pictures_lines_and_boxes_stand_where_they_should(qapp: QGuiApplication, tmp_path: Path) -> None:
    (tmp_path / "logo.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><rect width="10" height="10"/></svg>',
        encoding="utf-8",
    )
    template = template_of(
        tmp_path,
        f"""{HEAD}
[[elements]]
type = "image"
file = "logo.svg"
x = 5.0
y = 5.0
width = 20.0
height = 10.0
align = "left"

[[elements]]
type = "line"
x = 50.0
y = 0.0
height = 30.0
thickness = 0.5

[[elements]]
type = "box"
x = 60.0
y = 5.0
width = 20.0
height = 10.0
when = "part_number"

[[elements]]
type = "box"
x = 82.0
y = 5.0
width = 10.0
height = 10.0
filled = true
unless = "part_number"
""",
    )
    bitmap = bitmap_of(render(template, label_data(RecordKind.ITEM, {"part_number": "P1"}), 254))
    image = bitmap.image().convertToFormat(QImage.Format.Format_RGB32)

    def is_black(x: int, y: int) -> bool:
        return image.pixel(x, y) == 0xFF000000

    # At 254 dpi ten dots are a millimetre.
    assert is_black(55, 55)
    assert is_black(145, 145)
    assert not is_black(155, 100)
    assert is_black(502, 0)
    assert is_black(502, 299)
    assert not is_black(506, 100)
    assert is_black(600, 50)
    assert is_black(799, 149)
    assert not is_black(700, 100)
    assert not is_black(870, 100)


def test_a_png_is_what_the_printer_makes(qapp: QGuiApplication) -> None:
    printed = ready(render(BUILT_IN.get("item"), sample_data(RecordKind.ITEM), 300))
    image = QImage.fromData(to_png(printed))
    assert image.convertToFormat(QImage.Format.Format_RGB32) == printed.bitmap.image().convertToFormat(
        QImage.Format.Format_RGB32
    )
    assert round(image.dotsPerMeterX() * 0.0254) == 300
    assert QImage.fromData(to_png(printed, grey=True)).allGray()


def test_a_label_is_painted_on_any_device(qapp: QGuiApplication) -> None:
    printed = ready(render(BUILT_IN.get("lot"), sample_data(RecordKind.LOT)))
    paper = QImage(printed.bitmap.width, printed.bitmap.height, QImage.Format.Format_Grayscale8)
    paper.fill(Qt.GlobalColor.white)
    painter = QPainter(paper)
    paint_label(painter, printed)
    painter.end()
    assert paper == preview(printed.label).copy()


@pytest.mark.parametrize("dpi", DPIS)
@pytest.mark.parametrize("name", ["item", "lot", "item_sheet"])
def test_date_code_and_expiry_stand_in_words_where_there_are_any(
    qapp: QGuiApplication, name: str, dpi: int
) -> None:
    template = BUILT_IN.get(name)
    known: dict[str, LabelValue] = {"part_number": "RC0603", "lot_number": "L2617-0042"}
    dated = {**known, "date_code": "2617", "expires_on": date(2027, 10, 31)}
    said = {}
    for values in (known, dated):
        label = render(template, label_data(template.kind, values), dpi)
        assert proof(bitmap_of(label), label.symbols).holds
        assert not label.shortened
        said[len(values)] = {mark.text for mark in label.marks if isinstance(mark, Writing)}
    assert said[len(dated)] - said[len(known)] == {"D/C 2617", "Exp 2027-10-31"}
