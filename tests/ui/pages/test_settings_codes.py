"""Settings, Codes: patterns are written with a keyboard, tried on scans, put in order, removed and put back."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from kitstation.scanning.customer_patterns import GROUPS
from kitstation.scanning.scan import Scan
from kitstation.station.code_patterns import PatternSettings
from kitstation.station.pattern_starts import STARTS, Start
from kitstation.station.pattern_trial import try_pattern
from kitstation.station.settings import load_settings
from kitstation.ui.pages.settings.codes_section import CodesSection
from kitstation.ui.pages.settings.page import SettingsPage
from kitstation.ui.pages.settings.pattern_editor import PatternEditor
from kitstation.ui.pages.settings.pattern_words import group_name
from kitstation.ui.printing.printing import Printing
from kitstation.ui.services import Services
from tests.support.clock import NOON
from tests.support.page_station import PageStation
from tests.ui.pages.test_settings_operators import NoScanners

LOT = r"(?P<part_number>[A-Z]+)-(?P<lot_number>\d+)"
BAG = PatternSettings(name="Bag", expression=LOT, examples=("PAD-5",))
TRAY = PatternSettings(name="Tray", expression=r"T(?P<lot_number>\d+)")
BROKEN = PatternSettings(name="Broken", expression=r"(?P<part_number>\d+")


@pytest.fixture
def page(
    services: Services, printing: Printing, qtbot: QtBot, settle: Callable[[], None]
) -> Iterator[SettingsPage]:
    made = SettingsPage(services, NoScanners(), lambda _sound: None, printing)
    qtbot.addWidget(made)
    made.resize(1100, 900)
    made.show()
    made.show_section(made.codes)
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    settle()
    yield made
    made.close_down()


@pytest.fixture
def codes(page: SettingsPage) -> CodesSection:
    return page.codes


def press(button: QWidget) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def editor(codes: CodesSection) -> PatternEditor:
    assert codes.editor is not None
    return codes.editor


def scan_of(text: str) -> Scan:
    return Scan(text, text.encode(), "test", NOON, 0)


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def names(codes: CodesSection) -> list[str]:
    return [row.pattern.name for row in codes.rows]


def samples(codes: CodesSection) -> list[tuple[str, str, str]]:
    return [(row.shown, row.pill.text(), row.groups.text()) for row in editor(codes).samples.rows]


def test_a_pattern_is_written_with_the_keyboard_tried_on_scans_and_kept(
    page: SettingsPage, codes: CodesSection, services: Services
) -> None:
    codes.add_button.setFocus()
    QTest.keyClick(codes.add_button, Qt.Key.Key_Return)
    written = editor(codes)
    assert written.starts.hasFocus()
    QTest.keyClick(written.starts, Qt.Key.Key_Tab)
    QTest.keyClicks(focused(), "Bag")
    QTest.keyClick(written.name, Qt.Key.Key_Tab)
    QTest.keyClicks(focused(), LOT)
    assert page.take_scan(scan_of("]C0PAD-5"))
    assert page.take_scan(scan_of("KS.UNDO"))
    assert samples(codes) == [
        ("]C0PAD-5", "Matches", "Part number: PAD  ·  Lot number: 5"),
        ("KS.UNDO", "No match", ""),
    ]
    assert written.samples.rows[1].remark.text() == "It is taken for the control code KS.UNDO."
    press(written.samples.rows[1].remove_button)
    QTest.keyClick(written.expression.field, Qt.Key.Key_Return)
    kept = PatternSettings(name="Bag", expression=LOT, examples=("]C0PAD-5",))
    assert load_settings(services.profile.settings).patterns == (kept,)
    assert [row.pill.text() for row in codes.rows] == ["1 example"]
    assert codes.rows[0].edit_button.hasFocus()
    assert services.settings.grammar.read("PAD-5").meanings[0].kind == "vendor:Bag"
    assert not page.take_scan(scan_of("PAD-5"))


def test_tab_goes_through_what_is_written_to_the_buttons_and_the_codes(codes: CodesSection) -> None:
    press(codes.add_button)
    written = editor(codes)
    written.name.setText("Bag")
    written.expression.field.setText(LOT)
    written.samples.add(("PAD-5",))
    stops: list[QWidget] = [
        written.starts,
        written.name,
        written.expression.field,
        written.expression.group_button,
        written.samples.field,
        written.samples.add_button,
        written.samples.paste_button,
        written.cancel_button,
        written.save_button,
        written.samples.rows[0].remove_button,
    ]
    seen = []
    for _stop in stops:
        seen.append(focused())
        QTest.keyClick(focused(), Qt.Key.Key_Tab)
    assert seen == stops


def test_what_is_wrong_with_an_expression_is_said_with_the_place(codes: CodesSection) -> None:
    press(codes.add_button)
    expression = editor(codes).expression
    assert (expression.field.property("invalid"), expression.place_button.isHidden()) == (False, True)
    expression.field.setText("😀(?P<lot_number>x)(?=y)")
    assert expression.remark.text().startswith("“(?=” means nothing here. Look-around")
    assert "Character 19" in expression.remark.text()
    assert expression.field.property("invalid")
    press(expression.place_button)
    assert (expression.field.hasFocus(), expression.field.selectedText()) == (True, "(")
    assert expression.field.selectionStart() == len("😀(?P<lot_number>x)".encode("utf-16-le")) // 2
    editor(codes).name.setText("Smile")
    assert not editor(codes).save_button.isEnabled()
    expression.field.setText("😀(?P<lot_number>x)")
    assert (expression.place_button.isHidden(), editor(codes).save_button.isEnabled()) == (True, True)


@pytest.mark.parametrize(
    ("name", "said"), [("bag", "Another pattern is called so."), ("-x", "begin"), ("LCSC", "known already")]
)
def test_a_name_that_cannot_be_used_is_said_in_its_row(
    codes: CodesSection, services: Services, name: str, said: str
) -> None:
    services.settings.change(patterns=(BAG,))
    press(codes.add_button)
    editor(codes).expression.field.setText(TRAY.expression)
    assert editor(codes).name_row.problem == ""
    assert not editor(codes).save_button.isEnabled()
    editor(codes).name.setText(name)
    assert said in editor(codes).name_row.problem
    assert not editor(codes).save_button.isEnabled()
    QTest.keyClick(editor(codes).name, Qt.Key.Key_Return)
    assert services.settings.now.patterns == (BAG,)


def test_groups_are_inserted_from_a_list_that_leaves_out_those_that_are_there(
    codes: CodesSection, qtbot: QtBot
) -> None:
    press(codes.add_button)
    expression = editor(codes).expression
    expression.field.setText("T[0-9]+")
    expression.field.setSelection(1, 6)
    press(expression.group_button)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert [action.text().split("\t")[1] for action in menu.actions()] == list(GROUPS)
    for _down in range(GROUPS.index("lot_number") + 1):
        QTest.keyClick(menu, Qt.Key.Key_Down)
    QTest.keyClick(menu, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is None)
    assert expression.text == "T(?P<lot_number>[0-9]+)"
    expression.field.end(False)
    expression.insert_group("serial_number")
    QTest.keyClicks(expression.field, "x")
    assert expression.text == "T(?P<lot_number>[0-9]+)(?P<serial_number>x)"
    press(expression.group_button)
    again = QApplication.activePopupWidget()
    assert isinstance(again, QMenu)
    off = [action.text().split("\t")[1] for action in again.actions() if not action.isEnabled()]
    assert off == ["serial_number", "lot_number"]
    again.close()


@pytest.mark.parametrize("start", Start)
def test_each_starting_point_matches_its_example(codes: CodesSection, start: Start) -> None:
    point = STARTS[start]
    pattern = PatternSettings(name="Start", expression=point.expression)
    assert try_pattern(pattern, (point.example,)).is_well
    press(codes.add_button)
    combo = editor(codes).starts
    combo.setFocus()
    QTest.keyClick(combo, Qt.Key.Key_Home)
    for _down in range(list(Start).index(start) + 1):
        QTest.keyClick(combo, Qt.Key.Key_Down)
    assert editor(codes).expression.text == point.expression
    assert combo.hasFocus()
    assert [row.pill.text() for row in editor(codes).samples.rows] == ["Matches"]


def test_codes_are_pasted_line_by_line_with_the_separators_in_them(codes: CodesSection) -> None:
    press(codes.add_button)
    clipboard = QGuiApplication.clipboard()
    clipboard.setText("PAD-5\r\nA\x1dB\x1eC\n\nPAD-5\n")
    press(editor(codes).samples.paste_button)
    assert [shown for shown, _, _ in samples(codes)] == ["PAD-5", "A‹GS›B‹RS›C"]  # noqa: RUF001 - signs for separators
    QTest.keyClicks(editor(codes).samples.field, "T9")
    QTest.keyClick(editor(codes).samples.field, Qt.Key.Key_Return)
    assert list(editor(codes).samples.samples) == ["PAD-5", "A\x1dB\x1eC", "T9"]
    assert editor(codes).samples.field.text() == ""
    clipboard.clear()


def test_the_order_is_changed_and_the_button_keeps_the_focus(codes: CodesSection, services: Services) -> None:
    other = PatternSettings(name="Other", expression="(?P<lot_number>P.+)")
    services.settings.change(patterns=(BAG, TRAY, other))
    assert [row.pill.text() for row in codes.rows] == ["1 example", "No examples", "No examples"]
    codes.rows[2].up_button.setFocus()
    QTest.keyClick(codes.rows[2].up_button, Qt.Key.Key_Return)
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    assert names(codes) == ["Other", "Bag", "Tray"]
    assert codes.rows[1].pill.text() == "1 of 1 examples fail"
    assert codes.rows[0].down_button.hasFocus()
    assert [row.up_button.isEnabled() for row in codes.rows] == [False, True, True]
    assert services.settings.grammar.read("PAD-5").meanings[0].kind == "vendor:Other"


def test_a_removed_pattern_is_put_back_where_it_was(codes: CodesSection, services: Services) -> None:
    services.settings.change(patterns=(BAG, TRAY))
    press(codes.rows[0].remove_button)
    assert (names(codes), codes.strip.sentence) == (["Tray"], "Bag is removed.")
    assert codes.strip.undo_button.hasFocus()
    QTest.keyClick(codes.strip.undo_button, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert (names(codes), codes.strip.sentence) == (["Bag", "Tray"], "")
    assert load_settings(services.profile.settings).patterns == (BAG, TRAY)


def test_a_removed_pattern_whose_name_is_taken_meanwhile_is_not_put_back(
    codes: CodesSection, services: Services, station: PageStation
) -> None:
    services.settings.change(patterns=(BAG,))
    press(codes.rows[0].remove_button)
    services.settings.change(patterns=(TRAY.model_copy(update={"name": "bag"}),))
    press(codes.strip.undo_button)
    assert names(codes) == ["bag"]
    assert [str(fault) for fault in station.window.faults] == [
        "Another pattern is called so Give that one another name first."
    ]
    station.window.faults.clear()


def test_a_pattern_that_cannot_be_used_says_why_and_is_mended(
    codes: CodesSection, services: Services
) -> None:
    services.settings.change(patterns=(BAG, BROKEN))
    row = codes.rows[1]
    assert (row.pill.text(), row.remark.text()) == ("Cannot be used", "A “(” is never closed.")
    press(row.edit_button)
    assert editor(codes).expression.field.hasFocus()
    editor(codes).expression.field.setText(BROKEN.expression + ")")
    press(editor(codes).save_button)
    assert [row.pill.text() for row in codes.rows] == ["1 example", "No examples"]


def test_escape_leaves_everything_as_it_was(codes: CodesSection, services: Services) -> None:
    services.settings.change(patterns=(BAG,))
    press(codes.rows[0].edit_button)
    editor(codes).expression.field.setText("(?P<lot_number>x)")
    QTest.keyClick(editor(codes).expression.field, Qt.Key.Key_Escape)
    assert codes.editor is None
    assert services.settings.now.patterns == (BAG,)
    assert codes.rows[0].edit_button.hasFocus()


def test_an_empty_list_says_what_patterns_are_for(codes: CodesSection) -> None:
    assert codes.remark.text().startswith("Labels of your own or of a customer can be read too")
    assert codes.rows == []


def test_every_group_has_a_name() -> None:
    assert all(group_name(group) != group for group in GROUPS)
