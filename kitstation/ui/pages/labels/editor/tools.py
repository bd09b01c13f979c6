"""What can be done with elements: the actions of the editor, in menus and by keys."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, get_args

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from kitstation.labels import editing
from kitstation.labels.editing import Axis, Depth, Edge, ElementType
from kitstation.ui.pages.labels.editor.words import type_name

if TYPE_CHECKING:
    from kitstation.ui.pages.labels.editor.edited import EditedTemplate

_WITHIN = Qt.ShortcutContext.WidgetWithChildrenShortcut


class EditorTools(QObject):
    """Makes the actions on a widget, in which their keys work. `picture_wanted` asks for a picture to be chosen."""

    picture_wanted = Signal()

    def __init__(self, edited: EditedTemplate, owner: QWidget) -> None:
        super().__init__(owner)
        self._edited = edited
        self._owner = owner
        self.undo = self._action(self.tr("Undo"), edited.undo, "Ctrl+Z")
        self.redo = self._action(self.tr("Redo"), edited.redo, "Ctrl+Shift+Z", "Ctrl+Y")
        self.choose_all = self._action(self.tr("Choose all"), edited.choose_all, "Ctrl+A")
        self.duplicate = self._action(self.tr("Duplicate"), self._duplicate, "Ctrl+D")
        self.remove = self._action(self.tr("Remove"), self._remove, "Del")
        self.add_menu = self._make_add_menu()
        self.arrange_menu = self._make_arrange_menu()
        edited.changed.connect(self._show_what_can_be_done)
        edited.chosen_changed.connect(self._show_what_can_be_done)
        self._show_what_can_be_done()

    def add(self, kind: ElementType, picture: str = "") -> None:
        """Add an element, and choose it."""
        number = len(self._edited.template.elements)
        self._edited.do(lambda now: editing.add(now, kind, picture=picture), choosing=(number,))

    def align(self, edge: Edge, *, to_label: bool = False) -> None:
        """Align what is chosen."""
        chosen = self._edited.chosen
        self._edited.do(lambda now: editing.align(now, chosen, edge, to_label=to_label))

    def distribute(self, axis: Axis) -> None:
        """Leave the same room between what is chosen."""
        chosen = self._edited.chosen
        self._edited.do(lambda now: editing.distribute(now, chosen, axis))

    def same_size(self, axis: Axis) -> None:
        """Make what is chosen as wide or as high as the first of them."""
        chosen = self._edited.chosen
        self._edited.do(lambda now: editing.same_size(now, chosen, axis))

    def reorder(self, depth: Depth) -> None:
        """Draw what is chosen earlier or later."""
        if self._edited.chosen:
            template, chosen = editing.reorder(self._edited.template, self._edited.chosen, depth)
            self._edited.do(lambda _now: template, choosing=chosen)

    def _duplicate(self) -> None:
        chosen, count = self._edited.chosen, len(self._edited.template.elements)
        self._edited.do(
            lambda now: editing.duplicate(now, chosen), choosing=range(count, count + len(chosen))
        )

    def _remove(self) -> None:
        chosen = self._edited.chosen
        self._edited.do(lambda now: editing.remove(now, chosen), choosing=())

    def _make_add_menu(self) -> QMenu:
        menu = QMenu(self._owner)
        for kind in get_args(ElementType):
            do = self.picture_wanted.emit if kind == "image" else partial(self.add, kind)
            menu.addAction(self._action(type_name(kind), do))
        return menu

    def _make_arrange_menu(self) -> QMenu:
        menu = QMenu(self._owner)
        edges = {
            Edge.LEFT: self.tr("Left edges"),
            Edge.CENTRE: self.tr("Centres"),
            Edge.RIGHT: self.tr("Right edges"),
            Edge.TOP: self.tr("Upper edges"),
            Edge.MIDDLE: self.tr("Middles"),
            Edge.BOTTOM: self.tr("Lower edges"),
        }
        for title, to_label in ((self.tr("Align"), False), (self.tr("Align to the label"), True)):
            sub = menu.addMenu(title)
            for edge, words in edges.items():
                sub.addAction(self._action(words, partial(self.align, edge, to_label=to_label)))
        menu.addSeparator()
        menu.addAction(self._action(self.tr("Same room across"), partial(self.distribute, Axis.ACROSS)))
        menu.addAction(self._action(self.tr("Same room down"), partial(self.distribute, Axis.DOWN)))
        menu.addAction(self._action(self.tr("Same width"), partial(self.same_size, Axis.ACROSS)))
        menu.addAction(self._action(self.tr("Same height"), partial(self.same_size, Axis.DOWN)))
        menu.addSeparator()
        for depth, words, keys in (
            (Depth.FRONT, self.tr("To the front"), ("Ctrl+]",)),
            (Depth.FORWARD, self.tr("Forward"), ()),
            (Depth.BACKWARD, self.tr("Backward"), ()),
            (Depth.BACK, self.tr("To the back"), ("Ctrl+[",)),
        ):
            menu.addAction(self._action(words, partial(self.reorder, depth), *keys))
        menu.addSeparator()
        for action in (self.duplicate, self.remove, self.choose_all):
            menu.addAction(action)
        return menu

    def _action(self, words: str, do: Callable[[], object], *keys: str) -> QAction:
        action = QAction(words, self._owner)
        if keys:
            action.setShortcuts([QKeySequence(one) for one in keys])
            action.setShortcutContext(_WITHIN)
            self._owner.addAction(action)
        action.triggered.connect(partial(_call, do))
        return action

    def _show_what_can_be_done(self) -> None:
        self.undo.setEnabled(self._edited.can_undo)
        self.redo.setEnabled(self._edited.can_redo)
        for action in (self.duplicate, self.remove):
            action.setEnabled(bool(self._edited.chosen))


def _call(do: Callable[[], object], _checked: bool = False) -> None:  # noqa: FBT001, FBT002 - Qt's signal
    do()
