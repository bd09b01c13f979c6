"""Which inventory items are wanted, as conditions of a query.

Each condition is written in two ways. In the natural one an index finds the items. In the shielded one it is only
checked, while another index gives the order: left to itself, the planner could gather and sort a million items.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Integer, Select, Text, exists, literal_column, or_, select

from kitstation.domain.movements import Bucket
from kitstation.store import tables
from kitstation.store.tables import NOTHING, is_in, is_to_take

_item, _part, _location, _balance = tables.item.c, tables.part.c, tables.location.c, tables.balance.c


class ItemCondition(StrEnum):
    """What people look for among their stock; an item may be in several of these conditions."""

    AVAILABLE = "available"
    RESERVED = "reserved"
    KITTED = "kitted"
    INSTALLED = "installed"
    IN_WORK = "in_work"
    HELD = "held"
    EXPIRED = "expired"


_NO_TEXT: ColumnElement[str] = literal_column("''")
_BUCKETS = {
    ItemCondition.RESERVED: Bucket.RESERVED,
    ItemCondition.KITTED: Bucket.PICKED,
    ItemCondition.INSTALLED: Bucket.DELIVERED,
}


@dataclass(frozen=True, slots=True)
class InventoryFilter:
    """Which items to list; all that is given must match: numbers exactly, a location with all that is inside it.

    `today` is needed to say what has expired.
    """

    part_number: str | None = None
    serial_number: str | None = None
    lot_number: str | None = None
    location: str | None = None
    condition: ItemCondition | None = None
    today: date | None = None
    date_code: str | None = None

    @property
    def is_empty(self) -> bool:
        """Whether every item is wanted."""
        numbers = (self.part_number, self.serial_number, self.lot_number, self.date_code)
        return all(one is None for one in (*numbers, self.location, self.condition))


_Pair = tuple[ColumnElement[bool], ColumnElement[bool]]


def checked(wanted: InventoryFilter) -> list[ColumnElement[bool]]:
    """Return the conditions of a filter for a query whose order an index gives."""
    return [shielded for _natural, shielded in _pairs(wanted)]


def sought(wanted: InventoryFilter) -> list[ColumnElement[bool]]:
    """Return the conditions of a filter for a query that finds the items by the one that names the fewest."""
    pairs = _pairs(wanted)
    return [natural if at == 0 else shielded for at, (natural, shielded) in enumerate(pairs)]


def _pairs(wanted: InventoryFilter) -> list[_Pair]:
    """Return the conditions, those that tend to name few items first."""
    pairs: list[_Pair] = []
    if wanted.serial_number is not None:
        pairs.append(_equal(_item.serial_number, wanted.serial_number))
    if wanted.lot_number is not None:
        pairs.append(_equal(_item.lot_number, wanted.lot_number))
    if wanted.date_code is not None:
        pairs.append(_equal(_item.date_code, wanted.date_code))
    if wanted.condition not in (None, ItemCondition.AVAILABLE):
        pairs.append(_in_condition(wanted.condition, wanted.today))
    if wanted.part_number is not None:
        parts = select(_part.uid).where(_part.part_number == wanted.part_number)
        pairs.append((_item.part_uid.in_(parts), _as_text(_item.part_uid).in_(parts)))
    if wanted.location is not None:
        places = _places(wanted.location)
        pairs.append((_item.location_uid.in_(places), _as_text(_item.location_uid).in_(places)))
    if wanted.condition is ItemCondition.AVAILABLE:
        there = (_as_number(_item.quantity) > NOTHING) & (_as_number(_item.blocked) == NOTHING)
        pairs.append((is_to_take(tables.item), there))
    return pairs


def _in_condition(condition: ItemCondition, today: date | None) -> _Pair:
    match condition:
        case ItemCondition.RESERVED | ItemCondition.KITTED | ItemCondition.INSTALLED:
            return _in_bucket(_BUCKETS[condition])
        case ItemCondition.IN_WORK:
            working = _item.in_work != NOTHING
            # A range, which an index finds even before there are statistics; "is not null" would be a scan.
            return (_item.run_uid > _NO_TEXT) & working, working
        case ItemCondition.HELD:
            return _item.hold_reason.is_not(None), _as_text(_item.hold_reason).is_not(None)
        case ItemCondition.EXPIRED:
            if today is None:
                raise ValueError("To say what has expired, the day must be known.")
            there = _as_number(_item.quantity) > NOTHING
            return (_item.expires_on < today) & there, (
                _as_text(_item.expires_on) < today.isoformat()
            ) & there
        case ItemCondition.AVAILABLE:
            raise ValueError("What is available is a condition of its own.")


def _in_bucket(bucket: Bucket) -> _Pair:
    among = select(_balance.item_uid).where(is_in(bucket), _balance.quantity > NOTHING)
    own = exists().where(
        _balance.item_uid == _item.uid, _balance.bucket == bucket, _balance.quantity > NOTHING
    )
    return _item.uid.in_(among), own


def _equal(column: ColumnElement[str | None], value: str) -> _Pair:
    return column == value, _as_text(column) == value


def _places(path: str) -> Select[tuple[str]]:
    """Return the query for a location and all that is inside it. LIKE would read every location."""
    within = _location.path.between(path + "/", path + "/\U0010ffff")
    return select(_location.uid).where(or_(_location.path == path, within))


def _as_text(column: ColumnElement[Any]) -> ColumnElement[str]:
    """Return the same value as something that no index knows."""
    return column.op("||", return_type=Text())(_NO_TEXT)


def _as_number(column: ColumnElement[Any]) -> ColumnElement[int]:
    return column.op("+", return_type=Integer())(NOTHING)
