"""Rules for taking a command back: its movements, the other way round."""

from __future__ import annotations

from kitstation.domain.commands import IssueItem, ReturnItem, Undo
from kitstation.domain.movements import Bucket, Movement
from kitstation.domain.refusals import RefusalCode, Refused, refuse
from kitstation.domain.working_set import Changes, WorkingSet

UNDOABLE = frozenset({IssueItem.__name__, ReturnItem.__name__})


def decide_undo(command: Undo, records: WorkingSet) -> Changes | Refused:
    """Take an issue or a return back, exactly: the same item, quantity, place and line.

    Refused when it was taken back before, when something later depends on it (what it moved has moved on),
    or when the kit is closed.
    """
    past = records.past_commands.find(command.command_id)
    if past is None or past.kind not in UNDOABLE:
        return refuse(RefusalCode.CANNOT_UNDO, why="only an issue or a return can be taken back")
    if past.undone:
        return refuse(RefusalCode.ALREADY_UNDONE)
    for movement in past.movements:
        if refused := _refuse_reversal(movement, records):
            return refused
    return Changes(movements=tuple(movement.reversed("undo") for movement in reversed(past.movements)))


def _refuse_reversal(movement: Movement, records: WorkingSet) -> Refused | None:
    line_uid = movement.to_place if movement.to_bucket is Bucket.PICKED else movement.from_place
    kit = records.kits.get(records.kit_lines.get(line_uid).kit_uid)
    if kit.status.is_closed:
        return refuse(RefusalCode.KIT_CLOSED, kit=kit.number, status=kit.status.value)
    if records.ledger.balance(movement.target) < movement.quantity:
        return refuse(RefusalCode.CANNOT_UNDO, why="what it moved has been moved on since")
    return None
