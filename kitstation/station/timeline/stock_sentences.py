"""The sentences of commands about inventory items."""

from __future__ import annotations

from decimal import Decimal
from typing import assert_never

from kitstation.domain.commands import (
    AddStock,
    BookCount,
    CreateItem,
    DeleteItem,
    HoldItem,
    MergeItems,
    RecountItem,
    ReleaseHold,
    ReleaseItem,
    RemoveStock,
    ReserveItem,
    ScrapItem,
    SplitItem,
    StockCommand,
    TransferItem,
    UpdateItem,
)
from kitstation.domain.movements import Bucket, Movement
from kitstation.domain.quantities import ZERO
from kitstation.station.timeline.wording import Words


def say_stock(  # noqa: C901, PLR0912 - one branch for each command, checked to be all
    command: StockCommand, words: Words, movements: tuple[Movement, ...], kit: str | None
) -> str:
    """Say what was done with inventory items."""
    match command:
        case CreateItem():
            return _received(command, words)
        case UpdateItem():
            return words.changed(words.item(command.uid), command)
        case DeleteItem():
            return words.because(words.say("Deleted {what}", what=words.item(command.uid)), command.reason)
        case AddStock():
            what = words.so_much(command.item_uid, command.quantity)
            said = words.say("Added {what} at {place}", what=what, place=words.target(movements))
            return words.because(said, command.reason)
        case RemoveStock():
            what = words.so_much(command.item_uid, command.quantity)
            said = words.say("Removed {what} from {place}", what=what, place=words.source(movements))
            return words.because(said, command.reason)
        case ScrapItem():
            what = words.so_much(command.item_uid, command.quantity)
            said = words.say("Scrapped {what} from {place}", what=what, place=words.source(movements, kit))
            return words.because(said, command.reason)
        case RecountItem():
            return words.because(_recounted(command, words, movements), command.reason)
        case BookCount():
            return words.because(_counted(command, words), command.reason)
        case TransferItem():
            return words.because(_moved(command, words, movements), command.reason)
        case SplitItem():
            return _split(command, words)
        case MergeItems():
            return words.say(
                "Merged {count} items into {what}",
                count=len(command.item_uids),
                what=words.item(command.new_uid),
            )
        case HoldItem():
            said = words.say("Put {what} on hold", what=words.item(command.item_uid))
            return words.because(said, command.reason)
        case ReleaseHold():
            return words.say("Released {what} from hold", what=words.item(command.item_uid))
        case ReserveItem():
            return words.say(
                "Reserved {what} for {kit}",
                what=words.so_much(command.item_uid, command.quantity),
                kit=words.kit_line(command.line_uid, kit),
            )
        case ReleaseItem():
            return words.say(
                "Released {what} that was reserved for {kit}",
                what=words.so_much(command.item_uid, command.quantity),
                kit=words.kit_line(command.line_uid, kit),
            )
        case _:
            assert_never(command)


def _received(command: CreateItem, words: Words) -> str:
    what, place = words.so_much(command.uid, command.quantity), words.place(command.location_uid)
    if command.order_line_uid is not None:
        return words.say(
            "Received {what} at {place} on order {order}",
            what=what,
            place=place,
            order=words.name(command.order_line_uid),
        )
    return words.say("Received {what} at {place}", what=what, place=place)


def _recounted(command: RecountItem, words: Words, movements: tuple[Movement, ...]) -> str:
    what = words.so_much(command.item_uid, command.counted)
    difference = sum((_gain(movement) for movement in movements), ZERO)
    if not difference:
        return words.say("Counted {what}, as expected", what=what)
    return words.say("Counted {what} ({difference})", what=what, difference=f"{difference:+f}")


def _gain(movement: Movement) -> Decimal:
    return movement.quantity if movement.to_bucket is Bucket.ON_HAND else -movement.quantity


def _counted(command: BookCount, words: Words) -> str:
    differing = sum(1 for count in command.counts if count.counted != count.expected)
    return words.say(
        "Counted {place}, {differing} of {count} differed"
        if differing
        else "Counted {place}, {count} as expected",
        place=words.place(command.location_uid),
        differing=differing,
        count=len(command.counts),
    )


def _moved(command: TransferItem, words: Words, movements: tuple[Movement, ...]) -> str:
    quantity = movements[0].quantity if movements else command.quantity or ZERO
    return words.say(
        "Moved {what} from {source} to {target}",
        what=words.so_much(command.item_uid, quantity),
        source=words.source(movements),
        target=words.place(command.to_location_uid),
    )


def _split(command: SplitItem, words: Words) -> str:
    parts = ", ".join(words.so_many(part.quantity, command.item_uid) for part in command.parts)
    return words.say("Split {parts} off {what}", parts=parts, what=words.item(command.item_uid))
