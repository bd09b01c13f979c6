"""Turned elements: in whole dots, the same on every device, and read as they stand."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QGuiApplication, QImage, QTransform

from kitstation.labels.bitmap import bitmap_of
from kitstation.labels.faults import TemplateFault
from kitstation.labels.fields import RecordKind
from kitstation.labels.label import Label
from kitstation.labels.label_data import label_data
from kitstation.labels.marks import Filled, Writing
from kitstation.labels.pdf import to_pdf
from kitstation.labels.ready import ready, to_png
from kitstation.labels.rendering import render
from kitstation.labels.turning import Turn
from tests.labels.samples import pages, template_of, texts_read

TURNS = (0, 90, 180, 270)
DATA = label_data(RecordKind.ITEM, {"part_number": "RC0603", "serial_number": "SN-00042317"})
_BOXES = st.builds(QRect, st.integers(0, 500), st.integers(0, 500), st.integers(1, 300), st.integers(1, 300))


def _label(folder: Path, element: str, turned: int, dpi: int = 203) -> Label:
    """Return a label with one element in a box that is 60 x 20 mm before it is turned."""
    lies = turned in {0, 180}
    width, height = (60, 20) if lies else (20, 60)
    content = f"""
title = "Turned"
kind = "item"
width = 80
height = 80
[[elements]]
{element}
x = 7.3
y = 11.9
width = {width}
height = {height}
turned = {turned}
"""
    return render(template_of(folder, content), DATA, dpi)


SYMBOLS = {
    "linear": 'type = "linear"\ndata = "{code}"\nalign = "left"\n',
    "datamatrix": 'type = "matrix"\ndata = "{payload}"\nalign = "left"\nvalign = "top"\n',
    "qr": 'type = "matrix"\nsymbology = "qr"\ndata = "{payload}"\nalign = "right"\n',
}


@given(_BOXES, st.sampled_from(TURNS), st.data())
def test_a_turn_keeps_sizes_stays_in_its_box_and_is_undone_by_the_opposite_one(
    box: QRect, degrees: int, data: st.DataObject
) -> None:
    turn = Turn(box, degrees)
    room = turn.upright
    left, top = data.draw(st.integers(0, room.width() - 1)), data.draw(st.integers(0, room.height() - 1))
    part = QRect(
        room.left() + left,
        room.top() + top,
        data.draw(st.integers(1, room.width() - left)),
        data.draw(st.integers(1, room.height() - top)),
    )
    there = turn.rect(part)
    assert box.contains(there)
    assert sorted((there.width(), there.height())) == sorted((part.width(), part.height()))
    if degrees:
        assert Turn(room, 360 - degrees).rect(there.translated(-box.topLeft())) == part


@pytest.mark.parametrize("turned", TURNS)
@pytest.mark.parametrize("symbol", SYMBOLS)
@pytest.mark.parametrize("dpi", [203, 300, 600])
def test_a_turned_symbol_has_the_same_dots_as_one_that_lies(
    qapp: QGuiApplication, tmp_path: Path, symbol: str, turned: int, dpi: int
) -> None:
    lying = _label(tmp_path, SYMBOLS[symbol], 0, dpi)
    label = _label(tmp_path, SYMBOLS[symbol], turned, dpi)
    upright = bitmap_of(lying).image().copy(lying.symbols[0].bars)
    stands = bitmap_of(label).image().copy(label.symbols[0].bars)
    turned_back = stands.transformed(QTransform().rotate(-turned))
    assert _dots(turned_back) == _dots(upright)
    assert ready(label).label == label


@pytest.mark.parametrize("turned", TURNS)
@pytest.mark.parametrize("symbol", SYMBOLS)
def test_a_turned_symbol_is_read_from_picture_and_pdf(
    qapp: QGuiApplication, tmp_path: Path, symbol: str, turned: int
) -> None:
    printed = ready(_label(tmp_path, SYMBOLS[symbol], turned))
    wanted = {one.text for one in printed.label.symbols}
    (page,) = pages(to_pdf([printed]), tmp_path, 300)
    assert texts_read(QImage.fromData(to_png(printed))) == wanted
    assert texts_read(page) == wanted


@pytest.mark.parametrize("turned", TURNS)
def test_a_turned_text_stays_in_its_box_and_runs_the_right_way(
    qapp: QGuiApplication, tmp_path: Path, turned: int
) -> None:
    label = _label(
        tmp_path, 'type = "text"\ntext = "IIIIII ....... ......."\nsize = 30\nalign = "left"', turned
    )
    (writing,) = label.marks
    assert isinstance(writing, Writing)
    assert writing.turned == turned
    image = bitmap_of(label).image()
    box = Turn(QRect(58, 95, *((480, 160) if turned in {0, 180} else (160, 480))), turned)
    assert _black(image, box.box) == _black(image, image.rect())
    # The tall letters come first, in the direction that the text runs.
    first = box.rect(QRect(box.upright.left(), box.upright.top(), 160, box.upright.height()))
    assert _black(image, first) > _black(image, box.box) * 0.6


@pytest.mark.parametrize("turned", TURNS)
def test_a_turned_picture_is_turned(qapp: QGuiApplication, tmp_path: Path, turned: int) -> None:
    arrow = QImage(60, 20, QImage.Format.Format_RGB32)
    arrow.fill(QColor("white"))
    for x in range(10):
        for y in range(20):
            arrow.setPixelColor(x, y, QColor("black"))
    arrow.save(str(tmp_path / "arrow.png"))
    label = _label(tmp_path, 'type = "image"\nfile = "arrow.png"', turned)
    image = bitmap_of(label).image()
    box = Turn(QRect(58, 95, *((480, 160) if turned in {0, 180} else (160, 480))), turned)
    dark = box.rect(QRect(box.upright.left(), box.upright.top(), 75, box.upright.height()))
    assert _black(image, dark) > 0.9 * _black(image, image.rect())
    assert _black(image, dark) > 0.9 * dark.width() * dark.height()


def test_bars_of_a_turned_symbol_are_boxes_of_whole_dots(qapp: QGuiApplication, tmp_path: Path) -> None:
    label = _label(tmp_path, SYMBOLS["linear"], 90)
    (filled,) = label.marks
    assert isinstance(filled, Filled)
    assert {box.width() for box in filled.boxes} == {160}
    assert len({box.top() for box in filled.boxes}) == len(filled.boxes)


def test_an_angle_between_is_refused(qapp: QGuiApplication, tmp_path: Path) -> None:
    with pytest.raises(TemplateFault) as raised:
        _label(tmp_path, SYMBOLS["qr"], 45)
    assert "Element 1 (matrix), turned: Write one of 0, 90, 180 or 270; it is 45." in raised.value.detail


def _dots(image: QImage) -> list[list[int]]:
    return [[image.pixelIndex(x, y) for x in range(image.width())] for y in range(0, image.height(), 7)]


def _black(image: QImage, box: QRect) -> int:
    part = image.copy(box).convertToFormat(QImage.Format.Format_Grayscale8)
    content, stride = bytes(part.constBits()), part.bytesPerLine()
    return sum(content[at : at + part.width()].count(0) for at in range(0, len(content), stride))
