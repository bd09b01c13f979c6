"""What a kit line may take besides the first item of its own part: what is reserved for it, and its substitutes."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import BindParameter, Connection, RowMapping, Select, bindparam, func, select

from kitstation.domain.movements import Bucket
from kitstation.domain.quantities import ZERO
from kitstation.store import tables
from kitstation.store.column_types import Quantity
from kitstation.store.lookups import Lookup
from kitstation.store.tables import NOTHING, expiry, is_in, is_to_take

_part, _item, _location = tables.part.c, tables.item.c, tables.location.c
_balance, _stock = tables.balance.c, tables.part_stock.c


@dataclass(frozen=True, slots=True)
class TakeFrom:
    """The item to take next for a line, and where it lies.

    `substitute` is the part number of the approved substitute that it is of, empty where it is of the line's own
    part; `reserved` says that it is kept for the line.
    """

    item_uid: str
    serial_number: str | None
    lot_number: str | None
    quantity: Decimal
    location: str
    expires_on: date | None
    expired: bool
    substitute: str = ""
    reserved: bool = False


@dataclass(frozen=True, slots=True)
class Substitute:
    """A part that may be issued instead, how much of it may be taken, and the item of it to take first."""

    part_uid: str
    part_number: str
    revision: str
    on_hand: Decimal
    take: TakeFrom | None


_candidate = tables.item.alias("candidate")
_FIRST = (
    select(_candidate.c.uid)
    .where(_candidate.c.part_uid == _part.uid, is_to_take(_candidate))
    .order_by(expiry(_candidate), _candidate.c.received_at, _candidate.c.uid)
    .limit(1)
)
_TODAY: BindParameter[str] = bindparam("today")
_TAKE_UID = func.coalesce(
    _FIRST.where(expiry(_candidate) >= _TODAY).scalar_subquery(), _FIRST.scalar_subquery()
)
_take = tables.item.alias("take")
_SUBSTITUTES: Select[tuple[object, ...]] = (
    select(
        _part.uid.label("part_uid"),
        _part.part_number,
        _part.revision,
        func.coalesce(_stock.on_hand - _stock.blocked, NOTHING, type_=Quantity).label("on_hand"),
        _take.c.uid.label("item_uid"),
        _take.c.serial_number,
        _take.c.lot_number,
        _take.c.quantity,
        _take.c.expires_on,
        _location.path.label("location"),
    )
    .select_from(tables.part)
    .outerjoin(tables.part_stock, _stock.part_uid == _part.uid)
    .outerjoin(_take, _take.c.uid == _TAKE_UID)
    .outerjoin(tables.location, _location.uid == _take.c.location_uid)
    .where(_part.uid.in_(bindparam("part_uids", expanding=True)))
)
_RESERVED = Lookup[str](
    select(
        _balance.place.label("line_uid"),
        _balance.quantity.label("kept"),
        _item.uid.label("item_uid"),
        _item.serial_number,
        _item.lot_number,
        _item.quantity,
        _item.expires_on,
        _location.path.label("location"),
        _part.part_number,
        _item.part_uid,
        tables.kit_line.c.part_uid.label("wanted_uid"),
    )
    .select_from(tables.balance)
    .join(tables.kit_line, tables.kit_line.c.uid == _balance.place)
    .join(tables.item, _item.uid == _balance.item_uid)
    .join(tables.part, _part.uid == _item.part_uid)
    .join(tables.location, _location.uid == _item.location_uid)
    .where(is_in(Bucket.RESERVED), _balance.quantity > ZERO, _item.blocked == NOTHING)
    .order_by(expiry(tables.item), _item.received_at, _item.uid),
    _balance.place,
)


def substitutes_of(connection: Connection, part_uids: Collection[str], today: date) -> dict[str, Substitute]:
    """Return these parts as substitutes, by uid."""
    parameters = {"part_uids": sorted(part_uids), "today": today.isoformat()}
    found = connection.execute(_SUBSTITUTES, parameters).mappings()
    return {row["part_uid"]: _substitute(row, today) for row in found}


def first_reserved(connection: Connection, line_uids: Collection[str], today: date) -> Mapping[str, TakeFrom]:
    """Return, by kit line, the item to take first of what is reserved for it."""
    takes: dict[str, TakeFrom] = {}
    for row in _RESERVED.rows(connection, line_uids):
        other = row["part_uid"] != row["wanted_uid"]
        take = TakeFrom(
            item_uid=row["item_uid"],
            serial_number=row["serial_number"],
            lot_number=row["lot_number"],
            quantity=row["quantity"] + row["kept"],
            location=row["location"],
            expires_on=row["expires_on"],
            expired=_is_over(row["expires_on"], today),
            substitute=row["part_number"] if other else "",
            reserved=True,
        )
        known = takes.get(row["line_uid"])
        if known is None or (known.expired and not take.expired):
            takes[row["line_uid"]] = take
    return takes


def first_to_take(own: TakeFrom | None, substitutes: Sequence[Substitute]) -> TakeFrom | None:
    """Return what to take for a line: of its own part, else of the first approved substitute that is to be had.

    What has expired is not to be had as long as a substitute is.
    """
    if own is not None and not own.expired:
        return own
    others = (one.take for one in substitutes if one.take is not None)
    return next((take for take in others if not take.expired), own)


def _substitute(row: RowMapping, today: date) -> Substitute:
    take = None
    if row["item_uid"] is not None:
        take = TakeFrom(
            item_uid=row["item_uid"],
            serial_number=row["serial_number"],
            lot_number=row["lot_number"],
            quantity=row["quantity"],
            location=row["location"],
            expires_on=row["expires_on"],
            expired=_is_over(row["expires_on"], today),
            substitute=row["part_number"],
        )
    return Substitute(row["part_uid"], row["part_number"], row["revision"], row["on_hand"], take)


def _is_over(expires_on: date | None, today: date) -> bool:
    return expires_on is not None and expires_on < today
