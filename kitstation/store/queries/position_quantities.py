"""The quantities of positions, as seed 003 types them: read from movements, counts and order lines, filtered, paged."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Generic, TypeVar

from sqlalchemy import Connection, RowMapping, Select, and_, bindparam, or_, select, text

from kitstation.domain.commands import BookCount, RecountItem
from kitstation.domain.movements import Bucket, Movement
from kitstation.domain.position_projection import CountedAt, Happening, Moved, expected, project
from kitstation.domain.position_quantities import PositionQuantity
from kitstation.domain.records import OrderLine
from kitstation.store import tables
from kitstation.store.lookups import CHUNK
from kitstation.store.queries.connections import ConnectionPage, PageWish, page_of
from kitstation.store.rows import ORDER_LINES

_position, _item, _order = tables.position.c, tables.item.c, tables.order_line.c
_movement, _journal, _subject = tables.movement.c, tables.journal.c, tables.subject.c

COUNTS = (RecountItem.__name__, BookCount.__name__)
"""The commands that say how much there is, and not by how much it changes."""

_Place = tuple[int, int, str]
"""Sequence number, ordinal and item: where something stands in the journal."""

D = TypeVar("D", date, datetime)


@dataclass(frozen=True, slots=True)
class DateRange(Generic[D]):
    """From one moment or day to another, both included; None is open."""

    begin: D | None = None
    end: D | None = None

    def contains(self, value: D | None) -> bool:
        """Whether a moment is in the range; what is not known is in none."""
        if value is None:
            return False
        return (self.begin is None or value >= self.begin) and (self.end is None or value <= self.end)


@dataclass(frozen=True, slots=True, kw_only=True)
class QuantityFilter:
    """Which quantities are wanted: the arguments of seed 003. None is all of them; several values are any of them."""

    created_on: DateRange[datetime] | None = None
    updated_on: DateRange[datetime] | None = None
    ref: Collection[str] | None = None
    type: Collection[str] | None = None
    workflow_ref: Collection[str] | None = None
    workflow_version: Collection[int] | None = None
    status: Collection[str] | None = None
    quantity: Collection[Decimal] | None = None
    condition: Collection[str] | None = None
    expected_on: DateRange[date] | None = None
    storage_area_ref: Collection[str] | None = None
    catalogue: str | None = None

    def matches(self, entry: PositionQuantity, catalogue: str) -> bool:
        """Whether a quantity of a position in this catalogue is wanted."""
        return (
            (self.catalogue is None or self.catalogue == catalogue)
            and self._matches_values(entry)
            and (self.created_on is None or self.created_on.contains(entry.created_on))
            and (self.updated_on is None or self.updated_on.contains(entry.updated_on))
            and (self.expected_on is None or self.expected_on.contains(entry.expected_on))
        )

    def _matches_values(self, entry: PositionQuantity) -> bool:
        asked: tuple[tuple[Collection[Any] | None, object], ...] = (
            (self.ref, entry.ref),
            (self.type, entry.type),
            (self.workflow_ref, entry.workflow_ref),
            (self.workflow_version, entry.workflow_version),
            (self.status, entry.status),
            (self.quantity, entry.quantity),
            (self.condition, entry.condition),
            (self.storage_area_ref, entry.storage_area_ref),
        )
        return all(wanted is None or value in wanted for wanted, value in asked)


ALL_QUANTITIES = QuantityFilter()
WHOLE_LIST = PageWish()


def quantities(
    connection: Connection,
    position_uid: str,
    wanted: QuantityFilter = ALL_QUANTITIES,
    wish: PageWish = WHOLE_LIST,
) -> ConnectionPage[PositionQuantity]:
    """Return a page of a position's quantities, the oldest first; what is to come stands at the end.

    Raises CursorError for a cursor of another list.
    """
    catalogue = connection.execute(_CATALOGUE_OF, {"uid": position_uid}).scalar() or ""
    entries = quantities_of(connection, [position_uid]).get(position_uid, ())
    chosen = [entry for entry in entries if wanted.matches(entry, catalogue)]
    return page_of(chosen, _ref, wish)


def quantities_of(
    connection: Connection, position_uids: Sequence[str]
) -> dict[str, tuple[PositionQuantity, ...]]:
    """Return all quantities of many positions, by position: a fixed number of queries, whatever their number."""
    found: dict[str, tuple[PositionQuantity, ...]] = {}
    for start in range(0, len(position_uids), CHUNK):
        uids = {"uids": list(position_uids[start : start + CHUNK])}
        happened = _happened(connection, uids)
        lines: dict[str, list[OrderLine]] = defaultdict(list)
        for row in connection.execute(_ORDER_LINES, uids).mappings():
            lines[row["position_uid"]].append(ORDER_LINES.record(row))
        for row in connection.execute(_PLACES, uids).mappings():
            uid = row["uid"]
            entries = sorted(project(row["location_uid"], _in_order(happened[uid])), key=_age)
            found[uid] = (*entries, *expected(lines[uid]))
    return found


def _happened(connection: Connection, uids: dict[str, list[str]]) -> dict[str, dict[_Place, Happening]]:
    """Return what has happened to the items of the positions' parts, by position and place in the journal."""
    happened: dict[str, dict[_Place, Happening]] = defaultdict(dict)
    for row in connection.execute(_MOVEMENTS, uids).mappings():
        of_position = happened[row["position_uid"]]
        of_position[row["seq"], row["ordinal"], row["item_uid"]] = _moved(row)
        if row["kind"] in COUNTS:
            of_position[row["seq"], _LAST, row["item_uid"]] = _counted(row)
    for row in connection.execute(_COUNTS_AS_EXPECTED, uids).mappings():
        happened[row["position_uid"]][row["seq"], _LAST, row["item_uid"]] = _counted(row)
    return happened


