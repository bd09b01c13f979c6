"""What is arranged so that parts of a window lie on each other, or where texts are longer than in English."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from PySide6.QtCore import QTranslator
from PySide6.QtWidgets import QLayout, QWidget

_LETTERS = "weitere Wörter, wie man sie andernorts braucht, "
_LONGER = 0.4
"""German takes so much more room than English."""


class LongerTexts(QTranslator):
    """Makes every text that goes through Qt's translation two fifths longer."""

    def isEmpty(self) -> bool:  # noqa: N802 - Qt's name
        """Say that there are translations, without which Qt would ask for none."""
        return False

    def translate(self, _context: str, text: str, _comment: str | None = None, _n: int = -1) -> str:
        """Return the text with more of it."""
        more = round(len(text) * _LONGER)
        return text + (_LETTERS * (more // len(_LETTERS) + 1))[:more]


def crowded(root: QWidget) -> list[str]:
    """Return which neighbours in a layout lie on each other or reach out of the widget that holds them."""
    found = []
    for holder in (root, *root.findChildren(QWidget)):
        layout = holder.layout()
        if layout is None or not holder.isVisible():
            continue
        held = [widget for widget in _widgets_of(layout) if widget.isVisible()]
        found += [
            f"{_called(one)} lies on {_called(other)}"
            for one, other in combinations(held, 2)
            if one.geometry().intersects(other.geometry())
        ]
        found += [
            f"{_called(one)} reaches out of {_called(holder)}"
            for one in held
            if not holder.rect().contains(one.geometry())
        ]
    return found


def _widgets_of(layout: QLayout) -> Iterator[QWidget]:
    for at in range(layout.count()):
        item = layout.itemAt(at)
        if item is None:
            continue
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            yield widget
        elif inner is not None:
            yield from _widgets_of(inner)


def _called(widget: QWidget) -> str:
    return f"{type(widget).__name__} {widget.accessibleName() or widget.objectName()}".strip()
