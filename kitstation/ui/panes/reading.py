"""When to say that something is being read: not before somebody would wonder."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")

LONG_MS: Final = 150
"""A reading that takes longer is said to be under way; to say it of a shorter one would only flicker."""


class Reading(QObject):
    """One reading at a time, the newest: `long` tells that it takes a while, `over` that it ended.

    A reading that follows one that nobody waits for any more goes on with its time: who types on without a pause
    sees that the answer is late.
    """

    long = Signal()
    over = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._newest = 0
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(LONG_MS)
        self._timer.timeout.connect(self.long)
        self.under_way = False
        """Whether something is being read."""

    def begin(self) -> None:
        """Take the time."""
        self._newest += 1
        if not self.under_way:
            self.under_way = True
            self._timer.start()

    def end(self) -> None:
        """Say no more: it was read, or nobody waits for it."""
        self._timer.stop()
        if self.under_way:
            self.under_way = False
            self.over.emit()

    def until(
        self, on_ok: Callable[[T], None], on_error: Callable[[BaseException], None]
    ) -> tuple[Callable[[T], None], Callable[[BaseException], None]]:
        """Begin, and return two receivers that end the reading before they hand on what came of it."""
        self.begin()
        mine = self._newest

        def receive(result: T) -> None:
            self._end_of(mine)
            on_ok(result)

        def fail(error: BaseException) -> None:
            self._end_of(mine)
            on_error(error)

        return receive, fail

    def _end_of(self, which: int) -> None:
        if which == self._newest:
            self.end()
