"""The strip below a table that asks where to export to and says how far it is."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from kitstation.domain.errors import KitstationError
from kitstation.ui.tables.export import ExportWish, TableExport
from kitstation.ui.tables.export_columns import ExportColumn, export_columns
from kitstation.ui.tables.export_files import FileKind
from kitstation.ui.tables.export_rows import GivenRows
from kitstation.ui.widgets.progress_strip import ProgressStrip

if TYPE_CHECKING:
    from kitstation.ui.services import StoreTasks
    from kitstation.ui.tables.table_view import TableView
    from kitstation.ui.theme.apply import Appearance

_log = logging.getLogger(__name__)


class ExportStrip(ProgressStrip):
    """Runs one export at a time; a new one ends the one before. One strip can serve all tables of a page."""

    def __init__(self, appearance: Appearance, tasks: StoreTasks) -> None:
        super().__init__(appearance)
        self._tasks = tasks
        self._export: TableExport | None = None
        self.cancelled.connect(self.cancel)

    @property
    def running(self) -> bool:
        """Whether an export goes on."""
        return self._export is not None

    def offer(self, table: TableView, name: str, make: Callable[[Path], ExportWish] | None = None) -> None:
        """Offer to export a table from its menu; `name` is proposed for the file, without its end.

        `make` says what is exported to a path. Without it, that is what the table shows.
        """
        table.exportable = True
        table.export_wanted.connect(partial(self._ask, table, name, make or partial(self.shown_of, table)))

    def shown_of(self, table: TableView, path: Path) -> ExportWish:
        """Return the wish to export what a table shows: its rows as they are sorted, in the columns that are shown."""
        rows = table.rows_model().shown_rows()
        return ExportWish(
            path=path,
            title=table.accessibleName(),
            rows=GivenRows(rows),
            columns=self.columns_of(table),
            total=len(rows),
        )

    def columns_of(self, table: TableView) -> tuple[ExportColumn[Any], ...]:
        """Return what is exported of a table's shown columns."""
        return export_columns(table.columns.shown_columns(), self._unit_title)

    def start(self, wish: ExportWish) -> None:
        """Begin."""
        self.cancel()
        self._export = TableExport(self._tasks, wish, self)
        self._export.progressed.connect(partial(self._show_written, wish.total))
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

    def _ask(self, table: TableView, name: str, make: Callable[[Path], ExportWish]) -> None:
        dialog = _SaveDialog(self, self.tr("Export: {table}").format(table=table.accessibleName()), name)
        dialog.fileSelected.connect(partial(self._start_named, make))
        dialog.open()

    def _start_named(self, make: Callable[[Path], ExportWish], chosen: str) -> None:
        self.start(make(Path(chosen)))

    def _unit_title(self, title: str) -> str:
        return self.tr("{title}, unit").format(title=title)

    def _show_written(self, total: int | None, written: int) -> None:
        if total is None:
            self.show_busy(self.tr("{written} rows exported …").format(written=f"{written:,}"))
        else:
            said = self.tr("{written} of {all} rows exported …")
            self.show_progress(written, total, said.format(written=f"{written:,}", all=f"{total:,}"))

    def _show_whole(self, path: Path, written: int) -> None:
        self._end()
        one, more = self.tr("1 row was saved to {path}"), self.tr("{written} rows were saved to {path}")
        said = one if written == 1 else more
        self.show_result(said.format(written=f"{written:,}", path=path))

    def _show_failed(self, error: BaseException) -> None:
        self._end()
        if not isinstance(error, KitstationError):
            _log.error("An error of the program while exporting", exc_info=error)
        self.show_result(str(error), failed=True)

    def _end(self) -> None:
        if self._export is not None:
            self._export.deleteLater()
            self._export = None


class _SaveDialog(QFileDialog):
    """Asks for a file of one of the kinds; the name gets the end of the kind that is chosen."""

    def __init__(self, parent: ExportStrip, title: str, name: str) -> None:
        super().__init__(parent.window(), title)
        self.setAccessibleName(title)
        self._kinds = {
            self.tr("Comma-separated values (*.csv)"): FileKind.CSV,
            self.tr("Excel workbook (*.xlsx)"): FileKind.XLSX,
        }
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        self.setNameFilters(list(self._kinds))
        self.selectFile(f"{name}{FileKind.CSV.value}")
        self.setDefaultSuffix(FileKind.CSV.value[1:])
        self.filterSelected.connect(self._take_kind)

    def _take_kind(self, chosen: str) -> None:
        kind = self._kinds[chosen]
        self.setDefaultSuffix(kind.value[1:])
        named = [Path(name) for name in self.selectedFiles()]
        if named and named[0].suffix.casefold() in {each.value for each in FileKind}:
            # A name that has the end of another kind would otherwise keep it.
            self.selectFile(named[0].with_suffix(kind.value).name)
