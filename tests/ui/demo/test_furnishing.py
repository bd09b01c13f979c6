"""The virtual scanner can be had in any station, with a key, and leaves nothing in its settings."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QDockWidget
from pytestqt.qtbot import QtBot

from kitstation.station.profile import Profile
from kitstation.station.settings import Settings
from kitstation.ui.demo.furnishing import VirtualScannerPlace
from kitstation.ui.page_entries import PAGES
from kitstation.ui.station_app import StationApp


@pytest.fixture
def station(qapp: QApplication, tmp_path: Path) -> Iterator[StationApp]:
    """An empty station, started."""
    profile = Profile(tmp_path / "profile")
    profile.prepare()
    started = StationApp(qapp, profile, Settings(mute=True), PAGES)
    started.start()
    yield started
    started.close()


@pytest.fixture
def place(station: StationApp) -> Iterator[VirtualScannerPlace]:
    made = VirtualScannerPlace(station)
    yield made
    station.close()
    made.close()


def toggle(station: StationApp) -> QAction:
    """The action behind the key, as the page offers it."""
    (action,) = (action for action in station.bench.actions() if action.text() == "Virtual scanner")
    return action


def test_nothing_is_there_before_it_is_asked_for(station: StationApp, place: VirtualScannerPlace) -> None:
    assert toggle(station).shortcut().toString() == "F8"
    assert station.window.findChild(QDockWidget) is None
    assert station.scanners.states() == {}


def test_its_key_brings_it_and_the_station_hears_it(
    station: StationApp, place: VirtualScannerPlace, qtbot: QtBot
) -> None:
    toggle(station).trigger()
    furniture = place.open()
    assert station.window.findChild(QDockWidget) is furniture.dock
    qtbot.waitUntil(lambda: furniture.scanner.ready)
    with qtbot.waitSignal(station.bench.verdict_painted) as shown:
        furniture.dock.panel.steps[0].click()
    assert shown.args is not None
    assert shown.args[0].update.verdict.scan == furniture.dock.panel.steps[0].step.text


def test_its_key_folds_and_unfolds_it(station: StationApp, place: VirtualScannerPlace) -> None:
    dock = place.open().dock
    before = dock.is_open
    toggle(station).trigger()
    assert dock.is_open is not before


def test_the_settings_know_nothing_of_it(station: StationApp, place: VirtualScannerPlace) -> None:
    place.open()
    assert station.settings.now.scanners == ()
