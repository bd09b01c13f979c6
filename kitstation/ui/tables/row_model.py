"""A table model over a tuple of frozen rows."""

from __future__ import annotations

from enum import IntEnum
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Generic

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from kitstation.ui.tables.column import Align, CellIcon, Column, Row, RowState

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence

    from PySide6.QtGui import QIcon

_ALIGNMENTS = {
    Align.LEADING: Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter,
    Align.TRAILING: Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter,
    Align.CENTRE: Qt.AlignmentFlag.AlignCenter,
}
_Role = Qt.ItemDataRole
_NO_CELL: Mapping[int, Any] = MappingProxyType({})
Index = QModelIndex | QPersistentModelIndex


class CellRole(IntEnum):
    """What a cell knows beyond Qt's own roles."""

    ROW_ID = Qt.ItemDataRole.UserRole.value + 1
    SORT = Qt.ItemDataRole.UserRole.value + 2
    ICON = Qt.ItemDataRole.UserRole.value + 3
    DRAWN = Qt.ItemDataRole.UserRole.value + 4
    STATE = Qt.ItemDataRole.UserRole.value + 5
    MUTED = Qt.ItemDataRole.UserRole.value + 6
    BOLD = Qt.ItemDataRole.UserRole.value + 7
    SMALL = Qt.ItemDataRole.UserRole.value + 8
    BELOW = Qt.ItemDataRole.UserRole.value + 9


