"""GS1 on labels: what is read from their dots is the message that the template says."""

from __future__ import annotations

import string
from pathlib import Path

import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QGuiApplication, QImage

from kitstation.domain.errors import KitstationError
from kitstation.labels import linear, matrix
from kitstation.labels.bitmap import bitmap_of
from kitstation.labels.elements import LinearSymbology, MatrixSymbology
from kitstation.labels.faults import TemplateFault
from kitstation.labels.fields import LabelValue, RecordKind
from kitstation.labels.label import Label, PlacedSymbol
from kitstation.labels.label_data import label_data
from kitstation.labels.marks import Filled
from kitstation.labels.pdf import to_pdf
from kitstation.labels.proof import ProblemCode, proof
from kitstation.labels.ready import ready, to_png
from kitstation.labels.rendering import render
from kitstation.labels.template import Template
from kitstation.scanning.check_digits import check_digit
from tests.labels.samples import DPIS, pages, template_of
from tests.labels.test_round_trip import LABELS
from tests.scanning.usual import read

KINDS = {"linear": "gs1-128", "matrix": "gs1-datamatrix"}
_SIGNS = string.ascii_letters + string.digits + "!\"%&'()*+,-./_:;<=>?"
_LOTS = st.one_of(st.text(_SIGNS, min_size=1, max_size=12), st.text("9", min_size=1, max_size=12))


def _template(
    folder: Path,
    type_: str,
    data: str = "(01){part_number}(10){lot_number}(21){serial_number}",
    more: str = "",
) -> Template:
    content = f"""
title = "GS1"
kind = "item"
width = 150
height = 20
[[elements]]
type = "{type_}"
symbology = "{KINDS[type_]}"
data = "{data}"
x = 0
y = 2
width = 150
height = 16
{more}
"""
    return template_of(folder, content)


def _label(template: Template, *, dpi: int = 203, **values: LabelValue) -> Label:
    return render(template, label_data(RecordKind.ITEM, values), dpi)


def _scan(image: QImage) -> list[tuple[str, str]]:
    """Return what a reader sends: the symbology identifier, and the characters."""
    grey = image.convertToFormat(QImage.Format.Format_Grayscale8)
    formats = zxingcpp.BarcodeFormats((zxingcpp.BarcodeFormat.Code128, zxingcpp.BarcodeFormat.DataMatrix))
    found = zxingcpp.read_barcodes(grey, formats=formats, text_mode=zxingcpp.TextMode.Plain)
    return [(one.symbology_identifier, one.text) for one in found]


@pytest.mark.parametrize(("type_", "identifier"), [("linear", "]C1"), ("matrix", "]d2")])
@pytest.mark.parametrize("dpi", DPIS)
@pytest.mark.parametrize("turned", [0, 90])
def test_a_message_is_read_from_the_labels_own_dots(
    qapp: QGuiApplication, tmp_path: Path, type_: str, identifier: str, dpi: int, turned: int
) -> None:
    more = f"turned = {turned}"
    template = _template(tmp_path, type_, more=more)
    if turned:
        stands = (tmp_path / "own.toml").read_text()
        for lying, standing in (
            ("width = 150\nheight = 20", "width = 20\nheight = 160"),
            ("width = 150\nheight = 16", "width = 16\nheight = 150"),
        ):
            stands = stands.replace(lying, standing)
        template = template_of(tmp_path, stands)
    label = _label(
        template, dpi=dpi, part_number="9506000134352", lot_number="99-A(21)7", serial_number="990001"
    )
    wanted = "010950600013435210" + "99-A(21)7\x1d21990001"
    printed = ready(label)
    (page,) = pages(to_pdf([printed]), tmp_path, max(dpi, 300))
    for image in (printed.bitmap.image(), QImage.fromData(to_png(printed)), page):
        assert _scan(image) == [(identifier, wanted)]
    (symbol,) = printed.label.symbols
    assert (symbol.text, symbol.caption) == (wanted, "(01)09506000134352(10)99-A(21)7(21)990001")


