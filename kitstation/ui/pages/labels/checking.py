"""Labels of a large job are checked away from the screen; the screen shows how far that is, and can end it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from kitstation.station.printing.making import Watch
    from kitstation.ui.printing.print_desk import PrintDesk
    from kitstation.ui.printing.printing import Printing
    from kitstation.ui.widgets.progress_strip import ProgressStrip

STEP = 10
"""After so many labels the screen hears of it."""
Result = TypeVar("Result")


class CheckingEndedError(Exception):
    """Somebody does not want the labels any more. Nothing was asked for, and nothing written."""


class Checking(QObject):
    """Lets the print desk make labels, one wish at a time, and shows that in a strip whose button ends it."""

    _went_on = Signal(object)

    def __init__(self, printing: Printing, strip: ProgressStrip, let_go: Callable[[], None]) -> None:
        """`let_go` takes the focus away from what is about to be hidden: Qt would give it to whatever comes next."""
        super().__init__(strip)
        self._let_go = let_go
        self._printing = printing
        self._strip = strip
        self._ended = threading.Event()
        self.is_busy = False
        """Whether labels are being made."""
        self._went_on.connect(self._show)
        strip.cancelled.connect(self.end)

    def run(
        self,
        work: Callable[[PrintDesk, Watch], Result],
        on_ok: Callable[[Result], None],
        on_error: Callable[[BaseException], None],
    ) -> None:
        """Do `work` at the print desk, then call `on_ok`, or `on_error`: with CheckingEndedError where it was ended."""
        self._ended = ended = threading.Event()
        self.is_busy = True

        def watch(made: int, total: int) -> None:
            if ended.is_set():
                raise CheckingEndedError
            if total > STEP and made % STEP == 0:
                self._went_on.emit((made, total))

        def done(result: Result) -> None:
            self._finish()
            on_ok(result)

        def failed(error: BaseException) -> None:
            self._finish()
            on_error(error)

        self._printing.submit(lambda desk: work(desk, watch), done, failed)

    def end(self) -> None:
        """Let it end after the label that is being made."""
        self._ended.set()

    def _show(self, progress: tuple[int, int]) -> None:
        made, total = progress
        if self.is_busy and not self._ended.is_set():
            words = self.tr("{made} of {total} checked").format(made=made, total=total)
            self._strip.show_progress(made, total, words)

    def _finish(self) -> None:
        self.is_busy = False
        self._let_go()
        self._strip.hide()
