"""Handing in commands for a page: what becomes of them comes back on the GUI thread."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from kitstation.domain.commands import Command, Entry
from kitstation.domain.outcomes import Accepted, Outcome
from kitstation.domain.refusals import Refused
from kitstation.station.sentences import Circumstances, Wording

if TYPE_CHECKING:
    from kitstation.store.store import Store
    from kitstation.ui.services import Services


class Acting:
    """Hands in commands for whoever works here now: all of them or none."""

    def __init__(self, services: Services) -> None:
        self._services = services

    def hand_in(
        self,
        commands: Command | Sequence[Command],
        on_done: Callable[[list[Accepted]], None],
        on_refused: Callable[[Wording], None],
    ) -> None:
        """Hand in commands; `on_done` gets what was accepted, `on_refused` the words of the first refusal.

        The other pages are told that stock has changed. A fault is shown by the window.
        """
        wanted = commands if isinstance(commands, Sequence) else (commands,)
        desk = self._services.desk
        entries = [desk.entry(command) for command in wanted]
        self._services.tasks.submit(
            partial(_execute, entries),
            partial(self._settle, on_done, on_refused),
            self._services.navigator.show_fault,
        )

    def _settle(
        self,
        on_done: Callable[[list[Accepted]], None],
        on_refused: Callable[[Wording], None],
        outcomes: Sequence[Outcome],
    ) -> None:
        accepted = [outcome for outcome in outcomes if isinstance(outcome, Accepted)]
        refused = next((outcome for outcome in outcomes if isinstance(outcome, Refused)), None)
        if refused is not None:
            on_refused(self._services.speech.refusal(refused, Circumstances("")))
            return
        self._services.navigator.stock_changed()
        on_done(accepted)


def _execute(entries: Sequence[Entry], store: Store) -> list[Outcome]:
    return store.execute_all(entries, atomic=True)
