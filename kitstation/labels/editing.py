"""Editing a template: every operation returns another template that is as valid, or says in a sentence why not.

Elements are named by their numbers from 0, in the order in which they are drawn. Lengths are in millimetres.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import StrEnum
from typing import Literal

from pydantic import TypeAdapter, ValidationError

from kitstation.labels.boxes import Box, bounds, kept_within
from kitstation.labels.elements import Element, LineElement
from kitstation.labels.fields import RecordKind, fields_of
from kitstation.labels.following import following
from kitstation.labels.template import Template
from kitstation.labels.template_reading import all_problems, problem_of
from kitstation.labels.usual_data import usual_data

_ELEMENT: TypeAdapter[Element] = TypeAdapter(Element)
Chosen = Sequence[int]
ElementType = Literal["text", "linear", "matrix", "image", "line", "box"]
SMALLEST_MM = 0.5
"""Less is not drawn by mouse or keys; a file may say so."""
_DUPLICATE_OFFSET_MM = 2.0
_NEW_SIZES: Mapping[ElementType, tuple[float, float]] = {
    "text": (25.0, 4.0),
    "linear": (40.0, 8.0),
    "matrix": (12.0, 12.0),
    "image": (12.0, 12.0),
    "line": (20.0, 0.0),
    "box": (20.0, 10.0),
}


class EditRefused(Exception):
    """What was wanted would make the template impossible; the message says why."""


class Edge(StrEnum):
    """A line that elements are put on: of the label, or of what is chosen."""

    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"
    TOP = "top"
    MIDDLE = "middle"
    BOTTOM = "bottom"


class Axis(StrEnum):
    """From left to right, or from top to bottom."""

    ACROSS = "across"
    DOWN = "down"


class Depth(StrEnum):
    """Where something stands in the order of drawing: what is drawn later covers what was drawn before."""

    FRONT = "front"
    FORWARD = "forward"
    BACKWARD = "backward"
    BACK = "back"


def box_of(element: Element) -> Box:
    """Return the box of an element on the label."""
    return Box(element.x, element.y, element.width, element.height)


def label_box(template: Template) -> Box:
    """Return the whole label."""
    return Box(0.0, 0.0, template.width, template.height)


def add(
    template: Template, kind: ElementType, at: tuple[float, float] | None = None, *, picture: str = ""
) -> Template:
    """Put a new element in front, its middle at a point or in the middle of the label.

    It is the last one of the result. A picture needs the name of its file. Raises EditRefused.
    """
    if template.zpl:
        raise EditRefused("This template is in ZPL: it has no elements. Edit it as text.")
    width, height = _NEW_SIZES[kind]
    width, height = min(width, template.width), min(height, template.height)
    middle = at or (template.width / 2, template.height / 2)
    box = kept_within(Box(middle[0] - width / 2, middle[1] - height / 2, width, height), label_box(template))
    values = {"type": kind, **box.values(), **_new_settings(template.kind, kind, picture)}
    return _checked(template, (*template.elements, _element(values)))


def remove(template: Template, chosen: Chosen) -> Template:
    """Take elements out. Raises EditRefused where nothing would be left."""
    left = tuple(one for number, one in enumerate(template.elements) if number not in set(chosen))
    if not left:
        raise EditRefused("A label has at least one element: add another one first.")
    return _checked(template, left)


def duplicate(template: Template, chosen: Chosen) -> Template:
    """Put copies of elements in front of all, a little beside what they were copied from; they are the last ones."""
    old = _picked(template, chosen)
    around = bounds(box_of(one) for one in old)
    moved = around.moved(_DUPLICATE_OFFSET_MM, _DUPLICATE_OFFSET_MM)
    at = kept_within(moved, label_box(template))
    across, down = at.x - around.x, at.y - around.y
    copies = tuple(_placed(one, box_of(one).moved(across, down)) for one in old)
    return _checked(template, (*template.elements, *copies))


def move(template: Template, chosen: Chosen, across: float, down: float) -> Template:
    """Move elements together, as far as the label goes."""
    around = bounds(box_of(one) for one in _picked(template, chosen))
    at = kept_within(around.moved(across, down), label_box(template))
    across, down = at.x - around.x, at.y - around.y
    return _each(template, chosen, lambda one: _placed(one, box_of(one).moved(across, down)))


def resize(template: Template, number: int, sides: Iterable[Edge], across: float, down: float) -> Template:
    """Move sides of an element's box, as far as the label goes and something is left of it.

    A line stays as thin as it is: only its ends move.
    """
    element = _picked(template, (number,))[0]
    box, label = box_of(element), label_box(template)
    for side in sides:
        if isinstance(element, LineElement) and _is_along(element, side):
            continue
        box = box.with_side_moved(
            side.value, across if side in {Edge.LEFT, Edge.RIGHT} else down, SMALLEST_MM, label
        )
    return _each(template, (number,), lambda one: _placed(one, box))


def align(template: Template, chosen: Chosen, edge: Edge, *, to_label: bool = False) -> Template:
    """Put elements on a line: of the label, or of all of them together; one alone goes by the label."""
    picked = _picked(template, chosen)
    target = label_box(template) if to_label or len(picked) == 1 else bounds(box_of(one) for one in picked)
    return _each(template, chosen, lambda one: _placed(one, box_of(one).aligned(edge.value, target)))


def distribute(template: Template, chosen: Chosen, axis: Axis) -> Template:
    """Leave as much room between elements, the outermost ones staying. Raises EditRefused for fewer than three."""
    if len(set(chosen)) < 3:
        raise EditRefused("Choose three elements or more to leave the same room between them.")
    spans = {number: box_of(template.elements[number]).span(axis.value) for number in set(chosen)}
    order = sorted(spans, key=lambda number: (spans[number][0], spans[number][1], number))
    first, last = spans[order[0]][0], max(end for _, end in spans.values())
    room = (last - first - sum(end - start for start, end in spans.values())) / (len(order) - 1)
    starts: dict[int, float] = {}
    at = first
    for number in order:
        starts[number] = at
        at += spans[number][1] - spans[number][0] + room
    elements = list(template.elements)
    for number, start in starts.items():
        box = box_of(elements[number]).starting(axis.value, start)
        elements[number] = _placed(elements[number], kept_within(box, label_box(template)))
    return _checked(template, tuple(elements))


def same_size(template: Template, chosen: Chosen, axis: Axis) -> Template:
    """Make elements as wide, or as high, as the one that was chosen first, as far as the label goes."""
    first = box_of(_picked(template, chosen)[0])
    name = "width" if axis is Axis.ACROSS else "height"
    wanted = getattr(first, name)
    if not wanted:
        raise EditRefused("The one that was chosen first is a line, which has no such size.")

    def sized(element: Element) -> Element:
        if isinstance(element, LineElement) and not getattr(element, name):
            return element
        room = template.width - element.x if axis is Axis.ACROSS else template.height - element.y
        return _changed(element, {name: min(wanted, _rounded(room))})

    return _each(template, chosen, sized)


def reorder(template: Template, chosen: Chosen, depth: Depth) -> tuple[Template, tuple[int, ...]]:
    """Draw elements later or earlier, and return their numbers after that as well."""
    _picked(template, chosen)
    picked = sorted(set(chosen))
    numbers = [number for number in range(len(template.elements)) if number not in picked]
    at = {
        Depth.BACK: 0,
        Depth.FRONT: len(numbers),
        Depth.BACKWARD: max(0, sum(number < picked[0] for number in numbers) - 1),
        Depth.FORWARD: min(len(numbers), sum(number < picked[-1] for number in numbers) + 1),
    }[depth]
    order = [*numbers[:at], *picked, *numbers[at:]]
    changed = _checked(template, tuple(template.elements[number] for number in order))
    return changed, tuple(range(at, at + len(picked)))


def set_property(template: Template, chosen: Chosen, name: str, value: object) -> Template:
    """Give elements another value of a setting. Raises EditRefused for one that is impossible.

    Other settings may follow it: what a symbol of GS1 says, the box of what is turned.
    """
    return _each(
        template,
        chosen,
        lambda one: _changed(one, {name: value, **following(template, one, name, value)}),
    )


def set_label(template: Template, name: str, value: object) -> Template:
    """Give the label another title, size or resolution. Raises EditRefused where its elements or sheet do not fit."""
    values = {key: getattr(template, key) for key in type(template).model_fields}
    try:
        changed = Template.model_validate({**values, name: value})
    except ValidationError as error:
        raise EditRefused(problem_of(error.errors()[0], values).sentence) from error
    return _proved(changed)


def _each(template: Template, chosen: Chosen, change: Callable[[Element], Element]) -> Template:
    _picked(template, chosen)
    wanted = set(chosen)
    return _checked(
        template,
        tuple(change(one) if number in wanted else one for number, one in enumerate(template.elements)),
    )


def _picked(template: Template, chosen: Chosen) -> tuple[Element, ...]:
    if not chosen:
        raise EditRefused("Choose an element first.")
    return tuple(template.elements[number] for number in dict.fromkeys(chosen))


def _checked(template: Template, elements: tuple[Element, ...]) -> Template:
    return _proved(template.model_copy(update={"elements": elements}))


def _proved(template: Template) -> Template:
    for problem in all_problems(template):
        raise EditRefused(problem.sentence)
    return template


def _element(values: Mapping[str, object]) -> Element:
    try:
        return _ELEMENT.validate_python(values)
    except ValidationError as error:
        details = error.errors()[0]
        # The first part is the type, which everybody sees.
        sentence = problem_of({**details, "loc": details["loc"][1:]}, values).sentence
        raise EditRefused(sentence) from error


def _changed(element: Element, values: Mapping[str, object]) -> Element:
    if unknown := values.keys() - type(element).model_fields.keys():
        raise EditRefused(f"A {element.type} has no setting {min(unknown)}.")
    now = {name: getattr(element, name) for name in type(element).model_fields}
    if all(now[name] == value for name, value in values.items()):
        return element
    return _element({**now, **values})


def _placed(element: Element, box: Box) -> Element:
    return _changed(element, box.values())


def _rounded(length: float) -> float:
    return round(length, 3)


def _is_along(line: LineElement, side: Edge) -> bool:
    """Tell whether a side is one of a line's long ones."""
    return side in ({Edge.TOP, Edge.BOTTOM} if line.height == 0 else {Edge.LEFT, Edge.RIGHT})


def _new_settings(kind: RecordKind, element: ElementType, picture: str) -> dict[str, object]:
    match element:
        case "text":
            return {"text": "{" + next(iter(fields_of(kind))) + "}", "size": 8}
        case "linear" | "matrix":
            return {"data": usual_data(kind, is_matrix=element == "matrix")}
        case "image":
            return {"file": picture}
        case "line" | "box":
            return {}
