"""Records to rows and back: each kind of record has its table, with columns of the same names."""

from __future__ import annotations

from dataclasses import fields
from operator import attrgetter, itemgetter
from typing import Any, Generic, TypeVar

from sqlalchemy import (
    BindParameter,
    Delete,
    Insert,
    RowMapping,
    Select,
    Table,
    Update,
    bindparam,
    delete,
    insert,
    select,
    update,
)

from kitstation.domain.loaded import HasUid
from kitstation.domain.records import (
    InventoryItem,
    Kit,
    KitLine,
    Location,
    MbomLine,
    Part,
    Run,
    Supplier,
)
from kitstation.store import tables

R = TypeVar("R", bound=HasUid)


class RowMap(Generic[R]):
    """How one kind of record lies in its table, with the statements that write it, made once."""

    def __init__(self, kind: type[R], table: Table, *, changing: tuple[str, ...] | None = None) -> None:
        """`changing` names the columns that can change after the record was made; None is all but the uid.

        A column that is not written costs no index its upkeep.
        """
        self.kind = kind
        self.table = table
        self._names = tuple(field.name for field in fields(kind))  # type: ignore[arg-type]  # records are dataclasses
        self._values = attrgetter(*self._names)
        self._stored = itemgetter(*self._names)
        self.columns = tuple(table.c[name] for name in self._names)
        self.select: Select[Any] = select(*self.columns)
        self.insert: Insert = insert(table)
        self._changing = changing or tuple(name for name in self._names if name != "uid")
        new_values: dict[str, BindParameter[Any]] = {
            name: bindparam(f"new_{name}") for name in self._changing
        }
        self.update: Update = update(table).where(table.c.uid == bindparam("its_uid")).values(new_values)
        self.delete: Delete = delete(table).where(table.c.uid == bindparam("its_uid"))

    def record(self, row: RowMapping) -> R:
        """Return the record that a row holds."""
        return self.kind(**dict(zip(self._names, self._stored(row), strict=True)))

    def inserted(self, record: R) -> dict[str, Any]:
        """Return the values with which `insert` writes a record."""
        return dict(zip(self._names, self._values(record), strict=True))

    def updated(self, record: R) -> dict[str, Any]:
        """Return the values with which `update` writes a record."""
        values = {f"new_{name}": getattr(record, name) for name in self._changing}
        return values | {"its_uid": record.uid}


PARTS = RowMap(Part, tables.part)
SUPPLIERS = RowMap(Supplier, tables.supplier)
LOCATIONS = RowMap(Location, tables.location)
MBOM_LINES = RowMap(MbomLine, tables.mbom_line)
RUNS = RowMap(Run, tables.run)
ITEMS = RowMap(InventoryItem, tables.item, changing=("quantity", "version"))
KITS = RowMap(Kit, tables.kit, changing=("status", "version"))
KIT_LINES = RowMap(KitLine, tables.kit_line, changing=("required", "designators", "version"))
