"""The virtual scanner's place in the window: at its trailing edge, folded into a strip when it is not wanted."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QDockWidget, QHBoxLayout, QMainWindow, QToolButton, QVBoxLayout, QWidget

from kitstation.ui.demo.practice_scanner import KEY
from kitstation.ui.demo.scanner_panel import ScannerPanel
from kitstation.ui.theme.apply import Appearance

# What the pages are made for; the panel comes beside it, never over it.
_PAGES_WIDTH: Final = 1024


class ScannerDock(QDockWidget):
    """Holds the panel. Folded, it leaves the pages all but a strip with a button to unfold it."""

    def __init__(self, appearance: Appearance, panel: ScannerPanel) -> None:
        super().__init__()
        self.setObjectName("virtual scanner")
        self.setFeatures(QDockWidget.DockWidgetFeature.NoDockWidgetFeatures)
        self.setTitleBarWidget(QWidget())
        self.panel = panel
        self._window: QMainWindow | None = None
        self._strip = _Strip(appearance)
        both = QWidget()
        row = QHBoxLayout(both)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._strip)
        row.addWidget(panel)
        self.setWidget(both)
        panel.close_asked.connect(self.fold)
        self._strip.button.clicked.connect(self.unfold)
        panel.hide()

    @property
    def is_open(self) -> bool:
        """Whether the panel is shown."""
        return not self.panel.isHidden()

    def put_into(self, window: QMainWindow) -> None:
        """Stand at the trailing edge of a window, unfolded where the screen has room for it."""
        window.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, self)
        self._window = window
        if self._room_beside() >= _PAGES_WIDTH:
            self.unfold()
        else:
            self.fold()

    def showEvent(self, event: QShowEvent) -> None:
        """Leave no handle between the pages and the panel: its width is fixed."""
        super().showEvent(event)
        # The window measures its separators anew only when it is styled while it is shown.
        if self._window is not None and not self._window.styleSheet():
            self._window.setStyleSheet("QMainWindow::separator { width: 0; height: 0; }")

    def toggle(self) -> None:
        """Fold it, or unfold it."""
        if self.is_open:
            self.fold()
        else:
            self.unfold()

    def fold(self) -> None:
        """Leave the window to the pages."""
        was_open = self.is_open
        self.panel.hide()
        self._strip.show()
        if self._window is not None:
            self._window.setMinimumWidth(_PAGES_WIDTH)
            if was_open and not self._window.isMaximized():
                self._widen(-self.panel.width())

    def unfold(self) -> None:
        """Show the panel. The window grows by it as far as the screen has room, so that the pages keep theirs."""
        was_open = self.is_open
        self._strip.hide()
        self.panel.show()
        if self._window is not None:
            self._window.setMinimumWidth(_PAGES_WIDTH + self.panel.width())
            if not was_open and not self._window.isMaximized():
                room = self._window.screen().availableGeometry().width() - self._window.width()
                self._widen(max(0, min(self.panel.width(), room)))

    def _room_beside(self) -> int:
        """Return how wide the pages can be beside the panel on this screen."""
        return self._window.screen().availableGeometry().width() - self.panel.width() if self._window else 0

    def _widen(self, by: int) -> None:
        if self._window is not None:
            self._window.resize(self._window.width() + by, self._window.height())


class _Strip(QWidget):
    """What is left of the panel when it is folded."""

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self._appearance = appearance
        self.button = QToolButton()
        self.button.setProperty("kind", "quiet")
        self.button.setToolTip(self.tr("Show the virtual scanner ({key})").format(key=KEY))
        self.button.setAccessibleName(self.tr("Show the virtual scanner"))
        column = QVBoxLayout(self)
        unit = appearance.sizes.unit
        column.setContentsMargins(unit, unit * 3, unit, unit)
        column.addWidget(self.button)
        column.addStretch()
        appearance.changed.connect(self._restyle)
        self._restyle()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ground."""
        QPainter(self).fillRect(self.rect(), QColor(self._appearance.tokens.surface))

    def _restyle(self) -> None:
        side = self._appearance.sizes.icon
        self.button.setIcon(self._appearance.icons.icon("scanner", self._appearance.tokens.muted))
        self.button.setIconSize(QSize(side, side))
        self.update()
