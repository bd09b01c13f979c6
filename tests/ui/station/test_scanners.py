"""Scanners that come and go, two at once, and scans that are read in part."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kitstation.devices.link import LinkState
from kitstation.devices.ports import Port
from kitstation.devices.virtual_scanner import VirtualScanner
from kitstation.domain.refusals import RefusalCode
from kitstation.scanning.trial_codes import TRIAL_CODES
from kitstation.station.profile import Profile
from kitstation.station.settings import ScannerSettings, Settings
from kitstation.ui.page_entries import BENCH_ENTRY, SETTINGS_ENTRY
from kitstation.ui.pages.settings.page import SettingsPage
from kitstation.ui.station_app import StationApp
from kitstation.ui.theme.tokens import Tone
from tests.support.desk import Desk


def pill_texts(desk: Desk) -> list[str]:
    """Return what the scanners' pills say."""
    return [pill.text() for pill in desk.station.window.top_bar.scanners]


def test_a_connected_scanner_is_named(desk: Desk) -> None:
    assert pill_texts(desk) == ["DS2208"]
    assert "connected" in desk.station.window.top_bar.scanners[0].accessibleName()


def test_an_unplugged_scanner_is_seen_and_used_again_when_it_is_back(desk: Desk) -> None:
    desk.scanner.unplug()
    desk.qtbot.waitUntil(lambda: pill_texts(desk) == ["DS2208 · unplugged"])
    assert "as soon as it is back" in desk.station.window.top_bar.scanners[0].toolTip()
    desk.scanner.plug()
    desk.qtbot.waitUntil(desk.is_connected)
    desk.scan("SN-1")
    assert desk.headline == "Issued SN-1"


def test_what_was_read_before_the_plug_was_pulled_is_not_lost(desk: Desk) -> None:
    desk.scanner.send("SN-1")
    desk.settle(lambda: desk.verdicts[-1].scan == "SN-1")
    desk.scanner.send_raw(b"SN-")
    desk.scanner.unplug()
    desk.settle(lambda: desk.verdicts[-1].code == RefusalCode.UNREADABLE_SCAN or not desk.is_connected())
    assert [entry.sentence for entry in desk.station.bench.board.scans.entries][-1] == "SN-1"


def test_a_frame_without_an_end_is_refused_and_the_next_one_is_read(desk: Desk) -> None:
    desk.scanner.send_raw(b"x" * 65_536)
    desk.settle(lambda: desk.verdicts[-1].code == RefusalCode.UNREADABLE_SCAN)
    assert "longer than any code" in desk.station.bench.board.banner.verdict.sentence
    desk.scanner.send_raw(b"\r")
    desk.scan("SN-1")
    assert desk.headline == "Issued SN-1"


def test_two_scanners_work_at_once(desk: Desk, tmp_path: Path) -> None:
    with VirtualScanner(tmp_path, name="second") as second:
        both = (
            ScannerSettings(identity=str(desk.scanner.identity), title="DS2208"),
            ScannerSettings(identity=str(second.identity), title="Ring"),
        )
        desk.station.settings.change(scanners=both)
        desk.qtbot.waitUntil(lambda: pill_texts(desk) == ["DS2208", "Ring"] and desk.is_connected())
        desk.scanner.send("SN-1")
        second.send("SN-2")
        desk.settle(lambda: {"SN-1", "SN-2"} <= {verdict.scan for verdict in desk.verdicts})
        assert desk.station.window.top_bar.lines.text() == "1 of 3 lines"
        desk.station.settings.change(scanners=both[:1])
        assert pill_texts(desk) == ["DS2208"]


def test_a_scanner_that_cannot_be_meant_is_told_and_the_others_work(desk: Desk) -> None:
    good = ScannerSettings(identity=str(desk.scanner.identity), title="DS2208")
    desk.station.settings.change(scanners=(ScannerSettings(identity="nonsense"), good))
    assert "cannot be read" in desk.station.window.notices.text
    desk.scan("SN-1")
    assert desk.headline == "Issued SN-1"


@pytest.mark.parametrize(
    ("wedge", "text", "tone"), [(True, "Keyboard scanner", Tone.IDLE), (False, "No scanner", Tone.ATTENTION)]
)
def test_without_a_serial_scanner_it_says_what_is_heard(
    desk: Desk, wedge: bool, text: str, tone: Tone
) -> None:
    desk.station.settings.change(scanners=(), wedge={"enabled": wedge})
    assert pill_texts(desk) == [text]
    assert tone.value


def test_a_missing_scanner_is_looked_for(open_station: object, qtbot: QtBot, tmp_path: Path) -> None:
    assert callable(open_station)
    absent = ScannerSettings(identity=f"path:{tmp_path}/absent", title="Absent")
    station = open_station(Settings(last_kit="KIT-1", scanners=(absent,), mute=True))
    qtbot.waitUntil(lambda: station.window.top_bar.scanners[0].text() == "Absent · not found")
    assert station.links.links[0].link.state is LinkState.SEARCHING


def test_a_scanner_that_was_set_up_is_in_use_at_once(
    qapp: QApplication, qtbot: QtBot, profile: Profile, scanner: VirtualScanner
) -> None:
    settings = Settings(last_kit="KIT-1", mute=True, debounce_ms=0)
    station = StationApp(qapp, profile, settings, (BENCH_ENTRY, SETTINGS_ENTRY))
    try:
        station.start()
        qtbot.waitExposed(station.window)
        station.window.show_page("settings")
        page = station.window.current_page
        assert isinstance(page, SettingsPage)
        page.set_up_scanner()
        page.setup.try_port(Port(str(scanner.port), scanner.identity, product="DS2208"))
        qtbot.waitUntil(lambda: "Open" in page.setup.trial.link)
        for code in TRIAL_CODES:
            scanner.send(code.text)
            qtbot.waitUntil(lambda name=code.name: name in page.setup._diagnoses)  # type: ignore[misc]
        page.setup.forward.click()
        page.setup.forward.click()
        desk = Desk(station, scanner, qtbot)
        qtbot.waitUntil(desk.is_connected)
        station.window.show_page("bench")
        station.driver.updated.connect(desk.said.append)
        assert desk.scan("SN-1").accepted
    finally:
        station.close()
