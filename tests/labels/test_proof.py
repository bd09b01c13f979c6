"""What a scanner could not read is not printed."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication

from kitstation.labels.bitmap import Bitmap, bitmap_of
from kitstation.labels.elements import LinearSymbology
from kitstation.labels.faults import LabelFault
from kitstation.labels.fields import RecordKind
from kitstation.labels.label import Label
from kitstation.labels.label_data import label_data, sample_data
from kitstation.labels.proof import ProblemCode, proof
from kitstation.labels.ready import ready
from kitstation.labels.rendering import render
from tests.labels.samples import BUILT_IN, HEAD, symbol_template, template_of

DATA = label_data(RecordKind.ITEM, {"part_number": "RC0603", "serial_number": "SN-0001"})


def _spoiled(bitmap: Bitmap, label: Label) -> Bitmap:
    """Return the bitmap with every symbol's upper half black."""
    content = bytearray(bitmap.content)
    for symbol in label.symbols:
        for row in range(symbol.bars.top(), symbol.bars.center().y()):
            content[row * bitmap.stride : (row + 1) * bitmap.stride] = b"\xff" * bitmap.stride
    return Bitmap(bitmap.width, bitmap.height, bytes(content))


@pytest.mark.parametrize("dpi", [203, 300, 600])
def test_a_label_holds_when_all_its_symbols_are_read(qapp: QGuiApplication, dpi: int) -> None:
    label = render(BUILT_IN.get("item"), DATA, dpi)
    assert len(label.symbols) == 2
    assert proof(bitmap_of(label), label.symbols).holds


def test_a_spoiled_2d_symbol_is_named(qapp: QGuiApplication) -> None:
    label = render(BUILT_IN.get("location"), sample_data(RecordKind.LOCATION))
    shown = proof(_spoiled(bitmap_of(label), label), label.symbols)
    assert not shown.holds
    problem = next(problem for problem in shown.problems if problem.code is ProblemCode.UNREADABLE)
    assert "Stores/Aisle 3/Shelf B/Bin 12" in problem.sentence
    assert "larger box" in problem.hint


def test_what_is_expected_must_be_what_is_read(qapp: QGuiApplication) -> None:
    label = render(BUILT_IN.get("kit"), label_data(RecordKind.KIT, {"kit_number": "K-1"}))
    other = render(BUILT_IN.get("kit"), label_data(RecordKind.KIT, {"kit_number": "K-2"}))
    codes = {problem.code for problem in proof(bitmap_of(label), other.symbols).problems}
    assert {ProblemCode.UNREADABLE, ProblemCode.UNEXPECTED} <= codes


def test_text_in_the_margin_of_a_symbol_is_a_problem(qapp: QGuiApplication, tmp_path: Path) -> None:
    template = template_of(
        tmp_path,
        f"""{HEAD}
[[elements]]
type = "linear"
data = "{{code}}"
x = 0.0
y = 2.0
width = 60.0
height = 20.0

[[elements]]
type = "box"
x = 4.0
y = 8.0
width = 4.0
height = 4.0
filled = true
""",
    )
    with pytest.raises(LabelFault, match="is not printed") as raised:
        ready(render(template, label_data(RecordKind.ITEM, {"code": "SN-0001-00000"})))
    assert "too near to the barcode of “SN-0001-00000”" in raised.value.detail
    assert "margin" in raised.value.hint


def test_a_code_with_no_room_says_what_to_do(qapp: QGuiApplication, tmp_path: Path) -> None:
    template = symbol_template(tmp_path, "linear", LinearSymbology.CODE128)
    with pytest.raises(LabelFault, match="no room") as raised:
        render(template, label_data(RecordKind.ITEM, {"code": "A" * 60}), 203)
    assert "larger label" in raised.value.hint


def test_an_optional_code_with_no_room_is_left_out(qapp: QGuiApplication, tmp_path: Path) -> None:
    template = symbol_template(tmp_path, "linear", LinearSymbology.CODE128, more="optional = true")
    label = render(template, label_data(RecordKind.ITEM, {"code": "A" * 60}), 203)
    assert label.symbols == ()
    assert label.left_out == ("A" * 60,)


def test_modules_are_whole_dots_and_never_less_than_two(qapp: QGuiApplication, tmp_path: Path) -> None:
    template = symbol_template(tmp_path, "linear", LinearSymbology.CODE128)
    for length in range(1, 24):
        label = render(template, label_data(RecordKind.ITEM, {"code": "a" * length}), 203)
        (symbol,) = label.symbols
        modules = 11 * (length + 2) + 13
        assert symbol.bars.width() % modules == 0
        assert symbol.bars.width() // modules >= 2
        assert symbol.around.width() - symbol.bars.width() == 20 * symbol.bars.width() // modules
        assert symbol.around.left() >= 0
        assert symbol.around.right() < label.width


def test_a_label_without_symbols_needs_no_proof(qapp: QGuiApplication, tmp_path: Path) -> None:
    text = '[[elements]]\ntype = "text"\ntext = "{name}"\nx = 0\ny = 0\nwidth = 50\nheight = 9\nsize = 9'
    template = template_of(tmp_path, HEAD.replace('"item"', '"operator"') + text)
    printed = ready(render(template, label_data(RecordKind.OPERATOR, {"name": "Ada"})))
    assert any(printed.bitmap.content)
