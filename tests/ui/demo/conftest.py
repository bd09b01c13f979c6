"""A virtual scanner whose port is read by the real readers."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from kitstation.devices.scanner_set import ScannerSet
from kitstation.domain.clock import SystemClock
from kitstation.scanning.scan import Scan
from kitstation.ui.bridge import EventBridge
from kitstation.ui.demo.practice_scanner import practice_scanner
from tests.support.practice import PracticeDesk


def refuse_typing(text: str) -> None:
    raise AssertionError(text)


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[PracticeDesk]:
    """A scanner that is plugged in and read."""
    bridge = EventBridge()
    scanners = ScannerSet(on_scan=bridge.post, on_link=bridge.post, clock=SystemClock())
    made = PracticeDesk(practice_scanner(tmp_path, scanners, bridge, refuse_typing))
    bridge.subscribe(Scan, lambda scan: made.heard.append(scan.text))
    qtbot.waitUntil(lambda: made.scanner.ready)
    yield made
    made.scanner.close()
    scanners.stop_all()
    bridge.close()
    _delete(made.scanner, bridge)


def _delete(*objects: QObject) -> None:
    for each in objects:
        each.deleteLater()
