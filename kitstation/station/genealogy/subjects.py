"""What a genealogy is asked about: a serial number, a lot, or an item that carries neither."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from kitstation.scanning.grammar import Grammar
from kitstation.station.resolving import resolve
from kitstation.store.database import Reader
from kitstation.store.queries import genealogy, inventory
from kitstation.store.queries.genealogy import TracedItem


class SubjectKind(StrEnum):
    """By what the subject is known."""

    SERIAL = "serial"
    LOT = "lot"
    ITEM = "item"


@dataclass(frozen=True, slots=True, kw_only=True)
class TraceSubject:
    """One thing whose genealogy can be shown. A lot is all of its items, wherever they are."""

    kind: SubjectKind
    number: str
    part_number: str
    revision: str
    description: str
    items: tuple[TracedItem, ...]

    @property
    def item_uids(self) -> tuple[str, ...]:
        """The items that it consists of."""
        return tuple(item.uid for item in self.items)

    @property
    def key(self) -> str:
        """What tells it from others."""
        return f"{self.kind}:{self.items[0].part_uid}:{self.number}"


def find_subjects(reader: Reader, text: str, grammar: Grammar) -> tuple[TraceSubject, ...]:
    """Return what a typed or scanned text can mean, the best first; a part is each of its serials, lots and items."""
    wanted = text.strip(" \t")
    if not wanted:
        return ()
    for spelled in dict.fromkeys((wanted, wanted.upper())):
        if found := _numbered(reader, spelled):
            return found
    if itself := subject_of_item(reader, wanted):
        return (itself,)
    targets = resolve(grammar.read(wanted), reader).targets
    if targets.items:
        found_items = genealogy.items_with_uids(reader, [item.uid for item in targets.items])
        return _whole_lots(reader, found_items)
    return _grouped(item for part in targets.parts for item in genealogy.items_of_part(reader, part.uid))


def subjects_containing(reader: Reader, text: str, limit: int = 100) -> tuple[TraceSubject, ...]:
    """Return what the search finds for a text: the serials, lots and items in stock that contain it."""
    if not text.strip(" \t"):
        return ()
    found = inventory.search(reader, text, limit)
    return _whole_lots(reader, genealogy.items_with_uids(reader, [row.uid for row in found]))


def subject_of_item(reader: Reader, item_uid: str) -> TraceSubject | None:
    """Return the subject that an item belongs to: its serial, its lot, or itself."""
    subjects = _whole_lots(reader, genealogy.items_with_uids(reader, [item_uid]))
    return subjects[0] if subjects else None


def _numbered(reader: Reader, number: str) -> tuple[TraceSubject, ...]:
    serials = genealogy.items_of_serial(reader, number)
    return _grouped((*serials, *genealogy.items_of_lot(reader, number)))


def _whole_lots(reader: Reader, items: Iterable[TracedItem]) -> tuple[TraceSubject, ...]:
    """Return the subjects of items; what belongs to a lot stands for all of the lot."""
    whole: dict[str, TracedItem] = {}
    for item in items:
        lot = genealogy.items_of_lot(reader, item.lot_number or "") if item.serial_number is None else ()
        for each in lot or (item,):
            if each.part_uid == item.part_uid:
                whole[each.uid] = each
    return _grouped(whole.values())


def _grouped(items: Iterable[TracedItem]) -> tuple[TraceSubject, ...]:
    groups: dict[tuple[SubjectKind, str, str], list[TracedItem]] = defaultdict(list)
    for item in items:
        kind = _kind(item)
        # What carries no number is told apart by its place.
        name = item.uid if kind is SubjectKind.ITEM else item.number
        groups[kind, item.part_uid, name].append(item)
    return tuple(_subject(kind, members) for (kind, _, _), members in groups.items())


def _kind(item: TracedItem) -> SubjectKind:
    if item.serial_number:
        return SubjectKind.SERIAL
    return SubjectKind.LOT if item.lot_number else SubjectKind.ITEM


def _subject(kind: SubjectKind, items: list[TracedItem]) -> TraceSubject:
    first = items[0]
    return TraceSubject(
        kind=kind,
        number=first.location if kind is SubjectKind.ITEM else first.number,
        part_number=first.part_number,
        revision=first.revision,
        description=first.description,
        items=tuple(items),
    )
