"""Fields for numbers."""

from __future__ import annotations

from PySide6.QtWidgets import QAbstractSpinBox, QDoubleSpinBox, QSpinBox, QWidget

_BESIDE_TEXT = 10
"""Pixels; as much as the style sheet leaves in other fields. In these it has no say about that."""


class NumberField(QSpinBox):
    """A whole number; its text stands as far from the border as that of other fields."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        _keep_distance(self)


class DecimalField(QDoubleSpinBox):
    """A number with decimals, which shows no more of them than it has."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        _keep_distance(self)

    def textFromValue(self, value: float) -> str:
        """Return the number without zeros at the end of its decimals."""
        text, point = super().textFromValue(value), self.locale().decimalPoint()
        return text.rstrip("0").removesuffix(point) if point in text else text


def _keep_distance(field: QAbstractSpinBox) -> None:
    field.lineEdit().setTextMargins(_BESIDE_TEXT, 0, _BESIDE_TEXT, 0)
