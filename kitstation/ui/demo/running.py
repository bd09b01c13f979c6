"""The demo as a program: in the window, or by itself with pictures and a report."""

from __future__ import annotations

import gc
import os
import platform
from collections.abc import Sequence
from contextlib import ExitStack, closing
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Final

import PySide6
from PySide6.QtCore import qVersion

from kitstation.domain.clock import SystemClock
from kitstation.domain.ids import Uuid7Source
from kitstation.station.demo_day import BOM_FILE, DAY, STOCK_FILE, DemoStep
from kitstation.station.demo_profile import DemoFiles, prepare_demo
from kitstation.station.profile import Profile
from kitstation.station.settings import load_settings
from kitstation.store.audit import audit
from kitstation.store.store import Store
from kitstation.ui.application import call_first, make_application
from kitstation.ui.demo.furnishing import ChosenReaders, VirtualScannerPlace
from kitstation.ui.demo.ledger import Ledger
from kitstation.ui.demo.photographer import Photographer
from kitstation.ui.demo.play import DemoPlay, Stage
from kitstation.ui.demo.record import DemoRecord, KitRecord, cannot_write
from kitstation.ui.demo.second_tour import SecondTour, Waits
from kitstation.ui.demo.tour import Tour
from kitstation.ui.demo.waiting import Waiter
from kitstation.ui.page_entries import PAGES
from kitstation.ui.resources import resource
from kitstation.ui.single_instance import SingleInstance
from kitstation.ui.station_app import StationApp

REPORT: Final = "report.json"
_PATIENCE_MS: Final = 10_000


def show_demo(profile: Profile, *, fresh: bool) -> int:
    """Open the demo's window with the virtual scanner beside it, and return the exit code when it is closed.

    A demo that is open already is brought to the front. Raises KitstationError where the demo cannot be made.
    """
    app = make_application()
    instance = SingleInstance(profile.folder)
    if not instance.take():
        return call_first(instance, profile)
    with ExitStack() as at_the_end:
        at_the_end.callback(instance.release)
        _prepare(profile, fresh=fresh)
        station = StationApp(app, profile, load_settings(profile.settings), PAGES)
        place = VirtualScannerPlace(station, folder=profile.folder, readers=ChosenReaders(station.settings))
        place.open()
        at_the_end.callback(place.close)
        at_the_end.callback(station.close)
        at_the_end.callback(gc.unfreeze)
        instance.called.connect(station.window.come_to_front)
        station.start()
        # As in `run_gui`.
        gc.freeze()
        return app.exec()


def play_demo(profile: Profile, folder: Path) -> DemoRecord:
    """Play the day in a window that nobody sees; write pictures and report into `folder` and return the report.

    The profile is made anew. Raises KitstationError where the demo cannot be made or something not be written.
    """
    # No effect where the process has its application already.
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise cannot_write(folder, error) from error
    kit = _prepare(profile, fresh=True)
    record = _Performance(profile, folder, kit, DAY).give()
    record.write(folder / REPORT)
    return record


def _prepare(profile: Profile, *, fresh: bool) -> str:
    clock = SystemClock()
    files = DemoFiles(resource(BOM_FILE), resource(STOCK_FILE))
    return prepare_demo(profile, files, clock=clock, ids=Uuid7Source(clock), fresh=fresh)


class _Performance:
    """One play from the first picture to the audit."""

    def __init__(self, profile: Profile, folder: Path, kit: str, day: Sequence[DemoStep]) -> None:
        self._profile = profile
        self._kit = kit
        settings = load_settings(profile.settings).model_copy(update={"mute": True})
        self._station = StationApp(make_application(), profile, settings, PAGES)
        readers = ChosenReaders(self._station.settings)
        self._place = VirtualScannerPlace(self._station, folder=profile.folder, readers=readers, day=day)
        self._waiter = Waiter(_PATIENCE_MS)
        self._photographer = Photographer(
            self._station.window, self._station.appearance, folder, self._waiter
        )

    def give(self) -> DemoRecord:
        """Play, and return what came of it."""
        station, furniture = self._station, self._place.open()
        stage = Stage(
            window=station.window,
            bench=station.bench,
            driver=station.driver,
            panel=furniture.dock.panel,
            scanner=furniture.scanner,
            services=station.services,
            kit=self._kit,
        )
        try:
            station.start()
            play = DemoPlay(stage, self._photographer, self._waiter)
            waits = Waits(self._waiter, play.read_all, station.printing)
            tour = Tour(station.window, self._photographer, self._waiter, waits.answer_all)
            play.begin()
            tour.take_panel(furniture.dock)
            steps = play.play()
            ledger = play.ledger()
            second = SecondTour(station.window, self._photographer, waits)
            tour.take(resource(BOM_FILE), len(steps) + 1, second)
        finally:
            station.close()
            self._place.close()
        return DemoRecord(
            steps=steps,
            kit=_kit_record(ledger) if ledger else None,
            differences=_differences(self._profile),
            pictures=tuple(self._photographer.taken),
            troubles=tuple(tour.troubles),
            versions=_versions(),
        )


def _kit_record(ledger: Ledger) -> KitRecord:
    header = ledger.header
    return KitRecord(
        number=header.number,
        status=header.status.value,
        lines=header.lines,
        lines_complete=header.lines_complete,
        required=f"{header.required:f}",
        issued=f"{header.issued:f}",
    )


def _differences(profile: Profile) -> tuple[str, ...]:
    with closing(Store(profile.database)) as store:
        return tuple(str(difference) for difference in audit(store).differences)


def _versions() -> dict[str, str]:
    try:
        own = version("kitstation")
    except PackageNotFoundError:
        own = "not installed"
    return {
        "kitstation": own,
        "python": platform.python_version(),
        "pyside": PySide6.__version__,
        "qt": qVersion(),
        "platform": platform.platform(),
    }
