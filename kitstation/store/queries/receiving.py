"""What a label on a bag names: the part by any of its numbers, and the place where it goes."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from sqlalchemy import Connection, bindparam, literal, or_, select, text, union_all

from kitstation.domain.gtin import gtin_forms
from kitstation.domain.records import TrackingType
from kitstation.store import tables

_part, _supplier, _sold, _location = (
    tables.part.c,
    tables.supplier.c,
    tables.supplier_part.c,
    tables.location.c,
)


class CalledBy(IntEnum):
    """Whose number a part was found by; the lower one is the more certain."""

    OWN = 1
    SUPPLIER = 2
    MANUFACTURER = 3
    GTIN = 4
    REMEMBERED = 5


@dataclass(frozen=True, slots=True)
class Numbers:
    """The numbers under which a label may name a part; None is *not said*."""

    part_number: str | None = None
    customer_part_number: str | None = None
    supplier_sku: str | None = None
    gtin: str | None = None

    def __bool__(self) -> bool:
        return bool(self.part_number or self.customer_part_number or self.supplier_sku or self.gtin)


@dataclass(frozen=True, slots=True)
class CalledPart:
    """A part that a label names. `supplier` and `supplier_uid` are known where the supplier's number named it."""

    uid: str
    part_number: str
    revision: str
    description: str
    manufacturer: str
    tracking: TrackingType
    unit: str
    archived: bool
    by: CalledBy = CalledBy.OWN
    supplier_uid: str | None = None
    supplier: str | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """A location as a target: nothing new goes into an archived one."""

    uid: str
    path: str
    archived: bool


_SHOWN = (
    _part.uid,
    _part.part_number,
    _part.revision,
    _part.description,
    _part.manufacturer,
    _part.tracking,
    _part.unit,
    _part.archived,
)
_NOBODY = (literal(None).label("supplier_uid"), literal(None).label("supplier"))
_CALLED = union_all(
    select(*_SHOWN, literal(CalledBy.OWN.value).label("by"), *_NOBODY).where(
        _part.part_number.in_(bindparam("own", expanding=True))
    ),
    select(
        *_SHOWN,
        literal(CalledBy.SUPPLIER.value),
        _sold.supplier_uid.label("supplier_uid"),
        _supplier.name.label("supplier"),
    )
    .select_from(tables.supplier_part)
    .join(tables.part, _part.uid == _sold.part_uid)
    .join(tables.supplier, _supplier.uid == _sold.supplier_uid)
    .where(_sold.supplier_part_number.in_(bindparam("sold", expanding=True))),
    select(*_SHOWN, literal(CalledBy.MANUFACTURER.value), *_NOBODY).where(
        _part.manufacturer_part_number.in_(bindparam("made", expanding=True)),
        _part.manufacturer_part_number != text("''"),
    ),
    select(*_SHOWN, literal(CalledBy.GTIN.value), *_NOBODY).where(
        _part.gtin.in_(bindparam("gtins", expanding=True)), _part.gtin != text("''")
    ),
    select(*_SHOWN, literal(CalledBy.REMEMBERED.value), *_NOBODY)
    .select_from(tables.trade_number)
    .join(tables.part, _part.uid == tables.trade_number.c.part_uid)
    .where(tables.trade_number.c.number.in_(bindparam("traded", expanding=True))),
)
_BY_UID = select(*_SHOWN).where(_part.uid == bindparam("uid"))
_PLACES = select(_location.uid, _location.path, _location.archived).where(
    or_(
        _location.path == bindparam("text"),
        _location.uid == bindparam("text"),
        (_location.barcode == bindparam("text")) & (_location.barcode != text("''")),
    )
)
_BY_NAME = (
    select(_location.uid, _location.path, _location.archived)
    .where(_location.name == bindparam("text"), ~_location.archived)
    .limit(2)
)
_SUPPLIER = select(_supplier.uid).where(_supplier.name == bindparam("name"))


def parts_called(connection: Connection, numbers: Numbers) -> tuple[CalledPart, ...]:
    """Return the parts that a label names, each once, those named with the most certain number alone.

    A *customer* part number is what we call it ourselves. A part number may be ours, the maker's or the
    supplier's: labels do not say which.
    """
    parameters = {
        "own": _stated(numbers.customer_part_number, numbers.part_number),
        "sold": _stated(numbers.supplier_sku, numbers.part_number, numbers.customer_part_number),
        "made": _stated(numbers.part_number),
        "gtins": gtin_forms(numbers.gtin),
        "traded": _stated(numbers.part_number, numbers.customer_part_number, numbers.supplier_sku)
        + gtin_forms(numbers.gtin),
    }
    if not any(parameters.values()):
        return ()
    found: dict[str, CalledPart] = {}
    for row in connection.execute(_CALLED, parameters).mappings():
        part = CalledPart(**{**row, "by": CalledBy(row["by"]), "archived": bool(row["archived"])})
        if part.uid not in found or part.by < found[part.uid].by:
            found[part.uid] = part
    best = min((part.by for part in found.values()), default=CalledBy.OWN)
    certain = [part for part in found.values() if part.by is best]
    return tuple(sorted(certain, key=lambda part: (part.archived, part.part_number, part.revision)))


def part_by_uid(connection: Connection, uid: str) -> CalledPart | None:
    """Return one part."""
    row = connection.execute(_BY_UID, {"uid": uid}).mappings().first()
    return CalledPart(**{**row, "archived": bool(row["archived"])}) if row else None


def place_called(connection: Connection, called: str) -> Place | None:
    """Return the location with this path, barcode or uid, or the only one in use with this name."""
    found = connection.execute(_PLACES, {"text": called}).mappings().first()
    if found is None:
        named = connection.execute(_BY_NAME, {"text": called}).mappings().all()
        found = named[0] if len(named) == 1 else None
    return Place(found["uid"], found["path"], bool(found["archived"])) if found else None


def supplier_called(connection: Connection, name: str) -> str | None:
    """Return the uid of the supplier with this name."""
    return connection.execute(_SUPPLIER, {"name": name}).scalar()


def _stated(*texts: str | None) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for text in texts if text))
