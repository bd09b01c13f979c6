"""Parts, as planning and lists need them."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, Select, bindparam, func, select

from kitstation.store import tables

_part, _mbom = tables.part.c, tables.mbom_line.c


@dataclass(frozen=True, slots=True)
class PartRow:
    """A part, and of how many lines its mBOM is."""

    uid: str
    part_number: str
    revision: str
    description: str
    unit: str
    mbom_lines: int


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


def revisions_of(connection: Connection, part_number: str) -> tuple[PartRow, ...]:
    """Return the parts with this number, in the order of their revisions."""
    rows = connection.execute(_BY_NUMBER, {"part_number": part_number}).mappings()
    return tuple(PartRow(**row) for row in rows)


def assemblies(connection: Connection) -> tuple[PartRow, ...]:
    """Return the parts that have an mBOM."""
    return tuple(PartRow(**row) for row in connection.execute(_ASSEMBLIES).mappings())
