"""A test code on the screen, to be scanned from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from kitstation.ui.theme.painting import draw_round
from kitstation.ui.theme.sizes import TextRole

if TYPE_CHECKING:
    from kitstation.scanning.trial_codes import TrialCode
    from kitstation.ui.theme.apply import Appearance

_PAPER = "#FFFFFF"
_PRINT = "#000000"
_LEAST = QSize(440, 200)
_HIGHEST = 300
_MARGIN = 10


class CodeView(QWidget):
    """White in every theme: scanners read black on white."""

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self._appearance = appearance
        self._code: TrialCode | None = None
        self._image = QImage()
        self._drawn_for: tuple[object, ...] = ()
        self._problem = ""
        self.setMinimumSize(_LEAST)
        self.setMaximumHeight(_HIGHEST)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    @property
    def image(self) -> QImage:
        """The symbol as it is shown, in the screen's own pixels."""
        self._draw()
        return self._image

    @property
    def problem(self) -> str:
        """Why nothing is shown, if so."""
        return self._problem

    def show_code(self, code: TrialCode, name: str) -> None:
        """Show a test code; `name` is what people call it."""
        self._code = code
        self.setAccessibleName(name)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the code in whole pixels, in the middle."""
        self._draw()
        painter = QPainter(self)
        draw_round(painter, self.rect(), _PAPER, self._appearance.sizes.control_radius)
        if self._problem:
            painter.setPen(QColor(_PRINT))
            painter.setFont(self._appearance.font(TextRole.BODY))
            words = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(self.rect().adjusted(_MARGIN, 0, -_MARGIN, 0), int(words), self._problem)
            return
        free = self.size() - self._image.deviceIndependentSize().toSize()
        painter.drawImage(QPoint(free.width() // 2, free.height() // 2), self._image)

    def _draw(self) -> None:
        """Draw the code for the present size, unless it is drawn already."""
        ratio = self.devicePixelRatioF()
        wanted = (self._code, self.size(), ratio)
        if self._code is None or wanted == self._drawn_for:
            return
        # Here, because the settings are open long before a scanner is set up.
        from kitstation.labels.faults import LabelFault
        from kitstation.labels.screen_code import screen_code

        self._drawn_for = wanted
        room = (self.size() - QSize(2 * _MARGIN, 2 * _MARGIN)) * ratio
        try:
            self._image = screen_code(self._code, room.width(), room.height(), ratio)
            self._image.setDevicePixelRatio(ratio)
            self._problem = ""
        except LabelFault:
            self._image = QImage()
            self._problem = self.tr(
                "There is no room for the code: make the window larger, or print the sheet."
            )
