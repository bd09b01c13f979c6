"""How the demo's station is furnished: commands that must be accepted, about records known by name."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol, TypeVar

from kitstation.domain.commands import Command
from kitstation.domain.errors import KitstationError
from kitstation.domain.refusals import Refused
from kitstation.station.desk import Desk
from kitstation.store.database import Reader
from kitstation.store.queries.parts import parts_numbered
from kitstation.store.queries.places import place_record
from kitstation.store.queries.scan_targets import items_numbered, items_to_take
from kitstation.store.queries.suppliers import supplier_record
from kitstation.store.store import Store

T = TypeVar("T")


class _HasUid(Protocol):
    @property
    def uid(self) -> str:
        """What the record is known by."""
        ...


class DemoDeeds:
    """Hands commands in, and finds the records that they are about.

    Everything raises KitstationError where the demo cannot be made: a command is refused, a record is not there.
    """

    def __init__(self, store: Store, desk: Desk) -> None:
        self._store = store
        self.desk = desk

    def do(self, *commands: Command) -> None:
        """Do commands, all of them or none."""
        outcomes = self._store.execute_all([self.desk.entry(command) for command in commands], atomic=True)
        if outcomes and isinstance(refused := outcomes[-1], Refused):
            raise incomplete(f"{type(commands[len(outcomes) - 1]).__name__} was refused: {refused.code}.")

    def new_uid(self) -> str:
        """Return a uid for a record that a command makes."""
        return self.desk.ids.new()

    def read(self, query: Callable[[Reader], T | None], name: str) -> T:
        """Return the record that `query` finds, called `name`."""
        with self._store.reading() as reader:
            found = query(reader)
        if found is None:
            raise incomplete(f"{name} is not there.")
        return found

    def part(self, number: str) -> str:
        """Return the uid of a part."""
        return self.read(lambda reader: _first(parts_numbered(reader, number)), number)

    def place(self, path: str) -> str:
        """Return the uid of a place."""
        return self.read(lambda reader: place_record(reader, path), path).uid

    def supplier(self, name: str) -> str:
        """Return the uid of a supplier."""
        return self.read(lambda reader: supplier_record(reader, name), name).uid

    def item(self, number: str) -> str:
        """Return the uid of the item with a serial or lot number."""
        return self.read(lambda reader: _first(items_numbered(reader, number)), number)

    def loose(self, part_number: str) -> str:
        """Return the uid of the item of an untracked part that is to be taken next."""
        part = self.part(part_number)
        return self.read(lambda reader: _first(items_to_take(reader, part, 1)), part_number)


def incomplete(why: str) -> KitstationError:
    """Return the fault that the demo cannot be made."""
    return KitstationError(
        "The demo cannot be made", detail=why, hint="The program's files are damaged. Install it again."
    )


def _first(found: Sequence[_HasUid]) -> str | None:
    return found[0].uid if found else None