class RowTableModel(QAbstractTableModel, Generic[Row]):
    """Shows rows through columns; `row_id` tells rows apart, `row_state` says how each is marked.

    Rows are projected to what is shown once, when they are first seen; `data` looks it up. Nothing is written
    through the model.
    """

    def __init__(
        self,
        columns: Sequence[Column[Row]],
        row_id: Callable[[Row], Hashable],
        *,
        row_state: Callable[[Row], RowState] | None = None,
        decorate: Callable[[CellIcon], QIcon] | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self._row_id = row_id
        self._row_state = row_state
        self._decorate = decorate
        self._all: tuple[Row, ...] = ()
        self._passes: Callable[[Row], bool] | None = None
        self._given: tuple[Row, ...] = ()
        self._rows: list[Row] = []
        self._positions: dict[Hashable, int] = {}
        self._projected: dict[Hashable, tuple[dict[int, Any], ...]] = {}
        self._sorted_by: tuple[int, bool] | None = None

    def set_rows(self, rows: Iterable[Row]) -> None:
        """Show these rows. Where they are the same ones, in whatever order, only those that differ are repainted."""
        self._all = tuple(rows)
        self._show(self._passing())

    def filter_rows(self, passes: Callable[[Row], bool] | None) -> None:
        """Show only the rows that pass, now and of those to come; None shows all."""
        self._passes = passes
        self._show(self._passing())

    @property
    def total(self) -> int:
        """How many rows there are, with those that are not shown because they do not pass."""
        return len(self._all)

    def shown_rows(self) -> tuple[Row, ...]:
        """Return the rows that are shown, in the order in which they are."""
        return tuple(self._rows)

    def replace_row(self, row: Row) -> None:
        """Show the new state of one row, where it stands."""
        self.replace_rows((row,))

    def replace_rows(self, rows: Iterable[Row]) -> None:
        """Show the new state of some rows, where they stand. Rows that are not there are passed over."""
        changed = {self._row_id(row): row for row in rows}
        self._all = tuple(changed.get(self._row_id(row), row) for row in self._all)
        self._show(self._passing())

    def _passing(self) -> tuple[Row, ...]:
        return self._all if self._passes is None else tuple(row for row in self._all if self._passes(row))

    def _show(self, given: tuple[Row, ...]) -> None:
        order = [self._row_id(row) for row in given]
        if len(order) == len(self._positions) and all(identity in self._positions for identity in order):
            before, self._given = self._given, given
            self._repaint(given)
            if order != [self._row_id(row) for row in before]:
                self._rearrange(given)
            return
        self.beginResetModel()
        self._given = given
        self._projected.clear()
        self._arrange()
        self.endResetModel()

    def _repaint(self, rows: tuple[Row, ...]) -> None:
        """Show the new state of rows that stand where they stood; those that are the same are left as they are."""
        last_column = len(self.columns) - 1
        for row in rows:
            identity = self._row_id(row)
            at = self._positions[identity]
            if self._rows[at] == row:
                continue
            self._rows[at] = row
            self._projected.pop(identity, None)
            self.dataChanged.emit(self.index(at, 0), self.index(at, last_column))

    def row(self, identity: Hashable) -> Row | None:
        """Return the row with this id, if it is shown."""
        at = self._positions.get(identity)
        return None if at is None else self._rows[at]

    def position(self, identity: Hashable) -> int | None:
        """Return where the row with this id stands, if it is shown."""
        return self._positions.get(identity)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return the number of rows; cells have none below them."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return the number of columns; cells have none below them."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = _Role.DisplayRole) -> Any:  # noqa: ANN401 - Qt's signature
        """Return what a cell shows in a role, or None."""
        cell = self.cell(index)
        if role == _Role.DecorationRole and self._decorate is not None and cell.get(CellRole.ICON):
            return self._decorate(cell[CellRole.ICON])
        return cell.get(int(role))

    def cell(self, index: Index) -> Mapping[int, Any]:
        """Return all that a cell shows, by role: what paints asks once, and not role by role through Qt."""
        if not index.isValid() or index.row() >= len(self._rows) or index.column() >= len(self.columns):
            return _NO_CELL
        return self._cells(index.row())[index.column()]

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _Role.DisplayRole) -> Any:  # noqa: ANN401 - Qt's signature
        """Return a column's title and alignment."""
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        if role in (_Role.DisplayRole, _Role.AccessibleTextRole):
            return self.columns[section].title
        return _ALIGNMENTS[self.columns[section].align] if role == _Role.TextAlignmentRole else None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column; -1 returns to the order in which the rows were given."""
        descending = order is Qt.SortOrder.DescendingOrder
        self._sorted_by = (column, descending) if 0 <= column < len(self.columns) else None
        self._rearrange(self._given)

    def _rearrange(self, given: tuple[Row, ...]) -> None:
        """Put the rows into another order; what is selected stays selected."""
        self.layoutAboutToBeChanged.emit()
        self._given = given
        before = self.persistentIndexList()
        identities = [self._row_id(self._rows[index.row()]) for index in before]
        self._arrange()
        after = [
            self.index(self._positions[identity], index.column())
            for identity, index in zip(identities, before, strict=True)
        ]
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()

    def _arrange(self) -> None:
        self._rows = list(self._given)
        if self._sorted_by is not None:
            column, descending = self._sorted_by
            self._rows.sort(key=self.columns[column].order, reverse=descending)
        self._positions = {self._row_id(row): at for at, row in enumerate(self._rows)}

    def _cells(self, at: int) -> tuple[dict[int, Any], ...]:
        row = self._rows[at]
        identity = self._row_id(row)
        cells = self._projected.get(identity)
        if cells is None:
            state = self._row_state(row) if self._row_state else RowState.NORMAL
            cells = tuple(self._cell(column, row, identity, state) for column in self.columns)
            self._projected[identity] = cells
        return cells

    @staticmethod
    def _cell(column: Column[Row], row: Row, identity: Hashable, state: RowState) -> dict[int, Any]:
        text = column.text(row)
        cell: dict[int, Any] = {
            _Role.DisplayRole.value: text,
            _Role.ToolTipRole.value: column.tooltip(row) if column.tooltip else None,
            _Role.AccessibleTextRole.value: column.accessible(row) if column.accessible else text,
            _Role.TextAlignmentRole.value: _ALIGNMENTS[column.align],
            CellRole.ROW_ID: identity,
            CellRole.SORT: column.order(row),
            CellRole.STATE: state,
            CellRole.MUTED: column.muted,
            CellRole.BOLD: column.bold,
            CellRole.SMALL: column.small,
        }
        if column.icon:
            cell[CellRole.ICON] = column.icon(row)
        if column.below:
            cell[CellRole.BELOW] = column.below(row)
        if column.drawn:
            cell[CellRole.DRAWN] = column.drawn(row)
        return cell
