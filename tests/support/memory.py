"""The rules without a database: one working set in which everything that was never made is known to be absent."""

from __future__ import annotations

from kitstation.domain.commands import Entry
from kitstation.domain.decisions import decide
from kitstation.domain.outcomes import Accepted, Outcome
from kitstation.domain.refusals import Refused
from kitstation.domain.touches import Touches, touches_of
from kitstation.domain.working_set import WorkingSet


class Memory:
    """Commands in, outcomes out, all records in memory."""

    def __init__(self) -> None:
        self.records = WorkingSet()

    def execute(self, entry: Entry) -> Outcome:
        """Decide one command and let it take effect."""
        _note_absent(self.records, touches_of((entry,)))
        decision = decide(entry, self.records)
        if isinstance(decision, Refused):
            return decision
        self.records.apply(entry, decision)
        return Accepted(entry.command_id, decision)


def _note_absent(records: WorkingSet, touches: Touches) -> None:
    records.parts.note_absent(touches.parts)
    records.part_numbers.note_absent(touches.part_numbers)
    records.suppliers.note_absent(touches.suppliers)
    records.supplier_names.note_absent(touches.supplier_names)
    records.locations.note_absent(touches.locations)
    records.sublocations.note_absent(touches.sublocations)
    records.mbom_lines.note_absent(touches.mbom_lines)
    records.runs.note_absent(touches.runs)
    records.items.note_absent(touches.items)
    records.serials.note_absent(touches.serials)
    records.kits.note_absent(touches.kits | touches.lines_of_kits)
    records.kit_numbers.note_absent(touches.kit_numbers)
    records.kit_lines.note_absent(touches.kit_lines)
    records.kitted_parts.note_absent(touches.kitted_parts)
    records.past_commands.note_absent(touches.commands)
