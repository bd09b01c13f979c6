"""A template is tried out at the resolutions of the field before anybody prints it."""

from __future__ import annotations

from pathlib import Path

import pytest

from kitstation.labels.fields import RecordKind
from kitstation.labels.label_data import sample_data
from kitstation.labels.trial import trials
from tests.labels.samples import BUILT_IN, HEAD, template_of

pytestmark = pytest.mark.usefixtures("qapp")


def test_the_program_s_item_label_can_be_read_at_every_resolution() -> None:
    found = trials(BUILT_IN.get("item"), sample_data(RecordKind.ITEM))
    assert [(trial.dpi, trial.symbols, trial.problem) for trial in found] == [
        (203, 2, ""),
        (300, 2, ""),
        (600, 2, ""),
    ]


def test_a_symbol_without_room_is_said_with_what_to_change(tmp_path: Path) -> None:
    narrow = '[[elements]]\ntype = "linear"\ndata = "{code}"\nx=0\ny=0\nwidth=22\nheight=9'
    found = trials(template_of(tmp_path, HEAD + narrow), sample_data(RecordKind.ITEM))
    assert all("no room" in trial.problem and trial.hint for trial in found)


def test_what_is_left_out_and_shortened_is_said(tmp_path: Path) -> None:
    narrow = '[[elements]]\ntype = "linear"\ndata = "{code}"\noptional = true\nx=0\ny=0\nwidth=22\nheight=9\n'
    text = '[[elements]]\ntype = "text"\ntext = "{description}"\nsize = 9\nx=30\ny=0\nwidth=9\nheight=5'
    (trial,) = trials(template_of(tmp_path, HEAD + narrow + text), sample_data(RecordKind.ITEM), (300,))
    assert trial.left_out == ("SN-00042317",)
    assert trial.shortened == ("Resistor 10 kΩ 1 % 0603, thick film",)
    assert trial.problem == ""
