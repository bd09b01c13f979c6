"""The strip below the inventory that says how far an export is."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from kitstation.ui.pages.inventory.export import AllItems, FoundItems, InventoryExport
from kitstation.ui.pages.progress_strip import ProgressStrip

if TYPE_CHECKING:
    from kitstation.ui.services import StoreTasks
    from kitstation.ui.theme.apply import Appearance


@dataclass(frozen=True, slots=True)
class ExportWish:
    """What is exported: the shown columns by their keys, of what a search finds or, without words, of all."""

    path: Path
    keys: tuple[str, ...]
    words: str
    total: int


class ExportStrip(ProgressStrip):
    """Runs one export at a time; a new one ends the one before."""

    def __init__(self, appearance: Appearance, tasks: StoreTasks) -> None:
        super().__init__(appearance)
        self._tasks = tasks
        self._export: InventoryExport | None = None
        self.cancelled.connect(self.cancel)

    def start(self, wish: ExportWish) -> None:
        """Begin."""
        self.cancel()
        items = FoundItems(wish.words) if wish.words else AllItems()
        self._export = InventoryExport(self._tasks, wish.path, wish.keys, items, self)
        self._export.progressed.connect(partial(self._show_written, wish))
        self._export.finished.connect(partial(self._show_whole, wish.path))
        self._export.failed.connect(self._show_failed)
        self.show_busy(self.tr("Exporting …"))
        self._export.start()

    def cancel(self) -> None:
        """End what goes on, if anything does, and leave no file behind."""
        if self._export is not None:
            self._export.cancel()
            self._end()
            self.show_result(self.tr("The export was cancelled. No file was left behind."))

    def _show_written(self, wish: ExportWish, written: int) -> None:
        if wish.words:
            self.show_busy(self.tr("{written} rows exported …").format(written=f"{written:,}"))
        else:
            said = self.tr("{written} of {all} rows exported …")
            self.show_progress(
                written, wish.total, said.format(written=f"{written:,}", all=f"{wish.total:,}")
            )

    def _show_whole(self, path: Path, written: int) -> None:
        self._end()
        self.show_result(
            self.tr("{written} rows were saved to {path}").format(written=f"{written:,}", path=path)
        )

    def _show_failed(self, error: BaseException) -> None:
        self._end()
        self.show_result(str(error), failed=True)

    def _end(self) -> None:
        if self._export is not None:
            self._export.deleteLater()
            self._export = None
