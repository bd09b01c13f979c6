"""What can be done with a position: one list for the buttons, the menu and the shortcuts."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence

if TYPE_CHECKING:
    from collections.abc import Callable

    from kitstation.ui.pages.positions.reading import PositionKnown

OFTEN = 2
"""So many of the actions are buttons of their own."""


class _Kind(NamedTuple):
    key: str
    label: str
    keys: str
    suits: Callable[[PositionKnown], bool]


def _always(_known: PositionKnown) -> bool:
    return True


def _something_there(known: PositionKnown) -> bool:
    return any(item.units.on_hand > 0 for item in known.items)


class PositionActions(QObject):
    """The actions; `wanted` tells the key of the one that somebody has chosen."""

    wanted = Signal(str)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._kinds = (
            _Kind("add", self.tr("Add"), "Ctrl+Shift+A", _always),
            _Kind("remove", self.tr("Remove"), "Ctrl+Shift+R", _something_there),
            _Kind("transfer", self.tr("Transfer"), "Ctrl+M", _something_there),
            _Kind("recount", self.tr("Recount"), "", _always),
            _Kind("edit", self.tr("Change limits and place"), "F2", _always),
            _Kind("delete", self.tr("Delete position"), "", _always),
        )
        self.all = tuple(map(self._made, self._kinds))

    def follow(self, known: PositionKnown | None) -> None:
        """Offer what suits a position."""
        for kind, action in zip(self._kinds, self.all, strict=True):
            action.setEnabled(known is not None and kind.suits(known))

    def action(self, key: str) -> QAction:
        """Return the action with this key."""
        return self.all[[kind.key for kind in self._kinds].index(key)]

    def _made(self, kind: _Kind) -> QAction:
        action = QAction(kind.label, self)
        if kind.keys:
            action.setShortcut(QKeySequence(kind.keys))
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.setEnabled(False)
        action.triggered.connect(partial(self._tell, kind.key))
        return action

    def _tell(self, key: str, _checked: bool = False) -> None:  # noqa: FBT001, FBT002 - the signal's
        self.wanted.emit(key)
