"""The rule that nothing is kept for a kit line beyond what it still needs: what is too much is free at once.

A line whose need is met with other items, or that needs less than before, would else block stock that nobody waits for.
This looks at what a command leaves behind, whichever command it is; so that no way to meet a need is forgotten.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal

from kitstation.domain.movements import Bucket, Movement, Spot, move
from kitstation.domain.quantities import ZERO
from kitstation.domain.records import InventoryItem, KitLine
from kitstation.domain.working_set import Changes, WorkingSet

LET_GO = "no longer needed"
"""The reason of the movements by which reserved stock becomes free because its line does not need it."""


def with_surplus_let_go(changes: Changes, records: WorkingSet) -> Changes:
    """Return the changes, and with them what lets go all that the lines that they touch need no longer."""
    freed = [
        movement for line in _lines_after(changes, records) for movement in _surplus(line, changes, records)
    ]
    return replace(changes, movements=(*changes.movements, *freed)) if freed else changes


def let_go(
    line_uid: str, items: Iterable[tuple[InventoryItem, Decimal]], amount: Decimal
) -> Iterator[Movement]:
    """Yield what frees so much of what is reserved for a line: of what came in last first, as it is taken last."""
    for item, reserved in sorted(items, key=lambda kept: (kept[0].received_at, kept[0].uid), reverse=True):
        if freed := min(reserved, amount):
            there = (Bucket.ON_HAND, item.location_uid)
            yield move(item.uid, freed, (Bucket.RESERVED, line_uid), there, LET_GO)
            amount -= freed


def _lines_after(changes: Changes, records: WorkingSet) -> list[KitLine]:
    """Return the lines whose need may have changed, as they will be."""
    lines: dict[str, KitLine | None] = {
        place: records.kit_lines.at_hand(place)
        for movement in changes.movements
        for bucket, place in (
            (movement.from_bucket, movement.from_place),
            (movement.to_bucket, movement.to_place),
        )
        if bucket is Bucket.PICKED
    }
    lines |= {record.uid: record for record in changes.puts if isinstance(record, KitLine)}
    lines |= {record.uid: None for record in changes.removals}
    return [line for line in lines.values() if line]


def _surplus(line: KitLine, changes: Changes, records: WorkingSet) -> Iterator[Movement]:
    reserved, picked = (
        _before(bucket, line.uid, records) + _more(changes, bucket, line.uid)
        for bucket in (Bucket.RESERVED, Bucket.PICKED)
    )
    needed = max(line.required - picked - line.installed, ZERO)
    if reserved > needed:
        yield from let_go(line.uid, _kept(line.uid, changes, records), reserved - needed)


def _before(bucket: Bucket, line_uid: str, records: WorkingSet) -> Decimal:
    return records.ledger.total_at(bucket, line_uid) if records.kit_lines.at_hand(line_uid) else ZERO


def _more(changes: Changes, bucket: Bucket, line_uid: str, item_uid: str | None = None) -> Decimal:
    """Return by how much the changes make what a line has in a bucket more, of all items or of one."""
    more = ZERO
    for movement in changes.movements:
        if item_uid in {None, movement.item_uid}:
            more += movement.quantity * (
                ((movement.to_bucket, movement.to_place) == (bucket, line_uid))
                - ((movement.from_bucket, movement.from_place) == (bucket, line_uid))
            )
    return more


def _kept(line_uid: str, changes: Changes, records: WorkingSet) -> Iterator[tuple[InventoryItem, Decimal]]:
    """Yield the items of which something will be reserved for a line, as they will be, and how much."""
    put = {record.uid: record for record in changes.puts if isinstance(record, InventoryItem)}
    uids = {
        movement.item_uid
        for movement in changes.movements
        if (movement.to_bucket, movement.to_place) == (Bucket.RESERVED, line_uid)
    }
    if records.kit_lines.at_hand(line_uid):
        uids |= records.items_on_line.get(line_uid)
    for uid in uids:
        reserved = records.ledger.balance(Spot(uid, Bucket.RESERVED, line_uid))
        yield (
            put.get(uid) or records.items.get(uid),
            reserved + _more(changes, Bucket.RESERVED, line_uid, uid),
        )
