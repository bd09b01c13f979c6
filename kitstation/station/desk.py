"""The desk: who works at which station, how codes are read there, and how commands are handed in."""

from __future__ import annotations

from dataclasses import dataclass, field

from kitstation.domain.clock import Clock
from kitstation.domain.commands import Command, Entry
from kitstation.domain.ids import IdSource
from kitstation.domain.records import Role
from kitstation.scanning.grammar import Grammar


@dataclass(frozen=True, slots=True)
class Desk:
    """Everything that a command carries besides what it asks for, and the grammar by which scans are read.

    `role` is None where nobody is signed on who would have to be: nothing may be done then.
    """

    clock: Clock
    ids: IdSource
    operator: str
    station: str
    role: Role | None = Role.ADMINISTRATOR
    grammar: Grammar = field(default_factory=Grammar)

    def entry(self, command: Command) -> Entry:
        """Return a command as it is handed in now."""
        return Entry(
            command_id=self.ids.new(),
            at=self.clock.now(),
            operator=self.operator,
            station=self.station,
            command=command,
            role=self.role,
        )
