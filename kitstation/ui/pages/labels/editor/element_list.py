"""The elements of a template in a list: what is drawn last, and covers the others, stands above."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QListWidgetItem

from kitstation.ui.pages.labels.editor.words import element_words

if TYPE_CHECKING:
    from kitstation.ui.pages.labels.editor.edited import EditedTemplate


class ElementList(QListWidget):
    """Chooses elements as the canvas does, and follows it."""

    def __init__(self, edited: EditedTemplate) -> None:
        super().__init__()
        self._edited = edited
        self._following = False
        self.setAccessibleName(self.tr("Elements of the label"))
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setUniformItemSizes(True)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        edited.changed.connect(self.follow)
        edited.chosen_changed.connect(self.follow)
        self.itemSelectionChanged.connect(self._choose)
        self.follow()

    def follow(self) -> None:
        """Show the elements as they are, and which are chosen."""
        elements = self._edited.template.elements
        self._following = True
        while self.count() > len(elements):
            self.takeItem(self.count() - 1)
        while self.count() < len(elements):
            self.addItem(QListWidgetItem())
        for number, element in enumerate(elements):
            words = element_words(element)
            item = self.item(self._row(number))
            item.setText(words)
            item.setToolTip(words)
        if {self._row(number) for number in self._edited.chosen} != self._rows():
            self.clearSelection()
            for number in self._edited.chosen:
                self.item(self._row(number)).setSelected(True)
            if self._edited.chosen:
                self.selectionModel().setCurrentIndex(
                    self.indexFromItem(self.item(self._row(self._edited.chosen[0]))),
                    QItemSelectionModel.SelectionFlag.NoUpdate,
                )
        self._following = False

    def _choose(self) -> None:
        if self._following:
            return
        rows = self._rows()
        kept = [number for number in self._edited.chosen if self._row(number) in rows]
        new = [self._row(row) for row in sorted(rows) if self._row(row) not in kept]
        self._edited.choose([*kept, *new])

    def _rows(self) -> set[int]:
        return {index.row() for index in self.selectedIndexes()}

    def _row(self, number: int) -> int:
        """Return the row of an element and, as it is the same, the element of a row."""
        return len(self._edited.template.elements) - 1 - number
