"""What can be done with a kit and with a line of it: one list for the buttons, the menus and the shortcuts."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence

from kitstation.ui.pages.kits.kit_forms import tr

if TYPE_CHECKING:
    from kitstation.store.queries.kits import LineState
    from kitstation.ui.pages.kits.detail import KitContents

OFTEN_KIT = 3
OFTEN_LINE = 3
"""So many of the actions are buttons of their own."""


class _Kind(NamedTuple):
    key: str
    label: str
    keys: str
    suits: Callable[[KitContents, LineState | None], bool]


def _any(_kit: KitContents, _line: LineState | None) -> bool:
    return True


def _open(kit: KitContents, _line: LineState | None) -> bool:
    return not kit.kit.status.is_closed


def _line(kit: KitContents, line: LineState | None) -> bool:
    return line is not None and not kit.kit.status.is_closed


def _kit_kinds() -> tuple[_Kind, ...]:
    return (
        _Kind("status", tr("Status"), "Ctrl+T", _any),
        _Kind("reserve", tr("Reserve"), "Ctrl+R", lambda kit, line: _open(kit, line) and kit.lacks),
        _Kind("places", tr("Places"), "Ctrl+L", _any),
        _Kind("pick_list", tr("Save the pick list"), "Ctrl+P", lambda kit, _line: kit.lacks),
        _Kind("release", tr("Release what is reserved"), "", lambda kit, _line: bool(kit.reserved)),
        _Kind("fill", tr("Fill from the bill of materials"), "", _open),
        _Kind("split", tr("Split off what is missing"), "", lambda kit, line: _open(kit, line) and kit.lacks),
        _Kind("history", tr("History"), "Ctrl+H", _any),
    )


def _line_kinds() -> tuple[_Kind, ...]:
    return (
        _Kind("add_line", tr("Add line"), "Ins", _open),
        _Kind("change_line", tr("Change"), "F2", _line),
        _Kind("remove_line", tr("Remove"), "Del", _line),
        _Kind(
            "reserve_line",
            tr("Reserve for this line"),
            "",
            lambda kit, line: _line(kit, line) and line is not None and line.remaining > line.reserved,
        ),
        _Kind(
            "release_line",
            tr("Release what is reserved for this line"),
            "",
            lambda _kit, line: line is not None and line.reserved > 0,
        ),
    )


class KitActions(QObject):
    """The actions; `wanted` tells the key of the one that somebody has chosen."""

    wanted = Signal(str)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._kit_kinds, self._line_kinds = _kit_kinds(), _line_kinds()
        self.for_kit = tuple(map(self._made, self._kit_kinds))
        self.for_line = tuple(map(self._made, self._line_kinds))

    def follow(self, kit: KitContents | None, line: LineState | None) -> None:
        """Offer what suits the shown kit and its selected line."""
        for kinds, actions in ((self._kit_kinds, self.for_kit), (self._line_kinds, self.for_line)):
            for kind, action in zip(kinds, actions, strict=True):
                action.setEnabled(kit is not None and kind.suits(kit, line))

    def action(self, key: str) -> QAction:
        """Return the action with this key."""
        kinds = (*self._kit_kinds, *self._line_kinds)
        return (*self.for_kit, *self.for_line)[[kind.key for kind in kinds].index(key)]

    def _made(self, kind: _Kind) -> QAction:
        action = QAction(kind.label, self)
        if kind.keys:
            action.setShortcut(QKeySequence(kind.keys))
            # Where the kit has the focus, and nowhere else: a field of a form has its own use for Del.
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.setEnabled(False)
        action.triggered.connect(partial(self._tell, kind.key))
        return action

    def _tell(self, key: str, _checked: bool = False) -> None:  # noqa: FBT001, FBT002 - the signal's
        self.wanted.emit(key)
