"""Labels in ZPL are, dot for dot, what was proved."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QGuiApplication

from kitstation.labels.bitmap import Bitmap
from kitstation.labels.faults import LabelFault
from kitstation.labels.fields import RecordKind
from kitstation.labels.jobs import zpl_job
from kitstation.labels.label_data import label_data, sample_data
from kitstation.labels.ready import ReadyLabel, ready
from kitstation.labels.rendering import render
from kitstation.labels.zpl import Compression, to_zpl
from tests.labels.samples import BUILT_IN, HEAD, template_of
from tests.labels.zpl_reading import labels_of


def _ready(name: str, dpi: int) -> ReadyLabel:
    template = BUILT_IN.get(name)
    return ready(render(template, sample_data(template.kind), dpi))


@pytest.mark.parametrize("name", sorted(BUILT_IN.by_name))
@pytest.mark.parametrize("dpi", [203, 300])
@pytest.mark.parametrize("compression", list(Compression))
def test_a_job_holds_the_proved_dots(
    qapp: QGuiApplication, name: str, dpi: int, compression: Compression
) -> None:
    printed = _ready(name, dpi)
    assert labels_of(to_zpl([printed], compression=compression)) == [(printed.bitmap, 1)]


@st.composite
def _bitmaps(draw: st.DrawFn) -> Bitmap:
    width, height = draw(st.integers(1, 900)), draw(st.integers(1, 6))
    stride = (width + 7) // 8
    row = st.one_of(
        st.binary(min_size=stride, max_size=stride),
        st.sampled_from([b"\x00" * stride, b"\xff" * stride, b"\x0f" * stride]),
    )
    return Bitmap(width, height, b"".join(draw(st.lists(row, min_size=height, max_size=height))))


@given(bitmap=_bitmaps(), compression=st.sampled_from(list(Compression)))
def test_any_dots_are_written_so_that_they_are_read_back(
    qapp: QGuiApplication, bitmap: Bitmap, compression: Compression
) -> None:
    printed = ReadyLabel(_ready("item", 203).label, bitmap)
    assert labels_of(to_zpl([printed], compression=compression)) == [(bitmap, 1)]


def test_a_job_holds_many_labels_with_their_copies(qapp: QGuiApplication) -> None:
    labels = [_ready("item", 203), _ready("lot", 203)]
    assert labels_of(to_zpl(labels, copies=3)) == [(labels[0].bitmap, 3), (labels[1].bitmap, 3)]


@pytest.mark.parametrize("copies", [0, -1, 10_000])
def test_so_many_copies_are_a_slip(qapp: QGuiApplication, copies: int) -> None:
    with pytest.raises(ValueError, match="1 to 9999 times"):
        to_zpl([], copies=copies)


def test_a_job_is_made_from_records_whichever_way_the_template_is_written(
    qapp: QGuiApplication, tmp_path: Path
) -> None:
    records = [label_data(RecordKind.ITEM, {"part_number": f"P{number}"}) for number in range(2)]
    drawn = labels_of(zpl_job(BUILT_IN.get("item"), records, dpi=300, copies=2))
    assert [(bitmap.width, copies) for bitmap, copies in drawn] == [(591, 2), (591, 2)]
    native = template_of(tmp_path, f"{HEAD}\nzpl = '^XA^CI28^FO9,9^A0^FH^FD{{part_number}}^FS^XZ'\n")
    job = zpl_job(native, records, copies=2).decode()
    assert [f"^FDP{number}^FS" in job for number in range(2)] == [True, True]
    assert job.count("^PQ2") == 2


def test_nothing_is_printed_when_one_label_cannot_be(qapp: QGuiApplication) -> None:
    records = [label_data(RecordKind.KIT, {"kit_number": number}) for number in ("K-1", "Lötzinn")]
    with pytest.raises(LabelFault, match="cannot be printed"):
        zpl_job(BUILT_IN.get("kit"), records)
