from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from kitstation.devices.identity import PortIdentity
from kitstation.devices.link import LinkChanged, LinkState
from kitstation.devices.ports import Port
from kitstation.devices.serial_port import USUAL_SETTINGS, SerialSettings
from kitstation.domain.clock import Clock
from kitstation.domain.errors import DeviceFault
from kitstation.scanning.scan import Scan
from kitstation.scanning.visible import visible
from kitstation.station.settings import (
    Appearance,
    Density,
    ScannerSettings,
    Settings,
    WedgeSettings,
    load_settings,
)
from kitstation.station.verdicts import Sound
from kitstation.ui.pages.settings.page import SettingsPage
from kitstation.ui.pages.settings.scanner_rows import scanner_rows
from kitstation.ui.pages.settings.section import Section
from kitstation.ui.printing.printing import Printing
from kitstation.ui.services import Services
from tests.support.page_station import PageStation

ZEBRA = PortIdentity(0x05E0, 0x1701, "SN123", "1-1.2")
OTHER = PortIdentity.of_path("/dev/ttyS0")
ZEBRA_PORT = Port("/dev/ttyACM0", ZEBRA, "", "Zebra", "Bar Code Scanner")
OTHER_PORT = Port("/dev/ttyS0", OTHER)


@dataclass
class Scanners:
    """The scanners of a computer that has none."""

    there: list[Port] = field(default_factory=lambda: [ZEBRA_PORT, OTHER_PORT])
    links: dict[PortIdentity, LinkChanged] = field(default_factory=dict)

    def ports(self) -> list[Port]:
        return list(self.there)

    def states(self) -> Mapping[PortIdentity, LinkChanged]:
        return self.links

    @property
    def trial(self) -> LinkChanged | None:
        return None

    def try_out(self, identity: PortIdentity, settings: SerialSettings = USUAL_SETTINGS, /) -> None:
        raise NotImplementedError

    def end_trial(self) -> None:
        return None


@pytest.fixture
def scanners() -> Scanners:
    return Scanners()


@pytest.fixture
def played() -> list[Sound]:
    return []


@pytest.fixture
def page(
    services: Services, scanners: Scanners, played: list[Sound], printing: Printing, qtbot: QtBot
) -> Iterator[SettingsPage]:
    made = SettingsPage(services, scanners, played.append, printing)
    qtbot.addWidget(made)
    made.resize(1100, 700)
    made.show()
    yield made
    made.close_down()


def _saved(services: Services) -> Settings:
    return load_settings(services.profile.settings)


def _type(widget: QWidget, text: str) -> None:
    widget.setProperty("text", text)
    QTest.keyClick(widget, Qt.Key.Key_Return)


def _press(widget: QWidget) -> None:
    widget.setFocus()
    QTest.keyClick(widget, Qt.Key.Key_Space)


def test_the_names_are_saved_at_once(page: SettingsPage, services: Services) -> None:
    _type(page.station.name, "B7")
    _type(page.station.operator, "Ada")
    assert (_saved(services).station_name, _saved(services).operator) == ("B7", "Ada")
    assert services.desk.operator == "Ada"


@pytest.mark.parametrize("impossible", ["", "Bench 3", "B-1", "ABCDEFGHIJKLM"])
def test_an_impossible_station_name_is_told_inline(
    page: SettingsPage, services: Services, impossible: str
) -> None:
    _type(page.station.name, impossible)
    assert page.station.name_row.problem.startswith("Write 1 to 12 letters or digits")
    assert services.settings.now.station_name == "B1"
    _type(page.station.name, "B2")
    assert page.station.name_row.problem == ""
    assert services.settings.now.station_name == "B2"


def test_what_cannot_be_saved_is_a_fault_and_changes_nothing(
    page: SettingsPage, services: Services, station: PageStation
) -> None:
    services.profile.settings.with_suffix(".json.new").mkdir()
    _type(page.station.operator, "Ada")
    assert [str(fault).startswith("The settings cannot be saved") for fault in station.window.faults] == [
        True
    ]
    assert services.settings.now.operator == "Operator"
    station.window.faults.clear()


def test_the_benchs_behaviour_is_saved(page: SettingsPage, services: Services) -> None:
    page.show_section(page.bench)
    _press(page.bench.ask_quantity)
    _press(page.bench.ask_return_quantity)
    page.bench.debounce.setValue(800)
    saved = _saved(services)
    assert (saved.ask_quantity, saved.ask_return_quantity, saved.debounce_ms) == (True, False, 800)


