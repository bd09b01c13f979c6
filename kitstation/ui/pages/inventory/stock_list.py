"""The list of items: filtered, searched, sorted, at a million of them as at ten.

Up to `MOST_SORTED` items are held in memory and sorted by any column. Beyond that a page at a time is read along an
index, by part, place, serial number, lot or expiry; another order is refused, with a word about why.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

from kitstation.store.queries.inventory import (
    MOST_SORTED,
    InventoryFilter,
    InventoryRow,
    ItemOrder,
    OrderedBy,
)
from kitstation.ui.pages.inventory.columns import exported, inventory_columns
from kitstation.ui.pages.inventory.export import FoundItems
from kitstation.ui.pages.inventory.stock_reading import (
    MOST_FOUND,
    ReadRows,
    pages_of,
    read_found,
    read_matching,
)
from kitstation.ui.panes.reading import Reading
from kitstation.ui.tables.export import ExportWish
from kitstation.ui.tables.export_rows import GivenRows, PagedRows, RowSource
from kitstation.ui.tables.listing import Listing
from kitstation.ui.tables.paged_model import Page as RowsPage
from kitstation.ui.tables.paged_model import PagedTableModel, SortWish

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from kitstation.ui.services import Services
    from kitstation.ui.tasks import Task

_SORTED_BY_INDEX = frozenset(by.value for by in OrderedBy)


class StockList(QObject):
    """Reads and shows the items that are wanted; `shown` tells that others are shown, `failed` what went wrong."""

    shown = Signal()
    failed = Signal(object)

    def __init__(self, services: Services, filter_of: Callable[[], InventoryFilter], parent: QObject) -> None:
        super().__init__(parent)
        self._services = services
        self._filter_of = filter_of
        self._task: Task | None = None
        self._reading = Reading(self)
        self._wish = SortWish(None, descending=False)
        self._wanted_name = ""
        self.held: tuple[InventoryRow, ...] | None = None
        """The rows that are in memory, all of them; None while pages are read."""
        self.order_refused = False
        """Whether somebody wants an order that so many items cannot be brought into."""
        self.model: PagedTableModel[InventoryRow] = PagedTableModel(
            inventory_columns(self.tr), _identity, parent=self
        )
        self.listing = Listing(
            services,
            "inventory",
            self.tr("Inventory"),
            self.model,
            search=self.tr("Search part, serial, lot, location"),
        )
        self.table, self.search = self.listing.table, self.listing.search
        self.model.sort_wanted.connect(self._sort)
        self.listing.search_wanted.connect(self._search_changed)
        self.listing.export_with(self._export_wish)
        # The memory of the table may have sorted it before anybody listened.
        self._wish = self._wish_of_header()
        self._total = 0

    @property
    def words(self) -> str:
        """What is searched for."""
        return self.search.text().strip()

    @property
    def is_narrowed(self) -> bool:
        """Whether not all items are wanted."""
        return bool(self.words) or not self._filter_of().is_empty

    def follow(self, reading: Reading) -> None:
        """Let `reading` tell, from now on, that rows are being read."""
        self._reading = reading

    def read(self, total: int | None = None) -> None:
        """Read what is wanted now; `total` is how many items there are in all."""
        if total is not None:
            self._total = total
        self._forget()
        wanted, tasks = self._filter_of(), self._services.tasks
        if self.words:
            work = partial(read_found, words=self.words, wanted=wanted)
            self._task = tasks.submit(work, *self._reading.until(self._show_found, self.failed.emit))
        elif wanted.is_empty:
            self._show_pages()
        else:
            work_all = partial(read_matching, wanted=wanted)
            self._task = tasks.submit(work_all, *self._reading.until(self._show_matching, self.failed.emit))

    def select_named(self, name: str) -> None:
        """Search for a name, and select the item that has it as its number."""
        self._wanted_name = name
        if self.search.text() == name:
            self.read()
        else:
            self.search.setText(name)

    def selected(self) -> tuple[InventoryRow, ...]:
        """Return the selected items, from top to bottom."""
        rows = (self.model.row(identity) for identity in self.table.selected_ids())
        return tuple(row for row in rows if row is not None)

    def replace(self, row: InventoryRow) -> None:
        """Show the new state of an item where it stands."""
        self.model.replace_row(row)
        if self.held is not None:
            self.held = tuple(row if one.item_id == row.item_id else one for one in self.held)

    def _search_changed(self, _typed: str) -> None:
        self.read()

    def _forget(self) -> None:
        # A question that nobody waits for any more leaves the queue, and its answer is dropped.
        if self._task is not None:
            self._task.forget()
            self._task = None

    # Rows in memory.

    def _show_found(self, rows: tuple[InventoryRow, ...]) -> None:
        self._show_held(rows, sortable=len(rows) < MOST_FOUND)

    def _show_matching(self, rows: tuple[InventoryRow, ...] | None) -> None:
        if rows is None:
            self._show_pages()
        else:
            self._show_held(rows, sortable=True)

    def _show_held(self, rows: tuple[InventoryRow, ...], *, sortable: bool) -> None:
        self._task = None
        kept = self._named(rows) or self.table.selected_ids()
        self.held = rows
        self.order_refused = self._wish.column is not None and not sortable
        self._give(self._sorted(rows) if sortable else rows)
        self._reselect(kept)
        self._tell_order()
        self.shown.emit()

    def _sorted(self, rows: tuple[InventoryRow, ...]) -> tuple[InventoryRow, ...]:
        column = next((each for each in self.model.columns if each.key == self._wish.column), None)
        if column is None:
            return rows
        return tuple(sorted(rows, key=column.order, reverse=self._wish.descending))

    def _give(self, rows: tuple[InventoryRow, ...]) -> None:
        def give(
            _after: object | None, _limit: int, on_rows: Callable[[RowsPage[InventoryRow]], None]
        ) -> None:
            on_rows(RowsPage(rows, None))

        self.model.load(give)

    # Pages of a query.

    def _show_pages(self) -> None:
        self._task = None
        self.held = None
        self.order_refused = self._wish.column is not None and self._wish.column not in _SORTED_BY_INDEX
        kept = self.table.selected_ids()
        self.model.load(partial(self._fetch, self._pages(), kept))
        self._tell_order()
        self.shown.emit()

    def _pages(self) -> ReadRows:
        order = ItemOrder()
        if self._wish.column in _SORTED_BY_INDEX:
            order = ItemOrder(OrderedBy(self._wish.column), self._wish.descending)
        return pages_of(order, self._filter_of())

    def _fetch(
        self,
        read: ReadRows,
        kept: tuple[object, ...],
        after: object | None,
        limit: int,
        on_rows: Callable[[RowsPage[InventoryRow]], None],
    ) -> None:
        def receive_first(rows: RowsPage[InventoryRow]) -> None:
            on_rows(rows)
            self._reselect(kept)

        # Of later pages the last line of the table says that they are on their way.
        receivers = (
            self._reading.until(receive_first, self.failed.emit)
            if after is None
            else (on_rows, self.failed.emit)
        )
        self._services.tasks.submit(lambda store: read(store, after, limit), *receivers)

    # The order.

    def _sort(self, wish: SortWish) -> None:
        self._wish = wish
        if self.held is not None and not self.words:
            self._show_held(self.held, sortable=True)
        elif self.held is not None:
            self._show_held(self.held, sortable=len(self.held) < MOST_FOUND)
        else:
            self._show_pages()

    def _wish_of_header(self) -> SortWish:
        header = self.table.horizontalHeader()
        at = header.sortIndicatorSection()
        key = self.model.columns[at].key if 0 <= at < len(self.model.columns) else None
        return SortWish(key, header.sortIndicatorOrder() is Qt.SortOrder.DescendingOrder)

    def _tell_order(self) -> None:
        tip = ""
        if self.held is None:
            tip = self.tr(
                "More than {most} items are sorted by part, place, serial, lot or expiry. Filter or search for "
                "less to sort by any column."
            ).format(most=f"{MOST_SORTED:,}")
        elif self.words and len(self.held) >= MOST_FOUND:
            tip = self.tr("The best matches come first. Search for less to sort by a column.")
        self.table.horizontalHeader().setToolTip(tip)

    # The selection.

    def _named(self, rows: tuple[InventoryRow, ...]) -> tuple[object, ...]:
        """Return the ids of the items that a scan has named, once."""
        wanted, self._wanted_name = self._wanted_name.casefold(), ""
        if not wanted:
            return ()
        named = [row for row in rows if wanted in {_fold(row.serial_number), _fold(row.lot_number)}]
        named = named or [row for row in rows if wanted == _fold(row.part_number)]
        return tuple(_identity(row) for row in (named or rows[:1])[:1])

    def _reselect(self, ids: tuple[object, ...]) -> None:
        self.table.select_ids(
            tuple(identity for identity in ids if self.model.position(identity) is not None)
        )

    def _export_wish(self, path: Path) -> ExportWish:
        keys = tuple(column.key for column in self.table.columns.shown_columns())
        source: RowSource[InventoryRow] = PagedRows(self._pages())
        total: int | None = None if self.is_narrowed else self._total
        if self.words:
            source = FoundItems(self.words, self._filter_of())
        elif self.held is not None:
            source, total = GivenRows(self._sorted(self.held)), len(self.held)
        return ExportWish(
            path=path, title=self.tr("Inventory"), rows=source, columns=exported(keys), total=total
        )


def _identity(row: InventoryRow) -> int:
    return row.item_id


def _fold(text: str | None) -> str:
    return (text or "").casefold()
