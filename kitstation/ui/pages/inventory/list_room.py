"""A room with a list that is held in memory, a detail beside it, and forms in the detail's place."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Hashable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, Generic

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from kitstation.ui.forms import Acting
from kitstation.ui.forms.planned import Planned
from kitstation.ui.pages.inventory.room import InventoryRoom
from kitstation.ui.panes.list_frame import ListFrame
from kitstation.ui.panes.page_header import PageHeader
from kitstation.ui.panes.room import ListingRoom
from kitstation.ui.panes.side_pane import SidePane
from kitstation.ui.panes.undo_strip import UndoStrip
from kitstation.ui.tables.column import Column, Row
from kitstation.ui.tables.listing import Listing
from kitstation.ui.tables.row_model import RowTableModel
from kitstation.ui.widgets.button import Button, ButtonKind
from kitstation.ui.widgets.empty_state import EmptyState

if TYPE_CHECKING:
    from kitstation.domain.outcomes import Accepted
    from kitstation.store.store import Store
    from kitstation.ui.services import Services


class ListRoom(InventoryRoom, ListingRoom, Generic[Row]):
    """What the rooms of parts and suppliers share. Subclasses say what is read, shown, and made new."""

    icon = ""

    def __init__(
        self,
        services: Services,
        columns: Sequence[Column[Row]],
        identity: Callable[[Row], Hashable],
        detail: QWidget,
        *,
        pane_width: int,
    ) -> None:
        super().__init__(services)
        appearance = services.appearance
        self._wanted = ""
        self._identity = identity
        self.acting = Acting(services)
        self.model: RowTableModel[Row] = RowTableModel(columns, identity, parent=self)
        self.listing = Listing(services, self.key, self.tr(self.label), self.model)
        self.table, self.search = self.listing.table, self.listing.search
        self.new_button = Button(appearance, self.tr("New"), kind=ButtonKind.PRIMARY, icon="add")
        self.header = PageHeader(appearance, "", *self.listing.controls, self.new_button)
        self.side = SidePane(detail)
        loading = self.tr("The {what} are being read").format(what=self.tr(self.label).lower())
        self.frame = ListFrame(appearance, self.listing, self.side, pane_width=pane_width, loading=loading)
        self.frame.remember(services.settings, self.key)
        self.undo_strip = UndoStrip(services)
        self.lay_out(self.undo_strip)
        self.new_button.clicked.connect(self._start_new_by_button)
        self.listing.narrowed.connect(self._show_count)
        self.table.selection_changed.connect(self._select)
        self.side.form_left.connect(self._left_form)
        self.undo_strip.undone.connect(self.reread)

    @abstractmethod
    def read(self, store: Store) -> tuple[Row, ...]:
        """Return the rows, on the core thread."""

    @abstractmethod
    def show_row(self, row: Row | None) -> None:
        """Show what is known of the selected row; None where none is selected."""

    @abstractmethod
    def name_of(self, row: Row) -> str:
        """Return what a row is looked for by."""

    @abstractmethod
    def empty_state(self) -> EmptyState:
        """Return what is said while there are no rows."""

    @abstractmethod
    def remark(self, shown: int, total: int) -> str:
        """Return what is said of how many there are."""

    def activate(self) -> None:
        """Read again, and take the focus."""
        self.reread()
        if self.side.form is None:
            self.search.setFocus()

    def reread(self) -> None:
        """Read the rows again."""
        self.services.tasks.submit(self.read, *self.frame.reading.until(self._show, self._show_error))

    def look_for(self, text: str) -> None:
        """Select the row of this name; other texts are searched for."""
        self._wanted = text
        if self.model.total:
            self._select_wanted()

    def undo(self) -> None:
        """Take back what was done here last."""
        self.undo_strip.undo()

    def selected(self) -> Row | None:
        """Return the row that is selected, if one is."""
        chosen = self.table.selected_ids()
        return self.model.row(chosen[0]) if len(chosen) == 1 else None

    def open_form(self, planned: Planned) -> None:
        """Open a form; what it asks for is handed in."""
        if not self.model.total:
            self.frame.show_notice(self.empty_state(), with_pane=True)
        self.side.open_form(planned.form, partial(self._hand_in, planned))

    def add_row_actions(self, actions: Sequence[QAction]) -> None:
        """Offer actions in the menu of the rows."""
        self.table.addActions(actions)

    def _hand_in(self, planned: Planned, values: dict[str, Any]) -> None:
        done = planned.done(values)
        self.acting.hand_in(planned.commands(values), partial(self._finish, done), planned.form.refuse)

    def _finish(self, done: str, accepted: Sequence[Accepted]) -> None:
        self.side.close_form()
        self.undo_strip.tell_done(done, accepted)
        self.reread()

    def _show(self, rows: tuple[Row, ...]) -> None:
        if rows:
            self.frame.show_contents()
        else:
            self.frame.show_notice(self.empty_state(), with_pane=self.side.form is not None)
        self.listing.show_rows(rows)
        self._show_count()
        self._select_wanted()
        self._show_selected()

    def _show_error(self, error: BaseException) -> None:
        what = self.tr("The {what} could not be read").format(what=self.tr(self.label).lower())
        self.frame.show_error(error, what, self.reread)

    def _show_count(self) -> None:
        shown, total = self.model.rowCount(), self.model.total
        self.header.show_remark(self.remark(shown, total) if total else "")

    def _select_wanted(self) -> None:
        wanted, self._wanted = self._wanted.casefold(), ""
        if not wanted:
            return
        self.search.clear()
        found = next((row for row in self.model.shown_rows() if self.name_of(row).casefold() == wanted), None)
        if found is None:
            self.search.setText(wanted)
        else:
            self.table.select_ids((self._identity(found),))
            self.table.setFocus()

    def _select(self, _ids: object = None) -> None:
        if self.side.form is not None and self.table.hasFocus():
            self.side.close_form()
        self._show_selected()

    def _show_selected(self) -> None:
        self.show_row(self.selected())

    def _left_form(self) -> None:
        if not self.model.total:
            self.frame.show_notice(self.empty_state())
        self.table.setFocus()

    def _start_new_by_button(self) -> None:
        self.start_new()
