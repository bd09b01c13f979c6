"""A sheet of labels as a little picture, in which the first free label is pointed at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

if TYPE_CHECKING:
    from kitstation.labels.template import Sheet
    from kitstation.ui.theme.apply import Appearance

_GAP = 4
_EDGE = 10
_BROADEST = 2.5
"""How many times as wide as high a label is drawn at most."""


class SheetPicture(QWidget):
    """Labels before the first free one are used: they are crossed out. `chosen` tells that one was settled on.

    A click or a touch chooses; arrow keys, Home and End move, Enter and the space bar choose.
    """

    chosen = Signal(int)

    def __init__(self, appearance: Appearance, sheet: Sheet, shape: float, first: int) -> None:
        """`shape` is how many times as wide as high a label is; `first` the first free label, counted from 1."""
        super().__init__()
        self._appearance = appearance
        self._columns, self._rows = sheet.columns, sheet.rows
        self._shape = min(max(shape, 1.0), _BROADEST)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.show_first(first)

    @property
    def first(self) -> int:
        """The first free label."""
        return self._first

    def show_first(self, first: int) -> None:
        """Show the labels before this one as used."""
        self._first = min(max(first, 1), self._columns * self._rows)
        left = self._columns * self._rows - self._first + 1
        self.setAccessibleName(
            self.tr("Sheet of {columns} × {rows} labels").format(columns=self._columns, rows=self._rows)  # noqa: RUF001 - the sign for "times"
        )
        self.setAccessibleDescription(
            self.tr("Label {first} is the first free one; {left} are left").format(
                first=self._first, left=left
            )
        )
        self.update()

    def place(self, label: int) -> QRect:
        """Return where a label is drawn."""
        row, column = divmod(label - 1, self._columns)
        size = self._label_size()
        return QRect(
            QPoint(_EDGE + column * (size.width() + _GAP), _EDGE + row * (size.height() + _GAP)), size
        )

    def sizeHint(self) -> QSize:
        """Return the size in which every label can be touched."""
        last = self.place(self._columns * self._rows)
        return QSize(last.right() + 1 + _EDGE, last.bottom() + 1 + _EDGE)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Choose the label that is pointed at."""
        for label in range(1, self._columns * self._rows + 1):
            if self.place(label).contains(event.position().toPoint()):
                self.show_first(label)
                self.chosen.emit(label)
                return

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move and choose."""
        steps = {
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Up: -self._columns,
            Qt.Key.Key_Down: self._columns,
        }
        key = Qt.Key(event.key())
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self.chosen.emit(self._first)
        elif key is Qt.Key.Key_Home:
            self.show_first(1)
        elif key is Qt.Key.Key_End:
            self.show_first(self._columns * self._rows)
        elif key in steps:
            there = self._first + steps[key]
            if 1 <= there <= self._columns * self._rows:
                self.show_first(there)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the sheet, crossing out what is used."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tokens = self._appearance.tokens
        painter.fillRect(self.rect(), QColor(tokens.surface))
        painter.setPen(QPen(QColor(tokens.outline), 1))
        painter.drawRect(self.rect().adjusted(1, 1, -2, -2))
        for label in range(1, self._columns * self._rows + 1):
            self._paint_label(painter, label)

    def _paint_label(self, painter: QPainter, label: int) -> None:
        tokens = self._appearance.tokens
        place, is_first = self.place(label), label == self._first
        used = label < self._first
        painter.setPen(QPen(QColor(tokens.accent if is_first else tokens.outline), 3 if is_first else 1))
        painter.setBrush(QColor(tokens.track if used else tokens.accent_soft if is_first else tokens.surface))
        painter.drawRoundedRect(place, 3, 3)
        if used:
            painter.drawLine(place.topLeft(), place.bottomRight())
            painter.drawLine(place.bottomLeft(), place.topRight())
            return
        painter.setPen(QColor(tokens.ink if is_first else tokens.muted))
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, str(label))

    def _label_size(self) -> QSize:
        high = self._appearance.sizes.touch_target
        return QSize(round(high * self._shape), high)
