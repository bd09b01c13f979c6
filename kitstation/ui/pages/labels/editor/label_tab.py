"""The label with everything that edits it by mouse and keys: list, canvas, settings."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from kitstation.ui.pages.labels.editor.canvas import LabelCanvas
from kitstation.ui.pages.labels.editor.canvas_view import ZOOM_STEP
from kitstation.ui.pages.labels.editor.element_list import ElementList
from kitstation.ui.pages.labels.editor.property_pane import PropertyPane
from kitstation.ui.pages.labels.editor.tool_row import ToolRow
from kitstation.ui.pages.labels.editor.tools import EditorTools
from kitstation.ui.theme.sizes import TextRole
from kitstation.ui.theme.tokens import Ink
from kitstation.ui.widgets.button import Button
from kitstation.ui.widgets.card import Card, set_margins
from kitstation.ui.widgets.text import Text

if TYPE_CHECKING:
    from kitstation.ui.pages.labels.editor.edited import EditedTemplate
    from kitstation.ui.theme.apply import Appearance

_LIST_WIDTH, _SETTINGS_WIDTH = 216, 290


class LabelTab(QWidget):
    """`picture_chosen` tells the path of a picture that is to be put on the label."""

    picture_chosen = Signal(object)

    def __init__(self, appearance: Appearance, edited: EditedTemplate, below_list: QWidget) -> None:
        super().__init__()
        self._edited = edited
        self.canvas = LabelCanvas(appearance, edited)
        self.tools = EditorTools(edited, self)
        self.row = ToolRow(appearance, self.tools, self.canvas)
        self.list = ElementList(edited)
        self.settings = PropertyPane(appearance, edited)
        self._refusal = Text(appearance, ink=Ink.REFUSED, lines=2)
        self._refusal.hide()
        edited.refused.connect(self._say)
        self.tools.picture_wanted.connect(self._ask_for_picture)
        self._add_zoom_keys()
        self._lay_out(appearance, below_list)

    @property
    def refusal(self) -> str:
        """Why something was not done; empty where nothing was refused."""
        return self._refusal.text()

    def _say(self, sentence: str) -> None:
        self._refusal.setText(sentence)
        self._refusal.setVisible(bool(sentence))

    def _ask_for_picture(self) -> None:
        dialog = QFileDialog(self, self.tr("Put a picture on the label"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setNameFilter(self.tr("Pictures (*.png *.svg)"))
        dialog.fileSelected.connect(self._tell_picture)
        dialog.open()

    def _tell_picture(self, name: str) -> None:
        self.picture_chosen.emit(Path(name))

    def _add_zoom_keys(self) -> None:
        for keys, do in (
            ("Ctrl++", self._larger),
            ("Ctrl+=", self._larger),
            ("Ctrl+-", self._smaller),
            ("Ctrl+1", self._true_size),
            ("Ctrl+0", self._fit),
        ):
            action = QAction(self)
            action.setShortcut(QKeySequence(keys))
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            action.triggered.connect(do)
            self.addAction(action)

    def _larger(self) -> None:
        self.canvas.set_zoom(self.canvas.zoom * ZOOM_STEP)

    def _smaller(self) -> None:
        self.canvas.set_zoom(self.canvas.zoom / ZOOM_STEP)

    def _true_size(self) -> None:
        self.canvas.set_zoom(1.0)

    def _fit(self) -> None:
        self.canvas.set_zoom(None)

    def _buttons(self, appearance: Appearance) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(appearance.sizes.unit)
        for action in (self.tools.duplicate, self.tools.remove):
            button = Button(appearance, action.text(), tall=True)
            button.setToolTip(action.shortcut().toString())
            button.clicked.connect(action.trigger)
            button.setEnabled(action.isEnabled())
            action.enabledChanged.connect(button.setEnabled)
            row.addWidget(button)
        return row

    def _lay_out(self, appearance: Appearance, below_list: QWidget) -> None:
        sizes = appearance.sizes
        elements = Card()
        inner = QVBoxLayout(elements)
        set_margins(inner, sizes.unit * 2, sizes.unit)
        inner.addWidget(Text(appearance, self.tr("Elements"), role=TextRole.LEAD_STRONG))
        inner.addWidget(self.list, 1)
        inner.addLayout(self._buttons(appearance))
        left = QVBoxLayout()
        left.setSpacing(sizes.unit * 2)
        left.addWidget(elements, 1)
        left.addWidget(below_list)
        middle = QVBoxLayout()
        middle.setSpacing(sizes.unit * 2)
        middle.addWidget(self.row)
        middle.addWidget(self._refusal)
        middle.addWidget(self.canvas, 1)
        row = QHBoxLayout(self)
        set_margins(row, 0, sizes.unit * 3)
        for part in (elements, below_list):
            part.setFixedWidth(sizes.scaled(_LIST_WIDTH))
        self.settings.setFixedWidth(sizes.scaled(_SETTINGS_WIDTH))
        row.addLayout(left)
        row.addLayout(middle, 1)
        row.addWidget(self.settings)
