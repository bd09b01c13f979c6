"""Reading shelves: which item a scanned code names at the place that is counted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from kitstation.domain.records import TrackingType
from kitstation.scanning.meaning import OWN, PLAIN, Reading
from kitstation.station.receiving_form import numbers_in
from kitstation.station.resolving import resolve
from kitstation.store.database import Reader
from kitstation.store.queries.counting import (
    ShelfItem,
    shelf_items,
    shelf_items_numbered,
    shelf_items_of,
)
from kitstation.store.queries.receiving import CalledPart, Place, parts_called, place_called


@dataclass(frozen=True, slots=True)
class OnShelf:
    """The items that a code may name, and the quantity that its label states.

    Without items, `part_number` is the part that it names without saying which item; empty means that it says nothing.
    """

    items: tuple[ShelfItem, ...] = ()
    quantity: Decimal | None = None
    part_number: str = ""


def read_shelf(reading: Reading, location_uid: str | None, reader: Reader) -> OnShelf | Place:
    """Return what a code names. What belongs at the place that is counted comes before what lies elsewhere."""
    named = resolve(reading, reader)
    if named.targets.items:
        items = shelf_items(reader, *(item.uid for item in named.targets.items))
        return OnShelf(_likely(items, location_uid), named.quantity)
    plain = reading.meanings[-1].fields["text"]
    if named.targets.locations:
        place = place_called(reader, named.targets.locations[0].uid)
    else:
        place = place_called(reader, plain)
    if place is not None:
        return place
    return _by_label(reading, location_uid, reader)


def _by_label(reading: Reading, location_uid: str | None, reader: Reader) -> OnShelf:
    """Return the items of the part that a label names by any of its numbers."""
    for meaning in reading.meanings:
        numbers = numbers_in(meaning)
        if meaning.kind == PLAIN:
            numbers = type(numbers)(part_number=meaning.fields["text"])
        if meaning.kind == OWN or not numbers or not (parts := parts_called(reader, numbers)):
            continue
        for number in (meaning.serial_number, meaning.lot_number):
            found = shelf_items_numbered(reader, number) if number else ()
            uids = {part.uid for part in parts}
            if items := tuple(item for item in found if item.part_uid in uids):
                return OnShelf(_likely(items, location_uid), meaning.quantity)
        return _of_parts(parts, location_uid, meaning.quantity, reader)
    return OnShelf()


def _of_parts(
    parts: Sequence[CalledPart], location_uid: str | None, quantity: Decimal | None, reader: Reader
) -> OnShelf:
    loose = [part for part in parts if part.tracking is TrackingType.UNTRACKED]
    if not loose:
        return OnShelf(part_number=parts[0].part_number)
    items = shelf_items_of(reader, location_uid or "", *(part.uid for part in loose))
    return OnShelf(_likely(items, location_uid), quantity, loose[0].part_number)


def _likely(items: Sequence[ShelfItem], location_uid: str | None) -> tuple[ShelfItem, ...]:
    """Return the items that are meant: those that belong here, else those that lie somewhere, else any."""
    here = tuple(item for item in items if item.location_uid == location_uid)
    if lying := tuple(item for item in here if item.lying):
        return lying
    if free := tuple(item for item in here if not item.bound):
        return free[:1]
    # Where something lies elsewhere is told; of several places of one part, one is enough to say so.
    lying = tuple(item for item in items if item.lying) or tuple(items)
    return lying[:1] if len({item.part_uid for item in lying}) == 1 else lying
