"""Work off the GUI thread, with its result back on it."""

from __future__ import annotations

from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal, Slot

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Executor, Future

Result = TypeVar("Result")


@dataclass(eq=False, slots=True)
class Task:
    """Work that was submitted. Forgetting it does not undo what it does."""

    _future: Future[Any] | None = None
    forgotten: bool = False

    def forget(self) -> None:
        """Take it out of the queue if it has not begun; in any case deliver no result."""
        self.forgotten = True
        if self._future is not None:
            self._future.cancel()


@dataclass(frozen=True, slots=True)
class _Finished:
    task: Task
    future: Future[Any]
    on_ok: Callable[[Any], None]
    on_error: Callable[[BaseException], None]


class TaskRunner(QObject):
    """Submits work to an executor that somebody else owns and shuts down."""

    _finished = Signal(object)

    def __init__(self, executor: Executor, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._executor = executor
        self._open = True
        # Held while a result is handed over: once `close` has returned, the runner may be destroyed.
        self._handing_over = Lock()
        self._finished.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def submit(
        self,
        work: Callable[[], Result],
        on_ok: Callable[[Result], None],
        on_error: Callable[[BaseException], None],
    ) -> Task:
        """Do `work` on the executor, then call `on_ok` with its result or `on_error` with what it raised.

        Both are called on the thread that made the runner, and neither once it is closed. Raises RuntimeError
        when the executor has been shut down.
        """
        task = Task()
        future = self._executor.submit(work)
        task._future = future  # noqa: SLF001 - the task is this module's own

        def settled(done: Future[Result]) -> None:
            with self._handing_over:
                if self._open and not done.cancelled():
                    self._finished.emit(_Finished(task, done, on_ok, on_error))

        future.add_done_callback(settled)
        return task

    def close(self) -> None:
        """Deliver no result any more. Work that is queued is still done: it may be a command."""
        with self._handing_over:
            self._open = False

    @Slot(object)
    def _deliver(self, finished: _Finished) -> None:
        if not self._open or finished.task.forgotten:
            return
        error = finished.future.exception()
        if error is not None:
            finished.on_error(error)
        else:
            finished.on_ok(finished.future.result())
