"""What the page of positions reads, on the core thread."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kitstation.domain.position_quantities import PositionQuantity
from kitstation.domain.records import Catalogue
from kitstation.station.resolving import resolve
from kitstation.store.queries.history import last_change
from kitstation.store.queries.position_quantities import quantities_of
from kitstation.store.queries.positions import (
    EVERYTHING,
    PageKey,
    PositionFilter,
    PositionOrder,
    PositionRow,
    catalogues,
    count,
    page,
    with_uids,
)
from kitstation.store.queries.replenishment import Need, all_needs
from kitstation.store.queries.stocked_items import StockedItem, how_many, stocked_items
from kitstation.ui.tables.paged_model import Page

if TYPE_CHECKING:
    from kitstation.scanning.grammar import Grammar
    from kitstation.store.store import Store

MOST_ITEMS = 200
"""The pane shows so many items; the inventory shows all."""

MOST_QUANTITIES = 200
"""The pane shows so many quantities, the newest."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which positions are listed, in which order."""

    filter: PositionFilter = EVERYTHING
    order: PositionOrder = PositionOrder.PART
    descending: bool = False

    def read(self, store: Store, after: object | None, limit: int) -> Page[PositionRow]:
        """Read a page."""
        with store.reading() as reader:
            rows, following = page(
                reader,
                self.filter,
                self.order,
                descending=self.descending,
                after=after if isinstance(after, PageKey) else None,
                limit=limit,
            )
        return Page(rows, following)


@dataclass(frozen=True, slots=True)
class Extent:
    """How many positions there are, in which catalogues, and after which change that was."""

    positions: int
    catalogues: tuple[Catalogue, ...]
    change: int


@dataclass(frozen=True, slots=True)
class PositionKnown:
    """A position, what lies there and what on hand is the sum of."""

    row: PositionRow
    items: tuple[StockedItem, ...]
    items_in_all: int
    quantities: tuple[PositionQuantity, ...]


@dataclass(frozen=True, slots=True)
class ScannedName:
    """What a scan names here: a text to search for, and the place, if it is one."""

    text: str
    location_uid: str = ""


def read_extent(store: Store) -> Extent:
    """Read how much there is."""
    with store.reading() as reader:
        return Extent(count(reader), catalogues(reader), last_change(reader))


def read_count(store: Store, wanted: PositionFilter) -> int:
    """Read how many positions match."""
    with store.reading() as reader:
        return count(reader, wanted)


def read_position(store: Store, uid: str) -> PositionKnown | None:
    """Read one position with its stock; None where it is gone."""
    with store.reading() as reader:
        found = with_uids(reader, [uid])
        if not found:
            return None
        quantities = quantities_of(reader, [uid]).get(uid, ())
        return PositionKnown(
            found[0],
            stocked_items(reader, uid, MOST_ITEMS),
            how_many(reader, uid),
            tuple(reversed(quantities))[:MOST_QUANTITIES],
        )


def read_needs(store: Store, wanted: PositionFilter) -> tuple[Need, ...]:
    """Read everything that runs low."""
    with store.reading() as reader:
        return all_needs(reader, wanted)


def read_scanned(store: Store, text: str, grammar: Grammar) -> ScannedName:
    """Read what a scan names: a part by its number, a place by its path, an item by its part."""
    with store.reading() as reader:
        targets = resolve(grammar.read(text), reader).targets
    if targets.locations:
        return ScannedName(targets.locations[0].name, targets.locations[0].uid)
    if targets.items:
        return ScannedName(targets.items[0].part_number)
    if targets.parts:
        return ScannedName(targets.parts[0].name)
    return ScannedName("".join(each for each in text if each.isprintable()))
