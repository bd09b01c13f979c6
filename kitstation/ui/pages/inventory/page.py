"""The inventory: stock, parts, places and suppliers, each in a room of its own."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from kitstation.store.queries.inventory import InventoryRow
from kitstation.ui.importing.pane import ImportPane
from kitstation.ui.importing.work import ImportKind
from kitstation.ui.pages.inventory.parts_room import PartsRoom
from kitstation.ui.pages.inventory.places_room import PlacesRoom
from kitstation.ui.pages.inventory.room import InventoryRoom
from kitstation.ui.pages.inventory.stock_room import StockRoom
from kitstation.ui.pages.inventory.suppliers_room import SuppliersRoom
from kitstation.ui.pages.page import SoundingPage
from kitstation.ui.tables.paged_model import PagedTableModel
from kitstation.ui.widgets.card import set_margins
from kitstation.ui.widgets.key_hints import KeyHint
from kitstation.ui.widgets.segmented import Segment, Segmented

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from kitstation.scanning.scan import Scan
    from kitstation.station.verdicts import Sound
    from kitstation.ui.services import Services


class InventoryPage(SoundingPage):
    """Shows one room at a time, chosen by the switch at its top; imports."""

    key = "inventory"

    def __init__(self, services: Services, play: Callable[[Sound], None]) -> None:
        super().__init__(services, play)
        self.stock = StockRoom(services, play)
        self.parts = PartsRoom(services)
        self.places = PlacesRoom(services)
        self.suppliers = SuppliersRoom(services)
        self._rooms: dict[str, InventoryRoom] = {
            room.key: room for room in (self.stock, self.parts, self.places, self.suppliers)
        }
        self.switch = Segmented(
            services.appearance,
            self.tr("Stock, parts, places or suppliers"),
            tuple(
                Segment(room.key, self.tr(room.label), hint=f"Ctrl+{at}")
                for at, room in enumerate(self._rooms.values(), 1)
            ),
        )
        self.importing = ImportPane(services, ImportKind.INVENTORY)
        self._headers = QStackedWidget()
        self._contents = QStackedWidget()
        self._stack = QStackedWidget()
        self._lay_out()
        self._connect()

    @property
    def model(self) -> PagedTableModel[InventoryRow]:
        """The model of the stock's list."""
        return self.stock.list.model

    @property
    def room(self) -> InventoryRoom:
        """The room that is shown."""
        return self._rooms[self.switch.current() or self.stock.key]

    def activate(self) -> None:
        """Let the room read again what may have changed."""
        if self._stack.currentIndex() == 0:
            self.room.activate()

    def show_room(self, key: str, text: str = "") -> None:
        """Show a room and, with a text, what that names in it."""
        self._stack.setCurrentIndex(0)
        self.switch.choose(key)
        self._headers.setCurrentWidget(self.room.header)
        self._contents.setCurrentWidget(self.room)
        self.hints_changed.emit()
        self.room.activate()
        if text:
            self.room.look_for(text)

    def look_for(self, text: str) -> None:
        """Search the stock for a text, and select the item that has it as its number."""
        self.show_room(self.stock.key, text)

    def focus_search(self) -> None:
        """Put the cursor into the room's search box."""
        self._stack.setCurrentIndex(0)
        self.hints_changed.emit()
        self.room.focus_search()

    def key_hints(self) -> tuple[KeyHint, ...]:
        """Return the shortcuts of the page and of the room that is shown."""
        if self._stack.currentIndex() != 0:
            return ()
        return (
            KeyHint("Ctrl 1-4", self.tr("Stock, parts, places, suppliers")),
            KeyHint("Ctrl N", self.tr("New")),
            *self.room.key_hints(),
        )

    def take_scan(self, scan: Scan) -> bool:
        """Let the room have a scan."""
        return self._stack.currentIndex() == 0 and self.room.take_scan(scan)

    def undo_last(self) -> None:
        """Take back what was done last in the room that is shown."""
        self.room.undo()

    def close_down(self) -> None:
        """End what goes on in the background."""
        for room in self._rooms.values():
            room.close_down()
        self.importing.close_down()

    def start_import(self) -> None:
        """Show the import of inventory."""
        self.importing.begin(ImportKind.INVENTORY)
        self._stack.setCurrentIndex(1)
        self.hints_changed.emit()

    def export_to(self, path: Path) -> None:
        """Write all items that are listed, in the columns that are shown, to a file."""
        self.stock.list.listing.export_to(path)

    def _leave_import(self) -> None:
        self._stack.setCurrentIndex(0)
        self.hints_changed.emit()
        self.activate()

    def _choose_room(self, key: object) -> None:
        self.show_room(str(key))

    def _show_stock_of(self, part_number: str) -> None:
        self.show_room(self.stock.key)
        self.stock.show_part(part_number)

    def _show_stock_at(self, path: str) -> None:
        self.show_room(self.stock.key)
        self.stock.show_place(path)

    def _start_new(self) -> None:
        self.room.start_new()

    def _lay_out(self) -> None:
        sizes = self.services.appearance.sizes
        front = QWidget()
        column = QVBoxLayout(front)
        set_margins(column, sizes.page_margin, sizes.gap)
        top = QHBoxLayout()
        top.setSpacing(sizes.gap)
        top.addWidget(self.switch)
        top.addWidget(self._headers, 1)
        column.addLayout(top)
        column.addWidget(self._contents, 1)
        for room in self._rooms.values():
            self._headers.addWidget(room.header)
            self._contents.addWidget(room)
        self._stack.addWidget(front)
        self._stack.addWidget(self.importing)
        whole = QVBoxLayout(self)
        set_margins(whole, 0, 0)
        whole.addWidget(self._stack)
        self.switch.choose(self.stock.key)

    def _connect(self) -> None:
        self.switch.chosen.connect(self._choose_room)
        for room in self._rooms.values():
            room.stock_wanted.connect(self._show_stock_of)
            room.place_wanted.connect(self._show_stock_at)
        self.stock.import_wanted.connect(self.start_import)
        self.importing.left.connect(self._leave_import)
        self.importing.applied.connect(self.stock.read_extent)
        for at, key in enumerate(self._rooms, 1):
            self._add_action(f"Ctrl+{at}", self.tr(self._rooms[key].label), partial(self.show_room, key))
        self._add_action("Ctrl+N", self.tr("New"), self._start_new)
        self._add_action("Ctrl+Z", self.tr("Undo"), self.undo_last)

    def _add_action(self, keys: str, label: str, act: Callable[[], None]) -> None:
        action = QAction(label, self)
        action.setShortcut(QKeySequence(keys))
        # A hidden page's window shortcuts are silent.
        action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        action.triggered.connect(act)
        self.addAction(action)
