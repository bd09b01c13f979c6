"""A switch between a few modes that are all visible: Issue, Return."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QSizePolicy

from kitstation.ui.theme.tokens import Tone
from kitstation.ui.widgets.button import Button, ButtonKind
from kitstation.ui.widgets.card import Card, set_margins

if TYPE_CHECKING:
    from kitstation.ui.theme.apply import Appearance


@dataclass(frozen=True, slots=True)
class Segment:
    """One mode: its key, its word, and the tone that it is shown in while it is chosen."""

    key: str
    label: str
    tone: Tone = Tone.IDLE
    hint: str = ""


class Segmented(Card):
    """Exactly one segment is chosen; `chosen` tells the key that a person picked. Arrow keys move."""

    chosen = Signal(object)

    def __init__(self, appearance: Appearance, name: str, segments: tuple[Segment, ...]) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._buttons: dict[str, Button] = {}
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        set_margins(row, appearance.sizes.unit, appearance.sizes.unit)
        for segment in segments:
            row.addWidget(self._add(appearance, segment), 1)
        self._group.buttonClicked.connect(self._on_clicked)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def current(self) -> str | None:
        """Return the key of the chosen segment, None before there is one."""
        return next((key for key, button in self._buttons.items() if button.isChecked()), None)

    def choose(self, key: str) -> None:
        """Show a segment as chosen, without telling it. Raises KeyError for a key that there is not."""
        self._buttons[key].setChecked(True)

    def _add(self, appearance: Appearance, segment: Segment) -> Button:
        button = Button(appearance, segment.label, kind=ButtonKind.SEGMENT)
        button.setProperty("tone", segment.tone.value)
        button.setCheckable(True)
        button.setToolTip(segment.hint)
        self._buttons[segment.key] = button
        self._group.addButton(button)
        return button

    def _on_clicked(self, pressed: QAbstractButton) -> None:
        key = next(key for key, button in self._buttons.items() if button is pressed)
        self.chosen.emit(key)
