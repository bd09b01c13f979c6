"""Labels to test with: the templates of the program, data of any kind, and reading as a scanner does."""

from __future__ import annotations

import string
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import zxingcpp
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtPdf import QPdfDocument

from kitstation.labels.elements import LinearSymbology
from kitstation.labels.fields import LabelValue, RecordKind, fields_of
from kitstation.labels.label_data import LabelData, label_data
from kitstation.labels.template import Template
from kitstation.labels.template_files import load_template, load_templates
from kitstation.ui.resources import resource

BUILT_IN = load_templates(resource("labels"))
DPIS = (203, 300, 600)

_NUMBER_SIGNS = string.ascii_letters + string.digits + "-_./+# "
_NUMBERS = st.one_of(
    st.text(_NUMBER_SIGNS, min_size=1, max_size=24).map(str.strip).filter(bool),
    st.text(string.digits, min_size=1, max_size=18).map("99".__add__),
    st.text(string.digits, min_size=1, max_size=20),
)
_WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=60)
# What goes into a symbol; everything else is only shown.
_IN_SYMBOLS = {
    "part_number",
    "serial_number",
    "lot_number",
    "date_code",
    "kit_number",
    "badge",
    "path",
    "code",
}
_WORTHLESS = {"payload", "data_matrix", "ean13", "gs1_lot", "gs1_serial"}


@st.composite
def values(draw: st.DrawFn, kind: RecordKind) -> Mapping[str, LabelValue]:
    """Draw values for some of a kind's fields, and for all that a symbol needs."""
    drawn: dict[str, LabelValue] = {}
    for name, field in fields_of(kind).items():
        if name in _WORTHLESS or (name == "code" and kind is not RecordKind.CONTROL_SHEET):
            continue
        if name in _IN_SYMBOLS:
            longest = 14 if kind is RecordKind.CONTROL_SHEET else 24
            drawn[name] = draw(_NUMBERS).strip()[:longest].strip() or "1"
        elif draw(st.booleans()):
            drawn[name] = draw(_of_type(field.sample))
    return drawn


def any_data(kind: RecordKind) -> st.SearchStrategy[LabelData]:
    """Return data of a kind, with whatever people may type."""
    return values(kind).map(lambda drawn: label_data(kind, drawn))


def _of_type(sample: LabelValue) -> st.SearchStrategy[LabelValue]:
    match sample:
        case str():
            return _WORDS
        case date():
            return st.dates(date(2000, 1, 1), date(2099, 12, 31))
        case _:
            return st.decimals(0, 10**9, places=6)


LINEAR_TEXTS: Mapping[LinearSymbology, st.SearchStrategy[str]] = {
    LinearSymbology.CODE128: _NUMBERS,
    LinearSymbology.CODE39: st.text(
        string.digits + string.ascii_uppercase + "-.$/+%", min_size=1, max_size=14
    ),
    LinearSymbology.EAN13: st.text(string.digits, min_size=12, max_size=12),
    LinearSymbology.EAN8: st.text(string.digits, min_size=7, max_size=7),
    LinearSymbology.UPCA: st.text(string.digits, min_size=11, max_size=11),
    LinearSymbology.ITF: st.text(string.digits, min_size=6, max_size=20).filter(
        lambda text: len(text) % 2 == 0
    ),
    LinearSymbology.CODABAR: st.text(string.digits + "$:/.+-", min_size=4, max_size=14).map("A{}B".format),
}


def template_of(folder: Path, content: str, name: str = "own") -> Template:
    """Return the template of a file with this content."""
    path = folder / f"{name}.toml"
    path.write_text(content, encoding="utf-8")
    return load_template(path)


HEAD = """
title = "Own"
kind = "item"
width = 100.0
height = 30.0
"""


def symbol_template(
    folder: Path, type_: str, symbology: str, *, more: str = "", head: str = HEAD, turned: int = 0
) -> Template:
    """Return a template with nothing but a symbol that holds the code."""
    if turned in {90, 270}:
        stands = head.replace("width = 100.0", "width = 30.0").replace("height = 30.0", "height = 100.0")
        box = "x = 2.0\ny = 0.0\nwidth = 26.0\nheight = 100.0"
    else:
        stands, box = head, "x = 0.0\ny = 2.0\nwidth = 100.0\nheight = 26.0"
    content = f"""{stands}
[[elements]]
type = "{type_}"
symbology = "{symbology}"
data = "{{code}}"
{box}
turned = {turned}
{more}
"""
    return template_of(folder, content)


def texts_read(image: QImage, *formats: zxingcpp.BarcodeFormat) -> set[str]:
    """Return what a scanner reads from a picture; from all kinds of symbols where none are named."""
    chosen = zxingcpp.BarcodeFormats(formats) if formats else zxingcpp.BarcodeFormats(())
    grey = image.convertToFormat(QImage.Format.Format_Grayscale8)
    return {
        found.text
        for found in zxingcpp.read_barcodes(grey, formats=chosen, text_mode=zxingcpp.TextMode.Plain)
    }


def pages(content: bytes, folder: Path, dpi: int) -> list[QImage]:
    """Return the pages of a PDF as pictures, on white."""
    path = folder / "pages.pdf"
    path.write_bytes(content)
    document = QPdfDocument()
    assert document.load(str(path)) is QPdfDocument.Error.None_
    drawn = [_on_white(document, page, dpi) for page in range(document.pageCount())]
    document.close()
    return drawn


def _on_white(document: QPdfDocument, page: int, dpi: int) -> QImage:
    size = (document.pagePointSize(page) * dpi / 72).toSize()
    opaque = QImage(size, QImage.Format.Format_RGB32)
    opaque.fill(Qt.GlobalColor.white)
    painter = QPainter(opaque)
    painter.drawImage(0, 0, document.render(page, size))
    painter.end()
    return opaque
