"""How large a label is shown, and which part of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea

from kitstation.labels.grid import MM_PER_INCH
from kitstation.ui.pages.labels.editor.canvas_painting import RULER_PX
from kitstation.ui.pages.labels.editor.view_scale import ViewScale

if TYPE_CHECKING:
    from kitstation.ui.pages.labels.editor.edited import EditedTemplate
    from kitstation.ui.theme.apply import Appearance

ZOOM_STEP = 1.25
"""By how much the label becomes larger with each step of the wheel or a key."""
_MARGIN_PX = 24
_SMALLEST_ZOOM, _LARGEST_ZOOM = 0.1, 16.0


class LabelView(QAbstractScrollArea):
    """Scrolls over a label with rulers around it. `zoomed` tells that it is shown larger or smaller."""

    zoomed = Signal()

    def __init__(self, appearance: Appearance, edited: EditedTemplate) -> None:
        super().__init__()
        self._appearance = appearance
        self._edited = edited
        self._zoom: float | None = None
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)

    @property
    def zoom(self) -> float:
        """How large the label is shown: 1.0 is as on paper."""
        return self._zoom if self._zoom is not None else self._fitting_zoom()

    @property
    def is_fitted(self) -> bool:
        """Whether the label is as large as there is room."""
        return self._zoom is None

    @property
    def scale(self) -> ViewScale:
        """Where on the viewport the label is."""
        per_mm = self._per_mm() * self.zoom
        template = self._edited.template
        return ViewScale(
            self._begin(template.width * per_mm, self.viewport().width(), self.horizontalScrollBar().value()),
            self._begin(template.height * per_mm, self.viewport().height(), self.verticalScrollBar().value()),
            per_mm,
        )

    def set_zoom(self, zoom: float | None, at: QPointF | None = None) -> None:
        """Show the label larger or smaller, what is at a point staying there; None fits it into the room."""
        at = at or QPointF(self.viewport().rect().center())
        before = self.scale.millimetres(at)
        self._zoom = None if zoom is None else min(_LARGEST_ZOOM, max(_SMALLEST_ZOOM, zoom))
        self.update_bars()
        scale = self.scale
        for bar, way in (
            (self.horizontalScrollBar(), scale.left + before[0] * scale.per_mm - at.x()),
            (self.verticalScrollBar(), scale.top + before[1] * scale.per_mm - at.y()),
        ):
            bar.setValue(bar.value() + round(way))
        self.zoomed.emit()
        self.viewport().update()

    def sizeHint(self) -> QSize:
        """Return a size for the labels that are usual."""
        return QSize(self._appearance.sizes.scaled(480), self._appearance.sizes.scaled(320))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the label into the new room."""
        super().resizeEvent(event)
        self.update_bars()
        self.zoomed.emit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Show it larger or smaller with Ctrl, scroll otherwise."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier and event.angleDelta().y():
            self.set_zoom(self.zoom * ZOOM_STEP ** (event.angleDelta().y() / 120), event.position())
            event.accept()
        else:
            super().wheelEvent(event)

    def update_bars(self) -> None:
        """Let as much be scrolled as does not fit."""
        per_mm = self._per_mm() * self.zoom
        template = self._edited.template
        for bar, length, room in (
            (self.horizontalScrollBar(), template.width * per_mm, self.viewport().width()),
            (self.verticalScrollBar(), template.height * per_mm, self.viewport().height()),
        ):
            bar.setRange(0, max(0, round(length + RULER_PX + 2 * _MARGIN_PX - room)))
            bar.setPageStep(room)
            bar.setSingleStep(max(1, round(per_mm)))

    def _per_mm(self) -> float:
        return self.screen().physicalDotsPerInch() / MM_PER_INCH

    def _fitting_zoom(self) -> float:
        label = self._edited.template
        width = self.viewport().width() - RULER_PX - 2 * _MARGIN_PX
        height = self.viewport().height() - RULER_PX - 2 * _MARGIN_PX
        fitting = min(width / label.width, height / label.height) / self._per_mm()
        return min(_LARGEST_ZOOM, max(_SMALLEST_ZOOM, fitting))

    def _begin(self, length: float, room: int, scrolled: int) -> float:
        spare = room - RULER_PX - length
        return RULER_PX + (spare / 2 if spare >= 2 * _MARGIN_PX else _MARGIN_PX - scrolled)
