"""Exporting the inventory as CSV, a piece at a time, so that scans in between are not kept waiting."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from PySide6.QtCore import QObject, Signal

from kitstation.domain.errors import KitstationError
from kitstation.store.queries.inventory import InventoryRow, PageKey, page, rows_with_ids, search_ids
from kitstation.ui.pages.inventory.columns import exported

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kitstation.store.store import Store
    from kitstation.ui.services import StoreTasks
    from kitstation.ui.tasks import Task

PIECE = 1000
"""Rows that are read and written at once: some hundredths of a second."""

_EVERYTHING = 2**31


class AllItems:
    """Gives all items, in the order of their part numbers."""

    def __init__(self) -> None:
        self._after: PageKey | None = None

    def next_piece(self, store: Store) -> tuple[InventoryRow, ...]:
        """Return the next rows, none after the last."""
        with store.reading() as reader:
            rows = page(reader, self._after, PIECE)
        if rows:
            self._after = rows[-1].page_key
        return rows


class FoundItems:
    """Gives all items that a search finds, best first."""

    def __init__(self, words: str) -> None:
        self._words = words
        self._ids: list[int] | None = None

    def next_piece(self, store: Store) -> tuple[InventoryRow, ...]:
        """Return the next rows, none after the last."""
        with store.reading() as reader:
            if self._ids is None:
                self._ids = search_ids(reader, self._words, _EVERYTHING)
            piece, self._ids = self._ids[:PIECE], self._ids[PIECE:]
            return rows_with_ids(reader, piece)


class _CsvFile:
    """A file that has its name only once it is whole. Used on the core thread alone."""

    def __init__(self, path: Path, keys: tuple[str, ...], items: AllItems | FoundItems) -> None:
        self._path = path
        self._half = path.with_name(f"{path.name}.part")
        self._columns = exported(keys)
        self._items = items
        self._file: TextIO | None = None

    def write_piece(self, store: Store) -> int:
        """Write the next rows and return how many; 0 when the file is whole."""
        rows = self._items.next_piece(store)
        try:
            self._write(rows)
        except OSError as error:
            self.discard(store)
            raise KitstationError(
                "The export cannot be saved",
                detail=f"{self._path}: {error.strerror}",
                hint="Choose another folder, or make room on the disk.",
            ) from error
        return len(rows)

    def discard(self, _store: Store) -> None:
        """Leave nothing behind."""
        if self._file is not None:
            self._file.close()
            self._file = None
        self._half.unlink(missing_ok=True)

    def _write(self, rows: Sequence[InventoryRow]) -> None:
        if self._file is None:
            # With its mark at the beginning, spreadsheet programs read the file as UTF-8.
            self._file = self._half.open("w", encoding="utf-8-sig", newline="")
            csv.writer(self._file).writerow(header for header, _text in self._columns)
        csv.writer(self._file).writerows([text(row) for _header, text in self._columns] for row in rows)
        if not rows:
            self._file.close()
            self._file = None
            self._half.replace(self._path)


class InventoryExport(QObject):
    """Writes rows to a file in the background: `progressed` tells how many so far, then comes one of the others."""

    progressed = Signal(object)
    finished = Signal(object)
    failed = Signal(object)

    def __init__(
        self,
        tasks: StoreTasks,
        path: Path,
        keys: tuple[str, ...],
        items: AllItems | FoundItems,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._file = _CsvFile(path, keys, items)
        self._written = 0
        self._task: Task | None = None

    def start(self) -> None:
        """Begin."""
        self._task = self._tasks.submit(self._file.write_piece, self._go_on, self._fail)

    def cancel(self) -> None:
        """End, and leave no file behind."""
        if self._task is not None:
            self._task.forget()
            self._task = None
            self._tasks.submit(self._file.discard, _ignore, self._fail)

    def _go_on(self, rows: int) -> None:
        self._written += rows
        if rows:
            self.progressed.emit(self._written)
            self.start()
        else:
            self._task = None
            self.finished.emit(self._written)

    def _fail(self, error: BaseException) -> None:
        self._task = None
        self.failed.emit(error)


def _ignore(_nothing: None) -> None:
    pass
