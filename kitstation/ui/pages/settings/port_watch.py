"""Looking which serial ports there are, again and again while somebody looks at them."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from kitstation.ui.tasks import TaskRunner

if TYPE_CHECKING:
    from kitstation.devices.ports import Port
    from kitstation.ui.pages.settings.scanner_admin import ScannerAdmin

_LOOK_AGAIN_MS = 1500


class PortWatch(QObject):
    """Looks away from the screen. `seen` tells the ports, `failed` the error after which it has stopped looking."""

    seen = Signal(object)
    failed = Signal(object)

    def __init__(self, admin: ScannerAdmin, parent: QObject) -> None:
        super().__init__(parent)
        self._admin = admin
        self._looking = ThreadPoolExecutor(max_workers=1, thread_name_prefix="ports")
        self._runner = TaskRunner(self._looking, self)
        self._asked = False
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_AGAIN_MS)
        self._timer.timeout.connect(self.look)

    def start(self) -> None:
        """Look at once, and again and again."""
        self.look()
        self._timer.start()

    def stop(self) -> None:
        """Look no more."""
        self._timer.stop()

    def look(self) -> None:
        """Look once."""
        if not self._asked:
            self._asked = True
            self._runner.submit(self._admin.ports, self._tell, self._fail)

    def close(self) -> None:
        """End for good."""
        self._timer.stop()
        self._runner.close()
        self._looking.shutdown()

    def _tell(self, ports: list[Port]) -> None:
        self._asked = False
        self.seen.emit(tuple(ports))

    def _fail(self, error: BaseException) -> None:
        self._asked = False
        self._timer.stop()
        self.failed.emit(error)
