"""How much of a run is begun: what came into being for it, without what was scrapped, or lost while it was in work."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Select, func, select, text

from kitstation.domain.movements import OUTSIDE, Bucket, Removal
from kitstation.store import tables
from kitstation.store.column_types import Quantity
from kitstation.store.tables import NOTHING, is_in

_item, _balance = tables.item.c, tables.balance.c


def begun() -> ColumnElement[Any]:
    """Return the sum, over balances of the items of a run that `counts_as_begun` lets through."""
    return func.coalesce(-func.sum(_balance.quantity), NOTHING, type_=Quantity)


def counts_as_begun() -> ColumnElement[bool]:
    """Whether a balance of an item tells that it was begun, or that it was given up again.

    What came from the outside is held below nothing there, so that what is gone for good makes it less.
    """
    came = is_in(Bucket.RECEIVED) & (_balance.place == text(f"'{OUTSIDE}'"))
    scrapped = _balance.place == text(f"'{Removal.SCRAP}'")
    return came | (is_in(Bucket.REMOVED) & (scrapped | (_item.in_work != NOTHING)))


def begun_by_run() -> Select[Any]:
    """Return the query of what is begun, by run."""
    return (
        select(_item.run_uid, begun().label("begun"))
        .join_from(tables.item, tables.balance, _balance.item_uid == _item.uid)
        .where(counts_as_begun())
        .group_by(_item.run_uid)
    )
