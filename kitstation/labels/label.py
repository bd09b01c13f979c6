"""A label that is laid out for a printer, not yet proved to be readable."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRect

from kitstation.labels.elements import LinearSymbology, MatrixSymbology
from kitstation.labels.label_data import LabelData
from kitstation.labels.marks import Mark
from kitstation.labels.template import Template


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedSymbol:
    """A symbol on a label: what must be read from it, and where it stands with its quiet zones, in dots.

    `caption` is what is read in the words of people, where that is something else.
    """

    symbology: LinearSymbology | MatrixSymbology
    text: str
    caption: str = ""
    bars: QRect
    around: QRect
    turned: int = 0
    """Degrees clockwise."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A label in dots, `dpi` to the inch.

    `shortened` are the texts that could not be printed whole, `left_out` those of optional symbols that had no room.
    """

    template: Template
    data: LabelData
    dpi: int
    width: int
    height: int
    marks: tuple[Mark, ...]
    symbols: tuple[PlacedSymbol, ...]
    shortened: tuple[str, ...]
    left_out: tuple[str, ...]
