"""Records to rows and back: each kind of record has its table, with columns of the same names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import fields
from operator import attrgetter, itemgetter
from typing import Any, Generic, TypeVar

from sqlalchemy import (
    BindParameter,
    Select,
    Table,
    bindparam,
    delete,
    insert,
    select,
    update,
)

from kitstation.domain.loaded import HasUid
from kitstation.domain.records import (
    BuildRequirement,
    Catalogue,
    InventoryItem,
    Kit,
    KitLine,
    Location,
    MbomLine,
    Operator,
    OrderLine,
    Part,
    Position,
    PrintJob,
    Rules,
    Run,
    Supplier,
    SupplierPart,
    TradeNumber,
)
from kitstation.store import tables
from kitstation.store.prepared import PreparedWrite, StoredRow

R = TypeVar("R", bound=HasUid)


class RowMap(Generic[R]):
    """How one kind of record lies in its table, with the statements that write it, made once."""

    def __init__(
        self, kind: type[R], table: Table, *, often: tuple[str, ...] = (), own: tuple[str, ...] = ()
    ) -> None:
        """`often` names the columns that mostly change alone: one that is not written costs no index its upkeep.

        `own` names the columns that change and that no two rows may have alike.
        """
        self.kind = kind
        self.table = table
        self._names = tuple(field.name for field in fields(kind))  # type: ignore[arg-type]  # records are dataclasses
        self._values = attrgetter(*self._names)
        self._stored = itemgetter(*self._names)
        self.columns = tuple(table.c[name] for name in self._names)
        self.select: Select[Any] = select(*self.columns)
        self.insert = PreparedWrite(insert(table), self._names)
        self._changing = tuple(name for name in self._names if name != "uid")
        self._often = often
        self._seldom = tuple(name for name in self._changing if name not in often)
        self._update = self._updating(self._changing)
        self._update_often = self._updating(often) if often else None
        self._own = own
        its_row = table.c.uid == bindparam("its_uid")
        self._vacate = PreparedWrite(update(table).where(its_row).values(dict.fromkeys(own, table.c.uid)))
        self.delete = PreparedWrite(delete(table).where(its_row))

    def _updating(self, names: tuple[str, ...]) -> PreparedWrite:
        new_values: dict[str, BindParameter[Any]] = {name: bindparam(f"new_{name}") for name in names}
        its_row = self.table.c.uid == bindparam("its_uid")
        return PreparedWrite(update(self.table).where(its_row).values(new_values))

    def record(self, row: StoredRow) -> R:
        """Return the record that a row holds."""
        return self.kind(**dict(zip(self._names, self._stored(row), strict=True)))

    def inserted(self, record: R) -> dict[str, Any]:
        """Return the values with which `insert` writes a record."""
        return dict(zip(self._names, self._values(record), strict=True))

    def updates(self, changed: Iterable[tuple[R, R]]) -> Iterator[tuple[PreparedWrite, list[dict[str, Any]]]]:
        """Yield the statements that write changed records, each as it was and as it is, with their values."""
        often: list[dict[str, Any]] = []
        seldom: list[dict[str, Any]] = []
        for before, record in changed:
            if self._update_often is not None and self._differs_often_only(before, record):
                often.append(self._new_values(record, self._often))
            else:
                seldom.append(self._new_values(record, self._changing))
        if often and self._update_often is not None:
            yield self._update_often, often
        if seldom:
            yield self._update, seldom

    def vacating(
        self, changed: Iterable[tuple[R, R]]
    ) -> Iterator[tuple[PreparedWrite, list[dict[str, Any]]]]:
        """Yield the statement that puts something else where `own` columns will change, until they are written."""
        if self._own and (uids := [{"its_uid": now.uid} for was, now in changed if self._leaves(was, now)]):
            yield self._vacate, uids

    def _leaves(self, before: R, record: R) -> bool:
        gone = getattr(record, "deleted", False) and not getattr(before, "deleted", False)
        own = ((getattr(before, name), getattr(record, name)) for name in self._own)
        return any(was and (was != now or gone) for was, now in own)

    def _differs_often_only(self, before: R, record: R) -> bool:
        return all(getattr(before, name) == getattr(record, name) for name in self._seldom)

    @staticmethod
    def _new_values(record: R, names: tuple[str, ...]) -> dict[str, Any]:
        values = {f"new_{name}": getattr(record, name) for name in names}
        return values | {"its_uid": record.uid}


PARTS = RowMap(Part, tables.part)
SUPPLIERS = RowMap(Supplier, tables.supplier, own=("name",))
SUPPLIER_PARTS = RowMap(SupplierPart, tables.supplier_part)
TRADE_NUMBERS = RowMap(TradeNumber, tables.trade_number)
LOCATIONS = RowMap(Location, tables.location, own=("path", "barcode"))
RULES = RowMap(Rules, tables.rules)
OPERATORS = RowMap(Operator, tables.operator, own=("badge",))
MBOM_LINES = RowMap(MbomLine, tables.mbom_line)
RUNS = RowMap(Run, tables.run)
CATALOGUES = RowMap(Catalogue, tables.catalogue)
POSITIONS = RowMap(Position, tables.position)
ORDER_LINES = RowMap(OrderLine, tables.order_line)
ITEMS = RowMap(InventoryItem, tables.item, often=("quantity", "version"), own=("serial_number",))
REQUIREMENTS = RowMap(BuildRequirement, tables.requirement)
KITS = RowMap(Kit, tables.kit, often=("status", "version"))
KIT_LINES = RowMap(KitLine, tables.kit_line)
PRINT_JOBS = RowMap(PrintJob, tables.print_job, often=("state", "note", "settled_at", "version"))

IN_ORDER: tuple[RowMap[Any], ...] = (
    PARTS,
    SUPPLIERS,
    SUPPLIER_PARTS,
    TRADE_NUMBERS,
    LOCATIONS,
    RULES,
    OPERATORS,
    MBOM_LINES,
    RUNS,
    CATALOGUES,
    POSITIONS,
    ORDER_LINES,
    ITEMS,
    REQUIREMENTS,
    KITS,
    KIT_LINES,
    PRINT_JOBS,
)
"""Every kind of record; what is referred to comes before what refers to it."""
