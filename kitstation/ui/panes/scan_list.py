"""The last scans, each with undo where it can be undone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QHeaderView, QMenu, QVBoxLayout

from kitstation.ui.tables.column import Align, CellIcon, Column, RowState
from kitstation.ui.tables.row_model import RowTableModel
from kitstation.ui.tables.table_view import TableView
from kitstation.ui.theme.sizes import TextRole
from kitstation.ui.theme.tokens import Ink, Tone
from kitstation.ui.widgets.button import Button, ButtonKind
from kitstation.ui.widgets.card import Card
from kitstation.ui.widgets.text import Text

if TYPE_CHECKING:
    from collections.abc import Hashable

    from kitstation.ui.theme.apply import Appearance

_ICONS = {
    Tone.ACCEPTED: "accepted",
    Tone.REFUSED: "refused",
    Tone.ATTENTION: "attention",
    Tone.QUESTION: "question",
    Tone.RETURNED: "returned",
    Tone.IDLE: "scanner",
}


@dataclass(frozen=True, slots=True)
class ScanEntry:
    """One scan in words: what it was or why not, what came of it, and when ("10:42:07").

    One that was taken back is `undone`; only others can be `undoable`.
    """

    id: Hashable
    tone: Tone
    sentence: str
    time: str
    detail: str = ""
    undoable: bool = False
    undone: bool = False


class ScanList(Card):
    """Shows entries, newest first. `undo_requested` tells the id of the entry that a person wants undone."""

    undo_requested = Signal(object)

    def __init__(self, appearance: Appearance, title: str = "") -> None:
        super().__init__()
        title = title or self.tr("Scans")
        self._appearance = appearance
        self._entries: tuple[ScanEntry, ...] = ()
        self._model = RowTableModel(_columns(), _identity, row_state=_state, parent=self)
        self._undo = Button(appearance, self.tr("Undo last"), kind=ButtonKind.LINK)
        self._undo.clicked.connect(self._undo_last)
        self._table = TableView(appearance, title)
        self._set_table()
        self._nothing = Text(appearance, self.tr("Scans appear here"), ink=Ink.MUTED)
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        header = QHBoxLayout()
        header.addWidget(Text(appearance, title, role=TextRole.STRONG, ink=Ink.MUTED), 1)
        header.addWidget(self._undo)
        header.setContentsMargins(
            appearance.sizes.gap - 2, appearance.sizes.unit, appearance.sizes.unit * 2, 0
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(header)
        column.addWidget(self._nothing, 1)
        column.addWidget(self._table, 1)
        self.show_entries(())

    @property
    def entries(self) -> tuple[ScanEntry, ...]:
        """What is listed, newest first."""
        return self._entries

    def show_entries(self, entries: tuple[ScanEntry, ...]) -> None:
        """Show these scans, newest first."""
        self._entries = entries
        self._model.set_rows(entries)
        self._nothing.setVisible(not entries)
        self._table.setVisible(bool(entries))
        self._undo.setEnabled(self._last_undoable() is not None)

    def entry_menu(self, identity: Hashable) -> QMenu | None:
        """Return the menu of an entry that can be undone, None for another."""
        entry = self._model.row(identity)
        if entry is None or not entry.undoable:
            return None
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        action = menu.addAction(self.tr("Undo this scan"))
        action.setData(identity)
        action.triggered.connect(self._undo_chosen)
        return menu

    def _set_table(self) -> None:
        table = self._table
        table.show_rows_of(self._model)
        table.setSortingEnabled(False)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        table.horizontalHeader().hide()
        table.horizontalHeader().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        table.customContextMenuRequested.connect(self._show_menu)
        table.row_activated.connect(self._show_menu_of)

    def _show_menu(self, at: QPoint) -> None:
        self._table.select_row_at(at)
        self._show_menu_of(next(iter(self._table.selected_ids()), None))

    def _show_menu_of(self, identity: Hashable) -> None:
        menu = self.entry_menu(identity)
        if menu is not None:
            place = self._table.visualRect(self._table.currentIndex())
            menu.popup(self._table.viewport().mapToGlobal(place.bottomLeft()))

    def _last_undoable(self) -> ScanEntry | None:
        return next((entry for entry in self._entries if entry.undoable), None)

    def _undo_last(self) -> None:
        entry = self._last_undoable()
        if entry is not None:
            self.undo_requested.emit(entry.id)

    def _undo_chosen(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self.undo_requested.emit(action.data())


def _columns() -> tuple[Column[ScanEntry], ...]:
    return (
        Column(
            key="sentence",
            title="",
            value=_sentence,
            below=_detail,
            accessible=_spoken,
            icon=_icon,
            stretch=True,
        ),
        Column(key="time", title="", value=_time, align=Align.TRAILING, muted=True, small=True),
    )


def _identity(entry: ScanEntry) -> Hashable:
    return entry.id


def _sentence(entry: ScanEntry) -> str:
    return entry.sentence


def _detail(entry: ScanEntry) -> str:
    return entry.detail


def _spoken(entry: ScanEntry) -> str:
    return f"{entry.sentence}, {entry.detail}" if entry.detail else entry.sentence


def _state(entry: ScanEntry) -> RowState:
    return RowState.STRUCK if entry.undone else RowState.NORMAL


def _time(entry: ScanEntry) -> str:
    return entry.time


def _icon(entry: ScanEntry) -> CellIcon:
    if entry.undone:
        return CellIcon("undo")
    return CellIcon(_ICONS[entry.tone], Ink.for_tone(entry.tone))
