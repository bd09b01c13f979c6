"""Whole stations to measure: the real window on a stock of any size, with a scanner on a real pseudo-terminal."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEventLoop, QTimer, SignalInstance
from PySide6.QtWidgets import QApplication

from kitstation.devices.identity import PortIdentity
from kitstation.devices.link import LinkState
from kitstation.station.profile import Profile
from kitstation.station.settings import ScannerSettings, Settings
from kitstation.store.store import Store
from kitstation.ui.page_entries import PAGES
from kitstation.ui.station_app import StationApp
from kitstation.ui.tables.paged_model import PagedTableModel

_PATIENCE_MS = 30_000


@contextmanager
def open_station(
    app: QApplication, folder: Path, *, kit: str = "", scanner: PortIdentity | None = None
) -> Iterator[StationApp]:
    """Give the station of the profile in a folder, shown, with a kit on its bench and its scanner connected."""
    scanners = (ScannerSettings(identity=str(scanner)),) if scanner else ()
    settings = Settings(last_kit=kit, scanners=scanners, mute=True)
    station = StationApp(app, Profile(folder), settings, PAGES)
    try:
        station.window.resize(1280, 800)
        station.start()
        wait_for(station.driver.updated)
        while scanner and not _is_connected(station):
            wait_for(station.links.changed)
        yield station
    finally:
        station.close()


def wait_for(signal: SignalInstance) -> object:
    """Run the event loop until a signal has been emitted; return what it carried. Fails after half a minute."""
    carried: list[object] = []
    loop = QEventLoop()

    def note(*values: object) -> None:
        carried.extend(values or (None,))
        loop.quit()

    impatience = QTimer()
    impatience.setSingleShot(True)
    impatience.timeout.connect(loop.quit)
    impatience.start(_PATIENCE_MS)
    signal.connect(note)
    loop.exec()
    signal.disconnect(note)
    assert carried, "nothing happened"
    return carried[0]


def pass_time(milliseconds: int) -> None:
    """Run the event loop for a while."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop, loop.quit)
    loop.exec()


def _is_connected(station: StationApp) -> bool:
    return all(link.link.state is LinkState.CONNECTED for link in station.links.links)


def wait_until_answered(model: PagedTableModel[Any]) -> None:
    """Run the event loop until rows were asked for and are there. Fails after half a minute.

    Rows that are the same as before are not told by any signal.
    """
    loop = QEventLoop()
    asked = [model.loading]

    def look() -> None:
        asked[0] = asked[0] or model.loading
        if asked[0] and not model.loading:
            loop.quit()

    again = QTimer()
    again.timeout.connect(look)
    again.start(0)
    impatience = QTimer()
    impatience.setSingleShot(True)
    impatience.timeout.connect(loop.quit)
    impatience.start(_PATIENCE_MS)
    loop.exec()
    again.stop()
    assert impatience.isActive(), "nothing happened"


def wait_for_store(station: StationApp) -> None:
    """Run the event loop until all that was asked of the store before this is answered and shown."""
    loop = QEventLoop()
    station.services.tasks.submit(_nothing, partial(_quit, loop), station.window.show_fault)
    loop.exec()


def _nothing(_store: Store) -> None:
    return None


def _quit(loop: QEventLoop, _answer: None) -> None:
    loop.quit()
