"""The settings of the template editor are made from the model, so that a new field appears by itself."""

from __future__ import annotations

from typing import Annotated, Literal, get_args

import pytest
from pydantic import BaseModel, Field
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtWidgets import QDoubleSpinBox
from pytestqt.qtbot import QtBot

from kitstation.labels.editing import Edge
from kitstation.labels.elements import (
    BoxElement,
    Element,
    Fit,
    LinearSymbology,
    LineElement,
    MatrixSymbology,
    Meaning,
)
from kitstation.ui.pages.labels.editor.controls import (
    ChoiceControl,
    FlagControl,
    NumberControl,
    Offered,
    SettingControl,
    TextControl,
    control_for,
)
from kitstation.ui.pages.labels.editor.handles import (
    MOUSE_REACH_PX,
    TOUCH_REACH_PX,
    handle_at,
    handles_of,
)
from kitstation.ui.pages.labels.editor.words import choice_name, setting_name

OFFERED = Offered({"lot_number": "the lot number"}, ("logo.png",))
TYPES = get_args(get_args(Element)[0])


class Novel(BaseModel):
    """An element with settings that nobody has thought of yet."""

    turned: Literal[0, 90, 180, 270] = 0
    gap: Annotated[float, Field(ge=0, le=5), Meaning.MILLIMETRES] = 1.0
    times: Annotated[int, Field(ge=1, le=3)] = 1
    fit: Fit = Fit.SHRINK
    mirrored: bool = False
    remark: str = ""


@pytest.mark.parametrize(
    ("name", "kind", "value"),
    [
        ("turned", ChoiceControl, 270),
        ("gap", NumberControl, 2.5),
        ("times", NumberControl, 3),
        ("fit", ChoiceControl, Fit.WRAP),
        ("mirrored", FlagControl, True),
        ("remark", TextControl, "mind the gap"),
    ],
)
def test_a_new_field_has_a_control_for_its_type(
    qtbot: QtBot, name: str, kind: type[SettingControl], value: object
) -> None:
    control = control_for(Novel.model_fields[name], name, OFFERED)
    qtbot.addWidget(control)
    assert type(control) is kind
    given: list[object] = []
    control.given.connect(given.append)
    control.show_value(value)
    assert given == []


def test_a_number_has_the_unit_and_the_bounds_of_its_field(qtbot: QtBot) -> None:
    control = control_for(Novel.model_fields["gap"], "gap", OFFERED)
    qtbot.addWidget(control)
    box = control.inner
    assert isinstance(box, QDoubleSpinBox)
    assert (box.minimum(), box.maximum(), box.suffix()) == (0.0, 5.0, " mm")


@pytest.mark.parametrize("type_", TYPES)
def test_every_setting_of_every_element_has_a_control(qtbot: QtBot, type_: type[BaseModel]) -> None:
    for name, info in type_.model_fields.items():
        control = control_for(info, name, OFFERED)
        qtbot.addWidget(control)
        assert setting_name(name)


def test_what_has_no_words_of_its_own_is_called_by_its_name() -> None:
    assert (setting_name("largest_dot"), choice_name("pdf417-micro")) == ("Largest dot", "Pdf417-micro")


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (LinearSymbology.GS1_128, "GS1-128"),
        (MatrixSymbology.GS1_DATA_MATRIX, "GS1 Data Matrix"),
        (0, "Not turned"),
    ],
)
def test_what_has_a_name_is_called_by_it(value: object, words: str) -> None:
    assert choice_name(value) == words


def test_a_finger_takes_hold_of_a_handle_from_further_away_than_a_mouse() -> None:
    element = BoxElement(type="box", x=0, y=0, width=10, height=10)
    box, near = QRectF(100, 100, 200, 100), QPointF(315, 215)
    assert handle_at(element, box, near, MOUSE_REACH_PX) is None
    handle = handle_at(element, box, near, TOUCH_REACH_PX)
    assert handle is not None
    assert handle.sides == {Edge.RIGHT, Edge.BOTTOM}


def test_a_line_has_a_handle_at_each_end() -> None:
    level = LineElement(type="line", x=0, y=0, width=10)
    assert [handle.sides for handle in handles_of(level)] == [{Edge.LEFT}, {Edge.RIGHT}]
    assert len(handles_of(BoxElement(type="box", x=0, y=0, width=10, height=10))) == 8
