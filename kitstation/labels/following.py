"""What follows from a setting that is changed: other settings, which would make no sense as they were."""

from __future__ import annotations

from kitstation.labels.boxes import Box, kept_within
from kitstation.labels.elements import (
    Element,
    ImageElement,
    LinearElement,
    MatrixElement,
    TextElement,
)
from kitstation.labels.template import Template
from kitstation.labels.usual_data import data_after


def following(template: Template, element: Element, name: str, value: object) -> dict[str, object]:
    """Return the settings of an element that follow another one of it, as they are to be."""
    match name, element:
        case "symbology", LinearElement() | MatrixElement():
            return {"data": data_after(template.kind, element, value)}
        case "turned", TextElement() | LinearElement() | MatrixElement() | ImageElement():
            return dict(_turned(template, element, value))
        case _:
            return {}


def _turned(
    template: Template, element: TextElement | LinearElement | MatrixElement | ImageElement, value: object
) -> dict[str, float]:
    """Turn the box about its middle with what is in it, as far as the label goes."""
    if not isinstance(value, int) or (value - element.turned) % 180 == 0:
        return {}
    width, height = min(element.height, template.width), min(element.width, template.height)
    across, down = element.x + element.width / 2, element.y + element.height / 2
    box = Box(across - width / 2, down - height / 2, width, height)
    return dict(kept_within(box, Box(0.0, 0.0, template.width, template.height)).values())
