"""A field for a whole number."""

from __future__ import annotations

from PySide6.QtWidgets import QSpinBox, QWidget

_BESIDE_TEXT = 10
"""Pixels; as much as the style sheet leaves in other fields. In these it has no say about that."""


class NumberField(QSpinBox):
    """A whole number; its text stands as far from the border as that of other fields."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lineEdit().setTextMargins(_BESIDE_TEXT, 0, _BESIDE_TEXT, 0)
