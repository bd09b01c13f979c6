"""The desk: who works at which station, and how their commands are handed in."""

from __future__ import annotations

from dataclasses import dataclass

from kitstation.domain.clock import Clock
from kitstation.domain.commands import Command, Entry
from kitstation.domain.ids import IdSource
from kitstation.domain.records import Role


@dataclass(frozen=True, slots=True)
class Desk:
    """Everything that a command carries besides what it asks for.

    `role` is None where nobody is signed on who would have to be: nothing may be done then.
    """

    clock: Clock
    ids: IdSource
    operator: str
    station: str
    role: Role | None = Role.ADMINISTRATOR

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
