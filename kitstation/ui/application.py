"""The window as a program: one for each profile, from start to exit code."""

from __future__ import annotations

import gc
import logging
import signal
import sys
from functools import partial
from types import FrameType
from typing import Final

from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QApplication

from kitstation.domain.errors import KitstationError
from kitstation.station.profile import Profile
from kitstation.station.settings import Settings
from kitstation.ui.demo.furnishing import VirtualScannerPlace
from kitstation.ui.page_entries import PAGES
from kitstation.ui.single_instance import SingleInstance
from kitstation.ui.start_fault import StartFaultWindow
from kitstation.ui.station_app import Outside, StationApp
from kitstation.ui.theme.apply import apply_theme
from kitstation.ui.theme.sizes import Density
from kitstation.ui.theme.tokens import Theme

_log: Final = logging.getLogger(__name__)

EXIT_DONE: Final = 0
EXIT_FAULT: Final = 3
_RETRY: Final = 1


def run_gui(profile: Profile, settings: Settings, *, outside: Outside | None = None) -> int:
    """Run the station's window until it is closed, and return the exit code.

    Where another window has the profile, that one is brought to the front: 0, or 3 if it does not answer.
    """
    app = make_application()
    instance = SingleInstance(profile.folder)
    if not instance.take():
        return call_first(instance, profile)
    try:
        station = _start(app, profile, settings, outside)
        if station is None:
            return EXIT_FAULT
        instance.called.connect(station.window.come_to_front)
        virtual_scanner = VirtualScannerPlace(station)
        station.start()
        # All that is there by now stays to the end: no collection of garbage need go through it, which takes
        # long enough to be felt at the next scan.
        gc.freeze()
        try:
            return app.exec()
        finally:
            gc.unfreeze()
            station.close()
            virtual_scanner.close()
    finally:
        instance.release()


def make_application() -> QApplication:
    """Return the process's Qt application, made if need be."""
    existing = QApplication.instance()
    if isinstance(existing, QApplication):
        return existing
    # Ctrl+C in the terminal ends the program at once: what was shown green is on the disk.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    # An orderly request to end is a closed window. (Python hears of it when the next timer fires.)
    signal.signal(signal.SIGTERM, _quit)
    app = QApplication(sys.argv[:1])
    app.setApplicationName("kitstation")
    app.setApplicationDisplayName("Kitstation")
    app.setDesktopFileName("kitstation")
    return app


def _quit(_number: int, _frame: FrameType | None) -> None:
    QApplication.quit()


def call_first(instance: SingleInstance, profile: Profile) -> int:
    """Bring the window that has the profile to the front, say so, and return the exit code."""
    answered = instance.call_first()
    what = "It was brought to the front." if answered else "It does not answer: close it, then start again."
    sys.stderr.write(f"Kitstation is open on this profile already ({profile.folder}). {what}\n")
    return EXIT_DONE if answered else EXIT_FAULT


def _start(
    app: QApplication, profile: Profile, settings: Settings, outside: Outside | None
) -> StationApp | None:
    """Return the station, or None where it cannot start and the person has given up."""
    while True:
        try:
            return StationApp(app, profile, settings, PAGES, outside)
        except KitstationError as fault:
            _log.exception("The station cannot start")
            if not _ask_to_retry(app, settings, fault):
                return None


def _ask_to_retry(app: QApplication, settings: Settings, fault: KitstationError) -> bool:
    appearance = apply_theme(app, Theme(settings.appearance.value), Density(settings.density.value))
    window = StartFaultWindow(appearance, fault)
    waiting = QEventLoop()
    window.retried.connect(partial(waiting.exit, _RETRY))
    window.closed.connect(waiting.quit)
    # The last window that closes would otherwise end the application that has not begun yet.
    app.setQuitOnLastWindowClosed(False)
    window.show()
    answer = waiting.exec()
    window.hide()
    window.deleteLater()
    app.setQuitOnLastWindowClosed(True)
    appearance.deleteLater()
    return answer == _RETRY
