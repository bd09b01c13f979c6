"""Trying a scanner: what it sends, with the characters that nobody sees."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from kitstation.scanning.visible import visible
from kitstation.ui.theme.tokens import Ink
from kitstation.ui.widgets.button import Button
from kitstation.ui.widgets.text import Text

if TYPE_CHECKING:
    from kitstation.scanning.scan import Scan
    from kitstation.ui.theme.apply import Appearance


class ScanTest(QWidget):
    """While it is on, scans are shown here and do nothing else."""

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self.button = Button(appearance, self.tr("Test scan"), icon="scanner")
        self.button.setCheckable(True)
        self.button.toggled.connect(self._toggle)
        self._about = Text(appearance, ink=Ink.MUTED, lines=2)
        self._read = QLabel()
        self._read.setWordWrap(True)
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        font.setPixelSize(appearance.sizes.scaled(16))
        font.setWeight(QFont.Weight.Medium)
        self._read.setFont(font)
        self._read.setAccessibleName(self.tr("What was scanned"))
        self._source = Text(appearance, ink=Ink.MUTED, lines=2)
        words = QVBoxLayout()
        words.setSpacing(appearance.sizes.unit)
        for part in (self._about, self._read, self._source):
            words.addWidget(part)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(appearance.sizes.gap)
        row.addLayout(words, 1)
        row.addWidget(self.button)
        self._toggle(False)  # noqa: FBT003 - the slot of `toggled`

    @property
    def on(self) -> bool:
        """Whether scans are shown here."""
        return self.button.isChecked()

    @property
    def shown(self) -> str:
        """What was scanned last, as it is shown."""
        return self._read.text()

    def stop(self) -> None:
        """Let scans do their work again."""
        self.button.setChecked(False)

    def show_scan(self, scan: Scan) -> None:
        """Show what came from a scanner."""
        self._read.setText(visible(scan.text) or "∅")
        self._read.show()
        self._source.setText(
            self.tr("{count} characters from {source}").format(count=len(scan.text), source=scan.source)
        )
        self._source.show()

    def _toggle(self, on: bool) -> None:  # noqa: FBT001 - the slot of `toggled`
        if on:
            words = self.tr("Scan anything: it is shown here, and nothing is issued by it.")
        else:
            words = self.tr("Shows what a scanner sends, with control characters made visible.")
        self._about.setText(words)
        self.button.setText(self.tr("End test") if on else self.tr("Test scan"))
        self._read.setVisible(on and bool(self._read.text()))
        self._source.setVisible(on and bool(self._source.text()))
