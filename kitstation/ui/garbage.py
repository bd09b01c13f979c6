"""Collecting garbage on the GUI thread, and on no other.

Python collects cyclic garbage on whichever thread happens to allocate. When that is the core thread or a
scanner's, it destroys widgets behind Qt's back, and the process dies some time later.
WORKAROUND(PySide6 6.11): Qt objects may only be destroyed by the thread that they live in.
"""

from __future__ import annotations

import gc
from typing import Final

from PySide6.QtCore import QObject, QTimer

_EVERY_MS: Final = 500


class GuiGarbage(QObject):
    """Takes over from Python's automatic collection until `close`; belongs to the GUI thread."""

    def __init__(self) -> None:
        super().__init__()
        self._was_enabled = gc.isenabled()
        gc.disable()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._collect)
        self._timer.start(_EVERY_MS)

    def close(self) -> None:
        """Let Python collect by itself again, if it did before."""
        self._timer.stop()
        if self._was_enabled:
            gc.enable()

    def _collect(self) -> None:
        """Collect each generation whose time has come, the oldest of them with all that are younger."""
        due = [
            generation
            for generation, (count, threshold) in enumerate(
                zip(gc.get_count(), gc.get_threshold(), strict=True)
            )
            if count > threshold
        ]
        if due:
            gc.collect(max(due))
