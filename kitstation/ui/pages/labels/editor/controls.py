"""Controls for the settings of a model, made from what the model says about each of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Any, Literal, get_args, get_origin

from annotated_types import Ge, Gt, Le
from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from kitstation.labels.elements import Meaning
from kitstation.labels.expressions import Expression
from kitstation.ui.pages.labels.editor.words import choice_name
from kitstation.ui.widgets.number_field import DecimalField, NumberField

if TYPE_CHECKING:
    from pydantic.fields import FieldInfo

_MOST = 100_000.0
_LEAST_WIDTH = 80
_FEW_LETTERS = 8


@dataclass(frozen=True, slots=True)
class Offered:
    """What can be chosen from beside the values that a model itself allows: fields by meaning, and pictures."""

    fields: dict[str, str]
    pictures: tuple[str, ...]


class SettingControl(QWidget):
    """Asks for one value; `given` tells the value that a person gave."""

    given = Signal(object)

    def __init__(self, inner: QWidget) -> None:
        super().__init__()
        self.inner = inner
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(inner)
        self.setFocusProxy(inner)

    def show_value(self, value: object) -> None:
        """Show a value, without telling it."""
        raise NotImplementedError

    def _give(self, value: object) -> None:
        self.given.emit(value)


class NumberControl(SettingControl):
    """A number, with its unit and its bounds."""

    def __init__(self, info: FieldInfo, *, is_whole: bool) -> None:
        self._box: NumberField | DecimalField = NumberField() if is_whole else DecimalField()
        super().__init__(self._box)
        least, most = _bounds(info.metadata)
        if isinstance(self._box, DecimalField):
            self._box.setDecimals(3)
            self._box.setRange(least, most)
            self._box.setSingleStep(0.5)
        else:
            self._box.setRange(int(least), int(most))
        unit = next((one for one in info.metadata if isinstance(one, Meaning)), None)
        if unit is not None:
            self._box.setSuffix(f" {unit.value}")
        self._box.setKeyboardTracking(False)
        # Beside another one; the widest number that there may be is wider than any that there is.
        self._box.setMinimumWidth(_LEAST_WIDTH)
        self._box.valueChanged.connect(self._give)

    def show_value(self, value: object) -> None:
        """Show a number."""
        self._box.blockSignals(True)  # noqa: FBT003 - Qt's signature
        if isinstance(value, int | float):
            self._box.setValue(value)  # type: ignore[arg-type]  # whole numbers for a box of these
        self._box.blockSignals(False)  # noqa: FBT003 - Qt's signature


class FlagControl(SettingControl):
    """Yes or no."""

    def __init__(self, words: str) -> None:
        self._box = QCheckBox(words)
        super().__init__(self._box)
        self._box.clicked.connect(self._give)

    def show_value(self, value: object) -> None:
        """Show whether it is so."""
        self._box.setChecked(bool(value))


class ChoiceControl(SettingControl):
    """One of a few values."""

    def __init__(self, values: Iterable[tuple[object, str]]) -> None:
        self._combo = QComboBox()
        _narrow(self._combo)
        super().__init__(self._combo)
        self._values: list[object] = []
        for value, words in values:
            self._values.append(value)
            self._combo.addItem(words)
        self._combo.activated.connect(self._tell)

    def show_value(self, value: object) -> None:
        """Show which one it is; one that is not offered is added."""
        if value not in self._values:
            self._values.append(value)
            self._combo.addItem(choice_name(value))
        self._combo.setCurrentIndex(self._values.index(value))

    def _tell(self, at: int) -> None:
        self.given.emit(self._values[at])


class TextControl(SettingControl):
    """A line of text; where fields are offered, one that is chosen is put in at the cursor."""

    def __init__(self, fields: dict[str, str] | None = None) -> None:
        self._edit = QLineEdit()
        super().__init__(self._edit)
        self._shown = ""
        self._edit.editingFinished.connect(self._tell)
        if fields:
            self.insert = QComboBox()
            self.insert.addItem(_tr("Insert a field …"))
            self.insert.setAccessibleName(_tr("Insert a field"))
            for name, meaning in fields.items():
                self.insert.addItem(f"{{{name}}} · {meaning}", name)
            _narrow(self.insert)
            self.insert.activated.connect(self._insert)
            row = QHBoxLayout()
            row.addWidget(self.insert, 1)
            self._column.addLayout(row)

    def show_value(self, value: object) -> None:
        """Show a text."""
        self._shown = value.source if isinstance(value, Expression) else str(value)
        if self._edit.text() != self._shown:
            self._edit.setText(self._shown)
            # A long one is read from its beginning.
            self._edit.setCursorPosition(0)

    def _insert(self, at: int) -> None:
        if name := self.insert.itemData(at):
            self._edit.insert(f"{{{name}}}")
            self._tell()
        self.insert.setCurrentIndex(0)

    def _tell(self) -> None:
        if self._edit.text() != self._shown:
            self._shown = self._edit.text()
            self.given.emit(self._shown)


def control_for(info: FieldInfo, words: str, offered: Offered) -> SettingControl:
    """Return the control for a field of a model; `words` are for a check box, which says itself what it is for."""
    annotation: Any = info.annotation
    meanings = {one for one in info.metadata if isinstance(one, Meaning)}
    if Meaning.FIELD in meanings:
        fields = [(name, f"{name} · {meaning}") for name, meaning in offered.fields.items()]
        return ChoiceControl([("", _tr("(does not matter)")), *fields])
    if Meaning.PICTURE in meanings:
        return ChoiceControl([(name, name) for name in offered.pictures])
    if annotation is bool:
        return FlagControl(words)
    if get_origin(annotation) is Literal:
        return ChoiceControl([(value, choice_name(value)) for value in get_args(annotation)])
    if isinstance(annotation, type) and issubclass(annotation, Enum):
        return ChoiceControl([(value, choice_name(value.value)) for value in annotation])
    if annotation in {int, float}:
        return NumberControl(info, is_whole=annotation is int)
    if annotation is Expression:
        return TextControl(offered.fields)
    return TextControl()


def _narrow(combo: QComboBox) -> None:
    """Let a combo box be narrower than its longest entry; its list is as wide as that."""
    combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    combo.setMinimumContentsLength(_FEW_LETTERS)


def _bounds(metadata: Iterable[object]) -> tuple[float, float]:
    least, most = -_MOST, _MOST
    for one in metadata:
        match one:
            case Ge():
                least = float(str(one.ge))
            case Gt():
                least = float(str(one.gt)) + 0.001
            case Le():
                most = float(str(one.le))
            case _:
                pass
    return least, most


def _tr(text: str) -> str:
    return QCoreApplication.translate("template editor", text)
