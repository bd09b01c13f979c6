"""The canvas: a label as it is printed, on which elements are chosen, moved and resized."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QInputDevice,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)

from kitstation.labels import editing
from kitstation.labels.boxes import bounds
from kitstation.labels.editing import Edge, box_of
from kitstation.labels.grid import MM_PER_INCH
from kitstation.labels.snapping import GridKind
from kitstation.ui.pages.labels.editor.canvas_painting import CanvasPainter
from kitstation.ui.pages.labels.editor.canvas_view import LabelView
from kitstation.ui.pages.labels.editor.dragging import Drag, element_at, elements_in
from kitstation.ui.pages.labels.editor.drawing import Drawn, LabelDrawing
from kitstation.ui.pages.labels.editor.handles import MOUSE_REACH_PX, TOUCH_REACH_PX, Handle, handle_at

if TYPE_CHECKING:
    from kitstation.labels.snapping import Guide
    from kitstation.ui.pages.labels.editor.edited import EditedTemplate
    from kitstation.ui.theme.apply import Appearance

_DRAG_BEGINS_PX = 4.0
_SNAP_PX = 6.0
_MODIFIER = Qt.KeyboardModifier
_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


class LabelCanvas(LabelView):
    """Shows one template, and lets its elements be chosen, moved and resized.

    Arrow keys move what is chosen by a dot of the printer, with Shift by a millimetre; with Ctrl they move the right
    and the lower side instead.
    """

    def __init__(self, appearance: Appearance, edited: EditedTemplate) -> None:
        super().__init__(appearance, edited)
        self._painter = CanvasPainter(appearance)
        self._drawing = LabelDrawing()
        self._drawn: Drawn | None = None
        self._press: QPointF | None = None
        self._drag: Drag | None = None
        self._band: QRectF | None = None
        self._guides: tuple[Guide, ...] = ()
        self._drag_numbers = count(1)
        self.grid = GridKind.HALF_MILLIMETRE
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setMouseTracking(True)
        edited.changed.connect(self._template_changed)
        edited.chosen_changed.connect(self._chosen_changed)
        appearance.changed.connect(self.viewport().update)
        self._template_changed()

    # What is painted.

    @property
    def faults(self) -> dict[int, str]:
        """Why elements cannot be printed, by their numbers."""
        return self._drawn.faults if self._drawn else {}

    @property
    def guides(self) -> tuple[Guide, ...]:
        """The lines on which something has landed just now."""
        return self._guides

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint everything there is."""
        painter = QPainter(self.viewport())
        room = QRectF(self.viewport().rect())
        painter.fillRect(room, QColor(self._appearance.tokens.track))
        template, scale, chosen = self._edited.template, self.scale, self._edited.chosen
        if self._drawn is not None:
            self._painter.label(painter, self._drawn, template, scale)
            self._painter.marks(painter, self._drawn, template, scale, chosen)
        self._painter.guides(painter, self._guides, scale, room)
        if self._band is not None:
            self._painter.band(painter, self._band)
        around = bounds(box_of(template.elements[number]) for number in chosen) if chosen else None
        self._painter.rulers(painter, template, scale, room, around)
        if self.hasFocus():
            painter.setPen(QColor(self._appearance.tokens.accent))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(room.adjusted(0, 0, -1, -1))

    def viewportEvent(self, event: QEvent) -> bool:
        """Tell in a tool tip why an element cannot be printed."""
        if event.type() is QEvent.Type.ToolTip and self._press is None:
            point = QPointF(self.viewport().mapFromGlobal(self.cursor().pos()))
            number = element_at(self._edited.template, self.scale.millimetres(point), 0.0)
            self.viewport().setToolTip(self.faults.get(number, "") if number is not None else "")
        return super().viewportEvent(event)

    # The mouse.

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of a handle or an element, or begin a rubber band."""
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        self._press = event.position()
        handle = self._handle_at(event)
        if handle is not None:
            self._begin_drag(handle)
            return
        number = element_at(self._edited.template, self.scale.millimetres(event.position()), self._slack())
        adds = bool(event.modifiers() & (_MODIFIER.ShiftModifier | _MODIFIER.ControlModifier))
        self._choose(number, adds=adds)
        if number is not None and number in self._edited.chosen:
            self._begin_drag(None)
        elif number is None:
            self._band = QRectF(event.position(), event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move or resize what is held, or show what could be taken hold of."""
        if self._press is None:
            self._show_cursor(event)
        elif self._drag is not None:
            moved = event.position() - self._press
            if self._guides or abs(moved.x()) + abs(moved.y()) >= _DRAG_BEGINS_PX or self._is_moved:
                self._drag_to(event)
        elif self._band is not None:
            self._band = QRectF(self._press, event.position()).normalized()
            self.viewport().update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go."""
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        if self._band is not None and self._band.width() + self._band.height() >= _DRAG_BEGINS_PX:
            caught = elements_in(self._edited.template, self.scale.box(self._band))
            self._edited.choose([*self._edited.chosen, *caught])
        self._let_go()

    # Keys.

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move or resize what is chosen with the arrows; Escape gives up a drag, then the choice."""
        key = Qt.Key(event.key())
        if key in _ARROWS and self._edited.chosen:
            self._nudge(*_ARROWS[key], event.modifiers())
        elif key is Qt.Key.Key_Escape and self._drag is not None:
            if self._is_moved:
                self._edited.undo()
            self._let_go()
        elif key is Qt.Key.Key_Escape and self._edited.chosen:
            self._edited.choose(())
        else:
            event.ignore()

    def focusInEvent(self, event: QEvent) -> None:
        """Show that the keys come here."""
        self.viewport().update()
        event.accept()

    def focusOutEvent(self, event: QEvent) -> None:
        """Show that the keys go elsewhere; the next arrow is undone alone."""
        self._edited.part()
        self.viewport().update()
        event.accept()

    def _nudge(self, across: int, down: int, modifiers: Qt.KeyboardModifier) -> None:
        template, chosen = self._edited.template, self._edited.chosen
        step = 1.0 if modifiers & _MODIFIER.ShiftModifier else MM_PER_INCH / template.dpi
        if not modifiers & _MODIFIER.ControlModifier:
            self._edited.do(
                lambda now: editing.move(now, chosen, across * step, down * step), joining=f"keys {chosen}"
            )
        elif len(chosen) == 1:
            sides = (Edge.RIGHT,) if across else (Edge.BOTTOM,)
            self._edited.do(
                lambda now: editing.resize(now, chosen[0], sides, across * step, down * step),
                joining=f"size keys {chosen}",
            )

    # Within.

    @property
    def _is_moved(self) -> bool:
        return self._drag is not None and self._drag.template is not self._edited.template

    def _choose(self, number: int | None, *, adds: bool) -> None:
        chosen = self._edited.chosen
        if number is None:
            self._edited.choose(chosen if adds else ())
        elif adds:
            others = [one for one in chosen if one != number]
            self._edited.choose(others if number in chosen else (*chosen, number))
        elif number not in chosen:
            self._edited.choose((number,))

    def _begin_drag(self, handle: Handle | None) -> None:
        assert self._press is not None  # noqa: S101 - it is pressed
        self._drag = Drag(
            name=f"drag {next(self._drag_numbers)}",
            template=self._edited.template,
            chosen=self._edited.chosen,
            start=self.scale.millimetres(self._press),
            sides=handle.sides if handle else frozenset(),
        )

    def _drag_to(self, event: QMouseEvent) -> None:
        drag = self._drag
        if drag is None:
            return
        is_free = bool(event.modifiers() & _MODIFIER.AltModifier)
        reach = _SNAP_PX / self.scale.per_mm
        point = self.scale.millimetres(event.position())
        template, self._guides = drag.to(point, self.grid, reach, is_free=is_free)
        self._edited.do(lambda _now: template, joining=drag.name)
        self.viewport().update()

    def _let_go(self) -> None:
        self._press, self._drag, self._band, self._guides = None, None, None, ()
        self._edited.part()
        self.viewport().update()

    def _handle_at(self, event: QMouseEvent) -> Handle | None:
        chosen = self._edited.chosen
        if len(chosen) != 1:
            return None
        is_touch = event.device().type() is QInputDevice.DeviceType.TouchScreen
        element = self._edited.template.elements[chosen[0]]
        return handle_at(
            element,
            self.scale.rect(box_of(element)),
            event.position(),
            TOUCH_REACH_PX if is_touch else MOUSE_REACH_PX,
        )

    def _show_cursor(self, event: QMouseEvent) -> None:
        handle = self._handle_at(event)
        number = element_at(self._edited.template, self.scale.millimetres(event.position()), self._slack())
        at_rest = Qt.CursorShape.ArrowCursor if number is None else Qt.CursorShape.SizeAllCursor
        self.viewport().setCursor(handle.cursor if handle else at_rest)

    def _slack(self) -> float:
        return MOUSE_REACH_PX / 2 / self.scale.per_mm

    def _template_changed(self) -> None:
        template = self._edited.template
        self._drawn = None if template.zpl else self._drawing.draw(template, self._edited.data)
        self.update_bars()
        self._describe()
        self.viewport().update()

    def _chosen_changed(self) -> None:
        self._describe()
        self.viewport().update()

    def _describe(self) -> None:
        template, chosen = self._edited.template, self._edited.chosen
        self.setAccessibleName(
            self.tr("The label, {width} × {height} mm").format(  # noqa: RUF001 - the sign for "times"
                width=f"{template.width:g}", height=f"{template.height:g}"
            )
        )
        self.setAccessibleDescription(
            "; ".join(
                self.tr("{type} at {x}, {y} mm, {width} × {height} mm").format(  # noqa: RUF001
                    type=one.type,
                    x=f"{one.x:g}",
                    y=f"{one.y:g}",
                    width=f"{one.width:g}",
                    height=f"{one.height:g}",
                )
                for one in (template.elements[number] for number in chosen)
            )
        )
