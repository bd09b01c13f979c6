"""The kits page: kits, the runs that they are for, and what all of them lack."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from kitstation.ui.importing.pane import ImportPane
from kitstation.ui.importing.work import ImportKind
from kitstation.ui.pages.kits.kits_room import KitsRoom
from kitstation.ui.pages.kits.runs_room import RunsRoom
from kitstation.ui.pages.kits.shortages_room import ShortagesRoom
from kitstation.ui.pages.page import Page
from kitstation.ui.widgets.card import set_margins
from kitstation.ui.widgets.key_hints import KeyHint
from kitstation.ui.widgets.segmented import Segment, Segmented

if TYPE_CHECKING:
    from kitstation.scanning.scan import Scan
    from kitstation.ui.pages.kits.room import KitsPageRoom
    from kitstation.ui.services import Services


class KitsPage(Page):
    """Shows kits, runs or shortages; opens kits on the bench, and imports bills of materials."""

    key = "kits"

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self.kits, self.runs = KitsRoom(services), RunsRoom(services)
        self.shortages = ShortagesRoom(services)
        self._rooms: tuple[KitsPageRoom, ...] = (self.kits, self.runs, self.shortages)
        self.switch = Segmented(
            services.appearance,
            self.tr("What is shown"),
            tuple(Segment(room.key, room.label) for room in self._rooms),
        )
        self.importing = ImportPane(services, ImportKind.BOM)
        self._headers, self._views, self._stack = QStackedWidget(), QStackedWidget(), QStackedWidget()
        self._lay_out()
        self.switch.choose(self.kits.key)
        self.switch.chosen.connect(self._choose)
        self.kits.import_wanted.connect(self.start_import)
        for room in self._rooms:
            room.room_wanted.connect(self._go_to)
        self.importing.left.connect(self._leave_import)
        self.importing.applied.connect(self.activate)

    @property
    def room(self) -> KitsPageRoom:
        """What is shown: kits, runs or shortages."""
        return self._rooms[self._views.currentIndex()]

    def activate(self) -> None:
        """Read again what is shown."""
        if self._stack.currentIndex() == 0:
            self.room.activate()

    def look_for(self, text: str) -> None:
        """Select the kit with this number; other texts are searched for."""
        self._show_room(self.kits)
        self.kits.look_for(text)

    def focus_search(self) -> None:
        """Put the cursor into the search box."""
        self._show_room(self.room)
        self.room.focus_search()

    def key_hints(self) -> tuple[KeyHint, ...]:
        """Return the shortcuts of what is shown."""
        return self.room.key_hints() if self._stack.currentIndex() == 0 else ()

    def take_scan(self, scan: Scan) -> bool:
        """Keep a scan where something is built; elsewhere it finds what it names."""
        return self._stack.currentIndex() == 0 and self.room.take_scan(scan)

    def close_down(self) -> None:
        """End an import that is being read, and exports."""
        for room in self._rooms:
            room.close_down()
        self.importing.close_down()

    def start_new_kit(self) -> None:
        """Show the form for a new kit."""
        self._show_room(self.kits)
        self.kits.start_new()

    def start_import(self) -> None:
        """Show the import of a bill of materials."""
        self.importing.begin(ImportKind.BOM)
        self._stack.setCurrentIndex(1)
        self.hints_changed.emit()

    def show_room(self, key: str) -> None:
        """Show kits, runs or shortages, and read them again."""
        self._show_room(next(room for room in self._rooms if room.key == key))
        self.room.activate()

    def _choose(self, key: object) -> None:
        self.show_room(str(key))

    def _go_to(self, key: str, text: str) -> None:
        self.show_room(key)
        if text:
            self.room.look_for(text)

    def _show_room(self, room: KitsPageRoom) -> None:
        at = self._rooms.index(room)
        self._stack.setCurrentIndex(0)
        self._headers.setCurrentIndex(at)
        self._views.setCurrentIndex(at)
        self.switch.choose(room.key)
        self.hints_changed.emit()

    def _leave_import(self) -> None:
        self._show_room(self.room)
        self.room.activate()

    def _lay_out(self) -> None:
        sizes = self.services.appearance.sizes
        for room in self._rooms:
            self._headers.addWidget(room.header)
            self._views.addWidget(room)
        self._headers.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self.switch.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        top = QHBoxLayout()
        top.setSpacing(sizes.gap)
        top.addWidget(self.switch)
        top.addWidget(self._headers, 1)
        front = QWidget()
        column = QVBoxLayout(front)
        set_margins(column, sizes.page_margin, sizes.gap)
        column.addLayout(top)
        column.addWidget(self._views, 1)
        self._stack.addWidget(front)
        self._stack.addWidget(self.importing)
        whole = QVBoxLayout(self)
        set_margins(whole, 0, 0)
        whole.addWidget(self._stack)
