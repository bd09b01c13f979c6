"""How a scanner in use sends: its rate, and whether nothing ends a code."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLabel, QWidget

from kitstation.ui.pages.settings.scanner_rows import SerialOptions
from kitstation.ui.theme.sizes import TextRole

if TYPE_CHECKING:
    from kitstation.ui.theme.apply import Appearance

BAUD_RATES = (1200, 2400, 4800, 9600, 19200, 38400, 57600, 115200)


class SerialOptionsRow(QWidget):
    """`changed` tells the SerialOptions that a person chose."""

    changed = Signal(object)

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self._shown: SerialOptions | None = None
        self.rate = QComboBox()
        self.rate.setAccessibleName(self.tr("Baud rate"))
        self.rate.setToolTip(self.tr("As the scanner is set. Over USB any rate will do."))
        self.rate.activated.connect(self._tell)
        self.no_terminator = QCheckBox(self.tr("Sends nothing after a code"))
        self.no_terminator.setToolTip(
            self.tr("Then a short silence ends a code. Better set the scanner to send CR after each.")
        )
        self.no_terminator.clicked.connect(self._tell)
        name = QLabel(self.tr("Baud rate"))
        name.setFont(appearance.font(TextRole.BODY))
        name.setBuddy(self.rate)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, appearance.sizes.unit, 0, 0)
        row.setSpacing(appearance.sizes.unit * 2)
        row.addWidget(name)
        row.addWidget(self.rate)
        row.addSpacing(appearance.sizes.gap)
        row.addWidget(self.no_terminator)
        row.addStretch()

    def show_options(self, options: SerialOptions | None) -> None:
        """Show how a scanner sends; None hides the row."""
        self.setVisible(options is not None)
        if options is None or options == self._shown:
            return
        self._shown = options
        self.rate.clear()
        for rate in sorted({*BAUD_RATES, options.baudrate}):
            self.rate.addItem(str(rate), rate)
        self.rate.setCurrentIndex(self.rate.findData(options.baudrate))
        self.no_terminator.setChecked(options.no_terminator)

    def _tell(self) -> None:
        if self._shown is None:
            return
        chosen = SerialOptions(
            self._shown.identity, int(self.rate.currentData()), self.no_terminator.isChecked()
        )
        if chosen != self._shown:
            self._shown = chosen
            self.changed.emit(chosen)
