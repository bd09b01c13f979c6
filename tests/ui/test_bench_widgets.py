from __future__ import annotations

from decimal import Decimal

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from kitstation.ui.panes.scan_list import ScanEntry, ScanList
from kitstation.ui.tables.column import RowState
from kitstation.ui.tables.row_model import CellRole
from kitstation.ui.tables.table_view import TableView
from kitstation.ui.theme.apply import Appearance
from kitstation.ui.theme.painting import PillContent
from kitstation.ui.theme.tokens import Tone
from kitstation.ui.widgets.next_step_card import NextStep, NextStepCard
from kitstation.ui.widgets.pill import Pill, StatusPill
from kitstation.ui.widgets.progress import ThinProgress
from kitstation.ui.widgets.question_card import BACKSPACE, Question, QuestionCard, Suggestion
from kitstation.ui.widgets.segmented import Segment, Segmented
from kitstation.ui.widgets.text import Text

Key = Qt.Key
STEP = NextStep("Stores / B2-01", "51", "ea", "SN74LVC1T45DCKR", "lot LOT-77", "oldest first", "500 there")
ENTRIES = (
    ScanEntry("s3", Tone.REFUSED, "ZZ-1 is not in this kit", "10:42:07"),
    ScanEntry("s2", Tone.ACCEPTED, "FPGA-0002", "10:41:58", "issued · FPGA", undoable=True),
    ScanEntry("s1", Tone.ACCEPTED, "FPGA-0001", "10:41:55", "issued · FPGA", undoable=True),
    ScanEntry("s0", Tone.IDLE, "FPGA-0000", "10:41:51", "taken back · FPGA", undone=True),
)


def _press(widget: QWidget, key: Qt.Key, text: str = "") -> None:
    event = QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, text)
    QApplication.sendEvent(widget, event)


def _button(widget: QWidget, label: str) -> QPushButton:
    found = [
        button
        for button in widget.findChildren(QPushButton)
        if label in (button.text(), button.accessibleName())
    ]
    assert len(found) == 1, label
    return found[0]


@pytest.fixture
def card(appearance: Appearance, qtbot: QtBot) -> QuestionCard:
    made = QuestionCard(appearance)
    qtbot.addWidget(made)
    made.ask(Question("How many of RC0402?", unit="ea", suggestions=(Suggestion("All 51", Decimal(51)),)))
    return made


def test_a_number_is_typed_and_confirmed_by_keyboard(card: QuestionCard, qtbot: QtBot) -> None:
    for character in "12,5":
        _press(card, Key(ord(character)), character)
    with qtbot.waitSignal(card.answered) as answer:
        _press(card, Key.Key_Return)
    assert answer.args == [Decimal("12.5")]


def test_a_number_is_typed_by_touch(card: QuestionCard, qtbot: QtBot) -> None:
    told: list[str] = []
    card.key_pressed.connect(told.append)
    for label in ("1", "0", ".", "Delete the last digit", "Delete the last digit", "4"):
        _button(card, label).click()
    assert card.typed == "14"
    assert told == ["1", "0", ".", BACKSPACE, BACKSPACE, "4"]
    with qtbot.waitSignal(card.answered) as answer:
        _button(card, "OK").click()
    assert answer.args == [Decimal(14)]