def _in_order(happened: dict[_Place, Happening]) -> Iterator[Happening]:
    return (happened[place] for place in sorted(happened))


_LAST = 1 << 31
"""A count comes after all movements by which it was booked."""
_CATALOGUE_OF = (
    select(tables.catalogue.c.ref)
    .join(tables.position, _position.catalogue_uid == tables.catalogue.c.uid)
    .where(_position.uid == bindparam("uid"))
)
_WANTED = _position.uid.in_(bindparam("uids", expanding=True))
_PLACES = select(_position.uid, _position.location_uid).where(_WANTED)
_ON_HAND, _RESERVED = text("'on_hand'"), text("'reserved'")
_OF_PART: Select[Any] = (
    select(
        _position.uid.label("position_uid"),
        _journal.seq,
        _journal.at,
        _journal.kind,
        _item.condition,
        _item.storage_area,
    )
    .select_from(tables.position)
    .join(tables.item, _item.part_uid == _position.part_uid)
    .where(_WANTED)
)
_MOVEMENTS = (
    _OF_PART.add_columns(*tables.movement.c)
    .join(tables.movement, _movement.item_uid == _item.uid)
    .join(tables.journal, _journal.command_id == _movement.command_id)
    .where(
        or_(
            and_(_movement.from_bucket == _ON_HAND, _movement.from_place == _position.location_uid),
            and_(_movement.to_bucket == _ON_HAND, _movement.to_place == _position.location_uid),
            _movement.from_bucket == _RESERVED,
        )
    )
)
_COUNTS_AS_EXPECTED = (
    _OF_PART.add_columns(_item.uid.label("item_uid"))
    .join(tables.subject, _subject.uid == _item.uid)
    .join(tables.journal, _journal.command_id == _subject.command_id)
    .where(_journal.kind.in_(COUNTS))
)
_ORDER_LINES = (
    select(_position.uid.label("position_uid"), *ORDER_LINES.columns)
    .select_from(tables.position)
    .join(
        tables.order_line,
        and_(_order.part_uid == _position.part_uid, _order.location_uid == _position.location_uid),
    )
    .where(_WANTED)
    .order_by(_order.expected_on, _order.uid)
)


def _moved(row: RowMapping) -> Moved:
    return Moved(
        movement=Movement(
            item_uid=row["item_uid"],
            quantity=row["quantity"],
            from_bucket=Bucket(row["from_bucket"]),
            from_place=row["from_place"],
            to_bucket=Bucket(row["to_bucket"]),
            to_place=row["to_place"],
            reason=row["reason"],
        ),
        at=row["at"],
        ref=f"{row['command_id']}:{row['ordinal']}",
        condition=row["condition"],
        storage_area=row["storage_area"],
    )


def _counted(row: RowMapping) -> CountedAt:
    return CountedAt(
        item_uid=row["item_uid"],
        at=row["at"],
        condition=row["condition"],
        storage_area=row["storage_area"],
    )


def _age(entry: PositionQuantity) -> tuple[str, str]:
    return (entry.created_on.isoformat() if entry.created_on else "", entry.ref)


def _ref(entry: PositionQuantity) -> str:
    return entry.ref
