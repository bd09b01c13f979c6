"""Reserving for a whole kit at once: what is there is kept, in the order in which it would be taken."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from kitstation.domain.commands import ReleaseItem, ReserveItem
from kitstation.domain.outcomes import Accepted
from kitstation.domain.picking import pick_key
from kitstation.domain.quantities import ONE, ZERO
from kitstation.domain.refusals import Refused
from kitstation.station.desk import Desk
from kitstation.store.database import Reader
from kitstation.store.queries.kits import LineState, kit_lines, reserved_for_kit
from kitstation.store.queries.scan_targets import ItemTarget, items_to_take
from kitstation.store.store import Store

_MOST_ITEMS = 1_000
"""So many items of a part are looked at for one line."""


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

    First expired, first out, else first in, first out; what has expired is left; approved substitutes come after the
    part itself. What somebody else takes meanwhile is left out.
    """
    with store.reading() as reader:
        lines = [
            line
            for line in kit_lines(reader, kit_uid, desk.clock.now().date())
            if line_uids is None or line.uid in line_uids
        ]
        planned: dict[str, Decimal] = {}
        today = desk.clock.now().date()
        commands = [one for line in lines for one in _for_line(reader, line, today, planned)]
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


def _for_line(
    reader: Reader, line: LineState, today: date, planned: dict[str, Decimal]
) -> Iterator[ReserveItem]:
    """Yield what to reserve for a line; `planned` says how much of each item other lines get, and grows."""
    needed = line.remaining - line.reserved
    for item in _in_order(reader, line, today):
        if needed <= ZERO:
            return
        quantity = min(needed, item.quantity - planned.get(item.uid, ZERO))
        if quantity <= ZERO or (item.serial_number and quantity < ONE):
            continue
        planned[item.uid] = planned.get(item.uid, ZERO) + quantity
        yield ReserveItem(item_uid=item.uid, line_uid=line.uid, quantity=quantity)
        needed -= quantity


def _in_order(reader: Reader, line: LineState, today: date) -> Iterator[ItemTarget]:
    for part_uid in (line.part_uid, *(one.part_uid for one in line.substitutes)):
        items = [
            item
            for item in items_to_take(reader, part_uid, limit=_MOST_ITEMS)
            if item.expires_on is None or item.expires_on >= today
        ]
        yield from sorted(
            items,
            key=lambda item: pick_key(
                expires_on=item.expires_on, received_at=item.received_at, uid=item.uid, today=today
            ),
        )


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
