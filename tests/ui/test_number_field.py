"""Fields for whole numbers."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from kitstation.ui.widgets.number_field import NumberField


def test_a_number_keeps_its_distance_from_the_border(qtbot: QtBot) -> None:
    field = NumberField()
    qtbot.addWidget(field)
    margins = field.lineEdit().textMargins()
    assert (margins.left(), margins.right()) == (10, 10)
