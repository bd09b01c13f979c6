"""What cannot be read is not printed, and the message says what to change: at every resolution."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication

from kitstation.labels.faults import LabelFault
from kitstation.labels.fields import RecordKind
from kitstation.labels.label_data import label_data
from kitstation.labels.ready import ready
from kitstation.labels.rendering import render
from tests.labels.samples import DPIS, template_of

_LABEL = """
title = "Own"
kind = "item"
width = 50
height = 25
"""
_BAR = """
[[elements]]
type = "linear"
symbology = "{symbology}"
data = "{{code}}"
x = 1
y = 1
width = {width}
height = {height}
largest_module = 0.5
align = "left"
"""
_MATRIX = """
[[elements]]
type = "matrix"
symbology = "{symbology}"
data = "{{code}}"
x = 1
y = 1
width = {side}
height = {side}
"""
_LINE_ACROSS = """
[[elements]]
type = "line"
x = 0
y = {y}
width = 50
thickness = {thick}
"""


def _bar(symbology: str = "code128", width: float = 48, height: float = 12) -> str:
    return _BAR.format(symbology=symbology, width=width, height=height)


def _matrix(symbology: str = "datamatrix", side: float = 20) -> str:
    return _MATRIX.format(symbology=symbology, side=side)


MESSAGES = {
    "narrow bars": (
        _bar(width=20),
        "SN-000423178",
        "There is no room for the barcode of “SN-000423178”",
        "shorter",
    ),
    "a small 2D code": (_matrix(side=4), "SN-000423178", "There is no room for the barcode", "larger label"),
    "too much data for bars": (_bar(), "A" * 60, "There is no room for the barcode", "shorter code"),
    "too much data for a Data Matrix": (_matrix(), "é1" * 3000, "There is too much text", "fewer fields"),
    "too much data for a QR code": (_matrix("qr"), "é1" * 3000, "There is too much text", "fewer fields"),
    "a quiet zone that is not blank": (
        _bar() + _LINE_ACROSS.format(y=5, thick=0.5).replace("x = 0", "x = 1").replace("= 50", "= 2"),
        "SN-0004231",
        "Something stands too near to the barcode of “SN-0004231”",
        "Leave its margin blank",
    ),
    "something across the bars": (
        _bar() + _LINE_ACROSS.format(y=1, thick=12),
        "SN-0004231",
        "The barcode of “SN-0004231” cannot be read",
        "",
    ),
    "something across a 2D code": (
        _matrix() + _LINE_ACROSS.format(y=9, thick=7),
        "SN-0004231",
        "The barcode of “SN-0004231” cannot be read",
        "",
    ),
    "letters in digits": (
        _bar("itf"),
        "12A4",
        "“12A4” cannot be printed as Interleaved 2 of 5",
        "choose Code 128",
    ),
    "a wrong check digit": (
        _bar("ean13"),
        "5901234123458",
        "cannot be printed as EAN-13",
        "Correct the number",
    ),
    "letters beyond English": (_bar(), "Ω1", "“Ω1” cannot be printed as a barcode", "English keyboard"),
}


@pytest.mark.parametrize("dpi", DPIS)
@pytest.mark.parametrize("case", MESSAGES)
def test_a_label_that_cannot_be_read_is_refused_with_what_to_change(
    qapp: QGuiApplication, tmp_path: Path, case: str, dpi: int
) -> None:
    elements, code, said, hint = MESSAGES[case]
    template = template_of(tmp_path, _LABEL + elements)
    with pytest.raises(LabelFault) as raised:
        ready(render(template, label_data(RecordKind.ITEM, {"code": code}), dpi))
    assert said in f"{raised.value.title} {raised.value.detail}"
    assert hint in raised.value.hint
    assert raised.value.hint


def test_more_dots_to_the_inch_help_as_the_message_says(qapp: QGuiApplication, tmp_path: Path) -> None:
    """At 203 dpi a bar is 0.25 mm or more, at 600 dpi 0.17 mm."""
    template = template_of(tmp_path, _LABEL + _bar(width=38))
    data = label_data(RecordKind.ITEM, {"code": "SN-ABCDEFGH"})
    with pytest.raises(LabelFault) as raised:
        render(template, data, 203)
    assert "more dots to the inch" in raised.value.hint
    assert ready(render(template, data, 600)).label.symbols
