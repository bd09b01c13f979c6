"""What symbols say before anybody has written anything: it fits the record and the symbology, and can be read."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QGuiApplication

from kitstation.labels import editing
from kitstation.labels.bitmap import bitmap_of
from kitstation.labels.editing import ElementType
from kitstation.labels.elements import LinearElement, LinearSymbology, MatrixElement, MatrixSymbology
from kitstation.labels.faults import LabelFault
from kitstation.labels.fields import LabelValue, RecordKind
from kitstation.labels.label_data import label_data, sample_data
from kitstation.labels.proof import proof
from kitstation.labels.rendering import render
from kitstation.labels.template import Template
from tests.labels.drawn_templates import FOLDER

GS1 = {"linear": LinearSymbology.GS1_128, "matrix": MatrixSymbology.GS1_DATA_MATRIX}
PLAIN = {"linear": LinearSymbology.CODE128, "matrix": MatrixSymbology.QR}


def _label(kind: RecordKind, type_: ElementType, data: str = "") -> Template:
    box = {"type": "box", "x": 0, "y": 24, "width": 1, "height": 1}
    settings = {"name": "own", "folder": FOLDER, "title": "Own", "width": 50, "height": 25, "elements": [box]}
    made = editing.add(Template.model_validate({**settings, "kind": kind}), type_)
    made = editing.set_property(made, (1,), "x", 0)
    made = editing.set_property(made, (1,), "width", 50 if type_ == "linear" else 16)
    return editing.set_property(made, (1,), "data", data) if data else made


def _data(template: Template) -> str:
    symbol = template.elements[1]
    assert isinstance(symbol, LinearElement | MatrixElement)
    return symbol.data.source


@pytest.mark.parametrize(
    ("kind", "type_", "before", "message", "after"),
    [
        ("item", "linear", "{code}", "(21){serial_number}(10){lot_number}", "{code}"),
        ("item", "matrix", "{payload}", "(240){part_number}(10){lot_number}(21){serial_number}", "{payload}"),
        ("lot", "linear", "{code}", "(10){lot_number}", "{lot_number}"),
        ("lot", "matrix", "{payload}", "(240){part_number}(10){lot_number}", "{payload}"),
        ("kit_line", "linear", "{code}", "(21){serial_number}(10){lot_number}", "{code}"),
        ("kit", "linear", "{code}", "(91){code}", "{code}"),
        ("kit", "matrix", "{code}", "(91){code}", "{code}"),
        ("location", "linear", "{code}", "(91){code}", "{code}"),
        ("operator", "matrix", "{code}", "(91){code}", "{code}"),
        ("item", "linear", "{lot_number}", "(10){lot_number}", "{lot_number}"),
        ("item", "matrix", "{part_number}", "(240){part_number}", "{part_number}"),
        ("item", "linear", "Shop {lot_number}", "(21){serial_number}(10){lot_number}", "{code}"),
        ("item", "linear", "(01){part_number}", "(01){part_number}", "{part_number}"),
    ],
)
def test_a_symbol_that_becomes_one_of_gs1_gets_a_message_and_comes_back(
    kind: str, type_: ElementType, before: str, message: str, after: str
) -> None:
    label = _label(RecordKind(kind), type_, before)
    gs1 = editing.set_property(label, (1,), "symbology", GS1[type_])
    assert _data(gs1) == message
    assert _data(editing.set_property(gs1, (1,), "symbology", PLAIN[type_])) == after


@pytest.mark.parametrize("type_", ["linear", "matrix"])
def test_what_a_symbol_says_stays_while_it_is_no_matter_of_gs1(type_: ElementType) -> None:
    label = _label(RecordKind.ITEM, type_, "(21) {code}")
    other = LinearSymbology.CODE39 if type_ == "linear" else MatrixSymbology.QR
    assert _data(editing.set_property(label, (1,), "symbology", other)) == "(21) {code}"


@pytest.mark.parametrize("type_", ["linear", "matrix"])
@pytest.mark.parametrize("kind", [kind for kind in RecordKind if kind is not RecordKind.LOCATION])
def test_the_message_can_be_read_at_203_dpi_on_a_usual_label(
    qapp: QGuiApplication, kind: RecordKind, type_: ElementType
) -> None:
    label = editing.set_property(_label(kind, type_), (1,), "symbology", GS1[type_])
    values = dict(sample_data(kind).values)
    if type_ == "linear" and "serial_number" in values:
        # Few records have both; bars of both need a wider label, or more dots to the inch.
        del values["lot_number"]
    drawn = render(label, label_data(kind, values), 203)
    assert len(drawn.symbols) == 1
    assert not proof(bitmap_of(drawn), drawn.symbols).problems


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"serial_number": "S-1"}, "21S-1"),
        ({"lot_number": "L-1"}, "10L-1"),
        ({"serial_number": "S-1", "lot_number": "L-1"}, "21S-1\x1d10L-1"),
    ],
)
def test_a_number_that_the_record_has_not_is_left_out(
    qapp: QGuiApplication, values: dict[str, LabelValue], said: str
) -> None:
    label = editing.set_property(_label(RecordKind.ITEM, "linear"), (1,), "symbology", GS1["linear"])
    drawn = render(label, label_data(RecordKind.ITEM, values), 203)
    assert [symbol.text for symbol in drawn.symbols] == [said]


def test_a_record_with_neither_has_no_gs1_symbol(qapp: QGuiApplication) -> None:
    label = editing.set_property(_label(RecordKind.ITEM, "linear"), (1,), "symbology", GS1["linear"])
    with pytest.raises(LabelFault, match=r"nothing to put behind \(21\)"):
        render(label, label_data(RecordKind.ITEM, {"part_number": "P-1"}), 203)
