"""Interruptions: Ctrl-C and a request to end take effect while waiting for a scan, never in the middle of one."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Final

_SIGNALS: Final = (signal.SIGINT, signal.SIGTERM)


class EndAsked(Exception):
    """Somebody has asked the program to end, while it waited."""


class Interruption:
    """Notices the signals that ask the program to end. Belongs to the main thread."""

    def __init__(self) -> None:
        self._asked = False
        self._waiting = False

    @contextmanager
    def noticed(self) -> Iterator[None]:
        """Take the signals over until the end of the block."""
        before = {number: signal.signal(number, self._ask) for number in _SIGNALS}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)

    @contextmanager
    def waiting(self) -> Iterator[None]:
        """Raise EndAsked when somebody asks, or has asked, during the block."""
        self._waiting = True
        try:
            if self._asked:
                raise EndAsked
            yield
        finally:
            self._waiting = False

    def _ask(self, _number: int, _frame: FrameType | None) -> None:
        self._asked = True
        if self._waiting:
            self._waiting = False
            raise EndAsked
