"""What labels say of records: the values of the fields that label templates know, by the records' uids."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from datetime import date, datetime, tzinfo
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection, func, select

from kitstation.domain.records import LabelKind
from kitstation.store import tables
from kitstation.store.lookups import Lookup
from kitstation.store.prepared import StoredRow
from kitstation.store.tables import NOTHING, is_picked

LabelValues = Mapping[str, str | Decimal | date | None]
"""By field: its value, or None where the record has none."""

_item, _part, _location, _supplier = tables.item.c, tables.part.c, tables.location.c, tables.supplier.c
_kit, _run, _line, _balance = tables.kit.c, tables.run.c, tables.kit_line.c, tables.balance.c
_operator = tables.operator.c
_PART = (_part.part_number, _part.revision, _part.description, _part.manufacturer)

_ITEMS = Lookup[str](
    select(
        _item.uid,
        *_PART,
        _item.unit,
        _item.serial_number,
        _item.lot_number,
        _item.date_code,
        _item.quantity,
        _item.received_at,
        _item.expires_on,
        _location.path.label("location"),
        _supplier.name.label("supplier"),
    )
    .join_from(tables.item, tables.part, _part.uid == _item.part_uid)
    .join(tables.location, _location.uid == _item.location_uid)
    .outerjoin(tables.supplier, _supplier.uid == _item.supplier_uid)
    .where(_item.deleted == NOTHING),
    _item.uid,
)
_parent = tables.location.alias("parent")
_LOCATIONS = Lookup[str](
    select(
        _location.uid,
        _location.name,
        _location.path,
        _location.barcode.label("code"),
        _parent.c.path.label("parent"),
    ).outerjoin_from(tables.location, _parent, _parent.c.uid == _location.parent_uid),
    _location.uid,
)
_LINES_OF_KIT = select(func.count()).where(_line.kit_uid == _kit.uid).scalar_subquery()
_KITS = Lookup[str](
    select(
        _kit.uid,
        _kit.number.label("kit_number"),
        _kit.status,
        _kit.created_at,
        _run.title.label("run"),
        _run.quantity,
        _part.part_number,
        _part.revision,
        _part.description,
        _LINES_OF_KIT.label("lines"),
    )
    .join_from(tables.kit, tables.run, _run.uid == _kit.run_uid)
    .join(tables.part, _part.uid == _run.part_uid),
    _kit.uid,
)
_KIT_LINES = Lookup[str](
    select(
        _line.uid,
        _line.kit_uid,
        *_PART,
        _line.unit,
        _line.required,
        _line.designators,
        _kit.number.label("kit_number"),
        _run.title.label("run"),
    )
    .join_from(tables.kit_line, tables.kit, _kit.uid == _line.kit_uid)
    .join(tables.run, _run.uid == _kit.run_uid)
    .join(tables.part, _part.uid == _line.part_uid),
    _line.uid,
)
_ORDER_OF_LINES = Lookup[str](
    select(_line.kit_uid, _line.uid)
    .join(tables.part, _part.uid == _line.part_uid)
    .order_by(_line.kit_uid, _part.part_number, _line.uid),
    _line.kit_uid,
)
_IN_BAGS = Lookup[str](
    select(
        _balance.place.label("line_uid"),
        _balance.quantity,
        _item.serial_number,
        _item.lot_number,
        _item.date_code,
        *_PART,
        _location.path.label("location"),
    )
    .join_from(tables.balance, tables.item, _item.uid == _balance.item_uid)
    .join(tables.part, _part.uid == _item.part_uid)
    .join(tables.location, _location.uid == _item.location_uid)
    .where(is_picked(), _balance.quantity > NOTHING),
    _balance.place,
)
_OPERATORS = Lookup[str](
    select(_operator.uid, _operator.name, _operator.badge, _operator.role), _operator.uid
)


def label_values(
    connection: Connection, kind: LabelKind, uids: Collection[str], zone: tzinfo | None = None
) -> dict[str, LabelValues]:
    """Return what labels of a kind say of records, by their uids, in the order asked; what is gone is left out.

    `zone` is the time zone of days; None is the computer's own.
    """
    if not uids:
        return {}
    found = {str(values.pop("uid")): values for values in _READERS[kind](connection, uids, zone)}
    named = kind is not LabelKind.OPERATOR
    return {uid: found[uid] | ({"uid": uid} if named else {}) for uid in dict.fromkeys(uids) if uid in found}


def _items(connection: Connection, uids: Collection[str], zone: tzinfo | None) -> Iterator[dict[str, Any]]:
    for row in _ITEMS.rows(connection, uids):
        values = dict(row)
        yield values | {"received_on": _day(values.pop("received_at"), zone)}


def _lots(connection: Connection, uids: Collection[str], zone: tzinfo | None) -> Iterator[dict[str, Any]]:
    for values in _items(connection, uids, zone):
        del values["serial_number"]
        yield values


def _locations(
    connection: Connection, uids: Collection[str], _zone: tzinfo | None
) -> Iterator[dict[str, Any]]:
    for row in _LOCATIONS.rows(connection, uids):
        # A place without a barcode of its own is named by its path, as its label is when nothing else is said.
        yield dict(row) | {"code": row["code"] or None}


def _kits(connection: Connection, uids: Collection[str], zone: tzinfo | None) -> Iterator[dict[str, Any]]:
    for row in _KITS.rows(connection, uids):
        values = dict(row)
        yield values | {
            "created_on": _day(values.pop("created_at"), zone),
            "status": row["status"].value,
            "lines": Decimal(row["lines"]),
        }


def _kit_lines(
    connection: Connection, uids: Collection[str], _zone: tzinfo | None
) -> Iterator[dict[str, Any]]:
    rows = list(_KIT_LINES.rows(connection, uids))
    numbers = _line_numbers(connection, {row["kit_uid"] for row in rows})
    bags: dict[str, list[StoredRow]] = defaultdict(list)
    for held in _IN_BAGS.rows(connection, {row["uid"] for row in rows}):
        bags[held["line_uid"]].append(held)
    for row in rows:
        values = dict(row) | _bag(bags[row["uid"]])
        del values["kit_uid"]
        values["line"] = Decimal(numbers[row["uid"]])
        values["designators"] = ", ".join(row["designators"])
        yield values


def _bag(held: list[StoredRow]) -> dict[str, Any]:
    """Return what is in a line's bag: of one item all that is known, a substitute as what it is; of several the sum."""
    quantity = sum((row["quantity"] for row in held), Decimal(0))
    if len(held) != 1:
        return {"quantity": quantity}
    return {name: value for name, value in held[0].items() if name != "line_uid"}


def _line_numbers(connection: Connection, kit_uids: Collection[str]) -> dict[str, int]:
    """Return the number of each line in its kit, in the order of part numbers."""
    numbers: dict[str, int] = {}
    so_far: dict[str, int] = defaultdict(int)
    if kit_uids:
        for row in _ORDER_OF_LINES.rows(connection, kit_uids):
            so_far[row["kit_uid"]] += 1
            numbers[row["uid"]] = so_far[row["kit_uid"]]
    return numbers


def _operators(
    connection: Connection, uids: Collection[str], _zone: tzinfo | None
) -> Iterator[dict[str, Any]]:
    for row in _OPERATORS.rows(connection, uids):
        yield dict(row) | {"role": row["role"].value}


def _day(moment: datetime, zone: tzinfo | None) -> date:
    return moment.astimezone(zone).date()


_READERS = {
    LabelKind.ITEM: _items,
    LabelKind.LOT: _lots,
    LabelKind.LOCATION: _locations,
    LabelKind.KIT: _kits,
    LabelKind.KIT_LINE: _kit_lines,
    LabelKind.OPERATOR: _operators,
}
