"""What the list of items reads: all of them a page at a time, those of a filter, or those that a search finds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from kitstation.station.resolving import Resolution, resolve
from kitstation.station.timeline.reading import read_history
from kitstation.store.queries.history import last_change
from kitstation.store.queries.inventory import (
    InventoryFilter,
    InventoryRow,
    ItemOrder,
    OrderKey,
    all_matching,
    count,
    item_with_uid,
    ordered_page,
    search,
)
from kitstation.store.queries.item_detail import Share, merge_candidates, shares_of
from kitstation.store.queries.timeline import TimelineFilter
from kitstation.store.queries.timeline_subjects import About, AboutKind
from kitstation.ui.tables.paged_model import Page as RowsPage

if TYPE_CHECKING:
    from kitstation.scanning.grammar import Grammar
    from kitstation.station.sentences import Speech
    from kitstation.station.timeline.reading import HistoryRow
    from kitstation.store.store import Store

MOST_FOUND = 200
"""A search shows so many; somebody who sees more goes on typing."""

EVENTS = 8

ReadRows = Callable[["Store", object | None, int], RowsPage[InventoryRow]]


@dataclass(frozen=True, slots=True)
class ItemKnown:
    """An item with where its quantity is, what happened to it last, and what it can be merged with."""

    row: InventoryRow
    shares: tuple[Share, ...]
    events: tuple[HistoryRow, ...]
    candidates: tuple[InventoryRow, ...]
    origin: str


@dataclass(frozen=True, slots=True)
class Scanned:
    """What a scan names, with the row of the item where it names exactly one."""

    text: str
    resolution: Resolution
    row: InventoryRow | None


def read_extent(store: Store) -> tuple[int, int]:
    """Read how many items there are, and after which change that was."""
    with store.reading() as reader:
        return count(reader), last_change(reader)


def pages_of(order: ItemOrder, wanted: InventoryFilter) -> ReadRows:
    """Return what reads the items of a filter in an order, a page at a time."""
    return partial(_read_page, order, wanted)


def _read_page(
    order: ItemOrder, wanted: InventoryFilter, store: Store, after: object | None, limit: int
) -> RowsPage[InventoryRow]:
    key = after if isinstance(after, OrderKey) else None
    with store.reading() as reader:
        page = ordered_page(reader, order, key, limit, wanted)
    return RowsPage(page.rows, page.next_key)


def read_matching(store: Store, wanted: InventoryFilter) -> tuple[InventoryRow, ...] | None:
    """Read all items of a filter; None where they are too many to be held and sorted."""
    with store.reading() as reader:
        return all_matching(reader, wanted)


def read_found(store: Store, words: str, wanted: InventoryFilter) -> tuple[InventoryRow, ...]:
    """Read the best items that a search finds among those of a filter."""
    with store.reading() as reader:
        return search(reader, words, MOST_FOUND, wanted)


def read_item(store: Store, row: InventoryRow, speech: Speech) -> ItemKnown:
    """Read all that is known of an item, as it is now."""
    about = TimelineFilter(about=(About(AboutKind.ITEM, (row.uid,)),), wanted_subjects=True)
    with store.reading() as reader:
        now = item_with_uid(reader, row.uid) or row
        origin = item_with_uid(reader, now.origin_uid) if now.origin_uid else None
        return ItemKnown(
            row=now,
            shares=shares_of(reader, row.uid),
            events=read_history(reader, about, speech, limit=EVENTS).rows,
            candidates=merge_candidates(reader, row.uid),
            origin=origin.name if origin else "",
        )


def read_scan(store: Store, text: str, grammar: Grammar) -> Scanned:
    """Read what a scan names."""
    with store.reading() as reader:
        resolution = resolve(grammar.read(text), reader)
        items = resolution.targets.items
        row = item_with_uid(reader, items[0].uid) if len(items) == 1 else None
    return Scanned(text, resolution, row)
