"""The fields of a form: each has a key, a control below its label, and a value that it may find impossible."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QWidget

from kitstation.domain.quantities import QuantityError, quantity
from kitstation.station.sentences import digits

if TYPE_CHECKING:
    from kitstation.ui.services import Services

_LEAST_CHARACTERS = 12


class FieldError(ValueError):
    """What a field holds is impossible; the message says what to write instead."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A value that can be chosen, and what people call it."""

    value: object
    label: str
    detail: str = ""


class Field:
    """One value of a form. `make` gives the control; it is made once."""

    def __init__(self, key: str, label: str, *, hint: str = "", required: bool = False) -> None:
        self.key = key
        self.label = label
        self.hint = hint
        self.required = required

    def make(self, services: Services) -> QWidget:
        """Return the control that people fill in."""
        raise NotImplementedError

    def value(self) -> object:
        """Return what the control holds. Raises FieldError where that is impossible."""
        raise NotImplementedError

    def _missing(self) -> FieldError:
        return FieldError(_tr("Fill this in."))


class TextField(Field):
    """A line of text. Where nothing is written and nothing is required, the value is an empty text."""

    def __init__(
        self,
        key: str,
        label: str,
        *,
        value: str = "",
        hint: str = "",
        required: bool = False,
        secret: bool = False,
    ) -> None:
        super().__init__(key, label, hint=hint, required=required)
        self.edit = QLineEdit(value)
        if secret:
            self.edit.setEchoMode(QLineEdit.EchoMode.Password)

    def make(self, services: Services) -> QWidget:
        """Return the line edit."""
        return self.edit

    def value(self) -> str:
        """Return the text without blanks around it."""
        text = self.edit.text().strip()
        if self.required and not text:
            raise self._missing()
        return text


class QuantityField(Field):
    """A quantity. Where nothing is written and nothing is required, the value is None."""

    def __init__(
        self,
        key: str,
        label: str,
        *,
        unit: str = "",
        value: Decimal | None = None,
        hint: str = "",
        required: bool = True,
    ) -> None:
        super().__init__(key, f"{label} ({unit})" if unit else label, hint=hint, required=required)
        self.edit = QLineEdit("" if value is None else digits(value))
        self.edit.setInputMethodHints(Qt.InputMethodHint.ImhFormattedNumbersOnly)

    def make(self, services: Services) -> QWidget:
        """Return the line edit."""
        return self.edit

    def value(self) -> Decimal | None:
        """Return the number; a comma counts as the decimal point."""
        text = self.edit.text().strip().replace(",", ".")
        if not text:
            if self.required:
                raise self._missing()
            return None
        try:
            return quantity(text)
        except QuantityError:
            raise FieldError(_tr("Write a number, with at most six decimal places.")) from None


class DateField(Field):
    """A day, written as year-month-day. Where nothing is written the value is None."""

    def __init__(
        self, key: str, label: str, *, value: date | None = None, hint: str = "", required: bool = False
    ) -> None:
        super().__init__(key, label, hint=hint, required=required)
        self.edit = QLineEdit("" if value is None else value.isoformat())
        self.edit.setPlaceholderText(_tr("2027-03-31"))

    def make(self, services: Services) -> QWidget:
        """Return the line edit."""
        return self.edit

    def value(self) -> date | None:
        """Return the day."""
        text = self.edit.text().strip()
        if not text:
            if self.required:
                raise self._missing()
            return None
        try:
            return date.fromisoformat(text)
        except ValueError:
            raise FieldError(_tr("Write a day as in 2027-03-31.")) from None


class ChoiceField(Field):
    """One of a few values."""

    def __init__(
        self, key: str, label: str, choices: Sequence[Choice], *, value: object = None, hint: str = ""
    ) -> None:
        super().__init__(key, label, hint=hint)
        self._values: tuple[object, ...] = ()
        self.combo = QComboBox()
        # The longest choice would be cut off in a narrow pane, and everything else with it.
        self.combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.combo.setMinimumContentsLength(_LEAST_CHARACTERS)
        self.offer(choices, value)

    def offer(self, choices: Sequence[Choice], value: object = None) -> None:
        """Let one of these be chosen from now on, `value` at first."""
        # Qt gives a member of an enumeration back as a plain text.
        self._values = tuple(choice.value for choice in choices)
        self.combo.clear()
        for choice in choices:
            self.combo.addItem(choice.label, choice.value)
        chosen = next((n for n, choice in enumerate(choices) if choice.value == value), 0)
        self.combo.setCurrentIndex(chosen)

    def make(self, services: Services) -> QWidget:
        """Return the combo box."""
        return self.combo

    def value(self) -> object:
        """Return the value of what is chosen."""
        at = self.combo.currentIndex()
        return self._values[at] if at >= 0 else None


class FlagField(Field):
    """Yes or no. The label stands beside the box."""

    def __init__(self, key: str, label: str, *, value: bool = False, hint: str = "") -> None:
        super().__init__(key, "", hint=hint)
        self.box = QCheckBox(label)
        self.box.setChecked(value)

    def make(self, services: Services) -> QWidget:
        """Return the check box."""
        return self.box

    def value(self) -> bool:
        """Return whether the box is ticked."""
        return self.box.isChecked()


def _tr(text: str) -> str:
    return QCoreApplication.translate("forms", text)
