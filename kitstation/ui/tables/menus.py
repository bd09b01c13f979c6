"""The menus of a table: of its header, and of its rows."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from kitstation.ui.tables.columns import TableColumns
    from kitstation.ui.tables.table_view import TableView

COPY_WITH_TITLES = QKeySequence("Ctrl+Shift+C")
COPY_CELL = QKeySequence("Ctrl+Alt+C")
_LONGEST_CELL = 30


class ColumnMenu(QMenu):
    """Shows and hides columns; the last one that is shown cannot be hidden. At its end, all is put back."""

    def __init__(self, columns: TableColumns, parent: QWidget) -> None:
        super().__init__(parent)
        self._columns = columns
        self.setTitle(self.tr("Columns"))
        shown = columns.shown()
        for at, title in enumerate(columns.titles()):
            action = self.addAction(_literal(title))
            action.setCheckable(True)
            action.setChecked(at in shown)
            action.setEnabled(shown != [at])
            action.setData(at)
        self.addSeparator()
        self._reset = self.addAction(self.tr("Reset columns"))
        self.triggered.connect(self._act)

    def _act(self, action: QAction) -> None:
        if action is self._reset:
            self._columns.reset()
        else:
            self._columns.show(action.data(), shown=action.isChecked())


class RowMenu(QMenu):
    """What can be done with the selected rows, and with the column that the current cell is in.

    The actions that a page has added to the table come first.
    """

    def __init__(self, table: TableView) -> None:
        super().__init__(table)
        self._table = table
        self._acts: dict[QAction, Callable[[], object]] = {}
        self.triggered.connect(self._act)
        if table.actions():
            self.addActions(table.actions())
            self.addSeparator()
        rows = (
            self._add(self.tr("Copy"), table.copy_selected, QKeySequence(QKeySequence.StandardKey.Copy)),
            self._add(self.tr("Copy with titles"), self._copy_with_titles, COPY_WITH_TITLES),
        )
        for action in rows:
            action.setEnabled(bool(table.selected_ids()))
        cell = table.current_text()
        if cell:
            words = self.tr("Copy “{text}”").format(text=_shortened(cell))
            self._add(words, table.copy_cell, COPY_CELL)
        self.addSeparator()
        self._add_sorting()
        self.addMenu(ColumnMenu(table.columns, self))
        if table.exportable:
            self.addSeparator()
            self._add(self.tr("Export …"), table.export_wanted.emit)

    def _add_sorting(self) -> None:
        table, current = self._table, self._table.currentIndex()
        if not (table.isSortingEnabled() and table.horizontalHeader().sectionsClickable()):
            return
        at = current.column() if current.isValid() else -1
        if at < 0:
            return
        header = table.horizontalHeader()
        up, down = Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder
        again = header.sortIndicatorSection() == at and header.sortIndicatorOrder() is up
        words = self.tr("Sort by “{column}”, backwards") if again else self.tr("Sort by “{column}”")
        sort = partial(table.sortByColumn, at, down if again else up)
        self._add(words.format(column=table.columns.titles()[at]), sort)
        if header.sortIndicatorSection() >= 0:
            self._add(self.tr("Do not sort"), partial(table.sortByColumn, -1, up))

    def _add(self, words: str, act: Callable[[], object], keys: QKeySequence | None = None) -> QAction:
        hint = f"\t{keys.toString(QKeySequence.SequenceFormat.NativeText)}" if keys else ""
        action = self.addAction(_literal(words) + hint)
        self._acts[action] = act
        return action

    def _act(self, action: QAction) -> None:
        # The columns, which act by themselves, are told of here too.
        if action in self._acts:
            self._acts[action]()

    def _copy_with_titles(self) -> None:
        self._table.copy_selected(with_titles=True)


def _literal(words: str) -> str:
    """Return words whose ampersands are shown, and do not mark a key."""
    return words.replace("&", "&&")


def _shortened(text: str) -> str:
    return text if len(text) <= _LONGEST_CELL else f"{text[: _LONGEST_CELL - 1]}…"
