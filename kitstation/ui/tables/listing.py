"""A table with all that belongs to one: search, columns, copying, export, and a memory of how it was left."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Generic

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from kitstation.ui.remembering import TableMemory
from kitstation.ui.tables.column import Row
from kitstation.ui.tables.export import ExportWish
from kitstation.ui.tables.export_rows import PagedRows, ReadPage
from kitstation.ui.tables.export_strip import ExportStrip
from kitstation.ui.tables.filtering import row_filter
from kitstation.ui.tables.paged_model import Page, PagedTableModel
from kitstation.ui.tables.row_model import RowTableModel
from kitstation.ui.tables.table_view import TableView
from kitstation.ui.widgets.button import Button
from kitstation.ui.widgets.empty_state import EmptyState
from kitstation.ui.widgets.search_field import SearchField

if TYPE_CHECKING:
    from kitstation.ui.services import Services


class Listing(QStackedWidget, Generic[Row]):
    """Shows a model's rows. A page puts `controls` into its header and `strip` below; `name` is the settings' word.

    Rows in memory (RowTableModel, `show_rows`) are narrowed by what is typed into `search`; `narrowed` is emitted
    when others are shown. Rows of a query (PagedTableModel, `load`) are the page's to narrow and to sort:
    `search_wanted` tells what was typed, the model's `sort_wanted` the order, and `failed` what went wrong in reading.
    """

    narrowed = Signal()
    search_wanted = Signal(str)
    failed = Signal(object)

    def __init__(
        self, services: Services, name: str, title: str, model: RowTableModel[Row], *, search: str = ""
    ) -> None:
        super().__init__()
        appearance = services.appearance
        self._services = services
        self._name = name
        self._read: ReadPage[Row] | None = None
        self._total: int | None = None
        self._make_wish: Callable[[Path], ExportWish] = self._usual_wish
        self.model = model
        self.table = TableView(appearance, title)
        self.search = SearchField(appearance, search or self.tr("Search"))
        self.columns_button = Button(appearance, self.tr("Columns"), icon="columns")
        self.export_button = Button(appearance, self.tr("Export"), icon="export")
        self.strip = ExportStrip(appearance, services.tasks)
        self.addWidget(self.table)
        self.table.show_rows_of(model)
        self.memory = TableMemory(services.settings, name, self.table)
        self._connect()

    @property
    def controls(self) -> tuple[QWidget, ...]:
        """What belongs into the header of the page, in this order."""
        return (self.search, self.columns_button, self.export_button)

    @property
    def notice(self) -> QWidget | None:
        """What is said in place of the rows, if nothing matches."""
        shown = self.currentWidget()
        return None if shown is self.table else shown

    def show_rows(self, rows: Iterable[Row]) -> None:
        """Show these rows, as far as they match what is typed."""
        self.model.set_rows(rows)
        self._show_outcome()

    def load(
        self, read: ReadPage[Row], *, total: int | None = None, then: Callable[[], None] | None = None
    ) -> None:
        """Show the rows of a query, a page at a time, and export all of them; `total` is how many, where that is known.

        `then` is called when the first page is there. Raises TypeError where the model is not a PagedTableModel.
        """
        if not isinstance(self.model, PagedTableModel):
            raise TypeError("Only a PagedTableModel reads a query.")
        self._read, self._total = read, total
        self.model.load(partial(self._fetch, read, then))

    def export_with(self, make: Callable[[Path], ExportWish]) -> None:
        """Let the page say what is exported to a path."""
        self._make_wish = make

    def export_to(self, path: Path) -> None:
        """Export all rows that are listed, in the columns that are shown, to a file of the kind that its name says."""
        self.strip.start(self._make_wish(path))

    def enter(self) -> None:
        """Go to the rows, to the selected one or else the first."""
        self.table.setFocus()
        if not self.table.selected_ids() and self.model.rowCount():
            self.table.selectRow(0)

    def close_down(self) -> None:
        """End an export that goes on: the window closes."""
        self.strip.cancel()

    def _connect(self) -> None:
        self.strip.offer(self.table, self._name, self._wish)
        self.search.textChanged.connect(self._narrow)
        self.search.left_downwards.connect(self.enter)
        self.table.columns.shown_changed.connect(self._narrow_again)
        self.columns_button.clicked.connect(self._show_columns)
        self.export_button.clicked.connect(self.table.export_wanted)

    def _wish(self, path: Path) -> ExportWish:
        return self._make_wish(path)

    def _usual_wish(self, path: Path) -> ExportWish:
        if self._read is None:
            return self.strip.shown_of(self.table, path)
        return ExportWish(
            path=path,
            title=self.table.accessibleName(),
            rows=PagedRows(self._read),
            columns=self.strip.columns_of(self.table),
            total=self._total,
        )

    def _fetch(
        self,
        read: ReadPage[Row],
        then: Callable[[], None] | None,
        key: object | None,
        limit: int,
        on_rows: Callable[[Page[Row]], None],
    ) -> None:
        def receive(page: Page[Row]) -> None:
            on_rows(page)
            if key is None and self._read is read:
                self._show_outcome()
                if then is not None:
                    then()

        def fail(error: BaseException) -> None:
            if self._read is read and isinstance(self.model, PagedTableModel):
                self.model.stop_loading()
                self.failed.emit(error)

        self._services.tasks.submit(lambda store: read(store, key, limit), receive, fail)

    def _narrow(self, typed: str) -> None:
        if isinstance(self.model, PagedTableModel):
            self.search_wanted.emit(typed)
            return
        self.model.filter_rows(row_filter(self.table.columns.shown_columns(), typed))
        self._show_outcome()
        self.narrowed.emit()

    def _narrow_again(self) -> None:
        if self.search.text().strip() and not isinstance(self.model, PagedTableModel):
            self._narrow(self.search.text())

    def _show_outcome(self) -> None:
        typed = self.search.text().strip()
        had_focus = self.table.hasFocus()
        old = self.notice
        if typed and not self.model.rowCount():
            notice = self._nothing_matches(typed)
            self.addWidget(notice)
            self.setCurrentWidget(notice)
            if had_focus:
                self.search.setFocus()
        else:
            self.setCurrentWidget(self.table)
        if old is not None:
            self.removeWidget(old)
            old.deleteLater()

    def _nothing_matches(self, typed: str) -> EmptyState:
        state = EmptyState(
            self._services.appearance,
            icon="search",
            title=self.tr("Nothing found"),
            sentence=self.tr("No row shows “{words}”.").format(words=typed),
            action=self.tr("Show all"),
        )
        state.acted.connect(self._show_all)
        return state

    def _show_all(self) -> None:
        self.search.clear()
        self.search.setFocus()

    def _show_columns(self) -> None:
        below = self.columns_button.rect().bottomLeft()
        self.table.column_menu().popup(self.columns_button.mapToGlobal(below))
