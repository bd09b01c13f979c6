"""A table model for more rows than are worth loading: pages come from a query as the person scrolls."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, Final, Generic

from PySide6.QtCore import QModelIndex, QObject, Qt, QTimer, Signal

from kitstation.ui.tables.column import Column, Row, RowState
from kitstation.ui.tables.row_model import Index, RowTableModel

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping


PATIENCE_MS: Final = 150
"""So long the rows of the query before stay, as an answer that comes at once would make the table flicker."""


@dataclass(frozen=True, slots=True)
class Page(Generic[Row]):
    """Rows of a query, and the key after which the next page begins; None when this is the last."""

    rows: tuple[Row, ...]
    next_key: object | None


@dataclass(frozen=True, slots=True)
class SortWish:
    """By which column the person wants the query sorted; None for the query's own order."""

    column: str | None
    descending: bool


Fetch = Callable[[object | None, int, Callable[[Page[Row]], None]], None]


class PagedTableModel(RowTableModel[Row]):
    """Asks `fetch(key, limit, on_rows)` for a page at a time; the first key is None.

    `fetch` returns at once and calls `on_rows` later, on the GUI thread. While a page is on its way the last line
    is a placeholder; the first page of another query has PATIENCE_MS to come before the rows that are shown give
    way to it. Answers to an earlier query are ignored. Sorting is the query's work: `sort_wanted` carries
    a SortWish, and `load` brings the answer.
    """

    sort_wanted = Signal(object)

    def __init__(
        self,
        columns: Sequence[Column[Row]],
        row_id: Callable[[Row], Hashable],
        *,
        page_size: int = 200,
        row_state: Callable[[Row], RowState] | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(columns, row_id, row_state=row_state, parent=parent)
        self._page_size = page_size
        self._fetch: Fetch[Row] | None = None
        self._generation = 0
        self._next_key: object | None = None
        self._more = False
        self._loading = False
        self._placeholder = 0
        self._is_first = False
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(PATIENCE_MS)
        self._patience.timeout.connect(self._show_waiting)

    @property
    def loading(self) -> bool:
        """Whether a page is on its way."""
        return self._loading

    def load(self, fetch: Fetch[Row]) -> None:
        """Show the rows of another query, from its first page."""
        self.stop_loading()
        self._fetch = fetch
        self._next_key = None
        self._is_first = self._more = self._loading = True
        self._patience.start()
        self._ask()

    def stop_loading(self) -> None:
        """Give up on the page that is on its way, after an error; `load` begins again."""
        self._generation += 1
        self._patience.stop()
        self._more = False
        self._end_placeholder()
        self._loading = False

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return the number of rows, with the placeholder."""
        return 0 if parent.isValid() else len(self._rows) + self._placeholder

    def cell(self, index: Index) -> Mapping[int, Any]:
        """Return all that a cell shows; the placeholder says that it is one."""
        if index.isValid() and self._placeholder and index.row() == len(self._rows) and index.column() == 0:
            loading = self.tr("Loading more …")
            return {Qt.ItemDataRole.DisplayRole: loading, Qt.ItemDataRole.AccessibleTextRole: loading}
        return super().cell(index)

    def canFetchMore(self, parent: Index) -> bool:
        """Say whether there is another page to ask for."""
        return not parent.isValid() and self._more and not self._loading

    def fetchMore(self, parent: Index = QModelIndex()) -> None:  # noqa: B008 - Qt's own default
        """Ask for the next page."""
        if not self.canFetchMore(parent):
            return
        # Set before the views are told, because they ask for more while they are told.
        self._loading = True
        self._begin_placeholder()
        self._ask()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Ask for another order; the rows stay as they are until the query answers."""
        key = self.columns[column].key if 0 <= column < len(self.columns) else None
        self.sort_wanted.emit(SortWish(key, order is Qt.SortOrder.DescendingOrder))

    def _ask(self) -> None:
        if self._fetch is not None:
            self._fetch(self._next_key, self._page_size, partial(self._receive, self._generation))

    def _receive(self, generation: int, page: Page[Row]) -> None:
        if generation != self._generation:
            return
        self._patience.stop()
        self._next_key = page.next_key
        self._more = page.next_key is not None
        self._end_placeholder()
        if self._is_first:
            self._is_first = False
            self.set_rows(page.rows)
        else:
            self._append(page)
        self._loading = False

    def _append(self, page: Page[Row]) -> None:
        # A row that moved between two pages while they were read is shown once.
        fresh = tuple(row for row in page.rows if self._row_id(row) not in self._positions)
        if fresh:
            first = len(self._rows)
            self.beginInsertRows(QModelIndex(), first, first + len(fresh) - 1)
            self._all = self._given = (*self._given, *fresh)
            self._rows.extend(fresh)
            self._positions.update({self._row_id(row): first + at for at, row in enumerate(fresh)})
            self.endInsertRows()

    def _show_waiting(self) -> None:
        self.set_rows(())
        self._begin_placeholder()

    def _begin_placeholder(self) -> None:
        end = len(self._rows)
        self.beginInsertRows(QModelIndex(), end, end)
        self._placeholder = 1
        self.endInsertRows()

    def _end_placeholder(self) -> None:
        if self._placeholder:
            end = len(self._rows)
            self.beginRemoveRows(QModelIndex(), end, end)
            self._placeholder = 0
            self.endRemoveRows()
