"""The places as a tree: made, renamed, moved, closed for picking, archived."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QCheckBox, QMenu, QTreeView, QVBoxLayout

from kitstation.domain.commands import MoveLocation
from kitstation.station.sentences import readable
from kitstation.store.queries.places import PlaceRow, all_places
from kitstation.ui.forms import Acting
from kitstation.ui.forms.planned import Planned
from kitstation.ui.pages.inventory import place_forms
from kitstation.ui.pages.inventory.item_forms import tr
from kitstation.ui.pages.inventory.place_detail import PlaceDetail
from kitstation.ui.pages.inventory.places_model import PlaceColumn, PlacesModel
from kitstation.ui.pages.inventory.room import InventoryRoom
from kitstation.ui.panes.list_frame import ListFrame
from kitstation.ui.panes.page_header import PageHeader
from kitstation.ui.panes.side_pane import SidePane
from kitstation.ui.panes.undo_strip import News, UndoStrip
from kitstation.ui.theme.sizes import TextRole
from kitstation.ui.theme.tokens import Tone
from kitstation.ui.widgets.button import Button, ButtonKind
from kitstation.ui.widgets.card import set_margins
from kitstation.ui.widgets.empty_state import EmptyState
from kitstation.ui.widgets.key_hints import KeyHint
from kitstation.ui.widgets.search_field import SearchField

if TYPE_CHECKING:
    from kitstation.domain.outcomes import Accepted
    from kitstation.station.sentences import Wording
    from kitstation.store.store import Store
    from kitstation.ui.services import Services

_PANE_WIDTH = 360
_OPENED_AT_FIRST = 200


def read_places(store: Store) -> tuple[PlaceRow, ...]:
    """Read all places."""
    with store.reading() as reader:
        return all_places(reader)


class PlacesRoom(InventoryRoom):
    """Shows places as a tree; a place is moved by dragging it or by a form."""

    key = "places"
    label = "Places"

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        appearance = services.appearance
        self._rows: tuple[PlaceRow, ...] = ()
        self._wanted = ""
        self._acting = Acting(services)
        self.model = PlacesModel(self)
        self.tree = QTreeView()
        self.tree.setModel(self.model)
        self.search = SearchField(appearance, tr("Search places and barcodes"))
        self.archived = QCheckBox(tr("Archived ones too"))
        self.new_button = Button(appearance, tr("New"), kind=ButtonKind.PRIMARY, icon="add")
        self.header = PageHeader(appearance, "", self.search, self.archived, self.new_button)
        self.change = self._action(tr("Change"), "F2", partial(self._start, place_forms.changing_place))
        self.move_elsewhere = self._action(
            tr("Move"), "Ctrl+M", partial(self._start, place_forms.moving_place)
        )
        self.inside = self._action(tr("New place inside"), "Ins", self.start_new)
        self.stock = self._action(tr("Show what is there"), "", self._show_stock)
        self.actions_of_places = (self.change, self.move_elsewhere, self.stock, self.inside)
        self.detail = PlaceDetail(appearance, self.actions_of_places)
        self.side = SidePane(self.detail)
        self.frame = ListFrame(
            appearance,
            self.tree,
            self.side,
            pane_width=_PANE_WIDTH,
            loading=tr("The places are being read"),
        )
        self.frame.remember(services.settings, self.key)
        self.undo_strip = UndoStrip(services)
        self._furnish_tree()
        column = QVBoxLayout(self)
        set_margins(column, 0, appearance.sizes.gap)
        column.addWidget(self.frame, 1)
        column.addWidget(self.undo_strip)
        self._connect()

    def activate(self) -> None:
        """Read the places again."""
        self._read()
        if self.side.form is None:
            self.tree.setFocus()

    def look_for(self, text: str) -> None:
        """Select the place with this path; other texts are searched for."""
        self._wanted = text
        self._select_wanted()

    def focus_search(self) -> None:
        """Put the cursor into the search box."""
        self.search.focus()

    def undo(self) -> None:
        """Take back what was done here last."""
        self.undo_strip.undo()

    def selected(self) -> PlaceRow | None:
        """Return the place that is selected."""
        index = self.tree.currentIndex()
        return self.model.place(index) if index.isValid() else None

    def key_hints(self) -> tuple[KeyHint, ...]:
        """Return the shortcuts of what is selected."""
        return (
            KeyHint("Ctrl M", tr("Move")),
            KeyHint("F2", tr("Change")),
            KeyHint("Ins", tr("New place inside")),
        )

    def start_new(self) -> None:
        """Open the form for a new place, inside the selected one."""
        if not self._rows:
            self.frame.show_notice(self._empty_state(), with_pane=True)
        self._open(place_forms.creating_place(self.services, self.selected()))

    def _start(self, make: Callable[[Services, PlaceRow], Planned]) -> None:
        if (place := self.selected()) is not None:
            self._open(make(self.services, place))

    def _open(self, planned: Planned) -> None:
        self.side.open_form(planned.form, partial(self._hand_in, planned))

    def _hand_in(self, planned: Planned, values: dict[str, Any]) -> None:
        done = partial(self._finish, planned.done(values))
        self._acting.hand_in(planned.commands(values), done, planned.form.refuse)

    def _finish(self, done: str, accepted: Sequence[Accepted]) -> None:
        self.side.close_form()
        self.undo_strip.tell_done(done, accepted)
        self._read()

    def _drop(self, place: PlaceRow, into: PlaceRow | None) -> None:
        where = readable(into.path) if into else tr("no other place")
        command = MoveLocation(uid=place.uid, etag=place.etag, parent_uid=into.uid if into else None)
        done = tr("Moved {what} into {place}").format(what=place.name, place=where)
        self._acting.hand_in(command, partial(self._finish, done), self._tell_refused)

    def _tell_refused(self, wording: Wording) -> None:
        self.undo_strip.tell(News(f"{wording.headline}. {wording.sentence}".strip(), Tone.REFUSED))

    # Reading.

    def _read(self) -> None:
        self.services.tasks.submit(read_places, *self.frame.reading.until(self._show, self._show_error))

    def _show(self, rows: tuple[PlaceRow, ...]) -> None:
        self._rows = rows
        if rows:
            self.frame.show_contents()
        else:
            self.frame.show_notice(self._empty_state(), with_pane=self.side.form is not None)
        self._show_wanted()
        self._select_wanted()

    def _show_wanted(self, _what: object = None) -> None:
        before = self.selected()
        opened = self._opened()
        first = not self.model.total
        words = self.search.text().strip().casefold()
        shown = _matching(self._rows, words, archived=self.archived.isChecked())
        self.model.show_places(shown)
        if words or (first and len(shown) <= _OPENED_AT_FIRST):
            self.tree.expandAll()
        else:
            for uid in opened:
                self.tree.expand(self.model.index_of(uid))
        for column in PlaceColumn:
            self.tree.resizeColumnToContents(column)
        total = len(self._rows)
        remark = tr("{count} places").format(count=f"{total:,}") if total != 1 else tr("1 place")
        self.header.show_remark(remark if total else "")
        if before is not None:
            self._go_to(before.uid)
        self._show_selected()

    def _opened(self) -> list[str]:
        return [row.uid for row in self._rows if self.tree.isExpanded(self.model.index_of(row.uid))]

    def _select_wanted(self) -> None:
        if not self._wanted or not self._rows:
            return
        wanted, self._wanted = self._wanted.replace(" / ", "/").casefold(), ""
        found = next(
            (row for row in self._rows if wanted in {row.path.casefold(), row.barcode.casefold()}), None
        )
        if found is None:
            self.search.setText(wanted)
        else:
            self.search.clear()
            self._go_to(found.uid)

    def _go_to(self, uid: str) -> None:
        index = self.model.index_of(uid)
        if index.isValid():
            self.tree.setCurrentIndex(index)
            self.tree.scrollTo(index)

    def _show_selected(self, *_indexes: object) -> None:
        place = self.selected()
        for action in (self.change, self.move_elsewhere, self.stock):
            action.setEnabled(place is not None)
        if self.side.form is not None and self.tree.hasFocus():
            self.side.close_form()
        if place is None:
            self.detail.show_nothing()
        else:
            self.detail.show_place(place)

    def _show_stock(self) -> None:
        if (place := self.selected()) is not None:
            self.place_wanted.emit(place.path)

    def _show_error(self, error: BaseException) -> None:
        self.frame.show_error(error, tr("The places could not be read"), self._read)

    def _empty_state(self) -> EmptyState:
        state = EmptyState(
            self.services.appearance,
            icon="location",
            title=tr("No places yet"),
            sentence=tr(
                "A place is where something can lie: a warehouse, a rack in it, a shelf in the rack."
            ),
            action=tr("New place"),
        )
        state.acted.connect(self.start_new)
        return state

    def _left_form(self) -> None:
        if not self._rows:
            self.frame.show_notice(self._empty_state())
        self.tree.setFocus()

    def _menu(self, at: QPoint) -> None:
        menu = QMenu(self.tree)
        menu.addActions(self.actions_of_places)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.tree.viewport().mapToGlobal(at))

    def _action(self, label: str, keys: str, act: Callable[[], None]) -> QAction:
        action = QAction(label, self)
        if keys:
            action.setShortcut(QKeySequence(keys))
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.triggered.connect(act)
        return action

    def _furnish_tree(self) -> None:
        tree = self.tree
        tree.setAccessibleName(tr("Places"))
        tree.setUniformRowHeights(True)
        tree.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        tree.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        tree.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        tree.setTabKeyNavigation(False)
        tree.header().setStretchLastSection(True)
        tree.addActions(self.actions_of_places)
        self.services.appearance.changed.connect(self._restyle)
        self._restyle()

    def _restyle(self) -> None:
        """Write the titles as those of the tables."""
        font = self.services.appearance.font(TextRole.SMALL)
        font.setWeight(font.Weight.DemiBold)
        self.tree.header().setFont(font)

    def _connect(self) -> None:
        self.tree.customContextMenuRequested.connect(self._menu)
        self.tree.selectionModel().currentChanged.connect(self._show_selected)
        self.model.move_wanted.connect(self._drop)
        self.search.textChanged.connect(self._show_wanted)
        self.search.left_downwards.connect(self.tree.setFocus)
        self.archived.toggled.connect(self._show_wanted)
        self.new_button.clicked.connect(self.start_new)
        self.side.form_left.connect(self._left_form)
        self.undo_strip.undone.connect(self._read)


def _matching(rows: Sequence[PlaceRow], words: str, *, archived: bool) -> tuple[PlaceRow, ...]:
    """Return the places that match, with those that they are in."""
    live = [row for row in rows if archived or not row.archived]
    if not words:
        return tuple(live)
    found = [row.path for row in live if words in row.path.casefold() or words in row.barcode.casefold()]
    around = {path for place in found for path in _with_those_around(place)}
    return tuple(row for row in live if row.path in around)


def _with_those_around(path: str) -> list[str]:
    names = path.split("/")
    return ["/".join(names[: at + 1]) for at in range(len(names))]
