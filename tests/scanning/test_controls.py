"""Control codes."""

from __future__ import annotations

import re

import pytest

from kitstation.scanning.controls import ControlCode, control_of
from tests.scanning.usual import read

ALL = pytest.mark.parametrize("control", ControlCode, ids=lambda control: control.name)


@ALL
def test_every_control_code_is_read_from_its_own_text(control: ControlCode) -> None:
    assert control_of(control.text) is control
    assert read(control.text).control is control


@ALL
def test_caps_lock_makes_no_difference(control: ControlCode) -> None:
    assert control_of(control.text.swapcase()) is control


@ALL
def test_control_codes_are_made_of_what_every_keyboard_types(control: ControlCode) -> None:
    assert re.fullmatch(r"KS\.[A-Z0-9]+", control.text)


@ALL
def test_a_control_code_means_nothing_else(control: ControlCode) -> None:
    assert [meaning.kind for meaning in read(f"]C0{control.text}\r\n").meanings] == ["plain"]


def test_the_digits_are_those_that_they_type() -> None:
    digits = {control.digit: control.text for control in ControlCode if control.digit is not None}
    assert digits == {digit: f"KS.{digit}" for digit in range(10)}


@pytest.mark.parametrize(
    ("text", "control"),
    [("KS.NEXT", ControlCode.NEXT_LINE), ("KS.BACK", ControlCode.BACKSPACE), ("KS.POINT", ControlCode.POINT)],
)
def test_short_texts_stand_for_longer_names(text: str, control: ControlCode) -> None:
    assert control_of(text) is control


@pytest.mark.parametrize(
    "text",
    [
        "",
        "KS",
        "KS.",
        "KS.10",
        "KS.NEXT_LINE",
        "KSISSUE",
        " KS.ISSUE",
        "XKS.ISSUE",
        "K\u017f.ISSUE",
        "KS.\u0661",
    ],
)
def test_other_texts_are_no_control_codes(text: str) -> None:
    assert control_of(text) is None
