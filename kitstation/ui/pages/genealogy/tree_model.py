"""A tree of branches as Qt's views see it. Lines are made when somebody opens what they are in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor

from kitstation.station.genealogy.trees import Branch, BranchKind
from kitstation.ui.tables.column import Align
from kitstation.ui.theme.sizes import TextRole

if TYPE_CHECKING:
    from kitstation.ui.pages.genealogy.words import GenealogyWords
    from kitstation.ui.theme.apply import Appearance

Index = QModelIndex | QPersistentModelIndex
_Role = Qt.ItemDataRole
_MIDDLE = Qt.AlignmentFlag.AlignVCenter
_ALIGNMENTS = {
    Align.LEADING: Qt.AlignmentFlag.AlignLeading | _MIDDLE,
    Align.TRAILING: Qt.AlignmentFlag.AlignTrailing | _MIDDLE,
    Align.CENTRE: Qt.AlignmentFlag.AlignCenter,
}


@dataclass(frozen=True, slots=True)
class BranchColumn:
    """A column of a tree: its title, and what it says of a branch."""

    title: str
    text: Callable[[Branch], str]
    align: Align = Align.LEADING


@dataclass(slots=True)
class _Line:
    branch: Branch
    parent: int
    row: int
    children: list[int] | None = field(default=None)


class BranchModel(QAbstractItemModel):
    """Shows branches under a heading each; the first column has the icons. Nothing is written through it."""

    def __init__(
        self,
        appearance: Appearance,
        words: GenealogyWords,
        columns: Sequence[BranchColumn],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._words = words
        self._columns = tuple(columns)
        self._lines: list[_Line] = []
        self._roots: list[int] = []

    def show_branches(self, branches: Sequence[Branch]) -> None:
        """Show another tree."""
        self.beginResetModel()
        self._lines = []
        self._roots = self._add(branches, -1)
        self.endResetModel()

    def branch(self, index: Index) -> Branch | None:
        """Return the branch of a line, None outside of all."""
        return self._lines[index.internalId()].branch if index.isValid() else None

    def columnCount(self, _parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return the number of columns."""
        return len(self._columns)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return how many lines are directly below another one."""
        return 0 if parent.column() > 0 else len(self._below(parent))

    def hasChildren(self, parent: Index = QModelIndex()) -> bool:  # noqa: B008 - Qt's own default
        """Say whether there is anything below a line, without making it."""
        if not parent.isValid():
            return bool(self._roots)
        return parent.column() == 0 and bool(self._lines[parent.internalId()].branch.children)

    def index(self, row: int, column: int, parent: Index = QModelIndex()) -> QModelIndex:  # noqa: B008 - Qt's own default
        """Return the index of a cell."""
        below = self._below(parent)
        if not (0 <= row < len(below) and 0 <= column < len(self._columns)):
            return QModelIndex()
        return self.createIndex(row, column, below[row])

    def parent(self, index: Index) -> QModelIndex:  # type: ignore[override]  # Qt overloads it with QObject's own
        """Return the line that another one is below."""
        if not index.isValid():
            return QModelIndex()
        above = self._lines[index.internalId()].parent
        return QModelIndex() if above < 0 else self.createIndex(self._lines[above].row, 0, above)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = _Role.DisplayRole.value
    ) -> Any:  # noqa: ANN401 - Qt's own
        """Return a column's title."""
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(self._columns):
            return None
        column = self._columns[section]
        if role == _Role.DisplayRole:
            return column.title
        return _ALIGNMENTS[column.align] if role == _Role.TextAlignmentRole else None

    def data(self, index: Index, role: int = _Role.DisplayRole.value) -> Any:  # noqa: ANN401 - Qt's own; one return a role
        """Return what a cell shows."""
        branch = self.branch(index)
        if branch is None:
            return None
        column = self._columns[index.column()]
        match role:
            case _Role.DisplayRole | _Role.AccessibleTextRole:
                return column.text(branch)
            case _Role.ToolTipRole:
                return branch.description or None
            case _Role.TextAlignmentRole:
                return _ALIGNMENTS[column.align]
            case _Role.FontRole if branch.kind in {BranchKind.ROOT, BranchKind.NEED} and not index.column():
                return self._appearance.font(TextRole.STRONG)
            case _Role.ForegroundRole if branch.repeated:
                return QColor(self._appearance.tokens.muted)
            case _Role.DecorationRole if not index.column():
                icon = self._words.icon(branch)
                return self._appearance.icons.icon(icon.name, icon.ink.of(self._appearance.tokens))
            case _:
                return None

    def _below(self, parent: Index) -> list[int]:
        if not parent.isValid():
            return self._roots
        at = parent.internalId()
        line = self._lines[at]
        if line.children is None:
            line.children = self._add(line.branch.children, at)
        return line.children

    def _add(self, branches: Sequence[Branch], parent: int) -> list[int]:
        first = len(self._lines)
        self._lines.extend(_Line(branch, parent, row) for row, branch in enumerate(branches))
        return list(range(first, len(self._lines)))
