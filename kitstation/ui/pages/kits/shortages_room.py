"""The list of what all open kits together lack."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox

from kitstation.store.queries.shortages import PartNeed, PartSupply, part_needs, part_supply
from kitstation.ui.pages.kits.room import KitsPageRoom
from kitstation.ui.pages.kits.shortage_columns import shortage_columns
from kitstation.ui.pages.kits.supply_detail import SupplyDetail
from kitstation.ui.panes.list_frame import ListFrame
from kitstation.ui.panes.page_header import PageHeader
from kitstation.ui.tables.listing import Listing
from kitstation.ui.tables.row_model import RowTableModel
from kitstation.ui.widgets.empty_state import EmptyState

if TYPE_CHECKING:
    from kitstation.store.store import Store
    from kitstation.ui.services import Services
    from kitstation.ui.tasks import Task

_PANE_WIDTH = 400


def read_needs(store: Store) -> tuple[PartNeed, ...]:
    """Return what all open kits need; what is short comes first, the most first."""
    with store.reading() as reader:
        return tuple(sorted(part_needs(reader), key=_by_shortage))


def _by_shortage(need: PartNeed) -> tuple[bool, bool, str]:
    return (not need.short, not need.uncovered, need.part_number)


def read_supply(store: Store, need: PartNeed) -> tuple[PartNeed, PartSupply]:
    """Read who needs a part, and where it is."""
    with store.reading() as reader:
        return (need, part_supply(reader, need.part_uid))


class ShortagesRoom(KitsPageRoom):
    """Lists the parts of which there is less than all open kits need; or all that they need, where that is wanted."""

    key = "shortages"

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self.label = self.tr("Shortages")
        appearance = services.appearance
        self._needs: tuple[PartNeed, ...] = ()
        self._reading: Task | None = None
        self._model = RowTableModel(shortage_columns(self.tr), _identity, parent=self)
        self.listing = Listing(
            services, self.key, self.label, self._model, search=self.tr("Search parts and kits")
        )
        self.table = self.listing.table
        self.every = QCheckBox(self.tr("All needed parts"))
        self.every.setToolTip(self.tr("Show the parts too of which there is enough."))
        self.header = PageHeader(appearance, "", self.every, *self.listing.controls)
        self.detail = SupplyDetail(services, self.listing.strip)
        self.frame = ListFrame(
            appearance,
            self.listing,
            self.detail,
            pane_width=_PANE_WIDTH,
            loading=self.tr("What the open kits lack is being read"),
        )
        self.frame.remember(services.settings, self.key)
        self.lay_out()
        self.listing.narrowed.connect(self._show_count)
        self.table.selection_changed.connect(self._show_selected)
        self.every.toggled.connect(self._show_needs)
        self.detail.kit_wanted.connect(partial(self.room_wanted.emit, "kits"))

    def activate(self) -> None:
        """Read the shortages again."""
        self.services.tasks.submit(read_needs, *self.frame.reading.until(self._show, self._show_error))
        self.table.setFocus()

    def _show(self, needs: tuple[PartNeed, ...]) -> None:
        self._needs = needs
        self._show_needs()

    def _show_needs(self, _every: object = None) -> None:
        shown = [need for need in self._needs if need.short or self.every.isChecked()]
        if shown:
            self.frame.show_contents()
        else:
            self.frame.show_notice(self._nothing_short())
        self.listing.show_rows(shown)
        self._show_count()
        if not self.table.selected_ids() and self._model.rowCount():
            self.table.selectRow(0)
        self._show_selected()

    def _show_error(self, error: BaseException) -> None:
        self.frame.show_error(error, self.tr("The shortages could not be read"), self.activate)

    def _nothing_short(self) -> EmptyState:
        if not self._needs:
            return EmptyState(
                self.services.appearance,
                icon="box",
                title=self.tr("Nothing is needed"),
                sentence=self.tr("No open kit lacks anything."),
            )
        state = EmptyState(
            self.services.appearance,
            icon="circle-check",
            title=self.tr("Nothing is short"),
            sentence=self.tr("There is enough in stock for all that the open kits still need."),
            action=self.tr("Show all needed parts"),
        )
        state.acted.connect(partial(self.every.setChecked, True))  # noqa: FBT003 - Qt's
        return state

    def _show_count(self) -> None:
        short = sum(bool(need.short) for need in self._needs)
        words = self.tr("{short} of {all} parts short")
        self.header.show_remark(words.format(short=short, all=len(self._needs)) if self._needs else "")

    def _show_selected(self, _ids: object = None) -> None:
        chosen = self.table.selected_ids()
        need = self._model.row(chosen[0]) if len(chosen) == 1 else None
        if self._reading is not None:
            self._reading.forget()
            self._reading = None
        if need is None:
            self.detail.show_nothing()
            return
        self._reading = self.services.tasks.submit(
            partial(read_supply, need=need), self._show_supply, self.services.navigator.show_fault
        )

    def _show_supply(self, read: tuple[PartNeed, PartSupply]) -> None:
        self.detail.show_supply(*read)


def _identity(need: PartNeed) -> str:
    return need.part_uid
