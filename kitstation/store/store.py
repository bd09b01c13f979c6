"""The store: the one door through which every command goes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection

from kitstation.domain.commands import Entry
from kitstation.domain.outcomes import Outcome
from kitstation.domain.refusals import Refused
from kitstation.store.batch import Batch
from kitstation.store.database import Database

Reach = Callable[[str], None]
"""Told the name of each step of a command as it is reached, so that tests can end the program there."""


def no_step(_name: str) -> None:
    """Let every step pass."""


class Store:
    """A database with its rules: commands in, outcomes out, all through `decide`.

    It belongs to the thread that uses it.
    """

    def __init__(self, path: Path, *, busy_timeout_s: float = 5.0, reach: Reach = no_step) -> None:
        self._database = Database(path, busy_timeout_s=busy_timeout_s)
        self._reach = reach

    @property
    def path(self) -> Path:
        """The database file."""
        return self._database.path

    def execute(self, entry: Entry) -> Outcome:
        """Decide one command and, if it is accepted, make it durable."""
        return self.execute_all((entry,))[0]

    def execute_all(self, entries: Sequence[Entry], *, atomic: bool = False) -> list[Outcome]:
        """Decide commands in their order, in one transaction, and make the accepted ones durable.

        Each sees what those before it have changed. With `atomic` the first refusal ends the batch and
        nothing is changed; the outcomes then end with that refusal.
        An id that is in the journal already is accepted again without being done again.
        """
        self._reach("store.begin")
        with self._database.writing() as connection:
            batch = Batch(connection, entries)
            outcomes = batch.decide(stop_at_refusal=atomic)
            self._reach("store.decided")
            if atomic and outcomes and isinstance(outcomes[-1], Refused):
                self._database.take_back()
            else:
                batch.write()
            self._reach("store.written")
        self._reach("store.committed")
        return outcomes

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give a connection for the functions of `kitstation.store.queries`."""
        with self._database.reading() as connection:
            yield connection

    def written_elsewhere(self) -> int:
        """Return a number that changes whenever another program or store writes to the file, and only then."""
        return self._database.written_elsewhere()

    def optimize(self) -> None:
        """Refresh the statistics by which queries are planned, where they are out of date."""
        self._database.optimize()

    def close(self) -> None:
        """Close the database."""
        self._database.close()
