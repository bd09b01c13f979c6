"""Waiting for something to become so, while the window goes on living."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEventLoop, QObject, QTimer


class Waiter(QObject):
    """Runs the event loop until a condition holds. It looks when it is told that something has happened."""

    def __init__(self, longest_ms: int) -> None:
        super().__init__()
        self._condition: Callable[[], bool] | None = None
        self._loop = QEventLoop(self)
        self._deadline = QTimer(self)
        self._deadline.setSingleShot(True)
        self._deadline.setInterval(longest_ms)
        self._deadline.timeout.connect(self._loop.quit)

    def until(self, condition: Callable[[], bool]) -> bool:
        """Return True as soon as the condition holds, False when it did not become so in time."""
        if condition():
            return True
        self._condition = condition
        self._deadline.start()
        self._loop.exec()
        self._deadline.stop()
        self._condition = None
        return condition()

    def look(self, _news: object = None) -> None:
        """Look whether it is so: something has happened."""
        if self._condition is not None and self._condition():
            self._loop.quit()
