"""Picking a record while people type: a part, a place, a supplier, a run."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QStringListModel, Qt
from PySide6.QtWidgets import QCompleter, QLineEdit, QListView, QWidget

from kitstation.ui.forms.fields import Choice, Field, FieldError

if TYPE_CHECKING:
    from kitstation.store.store import Store
    from kitstation.ui.services import Services
    from kitstation.ui.tasks import Task

Find = Callable[["Store", str], Sequence[Choice]]
"""Returns the best choices for what is written; for an empty text, the usual ones."""


class PickField(Field):
    """A record that is found by what people call it. The value is the chosen Choice's, or None where none is."""

    def __init__(
        self,
        key: str,
        label: str,
        find: Find,
        *,
        value: Choice | None = None,
        hint: str = "",
        required: bool = True,
    ) -> None:
        super().__init__(key, label, hint=hint, required=required)
        self._find = find
        self._choices: dict[str, Choice] = {value.label: value} if value else {}
        self._asked: Task | None = None
        self.edit = QLineEdit(value.label if value else "")
        self._names = QStringListModel(list(self._choices))
        self._completer = QCompleter(self._names, self.edit)
        self._completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.choices = QListView()
        # For the style sheet: a list that floats has nothing behind it to show through.
        self.choices.setObjectName("choices")
        self._completer.setPopup(self.choices)
        self.edit.setCompleter(self._completer)
        self._completer.activated.connect(self._take)

    def make(self, services: Services) -> QWidget:
        """Return the line edit; it asks for choices as people write."""
        self.edit.textEdited.connect(partial(self._ask, services, then=self._offer_written))
        self._ask(services, self.edit.text(), then=self._offer)
        return self.edit

    def choose(self, choice: Choice) -> None:
        """Choose a record, as a scan does."""
        self._choices[choice.label] = choice
        self._names.setStringList(list(self._choices))
        self.edit.setText(choice.label)

    def value(self) -> object:
        """Return the value of the record that is written there, whole."""
        text = self.edit.text().strip()
        if not text:
            if self.required:
                raise self._missing()
            return None
        choice = self._choices.get(text) or self._only_one_like(text)
        if choice is None:
            message = QCoreApplication.translate(
                "forms", "There is none called that. Choose one of the list."
            )
            raise FieldError(message)
        return choice.value

    def _only_one_like(self, text: str) -> Choice | None:
        """Return the one that is called so, or whose first words are so: a part without its revision."""
        wanted = text.casefold()
        called = [choice for label, choice in self._choices.items() if label.casefold() == wanted]
        begun = [
            choice for label, choice in self._choices.items() if label.casefold().startswith(f"{wanted} ")
        ]
        like = called or begun
        return like[0] if len(like) == 1 else None

    def _ask(self, services: Services, text: str, then: Callable[[Sequence[Choice]], None]) -> None:
        if self._asked is not None:
            self._asked.forget()
        find = self._find
        self._asked = services.tasks.submit(
            lambda store: find(store, text.strip()), then, services.navigator.show_fault
        )

    def _offer(self, choices: Sequence[Choice]) -> None:
        self._asked = None
        self._choices.update({choice.label: choice for choice in choices})
        self._names.setStringList([choice.label for choice in choices])

    def _take(self, label: str) -> None:
        """Take one of the list: that ends the writing as Enter does."""
        self.edit.setText(label)
        self.edit.setModified(True)
        self.edit.editingFinished.emit()

    def _offer_written(self, choices: Sequence[Choice]) -> None:
        """Show the choices below what is written: they are found after the key that asked for them."""
        self._offer(choices)
        text = self.edit.text().strip()
        if text and self.edit.hasFocus() and text not in self._choices:
            self._completer.setCompletionPrefix(text)
            self._completer.complete()
