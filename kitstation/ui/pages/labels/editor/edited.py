"""A template while it is edited: what it is now, what is chosen on it, and what was done to it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from kitstation.labels.edit_history import EditHistory
from kitstation.labels.editing import EditRefused
from kitstation.labels.template_reading import read_template
from kitstation.labels.template_writing import amended

if TYPE_CHECKING:
    from kitstation.labels.label_data import LabelData
    from kitstation.labels.own_templates import OpenedTemplate
    from kitstation.labels.template import Template

Change = Callable[["Template"], "Template"]


@dataclass(frozen=True, slots=True)
class Draft:
    """A template as it is now, and the text from which it came, not yet changed; the numbers of what is chosen.

    The text follows once it is asked for: writing it for every dot that something is dragged would be too slow.
    """

    base_text: str
    base: Template
    template: Template
    chosen: tuple[int, ...] = ()

    def text(self) -> str:
        """Return the text that describes the template."""
        return amended(self.base_text, self.base, self.template)

    def settled(self) -> Draft:
        """Return the same with the text brought up to date."""
        return (
            self if self.base is self.template else replace(self, base_text=self.text(), base=self.template)
        )


class EditedTemplate(QObject):
    """`changed` tells that the template is another one, `chosen_changed` that something else is chosen.

    `refused` tells the sentence why something was not done; empty once something was.
    """

    changed = Signal()
    chosen_changed = Signal()
    refused = Signal(str)

    def __init__(self, opened: OpenedTemplate, folder: Path, data: LabelData | None = None) -> None:
        """Begin with what was opened. Raises TemplateFault where its text is at fault."""
        super().__init__()
        self.opened = opened
        self.data = data
        """The record that is shown; samples where there is none."""
        self.refusal = ""
        """Why the last change was not done; empty where it was."""
        self._folder = folder
        template = read_template(opened.text, name=opened.name, folder=folder)
        self._history = EditHistory(Draft(opened.text, template, template))

    @property
    def template(self) -> Template:
        """The template as it is now."""
        return self._history.now.template

    @property
    def chosen(self) -> tuple[int, ...]:
        """The numbers of the chosen elements, the one that was chosen first at the front."""
        return self._history.now.chosen

    @property
    def can_undo(self) -> bool:
        """Whether there is something to take back."""
        return bool(self._history.before)

    @property
    def can_redo(self) -> bool:
        """Whether something was taken back."""
        return bool(self._history.undone)

    @property
    def is_changed(self) -> bool:
        """Whether there is something that is not saved."""
        now = self._history.now
        return now.base_text != self.opened.text or now.template != now.base

    def text(self) -> str:
        """Return the template as text."""
        self._history = replace(self._history, now=self._history.now.settled())
        return self._history.now.base_text

    def do(self, change: Change, *, joining: str = "", choosing: Iterable[int] | None = None) -> bool:
        """Change the template and choose elements, or tell why not; return whether it was done.

        Changes that join into the same thing are undone as one.
        """
        now = self._history.now
        if not joining or joining != self._history.joined:
            now = now.settled()
            self._history = replace(self._history, now=now)
        try:
            template = change(now.template)
        except EditRefused as refused:
            self._say(str(refused))
            return False
        chosen = now.chosen if choosing is None else tuple(choosing)
        self._become(self._history.done(replace(now, template=template, chosen=chosen), joining=joining))
        self._say("")
        return True

    def part(self) -> None:
        """Let the next change be undone alone."""
        self._history = self._history.parted()

    def take_text(self, text: str) -> None:
        """Take a text that was written by hand. Raises TemplateFault with its problems."""
        if text == self.text():
            return
        template = read_template(text, name=self.opened.name, folder=self._folder)
        kept = tuple(number for number in self.chosen if number < len(template.elements))
        self._become(self._history.done(Draft(text, template, template, kept)))
        self._say("")

    def choose(self, numbers: Iterable[int]) -> None:
        """Choose these elements and no others."""
        chosen = tuple(dict.fromkeys(numbers))
        if chosen != self.chosen:
            now = replace(self._history.now, chosen=chosen)
            self._history = replace(self._history, now=now, joined="")
            self.chosen_changed.emit()

    def choose_all(self) -> None:
        """Choose every element."""
        self.choose(range(len(self.template.elements)))

    def undo(self) -> None:
        """Take the last step back."""
        self._become(self._history.undo())

    def redo(self) -> None:
        """Do what was taken back once more."""
        self._become(self._history.redo())

    def revert(self) -> None:
        """Go back to what was opened or saved last; that can be undone."""
        template = read_template(self.opened.text, name=self.opened.name, folder=self._folder)
        self._become(self._history.done(Draft(self.opened.text, template, template)))

    def saved(self, opened: OpenedTemplate) -> None:
        """Take note of what was saved; it may have another name now."""
        if opened.name != self.opened.name:
            self._rename(opened.name)
        self.opened = opened
        self.changed.emit()

    def reopen(self, opened: OpenedTemplate) -> None:
        """Begin anew with another text of it. Raises TemplateFault where that is at fault."""
        template = read_template(opened.text, name=opened.name, folder=self._folder)
        self.opened = opened
        self._become(EditHistory(Draft(opened.text, template, template)))

    def show_data(self, data: LabelData | None) -> None:
        """Show another record; None shows samples."""
        self.data = data
        self.changed.emit()

    def _say(self, refusal: str) -> None:
        self.refusal = refusal
        self.refused.emit(refusal)

    def _rename(self, name: str) -> None:
        def renamed(template: Template) -> Template:
            return template.model_copy(update={"name": name})

        now = self._history.now.settled()
        template = renamed(now.template)
        self._history = EditHistory(Draft(now.base_text, template, template, now.chosen))

    def _become(self, history: EditHistory[Draft]) -> None:
        before, self._history = self._history, history
        if before.now.template is not history.now.template or before.now.base_text != history.now.base_text:
            self.changed.emit()
        if before.now.chosen != history.now.chosen:
            self.chosen_changed.emit()
