"""Effects of a kit's status, said before it is set: what will move, what will be free again, what ends."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from kitstation.domain.records import KitStatus
from kitstation.station.sentences import Speech, readable
from kitstation.store.queries.kits import IssuedItem, KitHeader


@dataclass(frozen=True, slots=True)
class KitHoldings:
    """A kit with what it holds and what is reserved for it."""

    kit: KitHeader
    picked: Collection[IssuedItem]
    reserved: Collection[IssuedItem]

    @property
    def items_picked(self) -> int:
        """How many inventory items something of which is in the kit."""
        return len({item.item_uid for item in self.picked})

    @property
    def items_reserved(self) -> int:
        """How many inventory items something of which is kept for the kit."""
        return len({item.item_uid for item in self.reserved})


def effect_of(status: KitStatus, held: KitHoldings, speech: Speech) -> str:
    """Return what setting a status does to a kit and to what it holds, in sentences; empty where it has it already."""
    kit = held.kit
    if status is kit.status:
        return ""
    said = list(_sentences(status, held, speech))
    if kit.status.is_closed and not status.is_closed:
        said.append(speech.say("What was freed when it was closed stays free."))
    return " ".join(said)


def _sentences(status: KitStatus, held: KitHoldings, speech: Speech) -> list[str]:
    match status:
        case KitStatus.DRAFT:
            return [
                speech.say("Nobody need collect it until it is requested."),
                *_stays(held, speech),
            ]
        case KitStatus.REQUESTED:
            return [
                speech.say("It waits to be collected, and moves to In progress with the first issue."),
                *_stays(held, speech),
            ]
        case KitStatus.IN_PROGRESS:
            return [speech.say("Collecting goes on."), *_stays(held, speech)]
        case KitStatus.DELIVERED:
            return _delivering(held, speech)
        case KitStatus.COMPLETED:
            return _closing(held, speech, speech.say("Completing"))
        case KitStatus.CANCELED:
            return _closing(held, speech, speech.say("Canceling"))


def _stays(held: KitHoldings, speech: Speech) -> list[str]:
    if not held.items_picked:
        return []
    return [speech.say("What is in it stays in it ({items}).", items=_items(held.items_picked, speech))]


def _delivering(held: KitHoldings, speech: Speech) -> list[str]:
    kit, missing = held.kit, held.kit.lines - held.kit.lines_complete
    said: list[str] = []
    if kit.delivery is None:
        said.append(speech.say("It has no delivery location: everything stays where it is."))
    elif held.items_picked:
        said.append(
            speech.say(
                "Delivering moves {items} to {place}.",
                items=_items(held.items_picked, speech),
                place=readable(kit.delivery),
            )
        )
    else:
        said.append(speech.say("Nothing is in it that could move to {place}.", place=readable(kit.delivery)))
    if missing:
        one = "1 line is not complete; it can still be issued to, or split into a new kit."
        several = "{lines} lines are not complete; they can still be issued to, or split into a new kit."
        said.append(speech.say(one if missing == 1 else several, lines=missing))
    return said


def _closing(held: KitHoldings, speech: Speech, doing: str) -> list[str]:
    said: list[str] = []
    if held.items_picked:
        items = _items(held.items_picked, speech)
        if held.kit.location:
            place = readable(held.kit.location)
            said.append(
                speech.say("{doing} frees {items} at {place}.", doing=doing, items=items, place=place)
            )
        else:
            said.append(speech.say("{doing} frees {items}, each where it is kept.", doing=doing, items=items))
    else:
        said.append(speech.say("{doing} frees nothing: nothing is in it.", doing=doing))
    if held.items_reserved:
        said.append(speech.say("Reservations of {items} end.", items=_items(held.items_reserved, speech)))
    said.append(speech.say("Nothing can be issued to it after that. What is installed stays installed."))
    return said


def _items(count: int, speech: Speech) -> str:
    return speech.say("1 item") if count == 1 else speech.say("{count} items", count=count)
