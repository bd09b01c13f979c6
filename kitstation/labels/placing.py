"""Placing the elements of a template on the dots of a printer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path

from PySide6.QtCore import QRect

from kitstation.labels import gs1, linear, matrix, pictures, text_fitting
from kitstation.labels.elements import (
    BoxElement,
    Down,
    Element,
    ImageElement,
    LinearElement,
    LinearSymbology,
    LineElement,
    MatrixElement,
    MatrixSymbology,
    TextElement,
)
from kitstation.labels.faults import LabelFault
from kitstation.labels.grid import SMALLEST_LINEAR_MM, SMALLEST_MATRIX_MM, Grid, aligned
from kitstation.labels.label import PlacedSymbol
from kitstation.labels.label_data import LabelData
from kitstation.labels.marks import Filled, Mark, Picture
from kitstation.labels.turning import Turn
from kitstation.scanning.writing import PayloadFault


@dataclass(frozen=True, slots=True)
class Placed:
    """An element on the dots: its marks, its symbol if it is one.

    `shortened` is the text that could not be kept whole, `left_out` that of a symbol that was left out.
    """

    marks: tuple[Mark, ...] = ()
    symbol: PlacedSymbol | None = None
    shortened: str = ""
    left_out: str = ""


def place(element: Element, data: LabelData, grid: Grid, folder: Path) -> Placed:
    """Return an element with the values of the data; nothing where its conditions do not hold.

    Raises LabelFault for a symbol that has no room or cannot carry its text.
    """
    if (element.when and not data.has(element.when)) or (element.unless and data.has(element.unless)):
        return Placed()
    box = grid.box(element.x, element.y, element.width, element.height)
    match element:
        case TextElement() | LinearElement() | MatrixElement() | ImageElement():
            turn = Turn(box, element.turned)
            return _turned(turn, _upright(element, data, turn.upright, grid, folder))
        case LineElement():
            thick = max(1, grid.dots(element.thickness))
            return Placed(
                (Filled((QRect(box.left(), box.top(), box.width() or thick, box.height() or thick),)),)
            )
        case BoxElement():
            return Placed((Filled(_frame(element, box, grid)),))


def _upright(
    element: TextElement | LinearElement | MatrixElement | ImageElement,
    data: LabelData,
    box: QRect,
    grid: Grid,
    folder: Path,
) -> Placed:
    match element:
        case TextElement():
            return _text(element, data, box, grid)
        case ImageElement():
            image = pictures.read_picture(folder, element.file, box.size())
            at = aligned(box, image.width(), image.height(), element.align, element.valign)
            return Placed((Picture(at, image),))
        case _:
            return _symbol(element, data, box, grid)


def _turned(turn: Turn, placed: Placed) -> Placed:
    symbol = turn.symbol(placed.symbol) if placed.symbol else None
    return replace(placed, marks=tuple(map(turn.mark, placed.marks)), symbol=symbol)


def _text(element: TextElement, data: LabelData, box: QRect, grid: Grid) -> Placed:
    text = " ".join(element.text.fill(data).split())
    if not text:
        return Placed()
    fitted = text_fitting.fit(element, text, box, grid)
    return Placed(tuple(text_fitting.written(element, fitted, box)), shortened=text if fitted.is_cut else "")


def _symbol(element: LinearElement | MatrixElement, data: LabelData, box: QRect, grid: Grid) -> Placed:
    try:
        if isinstance(element, LinearElement):
            return _linear(element, data, box, grid)
        return _matrix(element, data, box, grid)
    except (LabelFault, PayloadFault):
        if element.optional:
            return Placed(left_out=element.data.fill(data))
        raise


def _linear(element: LinearElement, data: LabelData, box: QRect, grid: Grid) -> Placed:
    symbol = (
        linear.encode_gs1(gs1.message(element.data, data))
        if element.symbology is LinearSymbology.GS1_128
        else linear.encode(element.symbology, element.data.fill(data))
    )
    dots = grid.module(
        symbol.width, box.width(), smallest_mm=SMALLEST_LINEAR_MM, largest_mm=element.largest_module
    )
    if dots is None:
        raise _no_room(symbol.caption or symbol.text, symbol.width, grid)
    around = aligned(box, symbol.width * dots, box.height(), element.align, Down.TOP)
    left = around.left() + symbol.quiet * dots
    bars = QRect(left, box.top(), len(symbol.modules) * dots, box.height())
    placed = PlacedSymbol(
        symbology=element.symbology, text=symbol.text, caption=symbol.caption, bars=bars, around=around
    )
    return Placed((Filled(tuple(_bars(symbol.modules, bars, dots))),), placed)


def _bars(modules: str, box: QRect, dots: int) -> Iterator[QRect]:
    left = box.left()
    for module, run in groupby(modules):
        wide = len(list(run)) * dots
        if module == "1":
            yield QRect(left, box.top(), wide, box.height())
        left += wide


def _matrix(element: MatrixElement, data: LabelData, box: QRect, grid: Grid) -> Placed:
    symbol = (
        matrix.encode_gs1(gs1.message(element.data, data))
        if element.symbology is MatrixSymbology.GS1_DATA_MATRIX
        else matrix.encode(element.symbology, element.data.fill(data), element.correction)
    )
    room = min(box.width(), box.height())
    dots = grid.module(symbol.width, room, smallest_mm=SMALLEST_MATRIX_MM, largest_mm=element.largest_module)
    if dots is None:
        raise _no_room(symbol.caption, symbol.width, grid)
    side = symbol.width * dots
    around = aligned(box, side, side, element.align, element.valign)
    quiet = symbol.quiet * dots
    bars = around.adjusted(quiet, quiet, -quiet, -quiet)
    placed = PlacedSymbol(
        symbology=element.symbology, text=symbol.text, caption=symbol.caption, bars=bars, around=around
    )
    return Placed((Filled(tuple(_modules(symbol.rows, bars, dots))),), placed)


def _modules(rows: tuple[bytes, ...], box: QRect, dots: int) -> Iterator[QRect]:
    """Yield dark modules as boxes: runs within a row, joined with the same run of the rows below."""
    growing: dict[tuple[int, int], int] = {}
    for number, row in enumerate((*rows, b"")):
        runs = set(_runs(row))
        for run in growing.keys() - runs:
            top = growing.pop(run)
            yield QRect(
                box.left() + run[0] * dots, box.top() + top * dots, run[1] * dots, (number - top) * dots
            )
        for run in runs - growing.keys():
            growing[run] = number


def _runs(row: bytes) -> Iterator[tuple[int, int]]:
    at = 0
    for module, run in groupby(row):
        wide = len(list(run))
        if module == 0:
            yield at, wide
        at += wide


def _frame(element: BoxElement, box: QRect, grid: Grid) -> tuple[QRect, ...]:
    if element.filled:
        return (box,)
    thick = max(1, grid.dots(element.thickness))
    left, top, width, height = box.left(), box.top(), box.width(), box.height()
    return (
        QRect(left, top, width, thick),
        QRect(left, top + height - thick, width, thick),
        QRect(left, top + thick, thick, height - 2 * thick),
        QRect(left + width - thick, top + thick, thick, height - 2 * thick),
    )


def _no_room(text: str, modules: int, grid: Grid) -> LabelFault:
    return LabelFault(
        f"There is no room for the barcode of “{text}”",
        detail=f"It is {modules} modules wide, too many for its place at {grid.dpi} dpi.",
        hint="Use a larger label, a shorter code, or a printer with more dots to the inch.",
    )
