"""What can be done with items: one list for the buttons, the menu of the rows and the shortcuts."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence

from kitstation.ui.pages.inventory.item_forms import tr

if TYPE_CHECKING:
    from kitstation.store.queries.inventory import InventoryRow

Rows = tuple["InventoryRow", ...]

OFTEN = 2
"""So many of the actions are buttons of their own."""


class _Kind(NamedTuple):
    """An action: its word, its shortcut, and whether it suits what is selected."""

    key: str
    label: str
    keys: str
    suits: Callable[[Rows], bool]


def _one(rows: Rows) -> bool:
    return len(rows) == 1


def _counted(rows: Rows) -> bool:
    return _one(rows) and rows[0].serial_number is None


def _some_on_hand(rows: Rows) -> bool:
    return bool(rows) and all(row.quantity > 0 for row in rows)


def _one_on_hand(rows: Rows) -> bool:
    return _one(rows) and rows[0].quantity > 0


def _kinds() -> tuple[_Kind, ...]:
    return (
        _Kind("transfer", tr("Move"), "Ctrl+M", _some_on_hand),
        _Kind("edit", tr("Change"), "F2", _one),
        _Kind("recount", tr("Recount"), "Ctrl+Shift+R", _one),
        _Kind("split", tr("Split"), "Ctrl+Shift+S", lambda rows: _counted(rows) and _one_on_hand(rows)),
        _Kind("merge", tr("Make one item of them"), "Ctrl+J", _may_merge),
        _Kind(
            "reserve",
            tr("Reserve for a kit"),
            "Ctrl+R",
            lambda rows: _one_on_hand(rows) and not rows[0].blocked,
        ),
        _Kind("free", tr("Free what is reserved"), "", lambda rows: _one(rows) and rows[0].reserved > 0),
        _Kind(
            "hold",
            tr("Hold"),
            "Ctrl+H",
            lambda rows: bool(rows) and all(row.hold_reason is None for row in rows),
        ),
        _Kind(
            "release",
            tr("Release"),
            "Ctrl+Shift+H",
            lambda rows: bool(rows) and all(row.hold_reason is not None for row in rows),
        ),
        _Kind("add", tr("Add"), "Ctrl++", lambda rows: _one(rows) and not _full_serial(rows[0])),
        _Kind("remove", tr("Remove"), "Ctrl+-", _one_on_hand),
        _Kind(
            "scrap",
            tr("Scrap"),
            "Ctrl+Shift+X",
            lambda rows: _one(rows) and (rows[0].quantity or rows[0].picked) > 0,
        ),
        _Kind("delete", tr("Delete"), "Del", _one),
    )


def _may_merge(rows: Rows) -> bool:
    return bool(rows) and all(row.serial_number is None for row in rows)


def _full_serial(row: InventoryRow) -> bool:
    return row.serial_number is not None and row.quantity + row.picked + row.reserved + row.installed > 0


class ItemActions(QObject):
    """The actions; `wanted` tells the key of the one that somebody has chosen."""

    wanted = Signal(str)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._kinds = _kinds()
        self.actions = tuple(self._made(kind) for kind in self._kinds)

    def follow(self, rows: Rows) -> None:
        """Offer what suits the selected items."""
        for kind, action in zip(self._kinds, self.actions, strict=True):
            action.setEnabled(kind.suits(rows))

    def action(self, key: str) -> QAction:
        """Return the action with this key."""
        at = [kind.key for kind in self._kinds].index(key)
        return self.actions[at]

    def _made(self, kind: _Kind) -> QAction:
        action = QAction(kind.label, self)
        if kind.keys:
            action.setShortcut(QKeySequence(kind.keys))
            # Where the items have the focus, and nowhere else: a field of a form has its own use for Del.
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.setEnabled(False)
        action.triggered.connect(partial(self._tell, kind.key))
        return action

    def _tell(self, key: str, _checked: bool = False) -> None:  # noqa: FBT001, FBT002 - the signal's
        self.wanted.emit(key)
