"""A field with its label above it and, where what it holds is impossible, the reason below it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from kitstation.ui.theme.sizes import TextRole
from kitstation.ui.theme.tokens import Ink
from kitstation.ui.widgets.text import Text

if TYPE_CHECKING:
    from kitstation.ui.theme.apply import Appearance


class Labelled(QWidget):
    """Holds one control; a click on the label goes to it."""

    def __init__(self, appearance: Appearance, label: str, control: QWidget, *, hint: str = "") -> None:
        super().__init__()
        self.control = control
        self._hint = hint
        self._name = QLabel(label)
        self._name.setFont(appearance.font(TextRole.STRONG))
        self._name.setBuddy(control)
        self._below = Text(appearance, hint, role=TextRole.SMALL, ink=Ink.MUTED, lines=3)
        if label:
            control.setAccessibleName(label)
        control.setAccessibleDescription(hint)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(appearance.sizes.unit)
        for part in (self._name, control, self._below):
            column.addWidget(part)
        # Only now: shown before they are in here they would be windows of their own for a moment, and take the focus.
        self._name.setVisible(bool(label))
        self._below.setVisible(bool(hint))

    @property
    def problem(self) -> str:
        """Why what the control holds is impossible, empty where it is not."""
        return self._below.text() if self.control.property("invalid") else ""

    def show_problem(self, problem: str) -> None:
        """Say why what the control holds is impossible; an empty text takes it back."""
        self.control.setProperty("invalid", bool(problem))
        self.control.style().unpolish(self.control)
        self.control.style().polish(self.control)
        self._below.set_ink(Ink.REFUSED if problem else Ink.MUTED)
        self._below.setText(problem or self._hint)
        self._below.setVisible(bool(problem or self._hint))
        self.control.setAccessibleDescription(problem or self._hint)
