"""The bench session as the interface sees it: requests in, updates out, all the work on the core thread."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, Signal

from kitstation.domain.clock import Clock
from kitstation.scanning.controls import ControlCode
from kitstation.scanning.scan import Scan
from kitstation.station.bench import BenchPolicy, BenchSession, BenchView
from kitstation.station.core import Core
from kitstation.station.desk import Desk
from kitstation.station.questions import Mode
from kitstation.station.verdicts import Verdict
from kitstation.store.store import Store
from kitstation.ui.tasks import TaskRunner

_log = logging.getLogger(__name__)

Request = Callable[[BenchSession], Verdict | None]


@dataclass(frozen=True, slots=True)
class BenchUpdate:
    """What came of one request, and all that the bench page shows after it.

    `verdict` is None where the kit was only read again. `framed_ns` is `time.perf_counter_ns()` when the scan was
    complete, or when a key was pressed.
    """

    verdict: Verdict | None
    view: BenchView
    framed_ns: int


@dataclass(frozen=True, slots=True)
class BenchFailure:
    """A request that was not done, or not wholly: nothing of it may be shown as done.

    `view` is what the database says after it, where it can still be read.
    """

    text: str
    error: BaseException
    view: BenchView | None
    framed_ns: int


class BenchDriver(QObject):
    """Hands requests to the bench session in order; `updated` and `failed` tell what came of them, in that order.

    The session is made and used on the core thread alone.
    """

    updated = Signal(object)
    failed = Signal(object)

    def __init__(self, core: Core, make_session: Callable[[Store], BenchSession], clock: Clock) -> None:
        super().__init__()
        self._clock = clock
        self._runner = TaskRunner(core.executor)
        self._session = core.submit(make_session)
        self._pending = 0
        self._open = True

    @property
    def pending(self) -> int:
        """How many requests have not been answered yet."""
        return self._pending

    def scan(self, scan: Scan) -> None:
        """Hand in a scan."""
        self._ask(partial(BenchSession.scan, scan=scan), text=scan.text, framed_ns=scan.framed_ns)

    def press(self, control: ControlCode) -> None:
        """Do what a control code of the printed sheet does."""
        self.scan(typed_scan(control.text, self._clock))

    def unreadable(self, text: str, why: str) -> None:
        """Say that a scanner read something that is no scan."""
        self._ask(partial(BenchSession.unreadable, text=text, why=why), text=text)

    def answer(self, text: str) -> None:
        """Answer the question with a number."""
        self._ask(partial(BenchSession.answer, text=text))

    def set_mode(self, mode: Mode) -> None:
        """Issue or return from now on."""
        self._ask(partial(BenchSession.set_mode, mode=mode))

    def undo(self, command_id: str | None = None) -> None:
        """Take back the last issue or return, or the one with this id."""
        self._ask(partial(BenchSession.undo, command_id=command_id))

    def open_kit(self, number: str) -> None:
        """Put a kit on the bench."""
        self._ask(partial(BenchSession.open_kit, number=number), text=number)

    def resume(self, number: str) -> None:
        """Put the kit that was open last on the bench again; say nothing where it is gone."""
        self._ask(partial(_resume, number=number), text=number)

    def reload(self) -> None:
        """Read the open kit again, as something else may have changed it."""
        self._ask(BenchSession.reload)

    def set_policy(self, policy: BenchPolicy) -> None:
        """Let the bench behave differently from now on."""
        self._ask(partial(BenchSession.set_policy, policy=policy))

    def set_desk(self, desk: Desk) -> None:
        """Let somebody else work from now on."""
        self._ask(partial(BenchSession.set_desk, desk=desk))

    def sign_off(self) -> None:
        """Sign off whoever has signed on."""
        self._ask(BenchSession.sign_off)

    def give_pin(self, pin: str) -> None:
        """Answer the question for a PIN."""
        self._ask(partial(BenchSession.give_pin, pin=pin))

    def close(self) -> None:
        """Take no request any more and tell of none; what was handed in is still done."""
        self._open = False
        self._runner.close()

    def _ask(self, request: Request, *, text: str = "", framed_ns: int | None = None) -> None:
        if not self._open:
            return
        since = framed_ns or time.perf_counter_ns()
        self._pending += 1
        self._runner.submit(partial(self._work, request, text, since), self._answered, self._lost)

    def _work(self, request: Request, text: str, framed_ns: int) -> BenchUpdate | BenchFailure:
        """Do a request and look at the bench after it, in one visit to the core thread."""
        session = self._session.result()
        try:
            verdict = request(session)
            return BenchUpdate(verdict, session.view(), framed_ns)
        except Exception as error:  # noqa: BLE001 - boundary: what was not done must be said, whatever the reason
            return BenchFailure(text, error, _view_after(session), framed_ns)

    def _answered(self, result: BenchUpdate | BenchFailure) -> None:
        self._pending -= 1
        if isinstance(result, BenchUpdate):
            self.updated.emit(result)
        else:
            self.failed.emit(result)

    def _lost(self, error: BaseException) -> None:
        self._answered(BenchFailure("", error, None, time.perf_counter_ns()))


def _view_after(session: BenchSession) -> BenchView | None:
    try:
        session.reload()
        return session.view()
    except Exception:  # noqa: BLE001 - boundary: the request's own failure is what is told
        _log.debug("The bench cannot be read again either", exc_info=True)
        return None


def _resume(session: BenchSession, number: str) -> Verdict | None:
    verdict = session.open_kit(number)
    return verdict if verdict.accepted else None


def typed_scan(text: str, clock: Clock) -> Scan:
    """Return what a keyboard, or a scanner that pretends to be one, has typed, as a scan."""
    return Scan(text, text.encode(), "keyboard", clock.now(), time.perf_counter_ns())
