"""Reserving for a whole kit at once: what is there is kept, in the order in which it would be taken."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal

from kitstation.domain.commands import ReleaseItem, ReserveItem
from kitstation.domain.outcomes import Accepted
from kitstation.domain.quantities import ZERO
from kitstation.domain.refusals import Refused
from kitstation.station.allotting import allot
from kitstation.station.desk import Desk
from kitstation.store.queries.kits import kit_lines, reserved_for_kit
from kitstation.store.store import Store


@dataclass(frozen=True, slots=True)
class Kept:
    """What was reserved or released: how many lines it was for, and how much of how many items."""

    lines: int
    items: int
    quantity: Decimal
    lines_short: int = 0
    """Lines that still need more than is to be had."""


def reserve_for_kit(
    store: Store, desk: Desk, kit_uid: str, line_uids: Collection[str] | None = None
) -> Kept | Refused:
    """Reserve what is there for what a kit's lines still need; all of them, or those that are named.

    The order is that of `allot`. What somebody else takes meanwhile is left out.
    """
    with store.reading() as reader:
        lines = [
            line
            for line in kit_lines(reader, kit_uid, desk.clock.now().date())
            if line_uids is None or line.uid in line_uids
        ]
        commands = [
            ReserveItem(item_uid=one.item.uid, line_uid=one.line.uid, quantity=one.quantity)
            for one in allot(reader, lines, desk.clock.now().date())
        ]
    kept = _hand_in(store, desk, commands)
    if isinstance(kept, Refused):
        return kept
    with store.reading() as reader:
        after = kit_lines(reader, kit_uid, desk.clock.now().date())
    wanted = {line.uid for line in lines}
    short = sum(line.uid in wanted and line.remaining > line.reserved for line in after)
    return Kept(kept.lines, kept.items, kept.quantity, short)


def release_for_kit(
    store: Store, desk: Desk, kit_uid: str, line_uids: Collection[str] | None = None
) -> Kept | Refused:
    """Keep nothing for a kit's lines any more; all of them, or those that are named."""
    with store.reading() as reader:
        reserved = reserved_for_kit(reader, kit_uid)
    commands = [
        ReleaseItem(item_uid=one.item_uid, line_uid=one.line_uid, quantity=one.quantity)
        for one in reserved
        if line_uids is None or one.line_uid in line_uids
    ]
    return _hand_in(store, desk, commands)


def _hand_in(store: Store, desk: Desk, commands: Collection[ReserveItem | ReleaseItem]) -> Kept | Refused:
    done: list[ReserveItem | ReleaseItem] = []
    refused: Refused | None = None
    entries = [desk.entry(command) for command in commands]
    outcomes = store.execute_all(entries) if entries else ()
    for command, outcome in zip(commands, outcomes, strict=True):
        if isinstance(outcome, Accepted):
            done.append(command)
        else:
            refused = refused or outcome
    if refused is not None and not done:
        return refused
    return Kept(
        lines=len({command.line_uid for command in done}),
        items=len({command.item_uid for command in done}),
        quantity=sum((command.quantity for command in done), ZERO),
    )
