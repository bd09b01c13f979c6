"""The tree as the page shows it: opened as far as it can be looked over."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelection, QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeView

from kitstation.station.genealogy.trees import Branch
from kitstation.ui.pages.genealogy.tree_model import BranchColumn, BranchModel
from kitstation.ui.theme.sizes import TextRole

if TYPE_CHECKING:
    from kitstation.ui.pages.genealogy.words import GenealogyWords
    from kitstation.ui.theme.apply import Appearance

_LOOKED_OVER = 200
"""A tree of so many lines is opened whole; of a larger one, only the first levels are."""
_NARROWEST_NAME = 240


class BranchTree(QTreeView):
    """Shows branches. `chosen` tells the selected one or None, `wanted` the one that Enter or a double click wants."""

    chosen = Signal(object)
    wanted = Signal(object)

    def __init__(
        self, appearance: Appearance, name: str, words: GenealogyWords, columns: Sequence[BranchColumn]
    ) -> None:
        super().__init__()
        self._appearance = appearance
        self.branches = BranchModel(appearance, words, columns, self)
        self.setAccessibleName(name)
        self.setModel(self.branches)
        self.setUniformRowHeights(True)
        self.setAllColumnsShowFocus(True)
        self.setExpandsOnDoubleClick(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.header().setSectionsMovable(False)
        self.header().setStretchLastSection(True)
        self.activated.connect(self._want)
        appearance.changed.connect(self._restyle)
        self._restyle()

    def show_branches(self, branches: Sequence[Branch]) -> None:
        """Show another tree, opened as far as it can be looked over, and select its first line."""
        self.branches.show_branches(branches)
        if _size(branches, _LOOKED_OVER) < _LOOKED_OVER:
            self.expandAll()
        else:
            self.expandToDepth(0 if len(branches) == 1 else -1)
        self._fit()
        self.setCurrentIndex(self.branches.index(0, 0))

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        """Tell which branch is selected now."""
        super().selectionChanged(selected, deselected)
        rows = self.selectionModel().selectedRows() if self.selectionModel() else []
        self.chosen.emit(self.branches.branch(rows[0]) if rows else None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy the line on Ctrl+C; Enter asks for the branch."""
        current = self.currentIndex()
        if event.matches(QKeySequence.StandardKey.Copy) and current.isValid():
            cells = (current.siblingAtColumn(at).data() for at in range(self.branches.columnCount()))
            QGuiApplication.clipboard().setText("\t".join(str(cell or "") for cell in cells))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and current.isValid():
            self._want(current)
        else:
            super().keyPressEvent(event)

    def _want(self, index: object) -> None:
        branch = self.branches.branch(self.currentIndex())
        if branch is not None:
            self.wanted.emit(branch)

    def _fit(self) -> None:
        header = self.header()
        for at in range(self.branches.columnCount()):
            self.resizeColumnToContents(at)
        least = self._appearance.sizes.scaled(_NARROWEST_NAME)
        header.resizeSection(0, max(least, min(header.sectionSize(0), 2 * least)))
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)

    def _restyle(self) -> None:
        font = self._appearance.font(TextRole.SMALL)
        font.setWeight(font.Weight.DemiBold)
        self.header().setFont(font)
        side = self._appearance.sizes.icon
        self.setIconSize(QSize(side, side))
        self.setIndentation(self._appearance.sizes.scaled(22))
        self.viewport().update()


def _size(branches: Sequence[Branch], most: int) -> int:
    """Return how many branches there are, or any number above `most`."""
    total = 0
    waiting = list(branches)
    while waiting and total <= most:
        branch = waiting.pop()
        total += 1
        waiting.extend(branch.children)
    return total
