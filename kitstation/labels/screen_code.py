"""Test codes on the screen, large enough for a scanner to read them from there."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from PySide6.QtGui import QImage

from kitstation.labels.elements import Element, LinearElement, LinearSymbology, MatrixElement, MatrixSymbology
from kitstation.labels.expressions import Expression
from kitstation.labels.fields import RecordKind
from kitstation.labels.label_data import label_data
from kitstation.labels.ready import ready
from kitstation.labels.rendering import render
from kitstation.labels.template import Template
from kitstation.scanning.trial_codes import TrialCode, TrialSymbol

# Ten dots to the millimetre, so that millimetres are pixels divided by ten.
_DPI: Final = 254
_DOTS_PER_MM: Final = 10
_LARGEST_BAR: Final = 4
_LARGEST_MODULE: Final = 8
_HIGHEST_BARS: Final = 160

_LINEAR: Final[Mapping[TrialSymbol, LinearSymbology]] = {
    TrialSymbol.CODE_128: LinearSymbology.CODE128,
    TrialSymbol.EAN_13: LinearSymbology.EAN13,
    TrialSymbol.GS1_128: LinearSymbology.GS1_128,
}


def screen_code(code: TrialCode, width: int, height: int, scale: float = 1.0) -> QImage:
    """Return a test code in black on white, at most so many pixels wide and high, read from its own pixels.

    `scale` is how many of the screen's pixels make one of an ordinary screen. Every bar is whole pixels wide.
    Needs a QGuiApplication. Raises LabelFault where it does not fit.
    """
    high = min(height, round(_HIGHEST_BARS * scale)) if code.symbol in _LINEAR else height
    template = Template(
        name="screen",
        folder=Path(),
        title="Test code",
        kind=RecordKind.CONTROL_SHEET,
        width=width / _DOTS_PER_MM,
        height=high / _DOTS_PER_MM,
        dpi=_DPI,
        elements=(_element(code, width / _DOTS_PER_MM, high / _DOTS_PER_MM, scale),),
    )
    return ready(render(template, label_data(template.kind, {"code": code.text}))).bitmap.image()


def _element(code: TrialCode, width: float, height: float, scale: float) -> Element:
    symbol = code.symbol
    data = Expression.parse(code.bracketed or "{code}")
    largest = round((_LARGEST_BAR if symbol in _LINEAR else _LARGEST_MODULE) * scale) / _DOTS_PER_MM
    if symbol in _LINEAR:
        return LinearElement(
            type="linear",
            symbology=_LINEAR[symbol],
            data=data,
            x=0,
            y=0,
            width=width,
            height=height,
            largest_module=largest,
        )
    return MatrixElement(
        type="matrix",
        symbology=MatrixSymbology.DATA_MATRIX,
        data=data,
        x=0,
        y=0,
        width=width,
        height=height,
        largest_module=largest,
    )
