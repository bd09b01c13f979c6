"""A batch: the commands of one transaction, from loading to writing."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, select

from kitstation.domain.commands import Entry
from kitstation.domain.decisions import decide
from kitstation.domain.errors import NotLoadedError
from kitstation.domain.generating import with_numbers
from kitstation.domain.numbering import as_asked_again
from kitstation.domain.outcomes import Accepted, Outcome
from kitstation.domain.refusals import RefusalCode, Refused, refuse
from kitstation.domain.touches import touches_of
from kitstation.domain.working_set import Changes, WorkingSet
from kitstation.store import codec, tables
from kitstation.store.loading import load
from kitstation.store.lookups import Lookup
from kitstation.store.writing import Accomplished, kit_of, write_journal, write_records

JOURNALLED = Lookup[str](
    select(tables.journal.c.command_id, tables.journal.c.kind, tables.journal.c.payload),
    tables.journal.c.command_id,
)


class Batch:
    """Decides commands in their order, each on what those before it have changed.

    Everything that they touch is loaded at once. Where a command asks for what only an earlier one has led to, what is
    accepted so far is written and the rest is loaded anew; so that a batch does what its commands do one by one.
    """

    def __init__(self, connection: Connection, entries: Sequence[Entry]) -> None:
        self._connection = connection
        self._entries = entries
        self._accepted: list[Accomplished] = []
        self._journalled = {
            row["command_id"]: codec.Form(row["kind"], row["payload"])
            for row in JOURNALLED.rows(connection, {entry.command_id for entry in entries})
        }
        self._loaded = len(entries)
        self._decided = 0
        """How many entries the present working set was loaded for, and how many of them are decided."""
        self._records: WorkingSet = load(connection, touches_of(entries))

    def decide(self, *, stop_at_refusal: bool) -> list[Outcome]:
        """Return what becomes of each command."""
        outcomes: list[Outcome] = []
        while len(outcomes) < len(self._entries):
            outcome = self._next(len(outcomes))
            outcomes.append(outcome)
            if stop_at_refusal and isinstance(outcome, Refused):
                break
        return outcomes

    def write(self) -> None:
        """Write what the accepted commands have changed, and the journal."""
        write_records(self._connection, self._records)
        write_journal(self._connection, self._accepted)

    def _next(self, position: int) -> Outcome:
        if self._decided == self._loaded:
            self._load_on(position, 2 * self._loaded)
        try:
            outcome = self._decide(self._entries[position])
        except NotLoadedError:
            if not self._decided:
                raise
            self._load_on(position, self._decided)
            outcome = self._decide(self._entries[position])
        self._decided += 1
        return outcome

    def _load_on(self, position: int, size: int) -> None:
        """Write what is accepted, and load what the next entries touch: not many more than will be decided on it."""
        self.write()
        self._accepted = []
        entries = self._entries[position : position + size]
        self._records = load(self._connection, touches_of(entries))
        self._loaded, self._decided = len(entries), 0

    def _decide(self, entry: Entry) -> Outcome:
        if (known := self._journalled.get(entry.command_id)) is not None:
            return _again(entry, known)
        entry = with_numbers(entry, self._records)
        decision = decide(entry, self._records)
        if isinstance(decision, Refused):
            return decision
        images = self._records.apply(entry, decision)
        form = codec.dump(entry.command)
        kit_uid = kit_of(entry, decision, self._records)
        self._accepted.append(Accomplished(entry, form, decision, images, kit_uid))
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
