"""Names: what people call the records that commands and movements refer to by uid."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Select, select

from kitstation.domain.records import (
    Catalogue,
    Kit,
    KitLine,
    Location,
    MbomLine,
    Operator,
    OrderLine,
    Part,
    Position,
    Record,
    Run,
    Supplier,
)
from kitstation.store import tables
from kitstation.store.lookups import Lookup
from kitstation.store.prepared import StoredRow

_item, _part, _line, _kit = tables.item.c, tables.part.c, tables.kit_line.c, tables.kit.c
_need, _mbom = tables.requirement.c, tables.mbom_line.c


@dataclass(frozen=True, slots=True)
class ItemName:
    """An inventory item."""

    part_number: str
    serial_number: str | None
    lot_number: str | None
    unit: str

    @property
    def text(self) -> str:
        """What people call it."""
        return self.serial_number or self.lot_number or self.part_number


@dataclass(frozen=True, slots=True)
class PartName:
    """A part."""

    text: str
    unit: str


@dataclass(frozen=True, slots=True)
class LineName:
    """A line of a kit or of a bill of materials, or a build requirement: a part in what `text` names."""

    text: str
    part_number: str
    unit: str
    designators: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PlainName:
    """What has nothing but a name: a place, a kit, a run, a supplier."""

    text: str


Name = ItemName | PartName | LineName | PlainName
Names = Mapping[str, Name]


def names_of(connection: Connection, uids: Collection[str]) -> dict[str, Name]:
    """Return the names of records by their uids, of whichever kind; those that are gone are left out.

    The kinds that most uids are of are asked first, and none after all are known.
    """
    names: dict[str, Name] = {}
    unknown = set(uids) - {""}
    for lookup, name in _SOURCES:
        if not unknown:
            break
        for row in lookup.rows(connection, sorted(unknown)):
            names[row["uid"]] = name(row)
        unknown -= names.keys()
    return names


def uids_in(record: Record) -> Iterable[str]:
    """Return the uids by which `name_of` calls a record."""
    match record:
        case KitLine():
            return (record.kit_uid, record.part_uid)
        case MbomLine():
            return (record.assembly_uid, record.part_uid)
        case _:
            return ()


def name_of(record: Record, names: Names) -> Name | None:
    """Return the name of a record that is gone, from how it was; `names` knows what it refers to."""
    match record:
        case KitLine():
            return _line_name(record.kit_uid, record, record.unit, names)
        case MbomLine():
            return _line_name(record.assembly_uid, record, "", names)
        case Part():
            return PartName(record.part_number, record.unit)
        case Location():
            return PlainName(record.path)
        case Kit():
            return PlainName(record.number)
        case Run():
            return PlainName(record.title)
        case Supplier() | Operator():
            return PlainName(record.name)
        case Position() | Catalogue():
            return PlainName(record.ref)
        case OrderLine():
            return PlainName(record.order_number)
        case _:
            return None


def _line_name(owner_uid: str, line: KitLine | MbomLine, unit: str, names: Names) -> LineName:
    owner, part = names.get(owner_uid), names.get(line.part_uid)
    return LineName(
        owner.text if owner else "",
        part.text if part else "",
        unit or (part.unit if isinstance(part, PartName) else ""),
        line.designators,
    )


def _as_item(row: StoredRow) -> Name:
    return ItemName(row["part_number"], row["serial_number"], row["lot_number"], row["unit"])


def _as_part(row: StoredRow) -> Name:
    return PartName(row["text"], row["unit"])


def _as_line(row: StoredRow) -> Name:
    return LineName(row["text"], row["part_number"], row["unit"], row["designators"])


def _as_plain(row: StoredRow) -> Name:
    return PlainName(row["text"])


_ITEM: Select[Any] = select(
    _item.uid, _part.part_number, _item.serial_number, _item.lot_number, _item.unit
).join_from(tables.item, tables.part, _part.uid == _item.part_uid)
_LINE: Select[Any] = (
    select(_line.uid, _kit.number.label("text"), _part.part_number, _line.unit, _line.designators)
    .join_from(tables.kit_line, tables.kit, _kit.uid == _line.kit_uid)
    .join(tables.part, _part.uid == _line.part_uid)
)
_assembly_part = tables.part.alias("assembly_part")
_NEED: Select[Any] = (
    select(
        _need.uid,
        _item.serial_number,
        _item.lot_number,
        _assembly_part.c.part_number.label("assembly"),
        _part.part_number,
        _need.unit,
        _need.designators,
    )
    .join_from(tables.requirement, tables.item, _item.uid == _need.assembly_uid)
    .join(_assembly_part, _assembly_part.c.uid == _item.part_uid)
    .join(tables.part, _part.uid == _need.part_uid)
)
_MBOM: Select[Any] = (
    select(
        _mbom.uid,
        _assembly_part.c.part_number.label("text"),
        _part.part_number,
        _part.unit,
        _mbom.designators,
    )
    .join_from(tables.mbom_line, _assembly_part, _assembly_part.c.uid == _mbom.assembly_uid)
    .join(tables.part, _part.uid == _mbom.part_uid)
)


def _as_need(row: StoredRow) -> Name:
    assembly = row["serial_number"] or row["lot_number"] or row["assembly"]
    return LineName(assembly, row["part_number"], row["unit"], row["designators"])


def _named(uid: Any, text: Any) -> Lookup[str]:  # noqa: ANN401 - a column of whichever table
    return Lookup[str](select(uid, text.label("text")), uid)


_SOURCES: tuple[tuple[Lookup[str], Callable[[StoredRow], Name]], ...] = (
    (Lookup[str](_ITEM, _item.uid), _as_item),
    (Lookup[str](_LINE, _line.uid), _as_line),
    (_named(tables.location.c.uid, tables.location.c.path), _as_plain),
    (Lookup[str](select(_part.uid, _part.part_number.label("text"), _part.unit), _part.uid), _as_part),
    (_named(_kit.uid, _kit.number), _as_plain),
    (_named(tables.run.c.uid, tables.run.c.title), _as_plain),
    (Lookup[str](_NEED, _need.uid), _as_need),
    (Lookup[str](_MBOM, _mbom.uid), _as_line),
    (_named(tables.supplier.c.uid, tables.supplier.c.name), _as_plain),
    (_named(tables.order_line.c.uid, tables.order_line.c.order_number), _as_plain),
    (_named(tables.position.c.uid, tables.position.c.ref), _as_plain),
    (_named(tables.catalogue.c.uid, tables.catalogue.c.ref), _as_plain),
    (_named(tables.operator.c.uid, tables.operator.c.name), _as_plain),
    (_named(tables.print_job.c.uid, tables.print_job.c.template), _as_plain),
)
