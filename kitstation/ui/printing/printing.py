"""Printing as the window has it: the queue and the print desk on threads of their own."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import TYPE_CHECKING, Final, TypeVar

from PySide6.QtCore import QObject, Qt, Signal, Slot

from kitstation.station.printing.book import PrintBook, on_core
from kitstation.station.printing.queue import PrintQueue
from kitstation.station.printing.sender import senders_for
from kitstation.ui.printing.print_desk import PrintDesk
from kitstation.ui.tasks import Task, TaskRunner

if TYPE_CHECKING:
    from kitstation.station.core import Core
    from kitstation.station.printing.events import PrintEvent
    from kitstation.station.printing.printer_settings import PrinterSettings
    from kitstation.station.settings import Settings
    from kitstation.ui.services import Services

_log: Final = logging.getLogger(__name__)
_LOOK_S: Final = 0.5
Result = TypeVar("Result")


class Printing(QObject):
    """Sends what waits to the printers of the settings, from `start` to `close`; also when they are set up anew.

    `told` tells, on the GUI thread, what becomes of each job and what keeps a printer from going on: a JobProgress
    or a QueueTrouble. One thread belongs to the desk, where people's wishes are done in order; another one changes
    queues, because it may have to wait for a printer that is just taking a job.
    """

    told = Signal(object)
    _posted = Signal(object)

    def __init__(self, core: Core, services: Services) -> None:
        super().__init__()
        self._services = services
        book = PrintBook(on_core(core), lambda: services.desk, site=services.settings.now.site)
        self._desk = PrintDesk(book, services.profile.labels, self._tell, services.clock)
        self._used: tuple[PrinterSettings, ...] | None = None
        self._open = True
        self._ending = threading.Event()
        self._at_desk = ThreadPoolExecutor(max_workers=1, thread_name_prefix="print desk")
        self._changing = ThreadPoolExecutor(max_workers=1, thread_name_prefix="print queue")
        self._runner = TaskRunner(self._at_desk, self)
        self._changer = TaskRunner(self._changing, self)
        self._posted.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def start(self) -> None:
        """Take up what waits, and follow the settings from now on."""
        self._services.settings.changed.connect(self._follow)
        self._follow(self._services.settings.now)

    def submit(
        self,
        work: Callable[[PrintDesk], Result],
        on_ok: Callable[[Result], None],
        on_error: Callable[[BaseException], None],
    ) -> Task:
        """Do `work` at the print desk, away from the screen, then call `on_ok` or `on_error` on the GUI thread."""
        return self._runner.submit(partial(work, self._desk), on_ok, on_error)

    def close(self) -> None:
        """Finish what was asked for, then end the queue. The core must still be there."""
        if not self._open:
            return
        self._open = False
        self._ending.set()
        self._runner.close()
        self._changer.close()
        self._at_desk.shutdown()
        self._changing.shutdown(cancel_futures=True)
        if self._desk.queue is not None and not self._desk.queue.stop():
            # Its job counts as uncertain from the next start on.
            _log.warning("A printer was still being sent to at the end")

    def _follow(self, settings: Settings) -> None:
        if not self._open or settings.printers == self._used:
            return
        self._used = settings.printers
        self._changer.submit(
            partial(self._change, settings.printers), _nothing_more, self._services.navigator.show_fault
        )

    def _change(self, printers: tuple[PrinterSettings, ...]) -> None:
        """End the queue that there is, and begin another one."""
        before = self._desk.queue
        # Two queues for one printer would be in each other's way.
        while before is not None and not before.stop(wait_s=_LOOK_S):
            if self._ending.is_set():
                return
        senders = senders_for(printers, self._desk.book, self._desk.routes, self._tell)
        queue = PrintQueue(senders, self._desk.book, self._tell)
        self._desk.queue = queue
        if not self._ending.is_set():
            queue.start()

    def _tell(self, event: PrintEvent) -> None:
        """Hand on what a queue tells, on whichever thread."""
        if self._open:
            self._posted.emit(event)

    @Slot(object)
    def _deliver(self, event: PrintEvent) -> None:
        if self._open:
            self.told.emit(event)


def _nothing_more(_result: None) -> None:
    """Leave it at that."""
