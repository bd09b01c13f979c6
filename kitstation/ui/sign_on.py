"""Signing on in the window: the pane, the pill at the top, and the bench that knows who is there."""

from __future__ import annotations

from PySide6.QtCore import QObject

from kitstation.domain.refusals import RefusalCode
from kitstation.scanning.controls import ControlCode
from kitstation.station.attendance import OnDuty
from kitstation.station.settings import Settings
from kitstation.station.verdicts import Done
from kitstation.ui.bench_driver import BenchDriver, BenchFailure, BenchUpdate, typed_scan
from kitstation.ui.services import Services
from kitstation.ui.window import MainWindow


class SignOn(QObject):
    """Shows who works here, and lets people sign on and off."""

    def __init__(self, window: MainWindow, driver: BenchDriver, services: Services) -> None:
        super().__init__()
        self._window = window
        self._driver = driver
        self._services = services
        self._pane = window.sign_on
        driver.updated.connect(self._on_update)
        driver.failed.connect(self._on_failure)
        window.top_bar.operator_wanted.connect(self._toggle)
        self._pane.entered.connect(self._enter)
        self._pane.off_wanted.connect(driver.sign_off)
        self._pane.left.connect(self._leave)
        services.settings.changed.connect(self._on_settings)
        self._show_name()

    def _on_update(self, update: BenchUpdate) -> None:
        duty, before = update.view.on_duty, self._services.duty.now
        self._services.duty.show(duty)
        self._show_name()
        if duty.pin_for:
            self._pane.ask_pin(duty)
        elif before.pin_for or (update.verdict and update.verdict.code in {Done.SIGNED_ON, Done.SIGNED_OFF}):
            self._close()
        verdict = update.verdict
        if verdict is not None and verdict.code == RefusalCode.NOT_ALLOWED and self._pane.isVisible():
            self._pane.say(verdict.headline, verdict.sentence)

    def _on_failure(self, failure: BenchFailure) -> None:
        if failure.view is not None:
            self._services.duty.show(failure.view.on_duty)
            self._show_name()

    def _on_settings(self, _settings: Settings) -> None:
        self._show_name()

    def _show_name(self) -> None:
        duty = self._services.duty.now
        self._window.top_bar.show_operator(self._name(duty))

    def _name(self, duty: OnDuty) -> str:
        if duty.operator or duty.offered:
            return duty.operator
        return self._services.settings.now.operator

    def _toggle(self) -> None:
        duty = self._services.duty.now
        if not duty.offered:
            self._window.show_page("settings")
        elif self._pane.isVisible():
            self._leave()
        else:
            self._pane.offer(duty)

    def _enter(self, text: str) -> None:
        if self._services.duty.now.pin_for:
            self._driver.give_pin(text)
            return
        self._driver.scan(typed_scan(text, self._services.clock))

    def _leave(self) -> None:
        if self._services.duty.now.pin_for:
            self._driver.press(ControlCode.CANCEL)
        self._close()

    def _close(self) -> None:
        if self._pane.isVisible():
            self._pane.hide()
            self._window.current_page.setFocus()
