"""Exporting a table in the background: read on the core thread, written on a thread of its own."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from kitstation.domain.errors import KitstationError
from kitstation.ui.tables.export_columns import ExportColumn
from kitstation.ui.tables.export_files import RowFile, row_file
from kitstation.ui.tables.export_rows import RowSource
from kitstation.ui.tasks import TaskRunner

if TYPE_CHECKING:
    from kitstation.ui.services import StoreTasks
    from kitstation.ui.tasks import Task

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportWish:
    """What is exported, where to, and in which columns. `total` is how many rows come, None where nobody knows."""

    path: Path
    title: str
    rows: RowSource[Any]
    columns: tuple[ExportColumn[Any], ...]
    total: int | None = None


class TableExport(QObject):
    """Writes rows to a file: `progressed` tells how many so far, then comes one of the others.

    There is a whole file in the end, or none. Writing has its own thread, because a large workbook takes seconds
    that scans must not wait for.
    """

    progressed = Signal(object)
    finished = Signal(object)
    failed = Signal(object)

    def __init__(self, tasks: StoreTasks, wish: ExportWish, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._wish = wish
        self._file = row_file(wish.path, wish.title)
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="export")
        self._writing = TaskRunner(self._thread, self)
        self._task: Task | None = None
        self._written = 0

    def start(self) -> None:
        """Begin."""
        titles = [column.title for column in self._wish.columns]
        self._write(partial(self._file.begin, titles), self._read)

    def cancel(self) -> None:
        """End, and leave no file behind. Does nothing once it has ended."""
        if self._task is not None:
            self._task.forget()
            self._end(discard=True)

    def _read(self, _begun: None = None) -> None:
        self._task = self._tasks.submit(self._wish.rows.next_piece, self._take, self._fail)

    def _take(self, rows: Sequence[Any]) -> None:
        if rows:
            self._write(partial(self._write_rows, rows), partial(self._go_on, len(rows)))
        else:
            self._write(self._file.finish, self._finish)

    def _go_on(self, rows: int, _written: None) -> None:
        self._written += rows
        self.progressed.emit(self._written)
        # Whoever listens may have ended it.
        if self._task is not None:
            self._read()

    def _finish(self, _whole: None) -> None:
        self._end(discard=False)
        self.finished.emit(self._written)

    def _fail(self, error: BaseException) -> None:
        self._end(discard=True)
        self.failed.emit(error)

    def _end(self, *, discard: bool) -> None:
        self._task = None
        self._writing.close()
        if discard:
            self._thread.submit(_discard, self._file, self._wish.path)
        self._thread.shutdown(wait=False)

    def _write(self, work: Callable[[], None], then: Callable[[None], None]) -> None:
        self._task = self._writing.submit(partial(_told, work, self._wish.path), then, self._fail)

    def _write_rows(self, rows: Sequence[Any]) -> None:
        columns = self._wish.columns
        self._file.write([column.value(row) for column in columns] for row in rows)


def _discard(file: RowFile, path: Path) -> None:
    try:
        file.discard()
    except OSError as error:
        _log.warning("What was written of the export to %s cannot be removed: %s", path, error)


def _told(work: Callable[[], None], path: Path) -> None:
    """Do work with a file; raises KitstationError in the words of the person who waits for the file."""
    try:
        work()
    except OSError as error:
        raise KitstationError(
            "The export cannot be saved",
            detail=f"{path}: {error.strerror or error}",
            hint="Close the file where it is open, choose another folder, or make room on the disk.",
        ) from error
