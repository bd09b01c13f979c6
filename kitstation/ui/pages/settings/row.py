"""One setting: what it is called and what it does at the beginning, its control at the end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from kitstation.ui.theme.sizes import TextRole
from kitstation.ui.theme.tokens import Ink
from kitstation.ui.widgets.text import Text

if TYPE_CHECKING:
    from kitstation.ui.theme.apply import Appearance

CONTROL_WIDTH = 280


class SettingRow(QWidget):
    """Says inline when what was entered is impossible."""

    def __init__(self, appearance: Appearance, label: str, hint: str, control: QWidget) -> None:
        super().__init__()
        self._hint = hint
        self._control = control
        name = QLabel(label)
        name.setFont(appearance.font(TextRole.STRONG))
        name.setBuddy(control)
        self._below = Text(appearance, hint, ink=Ink.MUTED, lines=3)
        control.setAccessibleName(label)
        control.setAccessibleDescription(hint)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(name)
        words.addWidget(self._below)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(appearance.sizes.gap)
        row.addLayout(words, 1)
        row.addWidget(control, 0, Qt.AlignmentFlag.AlignVCenter)

    @property
    def problem(self) -> str:
        """Why what was entered is impossible, empty where it is not."""
        return self._below.text() if self._control.property("invalid") else ""

    def show_problem(self, problem: str) -> None:
        """Say why what was entered is impossible; an empty text takes it back."""
        self._control.setProperty("invalid", bool(problem))
        self._control.style().unpolish(self._control)
        self._control.style().polish(self._control)
        self._below.set_ink(Ink.REFUSED if problem else Ink.MUTED)
        self._below.setText(problem or self._hint)
        self._control.setAccessibleDescription(problem or self._hint)
