"""The list of what gets a label."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QListWidgetItem

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kitstation.ui.pages.labels.choosing import Subject

_UID = Qt.ItemDataRole.UserRole


class ChosenList(QListWidget):
    """One row a record, each once. `changed` tells that there are others; Delete takes the selected ones out."""

    changed = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setUniformItemSizes(True)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    @property
    def uids(self) -> tuple[str, ...]:
        """The records, in the order in which they were added."""
        return tuple(self._uid(row) for row in range(self.count()))

    @property
    def current_uid(self) -> str | None:
        """The record that the cursor is on; the first one where it is on none."""
        return self._uid(max(self.currentRow(), 0)) if self.count() else None

    def add(self, subjects: Iterable[Subject]) -> int:
        """Add records that are not there yet, go to the last of them, and return how many they were."""
        there = set(self.uids)
        new = [subject for subject in subjects if subject.uid not in there]
        for subject in new:
            item = QListWidgetItem(subject.caption)
            item.setData(_UID, subject.uid)
            item.setToolTip(subject.caption)
            self.addItem(item)
        if new:
            # Else what was added before stays selected, and one key would take out all of it.
            self.clearSelection()
            self.setCurrentRow(self.count() - 1)
            self.scrollToBottom()
            self.changed.emit()
        return len(new)

    def remove_selected(self) -> None:
        """Take out what is selected."""
        rows = sorted((self.row(item) for item in self.selectedItems()), reverse=True)
        for row in rows:
            self.takeItem(row)
        if rows:
            self.changed.emit()

    def remove_all(self) -> None:
        """Take out everything."""
        if self.count():
            self.clear()
            self.changed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take out on Delete and Backspace."""
        if event.key() in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
            self.remove_selected()
        else:
            super().keyPressEvent(event)

    def _uid(self, row: int) -> str:
        return str(self.item(row).data(_UID))
