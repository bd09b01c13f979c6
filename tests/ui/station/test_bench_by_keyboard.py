"""Everything at the bench, by keyboard alone; and scanners that type like one."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from kitstation.station.questions import Mode
from kitstation.station.verdicts import Done
from kitstation.ui.pages.bench.board import BenchBoard
from tests.support.desk import Desk

PERSON_MS = 60
"""Slower than any scanner types."""


def press(desk: Desk, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press a key where the keyboard is."""
    QTest.keyClick(focus(desk), key, modifiers)


def type_slowly(desk: Desk, text: str) -> None:
    """Type as a person does."""
    for character in text:
        QTest.keyClicks(focus(desk), character)
        QTest.qWait(PERSON_MS)


def focus(desk: Desk) -> QWidget:
    """Return the widget that has the keyboard."""
    return QApplication.focusWidget() or desk.station.window


def board(desk: Desk) -> BenchBoard:
    """Return what the bench page shows."""
    return desk.station.bench.board


def test_a_code_is_typed_by_hand(desk: Desk) -> None:
    press(desk, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert board(desk).code.hasFocus()
    type_slowly(desk, "SN-1")
    press(desk, Qt.Key.Key_Return)
    desk.settle(lambda: desk.verdicts[-1].code == Done.ISSUED)
    assert desk.headline == "Issued SN-1"
    assert board(desk).code.text() == ""


def test_modes_are_changed_by_f2_and_f3(desk: Desk) -> None:
    press(desk, Qt.Key.Key_F3)
    desk.settle(lambda: board(desk).mode.current() == Mode.RETURN)
    press(desk, Qt.Key.Key_F2)
    desk.settle(lambda: board(desk).mode.current() == Mode.ISSUE)
    assert desk.headline == "Issue mode"


def test_control_z_takes_the_last_scan_back(desk: Desk) -> None:
    desk.scan("SN-1")
    press(desk, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    desk.settle(lambda: desk.verdicts[-1].code == Done.UNDONE)
    assert desk.headline == "Taken back: SN-1"


def test_a_quantity_is_typed_and_entered(desk: Desk) -> None:
    desk.scan("LOT-1", "KS.RETURN", "LOT-1")
    assert board(desk).question.hasFocus()
    type_slowly(desk, "2")
    desk.settle(lambda: board(desk).question.typed == "2")
    press(desk, Qt.Key.Key_Return)
    desk.settle(lambda: desk.verdicts[-1].code == Done.RETURNED)
    assert desk.verdicts[-1].quantity == 2


def test_enter_alone_gives_the_usual_answer(desk: Desk) -> None:
    desk.scan("LOT-1", "KS.RETURN", "LOT-1")
    press(desk, Qt.Key.Key_Return)
    desk.settle(lambda: desk.verdicts[-1].code == Done.RETURNED)
    assert desk.verdicts[-1].quantity == 5


def test_f4_confirms_and_escape_cancels(desk: Desk) -> None:
    desk.scan("LOT-1", "KS.RETURN", "LOT-1")
    board(desk).lines.table.setFocus()
    press(desk, Qt.Key.Key_Escape)
    desk.settle(lambda: desk.verdicts[-1].code == Done.CANCELLED)
    desk.scan("KS.RETURN", "LOT-1")
    board(desk).lines.table.setFocus()
    press(desk, Qt.Key.Key_F4)
    desk.settle(lambda: desk.verdicts[-1].code == Done.RETURNED)
    assert not board(desk).asks


def test_keyboard_and_control_sheet_write_one_number(desk: Desk) -> None:
    desk.scan("SCREW", "KS.RETURN", "SCREW")
    if not board(desk).asks:
        desk.scan("SCREW")
    type_slowly(desk, "1")
    desk.settle(lambda: board(desk).question.typed == "1")
    desk.scan("KS.BACK", "KS.3", "KS.CONFIRM")
    assert desk.verdicts[-1].quantity == 3


def test_the_lines_are_walked_by_arrows_and_tell_what_is_issued(desk: Desk) -> None:
    desk.scan("SN-1")
    lines = board(desk).lines
    lines.table.setFocus()
    lines.table.selectRow(0)
    press(desk, Qt.Key.Key_Down)
    press(desk, Qt.Key.Key_Up)
    press(desk, Qt.Key.Key_Home)
    desk.qtbot.waitUntil(lines.detail.isVisible)
    wanted = lines.selected_line()
    assert wanted is not None
    desk.qtbot.waitUntil(lambda: wanted.part_number in lines.detail.accessibleName())


def test_the_selected_line_stays_selected_when_it_sinks(desk: Desk) -> None:
    lines = board(desk).lines
    radio = next(at for at in range(lines.model.rowCount()) if lines.model.index(at, 2).data() == "RADIO")
    lines.table.selectRow(radio)
    desk.scan("SN-1", "SN-2")
    selected = lines.selected_line()
    assert selected is not None
    assert (selected.part_number, selected.is_complete) == ("RADIO", True)
    desk.qtbot.waitUntil(lambda: "SN-1, SN-2" in lines.detail.accessibleName())


def test_tab_reaches_what_can_be_pressed(desk: Desk) -> None:
    seen: set[QWidget] = set()
    desk.station.window.rail.setFocus()
    for _ in range(40):
        press(desk, Qt.Key.Key_Tab)
        seen.add(focus(desk))
    bench = board(desk)
    assert {bench.lines.table, bench.code} <= seen
    assert any(isinstance(one, QPushButton) and one.text() == "Issue" for one in seen)


def test_a_keyboard_scanner_reaches_the_bench_and_presses_nothing(desk: Desk) -> None:
    pressed: list[bool] = []
    undo = next(
        button for button in desk.station.bench.findChildren(QPushButton) if button.text() == "Undo last"
    )
    undo.clicked.connect(pressed.append)
    desk.scan("SN-2")
    undo.setFocus()
    for character in "SN-1 ":
        QTest.keyClicks(undo, character)
    QTest.keyClick(undo, Qt.Key.Key_Return)
    desk.settle(lambda: desk.verdicts[-1].scan == "SN-1 ")
    assert pressed == []
    assert desk.verdicts[-1].code == Done.ISSUED


def test_keyboard_scanners_can_be_left_unheard(desk: Desk) -> None:
    desk.station.settings.change(wedge={"enabled": False})
    count = len(desk.verdicts)
    table = board(desk).lines.table
    table.setFocus()
    QTest.keyClicks(table, "SN-1")
    QTest.keyClick(table, Qt.Key.Key_Return)
    desk.settle()
    assert len(desk.verdicts) == count
