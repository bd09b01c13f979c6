"""The history as people read it: rows with their sentences, and one entry with all its facts."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime

from kitstation.domain.commands import Command, Undo
from kitstation.domain.movements import Bucket, Movement
from kitstation.domain.records import Role
from kitstation.station.sentences import Speech
from kitstation.station.timeline.groups import EventGroup, group_of
from kitstation.station.timeline.sentences import sentence_of
from kitstation.station.timeline.wording import Words
from kitstation.store import codec
from kitstation.store.database import Reader
from kitstation.store.queries import timeline
from kitstation.store.queries.naming import Names
from kitstation.store.queries.timeline import TimelineEntry, TimelineFilter


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryRow:
    """An entry of the journal, told in a sentence; `brief` says the same with a few of many designators."""

    seq: int
    command_id: str
    at: datetime
    operator: str
    role: Role | None
    station: str
    kind: str
    group: EventGroup
    sentence: str
    brief: str
    kit: str
    undone: bool
    command: Command

    @property
    def may_be_undone(self) -> bool:
        """Whether it is worth asking: the domain decides."""
        return not self.undone and self.kind != Undo.__name__


@dataclass(frozen=True, slots=True)
class HistoryPage:
    """Rows, newest first, and after which the next page begins."""

    rows: tuple[HistoryRow, ...]
    next_key: int | None


@dataclass(frozen=True, slots=True)
class MovementLine:
    """A movement as people read it: so much of what, from where to where, and why."""

    what: str
    quantity: str
    source: str
    target: str
    reason: str


@dataclass(frozen=True, slots=True)
class EntryDetail:
    """One entry with every movement that it made, and the command as the journal holds it."""

    row: HistoryRow
    movements: tuple[MovementLine, ...]
    payload: str


def read_history(
    reader: Reader, wanted: TimelineFilter, speech: Speech, *, after: int | None = None, limit: int = 100
) -> HistoryPage:
    """Return the next rows of what is wanted."""
    page = timeline.page(reader, wanted, after, limit)
    rows = tuple(_row(entry, page.names, speech) for entry in page.entries)
    return HistoryPage(rows, page.next_key)


def read_entry(reader: Reader, command_id: str, speech: Speech) -> EntryDetail | None:
    """Return one entry whole; None where there is none."""
    page = timeline.entry_with_id(reader, command_id)
    if not page.entries:
        return None
    entry = page.entries[0]
    words = Words(speech, page.names)
    lines = tuple(_line(movement, words, entry.kit) for movement in entry.movements)
    payload = json.dumps(json.loads(codec.dump(entry.command).payload), indent=1, ensure_ascii=False)
    return EntryDetail(_row(entry, page.names, speech), lines, payload)


def _row(entry: TimelineEntry, names: Names, speech: Speech) -> HistoryRow:
    return HistoryRow(
        seq=entry.seq,
        command_id=entry.command_id,
        at=entry.at,
        operator=entry.operator,
        role=entry.role,
        station=entry.station,
        kind=entry.kind,
        group=group_of(type(entry.command)),
        sentence=sentence_of(entry, names, speech),
        brief=sentence_of(entry, names, speech, brief=True),
        kit=entry.kit or "",
        undone=entry.undone,
        command=entry.command,
    )


def _line(movement: Movement, words: Words, kit: str | None) -> MovementLine:
    return MovementLine(
        what=words.item(movement.item_uid),
        quantity=words.so_many(movement.quantity, movement.item_uid),
        source=_end(words, movement.from_bucket, movement.from_place, kit),
        target=_end(words, movement.to_bucket, movement.to_place, kit),
        reason=movement.reason,
    )


def _end(words: Words, bucket: Bucket, place: str, kit: str | None) -> str:
    match bucket:
        case Bucket.ON_HAND:
            return words.place(place)
        case Bucket.RESERVED:
            return words.say("reserved for {kit}", kit=words.kit_line(place, kit))
        case Bucket.PICKED:
            return words.kit_line(place, kit)
        case Bucket.DELIVERED:
            return words.say("installed in {assembly}", assembly=words.need(place))
        case Bucket.RECEIVED:
            return words.item(place) if place else words.say("outside")
        case Bucket.TRANSFERRED:
            return words.item(place)
        case Bucket.REMOVED:
            return words.say("gone: {how}", how=words.say(place))
