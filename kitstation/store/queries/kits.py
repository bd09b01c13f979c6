"""Kits as people see them: their lines, what is issued, where to go next and what to take there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import BindParameter, Connection, Row, Select, bindparam, func, select, type_coerce

from kitstation.domain.movements import Bucket
from kitstation.domain.picking import shortage
from kitstation.domain.quantities import ZERO
from kitstation.domain.records import Kit, KitLine, KitStatus, TrackingType
from kitstation.store import rows, tables
from kitstation.store.column_types import Quantity, WholeNumber
from kitstation.store.queries.takes import (
    Substitute,
    TakeFrom,
    first_reserved,
    first_to_take,
    substitutes_of,
)
from kitstation.store.tables import NOTHING, expiry, is_in, is_picked, is_to_take

_kit, _line, _run, _part = tables.kit.c, tables.kit_line.c, tables.run.c, tables.part.c
_balance, _location, _stock = tables.balance.c, tables.location.c, tables.part_stock.c


@dataclass(frozen=True, slots=True)
class KitHeader:
    """A kit, its run and how far it is. `location` is where it lies, `delivery` where it goes; None is nowhere yet."""

    uid: str
    number: str
    status: KitStatus
    run: str
    assembly: str
    revision: str
    run_quantity: Decimal
    created_at: datetime
    lines: int
    lines_complete: int
    required: Decimal
    issued: Decimal
    run_uid: str = ""
    location: str | None = None
    delivery: str | None = None
    assigned_to: str = ""


@dataclass(frozen=True, slots=True)
class LineState:
    """A kit line as it stands.

    `on_hand` is what may be taken of the part, in all places together; `reserved` is kept for this line on top of
    that. `take` names an item of the part itself, or, where that is not to be had, of an approved substitute.
    """

    uid: str
    kit_uid: str
    part_uid: str
    part_number: str
    revision: str
    description: str
    tracking: TrackingType
    unit: str
    required: Decimal
    issued: Decimal
    on_hand: Decimal
    designators: tuple[str, ...]
    take: TakeFrom | None
    reserved: Decimal = ZERO
    substitutes: tuple[Substitute, ...] = ()

    @property
    def remaining(self) -> Decimal:
        """How much the line still needs."""
        return max(self.required - self.issued, ZERO)

    @property
    def is_complete(self) -> bool:
        """Whether the line needs nothing more."""
        return self.issued >= self.required

    @property
    def short(self) -> Decimal:
        """How much of what the line still needs is nowhere in stock, not even as a substitute."""
        to_be_had = self.reserved + self.on_hand + self.substitutes_on_hand
        return shortage(remaining=self.remaining, on_hand=to_be_had)

    @property
    def substitutes_on_hand(self) -> Decimal:
        """How much may be taken of all approved substitutes together."""
        return sum((one.on_hand for one in self.substitutes), ZERO)

    def takes(self, part_uid: str) -> bool:
        """Whether a part may be issued to the line: it is the line's own, or an approved substitute."""
        return part_uid == self.part_uid or any(one.part_uid == part_uid for one in self.substitutes)


@dataclass(frozen=True, slots=True)
class IssuedItem:
    """What a kit line holds of an item, or what is reserved of it for the line; `location` is where it is kept."""

    line_uid: str
    item_uid: str
    serial_number: str | None
    lot_number: str | None
    quantity: Decimal
    location: str
    part_number: str = ""