def test_digits_from_elsewhere_are_shown_but_not_told_again(card: QuestionCard, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(card.key_pressed):
        card.press("7")
    assert card.typed == "7"


@pytest.mark.parametrize("typed", ["", ".", "0", "0.000"])
def test_what_is_no_quantity_cannot_be_confirmed(card: QuestionCard, qtbot: QtBot, typed: str) -> None:
    for character in typed:
        card.press(character)
    assert not _button(card, "OK").isEnabled()
    with qtbot.assertNotEmitted(card.answered):
        _press(card, Key.Key_Enter)


@pytest.mark.parametrize(
    ("typed", "taken"),
    [("1.2.3", "1.23"), ("1234567890", "123456789"), ("0.1234567", "0.123456"), ("1a", "1")],
)
def test_only_quantities_can_be_typed(card: QuestionCard, typed: str, taken: str) -> None:
    for character in typed:
        card.press(character)
    assert card.typed == taken


def test_a_suggestion_answers_with_what_it_stands_for(card: QuestionCard, qtbot: QtBot) -> None:
    with qtbot.waitSignal(card.answered) as answer:
        _button(card, "All 51").click()
    assert answer.args == [Decimal(51)]


def test_escape_and_the_button_cancel(card: QuestionCard, qtbot: QtBot) -> None:
    with qtbot.waitSignal(card.cancelled):
        _press(card, Key.Key_Escape)
    with qtbot.waitSignal(card.cancelled):
        _button(card, "Cancel").click()


def test_a_new_question_begins_with_nothing_typed(card: QuestionCard) -> None:
    card.press("5")
    card.ask(
        Question("Which of two?", takes_number=False, suggestions=(Suggestion("A", 1), Suggestion("B", 2)))
    )
    assert card.typed == ""
    card.press("5")
    assert card.typed == ""
    assert card.accessibleName() == "Which of two?"
    assert _button(card, "OK").isHidden()


def test_tab_reaches_suggestions_ok_and_cancel_but_not_the_keypad(card: QuestionCard) -> None:
    reached = {
        button.text()
        for button in card.findChildren(QPushButton)
        if button.focusPolicy() & Qt.FocusPolicy.TabFocus
    }
    assert reached == {"All 51", "OK", "Cancel"}


def test_the_next_step_is_read_aloud_whole(appearance: Appearance, qtbot: QtBot) -> None:
    card = NextStepCard(appearance)
    qtbot.addWidget(card)
    card.show_step(STEP)
    assert card.accessibleName() == (
        "Go to Stores / B2-01. Take 51 ea of SN74LVC1T45DCKR. lot LOT-77 · oldest first · 500 there"
    )
    card.show_message("Nothing left to pick", "Print the kit label.")
    assert card.accessibleName() == "Nothing left to pick. Print the kit label."


def test_exactly_one_segment_is_chosen(appearance: Appearance, qtbot: QtBot) -> None:
    modes = Segmented(
        appearance, "Mode", (Segment("issue", "Issue"), Segment("return", "Return", Tone.RETURNED))
    )
    qtbot.addWidget(modes)
    with qtbot.assertNotEmitted(modes.chosen):
        modes.choose("issue")
    with qtbot.waitSignal(modes.chosen) as told:
        _button(modes, "Return").click()
    assert told.args == ["return"]
    assert (modes.current(), _button(modes, "Issue").isChecked()) == ("return", False)


@pytest.fixture
def scans(appearance: Appearance, qtbot: QtBot) -> ScanList:
    made = ScanList(appearance)
    qtbot.addWidget(made)
    made.show_entries(ENTRIES)
    return made


def test_undo_last_takes_the_newest_scan_that_can_be_undone(scans: ScanList, qtbot: QtBot) -> None:
    with qtbot.waitSignal(scans.undo_requested) as wish:
        _button(scans, "Undo last").click()
    assert wish.args == ["s2"]


def test_without_anything_to_undo_the_button_is_off(scans: ScanList) -> None:
    scans.show_entries(ENTRIES[:1])
    assert not _button(scans, "Undo last").isEnabled()


def test_each_scan_that_can_be_undone_has_a_menu_for_it(scans: ScanList, qtbot: QtBot) -> None:
    assert scans.entry_menu("s3") is None
    menu = scans.entry_menu("s1")
    assert menu is not None
    with qtbot.waitSignal(scans.undo_requested) as wish:
        menu.actions()[0].trigger()
    assert wish.args == ["s1"]
    menu.deleteLater()


def test_an_empty_list_of_scans_says_what_it_is_for(scans: ScanList) -> None:
    nothing = next(text for text in scans.findChildren(Text) if text.text() == "Scans appear here")
    assert nothing.isHidden()
    scans.show_entries(())
    assert not nothing.isHidden()


def test_a_scan_says_in_words_what_came_of_it_and_one_taken_back_is_struck(scans: ScanList) -> None:
    (table,) = scans.findChildren(TableView)
    model = table.rows_model()
    spoken = [model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(4)]
    assert spoken == [
        "ZZ-1 is not in this kit",
        "FPGA-0002, issued · FPGA",
        "FPGA-0001, issued · FPGA",
        "FPGA-0000, taken back · FPGA",
    ]
    assert model.index(3, 0).data(CellRole.STATE) is RowState.STRUCK
    assert not table.grab().isNull()


@pytest.mark.parametrize(("done", "total", "value"), [(0, 0, 0), (31, 52, 31), (60, 52, 52), (-1, 5, 0)])
def test_progress_says_in_words_what_it_shows(
    appearance: Appearance, qtbot: QtBot, done: int, total: int, value: int
) -> None:
    bar = ThinProgress(appearance, "Kit")
    qtbot.addWidget(bar)
    bar.show_progress(done, total, "31 of 52 lines")
    assert (bar.value(), bar.accessibleDescription()) == (value, "31 of 52 lines")
    assert not bar.grab().isNull()


@pytest.mark.parametrize("kind", [Pill, StatusPill])
def test_a_pill_is_as_wide_as_its_words_and_read_aloud(
    appearance: Appearance, qtbot: QtBot, kind: type[Pill] | type[StatusPill]
) -> None:
    pill = kind(appearance, PillContent("In progress", Tone.ATTENTION))
    qtbot.addWidget(pill)
    before = pill.sizeHint().width()
    pill.show_content(PillContent("In progress since this morning", Tone.ATTENTION))
    assert pill.sizeHint().width() > before
    assert pill.text() == "In progress since this morning"
    assert not pill.grab().isNull()
