"""The recall list: everything that is a lot, serial or item, or contains some of it, and where each of them is now."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from kitstation.domain.movements import Bucket
from kitstation.domain.quantities import ZERO, plain
from kitstation.station.genealogy.whereabouts import Fate, Whereabouts, fate_of
from kitstation.store.database import Reader
from kitstation.store.queries.genealogy import Dispersion, Share, TracedItem, dispersion


class RecallRow(NamedTuple):
    """So much of one item that is concerned, in one place.

    `level` is 0 for what is recalled itself, or became of it, and counts assemblies upwards. `contains` is how much of
    what is recalled is installed in it, at `designators`. `top` names the assemblies at the top that it is in.
    """

    key: int
    item: TracedItem
    level: int
    contains: Decimal
    contains_unit: str
    designators: tuple[str, ...]
    fate: Fate
    quantity: Decimal
    location: str
    kit: str
    top: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RecallList:
    """The rows, those that are nearest to what is recalled first, and how much went which way."""

    rows: tuple[RecallRow, ...]
    assemblies: int
    amounts: tuple[tuple[Fate, Decimal], ...]
    unit: str


def recall_list(reader: Reader, item_uids: Sequence[str]) -> RecallList:
    """Return whom a recall of items concerns."""
    return recall_of(dispersion(reader, item_uids), item_uids)


def recall_of(found: Dispersion, item_uids: Sequence[str]) -> RecallList:
    """Return whom a recall of items that went so far concerns."""
    levels = _levels(found, item_uids)
    lister = _Lister(found, levels)
    named = ((levels[uid], found.items[uid], uid) for uid in levels)
    ordered = sorted((level, item.part_number, item.revision, item.number, uid) for level, item, uid in named)
    rows = tuple(row for *_, uid in ordered for row in lister.rows_of(uid))
    return RecallList(
        rows=rows,
        assemblies=sum(1 for level in levels.values() if level > 0),
        amounts=lister.amounts,
        unit=next((found.items[uid].unit for uid in item_uids if uid in found.items), ""),
    )


def _levels(found: Dispersion, item_uids: Sequence[str]) -> dict[str, int]:
    """Return how many assemblies each item is away. What an item became is as near as the item."""
    levels: dict[str, int] = {}
    queue = deque((uid, 0) for uid in item_uids if uid in found.items)
    while queue:
        uid, level = queue.popleft()
        if uid in levels:
            continue
        levels[uid] = level
        for share in found.shares.get(uid, ()):
            if share.assembly_uid is not None:
                queue.append((share.assembly_uid, level + 1))
            elif share.bucket is Bucket.TRANSFERRED:
                queue.appendleft((share.place, level))
    return levels


class _Lister:
    def __init__(self, found: Dispersion, levels: dict[str, int]) -> None:
        self._found = found
        self._levels = levels
        self._whereabouts = Whereabouts(found)
        self._places: dict[str, tuple[str, str, str]] = {}
        self._next_key = 0
        self._amounts: dict[Fate, Decimal] = defaultdict(Decimal)
        self._contents: dict[str, list[Share]] = defaultdict(list)
        for uid, level in levels.items():
            for share in found.shares.get(uid, ()) if level == 0 else ():
                self._take_in(share)

    @property
    def amounts(self) -> tuple[tuple[Fate, Decimal], ...]:
        """How much of what is recalled went which way."""
        return tuple((fate, plain(self._amounts[fate])) for fate in Fate if self._amounts.get(fate))

    def rows_of(self, uid: str) -> Iterator[RecallRow]:
        """Yield the rows of one item."""
        item, level = self._found.items[uid], self._levels[uid]
        contains, contains_unit, designators = self._content_of(uid)
        for share in self._found.shares.get(uid, ()):
            fate = fate_of(share)
            # What is installed stands in the list as the assembly that contains it.
            if fate is Fate.BECAME or (level == 0 and fate is Fate.INSTALLED):
                continue
            location, kit, top = self._place_of(share)
            self._next_key += 1
            yield RecallRow(
                self._next_key,
                item,
                level,
                contains,
                contains_unit,
                designators,
                fate,
                share.quantity,
                location,
                kit,
                top,
            )

    def _content_of(self, uid: str) -> tuple[Decimal, str, tuple[str, ...]]:
        contents = self._contents.get(uid)
        if not contents:
            return ZERO, "", ()
        unit = self._found.items[contents[0].item_uid].unit
        if len(contents) == 1:
            return contents[0].quantity, unit, contents[0].designators
        amount = plain(sum((share.quantity for share in contents), ZERO))
        return amount, unit, tuple(dict.fromkeys(name for share in contents for name in share.designators))

    def _place_of(self, share: Share) -> tuple[str, str, str]:
        if share.assembly_uid is None:
            rest = self._whereabouts.rest_of(share)
            return rest.location, rest.kit, ""
        place = self._places.get(share.assembly_uid)
        if place is None:
            place = self._places[share.assembly_uid] = self._place_of_assembly(share.assembly_uid)
        return place

    def _place_of_assembly(self, uid: str) -> tuple[str, str, str]:
        rests, tops = self._whereabouts.rests(uid), self._whereabouts.tops(uid)
        return (
            ", ".join(dict.fromkeys(rest.location for rest in rests if rest.location)),
            ", ".join(dict.fromkeys(rest.kit for rest in rests if rest.kit)),
            ", ".join(self._found.items[top].number for top in tops),
        )

    def _take_in(self, share: Share) -> None:
        if share.bucket is not Bucket.TRANSFERRED:
            self._amounts[fate_of(share)] += share.quantity
        if share.assembly_uid is not None:
            self._contents[share.assembly_uid].append(share)