_HELD = (
    select(func.coalesce(func.sum(_balance.quantity), NOTHING))
    .where(is_picked(), _balance.place == _line.uid)
    .scalar_subquery()
)
# What went from the line into assemblies was issued to it as well.
_ISSUED = type_coerce(_HELD, WholeNumber) + type_coerce(_line.installed, WholeNumber)
_RESERVED = (
    select(func.coalesce(func.sum(_balance.quantity), NOTHING))
    .where(is_in(Bucket.RESERVED), _balance.place == _line.uid)
    .scalar_subquery()
)
_other = tables.part.alias("other")
_OTHER_REVISIONS = (
    select(func.aggregate_strings(_other.c.uid, ","))
    .where(
        _other.c.part_number == _part.part_number,
        _other.c.uid != _part.uid,
        _other.c.unit == _part.unit,
        select(tables.rules.c.uid).where(tables.rules.c.any_revision == 1).exists(),
    )
    .scalar_subquery()
)
"""Where the house allows any revision, the others stand for the one that is asked for as substitutes do."""
_candidate = tables.item.alias("candidate")
_FIRST = (
    select(_candidate.c.uid)
    .where(_candidate.c.part_uid == _line.part_uid, is_to_take(_candidate))
    .order_by(expiry(_candidate), _candidate.c.received_at, _candidate.c.uid)
    .limit(1)
)
_TODAY: BindParameter[str] = bindparam("today")
_TAKE_UID = func.coalesce(
    _FIRST.where(expiry(_candidate) >= _TODAY).scalar_subquery(), _FIRST.scalar_subquery()
)
_take = tables.item.alias("take")

# Hundreds of lines are read while somebody waits: their columns are taken by place, which is quicker than by name. The
# first are LineState's own fields in their order; then what is reserved, what may be issued instead, and what to take.
_RESERVED_AT, _SUBSTITUTES_AT, _REVISIONS_AT, _TAKE_AT = 12, 13, 14, 15
_LINES: Select[tuple[object, ...]] = (
    select(
        _line.uid,
        _line.kit_uid,
        _line.part_uid,
        _part.part_number,
        _part.revision,
        _part.description,
        _part.tracking,
        _line.unit,
        _line.required,
        func.coalesce(_ISSUED, NOTHING, type_=Quantity).label("issued"),
        func.coalesce(_stock.on_hand - _stock.blocked, NOTHING, type_=Quantity).label("on_hand"),
        _line.designators,
        func.coalesce(_RESERVED, NOTHING, type_=Quantity).label("reserved"),
        _line.substitutes,
        _OTHER_REVISIONS.label("other_revisions"),
        _take.c.uid.label("take_uid"),
        _take.c.serial_number.label("take_serial"),
        _take.c.lot_number.label("take_lot"),
        _take.c.quantity.label("take_quantity"),
        _take.c.expires_on.label("take_expires_on"),
        _location.path.label("take_location"),
    )
    .select_from(tables.kit_line)
    .join(tables.part, _part.uid == _line.part_uid)
    .outerjoin(tables.part_stock, _stock.part_uid == _line.part_uid)
    .outerjoin(_take, _take.c.uid == _TAKE_UID)
    .outerjoin(tables.location, _location.uid == _take.c.location_uid)
)
_LINES_OF_KIT = _LINES.where(_line.kit_uid == bindparam("kit_uid"))
_ONE_LINE = _LINES.where(_line.uid == bindparam("line_uid"))


_staging, _delivery = tables.location.alias("staging"), tables.location.alias("delivery")


def _headers(wanted: Select[tuple[str]]) -> Select[tuple[object, ...]]:
    """Return the query for the headers of the kits that `wanted` gives the uids of; it reads only their lines."""
    chosen = wanted.subquery("chosen")
    progress = (
        select(
            _line.kit_uid,
            func.count().label("lines"),
            func.sum(_line.required).label("required"),
            func.sum(_ISSUED).label("issued"),
            func.count().filter(_line.required <= _ISSUED).label("lines_complete"),
        )
        .where(_line.kit_uid.in_(wanted))
        .group_by(_line.kit_uid)
        .subquery("progress")
    )
    return (
        select(
            _kit.uid,
            _kit.number,
            _kit.status,
            _run.title.label("run"),
            _part.part_number.label("assembly"),
            _part.revision,
            _run.quantity.label("run_quantity"),
            _kit.created_at,
            func.coalesce(progress.c.lines, NOTHING).label("lines"),
            func.coalesce(progress.c.lines_complete, NOTHING).label("lines_complete"),
            func.coalesce(progress.c.required, NOTHING, type_=Quantity).label("required"),
            func.coalesce(progress.c.issued, NOTHING, type_=Quantity).label("issued"),
            _kit.run_uid,
            _staging.c.path.label("location"),
            _delivery.c.path.label("delivery"),
            _kit.assigned_to,
        )
        .select_from(chosen)
        .join(tables.kit, _kit.uid == chosen.c.uid)
        .join(tables.run, _run.uid == _kit.run_uid)
        .join(tables.part, _part.uid == _run.part_uid)
        .outerjoin(_staging, _staging.c.uid == _kit.location_uid)
        .outerjoin(_delivery, _delivery.c.uid == _kit.delivery_uid)
        .outerjoin(progress, progress.c.kit_uid == _kit.uid)
        .order_by(_kit.created_at.desc(), _kit.uid.desc())
    )


