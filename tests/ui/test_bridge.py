from __future__ import annotations

import subprocess
import sys
import threading
from dataclasses import dataclass

import pytest
from PySide6.QtCore import QThread
from pytestqt.qtbot import QtBot

from kitstation.ui.bridge import EventBridge

EMITS = """
from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal
class Source(QObject):
    fired = Signal(object)
app = QCoreApplication([])
source, heard = Source(), []
source.fired.connect(heard.append)
for number in range(20_000):
    source.fired.emit(True)
QTimer.singleShot(0, app.quit)
app.exec()
assert len(heard) == 20_000
"""


@dataclass(frozen=True, slots=True)
class Scanned:
    number: int


@dataclass(frozen=True, slots=True)
class LinkLost:
    port: str


def _post_many(bridge: EventBridge, count: int) -> None:
    for number in range(count):
        bridge.post(Scanned(number))


@pytest.fixture
def bridge(qtbot: QtBot) -> EventBridge:
    return EventBridge()


def test_twenty_thousand_emits_do_not_wear_out_the_interpreter() -> None:
    done = subprocess.run([sys.executable, "-c", EMITS], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_events_arrive_in_order_on_the_gui_thread(bridge: EventBridge, qtbot: QtBot) -> None:
    heard: list[int] = []
    threads: set[QThread] = set()

    def on_scan(event: Scanned) -> None:
        heard.append(event.number)
        threads.add(QThread.currentThread())

    bridge.subscribe(Scanned, on_scan)
    poster = threading.Thread(target=_post_many, args=(bridge, 500))
    poster.start()
    poster.join(5)
    assert heard == []
    qtbot.waitUntil(lambda: len(heard) == 500)
    assert heard == list(range(500))
    assert threads == {bridge.thread()}


def test_a_handler_hears_only_its_own_kind_of_event(bridge: EventBridge, qtbot: QtBot) -> None:
    scans: list[Scanned] = []
    links: list[LinkLost] = []
    bridge.subscribe(Scanned, scans.append)
    bridge.subscribe(LinkLost, links.append)
    bridge.post(Scanned(1))
    bridge.post(LinkLost("ttyACM0"))
    qtbot.waitUntil(lambda: bool(links))
    assert (scans, links) == ([Scanned(1)], [LinkLost("ttyACM0")])


def test_a_subscription_can_be_ended(bridge: EventBridge, qtbot: QtBot) -> None:
    first: list[Scanned] = []
    second: list[Scanned] = []
    end = bridge.subscribe(Scanned, first.append)
    bridge.subscribe(Scanned, second.append)
    end()
    end()
    bridge.post(Scanned(1))
    qtbot.waitUntil(lambda: bool(second))
    assert first == []


def test_a_closed_bridge_delivers_nothing_not_even_what_was_posted(bridge: EventBridge, qtbot: QtBot) -> None:
    heard: list[Scanned] = []
    bridge.subscribe(Scanned, heard.append)
    bridge.post(Scanned(1))
    bridge.close()
    bridge.post(Scanned(2))
    marker = EventBridge()
    seen: list[LinkLost] = []
    marker.subscribe(LinkLost, seen.append)
    marker.post(LinkLost(""))
    qtbot.waitUntil(lambda: bool(seen))
    assert heard == []


def test_one_handlers_bug_is_reported_and_does_not_deafen_the_others(
    bridge: EventBridge, qtbot: QtBot
) -> None:
    heard: list[Scanned] = []

    def broken(_event: Scanned) -> None:
        raise ZeroDivisionError

    bridge.subscribe(Scanned, broken)
    bridge.subscribe(Scanned, heard.append)
    with qtbot.captureExceptions() as bugs:
        bridge.post(Scanned(1))
        qtbot.waitUntil(lambda: bool(heard))
    assert [kind for kind, _, _ in bugs] == [ZeroDivisionError]
