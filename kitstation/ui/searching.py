"""Find anything, put to work: what is typed goes to the store, what is chosen is opened."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject

from kitstation.store.store import Store
from kitstation.ui.finding import Found, FoundKind, find_anything
from kitstation.ui.services import StoreTasks
from kitstation.ui.tasks import Task
from kitstation.ui.window import MainWindow

_INVENTORY = "inventory"


@dataclass(frozen=True, slots=True)
class _Command:
    found: Found
    act: Callable[[], None]


class Searching(QObject):
    """Serves the palette of a window."""

    def __init__(self, window: MainWindow, tasks: StoreTasks) -> None:
        super().__init__()
        self._window = window
        self._tasks = tasks
        self._palette = window.palette_over_pages
        self._task: Task | None = None
        self._palette.asked.connect(self._search)
        self._palette.chosen.connect(self._open)

    def _search(self, words: str) -> None:
        if self._task is not None:
            self._task.forget()
        commands = tuple(command.found for command in self._commands() if _begins(words, command.found))
        self._palette.show_found(commands)
        if words.strip():
            self._task = self._tasks.submit(
                partial(_find, words), partial(self._show, commands), self._window.show_fault
            )

    def _show(self, commands: tuple[Found, ...], found: tuple[Found, ...]) -> None:
        self._palette.show_found(found + commands)

    def _open(self, found: Found) -> None:
        if found.kind is FoundKind.COMMAND:
            next(command.act for command in self._commands() if command.found == found)()
        elif found.kind is FoundKind.KIT:
            self._window.open_kit(found.name)
        else:
            self._window.show_page(_INVENTORY)
            self._window.current_page.look_for(found.name)

    def _commands(self) -> tuple[_Command, ...]:
        pages = [
            _Command(
                Found(FoundKind.COMMAND, entry.key, self.tr(entry.label), entry.shortcut),
                partial(self._window.show_page, entry.key),
            )
            for entry in self._window.page_entries
        ]
        actions = [
            _Command(
                Found(
                    FoundKind.COMMAND, f"action:{action.text()}", action.text(), action.shortcut().toString()
                ),
                action.trigger,
            )
            for action in self._window.current_page.actions()
            if action.isEnabled()
        ]
        return tuple(pages + actions)


def _find(words: str, store: Store) -> tuple[Found, ...]:
    return find_anything(store, words)


def _begins(words: str, found: Found) -> bool:
    """Say whether each word that is typed begins a word of a command's name."""
    names = found.title.casefold().split()
    return all(any(name.startswith(word) for name in names) for word in words.casefold().split())