_BY_NUMBER = _headers(select(_kit.uid).where(_kit.number == bindparam("number")))
_BY_UID = _headers(select(_kit.uid).where(_kit.uid == bindparam("uid")))
_OF_RUN = _headers(select(_kit.uid).where(_kit.run_uid == bindparam("run_uid")))
_NEWEST = _headers(
    select(_kit.uid).order_by(_kit.created_at.desc(), _kit.uid.desc()).limit(bindparam("limit"))
)

_item = tables.item.c


def _held(bucket: Bucket) -> Select[tuple[object, ...]]:
    return (
        select(
            _balance.place.label("line_uid"),
            _balance.item_uid,
            _item.serial_number,
            _item.lot_number,
            _balance.quantity,
            _location.path.label("location"),
            _part.part_number,
        )
        .select_from(tables.balance)
        .join(tables.item, _item.uid == _balance.item_uid)
        .join(tables.part, _part.uid == _item.part_uid)
        .join(tables.location, _location.uid == _item.location_uid)
        .where(is_in(bucket), _balance.quantity > ZERO)
        .order_by(_item.serial_number, _item.lot_number, _balance.item_uid)
    )


def _of_kit(held: Select[tuple[object, ...]]) -> Select[tuple[object, ...]]:
    return held.join(tables.kit_line, _line.uid == _balance.place).where(
        _line.kit_uid == bindparam("kit_uid")
    )


_ITEMS_OF_KIT = _of_kit(_held(Bucket.PICKED))
_RESERVED_FOR_KIT = _of_kit(_held(Bucket.RESERVED))
_ITEMS_OF_LINE = _held(Bucket.PICKED).where(_balance.place == bindparam("line_uid"))


def kit_by_number(connection: Connection, number: str) -> KitHeader | None:
    """Return the kit with this number."""
    row = connection.execute(_BY_NUMBER, {"number": number}).mappings().first()
    return KitHeader(**row) if row else None


def kit_by_uid(connection: Connection, uid: str) -> KitHeader | None:
    """Return the kit with this uid."""
    row = connection.execute(_BY_UID, {"uid": uid}).mappings().first()
    return KitHeader(**row) if row else None


def newest_kits(connection: Connection, limit: int = 500) -> tuple[KitHeader, ...]:
    """Return the kits, newest first."""
    return tuple(KitHeader(**row) for row in connection.execute(_NEWEST, {"limit": limit}).mappings())


def kits_of_run(connection: Connection, run_uid: str) -> tuple[KitHeader, ...]:
    """Return the kits of a run, newest first."""
    return tuple(KitHeader(**row) for row in connection.execute(_OF_RUN, {"run_uid": run_uid}).mappings())


def kit_record(connection: Connection, uid: str) -> Kit | None:
    """Return a kit as it is written, for its etag."""
    row = connection.execute(rows.KITS.select.where(_kit.uid == uid)).mappings().first()
    return rows.KITS.record(row) if row else None


def line_record(connection: Connection, uid: str) -> KitLine | None:
    """Return a kit line as it is written, for its etag."""
    row = connection.execute(rows.KIT_LINES.select.where(_line.uid == uid)).mappings().first()
    return rows.KIT_LINES.record(row) if row else None


