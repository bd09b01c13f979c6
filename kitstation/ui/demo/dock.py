"""The virtual scanner's place in the window: at its trailing edge, folded into a strip when it is not wanted."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QColor, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QDockWidget, QHBoxLayout, QMainWindow, QToolButton, QVBoxLayout, QWidget

from kitstation.ui.demo.scanner_panel import WIDTH, ScannerPanel
from kitstation.ui.theme.apply import Appearance

KEY = "F8"
# What the pages are made for; the panel comes beside it, never over it.
_PAGES_WIDTH = 1024


class ScannerDock(QDockWidget):
    """Holds the panel. Folded, it leaves the pages all but a strip with a button to unfold it."""

    def __init__(self, appearance: Appearance, panel: ScannerPanel) -> None:
        super().__init__()
        self.setObjectName("virtual scanner")
        self.setFeatures(QDockWidget.DockWidgetFeature.NoDockWidgetFeatures)
        self.setTitleBarWidget(QWidget())
        self.panel = panel
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
        self._strip.hide()

    @property
    def is_open(self) -> bool:
        """Whether the panel is shown."""
        return not self.panel.isHidden()

    def put_into(self, window: QMainWindow) -> None:
        """Stand at the trailing edge of a window; a key of its own folds and unfolds it."""
        window.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, self)
        toggle = QAction(self.tr("Virtual scanner"), window)
        toggle.setShortcut(QKeySequence(KEY))
        toggle.triggered.connect(self.toggle)
        window.addAction(toggle)
        if window.screen().availableGeometry().width() < _PAGES_WIDTH + WIDTH:
            self.fold()
        else:
            self.unfold()

    def toggle(self) -> None:
        """Fold it, or unfold it."""
        if self.is_open:
            self.fold()
        else:
            self.unfold()

    def fold(self) -> None:
        """Leave the window to the pages."""
        self.panel.hide()
        self._strip.show()
        self._ask_for_width(_PAGES_WIDTH)

    def unfold(self) -> None:
        """Show the panel beside the pages."""
        self._strip.hide()
        self.panel.show()
        self._ask_for_width(_PAGES_WIDTH + self.panel.width())

    def _ask_for_width(self, width: int) -> None:
        window = self.parentWidget()
        if isinstance(window, QMainWindow):
            window.setMinimumWidth(width)


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
