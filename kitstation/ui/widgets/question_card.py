"""A question that takes the place of the next step: answered by keypad, keyboard, or the next scan."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from kitstation.ui.theme.sizes import TextRole
from kitstation.ui.theme.tokens import Ink
from kitstation.ui.widgets.button import Button, ButtonKind
from kitstation.ui.widgets.card import Card
from kitstation.ui.widgets.text import IconView, Text

if TYPE_CHECKING:
    from kitstation.ui.theme.apply import Appearance

BACKSPACE = "backspace"
_KEYPAD = (("7", "8", "9"), ("4", "5", "6"), ("1", "2", "3"), (".", "0", BACKSPACE))
_SUGGESTIONS_ABREAST = 2
# Quantities have at most 6 places; 9 digits before them are more than any shelf holds.
_TYPEABLE = re.compile(r"\d{0,9}(\.\d{0,6})?")


@dataclass(frozen=True, slots=True)
class Suggestion:
    """An answer that is one press away. `answer` is handed back as it is."""

    label: str
    answer: object


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked: what it is about, in `detail` which one, in `figures` what is needed and what is there.

    With `takes_number` a quantity can be typed, which `unit` follows.

    `usual` is what confirming answers while nothing is typed; its label stands in the place of the number.
    """

    sentence: str
    detail: str = ""
    figures: str = ""
    takes_number: bool = True
    unit: str = ""
    usual: Suggestion | None = None
    suggestions: tuple[Suggestion, ...] = ()