def kit_lines(connection: Connection, kit_uid: str, today: date) -> tuple[LineState, ...]:
    """Return every line of a kit, in one query whatever their number.

    One more is asked where something is reserved for them, and one more where they have substitutes.
    """
    parameters = {"kit_uid": kit_uid, "today": today.isoformat()}
    found = connection.execute(_LINES_OF_KIT, parameters).all()
    return _line_states(connection, found, today)


def kit_line(connection: Connection, line_uid: str, today: date) -> LineState | None:
    """Return one line of a kit."""
    parameters = {"line_uid": line_uid, "today": today.isoformat()}
    found = connection.execute(_ONE_LINE, parameters).all()
    return next(iter(_line_states(connection, found, today)), None)


def items_of_kit(connection: Connection, kit_uid: str) -> tuple[IssuedItem, ...]:
    """Return what is issued to a kit."""
    found = connection.execute(_ITEMS_OF_KIT, {"kit_uid": kit_uid}).mappings()
    return tuple(IssuedItem(**row) for row in found)


def reserved_for_kit(connection: Connection, kit_uid: str) -> tuple[IssuedItem, ...]:
    """Return what is kept for a kit and still lies in stock."""
    found = connection.execute(_RESERVED_FOR_KIT, {"kit_uid": kit_uid}).mappings()
    return tuple(IssuedItem(**row) for row in found)


def items_of_line(connection: Connection, line_uid: str) -> tuple[IssuedItem, ...]:
    """Return what is issued to a kit line."""
    found = connection.execute(_ITEMS_OF_LINE, {"line_uid": line_uid}).mappings()
    return tuple(IssuedItem(**row) for row in found)


def highest_kit_number(connection: Connection, prefix: str) -> int:
    """Return the largest number that follows a prefix in the numbers of kits; 0 where there is none."""
    numbers = connection.execute(select(_kit.number).where(_kit.number.startswith(prefix, autoescape=True)))
    digits = (number.removeprefix(prefix) for (number,) in numbers)
    return max((int(text) for text in digits if text.isascii() and text.isdigit()), default=0)


def _line_states(connection: Connection, found: Sequence[Row[Any]], today: date) -> tuple[LineState, ...]:
    reserving = [row[0] for row in found if row[_RESERVED_AT] > ZERO]
    reserved = first_reserved(connection, reserving, today) if reserving else {}
    named = {uid for row in found for uid in _instead(row)}
    substitutes = substitutes_of(connection, named, today) if named else {}
    return tuple(_line_state(row, reserved.get(row[0]), substitutes, today) for row in found)


def _instead(row: Row[Any]) -> tuple[str, ...]:
    """Return the parts that may be issued to a line instead of its own."""
    approved, revisions = row[_SUBSTITUTES_AT], row[_REVISIONS_AT]
    if not approved and not revisions:
        return ()
    return tuple(dict.fromkeys((*approved, *(revisions.split(",") if revisions else ()))))


def _line_state(
    row: Row[Any], reserved: TakeFrom | None, known: Mapping[str, Substitute], today: date
) -> LineState:
    substitutes = tuple(known[uid] for uid in _instead(row) if uid in known)
    take = first_to_take(reserved or _own_take(row[_TAKE_AT:], today), substitutes)
    values: tuple[Any, ...] = (*row[:_RESERVED_AT], take, row[_RESERVED_AT], substitutes)
    return LineState(*values)


def _own_take(columns: Sequence[Any], today: date) -> TakeFrom | None:
    item_uid, serial_number, lot_number, quantity, expires_on, location = columns
    if item_uid is None:
        return None
    return TakeFrom(
        item_uid=item_uid,
        serial_number=serial_number,
        lot_number=lot_number,
        quantity=quantity,
        location=location,
        expires_on=expires_on,
        expired=expires_on is not None and expires_on < today,
    )
