"""What was done before, as far as it is to be taken back."""

from __future__ import annotations

from collections import defaultdict

from kitstation.domain import restoring
from kitstation.domain.movements import Bucket, Movement
from kitstation.domain.records import InventoryItem
from kitstation.domain.working_set import PastCommand
from kitstation.store import codec
from kitstation.store.loading import queries
from kitstation.store.loading.reading import Reading
from kitstation.store.loading.references import referred_to
from kitstation.store.prepared import StoredRow


def load_past_commands(reading: Reading) -> None:
    """Take in journalled commands with their movements, and touch what taking them back has to know."""
    wanted, records = reading.touches.commands, reading.records
    if not wanted:
        return
    undone = {row["undoes"] for row in queries.UNDOING.rows(reading.connection, wanted)}
    movements: dict[str, list[Movement]] = defaultdict(list)
    for row in queries.MOVEMENTS.rows(reading.connection, wanted):
        movements[row["command_id"]].append(_movement_of(row))
    for row in queries.PAST_COMMANDS.rows(reading.connection, wanted):
        uid = row["command_id"]
        past = PastCommand(
            uid,
            row["kind"],
            row["operator"],
            tuple(movements[uid]),
            codec.load_images(row["images"]),
            undone=uid in undone,
        )
        records.past_commands.note(uid, past)
        _follow(past, reading)
    records.past_commands.note_absent(wanted)


def _follow(past: PastCommand, reading: Reading) -> None:
    touched = reading.touches
    for movement in past.movements:
        touched.items.add(movement.item_uid)
        for spot in (movement.source, movement.target):
            if spot.bucket in {Bucket.PICKED, Bucket.RESERVED}:
                touched.kit_lines.add(spot.place)
    own = frozenset(image.uid for image in past.images)
    for image in past.images:
        restoring.touch(image, touched)
        # Only what the command has made is taken away again.
        taken_away = image.before is None and image.kind is not InventoryItem
        found = taken_away and referred_to(reading.connection, image.kind, image.uid, own)
        reading.records.referred_to.note(image.uid, found)


def _movement_of(row: StoredRow) -> Movement:
    return Movement(
        item_uid=row["item_uid"],
        quantity=row["quantity"],
        from_bucket=row["from_bucket"],
        from_place=row["from_place"],
        to_bucket=row["to_bucket"],
        to_place=row["to_place"],
        reason=row["reason"],
    )
