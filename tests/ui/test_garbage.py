"""Qt objects in cycles are destroyed by the GUI thread, whoever allocates."""

from __future__ import annotations

import gc
import threading
import weakref

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from kitstation.ui.garbage import GuiGarbage


class Knot(QObject):
    def __init__(self) -> None:
        super().__init__()
        self.itself = self
        self.ended_on = ENDINGS
        weakref.finalize(self, lambda: ENDINGS.append(threading.current_thread()))


ENDINGS: list[threading.Thread] = []


def allocate() -> None:
    """Allocate so much that Python would collect several times."""
    for _ in range(20):
        [[] for _ in range(5_000)]


@pytest.mark.usefixtures("qapp")
def test_garbage_waits_for_the_gui_thread(qtbot: QtBot) -> None:
    ENDINGS.clear()
    gc.enable()
    garbage = GuiGarbage()
    Knot()
    worker = threading.Thread(target=allocate)
    worker.start()
    worker.join()
    assert ENDINGS == []
    kept: list[list[int]] = [[] for _ in range(5_000)]
    qtbot.waitUntil(lambda: bool(ENDINGS))
    assert [threading.main_thread()] == ENDINGS
    assert len(kept) == 5_000
    garbage.close()


@pytest.mark.parametrize("enabled", [True, False])
@pytest.mark.usefixtures("qapp")
def test_what_was_set_before_is_set_again(enabled: bool) -> None:
    (gc.enable if enabled else gc.disable)()
    garbage = GuiGarbage()
    assert not gc.isenabled()
    garbage.close()
    assert gc.isenabled() is enabled
    gc.enable()
