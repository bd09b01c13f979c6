"""Rules for what a kit still holds when it is closed: it becomes available again, where it lies."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from decimal import Decimal

from kitstation.domain.commands import Entry
from kitstation.domain.ids import derived_id
from kitstation.domain.movements import Bucket, Movement, Spot, hand_over, move
from kitstation.domain.moving import offspring
from kitstation.domain.quantities import ZERO
from kitstation.domain.records import HowCreated, InventoryItem, Kit
from kitstation.domain.working_set import Changes, WorkingSet


@dataclass(slots=True)
class _Held:
    """What a kit holds of one item, by kit line."""

    picked: dict[str, Decimal] = field(default_factory=dict)
    reserved: dict[str, Decimal] = field(default_factory=dict)


def free_everything(kit: Kit, entry: Entry, records: WorkingSet) -> Changes:
    """Return how all that is reserved and picked for a kit becomes available.

    ION: this "will mark the inventory that has not been installed as available", and does "not change the location
    of the inventory that is being returned". What is picked lies where the kit lies. An item that is kept elsewhere
    as well, and a part of which lies with the kit, leaves that part to a new item there.
    """
    puts: list[InventoryItem] = []
    movements: list[Movement] = []
    for item_uid, held in sorted(_held_by(kit, records).items()):
        item = records.items.get(item_uid)
        for line_uid, amount in held.reserved.items():
            there = (Bucket.ON_HAND, item.location_uid)
            movements.append(move(item.uid, amount, (Bucket.RESERVED, line_uid), there))
        if held.picked:
            freed = _free_picked(item, held, kit, entry, records)
            puts.extend(freed[0])
            movements.extend(freed[1])
    return Changes(puts=tuple(puts), movements=tuple(movements))


def _held_by(kit: Kit, records: WorkingSet) -> dict[str, _Held]:
    held: dict[str, _Held] = defaultdict(_Held)
    for line_uid in sorted(records.lines_of_kit.get(kit.uid).values()):
        for item_uid in records.items_on_line.get(line_uid):
            picked = records.ledger.balance(Spot(item_uid, Bucket.PICKED, line_uid))
            reserved = records.ledger.balance(Spot(item_uid, Bucket.RESERVED, line_uid))
            if picked:
                held[item_uid].picked[line_uid] = picked
            if reserved:
                held[item_uid].reserved[line_uid] = reserved
    return held


def _free_picked(
    item: InventoryItem, held: _Held, kit: Kit, entry: Entry, records: WorkingSet
) -> tuple[list[InventoryItem], list[Movement]]:
    place = kit.location_uid or item.location_uid
    here = (Bucket.ON_HAND, place)
    if place == item.location_uid:
        return [], [move(item.uid, amount, (Bucket.PICKED, at), here) for at, amount in held.picked.items()]
    in_kit = sum(held.picked.values(), ZERO)
    picked = records.ledger.in_bucket(item.uid, Bucket.PICKED)
    if picked == in_kit and not _is_kept_elsewhere(item, records):
        moved = replace(item, location_uid=place, version=item.version + 1)
        return [moved], [
            move(item.uid, amount, (Bucket.PICKED, at), here) for at, amount in held.picked.items()
        ]
    new = offspring(item, derived_id(entry.command_id, item.uid), place, HowCreated.KIT_CLOSED, entry)
    movements = [
        movement
        for at, amount in held.picked.items()
        for movement in hand_over(item.uid, new.uid, amount, (Bucket.PICKED, at), here)
    ]
    return [new], movements


def _is_kept_elsewhere(item: InventoryItem, records: WorkingSet) -> bool:
    """Whether there is something of it where it is kept, be it below 0."""
    return any(records.ledger.in_bucket(item.uid, bucket) for bucket in (Bucket.ON_HAND, Bucket.RESERVED))
