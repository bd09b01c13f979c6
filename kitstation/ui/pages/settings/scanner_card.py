"""One scanner on the settings page, with the button that begins or ends its use."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kitstation.ui.pages.settings.serial_options_row import SerialOptionsRow
from kitstation.ui.theme.sizes import TextRole
from kitstation.ui.theme.tokens import Ink
from kitstation.ui.widgets.button import Button
from kitstation.ui.widgets.pill import Pill
from kitstation.ui.widgets.text import Text

if TYPE_CHECKING:
    from kitstation.ui.pages.settings.scanner_rows import ScannerRow
    from kitstation.ui.theme.apply import Appearance


class ScannerCard(QWidget):
    """`wanted` tells the identity to use, `unwanted` the one to use no more, `options_changed` how one sends."""

    wanted = Signal(object)
    unwanted = Signal(object)
    options_changed = Signal(object)

    def __init__(self, appearance: Appearance, row: ScannerRow) -> None:
        super().__init__()
        self._row = row
        self._title = Text(appearance, role=TextRole.STRONG)
        self._detail = Text(appearance, role=TextRole.SMALL, ink=Ink.MUTED)
        self._hint = Text(appearance, ink=Ink.REFUSED, lines=3)
        self._pill = Pill(appearance)
        self.button = Button(appearance, "")
        self.button.setFixedWidth(appearance.sizes.scaled(120))
        self.button.clicked.connect(self._press)
        self.options = SerialOptionsRow(appearance)
        self.options.changed.connect(self.options_changed)
        words = QVBoxLayout()
        words.setSpacing(2)
        for part in (self._title, self._detail, self._hint, self.options):
            words.addWidget(part)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(appearance.sizes.gap)
        across.addLayout(words, 1)
        middle = Qt.AlignmentFlag.AlignVCenter
        across.addWidget(self._pill, 0, middle)
        across.addWidget(self.button, 0, middle)
        self.show_row(row)

    @property
    def hint(self) -> str:
        """What to do about the scanner, if there is anything."""
        return self._hint.text()

    @property
    def state(self) -> str:
        """How it stands."""
        return self._pill.text()

    def show_row(self, row: ScannerRow) -> None:
        """Show how the scanner stands now."""
        self._row = row
        self._title.setText(row.title)
        self._detail.setText(row.identity)
        self._hint.setText(row.hint)
        self._hint.setVisible(bool(row.hint))
        self._pill.show_content(row.pill)
        self.options.show_options(row.options)
        self.button.setText(self.tr("Remove") if row.used else self.tr("Use"))
        action = self.tr("Stop using {scanner}") if row.used else self.tr("Use {scanner}")
        self.button.setAccessibleName(action.format(scanner=row.title))
        self.setAccessibleName(f"{row.title}, {row.pill.text}. {row.hint}".strip())

    def _press(self) -> None:
        (self.unwanted if self._row.used else self.wanted).emit(self._row.identity)
