"""Rules for taking a command back: its movements the other way round, and its records as they were."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import get_args

from kitstation.domain.commands import CreateItem, Entry, PrintCommand, Undo
from kitstation.domain.movements import Bucket, Movement
from kitstation.domain.records import InventoryItem, KitLine, Record, Role
from kitstation.domain.refusals import RefusalCode, Refused, refuse
from kitstation.domain.reservations import LET_GO
from kitstation.domain.restoring import held_after, refuse_restored
from kitstation.domain.working_set import Changes, Image, PastCommand, WorkingSet

_PRINTING = frozenset(kind.__name__ for kind in get_args(PrintCommand))


def decide_undo(command: Undo, entry: Entry, records: WorkingSet) -> Changes | Refused:
    """Take a command back, exactly: the same items, quantities, places and lines; records as they were before.

    Refused for printing, when somebody else gave it (a supervisor may), when it was taken back before, when
    something later depends on it (what it moved has moved on, what it wrote was written again or is referred to,
    what it replaced has no room any more), or when its kit is closed.
    """
    past = records.past_commands.find(command.command_id)
    if past is None:
        return refuse(RefusalCode.CANNOT_UNDO, why="it is not in the journal")
    if past.kind == Undo.__name__:
        return refuse(RefusalCode.CANNOT_UNDO, why="taking back is not taken back; do it again")
    if past.kind in _PRINTING:
        return refuse(RefusalCode.CANNOT_UNDO, why="what is printed stays printed; cancel what still waits")
    if not past.images and (not past.movements or past.kind == CreateItem.__name__):
        # The first version of the program kept no images of what it wrote.
        return refuse(RefusalCode.CANNOT_UNDO, why="it left nothing that could be taken back")
    if past.undone:
        return refuse(RefusalCode.ALREADY_UNDONE)
    if past.operator != entry.operator and entry.role is Role.TECHNICIAN:
        return refuse(RefusalCode.NOT_YOURS, operator=past.operator)
    refused = (
        _refuse_movements(past, records) or _refuse_images(past, records) or refuse_restored(past, records)
    )
    if refused:
        return refused
    puts, removals = _restored(past, records)
    return Changes(
        puts=puts,
        removals=removals,
        movements=tuple(movement.reversed("undo") for movement in reversed(past.movements)),
    )


def _refuse_movements(past: PastCommand, records: WorkingSet) -> Refused | None:
    reversible = {image.uid: image.before for image in past.images}
    for movement in past.movements:
        if refused := _refuse_closed_kit(movement, reversible, records):
            return refused
        if movement.to_bucket is not Bucket.RECEIVED and (
            records.ledger.balance(movement.target) < movement.quantity
        ):
            return refuse(RefusalCode.CANNOT_UNDO, why=_why_moved_on(movement))
        item = records.items.get(movement.item_uid)
        if item.deleted and item.uid not in reversible:
            return refuse(RefusalCode.CANNOT_UNDO, why="what it moved has been taken away since")
        back_to = movement.from_place if movement.from_bucket is Bucket.ON_HAND else item.location_uid
        if item.uid not in reversible and back_to != item.location_uid:
            return refuse(RefusalCode.CANNOT_UNDO, why="what it moved is kept elsewhere now")
    return None


def _why_moved_on(movement: Movement) -> str:
    if movement.reason == LET_GO:
        return "what was reserved for the line until then has been taken since"
    return "what it moved has been moved on since"


def _refuse_closed_kit(
    movement: Movement, reversible: Mapping[str, Record | None], records: WorkingSet
) -> Refused | None:
    for bucket, place in (
        (movement.to_bucket, movement.to_place),
        (movement.from_bucket, movement.from_place),
    ):
        if bucket not in {Bucket.PICKED, Bucket.RESERVED}:
            continue
        # A line that was taken away comes back with what was reserved for it.
        line = records.kit_lines.find(place) or reversible.get(place)
        if not isinstance(line, KitLine):
            return refuse(RefusalCode.CANNOT_UNDO, why="its kit line is gone")
        kit = records.kits.get(line.kit_uid)
        if kit.status.is_closed and kit.uid not in reversible:
            return refuse(RefusalCode.KIT_CLOSED, kit=kit.number, status=kit.status.value)
    return None


def _refuse_images(past: PastCommand, records: WorkingSet) -> Refused | None:
    for image in past.images:
        now = _now(image, records)
        if (now.version if now else 0) != image.version:
            return refuse(RefusalCode.CANNOT_UNDO, why="what it wrote has been changed since")
        taken_away = image.before is None and not isinstance(now, InventoryItem)
        referred_to = records.referred_to.find(image.uid)
        if taken_away and (referred_to or (isinstance(now, KitLine) and held_after(now.uid, past, records))):
            return refuse(RefusalCode.CANNOT_UNDO, why="something refers to it since")
    return None


def _now(image: Image, records: WorkingSet) -> Record | None:
    found: Record | None = records.rows_of(image.kind).find(image.uid)
    return found


def _restored(past: PastCommand, records: WorkingSet) -> tuple[tuple[Record, ...], tuple[Record, ...]]:
    puts: list[Record] = []
    removals: list[Record] = []
    for image in past.images:
        now = _now(image, records)
        if image.before is None and now is not None:
            if isinstance(now, InventoryItem):
                puts.append(replace(now, deleted=True, version=now.version + 1))
            else:
                removals.append(now)
        elif image.before is not None:
            puts.append(_as_before(image.before, now))
    return tuple(puts), tuple(removals)


def _as_before(before: Record, now: Record | None) -> Record:
    """Return a record as it was, one version on. What an item has on hand follows from its movements alone."""
    version = (now.version if now else before.version) + 1
    if isinstance(before, InventoryItem) and isinstance(now, InventoryItem):
        return replace(before, quantity=now.quantity, version=version)
    return replace(before, version=version)
