"""The list of kits."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from kitstation.store.queries.kits import KitHeader, newest_kits
from kitstation.ui.pages.importing.pane import ImportPane
from kitstation.ui.pages.importing.work import ImportKind
from kitstation.ui.pages.kits.columns import kit_columns
from kitstation.ui.pages.kits.detail import KitContents, KitDetail, read_contents
from kitstation.ui.pages.kits.new_kit import NewKitPane
from kitstation.ui.pages.list_frame import ListFrame
from kitstation.ui.pages.page import Page
from kitstation.ui.pages.page_header import PageHeader
from kitstation.ui.tables.listing import Listing
from kitstation.ui.tables.row_model import RowTableModel
from kitstation.ui.widgets.button import Button, ButtonKind
from kitstation.ui.widgets.card import set_margins
from kitstation.ui.widgets.empty_state import EmptyState

if TYPE_CHECKING:
    from kitstation.station.planning import NewKit
    from kitstation.store.store import Store
    from kitstation.ui.services import Services
    from kitstation.ui.tasks import Task

_MOST = 500
_PANE_WIDTH = 384


def read_kits(store: Store) -> tuple[KitHeader, ...]:
    """Return the newest kits, newest first."""
    with store.reading() as reader:
        return newest_kits(reader, _MOST)


class KitsPage(Page):
    """Lists kits, newest first; opens one on the bench, makes new ones, imports bills of materials."""

    key = "kits"
    label = "Kits"
    icon_name = "kits"
    shortcut = "Alt+2"

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        appearance = services.appearance
        self._kits: tuple[KitHeader, ...] | None = None
        self._wanted = ""
        self._reading: Task | None = None
        self._model = RowTableModel(kit_columns(self.tr), _identity, parent=self)
        self.listing = Listing(
            services,
            self.key,
            self.tr("Kits"),
            self._model,
            search=self.tr("Search kits, runs and assemblies"),
        )
        self.table, self.search = self.listing.table, self.listing.search
        self.new_button = Button(appearance, self.tr("New kit"), kind=ButtonKind.PRIMARY, icon="add")
        self.import_button = Button(appearance, self.tr("Import"), icon="import")
        self.header = PageHeader(
            appearance, self.tr("Kits"), *self.listing.controls, self.import_button, self.new_button
        )
        self.detail = KitDetail(services, self.listing.strip)
        self.new_kit = NewKitPane(services)
        self.frame = ListFrame(appearance, self.listing, self.detail, self.new_kit, pane_width=_PANE_WIDTH)
        self.frame.remember(services.settings, self.key)
        self.importing = ImportPane(services, ImportKind.BOM)
        self._stack = QStackedWidget()
        self._lay_out()
        self._connect()

    def activate(self) -> None:
        """Read the kits again."""
        self._read()
        if self._stack.currentIndex() == 0 and self.frame.pane is not self.new_kit:
            self.table.setFocus()

    def look_for(self, text: str) -> None:
        """Select the kit with this number; other texts are searched for."""
        self._stack.setCurrentIndex(0)
        self._wanted = text
        self._select_wanted()

    def focus_search(self) -> None:
        """Put the cursor into the search box."""
        self._stack.setCurrentIndex(0)
        self.search.focus()

    def close_down(self) -> None:
        """End an import that is being read, and an export."""
        self.listing.close_down()
        self.importing.close_down()

    def start_new_kit(self) -> None:
        """Show the form for a new kit."""
        self._stack.setCurrentIndex(0)
        if self.frame.notice is not None:
            self.frame.show_notice(self._empty_state(), with_pane=True)
        self.frame.show_pane(self.new_kit)
        self.new_kit.begin()

    def start_import(self) -> None:
        """Show the import of a bill of materials."""
        self.importing.begin(ImportKind.BOM)
        self._stack.setCurrentIndex(1)

    def _lay_out(self) -> None:
        sizes = self.services.appearance.sizes
        listing = QVBoxLayout()
        set_margins(listing, sizes.page_margin, sizes.gap)
        listing.addWidget(self.header)
        listing.addWidget(self.frame, 1)
        listing.addWidget(self.listing.strip)
        front = QWidget()
        front.setLayout(listing)
        self._stack.addWidget(front)
        self._stack.addWidget(self.importing)
        whole = QVBoxLayout(self)
        set_margins(whole, 0, 0)
        whole.addWidget(self._stack)

    def _connect(self) -> None:
        self.listing.narrowed.connect(self._show_count)
        self.table.row_activated.connect(self._open)
        self.table.selection_changed.connect(self._show_selected)
        self.new_button.clicked.connect(self.start_new_kit)
        self.import_button.clicked.connect(self.start_import)
        self.detail.open_wanted.connect(self._open_selected)
        self.new_kit.made.connect(self._opened_new)
        self.new_kit.left.connect(self._leave_new_kit)
        self.new_kit.import_wanted.connect(self.start_import)
        self.importing.left.connect(self._leave_import)
        self.importing.applied.connect(self._read)

    def _read(self) -> None:
        self.services.tasks.submit(read_kits, self._show, self._show_error)

    def _show(self, kits: tuple[KitHeader, ...]) -> None:
        self._kits = kits
        if kits:
            self.frame.show_contents()
        elif self.frame.pane is not self.new_kit or self.frame.notice is None:
            self.frame.show_notice(self._empty_state(), with_pane=self.frame.pane is self.new_kit)
        self.listing.show_rows(kits)
        self._show_count()
        self._select_wanted()
        if not self.table.selected_ids() and self._model.rowCount():
            self.table.selectRow(0)
        self._show_selected()

    def _show_error(self, error: BaseException) -> None:
        self.frame.show_error(error, self.tr("The kits could not be read"), self._read)

    def _empty_state(self) -> EmptyState:
        state = EmptyState(
            self.services.appearance,
            icon="kits",
            title=self.tr("No kits yet"),
            sentence=self.tr(
                "A kit is what a production run needs, line by line. It comes from the bill of materials of "
                "the assembly: import one, then make a kit for so many of it."
            ),
            action=self.tr("Import a bill of materials"),
        )
        state.acted.connect(self.start_import)
        return state

    def _show_count(self) -> None:
        kits, found = self._kits or (), self._model.rowCount()
        if self.search.text().strip():
            remark = self.tr("{found} of {all} kits").format(found=found, all=len(kits))
        elif len(kits) == _MOST:
            remark = self.tr("The newest {count}").format(count=_MOST)
        else:
            remark = self.tr("{count} kits").format(count=len(kits)) if len(kits) != 1 else self.tr("1 kit")
        self.header.show_remark(remark if kits else "")

    def _select_wanted(self) -> None:
        if not self._wanted or self._kits is None:
            return
        wanted, self._wanted = self._wanted, ""
        found = next((kit for kit in self._kits if kit.number.casefold() == wanted.casefold()), None)
        self.search.setText("" if found else wanted)
        if found is not None:
            self.table.select_ids((found.uid,))
            self.table.setFocus()

    def _selected(self) -> KitHeader | None:
        chosen = self.table.selected_ids()
        return self._model.row(chosen[0]) if len(chosen) == 1 else None

    def _show_selected(self, _ids: object = None) -> None:
        kit = self._selected()
        if self._reading is not None:
            self._reading.forget()
            self._reading = None
        if kit is None:
            self.detail.show_nothing()
            return
        if self.frame.pane is self.new_kit and self.table.hasFocus():
            self._leave_new_kit()
        today = self.services.clock.now().date()
        self._reading = self.services.tasks.submit(
            partial(read_contents, kit=kit, today=today),
            self._show_contents,
            self.services.navigator.show_fault,
        )

    def _show_contents(self, contents: KitContents) -> None:
        self.detail.show_contents(contents)

    def _open(self, uid: object) -> None:
        kit = self._model.row(str(uid))
        if kit is not None:
            self.services.navigator.open_kit(kit.number)

    def _open_selected(self) -> None:
        kit = self._selected()
        if kit is not None:
            self.services.navigator.open_kit(kit.number)

    def _opened_new(self, made: NewKit) -> None:
        self.frame.show_pane(self.detail)
        self.services.navigator.stock_changed()
        self.services.navigator.open_kit(made.number)

    def _leave_new_kit(self) -> None:
        self.frame.show_pane(self.detail)
        if not self._kits:
            self.frame.show_notice(self._empty_state())
        self.table.setFocus()

    def _leave_import(self) -> None:
        self._stack.setCurrentIndex(0)
        self._read()
        self.table.setFocus()


def _identity(kit: KitHeader) -> str:
    return kit.uid
