"""The store: the one door through which every command goes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, select

from kitstation.domain.commands import Entry
from kitstation.domain.decisions import decide
from kitstation.domain.generating import with_numbers
from kitstation.domain.numbering import as_asked_again
from kitstation.domain.outcomes import Accepted, Outcome
from kitstation.domain.refusals import RefusalCode, Refused, refuse
from kitstation.domain.touches import touches_of
from kitstation.domain.working_set import Changes, WorkingSet
from kitstation.store import codec, tables
from kitstation.store.database import Database
from kitstation.store.loading import Loader
from kitstation.store.lookups import Lookup
from kitstation.store.writing import Accomplished, write_journal, write_records

Reach = Callable[[str], None]
"""Told the name of each step of a command as it is reached, so that tests can end the program there."""


def no_step(_name: str) -> None:
    """Let every step pass."""


JOURNALLED = Lookup[str](
    select(tables.journal.c.command_id, tables.journal.c.kind, tables.journal.c.payload),
    tables.journal.c.command_id,
)


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
            batch = _Batch(connection, entries)
            outcomes = batch.decide(stop_at_refusal=atomic)
            self._reach("store.decided")
            if not atomic or not isinstance(outcomes[-1] if outcomes else None, Refused):
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


class _Batch:
    """One transaction's commands, from loading to writing."""

    def __init__(self, connection: Connection, entries: Sequence[Entry]) -> None:
        self._connection = connection
        self._entries = entries
        self._accepted: list[Accomplished] = []
        self._journalled = {
            row["command_id"]: codec.Form(row["kind"], row["payload"])
            for row in JOURNALLED.rows(connection, {entry.command_id for entry in entries})
        }
        self._records: WorkingSet = Loader(connection, touches_of(entries)).load()

    def decide(self, *, stop_at_refusal: bool) -> list[Outcome]:
        """Return what becomes of each command."""
        outcomes: list[Outcome] = []
        for entry in self._entries:
            outcome = self._decide(entry)
            outcomes.append(outcome)
            if stop_at_refusal and isinstance(outcome, Refused):
                break
        return outcomes

    def write(self) -> None:
        """Write what the accepted commands have changed, and the journal."""
        write_records(self._connection, self._records)
        write_journal(self._connection, self._accepted, self._records)

    def _decide(self, entry: Entry) -> Outcome:
        if (known := self._journalled.get(entry.command_id)) is not None:
            return _again(entry, known)
        entry = with_numbers(entry, self._records)
        decision = decide(entry, self._records)
        if isinstance(decision, Refused):
            return decision
        images = self._records.apply(entry, decision)
        form = codec.dump(entry.command)
        self._accepted.append(Accomplished(entry, form, decision, images))
        self._journalled[entry.command_id] = form
        return Accepted(entry.command_id, decision)


def _again(entry: Entry, known: codec.Form) -> Outcome:
    """Answer an id that is in the journal: the same command again is harmless, another one is a mistake."""
    if codec.dump(entry.command) == known:
        return Accepted(entry.command_id, Changes(), repeated=True)
    if type(entry.command).__name__ == known.kind:
        # Numbers may have been made for it, and fields that came later are missing in what was written earlier.
        journalled = codec.load(known.kind, codec.FORMAT, known.payload)
        if codec.dump(as_asked_again(entry.command, journalled)) == codec.dump(journalled):
            return Accepted(entry.command_id, Changes(), repeated=True)
    return refuse(RefusalCode.ID_REUSED, command_id=entry.command_id)
