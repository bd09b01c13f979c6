"""The page of positions: what should be at a place, what is there, and what runs low."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from kitstation.scanning.grammar import control_in
from kitstation.store.queries.positions import EVERYTHING, PositionOrder, PositionRow
from kitstation.ui.pages.page import Page
from kitstation.ui.pages.positions.columns import SORTED_BY, position_columns
from kitstation.ui.pages.positions.deeds import PositionDeeds
from kitstation.ui.pages.positions.detail import PositionDetail
from kitstation.ui.pages.positions.filters import PositionFilters
from kitstation.ui.pages.positions.low_stock import LowStock
from kitstation.ui.pages.positions.notices import no_positions, none_is_left
from kitstation.ui.pages.positions.reading import (
    Extent,
    PositionKnown,
    ScannedName,
    Wanted,
    read_count,
    read_extent,
    read_position,
    read_scanned,
)
from kitstation.ui.panes.list_frame import ListFrame
from kitstation.ui.panes.page_header import PageHeader
from kitstation.ui.panes.side_pane import SidePane
from kitstation.ui.tables.listing import Listing
from kitstation.ui.tables.paged_model import PagedTableModel, SortWish
from kitstation.ui.widgets.button import Button, ButtonKind
from kitstation.ui.widgets.card import set_margins
from kitstation.ui.widgets.empty_state import EmptyState
from kitstation.ui.widgets.key_hints import KeyHint

if TYPE_CHECKING:
    from kitstation.scanning.scan import Scan
    from kitstation.ui.services import Services
    from kitstation.ui.tasks import Task

_PANE_WIDTH = 340


class PositionsPage(Page):
    """Lists positions from the database a page at a time, and what runs low."""

    key = "positions"

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        appearance = services.appearance
        self._extent = Extent(0, (), -1)
        self._wanted = Wanted()
        self._select = ""
        self._first_of_search = False
        self._looking: Task | None = None
        self._counting: Task | None = None
        self.model: PagedTableModel[PositionRow] = PagedTableModel(
            position_columns(self.tr), _identity, parent=self
        )
        self.listing = Listing(
            services,
            self.key,
            self.tr("Positions"),
            self.model,
            search=self.tr("Search part, location, bin, number"),
        )
        self.table, self.search = self.listing.table, self.listing.search
        self.new_button = Button(appearance, self.tr("New position"), kind=ButtonKind.PRIMARY, icon="add")
        self.low_button = Button(appearance, self.tr("Replenish"), icon="next")
        self.header = PageHeader(
            appearance, self.tr("Positions"), *self.listing.controls, self.low_button, self.new_button
        )
        self.filters = PositionFilters(appearance)
        self.detail = PositionDetail(services)
        self.side = SidePane(self.detail)
        self.frame = ListFrame(
            appearance,
            self.listing,
            self.side,
            pane_width=_PANE_WIDTH,
            loading=self.tr("The positions are being read"),
        )
        self.frame.remember(services.settings, self.key)
        self.deeds = PositionDeeds(services, self.side, self)
        self.low = LowStock(services)
        self._stack = QStackedWidget()
        self._lay_out()
        self._connect()

    def activate(self) -> None:
        """Read again if anything has changed."""
        self._read_extent()
        if self._stack.currentIndex() == 0 and self.side.form is None:
            self.search.setFocus()

    def look_for(self, text: str) -> None:
        """Search for a text, and select the first position that it finds."""
        self.show_positions()
        self._first_of_search = True
        if self.search.text() == text:
            self._read()
        else:
            self.search.setText(text)

    def focus_search(self) -> None:
        """Put the cursor into the search box of what is shown."""
        search = self.search if self._stack.currentIndex() == 0 else self.low.listing.search
        search.focus()

    def key_hints(self) -> tuple[KeyHint, ...]:
        """Return what the keys do here."""
        return (
            KeyHint("Ctrl N", self.tr("New position")),
            KeyHint("Ctrl M", self.tr("Transfer")),
            KeyHint("F2", self.tr("Change")),
        )

    def take_scan(self, scan: Scan) -> bool:
        """Find what is scanned; a control code works at the bench, as ever."""
        if control_in(scan.text) is not None:
            return False
        self.services.tasks.submit(
            partial(read_scanned, text=scan.text, grammar=self.services.settings.grammar),
            self._scanned,
            self.services.navigator.show_fault,
        )
        return True

    def close_down(self) -> None:
        """End what goes on in the background."""
        for task in (self._looking, self._counting):
            if task is not None:
                task.forget()
        self.low.forget()
        self.listing.close_down()
        self.low.listing.close_down()

    def show_positions(self) -> None:
        """Show the list of all positions."""
        self._stack.setCurrentIndex(0)

    def show_low(self) -> None:
        """Show what runs low among the positions that the filters leave."""
        self._stack.setCurrentIndex(1)
        self.low.read(self.filters.wanted())
        self.low.listing.search.setFocus()

    def start_new(self) -> None:
        """Ask for a new position."""
        self.show_positions()
        if self.frame.notice is not None:
            self.frame.show_notice(self._empty_state(), with_pane=True)
        self.deeds.start_new(self._extent.catalogues)

    # Reading.

    def _read_extent(self) -> None:
        self.services.tasks.submit(
            read_extent, *self.frame.reading.until(self._take_extent, self._show_error)
        )

    def _take_extent(self, extent: Extent) -> None:
        before, self._extent = self._extent, extent
        self.filters.offer(extent.catalogues)
        has_any = bool(extent.positions)
        for control in (*self.listing.controls, self.low_button):
            control.setEnabled(has_any)
        self.filters.setVisible(has_any)
        if not has_any:
            self.header.show_remark("")
            self.frame.show_notice(self._empty_state(), with_pane=self.side.form is not None)
            return
        if extent.change != before.change:
            self._read()
            if self._stack.currentIndex() == 1:
                self.low.read(self.filters.wanted())

    def _read(self) -> None:
        self._wanted = Wanted(
            self.filters.wanted(self.search.text()), self._wanted.order, self._wanted.descending
        )
        self.frame.show_contents()
        kept = self._select or next(iter(map(str, self.table.selected_ids())), "")
        self.frame.reading.begin()
        self.listing.load(self._wanted.read, then=partial(self._rows_are_there, kept))
        if self._counting is not None:
            self._counting.forget()
            self._counting = None
        if self._wanted.filter == EVERYTHING:
            self._show_count(self._extent.positions)
            return
        self._counting = self.services.tasks.submit(
            partial(read_count, wanted=self._wanted.filter), self._show_count, self._show_error
        )

    def _rows_are_there(self, kept: str) -> None:
        self.frame.reading.end()
        self._select = ""
        if self._first_of_search and self.model.rowCount():
            kept = self.model.shown_rows()[0].uid
        self._first_of_search = False
        if kept and self.model.position(kept) is not None:
            self.table.select_ids((kept,))
        elif kept:
            # It is further down than the first page, or filtered away: the pane shows it all the same.
            self._look_at(kept)
        if not self.model.rowCount() and not self.search.text().strip():
            self.frame.show_notice(self._nothing_left())

    def _show_count(self, found: int) -> None:
        self._counting = None
        total = f"{self._extent.positions:,}"
        if found == self._extent.positions:
            words = self.tr("{count} positions").format(count=total) if found != 1 else self.tr("1 position")
        else:
            words = self.tr("{found} of {all} positions").format(found=f"{found:,}", all=total)
        self.header.show_remark(words)

    def _sort(self, wish: SortWish) -> None:
        order = SORTED_BY.get(wish.column or PositionOrder.PART.value)
        if order is None:
            self._show_order()
            return
        self._wanted = Wanted(self._wanted.filter, order, wish.descending)
        self._read()

    def _show_order(self) -> None:
        """Let the header say again by what the rows are sorted: stock is no order of the database."""
        keys = [column.key for column in self.model.columns]
        way = Qt.SortOrder.DescendingOrder if self._wanted.descending else Qt.SortOrder.AscendingOrder
        header = self.table.horizontalHeader()
        header.blockSignals(True)  # noqa: FBT003 - Qt's own
        header.setSortIndicator(keys.index(self._wanted.order.value), way)
        header.blockSignals(False)  # noqa: FBT003 - Qt's own
        self.header.show_remark(
            self.tr("Sorted by what is written, not by stock. Press Below minimum to see what is short.")
        )

    # The selected position.

    def _show_selected(self, _ids: object = None) -> None:
        chosen = self.table.selected_ids()
        if len(chosen) != 1:
            self._forget_looking()
            self.detail.show_nothing()
            return
        self._look_at(str(chosen[0]))

    def _look_at(self, uid: str) -> None:
        self._forget_looking()
        self._looking = self.services.tasks.submit(
            partial(read_position, uid=uid), self._show_position, self.services.navigator.show_fault
        )

    def _forget_looking(self) -> None:
        if self._looking is not None:
            self._looking.forget()
            self._looking = None

    def _show_position(self, known: PositionKnown | None) -> None:
        self._looking = None
        if known is None:
            self.detail.show_nothing()
            return
        self.detail.show_position(known)
        self.model.replace_row(known.row)

    def _act(self, key: str) -> None:
        if self.detail.known is not None:
            self.deeds.start(key, self.detail.known)

    def _edit(self, _identity_of_row: object) -> None:
        self._act("edit")

    def _done(self, uid: str) -> None:
        self._select = uid
        self.detail.show_nothing()
        self._read_extent()

    def _open_from_low(self, uid: str) -> None:
        self.show_positions()
        self._look_at(uid)

    def _scanned(self, scanned: ScannedName) -> None:
        if scanned.location_uid and self.deeds.take_place(scanned.location_uid, scanned.text):
            return
        self.side.close_form()
        self.look_for(scanned.text)

    # What is said in place of the list.

    def _show_error(self, error: BaseException) -> None:
        self.frame.reading.end()
        self.model.stop_loading()
        self._extent = Extent(self._extent.positions, self._extent.catalogues, -1)
        self.show_positions()
        self.frame.show_error(error, self.tr("The positions could not be read"), self.activate)

    def _empty_state(self) -> EmptyState:
        state = no_positions(self.services.appearance)
        state.acted.connect(self.start_new)
        return state

    def _nothing_left(self) -> EmptyState:
        state = none_is_left(self.services.appearance)
        state.acted.connect(self.filters.clear)
        return state

    def _lay_out(self) -> None:
        sizes = self.services.appearance.sizes
        front = QWidget()
        column = QVBoxLayout(front)
        set_margins(column, sizes.page_margin, sizes.gap)
        column.addWidget(self.header)
        column.addWidget(self.filters)
        column.addWidget(self.frame, 1)
        column.addWidget(self.listing.strip)
        self._stack.addWidget(front)
        self._stack.addWidget(self.low)
        whole = QVBoxLayout(self)
        set_margins(whole, 0, 0)
        whole.addWidget(self._stack)
        self.table.horizontalHeader().setToolTip(
            self.tr(
                "Sorted by part, location, bin, limits, numbers or dates; stock is filtered by, not sorted by."
            )
        )

    def _connect(self) -> None:
        self.listing.search_wanted.connect(self._read)
        self.listing.failed.connect(self._show_error)
        self.filters.changed.connect(self._read)
        self.model.sort_wanted.connect(self._sort)
        self.table.selection_changed.connect(self._show_selected)
        self.table.row_activated.connect(self._edit)
        self.new_button.clicked.connect(self.start_new)
        self.low_button.clicked.connect(self.show_low)
        self.detail.actions_of_position.wanted.connect(self._act)
        self.deeds.done.connect(self._done)
        self.side.form_left.connect(self.table.setFocus)
        self.low.position_wanted.connect(self._open_from_low)
        self.low.failed.connect(self._show_error)
        self.low.left.connect(self.show_positions)
        new = QAction(self.tr("New position"), self)
        new.setShortcut(QKeySequence("Ctrl+N"))
        new.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        new.triggered.connect(self.start_new)
        self.addAction(new)


def _identity(row: PositionRow) -> str:
    return row.uid
