"""Presence: who has touched nothing for long is signed off by the window."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication

from kitstation.station.settings import Settings
from kitstation.ui.bench_driver import BenchDriver, BenchUpdate
from kitstation.ui.services import Services

_SIGNS_OF_LIFE: Final = frozenset(
    {QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.Wheel, QEvent.Type.TouchBegin}
)
_MINUTE_MS: Final = 60_000


class Presence(QObject):
    """Hears keys, the pointer and scans; signs off when there were none for the time that is set."""

    def __init__(self, app: QApplication, driver: BenchDriver, services: Services) -> None:
        super().__init__()
        self._app = app
        self._driver = driver
        self._services = services
        self.timer = QTimer(self)
        self.timer.setSingleShot(True)
        self.timer.timeout.connect(self._leave)
        driver.updated.connect(self._on_update)
        services.settings.changed.connect(self._set)
        self._set(services.settings.now)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Take note of a sign of life; stop nothing."""
        if event.type() in _SIGNS_OF_LIFE:
            self._begin_again()
        return False

    def close(self) -> None:
        """Look no longer."""
        self._app.removeEventFilter(self)
        self.timer.stop()

    def _on_update(self, update: BenchUpdate) -> None:
        if update.verdict is not None:
            self._begin_again()

    def _set(self, settings: Settings) -> None:
        # Every event of the program comes by: only where it is wanted.
        self._app.removeEventFilter(self)
        if settings.sign_off_minutes:
            self._app.installEventFilter(self)
        self.timer.setInterval(settings.sign_off_minutes * _MINUTE_MS)
        self._begin_again()

    def _begin_again(self) -> None:
        self.timer.stop()
        if self.timer.interval():
            self.timer.start()

    def _leave(self) -> None:
        if self._services.duty.now.operator:
            self._driver.sign_off()
