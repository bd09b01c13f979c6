"""The inventory, as a list that is paged, filtered, sorted and searched at a million items."""

from __future__ import annotations

from sqlalchemy import Connection, bindparam, func, select, tuple_

from kitstation.store import tables
from kitstation.store.queries.inventory_filter import InventoryFilter, ItemCondition, sought
from kitstation.store.queries.inventory_order import (
    MOST_SORTED,
    ItemOrder,
    OrderedBy,
    OrderedPage,
    OrderKey,
    all_matching,
    ordered_page,
)
from kitstation.store.queries.inventory_rows import (
    LIVE_ROWS,
    LIVE_ROWS_ALONG,
    PART_ORDER,
    InventoryRow,
    PageKey,
    Walk,
    inventory_row,
    item_with_uid,
    rows_with_ids,
)
from kitstation.store.queries.inventory_search import search, search_ids
from kitstation.store.tables import NOTHING

__all__ = [
    "MOST_SORTED",
    "InventoryFilter",
    "InventoryRow",
    "ItemCondition",
    "ItemOrder",
    "OrderKey",
    "OrderedBy",
    "OrderedPage",
    "PageKey",
    "all_matching",
    "count",
    "item_with_uid",
    "matching",
    "ordered_page",
    "page",
    "rows_with_ids",
    "search",
    "search_ids",
]

_PAGE = (
    LIVE_ROWS_ALONG[Walk.PARTS]
    .where(
        tuple_(*PART_ORDER) > tuple_(bindparam("part_number"), bindparam("revision"), bindparam("item_id"))
    )
    .order_by(*PART_ORDER)
    .limit(bindparam("limit"))
)
# Not a query of its own: without statistics, one without a beginning would sort all items.
_BEGINNING = PageKey(part_number="", revision="", item_id=-1)


def page(connection: Connection, after: PageKey | None, limit: int) -> tuple[InventoryRow, ...]:
    """Return the next items in the order of their part numbers."""
    key = after or _BEGINNING
    parameters = {
        "part_number": key.part_number,
        "revision": key.revision,
        "item_id": key.item_id,
        "limit": limit,
    }
    return tuple(inventory_row(row) for row in connection.execute(_PAGE, parameters).mappings())


def matching(connection: Connection, wanted: InventoryFilter) -> tuple[InventoryRow, ...]:
    """Return all items that match a filter, in the order of their part numbers."""
    query = LIVE_ROWS.where(*sought(wanted)).order_by(*PART_ORDER)
    return tuple(inventory_row(row) for row in connection.execute(query).mappings())


def count(connection: Connection) -> int:
    """Return how many inventory items there are."""
    # Two indexes are counted through; the rows themselves, of a million items, would have to be read whole.
    rows = select(func.count()).select_from(tables.item)
    deleted = rows.where(tables.item.c.deleted != NOTHING)
    return int(connection.execute(rows).scalar_one()) - int(connection.execute(deleted).scalar_one())
