"""Forms: what people fill in, what is said about it, and what is handed in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from kitstation.domain.commands import CreateSupplier
from kitstation.domain.outcomes import Accepted
from kitstation.station.sentences import Wording
from kitstation.store.store import Store
from kitstation.ui.forms import (
    Acting,
    Choice,
    ChoiceField,
    DateField,
    FlagField,
    FormPane,
    PickField,
    QuantityField,
    TextField,
)
from kitstation.ui.services import Services
from tests.support.page_station import PageStation


@pytest.fixture
def pane(qtbot: QtBot, services: Services) -> FormPane:
    """A form with a field of each kind."""
    made = FormPane(
        services,
        "Scrap",
        (
            QuantityField("quantity", "Quantity", unit="ea"),
            TextField("reason", "Reason", required=True),
            DateField("on", "On"),
            ChoiceField("how", "How", (Choice("a", "Slowly"), Choice("b", "Fast")), value="b"),
            FlagField("sure", "I am sure"),
        ),
        submit="Scrap it",
    )
    qtbot.addWidget(made)
    made.resize(320, 600)
    made.show()
    made.begin()
    return made


def edit(pane: FormPane, key: str) -> QLineEdit:
    control = pane.control(key)
    assert isinstance(control, QLineEdit)
    return control


def test_what_is_filled_in_is_submitted_by_key(qtbot: QtBot, pane: FormPane) -> None:
    QTest.keyClicks(edit(pane, "quantity"), "2,5")
    QTest.keyClicks(edit(pane, "reason"), "  broken ")
    QTest.keyClicks(edit(pane, "on"), "2027-03-31")
    with qtbot.waitSignal(pane.submitted) as submitted:
        QTest.keyClick(edit(pane, "on"), Qt.Key.Key_Return)
    assert submitted.args == [
        {
            "quantity": Decimal("2.5"),
            "reason": "broken",
            "on": date(2027, 3, 31),
            "how": "b",
            "sure": False,
        }
    ]


def test_what_is_missing_or_impossible_is_said_beside_its_field(qtbot: QtBot, pane: FormPane) -> None:
    QTest.keyClicks(edit(pane, "quantity"), "many")
    QTest.keyClicks(edit(pane, "on"), "tomorrow")
    with qtbot.assertNotEmitted(pane.submitted):
        QTest.mouseClick(pane.button, Qt.MouseButton.LeftButton)
    assert "number" in pane.problem("quantity")
    assert pane.problem("reason") == "Fill this in."
    assert "2027-03-31" in pane.problem("on")
    assert edit(pane, "quantity").hasFocus()


def test_a_form_is_submitted_once_until_it_is_refused(qtbot: QtBot, pane: FormPane) -> None:
    QTest.keyClicks(edit(pane, "quantity"), "1")
    QTest.keyClicks(edit(pane, "reason"), "broken")
    seen: list[object] = []
    pane.submitted.connect(seen.append)
    for _press in range(2):
        QTest.keyClick(edit(pane, "reason"), Qt.Key.Key_Return)
    assert len(seen) == 1
    pane.refuse(Wording("Only 0 are left", "Count again."))
    assert pane.refusal == "Only 0 are left. Count again."
    QTest.keyClick(edit(pane, "reason"), Qt.Key.Key_Return)
    assert len(seen) == 2
    assert pane.refusal == ""


def test_escape_leaves_the_form(qtbot: QtBot, pane: FormPane) -> None:
    with qtbot.waitSignal(pane.left):
        QTest.keyClick(edit(pane, "reason"), Qt.Key.Key_Escape)


def test_a_record_is_picked_by_its_name_while_people_write(
    qtbot: QtBot, services: Services, settle: Callable[[], None]
) -> None:
    def find(_store: Store, text: str) -> Sequence[Choice]:
        return [choice for choice in (Choice("1", "Stores"), Choice("2", "Bench 3")) if text in choice.label]

    field = PickField("to", "To", find)
    pane = FormPane(services, "Move", (field,), submit="Move it")
    qtbot.addWidget(pane)
    pane.show()
    settle()
    QTest.keyClicks(field.edit, "Ben")
    settle()
    assert pane.values() is None
    assert "Choose one" in pane.problem("to")
    field.edit.clear()
    QTest.keyClicks(field.edit, "bench 3")
    settle()
    assert pane.values() == {"to": "2"}


def test_choices_are_shown_as_soon_as_they_are_found_and_one_is_taken_by_keys(
    qtbot: QtBot, services: Services, settle: Callable[[], None]
) -> None:
    def find(_store: Store, text: str) -> Sequence[Choice]:
        return [Choice("1", "Bench 1"), Choice("2", "Bench 3")] if text else []

    field = PickField("to", "To", find)
    pane = FormPane(services, "Move", (field,), submit="Move it")
    qtbot.addWidget(pane)
    with qtbot.waitActive(pane):
        pane.show()
    field.edit.setFocus()
    QTest.keyClicks(field.edit, "Ben")
    settle()
    popup = field.choices
    assert popup.isVisible()
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Return):
        QTest.keyClick(popup, key)
    assert field.edit.text() == "Bench 3"
    assert not popup.isVisible()
    settle()
    assert not popup.isVisible()
    assert pane.values() == {"to": "2"}


def test_commands_are_handed_in_whole_or_not_at_all(
    station: PageStation, services: Services, settle: Callable[[], None]
) -> None:
    done: list[list[Accepted]] = []
    refused: list[Wording] = []
    acting = Acting(services)
    acting.hand_in(
        (CreateSupplier(uid="s-1", name="Acme"), CreateSupplier(uid="s-2", name="Acme")),
        done.append,
        refused.append,
    )
    settle()
    assert done == []
    assert refused[0].headline == "Acme exists already"
    assert station.window.changes == 0
    acting.hand_in(CreateSupplier(uid="s-1", name="Acme"), done.append, refused.append)
    settle()
    assert [len(accepted) for accepted in done] == [1]
    assert station.window.changes == 1
