"""Outcomes: what became of a command that was handed in."""

from __future__ import annotations

from dataclasses import dataclass

from kitstation.domain.refusals import Refused
from kitstation.domain.working_set import Changes


@dataclass(frozen=True, slots=True)
class Accepted:
    """The command is in the journal and its changes are durable.

    `repeated` says that this id had been accepted before: nothing was done again, and `changes` is empty.
    """

    command_id: str
    changes: Changes
    repeated: bool = False


Outcome = Accepted | Refused
