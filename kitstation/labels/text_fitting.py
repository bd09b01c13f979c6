"""Fitting texts into their boxes: smaller, shortened, or over several lines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetrics

from kitstation.labels.elements import Down, Fit, TextElement
from kitstation.labels.grid import Grid, aligned
from kitstation.labels.marks import Letters, Writing

_NARROWEST_PERCENT = 70
"""Letters that are condensed further are hard to tell apart."""

# Where a line may end: behind a blank, and behind signs within part numbers and paths.
_BREAKABLE = re.compile(r"[^\s/,;_-]*[\s/,;_-]*")


@dataclass(frozen=True, slots=True)
class FittedText:
    """A text as lines that fit their box; `is_cut` where not all of it could be kept."""

    lines: tuple[str, ...]
    letters: Letters
    is_cut: bool = False


def fit(element: TextElement, text: str, box: QRect, grid: Grid) -> FittedText:
    """Return a text so that it fits the box in the way that the element asks for."""
    letters = _low_enough(element, grid.points(element.size), box.height())
    smallest = min(letters.size, grid.points(element.smallest))
    match element.fit:
        case Fit.SHRINK:
            letters = _condensed(_narrow_enough(letters, text, box.width(), smallest), text, box.width())
            # Numbers differ at their ends.
            return _one_line(letters, text, box.width(), Qt.TextElideMode.ElideMiddle)
        case Fit.ELIDE:
            return _one_line(letters, text, box.width(), Qt.TextElideMode.ElideRight)
        case Fit.ELIDE_MIDDLE:
            return _one_line(letters, text, box.width(), Qt.TextElideMode.ElideMiddle)
        case Fit.WRAP:
            return _wrapped(letters, text, box, element.lines, smallest)


def written(element: TextElement, fitted: FittedText, box: QRect) -> Iterator[Writing]:
    """Yield the lines at their places."""
    metrics = QFontMetrics(fitted.letters.font())
    high = metrics.height() * len(fitted.lines)
    # A box that holds fewer lines than there are keeps the first one's top.
    down = element.valign if high <= box.height() else Down.TOP
    block = aligned(box, box.width(), high, element.align, down)
    for number, line in enumerate(fitted.lines):
        place = aligned(box, metrics.horizontalAdvance(line), high, element.align, down)
        baseline = block.top() + metrics.ascent() + number * metrics.height()
        yield Writing(line, place.left(), baseline, fitted.letters, element.ink == "white")


def _low_enough(element: TextElement, size: int, height: int) -> Letters:
    letters = Letters(size, element.bold, element.font)
    while letters.size > 1 and QFontMetrics(letters.font()).height() > height:
        letters = Letters(letters.size - 1, element.bold, element.font)
    return letters


def _narrow_enough(letters: Letters, text: str, width: int, smallest: int) -> Letters:
    size = letters.size
    while size > smallest:
        needed = _width(letters, text)
        if needed <= width:
            break
        # Widths grow with the size, nearly in proportion: this takes a step or two.
        size = max(smallest, min(size - 1, size * width // needed))
        letters = Letters(size, letters.bold, letters.family)
    return letters


def _width(letters: Letters, text: str) -> int:
    # Qt rounds it, and leaves something out of a text that is a part of a dot too wide.
    return QFontMetrics(letters.font()).horizontalAdvance(text) + 1


def _condensed(letters: Letters, text: str, width: int) -> Letters:
    needed = _width(letters, text)
    while needed > width and letters.stretch > _NARROWEST_PERCENT:
        stretch = max(_NARROWEST_PERCENT, min(letters.stretch - 1, letters.stretch * width // needed))
        letters = replace(letters, stretch=stretch)
        needed = _width(letters, text)
    return letters


def _one_line(letters: Letters, text: str, width: int, mode: Qt.TextElideMode) -> FittedText:
    shown = QFontMetrics(letters.font()).elidedText(text, mode, width)
    return FittedText((shown,), letters, shown != text)


def _wrapped(letters: Letters, text: str, box: QRect, most: int, smallest: int) -> FittedText:
    while True:
        metrics = QFontMetrics(letters.font())
        room = max(1, min(most, box.height() // metrics.height()))
        lines = _broken(text, metrics, box.width())
        if len(lines) <= room or letters.size <= smallest:
            break
        letters = Letters(letters.size - 1, letters.bold, letters.family)
    if len(lines) <= room:
        return FittedText(tuple(lines), letters)
    rest = "".join(lines[room - 1 :])
    last = metrics.elidedText(rest, Qt.TextElideMode.ElideRight, box.width())
    return FittedText((*(line.rstrip() for line in lines[: room - 1]), last), letters, is_cut=True)


def _broken(text: str, metrics: QFontMetrics, width: int) -> list[str]:
    lines = [""]
    for word in _words(text, metrics, width):
        if metrics.horizontalAdvance((lines[-1] + word).rstrip()) <= width:
            lines[-1] += word
        else:
            lines.append(word)
    return [line for line in lines if line] or [""]


def _words(text: str, metrics: QFontMetrics, width: int) -> Iterator[str]:
    """Yield what belongs together, and parts of it where it alone is wider than a line."""
    for word in filter(None, _BREAKABLE.findall(text)):
        part = ""
        for letter in word:
            if part and metrics.horizontalAdvance((part + letter).rstrip()) > width:
                yield part
                part = ""
            part += letter
        yield part
