"""The table as every page shows it: quiet lines, whole rows, remembered columns."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QPoint, QRect, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QGuiApplication,
    QHelpEvent,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QHeaderView,
    QMenu,
    QTableView,
    QToolTip,
    QWidget,
)

from kitstation.ui.tables.columns import TableColumns
from kitstation.ui.tables.delegates import CellDelegate
from kitstation.ui.tables.menus import COPY_CELL, COPY_WITH_TITLES, ColumnMenu, RowMenu
from kitstation.ui.tables.row_model import CellRole, RowTableModel
from kitstation.ui.theme.painting import draw_round
from kitstation.ui.theme.sizes import TextRole

if TYPE_CHECKING:
    from collections.abc import Hashable

    from PySide6.QtCore import QItemSelection

    from kitstation.station.table_state import TableState
    from kitstation.ui.theme.apply import Appearance

_MOVES = frozenset(
    {Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown}
)
_MENU = QKeySequence("Shift+F10")
_BY_KEYBOARD = frozenset(
    {
        Qt.FocusReason.TabFocusReason,
        Qt.FocusReason.BacktabFocusReason,
        Qt.FocusReason.ShortcutFocusReason,
    }
)


class TableView(QTableView):
    """Shows a RowTableModel. The selection belongs to rows, not to places: it survives a reload.

    A thin ring is around it while somebody works in it by keyboard. `export_wanted` is emitted from the menu of its
    rows, where the table is `exportable`.
    """

    row_activated = Signal(object)
    selection_changed = Signal(object)
    export_wanted = Signal()

    def __init__(self, appearance: Appearance, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self.exportable = False
        self._of_two = False
        self._kept: tuple[Hashable, ...] = ()
        self.setAccessibleName(name)
        self.setItemDelegate(CellDelegate(appearance, self))
        self._set_form()
        self._set_header()
        self.columns = TableColumns(self, appearance)
        self.activated.connect(self._on_activated)
        appearance.changed.connect(self._restyle)
        self._restyle()

    def show_rows_of(self, model: RowTableModel[Any]) -> None:
        """Show a model; columns that its descriptors hide at first are hidden."""
        self.setModel(model)
        model.modelAboutToBeReset.connect(self._keep_selection)
        model.modelReset.connect(self._restore_selection)
        model.modelReset.connect(self._fit)
        model.rowsInserted.connect(self._fit)
        self.columns.begin(model.columns)
        self._of_two = any(column.below for column in model.columns)
        self._set_row_height()
        self.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.setSortingEnabled(True)
        self._fit()

    def rows_model(self) -> RowTableModel[Any]:
        """Return the model that is shown. Raises TypeError before there is one."""
        model = self.model()
        if not isinstance(model, RowTableModel):
            raise TypeError("The table has no rows to show yet.")
        return model

    def selected_ids(self) -> tuple[Hashable, ...]:
        """Return the ids of the selected rows, from top to bottom."""
        chosen = self.selectionModel()
        rows = sorted(index.row() for index in chosen.selectedRows()) if chosen else []
        ids = (self._id_at(row) for row in rows)
        return tuple(identity for identity in ids if identity is not None)

    def select_ids(self, ids: tuple[Hashable, ...]) -> None:
        """Select these rows, as far as they are shown, and bring the first into view."""
        model, chosen = self.rows_model(), self.selectionModel()
        places = [at for at in (model.position(identity) for identity in ids) if at is not None]
        chosen.clearSelection()
        flags = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
        for at in places:
            chosen.select(model.index(at, 0), flags)
        if places:
            first = model.index(places[0], max(0, self.columnAt(0)))
            chosen.setCurrentIndex(first, QItemSelectionModel.SelectionFlag.NoUpdate)
            self.scrollTo(first)

    def select_row_at(self, place: QPoint) -> None:
        """Select the row at a place in the viewport, if there is one and it is not selected yet."""
        index = self.indexAt(place)
        if index.isValid() and not self.selectionModel().isRowSelected(index.row(), QModelIndex()):
            self.selectRow(index.row())

    def copy_selected(self, *, with_titles: bool = False) -> None:
        """Put the selected rows on the clipboard: tabs between the shown columns, a line for each row."""
        model = self.rows_model()
        columns = self.columns.shown()
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        lines = [[_plain(model.index(row, at).data()) for at in columns] for row in rows]
        if not lines:
            return
        if with_titles:
            titles = self.columns.titles()
            lines.insert(0, [_plain(titles[at]) for at in columns])
        QGuiApplication.clipboard().setText("\n".join("\t".join(line) for line in lines))

    def copy_cell(self) -> None:
        """Put the text of the current cell on the clipboard, as it is."""
        text = self.current_text()
        if text:
            QGuiApplication.clipboard().setText(text)

    def current_text(self) -> str:
        """Return the text of the current cell, empty where there is none."""
        return str(self.currentIndex().data() or "")

    def save_state(self) -> TableState:
        """Return how the columns stand now."""
        return self.columns.state()

    def restore_state(self, state: TableState) -> None:
        """Put the columns as they were left."""
        self.columns.restore(state)

    def column_menu(self) -> QMenu:
        """Return a menu that shows, hides and resets columns."""
        menu = ColumnMenu(self.columns, self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return menu

    def row_menu(self) -> QMenu:
        """Return a menu of what can be done with the selected rows and with the table."""
        menu = RowMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return menu

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the room among the columns."""
        super().resizeEvent(event)
        self.columns.share_room()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy rows on Ctrl+C and, with titles, on Ctrl+Shift+C, a cell on Ctrl+Alt+C; Enter activates the row.

        Shift+F10 opens the menu as the menu key does; not every platform does it by itself.
        """
        if event.key() in _MOVES:
            self._show_ring(shown=True)
        pressed = QKeySequence(event.keyCombination())
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_selected()
        elif pressed == COPY_WITH_TITLES:
            self.copy_selected(with_titles=True)
        elif pressed == COPY_CELL:
            self.copy_cell()
        elif pressed == _MENU and self.contextMenuPolicy() is Qt.ContextMenuPolicy.DefaultContextMenu:
            self._open_menu_at_cell()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self._on_activated(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what can be done, at the pointer or, by keyboard, at the current cell."""
        if not isinstance(self.model(), RowTableModel):
            return
        if event.reason() is QContextMenuEvent.Reason.Mouse:
            self._take_place(self.viewport().mapFromGlobal(event.globalPos()))
            self.row_menu().popup(event.globalPos())
        else:
            self._open_menu_at_cell()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring to those who came by keyboard."""
        super().focusInEvent(event)
        if event.reason() not in (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason):
            self._show_ring(shown=event.reason() in _BY_KEYBOARD)

    def viewportEvent(self, event: QEvent) -> bool:
        """Show a text that does not fit its cell in the tool tip."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            index = self.indexAt(event.pos())
            if index.isValid() and not index.data(Qt.ItemDataRole.ToolTipRole):
                wanted = self.sizeHintForIndex(index).width()
                cut = wanted > self.visualRect(index).width()
                QToolTip.showText(event.globalPos(), str(index.data() or "") if cut else "", self)
                return True
        return super().viewportEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Leave out the last row where only a part of it would be seen."""
        super().paintEvent(event)
        area = self.viewport().rect()
        row = self.rowAt(area.bottom())
        place = self.rowViewportPosition(row) if row >= 0 else 0
        if place > 0 and place + self.rowHeight(row) > area.bottom() + 1:
            painter = QPainter(self.viewport())
            painter.setClipRect(QRect(area.left(), place, area.width(), area.bottom() + 1 - place))
            # The card's lower corners are round.
            draw_round(painter, area, self._appearance.tokens.surface, self._appearance.sizes.card_radius)

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        """Tell which rows are selected now."""
        super().selectionChanged(selected, deselected)
        self.selection_changed.emit(self.selected_ids())

    def _set_form(self) -> None:
        self._show_ring(shown=False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def _show_ring(self, *, shown: bool) -> None:
        if self.property("ring") != shown:
            self.setProperty("ring", shown)
            self.style().unpolish(self)
            self.style().polish(self)

    def _set_header(self) -> None:
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setTextElideMode(Qt.TextElideMode.ElideRight)
        header.setSectionsMovable(True)
        header.setSortIndicatorClearable(True)
        header.setMinimumSectionSize(32)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(self._show_column_menu)

    def _restyle(self) -> None:
        header_font = self._appearance.font(TextRole.SMALL)
        header_font.setWeight(header_font.Weight.DemiBold)
        self.horizontalHeader().setFont(header_font)
        self._set_row_height()
        self.viewport().update()

    def _set_row_height(self) -> None:
        sizes = self._appearance.sizes
        self.verticalHeader().setDefaultSectionSize(sizes.row_of_two if self._of_two else sizes.row)

    def _fit(self) -> None:
        # The line that stands in for a page on its way says nothing about widths.
        if self.rows_model().rowCount() and self._id_at(0) is not None:
            self.columns.fit()

    def _open_menu_at_cell(self) -> None:
        cell = self.visualRect(self.currentIndex())
        place = cell.bottomLeft() if cell.isValid() else QPoint(0, 0)
        # Where the platform reports the key as well, one menu is enough.
        if QApplication.activePopupWidget() is None:
            self.row_menu().popup(self.viewport().mapToGlobal(place))

    def _take_place(self, at: QPoint) -> None:
        """Make the cell at a place the current one, without giving up what is selected around it."""
        index = self.indexAt(at)
        if not index.isValid():
            return
        self.select_row_at(at)
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)

    def _keep_selection(self) -> None:
        self._kept = self.selected_ids()

    def _restore_selection(self) -> None:
        kept, self._kept = self._kept, ()
        self.select_ids(kept)

    def _on_activated(self, index: QModelIndex) -> None:
        identity = index.data(CellRole.ROW_ID)
        if identity is not None:
            self.row_activated.emit(identity)

    def _id_at(self, row: int) -> Hashable | None:
        identity: Hashable | None = self.rows_model().index(row, 0).data(CellRole.ROW_ID)
        return identity

    def _show_column_menu(self, at: QPoint) -> None:
        self.column_menu().popup(self.horizontalHeader().mapToGlobal(at))


def _plain(value: object) -> str:
    """Return a cell's text without what would begin another cell or row."""
    return " ".join(str(value or "").replace("\t", " ").splitlines())
