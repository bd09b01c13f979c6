"""The last net: what no code expected is logged with its traceback, and told once."""

from __future__ import annotations

import logging
import sys
import threading
from dataclasses import dataclass
from types import TracebackType
from typing import Final

from kitstation.ui.bridge import EventBridge

_log: Final = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Bug:
    """An exception that nobody caught, in whichever thread."""

    error: BaseException


class BugReports:
    """Takes the place of Python's own hooks until it is closed. Bugs are posted to the bridge."""

    def __init__(self, bridge: EventBridge) -> None:
        self._bridge = bridge
        self._excepthook = sys.excepthook
        self._threading_excepthook = threading.excepthook
        sys.excepthook = self._uncaught
        threading.excepthook = self._uncaught_in_thread

    def close(self) -> None:
        """Put the former hooks back."""
        sys.excepthook = self._excepthook
        threading.excepthook = self._threading_excepthook

    def _uncaught(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        self._report(error, "in the window")

    def _uncaught_in_thread(self, args: threading.ExceptHookArgs) -> None:
        name = args.thread.name if args.thread else "a thread"
        if args.exc_value is not None:
            self._report(args.exc_value, f"in {name}")

    def _report(self, error: BaseException, where: str) -> None:
        _log.critical("An error that nobody expected, %s", where, exc_info=error)
        self._bridge.post(Bug(error))
