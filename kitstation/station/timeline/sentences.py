"""The sentence of every command: what was done, to what, from where to where."""

from __future__ import annotations

from typing import assert_never

from kitstation.domain.commands import (
    BuildCommand,
    Command,
    KitCommand,
    PartCommand,
    PlaceCommand,
    PositionCommand,
    PrintCommand,
    ReleaseItem,
    SetKitStatus,
    StockCommand,
    Undo,
)
from kitstation.domain.movements import Bucket, Movement
from kitstation.domain.reservations import LET_GO
from kitstation.station.sentences import Speech
from kitstation.station.timeline.kit_sentences import say_build, say_kit
from kitstation.station.timeline.printing_sentences import say_printing
from kitstation.station.timeline.record_sentences import say_part, say_place, say_position
from kitstation.station.timeline.stock_sentences import say_stock
from kitstation.station.timeline.wording import Words
from kitstation.store.queries.naming import Names
from kitstation.store.queries.timeline import TimelineEntry


def sentence_of(entry: TimelineEntry, names: Names, speech: Speech, *, brief: bool = False) -> str:
    """Return what an entry of the journal says, in one sentence; a `brief` one names a few of many designators."""
    words = Words(speech, names, brief=brief)
    if entry.taken_back is not None:
        # The undo moved everything back; told is what was done at first.
        before = tuple(
            movement.reversed() for movement in reversed(entry.movements) if movement.reason != LET_GO
        )
        return words.say("Took back: {what}", what=_say(entry.taken_back, words, before, entry.kit))
    said = _say(entry.command, words, entry.movements, entry.kit)
    free = [words.so_much(one.item_uid, one.quantity) for one in entry.movements if one.reason == LET_GO]
    return words.say("{said}; reserved no longer: {what}", said=said, what=", ".join(free)) if free else said


def _say(command: Command, words: Words, movements: tuple[Movement, ...], kit: str | None) -> str:
    movements = tuple(movement for movement in movements if not _lets_go(command, movement))
    if isinstance(command, StockCommand):
        return say_stock(command, words, movements, kit)
    if isinstance(command, KitCommand):
        return say_kit(command, words, movements, kit)
    if isinstance(command, BuildCommand):
        return say_build(command, words, movements, kit)
    if isinstance(command, PartCommand):
        return say_part(command, words)
    if isinstance(command, PlaceCommand):
        return say_place(command, words)
    if isinstance(command, PositionCommand):
        return say_position(command, words)
    if isinstance(command, PrintCommand):
        return say_printing(command, words)
    if isinstance(command, Undo):
        return words.say("Took something back")
    assert_never(command)


def _lets_go(command: Command, movement: Movement) -> bool:
    """Whether a movement is not what a command is about: it frees what a kit line came to need no longer."""
    if isinstance(command, ReleaseItem | SetKitStatus):
        return False
    return (movement.from_bucket, movement.to_bucket) == (Bucket.RESERVED, Bucket.ON_HAND)
