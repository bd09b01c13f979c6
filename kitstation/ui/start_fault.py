"""What is shown when the station cannot start: what happened, why, what to do."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kitstation.domain.errors import KitstationError
from kitstation.ui.theme.apply import Appearance
from kitstation.ui.widgets.error_state import ErrorState, Trouble


class StartFaultWindow(QWidget):
    """Shows the fault. `retried` asks for another start, `closed` ends the program."""

    retried = Signal()
    closed = Signal()

    def __init__(self, appearance: Appearance, fault: KitstationError) -> None:
        super().__init__()
        self.setWindowTitle(self.tr("Kitstation cannot start"))
        self.setProperty("surface", "page")
        self.setMinimumSize(appearance.sizes.scaled(560), appearance.sizes.scaled(420))
        self.state = ErrorState(appearance, Trouble.of(fault))
        self.state.retried.connect(self.retried)
        column = QVBoxLayout(self)
        column.addWidget(self.state)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Tell that the person has given up."""
        super().closeEvent(event)
        self.closed.emit()
