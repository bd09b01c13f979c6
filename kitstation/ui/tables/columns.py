"""The columns of a table as somebody arranges them: which are shown, in what order, how wide, sorted by which."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QHeaderView

from kitstation.station.table_state import ColumnState, TableState
from kitstation.ui.tables.delegates import pill_column_width

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QTableView

    from kitstation.ui.tables.column import Column
    from kitstation.ui.theme.apply import Appearance

_WIDEST_AT_FIRST = 320
_LEAST_STRETCHED = 84
_WIDEST = 4000
"""No screen is wider; a greater width in the settings is a slip."""


class TableColumns(QObject):
    """Arranges the columns of one view by its header.

    `arranged` is emitted when somebody may have changed something, `shown_changed` when other columns are shown,
    `fitted` when columns got their first widths from their contents, and `was_reset` when all is as it was at first.
    """

    arranged = Signal()
    shown_changed = Signal()
    fitted = Signal()
    was_reset = Signal()

    def __init__(self, view: QTableView, appearance: Appearance) -> None:
        super().__init__(view)
        self._view = view
        self._header = view.horizontalHeader()
        self._appearance = appearance
        self._columns: tuple[Column[Any], ...] = ()
        self._unfitted: set[int] = set()
        self._by_itself = False
        self._header.sectionResized.connect(self._on_resized)
        self._header.sectionMoved.connect(self._on_arranged)
        self._header.sortIndicatorChanged.connect(self._on_arranged)

    def begin(self, columns: Sequence[Column[Any]]) -> None:
        """Show these columns as their descriptors say."""
        self._columns = tuple(columns)
        with self._arranging():
            self._show_usual()
            for at, column in enumerate(self._columns):
                if column.stretch:
                    self._header.setSectionResizeMode(at, QHeaderView.ResizeMode.Stretch)

    def fit(self) -> None:
        """Give shown columns that have no width yet the width of what they show: call it once there are rows."""
        wanted = [at for at in self.shown() if at in self._unfitted]
        if not wanted:
            return
        with self._arranging():
            for at in wanted:
                self._fit_one(at)
            self.share_room()
        self.fitted.emit()

    def share_room(self) -> None:
        """Give columns that stretch the room that the others leave, but never less than can be read.

        Qt leaves such a column as wide as it was where there is no room at all: in a window that has become small
        it would push all others out of sight.
        """
        shown = self.shown()
        stretched = [at for at in shown if self._columns[at].stretch]
        taken = sum(self._view.columnWidth(at) for at in shown if at not in stretched)
        least = self._appearance.sizes.scaled(_LEAST_STRETCHED)
        is_roomy = self._view.viewport().width() - taken >= least * len(stretched)
        with self._arranging():
            for at in stretched:
                if is_roomy:
                    self._header.setSectionResizeMode(at, QHeaderView.ResizeMode.Stretch)
                else:
                    self._header.setSectionResizeMode(at, QHeaderView.ResizeMode.Interactive)
                    self._header.resizeSection(at, least)

    def shown(self) -> list[int]:
        """Return which columns are shown, in the order in which they are seen."""
        order = (self._header.logicalIndex(place) for place in range(self._header.count()))
        return [at for at in order if not self._view.isColumnHidden(at)]

    def shown_columns(self) -> tuple[Column[Any], ...]:
        """Return the columns that are shown, in the order in which they are seen."""
        return tuple(self._columns[at] for at in self.shown())

    def titles(self) -> tuple[str, ...]:
        """Return what each column is called where it is chosen or exported."""
        return tuple(column.title or column.key for column in self._columns)

    def show(self, at: int, *, shown: bool) -> None:
        """Show a column or hide it; the last one that is shown stays."""
        if not shown and self.shown() == [at]:
            return
        self._view.setColumnHidden(at, not shown)
        if shown and at in self._unfitted:
            self._fit_one(at)

    def state(self) -> TableState:
        """Return how the columns stand now."""
        order = (self._header.logicalIndex(place) for place in range(self._header.count()))
        columns = tuple(
            ColumnState(self._columns[at].key, self._own_width(at), not self._view.isColumnHidden(at))
            for at in order
        )
        section = self._header.sortIndicatorSection()
        if not 0 <= section < len(self._columns):
            return TableState(columns)
        descending = self._header.sortIndicatorOrder() is Qt.SortOrder.DescendingOrder
        return TableState(columns, self._columns[section].key, descending)

    def restore(self, state: TableState) -> None:
        """Put the columns as they were left. Unknown ones are passed over; new ones come last, as they are at first."""
        logical = {column.key: at for at, column in enumerate(self._columns)}
        known = [column for column in state.columns if column.key in logical]
        with self._arranging():
            for place, column in enumerate(known):
                at = logical[column.key]
                self._header.moveSection(self._header.visualIndex(at), place)
                if column.visible and column.width > 0:
                    least = self._header.minimumSectionSize()
                    self._view.setColumnWidth(at, max(least, min(column.width, _WIDEST)))
                    self._unfitted.discard(at)
                self._view.setColumnHidden(at, not column.visible)
            if not self.shown():
                self._show_usual()
            if state.sorted_by in logical and self._view.isSortingEnabled():
                order = Qt.SortOrder.DescendingOrder if state.descending else Qt.SortOrder.AscendingOrder
                self._view.sortByColumn(logical[state.sorted_by], order)

    def reset(self) -> None:
        """Put all columns as they were at first, and the rows in the order in which they come."""
        with self._arranging():
            for at in range(len(self._columns)):
                self._header.moveSection(self._header.visualIndex(at), at)
            self._show_usual()
            if self._view.isSortingEnabled():
                self._view.sortByColumn(-1, Qt.SortOrder.AscendingOrder)
            for at in self.shown():
                self._fit_one(at)
        self.was_reset.emit()

    def _show_usual(self) -> None:
        self._unfitted = set(range(len(self._columns)))
        for at, column in enumerate(self._columns):
            self._view.setColumnHidden(at, column.initially_hidden)

    def _fit_one(self, at: int) -> None:
        self._unfitted.discard(at)
        self._view.resizeColumnToContents(at)
        widest = self._appearance.sizes.scaled(_WIDEST_AT_FIRST)
        pills = (pill_column_width(pill, self._appearance) for pill in self._columns[at].pills)
        self._view.setColumnWidth(at, min(max(self._view.columnWidth(at), *pills, 0), widest))

    def _own_width(self, at: int) -> int:
        return 0 if self._columns[at].stretch else self._view.columnWidth(at)

    @contextmanager
    def _arranging(self) -> Iterator[None]:
        """Arrange without saying that somebody has."""
        before, self._by_itself = self._by_itself, True
        try:
            yield
        finally:
            self._by_itself = before

    def _on_resized(self, _at: int, before: int, after: int) -> None:
        if (before == 0) is not (after == 0):
            self.shown_changed.emit()
        self._on_arranged()

    def _on_arranged(self, *_what: object) -> None:
        if not self._by_itself:
            self.arranged.emit()
