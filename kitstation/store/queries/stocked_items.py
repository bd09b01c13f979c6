"""The stocked items of a position: where the units of each are, and whether they are conserved."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import Connection, RowMapping, and_, bindparam, func, select, text

from kitstation.domain.conservation import StockedUnits, units_of
from kitstation.domain.movements import Bucket
from kitstation.domain.records import InventoryItem
from kitstation.store import tables
from kitstation.store.rows import ITEMS

_position, _item, _balance = tables.position.c, tables.item.c, tables.balance.c


@dataclass(frozen=True, slots=True)
class StockedItem:
    """An item that is kept at a position, and where its units are."""

    uid: str
    serial_number: str | None
    lot_number: str | None
    unit: str
    received_at: datetime
    expires_on: date | None
    condition: str
    storage_area: str
    blocked: bool
    units: StockedUnits

    @property
    def name(self) -> str:
        """What people call it; empty for what carries no number."""
        return self.serial_number or self.lot_number or ""


_AT_POSITION = (
    select(*ITEMS.columns)
    .select_from(tables.position)
    .join(
        tables.item,
        and_(_item.part_uid == _position.part_uid, _item.location_uid == _position.location_uid),
    )
    .where(_position.uid == bindparam("uid"), _item.deleted == text("0"))
    .order_by(_item.received_at, _item.uid)
)
_ITEMS = _AT_POSITION.limit(bindparam("limit"))
_BALANCES = (
    select(_balance.item_uid, _balance.bucket, func.sum(_balance.quantity).label("quantity"))
    .where(_balance.item_uid.in_(bindparam("uids", expanding=True)))
    .group_by(_balance.item_uid, _balance.bucket)
)
_HOW_MANY = (
    select(func.count())
    .select_from(tables.position)
    .join(
        tables.item,
        and_(_item.part_uid == _position.part_uid, _item.location_uid == _position.location_uid),
    )
    .where(_position.uid == bindparam("uid"), _item.deleted == text("0"))
)


def stocked_items(connection: Connection, position_uid: str, limit: int = 10_000) -> tuple[StockedItem, ...]:
    """Return the items at a position, the oldest first; `limit` of them at most."""
    rows = connection.execute(_ITEMS, {"uid": position_uid, "limit": limit}).mappings().all()
    return _with_units(connection, rows)


def items_at_position(connection: Connection, position_uid: str) -> tuple[InventoryItem, ...]:
    """Return the records of the items at a position, the oldest first."""
    rows = connection.execute(_AT_POSITION, {"uid": position_uid}).mappings()
    return tuple(ITEMS.record(row) for row in rows)


def how_many(connection: Connection, position_uid: str) -> int:
    """Return how many items there are at a position."""
    return int(connection.execute(_HOW_MANY, {"uid": position_uid}).scalar_one())


def _with_units(connection: Connection, rows: Sequence[RowMapping]) -> tuple[StockedItem, ...]:
    balances: dict[str, dict[Bucket, Decimal]] = defaultdict(dict)
    uids = [row["uid"] for row in rows]
    if uids:
        for found in connection.execute(_BALANCES, {"uids": uids}).mappings():
            balances[found["item_uid"]][Bucket(found["bucket"])] = found["quantity"]
    return tuple(
        StockedItem(
            uid=row["uid"],
            serial_number=row["serial_number"],
            lot_number=row["lot_number"],
            unit=row["unit"],
            received_at=row["received_at"],
            expires_on=row["expires_on"],
            condition=row["condition"],
            storage_area=row["storage_area"],
            blocked=bool(row["blocked"]),
            units=units_of(balances[row["uid"]]),
        )
        for row in rows
    )
