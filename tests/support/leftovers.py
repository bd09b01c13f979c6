"""What a test may leave behind, and how to see it."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Collection
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

GRACE_S = 2.0
"""How long threads may take to end after the test that stopped them."""


class UnexpectedRecords(logging.Handler):
    """Keeps what is logged at WARNING or above."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep a record's text."""
        self.messages.append(f"{record.levelname} {record.name}: {record.getMessage()}")


def left_running(before: Collection[threading.Thread], grace_s: float = GRACE_S) -> list[str]:
    """Return the names of the threads that were not there before and do not end within the grace.

    What threading calls a dummy is a foreign thread, such as Qt's, whose end Python does not see.
    """
    deadline = time.monotonic() + grace_s
    running: list[str] = []
    for thread in threading.enumerate():
        if thread in before or thread is threading.current_thread() or thread.name.startswith("Dummy-"):
            continue
        thread.join(max(0.0, deadline - time.monotonic()))
        if thread.is_alive():
            running.append(thread.name)
    return running


def windows() -> list[QWidget]:
    """Return all top-level widgets, once those that were told to go are gone."""
    from PySide6.QtCore import QCoreApplication, QEvent
    from PySide6.QtWidgets import QApplication

    if QCoreApplication.instance() is None:
        return []
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return QApplication.topLevelWidgets()


def left_standing(before: Collection[QWidget]) -> list[str]:
    """Return the top-level widgets that were not there before."""
    return [repr(window) for window in windows() if all(window is not known for known in before)]