class QuestionCard(Card):
    """Asks, and emits `answered` with a Decimal or a suggestion's answer, or `cancelled`.

    `key_pressed` tells each digit, "." or BACKSPACE that was typed here, to a question that takes no number too: a
    digit may choose. Digits that come another way, as from a printed sheet of control codes, are handed to `press`.
    """

    answered = Signal(object)
    cancelled = Signal()
    key_pressed = Signal(object)

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self._appearance = appearance
        self._question = Question("")
        self._typed = ""
        self._sentence = Text(appearance, role=TextRole.TITLE, lines=2)
        self._detail = Text(appearance, ink=Ink.MUTED, lines=2)
        self._figures = Text(appearance, lines=2)
        self._number = Text(appearance, role=TextRole.VERDICT)
        self._unit = Text(appearance, role=TextRole.LEAD, ink=Ink.MUTED)
        self._suggestions = QGridLayout()
        self._ok = Button(appearance, self.tr("OK"), kind=ButtonKind.PRIMARY, icon="accepted", tall=True)
        self._cancel = Button(appearance, self.tr("Cancel"), tall=True)
        self._keypad = QWidget()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._ok.clicked.connect(self.confirm)
        self._cancel.clicked.connect(self.cancelled)
        self._lay_out()

    @property
    def typed(self) -> str:
        """The number as far as it is typed."""
        return self._typed

    def ask(self, question: Question) -> None:
        """Show a question with nothing typed yet."""
        self._question = question
        self._sentence.setText(question.sentence)
        self._detail.setText(question.detail)
        self._detail.setVisible(bool(question.detail))
        self._figures.setText(question.figures)
        self._figures.setVisible(bool(question.figures))
        self._unit.setText(question.unit)
        for part in (self._keypad, self._number, self._unit, self._ok):
            part.setVisible(question.takes_number)
        self._show_suggestions(question.suggestions)
        said = (question.sentence, question.detail, question.figures)
        self.setAccessibleName(". ".join(part for part in said if part))
        self.show_typed("")

    def show_typed(self, typed: str) -> None:
        """Show a number that was typed elsewhere; what is no number is not taken over."""
        if _TYPEABLE.fullmatch(typed):
            self._typed = typed
            usual = self._question.usual
            self._number.setText(typed or (usual.label if usual else "0"))
            self._number.set_ink(Ink.NORMAL if typed else Ink.MUTED)
            self._number.updateGeometry()
            self._ok.setEnabled(self._answer() is not None)
            self.setAccessibleDescription(f"{typed} {self._question.unit}".strip())

    def press(self, key: str) -> None:
        """Type a digit, "." or BACKSPACE."""
        if self._question.takes_number:
            self.show_typed(self._typed[:-1] if key == BACKSPACE else self._typed + key)

    def confirm(self) -> None:
        """Answer with the number that is typed, if it is one; with nothing typed, answer as usual."""
        answer = self._answer()
        if answer is not None:
            self.answered.emit(answer)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take digits, point or comma, Backspace, Enter and Esc, wherever in the card the focus is."""
        text = event.text().replace(",", ".")
        if event.key() == Qt.Key.Key_Escape:
            self.cancelled.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.confirm()
        elif event.key() == Qt.Key.Key_Backspace:
            self._press_here(BACKSPACE)
        elif len(text) == 1 and text in "0123456789.":
            self._press_here(text)
        else:
            super().keyPressEvent(event)

    def _press_here(self, key: str) -> None:
        self.press(key)
        self.key_pressed.emit(key)

    def _answer(self) -> object | None:
        if self._typed or self._question.usual is None:
            return self._value()
        return self._question.usual.answer

    def _value(self) -> Decimal | None:
        if not self._question.takes_number or not self._typed.strip("."):
            return None
        value = Decimal(self._typed)
        return value if value > 0 else None

    def _choose(self, suggestion: Suggestion) -> None:
        self.answered.emit(suggestion.answer)

    def _show_suggestions(self, suggestions: tuple[Suggestion, ...]) -> None:
        while (item := self._suggestions.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for place, suggestion in enumerate(suggestions):
            # Part numbers may hold what Qt takes for the mark of a shortcut.
            button = Button(self._appearance, suggestion.label.replace("&", "&&"), tall=True)
            height = button.fontMetrics().size(0, suggestion.label).height()
            button.setMinimumHeight(height + 4 * self._appearance.sizes.unit)
            button.clicked.connect(partial(self._choose, suggestion))
            self._suggestions.addWidget(button, *divmod(place, _SUGGESTIONS_ABREAST))
        self._suggestions.setColumnStretch(_SUGGESTIONS_ABREAST, 1)

    def _lay_out(self) -> None:
        sizes = self._appearance.sizes
        row = QHBoxLayout(self)
        row.setContentsMargins(sizes.page_margin, sizes.gap, sizes.gap, sizes.gap)
        row.setSpacing(sizes.gap)
        icon = IconView(self._appearance, "question", 28, ink=Ink.QUESTION)
        row.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(self._words(), 1)
        self._fill_keypad()
        row.addWidget(self._keypad)
        actions = QVBoxLayout()
        actions.setSpacing(sizes.unit * 2)
        actions.addWidget(self._ok, 3)
        actions.addWidget(self._cancel, 1)
        for button in (self._ok, self._cancel):
            button.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        row.addLayout(actions)

    def _words(self) -> QVBoxLayout:
        number = QHBoxLayout()
        number.setSpacing(self._appearance.sizes.unit * 2)
        number.addWidget(self._number)
        number.addWidget(self._unit, 1)
        words = QVBoxLayout()
        words.setSpacing(self._appearance.sizes.unit)
        words.addWidget(self._sentence)
        words.addWidget(self._detail)
        words.addWidget(self._figures)
        words.addLayout(number)
        words.addStretch()
        self._suggestions.setSpacing(self._appearance.sizes.unit * 2)
        words.addLayout(self._suggestions)
        return words

    def _fill_keypad(self) -> None:
        grid = QGridLayout(self._keypad)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(self._appearance.sizes.unit)
        for row, keys in enumerate(_KEYPAD):
            for column, key in enumerate(keys):
                grid.addWidget(self._key_button(key), row, column)

    def _key_button(self, key: str) -> Button:
        is_backspace = key == BACKSPACE
        button = Button(
            self._appearance,
            "" if is_backspace else key,
            kind=ButtonKind.KEY,
            icon="backspace" if is_backspace else None,
        )
        button.setAccessibleName(self.tr("Delete the last digit") if is_backspace else key)
        # The keyboard has these keys itself; by Tab one reaches what it has not.
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.setFixedWidth(self._appearance.sizes.scaled(56))
        button.clicked.connect(partial(self._press_here, key))
        return button
