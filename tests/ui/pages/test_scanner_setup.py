"""Setting up a scanner, from the choice of its port to its use, with a real port and real key events."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from zxingcpp import BarcodeFormat

from kitstation.devices.identity import PortIdentity
from kitstation.devices.link import FrameDropped, LinkChanged, LinkState
from kitstation.devices.ports import Port
from kitstation.devices.scanner_set import ScannerSet
from kitstation.devices.serial_port import USUAL_SETTINGS
from kitstation.devices.virtual_scanner import VirtualScanner
from kitstation.scanning.controls import ControlCode
from kitstation.scanning.keyboards import Layout, Mismatch
from kitstation.scanning.scan import Scan
from kitstation.scanning.trial_codes import LETTERS, RETAIL, SEPARATORS, TRIAL_CODES, TrialSymbol
from kitstation.station.settings import ScannerSettings, WedgeSettings, load_settings
from kitstation.ui.bench_driver import typed_scan
from kitstation.ui.bridge import EventBridge
from kitstation.ui.pages.settings.page import SettingsPage
from kitstation.ui.pages.settings.scanner_setup.pane import ScannerSetup
from kitstation.ui.printing.printing import Printing
from kitstation.ui.services import Services
from kitstation.ui.wedge import KeyboardWedge
from tests.labels.samples import texts_read
from tests.scanning.distortions import replaced, typed, without_controls

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals on Windows")

OTHER = Port("/dev/ttyS9", PortIdentity.of_path("/dev/ttyS9"))
Key = Qt.Key
PLAIN = Qt.KeyboardModifier.NoModifier
CONTROL = Qt.KeyboardModifier.ControlModifier


@dataclass
class Setup:
    """The settings page with a scanner at hand."""

    page: SettingsPage
    scanner: VirtualScanner
    scanners: ScannerSet
    qtbot: QtBot
    there: list[Port]
    dropped: list[FrameDropped] = field(default_factory=list)

    @property
    def pane(self) -> ScannerSetup:
        return self.page.setup

    def open(self) -> None:
        """Begin the set-up and choose the scanner."""
        self.begin()
        press(self.pane.choose.buttons[0])
        self.wait_for("Open: scan now")

    def take(self, scan: Scan) -> None:
        """Take a scan as the window does."""
        assert self.page.take_scan(scan)

    def begin(self) -> None:
        self.page.show_section(self.page.scanners)
        press(self.page.scanners.set_up)
        self.qtbot.waitUntil(lambda: len(self.pane.choose.buttons) == len(self.there))

    def wait_for(self, words: str) -> None:
        self.qtbot.waitUntil(lambda: words in self.pane.trial.link)

    def send(self, raw: bytes, shown: str) -> None:
        """Send bytes, and wait until they are shown."""
        self.scanner.send_raw(raw)
        self.qtbot.waitUntil(lambda: self.pane.trial.raw == shown)

    def told(self) -> str:
        """What the diagnosis says."""
        return " ".join(self.pane.trial.findings.told)

    def type(self, text: str, *, first_key: int = 0) -> None:
        """Type as a keyboard scanner does, into whatever has the focus."""
        if first_key:
            self._key(first_key, "", PLAIN)
        for character in text:
            if character in "\r\t":
                self._key(Key.Key_Return if character == "\r" else Key.Key_Tab, character, PLAIN)
            elif character < " ":
                self._key(ord(character) + 0x40, "", CONTROL)
            else:
                self._key(ord(character.upper()[0]), character, PLAIN)

    def _key(self, key: int, text: str, modifiers: Qt.KeyboardModifier) -> None:
        target = QApplication.focusWidget()
        assert target is not None
        for kind in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QCoreApplication.sendEvent(target, QKeyEvent(kind, key, modifiers, text))


def press(widget: QWidget) -> None:
    widget.setFocus()
    QTest.keyClick(widget, Key.Key_Space)


@pytest.fixture
def setup(services: Services, printing: Printing, tmp_path: Path, qtbot: QtBot) -> Iterator[Setup]:
    with VirtualScanner(tmp_path, name="reader") as scanner:
        there = [Port(str(scanner.port), scanner.identity, "", "Zebra", "Bar Code Scanner"), OTHER]
        bridge = EventBridge()
        scanners = ScannerSet(
            on_scan=bridge.post, on_link=bridge.post, clock=services.clock, present_ports=lambda: list(there)
        )
        page = SettingsPage(services, scanners, lambda _sound: None, printing)
        made = Setup(page, scanner, scanners, qtbot, there)
        bridge.subscribe(Scan, made.take)
        bridge.subscribe(FrameDropped, made.dropped.append)
        qtbot.addWidget(page)
        page.resize(1180, 720)
        page.show()
        qtbot.waitExposed(page)
        yield made
        page.close_down()
        assert scanners.stop_all()
        bridge.close()


def test_the_ports_are_listed_by_maker_and_product_and_followed(setup: Setup) -> None:
    setup.begin()
    first, second = setup.pane.choose.told
    assert first == f"Zebra Bar Code Scanner (reader) | {setup.scanner.port} | Serial port"
    assert second.startswith("/dev/ttyS9")
    setup.qtbot.waitUntil(setup.pane.choose.buttons[0].hasFocus)
    plugged = PortIdentity(0x05E0, 0x1701, "SN7", "1-1.4")
    setup.there.insert(0, Port("/dev/ttyACM7", plugged, "", "Zebra", "DS2208"))
    setup.pane._watch.look()
    setup.qtbot.waitUntil(lambda: len(setup.pane.choose.buttons) == 3)
    assert setup.pane.choose.told[0] == (
        "Zebra DS2208, SN7 (ttyACM7) | /dev/ttyACM7 · 05e0:1701 · SN7 | Likely a scanner"
    )


def test_without_a_port_the_page_says_what_to_do(setup: Setup) -> None:
    setup.there.clear()
    setup.begin()
    setup.qtbot.waitUntil(setup.pane.choose._none.isVisible)
    assert setup.pane.choose.told == ()


def test_a_port_without_permission_says_so_before_it_is_chosen(
    setup: Setup, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Root may open everything: the answer of the system is given by hand, the port is a real one.
    monkeypatch.setattr("kitstation.devices.port_faults.os.access", lambda *_: False)
    setup.begin()
    told = setup.pane.choose.told[0]
    assert "Permission is missing" in told
    assert "70-kitstation-scanners.rules" in told


def test_a_scanner_that_is_set_right_is_in_use_after_all_test_codes(setup: Setup, services: Services) -> None:
    setup.open()
    for code in TRIAL_CODES:
        raw = f"{code.aim}{code.text}\r".encode()
        setup.scanner.send_raw(raw)
        setup.qtbot.waitUntil(lambda name=code.name: name in setup.pane._diagnoses)  # type: ignore[misc]
        assert "arrived as it is printed" in setup.told()
    assert setup.pane.conclusion.ready
    press(setup.pane.forward)
    assert setup.pane.finish.verdict == "The scanner is set right."
    assert setup.scanners.trial is None
    press(setup.pane.forward)
    assert load_settings(services.profile.settings).scanners == (
        ScannerSettings(identity=str(setup.scanner.identity), title="Zebra Bar Code Scanner"),
    )
    assert setup.page.scanners.isVisible()


def test_the_bytes_are_made_visible_and_each_fault_has_its_mend(setup: Setup) -> None:
    setup.open()
    lost = without_controls(SEPARATORS.text)
    setup.send(f"j{lost}\t".encode(), f"j{lost}‹TAB›")  # noqa: RUF001 - as it is shown
    told = setup.told()
    for words in (
        "GS",
        "are missing",
        "code id",
        "TAB ends a code instead of CR",
        "Set the scanner to send CR",
    ):
        assert words in told
    press(setup.pane.forward)
    assert setup.pane.finish.verdict.startswith("Something is set wrong at the scanner.")
    press(setup.pane.back)
    setup.wait_for("Open: scan now")
    setup.scanner.send_raw(f"{SEPARATORS.text}\r".encode())
    setup.qtbot.waitUntil(lambda: not setup.pane.conclusion.problems)


def test_a_scanner_that_ends_its_codes_with_nothing_is_taken_so(setup: Setup, services: Services) -> None:
    setup.open()
    press(setup.pane.trial.rate)
    setup.pane.trial.rate.hidePopup()
    setup.pane.trial.rate.setFocus()
    QTest.keyClick(setup.pane.trial.rate, Key.Key_Down)
    setup.wait_for("Open: scan now")
    setup.send(LETTERS.text.encode(), LETTERS.text)
    press(setup.pane.forward)
    press(setup.pane.forward)
    (kept,) = services.settings.now.scanners
    assert (kept.baudrate, kept.no_terminator) == (19200, True)


def test_what_is_no_test_code_is_shown_and_not_understood(setup: Setup) -> None:
    setup.open()
    setup.send(b"\xff\xfe\x00", "ÿþ‹NUL›")  # noqa: RUF001 - as it is shown
    assert "none of the test codes" in setup.told()
    assert "baud rate" in setup.told()


def test_a_port_that_another_program_has_says_so_and_is_taken_when_it_is_free(setup: Setup) -> None:
    other = ScannerSet(
        on_scan=lambda _scan: None,
        on_link=lambda _event: None,
        clock=setup.page.services.clock,
        present_ports=lambda: list(setup.there),
    )
    other.connect(setup.scanner.identity, USUAL_SETTINGS)
    setup.qtbot.waitUntil(lambda: all(link.state is LinkState.CONNECTED for link in other.states().values()))
    setup.begin()
    press(setup.pane.choose.buttons[0])
    setup.wait_for("Used by another program")
    assert "Close the other program" in setup.pane.trial.link
    assert other.stop_all()
    setup.wait_for("Open: scan now")


def test_an_unplugged_scanner_is_seen(setup: Setup) -> None:
    setup.open()
    setup.scanner.unplug()
    setup.there.clear()
    setup.wait_for("Unplugged")


def test_a_scanner_in_use_is_tried_and_used_on(setup: Setup, services: Services) -> None:
    identity = setup.scanner.identity
    services.settings.change(scanners=(ScannerSettings(identity=str(identity), title="Mine"),))
    setup.scanners.connect(identity)
    setup.open()
    assert setup.scanners.states() == {}
    setup.send(f"{LETTERS.text}\r".encode(), f"{LETTERS.text}‹CR›")  # noqa: RUF001 - as it is shown
    press(setup.pane.leave)
    assert setup.scanners.trial is None
    assert list(setup.scanners.states()) == [identity]
    assert services.settings.now.scanners[0].title == "Mine"


def test_the_trial_pauses_while_another_page_is_shown(setup: Setup) -> None:
    setup.open()
    setup.page.hide()
    assert link_of_trial(setup) is None
    setup.page.show()
    setup.wait_for("Open: scan now")


def link_of_trial(setup: Setup) -> LinkChanged | None:
    return setup.scanners.trial


def test_the_scanner_alone_leads_to_the_end(setup: Setup, services: Services) -> None:
    setup.open()
    setup.scanner.send_raw(f"{LETTERS.text}\r".encode())
    setup.qtbot.waitUntil(setup.pane.forward.isEnabled)
    setup.scanner.send(ControlCode.CONFIRM.text)
    setup.qtbot.waitUntil(lambda: setup.pane.step is setup.pane.finish)
    setup.page.take_scan(typed_scan(ControlCode.CANCEL.text, services.clock))
    assert setup.pane.step is setup.pane.trial
    setup.page.take_scan(typed_scan(ControlCode.CONFIRM.text, services.clock))
    setup.page.take_scan(typed_scan(ControlCode.CONFIRM.text, services.clock))
    assert len(services.settings.now.scanners) == 1


def test_escape_goes_back_step_by_step(setup: Setup) -> None:
    setup.open()
    QTest.keyClick(setup.pane.back, Key.Key_Escape)
    assert setup.pane.step is setup.pane.choose
    QTest.keyClick(setup.pane.choose.buttons[0], Key.Key_Escape)
    assert setup.page.scanners.isVisible()


def listen(setup: Setup) -> None:
    """Choose the scanner that types like a keyboard."""
    setup.begin()
    press(setup.pane.choose.keyboard_button)
    assert setup.pane.trial.recorder.hasFocus()


def wait_until_shown(setup: Setup, shown: str) -> None:
    setup.qtbot.waitUntil(lambda: setup.pane.trial.raw == shown)


def test_keys_are_recorded_with_their_separators_and_their_end(setup: Setup) -> None:
    listen(setup)
    setup.type(f"{SEPARATORS.text}\r")
    wait_until_shown(setup, "[)>‹RS›06‹GS›1PKS-Test7‹GS›SzY49‹GS›Q5‹RS›‹EOT›‹CR›")  # noqa: RUF001 - as it is shown
    assert "arrived as it is printed" in setup.told()
    assert "GS, RS, EOT" in setup.told().replace("RS, GS, EOT", "GS, RS, EOT")


@pytest.mark.parametrize(
    ("sent", "says"),
    [
        (LETTERS.text, "Enter is missing"),
        (f"{typed(LETTERS.text, Mismatch(Layout.US, Layout.GERMAN))}\r", "the computer reads a German one"),
        (f"{LETTERS.text.swapcase()}\r", "Caps Lock"),
        (replaced(SEPARATORS.text, "\uf70b", "\uf70c", "\r"), "GS arrives as “U+F70B”"),
        (replaced(SEPARATORS.text, "\u241d", "\u241e", "\r"), "GS arrives as"),
        (f"{RETAIL.text}\t", "TAB ends a code."),
    ],
)
def test_what_a_keyboard_does_to_codes_is_told(setup: Setup, sent: str, says: str) -> None:
    listen(setup)
    setup.type(sent)
    setup.qtbot.waitUntil(lambda: says in setup.told())


def test_separators_typed_with_alt_held_are_recognised(setup: Setup) -> None:
    listen(setup)
    for character in f"{SEPARATORS.text}\r":
        number = {"\x1d": "0029", "\x1e": "0030", "\x04": "0004"}.get(character)
        for digit in number or "":
            setup._key(ord(digit), "", Qt.KeyboardModifier.AltModifier)
        if number is None:
            setup.type(character)
    setup.qtbot.waitUntil(lambda: "GS arrives as “0029”" in setup.told())


@pytest.mark.parametrize(("first_key", "before", "kept"), [(Key.Key_F9.value, "", "F9"), (0, "\x02", "STX")])
def test_a_prefix_is_kept_for_telling_scans_from_typing(
    setup: Setup, services: Services, first_key: int, before: str, kept: str
) -> None:
    services.settings.change(wedge=WedgeSettings(enabled=False))
    listen(setup)
    setup.type(f"{before}{LETTERS.text}\r", first_key=first_key)
    setup.qtbot.waitUntil(setup.pane.forward.isEnabled)
    assert not setup.pane.conclusion.problems
    press(setup.pane.forward)
    press(setup.pane.forward)
    assert services.settings.now.wedge == WedgeSettings(enabled=True, prefix=kept)


def test_a_keyboard_scan_while_choosing_begins_its_trial(setup: Setup, services: Services) -> None:
    wedge = KeyboardWedge(QApplication.instance() or QApplication([]))
    wedge.scanned.connect(lambda text: setup.page.take_scan(typed_scan(text, services.clock)))
    try:
        setup.begin()
        setup.type(f"{LETTERS.text}\r")
        assert setup.pane.step is setup.pane.trial
        assert "arrived as it is printed" in setup.told()
        # The field hears the keys themselves now, the separators included.
        setup.pane.trial.recorder.setFocus()
        setup.type(f"{SEPARATORS.text}\r")
        setup.qtbot.waitUntil(lambda: SEPARATORS.name in setup.pane._diagnoses)
    finally:
        wedge.close()


def test_tab_and_escape_leave_the_field_that_listens(setup: Setup) -> None:
    listen(setup)
    QTest.keyClick(setup.pane.trial.recorder, Key.Key_Tab)
    assert not setup.pane.trial.recorder.hasFocus()
    setup.pane.trial.recorder.setFocus()
    QTest.keyClick(setup.pane.trial.recorder, Key.Key_Escape)
    assert setup.pane.step is setup.pane.choose


@pytest.mark.parametrize("code", TRIAL_CODES, ids=lambda code: code.name)
def test_the_code_on_the_screen_can_be_read_from_its_pixels(setup: Setup, code: object) -> None:
    setup.open()
    shown = next(each for each in TRIAL_CODES if each is code)
    formats = {
        TrialSymbol.CODE_128: BarcodeFormat.Code128,
        TrialSymbol.DATA_MATRIX: BarcodeFormat.DataMatrix,
        TrialSymbol.EAN_13: BarcodeFormat.EAN13,
        TrialSymbol.GS1_128: BarcodeFormat.Code128,
    }
    setup.pane.trial.show_code(shown)
    picture = setup.pane.trial.grab().toImage()
    assert setup.pane.trial.view.problem == ""
    assert texts_read(picture, formats[shown.symbol]) == {shown.text}


def test_a_window_that_is_too_small_for_the_code_says_so(setup: Setup, qapp: QGuiApplication) -> None:
    setup.open()
    view = setup.pane.trial.view
    view.setMinimumSize(1, 1)
    view.resize(150, 100)
    view.grab()
    assert view.problem.startswith("There is no room")


def test_everything_that_takes_the_focus_has_a_name(setup: Setup) -> None:
    setup.open()
    for widget in setup.pane.findChildren(QWidget):
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible():
            assert widget.accessibleName() or widget.property("text"), widget
