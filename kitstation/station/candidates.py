"""Candidates: which of the items that a code names is meant, as far as the kit decides it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from kitstation.domain.refusals import RefusalCode, Refused, refuse
from kitstation.station.kit_view import KitView
from kitstation.store.queries.scan_targets import ItemTarget


def to_issue(items: Sequence[ItemTarget], view: KitView) -> tuple[ItemTarget, ...] | Refused:
    """Return the items that could be issued to the kit; one, where the kit or the walk decides it.

    What the kit does not need is out; what is used up is out as long as something else is not; the item that
    the next step names wins.
    """
    needed = [item for item in items if view.line_for(item.part_uid)]
    if not needed:
        return refuse(RefusalCode.WRONG_PART, part_number=items[0].part_number)
    there = [item for item in needed if item.quantity > 0]
    step = view.next_step
    if step is not None and (named := [item for item in there if item.uid == step.take.item_uid]):
        return tuple(named)
    return tuple(there) or (needed[0],)


def to_return(items: Sequence[ItemTarget], held: Mapping[str, Decimal]) -> tuple[ItemTarget, ...] | Refused:
    """Return the items that the kit holds some of. `held` says how much of which item."""
    return tuple(item for item in items if held.get(item.uid)) or refuse(RefusalCode.NOT_ISSUED_HERE)
