"""Labels: from a record's values to proved ZPL, and a thousand of them as PDF, beside the bare libraries."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from itertools import count
from time import perf_counter_ns

import zxingcpp
from PySide6.QtCore import QBuffer, QRect, Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter, QPdfWriter
from pytest_benchmark.fixture import BenchmarkFixture

from kitstation.labels.fields import RecordKind
from kitstation.labels.label_data import LabelData, label_data
from kitstation.labels.pdf import to_pdf
from kitstation.labels.ready import ready
from kitstation.labels.rendering import render
from kitstation.labels.template_files import load_templates
from kitstation.labels.zpl import to_zpl
from kitstation.ui.resources import resource
from tests.benchmarks.bare import milliseconds_since
from tests.benchmarks.conftest import Record
from tests.benchmarks.figures import Figure, median_at_most
from tests.benchmarks.turns import in_turns

LABELS = 1_000
PDFS = 3
ROUNDS = 120

TEMPLATES = load_templates(resource("labels"))


def items() -> Iterator[LabelData]:
    """Yield items without end, each with another serial number."""
    for number in count(1):
        yield label_data(
            RecordKind.ITEM,
            {
                "part_number": f"RC0603FR-07{number % 1000}KL",
                "revision": "B",
                "description": "Resistor 10 kΩ 1 % 0603, thick film",
                "manufacturer": "Yageo",
                "serial_number": f"SN-{number:08}",
                "quantity": Decimal(1),
            },
        )


def timed(work: Callable[[], object]) -> Callable[[], float]:
    """Return a measure of some work, in ms."""

    def one() -> float:
        since = perf_counter_ns()
        work()
        return milliseconds_since(since)

    return one


def write_and_read() -> None:
    """Write a Code 128 and a Data Matrix onto a label's dots and read them, with the bare library."""
    image = QImage(400, 200, QImage.Format.Format_Grayscale8)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    for kind, text, where in (
        (zxingcpp.BarcodeFormat.Code128, "SN-00042317", QRect(40, 130, 320, 60)),
        (
            zxingcpp.BarcodeFormat.DataMatrix,
            "[)>\x1e06\x1d1PRC0603\x1dSSN-00042317\x1e\x04",
            QRect(280, 10, 96, 96),
        ),
    ):
        made = zxingcpp.create_barcode(text, kind).to_image(scale=2)
        view = memoryview(made)  # type: ignore[arg-type]  # its stubs do not say that it is a buffer
        height, width = view.shape or (0, 0)
        symbol = QImage(view.tobytes(), width, height, width, QImage.Format.Format_Grayscale8)
        painter.drawImage(where.topLeft(), symbol)
    painter.end()
    formats = zxingcpp.BarcodeFormats((zxingcpp.BarcodeFormat.Code128, zxingcpp.BarcodeFormat.DataMatrix))
    zxingcpp.read_barcodes(image, formats=formats)


def bare_pages() -> None:
    """Write as many pages with a line of text as the labels take, with the bare PDF writer."""
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    painter = QPainter(writer)
    for number in range(LABELS):
        if number:
            writer.newPage()
        painter.drawText(100, 100, f"SN-{number:08}")
    painter.end()


def test_a_label_is_drawn_proved_and_written_soon(
    benchmark: BenchmarkFixture, record: Record, qapp: QGuiApplication
) -> None:
    template, drawn = TEMPLATES.get("item"), items()
    label = timed(lambda: to_zpl([ready(render(template, next(drawn)))]))
    soon, bare = in_turns(benchmark, label, timed(write_and_read), rounds=ROUNDS)
    record(
        Figure(
            "label 50 x 25 mm drawn, decoded and in ZPL",
            soon,
            "zxing-cpp writes and reads",
            bare,
            (median_at_most(10),),
        )
    )


def test_a_thousand_labels_are_a_pdf_soon(
    benchmark: BenchmarkFixture, record: Record, qapp: QGuiApplication
) -> None:
    template, drawn = TEMPLATES.get("item_sheet"), items()
    sheets = timed(lambda: to_pdf(ready(render(template, next(drawn))) for _ in range(LABELS)))
    soon, bare = in_turns(benchmark, sheets, timed(bare_pages), rounds=PDFS)
    record(
        Figure(
            f"{LABELS:,} labels proved, as PDF on sheets of 21",
            soon,
            "bare pages",
            bare,
            (median_at_most(5_000),),
        )
    )
