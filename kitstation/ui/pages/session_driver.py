"""A page's session as the page sees it: requests in, updates out, all the work on the core thread."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any, Generic, Protocol, TypeVar

from PySide6.QtCore import QObject, Signal

from kitstation.station.desk import Desk
from kitstation.station.verdicts import Verdict
from kitstation.store.store import Store
from kitstation.ui.services import Services


class Session(Protocol):
    """What a page works with: somebody's work at one station, with all that the page shows of it."""

    desk: Desk

    def view(self) -> Any:  # noqa: ANN401 - each session has a view of its own
        """Return all that the page shows."""
        ...


S = TypeVar("S", bound=Session)


@dataclass(frozen=True, slots=True)
class SessionUpdate:
    """What came of a request, and all that the page shows after it. Where only was looked, `verdict` is None."""

    verdict: Verdict | None
    view: Any


class SessionDriver(QObject, Generic[S]):
    """Hands requests to a session in their order; `updated` and `failed` tell what came of them.

    The session is made with the first request, and used on the core thread alone.
    """

    updated = Signal(object)
    failed = Signal(object)

    def __init__(self, services: Services, make: Callable[[Store, Desk], S]) -> None:
        super().__init__()
        self._services = services
        self._make = make
        self._session: S | None = None
        self.pending = 0

    def ask(self, request: Callable[[S], Verdict | None]) -> None:
        """Hand in a request, for whoever works here now."""
        self.pending += 1
        self._services.tasks.submit(
            partial(self._work, request, self._services.desk), self._answered, self._lost
        )

    def _work(self, request: Callable[[S], Verdict | None], desk: Desk, store: Store) -> SessionUpdate:
        if self._session is None:
            self._session = self._make(store, desk)
        self._session.desk = desk
        verdict = request(self._session)
        return SessionUpdate(verdict, self._session.view())

    def _answered(self, update: SessionUpdate) -> None:
        self.pending -= 1
        if update.verdict is not None and update.verdict.command_id:
            self._services.navigator.stock_changed()
        self.updated.emit(update)

    def _lost(self, error: BaseException) -> None:
        self.pending -= 1
        self.failed.emit(error)
