"""Parts, as planning and lists need them."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import ColumnElement, Connection, Select, bindparam, func, or_, select, text

from kitstation.domain.records import Part, TrackingType
from kitstation.store import rows, tables
from kitstation.store.column_types import Quantity
from kitstation.store.tables import NOTHING

_part, _mbom, _stock = tables.part.c, tables.mbom_line.c, tables.part_stock.c

_BLANKS = " \t"
_SHORTEST_INDEXED = 3


@dataclass(frozen=True, slots=True)
class PartRow:
    """A part, and of how many lines its mBOM is."""

    uid: str
    part_number: str
    revision: str
    description: str
    unit: str
    mbom_lines: int


@dataclass(frozen=True, slots=True)
class PartListRow:
    """A part as a list shows it: `on_hand` is all that lies at places, `blocked` what of it may not be taken."""

    uid: str
    part_number: str
    revision: str
    description: str
    tracking: TrackingType
    unit: str
    manufacturer: str
    manufacturer_part_number: str
    gtin: str
    serial_pattern: str
    lot_pattern: str
    on_hand: Decimal
    blocked: Decimal
    mbom_lines: int
    archived: bool

    @property
    def available(self) -> Decimal:
        """What may be taken now."""
        return self.on_hand - self.blocked

    @property
    def name(self) -> str:
        """Number and revision."""
        return f"{self.part_number} {self.revision}".strip()


_MBOM_LINES = (
    select(func.count()).where(_mbom.assembly_uid == _part.uid).scalar_subquery().label("mbom_lines")
)
_PARTS: Select[tuple[object, ...]] = select(
    _part.uid, _part.part_number, _part.revision, _part.description, _part.unit, _MBOM_LINES
)
_BY_NUMBER = _PARTS.where(_part.part_number == bindparam("part_number")).order_by(_part.revision)
_ASSEMBLIES = _PARTS.where(_part.uid.in_(select(_mbom.assembly_uid))).order_by(
    _part.part_number, _part.revision
)


def _sum(column: ColumnElement[Decimal]) -> ColumnElement[Decimal]:
    return func.coalesce(column, NOTHING, type_=Quantity)


_LIST: Select[tuple[object, ...]] = (
    select(
        _part.uid,
        _part.part_number,
        _part.revision,
        _part.description,
        _part.tracking,
        _part.unit,
        _part.manufacturer,
        _part.manufacturer_part_number,
        _part.gtin,
        _part.serial_pattern,
        _part.lot_pattern,
        _sum(_stock.on_hand).label("on_hand"),
        _sum(_stock.blocked).label("blocked"),
        _MBOM_LINES,
        _part.archived,
    )
    .select_from(tables.part)
    .outerjoin(tables.part_stock, _stock.part_uid == _part.uid)
    .order_by(_part.part_number, _part.revision)
    .limit(bindparam("limit"))
)
_BY_UID = _LIST.where(_part.uid == bindparam("uid"))
# The full-text table is SQLite's.
_MATCHING = text(
    "SELECT part.uid FROM part_search JOIN part ON part.id = part_search.rowid WHERE part_search MATCH :words"
)
_NAMED_LIKE = _LIST.where(_part.uid.in_(_MATCHING.columns(_part.uid).subquery().select()))
_BEGINNING = _LIST.where(
    or_(
        _part.part_number.between(bindparam("from"), bindparam("to")),
        _part.part_number.between(bindparam("upper_from"), bindparam("upper_to")),
    )
)


def revisions_of(connection: Connection, part_number: str) -> tuple[PartRow, ...]:
    """Return the parts with this number, in the order of their revisions."""
    found = connection.execute(_BY_NUMBER, {"part_number": part_number}).mappings()
    return tuple(PartRow(**row) for row in found)


def assemblies(connection: Connection) -> tuple[PartRow, ...]:
    """Return the parts that have an mBOM."""
    return tuple(PartRow(**row) for row in connection.execute(_ASSEMBLIES).mappings())


def part_list(connection: Connection, limit: int) -> tuple[PartListRow, ...]:
    """Return the first so many parts, in the order of their numbers."""
    return tuple(PartListRow(**row) for row in connection.execute(_LIST, {"limit": limit}).mappings())


def parts_like(connection: Connection, words: str, limit: int = 20) -> tuple[PartListRow, ...]:
    """Return parts whose number, description or maker contains a text; fewer than three letters begin the number."""
    wanted = words.strip(_BLANKS)
    if not wanted:
        return part_list(connection, limit)
    if len(wanted) >= _SHORTEST_INDEXED:
        phrase = '"' + wanted.replace('"', '""') + '"'
        found = connection.execute(_NAMED_LIKE, {"words": phrase, "limit": limit})
    else:
        upper = wanted.upper()
        ends = {"from": wanted, "to": wanted + "\U0010ffff"}
        ends |= {"upper_from": upper, "upper_to": upper + "\U0010ffff"}
        found = connection.execute(_BEGINNING, ends | {"limit": limit})
    return tuple(PartListRow(**row) for row in found.mappings())


def part_row(connection: Connection, uid: str) -> PartListRow | None:
    """Return one part as a list shows it."""
    row = connection.execute(_BY_UID, {"uid": uid, "limit": 1}).mappings().first()
    return PartListRow(**row) if row else None


def part_record(connection: Connection, uid: str) -> Part | None:
    """Return a part as the domain knows it, for its etag."""
    row = connection.execute(rows.PARTS.select.where(_part.uid == uid)).mappings().first()
    return rows.PARTS.record(row) if row else None


def parts_numbered(connection: Connection, part_number: str) -> tuple[Part, ...]:
    """Return all revisions of a part as the domain knows them."""
    query = rows.PARTS.select.where(_part.part_number == part_number).order_by(_part.revision)
    return tuple(rows.PARTS.record(row) for row in connection.execute(query).mappings())
