"""The list of kits, the selected one beside it, and what can be done with it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from kitstation.store.queries.kits import KitHeader, newest_kits
from kitstation.ui.pages.kits.columns import kit_columns
from kitstation.ui.pages.kits.detail import KitContents, KitDetail, read_contents
from kitstation.ui.pages.kits.kit_desk import KitDesk
from kitstation.ui.pages.kits.new_kit import NewKitPane
from kitstation.ui.pages.kits.room import KitsPageRoom
from kitstation.ui.panes.list_frame import ListFrame
from kitstation.ui.panes.page_header import PageHeader
from kitstation.ui.panes.side_pane import SidePane
from kitstation.ui.panes.undo_strip import UndoStrip
from kitstation.ui.tables.listing import Listing
from kitstation.ui.tables.row_model import RowTableModel
from kitstation.ui.widgets.button import Button, ButtonKind
from kitstation.ui.widgets.empty_state import EmptyState
from kitstation.ui.widgets.key_hints import KeyHint

if TYPE_CHECKING:
    from kitstation.station.planning import NewKit
    from kitstation.store.store import Store
    from kitstation.ui.services import Services
    from kitstation.ui.tasks import Task

_MOST = 500
_PANE_WIDTH = 400


def read_kits(store: Store) -> tuple[KitHeader, ...]:
    """Return the newest kits, newest first."""
    with store.reading() as reader:
        return newest_kits(reader, _MOST)


class KitsRoom(KitsPageRoom):
    """Lists kits, newest first; `import_wanted` asks for the import of a bill of materials."""

    key = "kits"
    import_wanted = Signal()

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self.label = self.tr("Kits")
        appearance = services.appearance
        self._kits: tuple[KitHeader, ...] | None = None
        self._wanted = ""
        self._wanted_uid = ""
        self._reading: Task | None = None
        self._model = RowTableModel(kit_columns(self.tr), _identity, parent=self)
        self.listing = Listing(
            services, self.key, self.label, self._model, search=self.tr("Search kits, runs and assemblies")
        )
        self.table, self.search = self.listing.table, self.listing.search
        self.new_button = Button(appearance, self.tr("New kit"), kind=ButtonKind.PRIMARY, icon="add")
        self.import_button = Button(appearance, self.tr("Import"), icon="import")
        self.header = PageHeader(appearance, "", *self.listing.controls, self.import_button, self.new_button)
        self.detail = KitDetail(services, self.listing.strip)
        self.side = SidePane(self.detail)
        self.new_kit = NewKitPane(services)
        self.news = UndoStrip(services)
        self.desk = KitDesk(services, self.detail, self.side, self.news)
        self.frame = ListFrame(
            appearance,
            self.listing,
            self.side,
            self.new_kit,
            pane_width=_PANE_WIDTH,
            loading=self.tr("The kits are being read"),
        )
        self.frame.remember(services.settings, self.key)
        self.lay_out(self.news)
        self._connect()

    def activate(self) -> None:
        """Read the kits again."""
        self._read()
        if self.frame.pane is not self.new_kit and self.side.form is None:
            self.table.setFocus()

    def look_for(self, text: str) -> None:
        """Select the kit with this number; other texts are searched for."""
        self._wanted = text
        self._select_wanted()

    def undo(self) -> None:
        """Take back what was done last."""
        self.news.undo()

    def key_hints(self) -> tuple[KeyHint, ...]:
        """Return the shortcuts of a kit and its lines."""
        return (
            KeyHint("Ctrl T", self.tr("Status")),
            KeyHint("Ctrl R", self.tr("Reserve")),
            KeyHint("Ins", self.tr("Add line")),
            KeyHint("F2", self.tr("Change")),
        )

    def start_new(self) -> None:
        """Show the form for a new kit."""
        if self.frame.notice is not None:
            self.frame.show_notice(self._empty_state(), with_pane=True)
        self.frame.show_pane(self.new_kit)
        self.new_kit.begin()

    def _connect(self) -> None:
        self.listing.narrowed.connect(self._show_count)
        self.table.row_activated.connect(self._open)
        self.table.selection_changed.connect(self._show_selected)
        self.new_button.clicked.connect(self.start_new)
        self.import_button.clicked.connect(self.import_wanted)
        self.detail.open_wanted.connect(self._open_selected)
        self.desk.changed.connect(self._read_again)
        self.news.undone.connect(self._read)
        self.side.form_left.connect(self.table.setFocus)
        self.new_kit.made.connect(self._opened_new)
        self.new_kit.left.connect(self._leave_new_kit)
        self.new_kit.import_wanted.connect(self.import_wanted)

    def _read(self) -> None:
        self.services.tasks.submit(read_kits, *self.frame.reading.until(self._show, self._show_error))

    def _read_again(self, uid: str) -> None:
        self._wanted_uid = uid
        self._read()

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
        state.acted.connect(self.import_wanted)
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
        if self._kits is None:
            return
        if self._wanted_uid:
            self.table.select_ids((self._wanted_uid,))
            self._wanted_uid = ""
        if not self._wanted:
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
        if self.side.form is not None and self.table.hasFocus():
            self.side.close_form()
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
        self.frame.show_pane(self.side)
        self.services.navigator.stock_changed()
        self.services.navigator.open_kit(made.number)

    def _leave_new_kit(self) -> None:
        self.frame.show_pane(self.side)
        if not self._kits:
            self.frame.show_notice(self._empty_state())
        self.table.setFocus()


def _identity(kit: KitHeader) -> str:
    return kit.uid
