"""Puts a virtual scanner into a running station: its port, its panel, its place in the window."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from kitstation.devices.identity import PortIdentity
from kitstation.station.demo_day import DAY, DemoStep
from kitstation.station.settings import ScannerSettings
from kitstation.ui.demo.dock import ScannerDock
from kitstation.ui.demo.practice_scanner import PracticeScanner, Readers, practice_scanner
from kitstation.ui.demo.scanner_panel import ScannerPanel
from kitstation.ui.services import SettingsHolder
from kitstation.ui.station_app import StationApp

TITLE = "Virtual scanner"


class ChosenReaders:
    """Lets the station read a scanner as a person does who chooses it in the settings, where it stays chosen."""

    def __init__(self, settings: SettingsHolder) -> None:
        self._settings = settings

    def connect(self, identity: PortIdentity, /) -> None:
        """Choose it beside those that are chosen already."""
        chosen = ScannerSettings(identity=str(identity), title=TITLE)
        others = tuple(one for one in self._settings.now.scanners if one.identity != chosen.identity)
        self._settings.change(scanners=(*others, chosen))

    def disconnect(self, identity: PortIdentity, /) -> None:
        """Leave it chosen for the next time."""


class VirtualScannerPlace:
    """A virtual scanner in a station's window. Close it after the station."""

    def __init__(self, scanner: PracticeScanner, dock: ScannerDock) -> None:
        self.scanner = scanner
        self.dock = dock

    def close(self) -> None:
        """Take the port away."""
        self.scanner.close()
        self.scanner.deleteLater()


def furnish(
    station: StationApp,
    *,
    folder: Path | None = None,
    readers: Readers | None = None,
    day: Sequence[DemoStep] = DAY,
) -> VirtualScannerPlace:
    """Put a virtual scanner into a station.

    Its port is made in `folder`, or in one of its own. Without `readers` the station reads it until it is
    closed and knows nothing of it the next time.
    """
    scanner = practice_scanner(folder, readers or station.scanners, station.bridge, station.router.take_typed)
    panel = ScannerPanel(station.appearance, scanner, day)
    dock = ScannerDock(station.appearance, panel)
    dock.put_into(station.window)
    return VirtualScannerPlace(scanner, dock)
