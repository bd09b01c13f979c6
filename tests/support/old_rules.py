"""A store as an older version would have used it: its journal holds what is refused by now."""

from __future__ import annotations

from dataclasses import dataclass, replace

from kitstation.domain.commands import Entry
from kitstation.domain.editions import FIRST
from kitstation.domain.outcomes import Outcome
from tests.support.world import Door


@dataclass(frozen=True, slots=True)
class OldRules:
    """Where commands are decided by the first edition of the rules."""

    door: Door

    def execute(self, entry: Entry) -> Outcome:
        """Decide one command as it was decided then."""
        return self.door.execute(replace(entry, edition=FIRST))
