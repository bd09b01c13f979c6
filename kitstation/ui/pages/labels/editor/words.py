"""Words of the template editor. What a model has that is not listed here is called by its own name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from kitstation.labels.elements import ImageElement, LinearElement, MatrixElement, TextElement

if TYPE_CHECKING:
    from kitstation.labels.elements import Element


def type_name(kind: str) -> str:
    """Return what people call a type of element."""
    names = {
        "text": _tr("Text"),
        "linear": _tr("Barcode"),
        "matrix": _tr("2D code"),
        "image": _tr("Picture"),
        "line": _tr("Line"),
        "box": _tr("Box"),
    }
    return names.get(kind) or _plainly(kind)


def setting_name(name: str) -> str:
    """Return what people call a setting of an element or a label."""
    names = {
        "x": _tr("From the left"),
        "y": _tr("From the top"),
        "when": _tr("Only where there is"),
        "unless": _tr("Only where there is no"),
        "text": _tr("Text"),
        "data": _tr("What it says"),
        "size": _tr("Letters"),
        "smallest": _tr("Smallest letters"),
        "align": _tr("Across"),
        "valign": _tr("Down"),
        "fit": _tr("Where it is too long"),
        "lines": _tr("Lines at most"),
        "ink": _tr("Colour"),
        "symbology": _tr("Kind of code"),
        "largest_module": _tr("Widest module"),
        "optional": _tr("May be left out for room"),
        "correction": _tr("Error correction (QR)"),
        "file": _tr("Picture"),
        "dpi": _tr("Dots to the inch"),
        "filled": _tr("Filled"),
    }
    return names.get(name) or _plainly(name)


def choice_name(value: object) -> str:
    """Return what people call one of a few values."""
    names = {
        "datamatrix": "Data Matrix",
        "gs1-datamatrix": "GS1 Data Matrix",
        "qr": "QR",
        "code128": "Code 128",
        "gs1-128": "GS1-128",
        "code39": "Code 39",
        "ean13": "EAN-13",
        "ean8": "EAN-8",
        "upca": "UPC-A",
        "itf": "ITF (2 of 5)",
        "0": _tr("Not turned"),
        "90": _tr("90° clockwise"),
        "180": _tr("180°, upside down"),
        "270": _tr("270° clockwise"),
        "shrink": _tr("Make it smaller"),
        "elide": _tr("Cut its end"),
        "elide-middle": _tr("Cut its middle"),
        "wrap": _tr("Use more lines"),
    }
    return names.get(str(value)) or _plainly(str(value))


def element_words(element: Element) -> str:
    """Return an element in a line: its type, and what it says."""
    match element:
        case TextElement():
            said = element.text.source
        case LinearElement() | MatrixElement():
            said = element.data.source
        case ImageElement():
            said = element.file
        case _:
            said = f"{element.width:g} × {element.height:g} mm"  # noqa: RUF001 - the sign for "times"
    return f"{type_name(element.type)} · {said}"


def _plainly(name: str) -> str:
    text = name.replace("_", " ")
    return text[:1].upper() + text[1:]


def _tr(text: str) -> str:
    return QCoreApplication.translate("template editor", text)
