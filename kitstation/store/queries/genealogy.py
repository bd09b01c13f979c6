"""Genealogy: what an assembly is made of, down to the last lot, and where a lot, serial or item went.

Two relations join items, both of them balances. What is `delivered` to a build requirement is installed in the
requirement's assembly. What is `transferred` has become another item: a split, a merge, a part that was moved or came
back from a kit. Both can be followed either way by a seek, and each item is visited once, however the items hang
together: downwards by a query that finds all levels, upwards by one for each level.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from operator import itemgetter
from typing import Any, NamedTuple

from sqlalchemy import (
    CTE,
    BindParameter,
    Connection,
    Select,
    Text,
    bindparam,
    column,
    func,
    null,
    or_,
    select,
    type_coerce,
    union_all,
)

from kitstation.domain.movements import OUTSIDE, Bucket
from kitstation.domain.quantities import from_micro
from kitstation.store import tables
from kitstation.store.column_types import WholeNumber
from kitstation.store.lookups import Lookup
from kitstation.store.tables import NOTHING, is_in

_item, _part, _location = tables.item.c, tables.part.c, tables.location.c
_balance, _need, _line, _kit = tables.balance.c, tables.requirement.c, tables.kit_line.c, tables.kit.c

_UIDS: BindParameter[list[str]] = bindparam("uids", expanding=True)


class TracedItem(NamedTuple):
    """An inventory item as a genealogy shows it. `location` is where it is kept as long as it is in no assembly.

    A tuple, as is `Share`: a recall brings them by ten thousands, and they are made in a fraction of the time.
    """

    uid: str
    part_uid: str
    part_number: str
    revision: str
    description: str
    serial_number: str | None
    lot_number: str | None
    unit: str
    location: str
    date_code: str | None = None

    @property
    def number(self) -> str:
        """What people call it."""
        return self.serial_number or self.lot_number or self.part_number


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """A build requirement: what an assembly needs of a part, and at which reference designators."""

    uid: str
    assembly_uid: str
    part_uid: str
    part_number: str
    revision: str
    description: str
    quantity: Decimal
    unit: str
    designators: tuple[str, ...]
    substitutes: tuple[str, ...]


class Share(NamedTuple):
    """So much of an item, in one bucket at one place.

    `place` is a uid of what the bucket says; `assembly_uid` is given for what is installed, `kit` and where that is
    for what is picked or reserved.
    """

    item_uid: str
    bucket: Bucket
    place: str
    quantity: Decimal
    assembly_uid: str | None = None
    designators: tuple[str, ...] = ()
    kit: str | None = None
    location: str | None = None


@dataclass(frozen=True, slots=True)
class Composition:
    """Everything that items consist of, by uid.

    `needs` are those of each assembly, `installed` what is in each need, `origins` the items that an item took over
    from.
    """

    items: Mapping[str, TracedItem]
    needs: Mapping[str, tuple[Need, ...]]
    installed: Mapping[str, tuple[Share, ...]]
    origins: Mapping[str, tuple[Share, ...]]


@dataclass(frozen=True, slots=True)
class Dispersion:
    """Everywhere that items went, by uid: their shares, and those of what they became and of what contains them."""

    items: Mapping[str, TracedItem]
    shares: Mapping[str, tuple[Share, ...]]


def composition(connection: Connection, item_uids: Sequence[str]) -> Composition:
    """Return what items are made of, at every level."""
    parameters = {"uids": list(item_uids)}
    items = _items(connection, _ITEMS_INSIDE, parameters)
    needs: dict[str, list[Need]] = defaultdict(list)
    for row in connection.execute(_NEEDS_INSIDE, parameters).mappings():
        needs[row["assembly_uid"]].append(Need(**row))
    installed: dict[str, list[Share]] = defaultdict(list)
    origins: dict[str, list[Share]] = defaultdict(list)
    for item_uid, place, quantity in connection.execute(_INSTALLED_INSIDE, parameters):
        share = Share(item_uid=item_uid, bucket=Bucket.DELIVERED, place=place, quantity=quantity)
        installed[place].append(share)
    for item_uid, place, quantity in connection.execute(_ORIGINS_INSIDE, parameters):
        share = Share(item_uid=place, bucket=Bucket.TRANSFERRED, place=item_uid, quantity=-quantity)
        origins[item_uid].append(share)
    return Composition(items, _frozen(needs), _frozen(installed), _frozen(origins))


def dispersion(connection: Connection, item_uids: Sequence[str]) -> Dispersion:
    """Return where items went, up to the assemblies at the top. What is all gone from a place is left out."""
    shares: dict[str, list[Share]] = defaultdict(list)
    reached: set[str] = set()
    going_on = set(item_uids)
    while going_on:
        reached |= going_on
        # The shares say what comes next: a query that finds it by itself first would look everything up twice.
        rows = connection.execute(_SHARES_OF, {"uids": json.dumps(list(going_on))}).all()
        going_on = set()
        for item_uid, bucket, place, micro, assembly_uid, designators, kit, location in rows:
            amount, where = _quantity(micro), _words(designators)
            share = Share(item_uid, _BUCKETS[bucket], place, amount, assembly_uid, where, kit, location)
            shares[item_uid].append(share)
            if assembly_uid is not None:
                going_on.add(assembly_uid)
            elif share.bucket is Bucket.TRANSFERRED:
                going_on.add(place)
        going_on -= reached
    for each in shares.values():
        each.sort(key=_BY_PLACE)
    items = _items(connection, _ITEMS_AMONG, {"uids": json.dumps(list(reached))})
    return Dispersion(items, _frozen(shares))


def items_of_lot(connection: Connection, lot_number: str) -> tuple[TracedItem, ...]:
    """Return the items that carry a lot number, also what is left of those that were merged away."""
    rows = connection.execute(_OF_LOT, {"number": lot_number})
    return tuple(TracedItem(*row) for row in rows)


def items_of_serial(connection: Connection, serial_number: str) -> tuple[TracedItem, ...]:
    """Return the items with a serial number, one of each part; a deleted one where there is no other."""
    found: dict[str, TracedItem] = {}
    # What is live comes last, and takes the place of what is not.
    for row in connection.execute(_OF_SERIAL, {"number": serial_number}):
        item = TracedItem(*row)
        found[item.part_uid] = item
    return tuple(sorted(found.values(), key=lambda item: (item.part_number, item.revision)))


def items_with_uids(connection: Connection, item_uids: Sequence[str]) -> tuple[TracedItem, ...]:
    """Return items by their uids, live or not; those that do not exist are left out."""
    return tuple(TracedItem(*row) for row in connection.execute(_BY_UID, {"uids": list(item_uids)}))


def items_of_part(connection: Connection, part_uid: str, limit: int = 500) -> tuple[TracedItem, ...]:
    """Return the items of a part, at most `limit` of them, by their numbers."""
    rows = connection.execute(_OF_PART, {"part_uid": part_uid, "limit": limit})
    return tuple(TracedItem(*row) for row in rows)


def _items(
    connection: Connection, query: Select[Any], parameters: Mapping[str, Any]
) -> dict[str, TracedItem]:
    """Return the items of a query. Of ten thousand items most have the same part and place, which are read once."""
    rows = connection.execute(query, parameters).all()
    parts = {
        row["uid"]: (row["part_number"], row["revision"], row["description"])
        for row in _PARTS.rows(connection, {row[1] for row in rows})
    }
    places = {row["uid"]: row["path"] for row in _PATHS.rows(connection, {row[5] for row in rows})}
    return {
        uid: TracedItem(uid, part_uid, *parts[part_uid], serial, lot, unit, places[location_uid], date_code)
        for uid, part_uid, serial, lot, unit, location_uid, date_code in rows
    }


@lru_cache(maxsize=4096)
def _quantity(micro: int) -> Decimal:
    return from_micro(micro)


@lru_cache(maxsize=4096)
def _words(stored: str | None) -> tuple[str, ...]:
    return tuple(json.loads(stored)) if stored else ()


def _frozen(lists: Mapping[str, Iterable[Any]]) -> dict[str, tuple[Any, ...]]:
    return {key: tuple(values) for key, values in lists.items()}


# The statements. `union` keeps what was found before out: items that hang together in a ring end the recursion.


def _inside() -> CTE:
    """Return the items that the given ones consist of: what is installed in them, and what they were split from."""
    found = select(_item.uid).where(_item.uid.in_(_UIDS)).cte("inside", recursive=True)
    installed = (
        select(_balance.item_uid)
        .select_from(found)
        .join(tables.requirement, _need.assembly_uid == found.c.uid)
        .join(tables.balance, (_balance.place == _need.uid) & is_in(Bucket.DELIVERED))
        .where(_balance.quantity > NOTHING)
    )
    origins = (
        select(_balance.place)
        .select_from(found)
        .join(tables.balance, (_balance.item_uid == found.c.uid) & is_in(Bucket.RECEIVED))
        .where(_balance.place != OUTSIDE, _balance.quantity < NOTHING)
    )
    return found.union(installed, origins)


_TRACED: Select[Any] = (
    select(
        _item.uid,
        _item.part_uid,
        _part.part_number,
        _part.revision,
        _part.description,
        _item.serial_number,
        _item.lot_number,
        _item.unit,
        _location.path,
        _item.date_code,
    )
    .select_from(tables.item)
    .join(tables.part, _part.uid == _item.part_uid)
    .join(tables.location, _location.uid == _item.location_uid)
)
_ORDER = (_part.part_number, _part.revision, _item.serial_number, _item.lot_number, _item.uid)
_INSIDE = _inside()
# Ten thousand of them are one parameter, and one list that SQLite sorts.
_AMONG = select(func.json_each(bindparam("uids")).table_valued(column("value", Text)).c.value)

_PARTS = Lookup[str](select(_part.uid, _part.part_number, _part.revision, _part.description), _part.uid)
_PATHS = Lookup[str](select(_location.uid, _location.path), _location.uid)
_BARE: Select[Any] = select(
    _item.uid,
    _item.part_uid,
    _item.serial_number,
    _item.lot_number,
    _item.unit,
    _item.location_uid,
    _item.date_code,
)
_ITEMS_INSIDE = _BARE.where(_item.uid.in_(select(_INSIDE.c.uid)))
_ITEMS_AMONG = _BARE.where(_item.uid.in_(_AMONG))
_OF_LOT = _TRACED.where(_item.lot_number == bindparam("number"), _item.serial_number.is_(None)).order_by(
    *_ORDER
)
_OF_SERIAL = _TRACED.where(_item.serial_number == bindparam("number")).order_by(
    _item.deleted.desc(), _item.id
)
_BY_UID = _TRACED.where(_item.uid.in_(_UIDS)).order_by(*_ORDER)
_OF_PART = (
    _TRACED.where(_item.part_uid == bindparam("part_uid"), _item.deleted == NOTHING)
    .order_by(_item.serial_number, _item.lot_number, _item.uid)
    .limit(bindparam("limit"))
)

_NEEDS_INSIDE = (
    select(
        _need.uid,
        _need.assembly_uid,
        _need.part_uid,
        _part.part_number,
        _part.revision,
        _part.description,
        _need.quantity,
        _need.unit,
        _need.designators,
        _need.substitutes,
    )
    .select_from(tables.requirement)
    .join(tables.part, _part.uid == _need.part_uid)
    .where(_need.assembly_uid.in_(select(_INSIDE.c.uid)))
    .order_by(_part.part_number, _part.revision, _need.uid)
)
_INSTALLED_INSIDE = (
    select(_balance.item_uid, _balance.place, _balance.quantity)
    .select_from(tables.requirement)
    .join(tables.balance, (_balance.place == _need.uid) & is_in(Bucket.DELIVERED))
    .join(tables.item, _item.uid == _balance.item_uid)
    .where(_need.assembly_uid.in_(select(_INSIDE.c.uid)), _balance.quantity > NOTHING)
    .order_by(_item.serial_number, _item.lot_number, _balance.item_uid, _balance.place)
)
_ORIGINS_INSIDE = (
    select(_balance.item_uid, _balance.place, _balance.quantity)
    .where(
        _balance.item_uid.in_(select(_INSIDE.c.uid)),
        is_in(Bucket.RECEIVED),
        _balance.place != OUTSIDE,
        _balance.quantity < NOTHING,
    )
    .order_by(_balance.item_uid, _balance.place)
)

_place, _staging = tables.location.alias("place"), tables.location.alias("staging")
_HELD = or_(*(is_in(bucket) for bucket in (Bucket.PICKED, Bucket.RESERVED)))
_ELSEWHERE = (Bucket.ON_HAND, Bucket.RESERVED, Bucket.PICKED, Bucket.TRANSFERRED, Bucket.REMOVED)
_LEFT_OF_THEM = (_balance.item_uid.in_(_AMONG), _balance.quantity != NOTHING)
_BUCKETS = {bucket.value: bucket for bucket in Bucket}
_BY_PLACE = itemgetter(1, 2)
# As they are stored: of ten thousand rows most have the same quantity and the same designators.
_STORED = (
    _balance.item_uid,
    type_coerce(_balance.bucket, Text),
    _balance.place,
    type_coerce(_balance.quantity, WholeNumber),
)
_INSTALLED_OF = (
    select(
        *_STORED,
        _need.assembly_uid,
        type_coerce(_need.designators, Text),
        null().label("kit"),
        null().label("location"),
    )
    .join_from(tables.balance, tables.requirement, _need.uid == _balance.place)
    .where(is_in(Bucket.DELIVERED), *_LEFT_OF_THEM)
)
# Where something on hand lies is the place of its balance; where something in a kit lies is the kit's place, if it
# has one: else it lies where the item is kept.
_ELSEWHERE_OF = (
    select(
        *_STORED,
        null().label("assembly_uid"),
        null().label("designators"),
        _kit.number,
        func.coalesce(_place.c.path, _staging.c.path),
    )
    .select_from(tables.balance)
    .outerjoin(tables.kit_line, (_line.uid == _balance.place) & _HELD)
    .outerjoin(tables.kit, _kit.uid == _line.kit_uid)
    .outerjoin(_place, (_place.c.uid == _balance.place) & is_in(Bucket.ON_HAND))
    .outerjoin(_staging, (_staging.c.uid == _kit.location_uid) & is_in(Bucket.PICKED))
    .where(_balance.bucket.in_(_ELSEWHERE), *_LEFT_OF_THEM)
)
_SHARES_OF = union_all(_INSTALLED_OF, _ELSEWHERE_OF)
