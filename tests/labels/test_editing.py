"""Editing: nothing leaves the label, and the result is valid, or it is said why not."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kitstation.labels import editing
from kitstation.labels.boxes import Box
from kitstation.labels.editing import Axis, Depth, Edge, EditRefused, box_of
from kitstation.labels.elements import TextElement
from kitstation.labels.template import Template, problems_of
from tests.labels.drawn_templates import FOLDER, templates

_STEPS = st.floats(-200, 200)


def _label(*boxes: tuple[float, float, float, float], type_: str = "box") -> Template:
    """Return a label of 50 x 25 mm with boxes on it."""
    elements = [
        {"type": type_, "x": x, "y": y, "width": width, "height": height} for x, y, width, height in boxes
    ]
    return Template.model_validate(
        {
            "name": "own",
            "folder": FOLDER,
            "title": "Own",
            "kind": "item",
            "width": 50,
            "height": 25,
            "elements": elements,
        }
    )


THREE = _label((1, 1, 10, 4), (20, 6, 6, 8), (30, 15, 12, 2))


def _boxes(template: Template) -> list[tuple[float, float, float, float]]:
    found = [box_of(element) for element in template.elements]
    return [(box.x, box.y, box.width, box.height) for box in found]


@pytest.mark.parametrize(
    ("across", "down", "at"),
    [(2.5, 1, (3.5, 2)), (-9, -9, (0, 0)), (99, 99, (40, 21)), (0, 0, (1, 1)), (99, 0, (40, 1))],
)
def test_an_element_is_moved_as_far_as_the_label_goes(
    across: float, down: float, at: tuple[float, float]
) -> None:
    assert _boxes(editing.move(THREE, (0,), across, down))[0] == (*at, 10, 4)


def test_elements_that_are_moved_together_stay_as_they_are_to_each_other() -> None:
    moved = _boxes(editing.move(THREE, (0, 2), -5, 99))
    assert moved == [(0, 9, 10, 4), (20, 6, 6, 8), (29, 23, 12, 2)]


@pytest.mark.parametrize(
    ("sides", "across", "down", "box"),
    [
        ({Edge.RIGHT}, 4, 9, (1, 1, 14, 4)),
        ({Edge.RIGHT}, 99, 0, (1, 1, 49, 4)),
        ({Edge.RIGHT}, -99, 0, (1, 1, 0.5, 4)),
        ({Edge.LEFT}, -9, 0, (0, 1, 11, 4)),
        ({Edge.LEFT}, 99, 0, (10.5, 1, 0.5, 4)),
        ({Edge.TOP, Edge.LEFT}, 2, 1, (3, 2, 8, 3)),
        ({Edge.BOTTOM}, 0, 99, (1, 1, 10, 24)),
        ({Edge.TOP}, 0, 99, (1, 4.5, 10, 0.5)),
    ],
)
def test_sides_are_moved_alone(
    sides: set[Edge], across: float, down: float, box: tuple[float, float, float, float]
) -> None:
    assert _boxes(editing.resize(THREE, 0, sides, across, down))[0] == box


def test_a_line_stays_thin() -> None:
    line = _label((5, 5, 20, 0), type_="line")
    resized = editing.resize(line, 0, {Edge.RIGHT, Edge.BOTTOM}, 3, 8)
    assert _boxes(resized) == [(5, 5, 23, 0)]
    assert _boxes(editing.align(line, (0,), Edge.BOTTOM)) == [(5, 25, 20, 0)]


@pytest.mark.parametrize(
    ("edge", "alone", "together"),
    [
        (Edge.LEFT, (0, 1), [(1, 1), (1, 15)]),
        (Edge.CENTRE, (20, 1), [(16.5, 1), (15.5, 15)]),
        (Edge.RIGHT, (40, 1), [(32, 1), (30, 15)]),
        (Edge.TOP, (1, 0), [(1, 1), (30, 1)]),
        (Edge.MIDDLE, (1, 10.5), [(1, 7), (30, 8)]),
        (Edge.BOTTOM, (1, 21), [(1, 13), (30, 15)]),
    ],
)
def test_one_element_is_aligned_to_the_label_and_several_to_each_other(
    edge: Edge, alone: tuple[float, float], together: list[tuple[float, float]]
) -> None:
    assert _boxes(editing.align(THREE, (0,), edge))[0][:2] == alone
    aligned = _boxes(editing.align(THREE, (0, 2), edge))
    assert [aligned[0][:2], aligned[2][:2]] == together
    assert aligned[1] == (20, 6, 6, 8)


def test_several_elements_can_be_aligned_to_the_label() -> None:
    aligned = editing.align(THREE, (0, 1, 2), Edge.RIGHT, to_label=True)
    assert [box[0] for box in _boxes(aligned)] == [40, 44, 38]


def test_elements_are_distributed_with_the_same_room_between_them() -> None:
    across = _boxes(editing.distribute(THREE, (2, 0, 1), Axis.ACROSS))
    assert [box[0] for box in across] == [1, 17.5, 30]
    down = _boxes(editing.distribute(THREE, (0, 1, 2), Axis.DOWN))
    assert [box[1] for box in down] == [1, 6, 15]
    with pytest.raises(EditRefused, match="three elements or more"):
        editing.distribute(THREE, (0, 1), Axis.ACROSS)


def test_elements_get_the_size_of_the_one_that_was_chosen_first() -> None:
    assert [box[2] for box in _boxes(editing.same_size(THREE, (2, 0), Axis.ACROSS))] == [12, 6, 12]
    assert [box[3] for box in _boxes(editing.same_size(THREE, (1, 2), Axis.DOWN))] == [4, 8, 8]


@pytest.mark.parametrize(
    ("depth", "chosen", "order", "after"),
    [
        (Depth.FRONT, (0,), [1, 2, 0], (2,)),
        (Depth.BACK, (2,), [2, 0, 1], (0,)),
        (Depth.FORWARD, (0,), [1, 0, 2], (1,)),
        (Depth.BACKWARD, (2,), [0, 2, 1], (1,)),
        (Depth.FORWARD, (2,), [0, 1, 2], (2,)),
        (Depth.BACKWARD, (0,), [0, 1, 2], (0,)),
        (Depth.FRONT, (1, 0), [2, 0, 1], (1, 2)),
    ],
)
def test_elements_are_drawn_later_or_earlier(
    depth: Depth, chosen: tuple[int, ...], order: list[int], after: tuple[int, ...]
) -> None:
    changed, numbers = editing.reorder(THREE, chosen, depth)
    assert [THREE.elements.index(element) for element in changed.elements] == order
    assert numbers == after


def test_copies_are_in_front_and_beside_what_they_were_copied_from() -> None:
    assert _boxes(editing.duplicate(THREE, (1, 0)))[3:] == [(22, 8, 6, 8), (3, 3, 10, 4)]
    corner = _label((40, 21, 10, 4))
    assert _boxes(editing.duplicate(corner, (0,)))[1] == (40, 21, 10, 4)


@pytest.mark.parametrize("kind", ["text", "linear", "matrix", "line", "box"])
def test_a_new_element_lies_on_the_label(kind: editing.ElementType) -> None:
    added = editing.add(THREE, kind, (49, 24))
    assert added.elements[:3] == THREE.elements
    assert added.elements[3].type == kind
    assert list(problems_of(added)) == []


def test_a_picture_that_is_not_there_is_refused() -> None:
    with pytest.raises(EditRefused, match=r"logo\.png” is not in"):
        editing.add(THREE, "image", picture="logo.png")


def test_the_last_element_stays() -> None:
    assert len(editing.remove(THREE, (0, 2)).elements) == 1
    with pytest.raises(EditRefused, match="at least one element"):
        editing.remove(THREE, (0, 1, 2))


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("x", 45.0, "It reaches to 55"),
        ("x", -1.0, "x: "),
        ("thickness", 0.0, "thickness: "),
        ("when", "nothing", "when names “nothing”"),
        ("colour", "red", "has no setting colour"),
    ],
)
def test_an_impossible_setting_is_refused_in_a_sentence(name: str, value: object, words: str) -> None:
    with pytest.raises(EditRefused, match=words):
        editing.set_property(THREE, (0,), name, value)


def test_a_text_with_an_unknown_field_is_refused() -> None:
    added = editing.add(THREE, "text")
    changed = editing.set_property(added, (3,), "text", "Lot {lot_number}")
    element = changed.elements[3]
    assert isinstance(element, TextElement)
    assert element.text.source == "Lot {lot_number}"
    with pytest.raises(EditRefused, match="no field “lot”"):
        editing.set_property(added, (3,), "text", "{lot}")
    with pytest.raises(EditRefused, match="written twice"):
        editing.set_property(added, (3,), "text", "{lot")


def test_the_label_s_own_settings_are_changed_as_long_as_everything_fits() -> None:
    assert editing.set_label(THREE, "width", 42.0).width == 42
    assert editing.set_label(THREE, "dpi", 600).dpi == 600
    with pytest.raises(EditRefused, match="beyond the label of 40 x 25 mm"):
        editing.set_label(THREE, "width", 40.0)
    with pytest.raises(EditRefused, match="dpi: "):
        editing.set_label(THREE, "dpi", 5)


def _operations(data: st.DataObject, template: Template, chosen: tuple[int, ...]) -> Template:
    match data.draw(st.integers(0, 8)):
        case 0:
            return editing.move(template, chosen, data.draw(_STEPS), data.draw(_STEPS))
        case 1:
            sides = data.draw(st.sets(st.sampled_from([Edge.LEFT, Edge.RIGHT, Edge.TOP, Edge.BOTTOM])))
            return editing.resize(template, chosen[0], sides, data.draw(_STEPS), data.draw(_STEPS))
        case 2:
            return editing.align(
                template, chosen, data.draw(st.sampled_from(Edge)), to_label=data.draw(st.booleans())
            )
        case 3:
            return editing.distribute(template, chosen, data.draw(st.sampled_from(Axis)))
        case 4:
            return editing.same_size(template, chosen, data.draw(st.sampled_from(Axis)))
        case 5:
            return editing.reorder(template, chosen, data.draw(st.sampled_from(Depth)))[0]
        case 6:
            return editing.duplicate(template, chosen)
        case 7:
            return editing.remove(template, chosen)
        case _:
            return editing.add(template, "box", (data.draw(_STEPS), data.draw(_STEPS)))


@given(templates(), st.data())
def test_whatever_is_done_the_template_stays_valid_and_nothing_leaves_the_label(
    template: Template, data: st.DataObject
) -> None:
    for _ in range(data.draw(st.integers(1, 4))):
        numbers = st.integers(0, len(template.elements) - 1)
        chosen = tuple(data.draw(st.lists(numbers, min_size=1, max_size=4, unique=True)))
        with contextlib.suppress(EditRefused):
            template = _operations(data, template, chosen)
        again = Template.model_validate(dict(template))
        assert list(problems_of(again)) == []
        for element in template.elements:
            assert _within(box_of(element), template)


def _within(box: Box, template: Template) -> bool:
    allowance = 0.0051
    return (
        box.x >= 0
        and box.y >= 0
        and box.right <= template.width + allowance
        and box.bottom <= template.height + allowance
    )


@pytest.mark.parametrize(
    ("box", "turned", "after"),
    [
        ((10, 10, 20, 4), 90, (18, 2, 4, 20)),
        ((10, 10, 20, 4), 270, (18, 2, 4, 20)),
        ((10, 10, 20, 4), 180, (10, 10, 20, 4)),
        ((0, 0, 20, 4), 90, (8, 0, 4, 20)),
        ((0, 20, 50, 5), 90, (22.5, 0, 5, 25)),
    ],
)
def test_the_box_of_what_is_turned_turns_with_it_as_far_as_the_label_goes(
    box: tuple[float, float, float, float], turned: int, after: tuple[float, float, float, float]
) -> None:
    label = editing.add(THREE, "text")
    for name, value in {"x": 0.0, "y": 0.0, "width": box[2], "height": box[3]}.items():
        label = editing.set_property(label, (3,), name, value)
    label = editing.move(label, (3,), box[0], box[1])
    assert _boxes(editing.set_property(label, (3,), "turned", turned))[3] == after


def test_what_is_turned_and_turned_back_stands_as_before() -> None:
    label = editing.add(THREE, "text")
    turned = editing.set_property(label, (3,), "turned", 90)
    assert _boxes(turned) != _boxes(label)
    assert editing.set_property(turned, (3,), "turned", 0) == label