def test_the_appearance_is_saved(page: SettingsPage, services: Services) -> None:
    page.show_section(page.look)
    for name in ("Dark", "Touch"):
        _press(next(button for button in page.look.findChildren(QPushButton) if button.text() == name))
    assert (_saved(services).appearance, _saved(services).density) == (Appearance.DARK, Density.TOUCH)


def test_the_sound_is_saved_and_heard(page: SettingsPage, services: Services, played: list[Sound]) -> None:
    page.show_section(page.sound)
    page.sound.volume.setFocus()
    QTest.keyClick(page.sound.volume, Qt.Key.Key_Left)
    _press(page.sound.mute)
    _press(page.sound.flash)
    saved = _saved(services)
    assert (saved.volume, saved.mute, saved.flash) == (79, True, True)
    assert played == [Sound.ACCEPTED]


def test_each_sound_can_be_tried(page: SettingsPage, played: list[Sound]) -> None:
    page.show_section(page.sound)
    for button in page.sound.findChildren(QPushButton):
        _press(button)
    assert set(played) == set(Sound) - {Sound.NONE}


def test_ports_are_listed_by_what_they_are(page: SettingsPage, qtbot: QtBot) -> None:
    page.show_section(page.scanners)
    qtbot.waitUntil(lambda: len(page.scanners.cards) == 2)
    assert list(page.scanners.cards) == [str(ZEBRA), str(OTHER)]
    assert page.scanners.cards[str(ZEBRA)].state == "Likely a scanner"
    assert "Zebra Bar Code Scanner" in page.scanners.cards[str(ZEBRA)].accessibleName()


def test_a_scanner_is_used_and_removed(
    page: SettingsPage, services: Services, scanners: Scanners, qtbot: QtBot
) -> None:
    page.show_section(page.scanners)
    qtbot.waitUntil(lambda: len(page.scanners.cards) == 2)
    scanners.links[ZEBRA] = LinkChanged(str(ZEBRA), LinkState.CONNECTED, "/dev/ttyACM0")
    _press(page.scanners.cards[str(ZEBRA)].button)
    assert _saved(services).scanners == (
        ScannerSettings(identity=str(ZEBRA), title="Zebra Bar Code Scanner, SN123"),
    )
    assert page.scanners.cards[str(ZEBRA)].state == "Connected"
    _press(page.scanners.cards[str(ZEBRA)].button)
    assert _saved(services).scanners == ()


def test_how_a_used_scanner_sends_can_be_set(page: SettingsPage, services: Services, qtbot: QtBot) -> None:
    page.show_section(page.scanners)
    qtbot.waitUntil(lambda: len(page.scanners.cards) == 2)
    card = page.scanners.cards[str(ZEBRA)]
    assert card.options.isHidden()
    _press(card.button)
    assert not card.options.isHidden()
    card.options.rate.setFocus()
    QTest.keyClick(card.options.rate, Qt.Key.Key_Up)
    _press(card.options.no_terminator)
    (saved,) = _saved(services).scanners
    assert (saved.identity, saved.baudrate, saved.no_terminator) == (str(ZEBRA), 4800, True)


def test_a_scanner_that_is_unplugged_stays_in_the_list(
    page: SettingsPage, services: Services, scanners: Scanners, qtbot: QtBot
) -> None:
    services.settings.change(scanners=(ScannerSettings(identity=str(ZEBRA), title="Zebra"),))
    scanners.there = []
    scanners.links[ZEBRA] = LinkChanged(str(ZEBRA), LinkState.LOST)
    page.show_section(page.scanners)
    qtbot.waitUntil(lambda: [card.state for card in page.scanners.cards.values()] == ["Unplugged"])
    assert list(page.scanners.cards) == [str(ZEBRA)]


def test_a_port_that_may_not_be_opened_says_what_to_do() -> None:
    used = (ScannerSettings(identity=str(ZEBRA)),)
    refused = LinkChanged(str(ZEBRA), LinkState.REFUSED)
    (row,) = scanner_rows([ZEBRA_PORT], {ZEBRA: refused}, used, str)
    assert "dialout" in row.hint
    fault = DeviceFault("No access", detail="permission denied", hint="Ask the administrator.")
    told = LinkChanged(str(ZEBRA), LinkState.REFUSED, fault=fault)
    (row,) = scanner_rows([ZEBRA_PORT], {ZEBRA: told}, used, str)
    assert row.hint == "No access. permission denied. Ask the administrator."


