"""The one way from other threads into the interface: post an event, and its subscribers get it on the GUI thread."""

from __future__ import annotations

import sys
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal, Slot

if TYPE_CHECKING:
    from collections.abc import Callable

Event = TypeVar("Event")


class EventBridge(QObject):
    """Carries frozen dataclasses from any thread to handlers on the thread that made the bridge, in order.

    Events cross as plain objects: Qt silently changes the payload of signals with narrower types.
    """

    _posted = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._handlers: dict[type, list[Callable[[Any], None]]] = {}
        self._open = True
        self._posted.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def post(self, event: object) -> None:
        """Hand over an event, from any thread; it is dropped once the bridge is closed."""
        if self._open:
            self._posted.emit(event)

    def subscribe(self, kind: type[Event], handler: Callable[[Event], None]) -> Callable[[], None]:
        """Call `handler` with every event of exactly this class; returns what ends the subscription."""
        self._handlers.setdefault(kind, []).append(handler)
        return partial(self._unsubscribe, kind, handler)

    def close(self) -> None:
        """Deliver nothing any more, not even what has been posted already."""
        self._open = False
        self._handlers.clear()

    def _unsubscribe(self, kind: type, handler: Callable[[Any], None]) -> None:
        handlers = self._handlers.get(kind, [])
        if handler in handlers:
            handlers.remove(handler)

    @Slot(object)
    def _deliver(self, event: object) -> None:
        for handler in tuple(self._handlers.get(type(event), ())):
            try:
                handler(event)
            except Exception:  # noqa: BLE001 - boundary: one handler's bug must not keep the event from the others
                sys.excepthook(*sys.exc_info())
