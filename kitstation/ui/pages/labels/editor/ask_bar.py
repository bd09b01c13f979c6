"""A question or a remark in its place above the editor: nothing is asked in a modal dialog."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit

from kitstation.ui.theme.tokens import Ink
from kitstation.ui.widgets.button import Button, ButtonKind
from kitstation.ui.widgets.card import Card, set_margins
from kitstation.ui.widgets.text import Text

if TYPE_CHECKING:
    from kitstation.ui.theme.apply import Appearance


@dataclass(frozen=True, slots=True)
class Answer:
    """What a button says, and what it does."""

    words: str
    do: Callable[[], None]
    kind: ButtonKind = ButtonKind.NORMAL


class AskBar(Card):
    """Hidden while there is nothing to say. Escape is the last answer, Enter in the field the first one."""

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self._appearance = appearance
        self._answers: tuple[Answer, ...] = ()
        self._text = Text(appearance, lines=3)
        self.field = QLineEdit()
        self.field.returnPressed.connect(self._first)
        self.field.hide()
        self.buttons: list[Button] = []
        self._row = QHBoxLayout(self)
        set_margins(self._row, appearance.sizes.unit * 2, appearance.sizes.unit * 2)
        self._row.addWidget(self._text, 1)
        self._row.addWidget(self.field)
        self.hide()

    @property
    def words(self) -> str:
        """What is said; empty while nothing is."""
        return self._text.text() if not self.isHidden() else ""

    def say(self, words: str, *answers: Answer, ink: Ink = Ink.NORMAL, field: str | None = None) -> None:
        """Say something with some answers; `field` is what stands in the field at first, None for no field."""
        self.clear()
        if not words:
            return
        self._answers = answers
        self._text.set_ink(ink)
        self._text.setText(words)
        self.setAccessibleName(words)
        for answer in answers:
            button = Button(self._appearance, answer.words, kind=answer.kind)
            button.clicked.connect(answer.do)
            self.buttons.append(button)
            self._row.addWidget(button)
        self.field.setVisible(field is not None)
        self.show()
        if field is not None:
            self.field.setText(field)
            self.field.setAccessibleName(words)
            self.field.setFocus(Qt.FocusReason.OtherFocusReason)
            self.field.selectAll()
        elif any(answer.kind is ButtonKind.PRIMARY for answer in answers):
            self.buttons[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def clear(self) -> None:
        """Say nothing any more."""
        for button in self.buttons:
            self._row.removeWidget(button)
            button.hide()
            button.deleteLater()
        self.buttons, self._answers = [], ()
        self.field.hide()
        self.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take Escape for the last answer."""
        if event.key() == Qt.Key.Key_Escape and self._answers:
            self._answers[-1].do()
        else:
            super().keyPressEvent(event)

    def _first(self) -> None:
        if self._answers:
            self._answers[0].do()
