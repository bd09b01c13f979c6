"""The virtual scanner's panel: what is pressed in it is scanned through the pseudo-terminal."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from kitstation.station.demo_day import DAY, Gesture
from kitstation.ui.demo.practice_scanner import TypedPracticeScanner
from kitstation.ui.demo.scanner_panel import WIDTH, ScannerPanel
from kitstation.ui.theme.apply import Appearance
from tests.support.practice import PracticeDesk

UNPLUG = next(index for index, step in enumerate(DAY) if step.gesture is Gesture.UNPLUG)


@pytest.fixture
def panel(desk: PracticeDesk, appearance: Appearance, qtbot: QtBot) -> Iterator[ScannerPanel]:
    shown = ScannerPanel(appearance, desk.scanner)
    qtbot.addWidget(shown)
    shown.resize(WIDTH, 800)
    shown.show()
    yield shown
    shown.close()


def code_field(panel: ScannerPanel) -> QLineEdit:
    field = panel.findChild(QLineEdit)
    assert field is not None
    return field


def test_pressing_a_step_scans_its_code_through_the_port(
    panel: ScannerPanel, desk: PracticeDesk, qtbot: QtBot
) -> None:
    QTest.mouseClick(panel.steps[0], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: desk.heard == [DAY[0].text])


def test_every_scan_of_the_day_arrives_as_it_was_meant(
    panel: ScannerPanel, desk: PracticeDesk, qtbot: QtBot
) -> None:
    scans = [button for button in panel.steps if button.step.gesture is Gesture.SCAN]
    for button in scans:
        button.click()
    qtbot.waitUntil(lambda: desk.heard == [button.step.text for button in scans])


def test_the_first_step_is_the_next_one_at_the_beginning(panel: ScannerPanel) -> None:
    assert panel.next_step is panel.steps[0]
    assert [button.is_next for button in panel.steps].count(True) == 1


def test_the_step_after_the_pressed_one_is_the_next(panel: ScannerPanel) -> None:
    panel.steps[3].click()
    assert panel.next_step is panel.steps[4]
    assert panel.steps[4].is_next


def test_enter_plays_one_step_after_the_other(panel: ScannerPanel, desk: PracticeDesk, qtbot: QtBot) -> None:
    with qtbot.waitActive(panel):
        panel.activateWindow()
    panel.steps[0].setFocus()
    for expected in (1, 2):
        focused = panel.focusWidget()
        QTest.keyClick(focused, Qt.Key.Key_Return)
        assert panel.focusWidget() is panel.steps[expected]
    qtbot.waitUntil(lambda: desk.heard == [DAY[0].text, DAY[1].text])


def test_after_the_last_step_nothing_is_next(panel: ScannerPanel) -> None:
    panel.steps[-1].click()
    assert panel.next_step is None


def test_unplugged_nothing_can_be_scanned_but_it_can_be_plugged_in(panel: ScannerPanel) -> None:
    panel.steps[UNPLUG].click()
    pressable = [button.step.gesture for button in panel.steps if button.isEnabled()]
    assert pressable == [Gesture.PLUG]


def test_plugged_in_again_the_day_goes_on(panel: ScannerPanel, desk: PracticeDesk, qtbot: QtBot) -> None:
    panel.steps[UNPLUG].click()
    panel.steps[UNPLUG + 1].click()
    following = panel.steps[UNPLUG + 2]
    qtbot.waitUntil(following.isEnabled)
    following.click()
    qtbot.waitUntil(lambda: desk.heard == [following.step.text])


@pytest.mark.parametrize(
    ("typed", "code"), [("LOT-77", "LOT-77"), ("[)><RS>06<GS>Q1<RS><EOT>", "[)>\x1e06\x1dQ1\x1e\x04")]
)
def test_any_code_can_be_typed(
    panel: ScannerPanel, desk: PracticeDesk, qtbot: QtBot, typed: str, code: str
) -> None:
    code_field(panel).setText(typed)
    QTest.keyClick(code_field(panel), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: desk.heard == [code])


def test_what_is_typed_while_it_is_unplugged_is_kept(
    panel: ScannerPanel, desk: PracticeDesk, qtbot: QtBot
) -> None:
    panel.steps[UNPLUG].click()
    code_field(panel).setText("LOT-77")
    QTest.keyClick(code_field(panel), Qt.Key.Key_Return)
    assert code_field(panel).text() == "LOT-77"
    assert desk.heard == []


def test_without_a_cable_the_codes_are_typed_and_the_cable_steps_rest(
    appearance: Appearance, qtbot: QtBot
) -> None:
    typed: list[str] = []
    panel = ScannerPanel(appearance, TypedPracticeScanner(typed.append))
    qtbot.addWidget(panel)
    panel.steps[0].click()
    assert typed == [DAY[0].text]
    assert not panel.steps[UNPLUG].isEnabled()
    assert not panel.steps[UNPLUG + 1].isEnabled()


def test_every_step_tells_screen_readers_what_it_shows(panel: ScannerPanel) -> None:
    assert [button.accessibleName() for button in panel.steps] == [step.says for step in DAY]


def test_every_step_is_large_enough_for_a_finger(panel: ScannerPanel) -> None:
    assert min(button.height() for button in panel.steps) >= 44


def test_it_asks_to_be_hidden(panel: ScannerPanel, qtbot: QtBot) -> None:
    with qtbot.waitSignal(panel.close_asked):
        panel._close.click()
