"""The demo's window: the virtual scanner stands beside the bench, and a second start calls the first."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from kitstation.station.profile import Profile
from kitstation.station.settings import load_settings
from kitstation.ui.application import EXIT_FAULT
from kitstation.ui.demo.running import show_demo
from kitstation.ui.demo.scanner_panel import ScannerPanel
from kitstation.ui.single_instance import SingleInstance
from kitstation.ui.window import MainWindow


class Visitor(QObject):
    """Presses the first step as soon as it can be pressed, and leaves when the kit has begun to fill."""

    def __init__(self) -> None:
        super().__init__()
        self.saw = ""
        self._pressed = False
        self._look = QTimer(self)
        self._look.timeout.connect(self._visit)
        self._look.start(10)

    def _visit(self) -> None:
        windows = [each for each in QApplication.topLevelWidgets() if isinstance(each, MainWindow)]
        for window in windows:
            panel = window.findChild(ScannerPanel)
            if panel is not None and window.isVisible():
                self._use(window, panel)

    def _use(self, window: MainWindow, panel: ScannerPanel) -> None:
        if not self._pressed and panel.steps[0].isEnabled() and "K-" in window.top_bar.number.text():
            self._pressed = True
            panel.steps[0].click()
        if window.top_bar.pieces.text().startswith("1 of"):
            self.saw = window.top_bar.number.text()
            self._look.stop()
            window.close()


@pytest.fixture
def profile(tmp_path: Path) -> Profile:
    made = Profile(tmp_path / "demo")
    made.prepare()
    return made


def test_the_demo_opens_on_its_kit_and_its_panel_scans(qapp: QApplication, profile: Profile) -> None:
    visitor = Visitor()
    assert show_demo(profile, fresh=False) == 0
    assert visitor.saw == load_settings(profile.settings).last_kit != ""


def test_a_demo_that_is_open_elsewhere_is_not_made_anew(
    qapp: QApplication, profile: Profile, capsys: pytest.CaptureFixture[str]
) -> None:
    first = SingleInstance(profile.folder)
    assert first.take()
    try:
        # The first one is busy with this test, and cannot answer.
        assert show_demo(profile, fresh=True) == EXIT_FAULT
    finally:
        first.release()
    assert "open on this profile already" in capsys.readouterr().err
    assert not profile.database.exists()
