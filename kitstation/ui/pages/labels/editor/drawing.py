"""What the canvas shows of a template: the dots that the printer would make, and what cannot be printed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtGui import QImage

from kitstation.labels.bitmap import bitmap_of
from kitstation.labels.faults import LabelFault
from kitstation.labels.label_data import sample_data
from kitstation.labels.rendering import render

if TYPE_CHECKING:
    from kitstation.labels.elements import Element
    from kitstation.labels.label import Label
    from kitstation.labels.label_data import LabelData
    from kitstation.labels.template import Template


@dataclass(frozen=True, slots=True)
class Drawn:
    """A label in dots, and by the numbers of its elements: which are not drawn, and why some cannot be."""

    image: QImage
    absent: frozenset[int]
    faults: dict[int, str]


class LabelDrawing:
    """Draws templates with elements, and remembers the elements that stay as they are."""

    def __init__(self) -> None:
        self._known: dict[Element, Label | str] = {}
        self._setting: tuple[object, ...] = ()

    def draw(self, template: Template, data: LabelData | None) -> Drawn:
        """Return the label of a record, or of samples."""
        shown = data if data is not None and data.kind is template.kind else sample_data(template.kind)
        setting = (shown, template.width, template.height, template.dpi, template.folder)
        if setting != self._setting:
            self._setting, self._known = setting, {}
        # What is no longer on the label need not be remembered: every place of a drag would be.
        self._known = {one: self._known.get(one) or _drawn(template, one, shown) for one in template.elements}
        labels = [self._known[element] for element in template.elements]
        drawn = [label for label in labels if not isinstance(label, str)]
        empty = render(template.model_copy(update={"elements": ()}), shown)
        whole = replace(empty, marks=tuple(mark for label in drawn for mark in label.marks))
        return Drawn(
            image=bitmap_of(whole).image(),
            absent=frozenset(
                number
                for number, label in enumerate(labels)
                if not isinstance(label, str) and not label.marks
            ),
            faults={number: label for number, label in enumerate(labels) if isinstance(label, str)},
        )


def _drawn(template: Template, element: Element, data: LabelData) -> Label | str:
    """Return one element alone, or why it cannot be printed."""
    try:
        return render(template.model_copy(update={"elements": (element,)}), data)
    except LabelFault as fault:
        return " ".join((f"{fault.title}.", fault.hint)).strip()
