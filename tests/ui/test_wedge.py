from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QPushButton, QVBoxLayout
from pytestqt.qtbot import QtBot

from kitstation.ui.wedge import KeyboardWedge, WedgeSettings

Key = Qt.Key
PLAIN = Qt.KeyboardModifier.NoModifier
CONTROL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier
KEYPAD = Qt.KeyboardModifier.KeypadModifier
PRESS, RELEASE = QEvent.Type.KeyPress, QEvent.Type.KeyRelease


class Keyboard:
    """Types through the application's event filters, with a clock of its own."""

    def __init__(self, target: QObject) -> None:
        self.target = target
        self.now_ms = 1_000

    def clock(self) -> int:
        return self.now_ms

    def key(self, key: int, text: str = "", *, gap_ms: int, modifiers: Qt.KeyboardModifier = PLAIN) -> None:
        self.now_ms += gap_ms
        for kind in (PRESS, RELEASE):
            QCoreApplication.sendEvent(self.target, QKeyEvent(kind, key, modifiers, text))

    def type(self, text: str, *, gap_ms: int) -> None:
        for character in text:
            if character < " ":
                self.key(ord(character) + 0x40, "", gap_ms=gap_ms, modifiers=CONTROL)
            else:
                self.key(ord(character.upper()), character, gap_ms=gap_ms)

    def alt_code(self, number: str) -> None:
        """Type a character by its number on the number pad, as scanners do that know no layout."""
        QCoreApplication.sendEvent(self.target, QKeyEvent(PRESS, Key.Key_Alt, PLAIN))
        for digit in number:
            self.key(ord(digit), digit, gap_ms=3, modifiers=ALT | KEYPAD)
        QCoreApplication.sendEvent(self.target, QKeyEvent(RELEASE, Key.Key_Alt, PLAIN))

    def enter(self, *, gap_ms: int) -> None:
        self.key(Key.Key_Return, "\r", gap_ms=gap_ms)


class Bench(QDialog):
    """A field, and a default button that a space or an Enter would press."""

    def __init__(self) -> None:
        super().__init__()
        self.field = QLineEdit()
        self.button = QPushButton("Deliver kit")
        self.button.setDefault(True)
        self.clicks = 0
        self.button.clicked.connect(self._clicked)
        layout = QVBoxLayout(self)
        layout.addWidget(self.field)
        layout.addWidget(self.button)

    def _clicked(self) -> None:
        self.clicks += 1


@pytest.fixture
def bench(qtbot: QtBot) -> Bench:
    made = Bench()
    qtbot.addWidget(made)
    made.show()
    made.field.setFocus()
    return made


@pytest.fixture
def keyboard(bench: Bench) -> Keyboard:
    return Keyboard(bench.field)


@pytest.fixture
def wedge(qapp: QApplication, keyboard: Keyboard) -> Iterator[KeyboardWedge]:
    made = KeyboardWedge(qapp, clock=keyboard.clock)
    yield made
    made.close()
    made.deleteLater()


@pytest.fixture
def scans(wedge: KeyboardWedge) -> list[str]:
    heard: list[str] = []
    wedge.scanned.connect(heard.append)
    return heard


def test_a_scan_is_heard_and_never_reaches_the_field(
    bench: Bench, keyboard: Keyboard, scans: list[str]
) -> None:
    keyboard.type("FPGA-0002", gap_ms=3)
    keyboard.enter(gap_ms=3)
    assert scans == ["FPGA-0002"]
    assert bench.field.text() == ""
    assert bench.clicks == 0


@pytest.mark.parametrize("end", [Key.Key_Return, Key.Key_Enter, Key.Key_Tab])
def test_return_enter_and_tab_end_a_scan(
    end: Qt.Key, bench: Bench, keyboard: Keyboard, scans: list[str]
) -> None:
    keyboard.type("LOT-77", gap_ms=3)
    keyboard.key(end, gap_ms=3)
    assert scans == ["LOT-77"]
    assert bench.focusWidget() is bench.field


def test_a_space_in_a_scan_presses_no_button(bench: Bench, keyboard: Keyboard, scans: list[str]) -> None:
    bench.button.setFocus()
    keyboard.target = bench.button
    keyboard.type("A B C D", gap_ms=3)
    keyboard.enter(gap_ms=3)
    assert scans == ["A B C D"]
    assert bench.clicks == 0


def test_a_group_separator_typed_with_control_is_kept(keyboard: Keyboard, scans: list[str]) -> None:
    keyboard.type("[)>\x1e06\x1dPSN74\x1dQ51\x1e\x04", gap_ms=3)
    keyboard.enter(gap_ms=3)
    assert scans == ["[)>\x1e06\x1dPSN74\x1dQ51\x1e\x04"]


@pytest.mark.parametrize("number", ["0029", "029", "29"])
def test_a_group_separator_typed_by_its_number_is_kept(
    number: str, bench: Bench, keyboard: Keyboard, scans: list[str]
) -> None:
    keyboard.type("PSN74", gap_ms=3)
    keyboard.alt_code(number)
    keyboard.type("Q51", gap_ms=3)
    keyboard.enter(gap_ms=3)
    assert (scans, bench.field.text()) == (["PSN74\x1dQ51"], "")


def test_a_scan_typed_by_numbers_from_beginning_to_end_is_heard(keyboard: Keyboard, scans: list[str]) -> None:
    for character in "[)>\x1e06":
        keyboard.alt_code(f"{ord(character):04}")
    keyboard.enter(gap_ms=3)
    assert scans == ["[)>\x1e06"]


