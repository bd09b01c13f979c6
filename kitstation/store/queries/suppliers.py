"""Suppliers, and what they sell."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import Connection, bindparam, func, select

from kitstation.domain.etags import etag
from kitstation.domain.records import Supplier
from kitstation.store import rows, tables
from kitstation.store.tables import NOTHING

_supplier, _supplier_part, _part = tables.supplier.c, tables.supplier_part.c, tables.part.c

MOST_SOLD = 500


@dataclass(frozen=True, slots=True)
class SupplierRow:
    """A supplier, and how many parts it sells."""

    uid: str
    name: str
    archived: bool
    parts: int
    etag: str


@dataclass(frozen=True, slots=True)
class SoldPart:
    """A part as a supplier sells it."""

    part_uid: str
    part_number: str
    revision: str
    supplier_part_number: str
    purchase_unit: str
    factor: Decimal
    unit: str


_PARTS = (
    select(func.count())
    .where(_supplier_part.supplier_uid == _supplier.uid)
    .correlate(tables.supplier)
    .scalar_subquery()
)
_ALL = select(*rows.SUPPLIERS.columns, _PARTS.label("parts")).order_by(_supplier.name)
_SOLD = (
    select(
        _supplier_part.part_uid,
        _part.part_number,
        _part.revision,
        _supplier_part.supplier_part_number,
        _supplier_part.purchase_unit,
        _supplier_part.factor,
        _part.unit,
    )
    .join(tables.part, _part.uid == _supplier_part.part_uid)
    .where(_supplier_part.supplier_uid == bindparam("supplier_uid"))
    .order_by(_part.part_number, _part.revision)
    .limit(MOST_SOLD)
)


def all_suppliers(connection: Connection) -> tuple[SupplierRow, ...]:
    """Return every supplier, archived ones too, by name."""
    found = connection.execute(_ALL).mappings()
    return tuple(_row(rows.SUPPLIERS.record(row), int(row["parts"])) for row in found)


def suppliers_like(connection: Connection, words: str, limit: int = 20) -> tuple[Supplier, ...]:
    """Return suppliers in use whose name contains a text."""
    called_so = _supplier.name.icontains(words, autoescape=True)
    query = rows.SUPPLIERS.select.where(called_so, _supplier.archived == NOTHING)
    found = connection.execute(query.order_by(_supplier.name).limit(limit)).mappings()
    return tuple(map(rows.SUPPLIERS.record, found))


def supplier_record(connection: Connection, name: str) -> Supplier | None:
    """Return the supplier that has this name or uid, in this order."""
    for column in (_supplier.name, _supplier.uid):
        row = connection.execute(rows.SUPPLIERS.select.where(column == name)).mappings().first()
        if row:
            return rows.SUPPLIERS.record(row)
    return None


def sold_by(connection: Connection, supplier_uid: str) -> tuple[SoldPart, ...]:
    """Return what a supplier sells, in the order of the part numbers."""
    found = connection.execute(_SOLD, {"supplier_uid": supplier_uid}).mappings()
    return tuple(SoldPart(**row) for row in found)


def _row(supplier: Supplier, parts: int) -> SupplierRow:
    return SupplierRow(supplier.uid, supplier.name, supplier.archived, parts, etag(supplier))
