"""The row above the canvas: adding, arranging, undoing, what things land on, and how large the label is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from kitstation.labels.snapping import GridKind
from kitstation.ui.widgets.button import Button

if TYPE_CHECKING:
    from PySide6.QtGui import QAction

    from kitstation.ui.pages.labels.editor.canvas import LabelCanvas
    from kitstation.ui.pages.labels.editor.tools import EditorTools
    from kitstation.ui.theme.apply import Appearance

_ZOOMS = (0.5, 1.0, 2.0, 4.0, 8.0)


class ToolRow(QWidget):
    """Buttons for the tools, and for the canvas's grid and zoom."""

    def __init__(self, appearance: Appearance, tools: EditorTools, canvas: LabelCanvas) -> None:
        super().__init__()
        self._appearance = appearance
        self._canvas = canvas
        self.add = Button(appearance, self.tr("Add"), icon="add", tall=True)
        self.add.setMenu(tools.add_menu)
        self.arrange = Button(appearance, self.tr("Arrange"), tall=True)
        self.arrange.setMenu(tools.arrange_menu)
        self.undo = self._button(tools.undo, "undo")
        self.redo = self._button(tools.redo, "redo")
        self.grid = QComboBox()
        self.grid.setAccessibleName(self.tr("What elements land on"))
        self._grids = tuple(GridKind)
        for words in (self.tr("Grid: dots"), self.tr("Grid: 0.5 mm"), self.tr("No grid")):
            self.grid.addItem(words)
        self.grid.setCurrentIndex(self._grids.index(canvas.grid))
        self.grid.setToolTip(self.tr("Elements land on edges of others first. With Alt they land nowhere."))
        self.zoom = QComboBox()
        self.zoom.setAccessibleName(self.tr("How large the label is shown"))
        self.zoom.addItem("")
        for zoom in _ZOOMS:
            self.zoom.addItem(self.tr("True size") if zoom == 1.0 else f"{zoom:.0%}", zoom)
        self.grid.currentIndexChanged.connect(self._set_grid)
        self.zoom.activated.connect(self._set_zoom)
        canvas.zoomed.connect(self._show_zoom)
        self._show_zoom()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(appearance.sizes.unit * 2)
        for part in (self.add, self.arrange, self.undo, self.redo):
            row.addWidget(part)
        row.addStretch()
        row.addWidget(self.grid)
        row.addWidget(self.zoom)

    def _button(self, action: QAction, icon: str) -> Button:
        button = Button(self._appearance, "", icon=icon, tall=True)
        button.setAccessibleName(action.text())
        button.setToolTip(f"{action.text()} ({action.shortcut().toString()})")
        button.clicked.connect(action.trigger)
        button.setEnabled(action.isEnabled())
        action.enabledChanged.connect(button.setEnabled)
        return button

    def _set_grid(self, at: int) -> None:
        self._canvas.grid = self._grids[at]

    def _set_zoom(self, at: int) -> None:
        self._canvas.set_zoom(self.zoom.itemData(at))

    def _show_zoom(self) -> None:
        zoom = self._canvas.zoom
        fitted = self.tr("Fitted ({percent})").format(percent=f"{zoom:.0%}")
        self.zoom.setItemText(0, fitted if self._canvas.is_fitted else self.tr("Fit"))
        known = self.zoom.findData(zoom) if not self._canvas.is_fitted else 0
        self.zoom.setCurrentIndex(known)
        self.zoom.setPlaceholderText(f"{zoom:.0%}")
