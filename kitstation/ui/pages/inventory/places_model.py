"""The tree of places: what is in what, with the items in each; a place can be dragged into another one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import IntEnum
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from kitstation.ui.pages.inventory.item_forms import tr

if TYPE_CHECKING:
    from kitstation.store.queries.places import PlaceRow

Index = QModelIndex | QPersistentModelIndex
MIME = "application/x-kitstation-place"


class PlaceColumn(IntEnum):
    """The columns of the tree."""

    NAME = 0
    KIND = 1
    ITEMS = 2
    AVAILABLE = 3
    BARCODE = 4


class _Node:
    """A place with those inside it."""

    def __init__(self, row: PlaceRow | None, parent: _Node | None) -> None:
        self.row = row
        self.parent = parent
        self.inside: list[_Node] = []
        self.at = 0

    @property
    def items(self) -> int:
        """How many items are in it, with those of all places inside."""
        own = self.row.items if self.row else 0
        return own + sum(node.items for node in self.inside)


class PlacesModel(QAbstractItemModel):
    """Shows places as a tree. `move_wanted` tells that one was dropped on another: both rows, the second or None."""

    move_wanted = Signal(object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._root = _Node(None, None)
        self._nodes: dict[str, _Node] = {}
        self._totals: dict[str, int] = {}
        self._titles = (tr("Place"), tr("Kind"), tr("Items"), tr("To take from"), tr("Barcode"))

    def show_places(self, rows: Sequence[PlaceRow]) -> None:
        """Show these places; those inside one that is not among them are shown at the root."""
        self.beginResetModel()
        self._root = _Node(None, None)
        self._nodes = {row.uid: _Node(row, None) for row in rows}
        for row in rows:
            node = self._nodes[row.uid]
            node.parent = self._nodes.get(row.parent_uid or "", self._root)
            node.at = len(node.parent.inside)
            node.parent.inside.append(node)
        self._totals = {uid: node.items for uid, node in self._nodes.items()}
        self.endResetModel()

    @property
    def total(self) -> int:
        """How many places are shown."""
        return len(self._nodes)

    def place(self, index: Index) -> PlaceRow | None:
        """Return the place at an index."""
        node = self._node(index)
        return node.row

    def index_of(self, uid: str) -> QModelIndex:
        """Return where a place stands; an invalid index where it is not shown."""
        node = self._nodes.get(uid)
        return QModelIndex() if node is None else self.createIndex(node.at, 0, node)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return how many places are right inside one."""
        return 0 if parent.column() > 0 else len(self._node(parent).inside)

    def columnCount(self, _parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return the number of columns."""
        return len(PlaceColumn)

    def index(self, row: int, column: int, parent: Index = QModelIndex()) -> QModelIndex:  # noqa: B008 - Qt's own default
        """Return the index of a place inside another one."""
        inside = self._node(parent).inside
        if not 0 <= row < len(inside) or not 0 <= column < len(PlaceColumn):
            return QModelIndex()
        return self.createIndex(row, column, inside[row])

    def parent(self, index: Index) -> QModelIndex:  # type: ignore[override]  # the stub knows only the other overload
        """Return the index of the place that one is in."""
        node = self._node(index).parent
        if node is None or node is self._root:
            return QModelIndex()
        return self.createIndex(node.at, 0, node)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt's signature
        """Return what is shown of a place."""
        row = self.place(index) if index.isValid() else None
        if row is None:
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._text(row, PlaceColumn(index.column()))
        if role == Qt.ItemDataRole.ToolTipRole:
            return row.description or None
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() == PlaceColumn.ITEMS:
            return Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:  # noqa: ANN401 - Qt's signature
        """Return a column's title."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._titles[section]
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let places be dragged, and dropped on places or beside all of them."""
        flags = super().flags(index) | Qt.ItemFlag.ItemIsDropEnabled
        return flags | Qt.ItemFlag.ItemIsDragEnabled if index.isValid() else flags

    def supportedDropActions(self) -> Qt.DropAction:
        """Move, not copy."""
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:
        """Return what is dragged."""
        return [MIME]

    def mimeData(self, indexes: Iterable[QModelIndex]) -> QMimeData:
        """Return the place that is dragged."""
        dragged = QMimeData()
        row = next((self.place(index) for index in indexes), None)
        if row is not None:
            dragged.setData(MIME, row.uid.encode())
        return dragged

    def dropMimeData(
        self, data: QMimeData, _action: Qt.DropAction, _row: int, _column: int, parent: Index
    ) -> bool:
        """Ask for the move; the tree changes when it is done."""
        node = self._nodes.get(bytes(data.data(MIME).data()).decode())
        if node is not None:
            self.move_wanted.emit(node.row, self.place(parent) if parent.isValid() else None)
        # Never true: the view would take the dragged row out by itself.
        return False

    def _node(self, index: Index) -> _Node:
        found = index.internalPointer() if index.isValid() else None
        return found if isinstance(found, _Node) else self._root

    def _text(self, row: PlaceRow, column: PlaceColumn) -> str:
        match column:
            case PlaceColumn.NAME:
                return tr("{place} (archived)").format(place=row.name) if row.archived else row.name
            case PlaceColumn.KIND:
                return row.type.value
            case PlaceColumn.ITEMS:
                items = self._totals.get(row.uid, 0)
                return f"{items:,}" if items else ""
            case PlaceColumn.AVAILABLE:
                return tr("yes") if row.inventory_available else tr("no")
            case PlaceColumn.BARCODE:
                return row.barcode
