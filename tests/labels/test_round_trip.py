"""Whatever is printed is read back as it was written."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QGuiApplication

from kitstation.labels.bitmap import bitmap_of, preview
from kitstation.labels.elements import GS1_SYMBOLOGIES, LinearSymbology, MatrixSymbology
from kitstation.labels.fields import RecordKind
from kitstation.labels.label import Label
from kitstation.labels.label_data import LabelData, label_data, sample_data
from kitstation.labels.ready import ready
from kitstation.labels.rendering import render
from kitstation.labels.template import Template
from tests.labels.samples import BUILT_IN, DPIS, LINEAR_TEXTS, any_data, symbol_template, texts_read

LABELS = int(os.environ.get("KITSTATION_LABELS", "100"))
"""How many labels are tried; 3,000 by hand before a release."""

TURNS = (0, 90, 180, 270)
_TEMPLATES = sorted(BUILT_IN.by_name)


@st.composite
def _labels(draw: st.DrawFn) -> tuple[Template, LabelData, int]:
    template = BUILT_IN.get(draw(st.sampled_from(_TEMPLATES)))
    return template, draw(any_data(template.kind)), draw(st.sampled_from(DPIS))


def _read_both_ways(label: Label) -> tuple[set[str], set[str]]:
    return texts_read(preview(label)), texts_read(bitmap_of(label).image())


@settings(max_examples=LABELS)
@given(_labels())
def test_every_template_is_read_back_at_every_resolution(
    qapp: QGuiApplication, drawn: tuple[Template, LabelData, int]
) -> None:
    template, data, dpi = drawn
    label = render(template, data, dpi)
    grey, black_and_white = _read_both_ways(label)
    wanted = {symbol.text for symbol in label.symbols}
    assert wanted
    assert wanted <= grey
    assert wanted <= black_and_white
    assert ready(label).label == label


@settings(max_examples=LABELS)
@given(st.data())
def test_every_linear_symbology_is_read_back_at_every_resolution(
    qapp: QGuiApplication, tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    # GS1 has tests of its own: its data are messages.
    symbology = data.draw(st.sampled_from(sorted(set(LinearSymbology) - GS1_SYMBOLOGIES)))
    turned = data.draw(st.sampled_from(TURNS))
    template = symbol_template(tmp_path_factory.mktemp("templates"), "linear", symbology, turned=turned)
    text = data.draw(LINEAR_TEXTS[symbology])
    dpi = data.draw(st.sampled_from(DPIS))
    printed = ready(render(template, label_data(RecordKind.ITEM, {"code": text}), dpi))
    assert printed.label.symbols[0].text.startswith(text)


@settings(max_examples=LABELS)
@given(
    symbology=st.sampled_from(sorted(set(MatrixSymbology) - GS1_SYMBOLOGIES)),
    text=st.text(st.characters(max_codepoint=126), min_size=1, max_size=120),
    dpi=st.sampled_from(DPIS),
    turned=st.sampled_from(TURNS),
)
def test_every_2d_symbology_is_read_back_at_every_resolution(
    qapp: QGuiApplication,
    tmp_path_factory: pytest.TempPathFactory,
    symbology: MatrixSymbology,
    text: str,
    dpi: int,
    turned: int,
) -> None:
    template = symbol_template(tmp_path_factory.mktemp("templates"), "matrix", symbology, turned=turned)
    label = render(template, label_data(RecordKind.ITEM, {"code": text}), dpi)
    grey, black_and_white = _read_both_ways(label)
    assert text in grey
    assert text in black_and_white
    assert ready(label).label == label


@pytest.mark.parametrize("name", _TEMPLATES)
@pytest.mark.parametrize("dpi", DPIS)
def test_the_samples_of_the_templates_are_printed_whole(qapp: QGuiApplication, name: str, dpi: int) -> None:
    template = BUILT_IN.get(name)
    printed = ready(render(template, sample_data(template.kind), dpi))
    assert printed.label.shortened == ()


def test_labels_are_made_in_other_threads(qapp: QGuiApplication) -> None:
    template = BUILT_IN.get("item")
    data = sample_data(template.kind)
    here = ready(render(template, data))
    with ThreadPoolExecutor(max_workers=3) as threads:
        there = list(threads.map(lambda _: ready(render(template, data)), range(12)))
    assert {printed.bitmap for printed in there} == {here.bitmap}


def test_a_label_is_of_the_size_that_the_template_says(qapp: QGuiApplication) -> None:
    template = BUILT_IN.get("item")
    bitmap = ready(render(template, sample_data(template.kind), 300)).bitmap
    assert (bitmap.width, bitmap.height) == (591, 295)
    assert len(bitmap.content) == bitmap.stride * bitmap.height


def test_a_template_in_other_words_is_a_mistake_of_the_caller(qapp: QGuiApplication, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="is for item, not for kit"):
        render(BUILT_IN.get("item"), sample_data(RecordKind.KIT))
