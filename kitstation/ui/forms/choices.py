"""What can be picked in the forms while people type."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from kitstation.station.sentences import amount, readable
from kitstation.store.queries.item_detail import lines_that_need
from kitstation.store.queries.parts import parts_like
from kitstation.store.queries.places import places_like
from kitstation.store.queries.suppliers import suppliers_like
from kitstation.ui.forms import Choice

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kitstation.store.queries.parts import PartListRow
    from kitstation.store.store import Store
    from kitstation.ui.forms.picking import Find


def find_parts(store: Store, text: str) -> Sequence[Choice]:
    """Return parts by number, description or maker; the value is the part's row."""
    with store.reading() as reader:
        found = parts_like(reader, _without_revision(text))
    return [part_choice(part) for part in found if not part.archived]


def part_choice(part: PartListRow) -> Choice:
    """Return a part as it can be picked: number and revision name it."""
    return Choice(part, part.name, part.description)


def find_part_numbers(store: Store, text: str) -> Sequence[Choice]:
    """Return part numbers, whatever their revision; the value is the number."""
    with store.reading() as reader:
        numbers = dict.fromkeys(part.part_number for part in parts_like(reader, text))
    return [Choice(number, number) for number in numbers]


def find_places(store: Store, text: str) -> Sequence[Choice]:
    """Return places by path or barcode; the value is the uid."""
    with store.reading() as reader:
        found = places_like(reader, text.replace(" / ", "/"))
    return [Choice(place.uid, readable(place.path)) for place in found]


def find_place_paths(store: Store, text: str) -> Sequence[Choice]:
    """Return places by path or barcode; the value is the path."""
    with store.reading() as reader:
        found = places_like(reader, text.replace(" / ", "/"))
    return [Choice(place.path, readable(place.path)) for place in found]


def find_suppliers(store: Store, text: str) -> Sequence[Choice]:
    """Return suppliers by name; the value is the uid."""
    with store.reading() as reader:
        return [Choice(supplier.uid, supplier.name) for supplier in suppliers_like(reader, text)]


def kit_lines_for(part_uid: str) -> Find:
    """Return what finds the lines of open kits that ask for a part; the value is the line."""
    return partial(_find_lines, part_uid)


def _find_lines(part_uid: str, store: Store, text: str) -> Sequence[Choice]:
    kit = text.partition(" · ")[0]
    with store.reading() as reader:
        lines = lines_that_need(reader, part_uid, text=kit)
    return [
        Choice(line, f"{line.kit} · {line.part_number} · {amount(line.lacking, line.unit)}") for line in lines
    ]


def _without_revision(text: str) -> str:
    """A label that was picked names the revision too, which no search knows."""
    number, _, revision = text.rpartition(" ")
    return number if number and len(revision) <= 2 else text
