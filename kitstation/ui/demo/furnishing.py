"""Puts a virtual scanner into a running station: its port, its panel, its place in the window."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence

from kitstation.devices.identity import PortIdentity
from kitstation.station.settings import ScannerSettings
from kitstation.ui.demo.practice_scanner import KEY, PracticeScanner, Readers, practice_scanner
from kitstation.ui.services import SettingsHolder
from kitstation.ui.station_app import StationApp

if TYPE_CHECKING:
    from kitstation.station.demo_day import DemoStep
    from kitstation.ui.demo.dock import ScannerDock

TITLE: Final = "Virtual scanner"


@dataclass(frozen=True, slots=True)
class Furniture:
    """A virtual scanner that stands in a window."""

    scanner: PracticeScanner
    dock: ScannerDock


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


class VirtualScannerPlace(QObject):
    """The virtual scanner of a station, made when it is first asked for with its key. Close it after the station.

    Its port is made in `folder`, or in one of its own. Without `readers` the station reads it until it is closed
    and knows nothing of it the next time. Without `day` it offers the usual day at the bench.
    """

    def __init__(
        self,
        station: StationApp,
        *,
        folder: Path | None = None,
        readers: Readers | None = None,
        day: Sequence[DemoStep] | None = None,
    ) -> None:
        super().__init__()
        self._station = station
        self._folder = folder
        self._readers = readers
        self._day = day
        self._furniture: Furniture | None = None
        toggle = QAction(self.tr("Virtual scanner"), station.window)
        toggle.setShortcut(QKeySequence(KEY))
        toggle.triggered.connect(self._toggle)
        station.window.addAction(toggle)
        # What can be done from the bench is found among its page's actions.
        station.bench.addAction(toggle)

    def open(self) -> Furniture:
        """Put the virtual scanner into the window, where it is not there yet, and return it."""
        if self._furniture is None:
            self._furniture = self._furnish()
        return self._furniture

    def close(self) -> None:
        """Take the port away."""
        if self._furniture is not None:
            self._furniture.scanner.close()
            self._furniture.scanner.deleteLater()
        self.deleteLater()

    def _toggle(self) -> None:
        if self._furniture is None:
            self.open()
        else:
            self._furniture.dock.toggle()

    def _furnish(self) -> Furniture:
        # Every station can have one and few do: it is loaded when it is asked for.
        from kitstation.station.demo_day import DAY
        from kitstation.ui.demo.dock import ScannerDock
        from kitstation.ui.demo.scanner_panel import ScannerPanel

        station = self._station
        day = DAY if self._day is None else self._day
        readers = self._readers or station.scanners
        scanner = practice_scanner(self._folder, readers, station.bridge, station.router.take_typed)
        dock = ScannerDock(station.appearance, ScannerPanel(station.appearance, scanner, day))
        dock.put_into(station.window)
        return Furniture(scanner, dock)