@pytest.mark.parametrize("state", list(LinkState))
def test_every_state_of_a_scanner_has_words(state: LinkState) -> None:
    link = LinkChanged(str(ZEBRA), state)
    (row,) = scanner_rows([], {ZEBRA: link}, (ScannerSettings(identity=str(ZEBRA)),), str)
    assert row.pill.text


def test_a_scanner_that_cannot_be_meant_can_be_removed() -> None:
    (row,) = scanner_rows([], {}, (ScannerSettings(identity="nonsense"),), str)
    assert (row.title, row.used) == ("nonsense", True)


def test_keyboard_scanners_can_be_switched_off(page: SettingsPage, services: Services) -> None:
    page.show_section(page.scanners)
    _press(page.scanners.wedge)
    assert _saved(services).wedge == WedgeSettings(enabled=False)
    assert not page.scanners.prefix.isEnabled()


@pytest.mark.parametrize("prefix", ["", "STX", "F9", "~"])
def test_a_prefix_is_saved(page: SettingsPage, services: Services, prefix: str) -> None:
    page.show_section(page.scanners)
    _type(page.scanners.prefix, prefix)
    assert _saved(services).wedge.prefix == prefix


@pytest.mark.parametrize("prefix", ["STXX", "F99", "~~"])
def test_an_impossible_prefix_is_told_inline(page: SettingsPage, services: Services, prefix: str) -> None:
    page.show_section(page.scanners)
    _type(page.scanners.prefix, prefix)
    assert page.scanners.prefix_row.problem.startswith("Write one character")
    assert services.settings.now.wedge.prefix == ""


def _scan(text: str, clock: Clock) -> Scan:
    return Scan(text, text.encode(), "usb:05e0:1701:SN123", clock.now(), 0)


def test_a_test_scan_is_shown_with_its_control_characters(page: SettingsPage, services: Services) -> None:
    scan = _scan("[)>\x1e06\x1dPA-1\x1e\x04", services.clock)
    page.show_section(page.scanners)
    assert not page.take_scan(scan)
    _press(page.scanners.test.button)
    assert page.take_scan(scan)
    assert page.scanners.test.shown == "[)>‹RS›06‹GS›PA-1‹RS›‹EOT›"  # noqa: RUF001 - as it is shown


def test_a_test_ends_when_the_section_is_left(page: SettingsPage, services: Services) -> None:
    page.show_section(page.scanners)
    _press(page.scanners.test.button)
    page.show_section(page.sound)
    assert not page.take_scan(_scan("A", services.clock))


@pytest.mark.parametrize(("text", "shown"), [("A b", "A b"), ("\x00\x1f\x7f", "‹NUL›‹US›‹DEL›"), ("µ", "µ")])  # noqa: RUF001 - as it is shown
def test_what_nobody_sees_is_made_visible(text: str, shown: str) -> None:
    assert visible(text) == shown


def test_the_profile_folder_and_the_versions_can_be_copied(page: SettingsPage, services: Services) -> None:
    page.show_section(page.about)
    _press(page.about.copy_folder)
    assert QGuiApplication.clipboard().text() == str(services.profile.folder)
    _press(page.about.copy_versions)
    assert "PySide6" in QGuiApplication.clipboard().text()


def test_the_control_sheet_is_saved(page: SettingsPage, station: PageStation, tmp_path: Path) -> None:
    path = tmp_path / "sheet.pdf"
    page.bench._saving.save(path)
    assert path.read_bytes().startswith(b"%PDF")
    page.bench._saving.save(tmp_path / "no" / "sheet.pdf")
    assert len(station.window.faults) == 1
    station.window.faults.clear()


def test_a_change_from_elsewhere_is_shown(page: SettingsPage, services: Services) -> None:
    services.settings.change(operator="Grace", volume=10, ask_quantity=True)
    assert page.station.operator.text() == "Grace"
    assert page.sound.volume.value() == 10
    assert page.bench.ask_quantity.isChecked()


def test_sections_are_reached_by_keyboard_alone(page: SettingsPage) -> None:
    page.activate()
    QTest.keyClick(page.list, Qt.Key.Key_Down)
    assert page.scanners.isVisible()
    assert not page.station.isVisible()


@pytest.mark.parametrize("section", ["station", "scanners", "bench", "look", "sound", "about"])
def test_everything_that_takes_the_focus_has_a_name(
    page: SettingsPage, section: str, settle: Callable[[], None]
) -> None:
    shown = getattr(page, section)
    assert isinstance(shown, Section)
    page.show_section(shown)
    settle()
    for widget in shown.findChildren(QWidget):
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible():
            assert widget.accessibleName() or widget.property("text"), widget
