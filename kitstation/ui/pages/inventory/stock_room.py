"""The stock: every item, what is known of it, and what can be done with it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from kitstation.store.queries.inventory import InventoryFilter, InventoryRow
from kitstation.ui.forms import Acting, Choice
from kitstation.ui.forms.planned import Planned
from kitstation.ui.pages.inventory import item_forms
from kitstation.ui.pages.inventory.detail import ItemDetail
from kitstation.ui.pages.inventory.edit_form import ItemEditing
from kitstation.ui.pages.inventory.filter_bar import FilterBar
from kitstation.ui.pages.inventory.item_actions import OFTEN, ItemActions
from kitstation.ui.pages.inventory.planning import plan
from kitstation.ui.pages.inventory.room import InventoryRoom
from kitstation.ui.pages.inventory.scan_moving import ScanMoving
from kitstation.ui.pages.inventory.stock_list import StockList
from kitstation.ui.pages.inventory.stock_reading import (
    MOST_FOUND,
    ItemKnown,
    read_extent,
    read_item,
)
from kitstation.ui.panes.list_frame import ListFrame
from kitstation.ui.panes.page_header import PageHeader
from kitstation.ui.panes.side_pane import SidePane
from kitstation.ui.panes.undo_strip import UndoStrip
from kitstation.ui.widgets.button import Button, ButtonKind
from kitstation.ui.widgets.card import set_margins
from kitstation.ui.widgets.empty_state import EmptyState
from kitstation.ui.widgets.key_hints import KeyHint

if TYPE_CHECKING:
    from kitstation.domain.outcomes import Accepted
    from kitstation.scanning.scan import Scan
    from kitstation.station.verdicts import Sound
    from kitstation.store.queries.parts import PartListRow
    from kitstation.ui.services import Services
    from kitstation.ui.tasks import Task

_PANE_WIDTH = 304
_ROOM_FOR_ALL_COLUMNS = 1500
_ROOMY = ("supplier", "cost", "expires_on", "condition")

Rows = tuple[InventoryRow, ...]


class StockRoom(InventoryRoom):
    """Lists a million items, a page at a time; `import_wanted` asks for the import of more."""

    key = "stock"
    label = "Stock"

    import_wanted = Signal()

    def __init__(self, services: Services, play: Callable[[Sound], None]) -> None:
        super().__init__(services)
        appearance = services.appearance
        self._total = 0
        self.seen_change = -1
        self._looking: Task | None = None
        self._known: ItemKnown | None = None
        self._acting = Acting(services)
        self.filters = FilterBar(services)
        self.list = StockList(services, self._wanted, self)
        self.filters.put_first(self.list.search)
        self.table, self.search = self.list.table, self.list.search
        self.new_button = Button(appearance, self.tr("Take in"), kind=ButtonKind.PRIMARY, icon="receive")
        self.import_button = Button(appearance, self.tr("Import"), icon="import")
        listing = self.list.listing
        self.header = PageHeader(
            appearance, "", listing.columns_button, listing.export_button, self.import_button, self.new_button
        )
        self.actions_of_items = ItemActions(self)
        self.detail = ItemDetail(appearance, self.actions_of_items.actions, OFTEN)
        self.side = SidePane(self.detail)
        self.frame = ListFrame(
            appearance,
            self.list.listing,
            self.side,
            pane_width=_PANE_WIDTH,
            loading=self.tr("The stock is being read"),
        )
        self.list.follow(self.frame.reading)
        self.frame.remember(services.settings, "inventory")
        self.strip = self.list.listing.strip
        self.undo_strip = UndoStrip(services)
        self.scanning = ScanMoving(services, play, self)
        self._lay_out()
        self._connect()

    def activate(self) -> None:
        """Read again if anything has changed; otherwise stay where the person was."""
        if self.seen_change < 0:
            self._show_what_fits()
        self.read_extent()
        if self.side.form is None:
            self.search.setFocus()

    def look_for(self, text: str) -> None:
        """Search for a text among all items, and select the one that has it as its number."""
        self.filters.clear()
        self.list.select_named(text)

    def show_part(self, part_number: str) -> None:
        """List the items of a part."""
        self.search.clear()
        self.filters.clear()
        self.filters.show_part(part_number)

    def show_place(self, path: str) -> None:
        """List what is at a place."""
        self.search.clear()
        self.filters.clear()
        self.filters.show_place(path)

    def focus_search(self) -> None:
        """Put the cursor into the search box."""
        self.search.focus()

    def close_down(self) -> None:
        """End what goes on in the background."""
        self.list.listing.close_down()

    def key_hints(self) -> tuple[KeyHint, ...]:
        """Return the shortcuts of what is selected."""
        return (KeyHint("Ctrl M", self.tr("Move")), KeyHint("F2", self.tr("Change")))

    def start_new(self) -> None:
        """Open the form that takes an item in."""
        self.start_receiving()

    def undo(self) -> None:
        """Take back what was done here last."""
        self.undo_strip.undo()

    def take_scan(self, scan: Scan) -> bool:
        """Find what is scanned; a place that is scanned after an item is where it is moved to."""
        return self.scanning.take(scan)

    # Reading.

    def read_extent(self) -> None:
        """Read how much there is, and all of it again where something has changed."""
        self.services.tasks.submit(read_extent, *self.frame.reading.until(self._show_extent, self.show_error))

    def _wanted(self) -> InventoryFilter:
        return self.filters.wanted(self.services.clock.now().date())

    def _show_extent(self, extent: tuple[int, int]) -> None:
        self._total, change = extent
        if not self._total:
            self._show_empty()
        elif self.frame.notice is not None and not self.list.is_narrowed:
            self.frame.show_contents()
        if change != self.seen_change:
            self.seen_change = change
            self.list.read(self._total)
        self._show_count()

    def _show_listed(self) -> None:
        nothing = self.list.held is not None and not self.list.held
        if nothing and self._total:
            self.frame.show_notice(self._nothing_found())
        elif self._total:
            self.frame.show_contents()
        self._show_count()

    def _show_count(self) -> None:
        total, held = f"{self._total:,}", self.list.held
        if held is None:
            words = self.tr("{count} items").format(count=total) if self._total != 1 else self.tr("1 item")
            if self.list.is_narrowed:
                words = self.tr("Many of {all} items").format(all=total)
        elif self.list.words and len(held) >= MOST_FOUND:
            words = self.tr("The first {found} matches among {all} items").format(found=len(held), all=total)
        else:
            words = self.tr("{found} of {all} items").format(found=f"{len(held):,}", all=total)
        if self.list.order_refused:
            words += " · " + self.tr("too many to sort by that column")
        self.header.show_remark(words if self._total else "")
        for button in (self.list.listing.export_button, self.list.listing.columns_button):
            button.setEnabled(bool(self._total))
        self.filters.setVisible(bool(self._total))

    def _show_what_fits(self) -> None:
        roomy = self.width() >= self.services.appearance.sizes.scaled(_ROOM_FOR_ALL_COLUMNS)
        if roomy and not self.list.listing.memory.arranged:
            for at, column in enumerate(self.list.model.columns):
                if column.key in _ROOMY:
                    self.table.showColumn(at)
            self.list.listing.memory.take_as_usual()

    def show_error(self, error: BaseException) -> None:
        """Say that the stock could not be read, and offer to try again."""
        self.list.model.stop_loading()
        self.seen_change = -1
        self.frame.show_error(error, self.tr("The inventory could not be read"), self.read_extent)

    def _show_empty(self) -> None:
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
        state.acted.connect(self.import_wanted)
        self.frame.show_notice(state, with_pane=self.side.form is not None)

    def _nothing_found(self) -> EmptyState:
        words = self.list.words
        state = EmptyState(
            self.services.appearance,
            icon="search",
            title=self.tr("Nothing found"),
            sentence=self.tr("No part, serial, lot or location contains “{words}”.").format(words=words)
            if words
            else self.tr("No item is as the filters want it."),
            action=self.tr("Show all"),
        )
        state.acted.connect(self._show_all)
        return state

    def _show_all(self) -> None:
        self.search.clear()
        self.filters.clear()

    # The selected items.

    def _select(self, _ids: object = None) -> None:
        rows = self.list.selected()
        self.actions_of_items.follow(rows)
        if self.side.form is not None and self.table.hasFocus():
            self.side.close_form()
        if self._looking is not None:
            self._looking.forget()
            self._looking = None
        if len(rows) != 1:
            self._known = None
            self.detail.show_nothing()
            return
        work = partial(read_item, row=rows[0], speech=self.services.speech)
        self._looking = self.services.tasks.submit(work, self._show_item, self.services.navigator.show_fault)

    def _show_item(self, known: ItemKnown) -> None:
        self._known = known
        self.detail.show_item(known)

    # Doing something.

    def start(self, key: str) -> None:
        """Open the form of an action on the selected items."""
        self.scanning.put_down()
        rows = self.list.selected()
        known = self._known if self._known and rows and self._known.row.uid == rows[0].uid else None
        if key == "edit":
            self._edit(known.row if known else rows[0])
            return
        self._open(plan(self.services, key, rows, known))

    def start_receiving(self, *, part: PartListRow | None = None, place: Choice | None = None) -> None:
        """Open the form that takes an item in."""
        if self.frame.notice is not None and not self._total:
            self.frame.show_notice(self.frame.notice, with_pane=True)
        self._open(item_forms.receiving(self.services, part=part, place=place))

    def _open(self, planned: Planned) -> None:
        self.side.open_form(planned.form, partial(self._hand_in, planned))

    def _hand_in(self, planned: Planned, values: dict[str, Any]) -> None:
        self._acting.hand_in(
            planned.commands(values), partial(self._finish, planned.done(values)), planned.form.refuse
        )

    def _edit(self, row: InventoryRow) -> None:
        editing = ItemEditing(self.services, row, self)
        editing.changed.connect(partial(self._finish, self.tr("Changed {what}").format(what=row.name)))
        editing.form.destroyed.connect(editing.deleteLater)
        self.side.open_form(editing.form, editing.submit)

    def _finish(self, done: str, accepted: Sequence[Accepted]) -> None:
        self.side.close_form()
        self.undo_strip.tell_done(done, accepted)
        self.read_extent()

    def _left_form(self) -> None:
        if not self._total:
            self._show_empty()
        self.table.setFocus()

    def _lay_out(self) -> None:
        sizes = self.services.appearance.sizes
        column = QVBoxLayout(self)
        set_margins(column, 0, sizes.gap)
        column.addWidget(self.filters)
        column.addWidget(self.frame, 1)
        column.addWidget(self.undo_strip)
        column.addWidget(self.strip)

    def _connect(self) -> None:
        self.table.addActions(self.actions_of_items.actions)
        self.actions_of_items.wanted.connect(self.start)
        self.filters.changed.connect(self.list.read)
        self.list.shown.connect(self._show_listed)
        self.list.failed.connect(self.show_error)
        self.table.selection_changed.connect(self._select)
        self.side.form_left.connect(self._left_form)
        self.undo_strip.undone.connect(self.read_extent)
        self.scanning.item_found.connect(self.look_for)
        self.scanning.place_found.connect(self.show_place)
        self.scanning.part_found.connect(self.show_part)
        self.scanning.told.connect(self.undo_strip.tell)
        self.scanning.moved.connect(self._finish)
        self.new_button.clicked.connect(self.start_new)
        self.import_button.clicked.connect(self.import_wanted)