@pytest.mark.parametrize("number", ["0228", "99999"])
def test_a_number_that_is_no_character_of_ascii_is_left_out(
    number: str, keyboard: Keyboard, scans: list[str]
) -> None:
    keyboard.type("SN74", gap_ms=3)
    keyboard.alt_code(number)
    keyboard.enter(gap_ms=3)
    assert scans == ["SN74"]


def test_what_a_person_types_reaches_the_field(
    bench: Bench, keyboard: Keyboard, scans: list[str], qtbot: QtBot
) -> None:
    keyboard.type("resistor", gap_ms=90)
    qtbot.waitUntil(lambda: bench.field.text() == "resistor")
    keyboard.enter(gap_ms=90)
    assert scans == []
    assert bench.clicks == 1


def test_a_few_quick_keys_and_enter_are_replayed(bench: Bench, keyboard: Keyboard, scans: list[str]) -> None:
    keyboard.type("AB", gap_ms=3)
    keyboard.enter(gap_ms=3)
    assert scans == []
    assert bench.field.text() == "AB"
    assert bench.clicks == 1


def test_a_key_held_down_is_a_person(
    bench: Bench, keyboard: Keyboard, scans: list[str], qtbot: QtBot
) -> None:
    keyboard.type("x", gap_ms=500)
    for _ in range(6):
        keyboard.now_ms += 30
        QCoreApplication.sendEvent(bench.field, QKeyEvent(PRESS, Key.Key_X, PLAIN, "x", True))
    keyboard.enter(gap_ms=30)
    assert scans == []
    assert bench.field.text() == "xxxxxxx"


def test_editing_keys_are_not_held_back(bench: Bench, keyboard: Keyboard, scans: list[str]) -> None:
    bench.field.setText("abc")
    keyboard.key(Key.Key_Backspace, gap_ms=90)
    assert bench.field.text() == "ab"
    keyboard.type("yz", gap_ms=90)
    keyboard.key(Key.Key_Backspace, gap_ms=3)
    assert bench.field.text() == "aby"
    assert scans == []


def test_typing_that_stops_is_given_back_after_the_gap(
    bench: Bench, keyboard: Keyboard, scans: list[str], qtbot: QtBot
) -> None:
    keyboard.type("FPGA", gap_ms=3)
    assert bench.field.text() == ""
    qtbot.waitUntil(lambda: bench.field.text() == "FPGA")
    assert scans == []


def test_a_scan_right_after_a_persons_typing_is_told_apart(
    bench: Bench, keyboard: Keyboard, scans: list[str]
) -> None:
    keyboard.type("qty", gap_ms=90)
    keyboard.now_ms += 60
    keyboard.type("FPGA-0002", gap_ms=3)
    keyboard.enter(gap_ms=3)
    assert scans == ["FPGA-0002"]
    assert bench.field.text() == "qty"


def test_within_a_scan_shortcuts_wait(bench: Bench, keyboard: Keyboard, scans: list[str]) -> None:
    override = QKeyEvent(QEvent.Type.ShortcutOverride, Key.Key_D, CONTROL)
    keyboard.type("FPGA", gap_ms=3)
    override.ignore()
    QCoreApplication.sendEvent(bench, override)
    assert override.isAccepted()
    assert scans == []


@pytest.mark.parametrize("prefix", ["\x02", "\x01", Key.Key_F9])
def test_with_a_prefix_speed_does_not_matter(
    prefix: str | Qt.Key, wedge: KeyboardWedge, bench: Bench, keyboard: Keyboard, scans: list[str]
) -> None:
    wedge.set_settings(WedgeSettings(prefix=prefix))
    if isinstance(prefix, str):
        keyboard.type(prefix, gap_ms=90)
    else:
        keyboard.key(prefix, gap_ms=90)
    keyboard.type("A1", gap_ms=120)
    keyboard.enter(gap_ms=120)
    assert scans == ["A1"]
    assert bench.field.text() == ""


def test_with_a_prefix_quick_typing_without_it_is_a_person(
    wedge: KeyboardWedge, bench: Bench, keyboard: Keyboard, scans: list[str]
) -> None:
    wedge.set_settings(WedgeSettings(prefix="\x02"))
    keyboard.type("FPGA-0002", gap_ms=3)
    assert bench.field.text() == "FPGA-0002"
    assert scans == []


def test_a_prefixed_scan_that_breaks_off_is_never_delivered(
    wedge: KeyboardWedge, bench: Bench, keyboard: Keyboard, scans: list[str], qtbot: QtBot
) -> None:
    wedge.set_settings(WedgeSettings(prefix="\x02", prefix_gap_ms=20))
    keyboard.type("\x02", gap_ms=3)
    with qtbot.waitSignal(wedge.broken_off):
        keyboard.type("FPGA-0", gap_ms=3)
    assert (scans, bench.field.text()) == ([], "")


def test_a_target_that_is_gone_gets_no_replay(keyboard: Keyboard, wedge: KeyboardWedge) -> None:
    passing = QLineEdit()
    keyboard.target = passing
    keyboard.type("ab", gap_ms=3)
    passing.deleteLater()
    QCoreApplication.sendPostedEvents(passing, QEvent.Type.DeferredDelete)
    wedge.close()
    assert wedge.children()


def test_events_own_times_count_without_a_clock(qapp: QApplication, bench: Bench, qtbot: QtBot) -> None:
    wedge = KeyboardWedge(qapp)
    with qtbot.waitSignal(wedge.scanned) as heard:
        for at_ms, character in enumerate("FPGA-0002\r"):
            key = Key.Key_Return if character == "\r" else Key(ord(character))
            event = QKeyEvent(PRESS, key, PLAIN, character)
            event.setTimestamp(5_000 + 3 * at_ms)
            QCoreApplication.sendEvent(bench.field, event)
    wedge.close()
    wedge.deleteLater()
    assert heard.args == ["FPGA-0002"]
