"""Painting the canvas: the label as it is printed, what is chosen, guides and rulers.

Paper is white in every theme: what is painted onto it has the colours of the light one.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetrics, QImage, QPainter, QPen

from kitstation.labels.boxes import Box
from kitstation.labels.editing import box_of, label_box
from kitstation.ui.pages.labels.editor.handles import HANDLE_PX, handles_of
from kitstation.ui.theme.sizes import TextRole
from kitstation.ui.theme.tokens import LIGHT

if TYPE_CHECKING:
    from kitstation.labels.snapping import Guide
    from kitstation.labels.template import Template
    from kitstation.ui.pages.labels.editor.drawing import Drawn
    from kitstation.ui.pages.labels.editor.view_scale import ViewScale
    from kitstation.ui.theme.apply import Appearance

RULER_PX = 24
_LEAST_TICK_PX = 6.0
_STEPS_MM = (1, 5, 10, 50)


class CanvasPainter:
    """Paints a label at a scale; it keeps the picture that was scaled last."""

    def __init__(self, appearance: Appearance) -> None:
        self._appearance = appearance
        self._scaled: tuple[tuple[object, ...], QImage] | None = None

    def label(self, painter: QPainter, drawn: Drawn, template: Template, scale: ViewScale) -> None:
        """Paint the dots that the printer makes, and the edge of the paper."""
        target = scale.rect(label_box(template))
        dots = drawn.image.width() / max(target.width(), 1.0)
        ratio = painter.device().devicePixelRatioF()
        if dots >= ratio:
            # In one step from the printer's dots to the screen's: drawing would leave out lines.
            painter.drawImage(target, self._fitted(drawn.image, target, ratio))
        else:
            painter.drawImage(target, drawn.image)
        painter.setPen(QColor(self._appearance.tokens.outline))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(target.adjusted(-1, -1, 0, 0))

    def marks(
        self,
        painter: QPainter,
        drawn: Drawn,
        template: Template,
        scale: ViewScale,
        chosen: tuple[int, ...],
    ) -> None:
        """Paint what is not to be seen otherwise: elements that are absent or cannot be printed, and what is chosen."""
        for number, element in enumerate(template.elements):
            box = scale.rect(box_of(element))
            if number in drawn.faults:
                self._fault(painter, box)
            elif number in drawn.absent and number not in chosen:
                painter.setPen(QPen(QColor(LIGHT.outline), 1, Qt.PenStyle.DashLine))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRect(box)
        for number in chosen:
            self._chosen(painter, template, number, scale, alone=len(chosen) == 1)

    def band(self, painter: QPainter, rect: QRectF) -> None:
        """Paint the rubber band."""
        accent = QColor(LIGHT.accent)
        painter.setPen(QPen(accent, 1, Qt.PenStyle.DashLine))
        accent.setAlpha(40)
        painter.setBrush(accent)
        painter.drawRect(rect)

    def guides(self, painter: QPainter, guides: Iterable[Guide], scale: ViewScale, room: QRectF) -> None:
        """Paint the lines on which something has landed, across the whole canvas."""
        painter.setPen(QPen(QColor(LIGHT.returned.fill), 1.5, Qt.PenStyle.DashLine))
        for guide in guides:
            if guide.is_level:
                y = scale.top + guide.at * scale.per_mm
                painter.drawLine(QLineF(room.left(), y, room.right(), y))
            else:
                x = scale.left + guide.at * scale.per_mm
                painter.drawLine(QLineF(x, room.top(), x, room.bottom()))

    def rulers(
        self, painter: QPainter, template: Template, scale: ViewScale, room: QRectF, chosen: Box | None
    ) -> None:
        """Paint millimetres above and to the left, and how far what is chosen goes."""
        tokens = self._appearance.tokens
        above = QRectF(0, 0, room.width(), RULER_PX)
        beside = QRectF(0, 0, RULER_PX, room.height())
        for ruler in (above, beside):
            painter.fillRect(ruler, QColor(tokens.surface))
        if chosen is not None:
            shown = scale.rect(chosen)
            soft = QColor(tokens.accent_soft)
            painter.fillRect(QRectF(shown.left(), 0, max(shown.width(), 2), RULER_PX), soft)
            painter.fillRect(QRectF(0, shown.top(), RULER_PX, max(shown.height(), 2)), soft)
        painter.setFont(self._appearance.font(TextRole.SMALL))
        painter.setPen(QColor(tokens.muted))
        painter.save()
        painter.setClipRect(above.adjusted(RULER_PX, 0, 0, 0))
        self._ticks(painter, template.width, scale.left, scale.per_mm)
        painter.restore()
        painter.save()
        painter.setClipRect(beside.adjusted(0, RULER_PX, 0, 0))
        painter.translate(RULER_PX, 0)
        painter.rotate(90)
        self._ticks(painter, template.height, scale.top, scale.per_mm)
        painter.restore()
        painter.fillRect(QRectF(0, 0, RULER_PX, RULER_PX), QColor(tokens.surface))
        painter.drawText(QRectF(0, 0, RULER_PX, RULER_PX), Qt.AlignmentFlag.AlignCenter, "mm")
        painter.setPen(QColor(tokens.line))
        painter.drawLine(QLineF(0, RULER_PX, room.width(), RULER_PX))
        painter.drawLine(QLineF(RULER_PX, 0, RULER_PX, room.height()))

    def _ticks(self, painter: QPainter, length: float, start: float, per_mm: float) -> None:
        metrics = QFontMetrics(painter.font())
        step = next((step for step in _STEPS_MM if step * per_mm >= _LEAST_TICK_PX), _STEPS_MM[-1])
        named = next(
            (step * n for n in (1, 5, 10, 20, 50) if step * n * per_mm >= metrics.horizontalAdvance("0000")),
            step * 50,
        )
        for at in _multiples(step, length):
            x = start + at * per_mm
            is_named = at % named == 0
            painter.drawLine(QLineF(x, RULER_PX - (9 if is_named else 4), x, RULER_PX))
            if is_named:
                painter.drawText(QPointF(x + 2, metrics.ascent()), str(at))

    def _chosen(
        self, painter: QPainter, template: Template, number: int, scale: ViewScale, *, alone: bool
    ) -> None:
        element = template.elements[number]
        box = scale.rect(box_of(element))
        accent = QColor(LIGHT.accent)
        painter.setPen(QPen(accent, 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(box)
        if not alone:
            return
        painter.setBrush(Qt.GlobalColor.white)
        for handle in handles_of(element):
            around = QRectF(0, 0, HANDLE_PX, HANDLE_PX)
            around.moveCenter(handle.point(box))
            painter.drawRect(around)

    def _fault(self, painter: QPainter, box: QRectF) -> None:
        refused = QColor(LIGHT.refused.fill)
        painter.setPen(QPen(refused, 2))
        painter.setBrush(QBrush(refused, Qt.BrushStyle.BDiagPattern))
        painter.drawRect(box)

    def _fitted(self, image: QImage, target: QRectF, ratio: float) -> QImage:
        size = (target.size() * ratio).toSize()
        key = (image.cacheKey(), size.width(), size.height())
        if self._scaled is None or self._scaled[0] != key:
            smooth = image.convertToFormat(QImage.Format.Format_RGB32).scaled(
                size, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
            )
            self._scaled = (key, smooth)
        return self._scaled[1]


def _multiples(step: int, length: float) -> Iterator[int]:
    yield from range(0, math.floor(length + 0.001) + 1, step)