@settings(max_examples=LABELS)
@given(
    type_=st.sampled_from(sorted(KINDS)),
    gtin=st.text(string.digits, min_size=13, max_size=13).map(lambda digits: digits + check_digit(digits)),
    lot=_LOTS,
    serial=_LOTS,
    dpi=st.sampled_from(DPIS),
)
def test_every_message_is_read_back_by_our_own_grammar(
    qapp: QGuiApplication,
    tmp_path_factory: pytest.TempPathFactory,
    type_: str,
    gtin: str,
    lot: str,
    serial: str,
    dpi: int,
) -> None:
    template = _template(tmp_path_factory.mktemp("templates"), type_)
    label = _label(template, dpi=dpi, part_number=gtin, lot_number=lot, serial_number=serial)
    ((identifier, text),) = _scan(bitmap_of(label).image())
    meaning = read(identifier + text).meanings[0]
    assert (meaning.lot_number, meaning.serial_number) == (lot, serial)
    assert text == f"01{gtin}10{lot}\x1d21{serial}"
    assert ready(label).label == label


def test_an_element_without_a_value_is_left_out(qapp: QGuiApplication, tmp_path: Path) -> None:
    label = _label(_template(tmp_path, "linear"), part_number="09506000134352", serial_number="S1")
    assert [symbol.text for symbol in label.symbols] == ["0109506000134352" + "21S1"]


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({}, "nothing to put behind (01)"),
        ({"part_number": "RC0603"}, "“RC0603” is nothing that (01) takes"),
        ({"part_number": "09506000134353"}, "it should be 2"),
        ({"part_number": "09506000134352", "lot_number": "Ω"}, "(10) takes"),
        (
            {"part_number": "09506000134352", "lot_number": "x" * 20, "serial_number": "y" * 20},
            "a GS1-128 has at most 48",
        ),
    ],
)
def test_what_gs1_cannot_carry_is_refused(
    qapp: QGuiApplication, tmp_path: Path, values: dict[str, LabelValue], words: str
) -> None:
    template = _template(tmp_path, "linear")
    with pytest.raises(KitstationError) as raised:
        render(template, label_data(RecordKind.ITEM, values))
    assert words in f"{raised.value.title} {raised.value.detail}"
    assert raised.value.hint


def test_an_optional_code_is_left_out_where_its_value_does_not_fit(
    qapp: QGuiApplication, tmp_path: Path
) -> None:
    label = _label(_template(tmp_path, "linear", more="optional = true"), part_number="RC0603")
    assert (label.symbols, label.left_out) == ((), ("(01)RC0603(10)(21)",))


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ("{part_number}", "must begin with an application identifier in brackets"),
        ("(01{part_number}", "must begin with an application identifier in brackets"),
        ("(05){part_number}", "(05) is no application identifier"),
        ("(01){part_number}(999){lot_number}", "(999) is no application identifier"),
    ],
)
def test_a_template_that_is_no_message_is_reported(tmp_path: Path, data: str, words: str) -> None:
    with pytest.raises(TemplateFault) as raised:
        _template(tmp_path, "linear", data)
    assert words in raised.value.detail


def test_a_message_without_fnc1_is_not_taken_for_gs1(qapp: QGuiApplication, tmp_path: Path) -> None:
    """The same characters in a plain Code 128 are another thing to a reader."""
    label = _label(_template(tmp_path, "linear", "(10){lot_number}"), lot_number="AB")
    (symbol,) = label.symbols
    content = (tmp_path / "own.toml").read_text().replace("gs1-128", "code128").replace("(10)", "10")
    plain = _label(template_of(tmp_path, content), lot_number="AB")
    assert [one.text for one in plain.symbols] == [symbol.text]
    (stands,) = plain.symbols
    claimed = PlacedSymbol(
        symbology=LinearSymbology.GS1_128, text=symbol.text, bars=stands.bars, around=stands.around
    )
    codes = {problem.code for problem in proof(bitmap_of(plain), [claimed]).problems}
    assert codes == {ProblemCode.UNREADABLE, ProblemCode.UNEXPECTED}


def test_the_symbols_are_square_and_of_whole_dots(qapp: QGuiApplication, tmp_path: Path) -> None:
    label = _label(_template(tmp_path, "matrix"), part_number="09506000134352", lot_number="L1")
    (symbol,) = label.symbols
    assert symbol.symbology is MatrixSymbology.GS1_DATA_MATRIX
    assert symbol.bars.width() == symbol.bars.height()
    (filled,) = label.marks
    assert isinstance(filled, Filled)


def test_a_gs1_code_is_made_of_a_message_alone() -> None:
    with pytest.raises(ValueError, match="is made of a message"):
        linear.encode(LinearSymbology.GS1_128, "0109506000134352")
    with pytest.raises(ValueError, match="is made of a message"):
        matrix.encode(MatrixSymbology.GS1_DATA_MATRIX, "0109506000134352")
