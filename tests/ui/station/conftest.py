"""A whole station: real database, real window, a real pseudo-terminal for the scanner."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kitstation.devices.virtual_scanner import VirtualScanner
from kitstation.domain.records import TrackingType
from kitstation.station.profile import Profile
from kitstation.station.settings import ScannerSettings, Settings
from kitstation.store.store import Store
from kitstation.ui.page_entries import BENCH_ENTRY
from kitstation.ui.station_app import Outside, StationApp
from tests.support.bench import lay_out
from tests.support.databases import new_database
from tests.support.desk import FINDING_ENTRY, Desk, sit_down
from tests.support.world import World


@pytest.fixture
def profile(tmp_path: Path) -> Profile:
    """A profile with a small kit, and one part that is not in it."""
    made = Profile(tmp_path)
    store = Store(new_database(made.database))
    world = World(store)
    bench = lay_out(world)
    world.item(bench.radio, bench.bin, serial="SN-2")
    world.item(world.part("OTHER", TrackingType.SERIAL), bench.shelf, serial="ZZ-1")
    store.close()
    return made


@pytest.fixture
def scanner(tmp_path: Path) -> Iterator[VirtualScanner]:
    """A scanner that is plugged in."""
    with VirtualScanner(tmp_path, name="reader") as made:
        yield made


@pytest.fixture
def settings(scanner: VirtualScanner) -> Settings:
    """The settings of a station that has the kit open and uses the scanner."""
    chosen = ScannerSettings(identity=str(scanner.identity), title="DS2208")
    return Settings(last_kit="KIT-1", scanners=(chosen,), mute=True, debounce_ms=0)


OpenStation = Callable[..., StationApp]


@pytest.fixture
def open_station(qapp: QApplication, qtbot: QtBot, profile: Profile) -> Iterator[OpenStation]:
    """Open stations on the profile; they are closed after the test."""
    opened: list[StationApp] = []

    def opener(settings: Settings, outside: Outside | None = None) -> StationApp:
        station = StationApp(qapp, profile, settings, (BENCH_ENTRY, FINDING_ENTRY), outside)
        opened.append(station)
        station.start()
        qtbot.waitExposed(station.window)
        return station

    yield opener
    for station in opened:
        station.close()


@pytest.fixture
def desk(open_station: OpenStation, settings: Settings, scanner: VirtualScanner, qtbot: QtBot) -> Desk:
    """A desk where the kit is open and the scanner is read."""
    return sit_down(open_station(settings), scanner, qtbot)
