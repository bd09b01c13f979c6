"""The list of all inventory items."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from kitstation.store.queries.history import last_change
from kitstation.store.queries.inventory import InventoryRow, PageKey, count, page, search
from kitstation.ui.pages.importing.pane import ImportPane
from kitstation.ui.pages.importing.work import ImportKind
from kitstation.ui.pages.inventory.columns import exported, inventory_columns
from kitstation.ui.pages.inventory.detail import ItemDetail, ItemKnown, read_item
from kitstation.ui.pages.inventory.export import FoundItems
from kitstation.ui.pages.list_frame import ListFrame
from kitstation.ui.pages.page import Page
from kitstation.ui.pages.page_header import PageHeader
from kitstation.ui.tables.export import ExportWish
from kitstation.ui.tables.export_rows import PagedRows
from kitstation.ui.tables.listing import Listing
from kitstation.ui.tables.paged_model import Page as RowsPage
from kitstation.ui.tables.paged_model import PagedTableModel, SortWish
from kitstation.ui.widgets.button import Button
from kitstation.ui.widgets.card import set_margins
from kitstation.ui.widgets.empty_state import EmptyState

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from kitstation.store.store import Store
    from kitstation.ui.services import Services
    from kitstation.ui.tasks import Task

MOST_FOUND = 200
"""A search shows so many; somebody who sees more goes on typing."""

_PANE_WIDTH = 272
_ROOM_FOR_ALL_COLUMNS = 1500


def read_page(store: Store, after: object | None, limit: int) -> RowsPage[InventoryRow]:
    """Read a page of all items."""
    with store.reading() as reader:
        rows = page(reader, after if isinstance(after, PageKey) else None, limit)
    return RowsPage(rows, rows[-1].page_key if len(rows) == limit else None)


def read_found(store: Store, words: str) -> tuple[InventoryRow, ...]:
    """Read the best items that a search finds."""
    with store.reading() as reader:
        return search(reader, words, MOST_FOUND)


def read_extent(store: Store) -> tuple[int, int]:
    """Read how many items there are, and after which change that was."""
    with store.reading() as reader:
        return count(reader), last_change(reader)


class InventoryPage(Page):
    """Lists a million items, a page at a time; searches as one types; exports."""

    key = "inventory"
    label = "Inventory"
    icon_name = "inventory"
    shortcut = "Alt+3"

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        appearance = services.appearance
        self._total = 0
        self._seen_change = -1
        self._wanted = ""
        self._searching: Task | None = None
        self._found: tuple[InventoryRow, ...] | None = None
        self._looking: Task | None = None
        self.model: PagedTableModel[InventoryRow] = PagedTableModel(
            inventory_columns(self.tr), _identity, parent=self
        )
        self.listing = Listing(
            services,
            self.key,
            self.tr("Inventory"),
            self.model,
            search=self.tr("Search part, serial, lot, location"),
        )
        self.table, self.search, self.strip = self.listing.table, self.listing.search, self.listing.strip
        self.columns_button = self.listing.columns_button
        self.export_button = self.listing.export_button
        self.import_button = Button(appearance, self.tr("Import"), icon="import")
        self.header = PageHeader(appearance, self.tr("Inventory"), *self.listing.controls, self.import_button)
        self.detail = ItemDetail(appearance)
        self.frame = ListFrame(appearance, self.listing, self.detail, pane_width=_PANE_WIDTH)
        self.frame.remember(services.settings, self.key)
        self.importing = ImportPane(services, ImportKind.INVENTORY)
        self._stack = QStackedWidget()
        self._lay_out()
        self._connect()

    def activate(self) -> None:
        """Read again if anything has changed; otherwise stay where the person was."""
        if self._seen_change < 0:
            self._show_what_fits()
        self._read_extent()
        if self._stack.currentIndex() == 0:
            self.search.setFocus()

    def look_for(self, text: str) -> None:
        """Search for a text, and select the item that has it as its number."""
        self._stack.setCurrentIndex(0)
        self._wanted = text
        if self.search.text() == text:
            self._search(text)
        else:
            self.search.setText(text)

    def focus_search(self) -> None:
        """Put the cursor into the search box."""
        self._stack.setCurrentIndex(0)
        self.search.focus()

    def close_down(self) -> None:
        """End what goes on in the background."""
        self.listing.close_down()
        self.importing.close_down()

    def start_import(self) -> None:
        """Show the import of inventory."""
        self.importing.begin(ImportKind.INVENTORY)
        self._stack.setCurrentIndex(1)

    def export_to(self, path: Path) -> None:
        """Write all items that are listed, in the columns that are shown, to a file."""
        self.listing.export_to(path)

    def _show_what_fits(self) -> None:
        roomy = self.width() >= self.services.appearance.sizes.scaled(_ROOM_FOR_ALL_COLUMNS)
        if roomy and not self.listing.memory.arranged:
            for at in range(self.model.columnCount()):
                self.table.showColumn(at)
            self.listing.memory.take_as_usual()

    # Reading.

    def _read_extent(self) -> None:
        self.services.tasks.submit(read_extent, self._show_extent, self._show_error)

    def _show_extent(self, extent: tuple[int, int]) -> None:
        self._total, change = extent
        if not self._total:
            self.frame.show_notice(self._empty_state())
        elif self.frame.notice is not None:
            self.frame.show_contents()
        if change != self._seen_change:
            self._seen_change = change
            self._read_rows()
        self._show_count()

    def _read_rows(self) -> None:
        words = self.search.text()
        if words.strip():
            self._search(words)
        else:
            self._show_all()

    def _show_all(self) -> None:
        self._forget_search()
        self._found = None
        if self._total:
            self.frame.show_contents()
        kept = self.table.selected_ids()
        self.model.load(partial(self._fetch, kept))
        self._allow_sorting(allowed=False)
        self._show_count()

    def _fetch(
        self,
        kept: tuple[object, ...],
        after: object | None,
        limit: int,
        on_rows: Callable[[RowsPage[InventoryRow]], None],
    ) -> None:
        def receive(rows: RowsPage[InventoryRow]) -> None:
            on_rows(rows)
            if after is None:
                self._reselect(kept)

        self.services.tasks.submit(partial(read_page, after=after, limit=limit), receive, self._show_error)

    def _search(self, words: str) -> None:
        self._forget_search()
        if not words.strip():
            self._show_all()
            return
        self._searching = self.services.tasks.submit(
            partial(read_found, words=words), self._show_found, self._show_error
        )

    def _forget_search(self) -> None:
        # A search that nobody waits for any more leaves the queue, and its answer is dropped.
        if self._searching is not None:
            self._searching.forget()
            self._searching = None

    def _show_found(self, rows: tuple[InventoryRow, ...]) -> None:
        self._searching = None
        self._found = rows
        kept = self._named(rows) or self.table.selected_ids()
        if rows:
            self.frame.show_contents()
        elif self._total:
            self.frame.show_notice(self._nothing_found())
        self._load_found(rows)
        self._allow_sorting(allowed=len(rows) < MOST_FOUND)
        self._reselect(kept)
        self._show_count()

    def _load_found(self, rows: tuple[InventoryRow, ...]) -> None:
        def give(
            _after: object | None, _limit: int, on_rows: Callable[[RowsPage[InventoryRow]], None]
        ) -> None:
            on_rows(RowsPage(rows, None))

        self.model.load(give)

    def _named(self, rows: tuple[InventoryRow, ...]) -> tuple[object, ...]:
        """Return the ids of the items that a scan has named, once."""
        wanted, self._wanted = self._wanted.casefold(), ""
        if not wanted:
            return ()
        named = [row for row in rows if wanted in {_fold(row.serial_number), _fold(row.lot_number)}]
        named = named or [row for row in rows if wanted == _fold(row.part_number)]
        return tuple(_identity(row) for row in (named or rows[:1])[:1])

    def _reselect(self, ids: tuple[object, ...]) -> None:
        self.table.select_ids(
            tuple(identity for identity in ids if self.model.position(identity) is not None)
        )

    def _sort(self, wish: SortWish) -> None:
        if self._found is None or len(self._found) >= MOST_FOUND:
            return
        column = next((each for each in self.model.columns if each.key == wish.column), None)
        kept = self.table.selected_ids()
        rows = self._found
        if column is not None:
            rows = tuple(sorted(rows, key=column.order, reverse=wish.descending))
        self._load_found(rows)
        self._reselect(kept)

    def _allow_sorting(self, *, allowed: bool) -> None:
        header = self.table.horizontalHeader()
        header.setSectionsClickable(allowed)
        header.setSortIndicatorShown(allowed)
        header.setToolTip(
            "" if allowed else self.tr("Sorted by part number. Search for less to sort by other columns.")
        )
        if header.sortIndicatorSection() != -1:
            header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)

    def _show_count(self) -> None:
        total = f"{self._total:,}"
        if self._found is None:
            words = self.tr("{count} items").format(count=total) if self._total != 1 else self.tr("1 item")
        elif len(self._found) < MOST_FOUND:
            words = self.tr("{found} of {all} items").format(found=len(self._found), all=total)
        else:
            words = self.tr("The first {found} matches among {all} items").format(
                found=len(self._found), all=total
            )
        self.header.show_remark(words if self._total else "")
        self.export_button.setEnabled(bool(self._total))
        self.columns_button.setEnabled(bool(self._total))

    # What is said in place of the list.

    def _show_error(self, error: BaseException) -> None:
        self.model.stop_loading()
        self._seen_change = -1
        self.frame.show_error(error, self.tr("The inventory could not be read"), self._read_extent)

    def _empty_state(self) -> EmptyState:
        state = EmptyState(
            self.services.appearance,
            icon="inventory",
            title=self.tr("Nothing is in stock yet"),
            sentence=self.tr(
                "Here is everything that lies on your shelves: serial numbers, lots and quantities, where each "
                "is and which kit holds it. Begin with a table of your stock."
            ),
            action=self.tr("Import inventory"),
        )
        state.acted.connect(self.start_import)
        return state

    def _nothing_found(self) -> EmptyState:
        state = EmptyState(
            self.services.appearance,
            icon="search",
            title=self.tr("Nothing found"),
            sentence=self.tr("No part, serial, lot or location contains “{words}”.").format(
                words=self.search.text().strip()
            ),
            action=self.tr("Show all"),
        )
        state.acted.connect(self.search.clear)
        return state

    # The selected item.

    def _show_selected(self, _ids: object = None) -> None:
        chosen = self.table.selected_ids()
        row = self.model.row(chosen[0]) if len(chosen) == 1 else None
        if self._looking is not None:
            self._looking.forget()
            self._looking = None
        if row is None:
            self.detail.show_nothing()
            return
        self._looking = self.services.tasks.submit(
            partial(read_item, row=row), self._show_item, self.services.navigator.show_fault
        )

    def _show_item(self, known: ItemKnown) -> None:
        self.detail.show_item(known)

    def _export_wish(self, path: Path) -> ExportWish:
        keys = tuple(column.key for column in self.table.columns.shown_columns())
        words = self.search.text().strip()
        return ExportWish(
            path=path,
            title=self.tr("Inventory"),
            rows=FoundItems(words) if words else PagedRows(read_page),
            columns=exported(keys),
            total=None if words else self._total,
        )

    def _leave_import(self) -> None:
        self._stack.setCurrentIndex(0)
        self.activate()

    def _lay_out(self) -> None:
        sizes = self.services.appearance.sizes
        front = QWidget()
        listing = QVBoxLayout(front)
        set_margins(listing, sizes.page_margin, sizes.gap)
        listing.addWidget(self.header)
        listing.addWidget(self.frame, 1)
        listing.addWidget(self.strip)
        self._stack.addWidget(front)
        self._stack.addWidget(self.importing)
        whole = QVBoxLayout(self)
        set_margins(whole, 0, 0)
        whole.addWidget(self._stack)
        self._allow_sorting(allowed=False)

    def _connect(self) -> None:
        self.listing.search_wanted.connect(self._search)
        self.listing.export_with(self._export_wish)
        self.table.selection_changed.connect(self._show_selected)
        self.model.sort_wanted.connect(self._sort)
        self.import_button.clicked.connect(self.start_import)
        self.importing.left.connect(self._leave_import)
        self.importing.applied.connect(self._read_extent)


def _identity(row: InventoryRow) -> int:
    return row.item_id


def _fold(text: str | None) -> str:
    return (text or "").casefold()
