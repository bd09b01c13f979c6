"""The inventory in an order, a page at a time, at a million items.

There are as many orders as there are indexes to walk along: by part, place, serial number, lot and expiry. Items
without the number or day that is sorted by come last, whichever way. Any other order means that all rows have to be
read first: `all_matching` gives those of a filter as long as there are no more than `MOST_SORTED`; who wants another
order of more items has to filter them first. Where a filter leaves more than that, walking along an index meets one
soon enough.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, literal, select, tuple_

from kitstation.store import tables
from kitstation.store.queries.inventory_filter import InventoryFilter, checked, sought
from kitstation.store.queries.inventory_rows import (
    LIVE_ROWS_ALONG,
    PART_ORDER,
    InventoryRow,
    Walk,
    inventory_row,
    rows_with_ids,
)
from kitstation.store.tables import NOTHING

_item, _part, _location = tables.item.c, tables.part.c, tables.location.c

MOST_SORTED = 2_000
"""So many rows are read and sorted while somebody waits."""


class OrderedBy(StrEnum):
    """What the inventory can be sorted by however much there is; the values are names of its columns."""

    PART = "part_number"
    LOCATION = "location"
    SERIAL = "serial_number"
    LOT = "lot_number"
    EXPIRY = "expires_on"


@dataclass(frozen=True, slots=True)
class ItemOrder:
    """By what, and which way."""

    by: OrderedBy = OrderedBy.PART
    descending: bool = False


@dataclass(frozen=True, slots=True)
class OrderKey:
    """Where a page ends: in which tier of the order, after which values."""

    tier: int
    values: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class OrderedPage:
    """Some rows, and the key after which the next ones begin; None after the last."""

    rows: tuple[InventoryRow, ...]
    next_key: OrderKey | None


@dataclass(frozen=True, slots=True)
class _Tier:
    """One stretch of an order: its columns, of which the last tells all rows apart, and what belongs to it.

    `ends` are values before its first and after its last row: without statistics, a query without a beginning would
    sort all items.
    """

    columns: tuple[ColumnElement[Any], ...]
    belongs: ColumnElement[bool] | None = None
    ends: tuple[tuple[Any, ...], tuple[Any, ...]] = ((), ())


_WALKS = {OrderedBy.PART: Walk.PARTS, OrderedBy.LOCATION: Walk.PLACES}
_BY_ID = (_item.id,)
_LAST, _HIGHEST = "\U0010ffff", 2**62
_TIERS: dict[OrderedBy, tuple[_Tier, ...]] = {
    OrderedBy.PART: (_Tier(PART_ORDER, ends=(("", "", -1), (_LAST, _LAST, _HIGHEST))),),
    OrderedBy.LOCATION: (_Tier((_location.path, _item.id), ends=(("", -1), (_LAST, _HIGHEST))),),
    OrderedBy.SERIAL: (
        _Tier((_item.serial_number, _item.part_uid), _item.serial_number.is_not(None)),
        _Tier(_BY_ID, _item.serial_number.is_(None)),
    ),
    OrderedBy.LOT: (
        _Tier((_item.lot_number, _item.id), _item.lot_number.is_not(None)),
        _Tier(_BY_ID, _item.lot_number.is_(None)),
    ),
    OrderedBy.EXPIRY: (
        _Tier((_item.expires_on, _item.id), _item.expires_on.is_not(None)),
        _Tier(_BY_ID, _item.expires_on.is_(None)),
    ),
}


def ordered_page(
    connection: Connection,
    order: ItemOrder,
    after: OrderKey | None,
    limit: int,
    wanted: InventoryFilter = InventoryFilter(),  # noqa: B008 - frozen
) -> OrderedPage:
    """Return the next items in an order, as far as they are wanted."""
    tiers = _TIERS[order.by]
    key = after or OrderKey(0, ())
    rows: list[InventoryRow] = []
    for at in range(key.tier, len(tiers)):
        values = key.values if at == key.tier else ()
        values = values or tiers[at].ends[order.descending]
        room = limit - len(rows)
        query = _query(tiers[at], order, values, wanted).limit(room)
        found = connection.execute(query).mappings().all()
        rows.extend(inventory_row(row) for row in found)
        if len(found) == room:
            last = tuple(found[-1][f"order_{n}"] for n in range(len(tiers[at].columns)))
            return OrderedPage(tuple(rows), OrderKey(at, last))
    return OrderedPage(tuple(rows), None)


def all_matching(
    connection: Connection, wanted: InventoryFilter, most: int = MOST_SORTED
) -> tuple[InventoryRow, ...] | None:
    """Return all items that match a filter in the order of their part numbers, or None where there are more."""
    ids = matching_ids(connection, wanted, most + 1)
    if len(ids) > most:
        return None
    rows = rows_with_ids(connection, ids)
    return tuple(sorted(rows, key=lambda row: (row.part_number, row.revision, row.item_id)))


def matching_ids(connection: Connection, wanted: InventoryFilter, limit: int) -> list[int]:
    """Return the ids of at most so many items that match a filter, in no order."""
    query = select(_item.id).where(*sought(wanted), _item.deleted == NOTHING).limit(limit)
    return list(connection.execute(query).scalars())


def ids_among(connection: Connection, ids: list[int], wanted: InventoryFilter) -> list[int]:
    """Return those of the items that match a filter, in the order of `ids`."""
    query = select(_item.id).where(_item.id.in_(ids), *checked(wanted), _item.deleted == NOTHING)
    kept = set(connection.execute(query).scalars())
    return [item_id for item_id in ids if item_id in kept]


def _query(
    tier: _Tier, order: ItemOrder, values: tuple[Any, ...], wanted: InventoryFilter
) -> Select[tuple[object, ...]]:
    query = LIVE_ROWS_ALONG[_WALKS.get(order.by, Walk.ITEMS)].add_columns(
        *(column.label(f"order_{n}") for n, column in enumerate(tier.columns))
    )
    if tier.belongs is not None:
        query = query.where(tier.belongs)
    query = query.where(*checked(wanted))
    if order.by is OrderedBy.PART and wanted.part_number is not None:
        query = query.where(_part.part_number == wanted.part_number)
    if values:
        here = tuple_(*tier.columns)
        beyond = tuple_(
            *(literal(value, column.type) for value, column in zip(values, tier.columns, strict=True))
        )
        query = query.where(here < beyond if order.descending else here > beyond)
    ordered = (column.desc() if order.descending else column.asc() for column in tier.columns)
    return query.order_by(*ordered)
