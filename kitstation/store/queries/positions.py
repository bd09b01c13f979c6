"""Positions as people see them: what should be at a place, what is there, what is to come.

A page computes the stock of its own rows only: first the uids of the page are found, then what lies there is summed.
Lists can be sorted by what a position says itself, by its part and by its place. They cannot be sorted by stock: that
would mean summing all of it for each page, some 400 ms of 100,000 positions and a million items; an index that covers
the sums would save a third of that, and cost each issue its upkeep, as would sums that are kept for each position.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from sqlalchemy import (
    CTE,
    ColumnElement,
    Connection,
    RowMapping,
    Select,
    and_,
    bindparam,
    case,
    func,
    literal,
    or_,
    select,
    text,
    tuple_,
)

from kitstation.domain.etags import etag
from kitstation.domain.movements import Bucket
from kitstation.domain.position_quantities import WORKFLOW_VERSION, is_below_minimum, workflow_ref
from kitstation.domain.records import Catalogue, OrderStatus, Part, TrackingType
from kitstation.store import tables
from kitstation.store.column_types import Quantity
from kitstation.store.rows import CATALOGUES, PARTS, POSITIONS
from kitstation.store.tables import NOTHING

_position, _part, _location = tables.position.c, tables.part.c, tables.location.c
_item, _balance, _order = tables.item.c, tables.balance.c, tables.order_line.c
_catalogue = tables.catalogue.c

INACTIVE = "INACTIVE"
SHORTEST_INDEXED = 3
"""The full-text index knows runs of three characters; shorter texts are looked for in the part numbers and paths."""


class PositionOrder(StrEnum):
    """By what positions can be sorted.

    PART and LOCATION are read from an index, in order. The others are read from the narrow table of positions: at
    100,000 of them that takes some 50 ms.
    """

    PART = "part"
    LOCATION = "location"
    REF = "ref"
    BIN = "bin"
    REFERENCE_NUMBER = "reference_number"
    TYPE = "type"
    STATUS = "status"
    MINIMUM = "minimum"
    MAXIMUM = "maximum"
    CREATED_ON = "created_on"
    UPDATED_ON = "updated_on"


@dataclass(frozen=True, slots=True)
class PageKey:
    """Where a page ends: the values that it is sorted by, then the uid of the last position."""

    values: tuple[object, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PositionFilter:
    """Which positions to list: all that is given must be so. A location is meant with all that is inside it.

    `words` are looked for in ref, bin, reference number, part and location.
    """

    words: str = ""
    catalogue: str | None = None
    part_number: str | None = None
    location: str | None = None
    below_minimum: bool = False


EVERYTHING = PositionFilter()


@dataclass(frozen=True, slots=True)
class PositionRow:
    """A position with every field of the seeds.

    Computed: `on_hand` is what lies there of live items, `available` what of it may be taken, `reserved` and `picked`
    what kits keep and hold of those items. `on_order` is what is still to come on open order lines for the part and
    place, `back_order` what of it is left on lines of which some has come (Autotask's quantityBackOrdered).
    """

    uid: str
    catalogue_uid: str
    catalogue: str
    ref: str
    type: str
    own_status: str
    part_uid: str
    part_number: str
    revision: str
    description: str
    tracking: TrackingType
    unit: str
    location_uid: str
    location_ref: str
    bin: str
    reference_number: str
    minimum: Decimal
    maximum: Decimal
    attributes: tuple[str, ...]
    created_on: datetime
    updated_on: datetime
    retired: bool
    on_hand: Decimal
    available: Decimal
    reserved: Decimal
    picked: Decimal
    on_order: Decimal
    back_order: Decimal
    etag: str

    @property
    def product_ref(self) -> str:
        """Seed 003: "A reference identifying a Product": part number and revision."""
        return f"{self.part_number} {self.revision}"

    @property
    def status(self) -> str:
        """Fluent: if the product or location is inactive, the position is."""
        return INACTIVE if self.retired else self.own_status

    @property
    def workflow_ref(self) -> str:
        """Seed 003: "a combination of the entity name and the type"."""
        return workflow_ref("INVENTORY_POSITION", self.type)

    @property
    def workflow_version(self) -> int:
        """The version of the workflow."""
        return WORKFLOW_VERSION

    @property
    def below_minimum(self) -> bool:
        """Whether there is less to take than there should be."""
        return is_below_minimum(available=self.available, minimum=self.minimum, maximum=self.maximum)


_OF_POSITION = and_(
    _item.part_uid == _position.part_uid,
    _item.location_uid == _position.location_uid,
    _item.deleted == text("0"),
)
_AVAILABLE = (
    select(func.coalesce(func.sum(_item.quantity), NOTHING))
    .where(_OF_POSITION, _item.blocked == text("0"))
    .scalar_subquery()
)
_OPEN = (OrderStatus.ORDERED, OrderStatus.PARTIALLY_RECEIVED)

# The full-text tables are SQLite's.
_PART_FOUND = text("found_part.id IN (SELECT rowid FROM part_search WHERE part_search MATCH :words)")
_PLACE_FOUND = text(
    "found_place.id IN (SELECT rowid FROM location_search WHERE location_search MATCH :words)"
)

_SORTED_BY: Mapping[PositionOrder, tuple[ColumnElement[object], ...]] = {
    PositionOrder.PART: (_part.part_number, _part.revision),
    PositionOrder.LOCATION: (_location.path,),
    PositionOrder.REF: (_position.ref,),
    PositionOrder.BIN: (_position.bin,),
    PositionOrder.REFERENCE_NUMBER: (_position.reference_number,),
    PositionOrder.TYPE: (_position.type,),
    PositionOrder.STATUS: (_position.status,),
    PositionOrder.MINIMUM: (_position.minimum,),
    PositionOrder.MAXIMUM: (_position.maximum,),
    PositionOrder.CREATED_ON: (_position.created_at,),
    PositionOrder.UPDATED_ON: (_position.updated_at,),
}


def page(
    connection: Connection,
    wanted: PositionFilter = EVERYTHING,
    order: PositionOrder = PositionOrder.PART,
    *,
    descending: bool = False,
    after: PageKey | None = None,
    limit: int,
) -> tuple[tuple[PositionRow, ...], PageKey | None]:
    """Return the next positions in an order, and the key of the page after them; None after the last."""
    sorted_by = (*_SORTED_BY[order], _position.uid)
    chosen = select(
        _position.uid, *(column.label(f"key_{n}") for n, column in enumerate(sorted_by[:-1]))
    ).where(*_conditions(wanted))
    if order is PositionOrder.PART:
        chosen = chosen.select_from(tables.part).join(tables.position, _position.part_uid == _part.uid)
    elif order is PositionOrder.LOCATION:
        chosen = chosen.select_from(tables.location).join(
            tables.position, _position.location_uid == _location.uid
        )
    if after is not None:
        last = tuple_(
            *(literal(value, column.type) for value, column in zip(after.values, sorted_by, strict=True))
        )
        here = tuple_(*sorted_by)
        chosen = chosen.where(here < last if descending else here > last)
    elif not descending and order in {PositionOrder.PART, PositionOrder.LOCATION}:
        # Without statistics, a query without a beginning would sort all positions.
        chosen = chosen.where(sorted_by[0] >= literal(""))
    chosen = chosen.order_by(*(column.desc() if descending else column for column in sorted_by)).limit(limit)
    found = list(connection.execute(chosen).all())
    uids = [str(row[0]) for row in found]
    rows = with_uids(connection, uids)
    if len(found) < limit:
        return rows, None
    return rows, PageKey((*found[-1][1:], uids[-1]))


def with_uids(connection: Connection, uids: list[str]) -> tuple[PositionRow, ...]:
    """Return the positions with these uids, in their order; those that do not exist are left out."""
    if not uids:
        return ()
    found = {row["uid"]: _row(row) for row in connection.execute(_BY_UIDS, {"uids": uids}).mappings()}
    return tuple(found[uid] for uid in uids if uid in found)


def named(connection: Connection, ref: str, catalogue: str | None = None) -> tuple[PositionRow, ...]:
    """Return the positions with this ref: one in each catalogue at most."""
    query = select(_position.uid).where(_position.ref == ref)
    if catalogue is not None:
        query = query.where(_position.catalogue_uid == _catalogue_uid(catalogue))
    return with_uids(connection, list(connection.execute(query.order_by(_position.uid)).scalars()))


def at(
    connection: Connection, part_number: str, revision: str | None, location: str, catalogue: str | None
) -> tuple[PositionRow, ...]:
    """Return the positions of a part at exactly this location; without a revision, of each revision."""
    query = (
        select(_position.uid)
        .join(tables.part, _part.uid == _position.part_uid)
        .join(tables.location, _location.uid == _position.location_uid)
        .where(_part.part_number == part_number, _location.path == location)
    )
    if revision is not None:
        query = query.where(_part.revision == revision)
    if catalogue is not None:
        query = query.where(_position.catalogue_uid == _catalogue_uid(catalogue))
    return with_uids(connection, list(connection.execute(query.order_by(_position.uid)).scalars()))


def count(connection: Connection, wanted: PositionFilter = EVERYTHING) -> int:
    """Return how many positions match."""
    query = select(func.count()).select_from(tables.position).where(*_conditions(wanted))
    return int(connection.execute(query).scalar_one())


def catalogues(connection: Connection) -> tuple[Catalogue, ...]:
    """Return the catalogues, in the order of their refs."""
    rows = connection.execute(CATALOGUES.select.order_by(_catalogue.ref)).mappings()
    return tuple(CATALOGUES.record(row) for row in rows)


def part_of(connection: Connection, part_uid: str) -> Part:
    """Return the record of a part that is known to exist."""
    row = connection.execute(PARTS.select.where(_part.uid == part_uid)).mappings().one()
    return PARTS.record(row)


def location_uid_of(connection: Connection, path: str) -> str | None:
    """Return the location with this path."""
    return connection.execute(select(_location.uid).where(_location.path == path)).scalar()


def _catalogue_uid(ref: str) -> ColumnElement[str]:
    return select(_catalogue.uid).where(_catalogue.ref == ref).scalar_subquery()


def _conditions(wanted: PositionFilter) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if words := wanted.words.strip(" \t"):
        conditions.append(_contains(words))
    if wanted.catalogue is not None:
        conditions.append(_position.catalogue_uid == _catalogue_uid(wanted.catalogue))
    if wanted.part_number is not None:
        parts = tables.part.alias("wanted_part").c
        uids = select(parts.uid).where(parts.part_number == wanted.part_number)
        conditions.append(_position.part_uid.in_(uids))
    if wanted.location is not None:
        places = tables.location.alias("wanted_place").c
        # LIKE would read every location.
        inside = places.path.between(wanted.location + "/", wanted.location + "/\U0010ffff")
        uids = select(places.uid).where(or_(places.path == wanted.location, inside))
        conditions.append(_position.location_uid.in_(uids))
    if wanted.below_minimum:
        conditions += [_position.maximum > NOTHING, _position.minimum > _AVAILABLE]
    return conditions


def _contains(words: str) -> ColumnElement[bool]:
    """Whether a position, its part or its place contains a text, whatever its case."""
    parts, places = tables.part.alias("found_part").c, tables.location.alias("found_place").c
    own = (_position.ref, _position.bin, _position.reference_number)
    if len(words) >= SHORTEST_INDEXED:
        quoted = '"' + words.replace('"', '""') + '"'
        of_part = _position.part_uid.in_(select(parts.uid).where(_PART_FOUND.bindparams(words=quoted)))
        of_place = _position.location_uid.in_(select(places.uid).where(_PLACE_FOUND.bindparams(words=quoted)))
    else:
        of_part = _position.part_uid.in_(
            select(parts.uid).where(parts.part_number.icontains(words, autoescape=True))
        )
        of_place = _position.location_uid.in_(
            select(places.uid).where(places.path.icontains(words, autoescape=True))
        )
    # SQLite's LIKE takes no notice of capitals; lowering both sides first would take twice as long.
    return or_(of_part, of_place, *(column.contains(words, autoescape=True) for column in own))


def _stock(chosen: CTE) -> CTE:
    """Return what lies at the chosen positions."""
    takeable = case((_item.blocked == text("0"), _item.quantity), else_=NOTHING)
    return (
        select(
            chosen.c.uid,
            func.sum(_item.quantity).label("on_hand"),
            func.sum(takeable).label("available"),
        )
        .join(
            tables.item,
            and_(
                _item.part_uid == chosen.c.part_uid,
                _item.location_uid == chosen.c.location_uid,
                _item.deleted == text("0"),
            ),
        )
        .group_by(chosen.c.uid)
        .cte("stock")
    )


def _held(chosen: CTE) -> CTE:
    """Return what kits keep and hold of the items at the chosen positions."""
    reserved, picked = (
        func.sum(case((_balance.bucket == bucket, _balance.quantity), else_=NOTHING))
        for bucket in (Bucket.RESERVED, Bucket.PICKED)
    )
    return (
        select(chosen.c.uid, reserved.label("reserved"), picked.label("picked"))
        .join(
            tables.item,
            and_(_item.part_uid == chosen.c.part_uid, _item.location_uid == chosen.c.location_uid),
        )
        .join(
            tables.balance,
            and_(_balance.item_uid == _item.uid, _balance.bucket.in_((Bucket.RESERVED, Bucket.PICKED))),
        )
        .where(_item.deleted == text("0"))
        .group_by(chosen.c.uid)
        .cte("held")
    )


def _coming(chosen: CTE) -> CTE:
    """Return what is still to come to the chosen positions on open order lines."""
    # More than was ordered may have come.
    still = case((_order.ordered > _order.received, _order.ordered - _order.received), else_=NOTHING)
    begun = case((_order.status == OrderStatus.PARTIALLY_RECEIVED, still), else_=NOTHING)
    return (
        select(chosen.c.uid, func.sum(still).label("on_order"), func.sum(begun).label("back_order"))
        .join(
            tables.order_line,
            and_(_order.part_uid == chosen.c.part_uid, _order.location_uid == chosen.c.location_uid),
        )
        .where(_order.status.in_(_OPEN))
        .group_by(chosen.c.uid)
        .cte("coming")
    )


def _rows_of(wanted: Select[tuple[str]]) -> Select[tuple[object, ...]]:
    """Return the query for the positions that `wanted` gives the uids of; it sums the stock of those alone."""
    chosen = (
        select(_position.uid, _position.part_uid, _position.location_uid)
        .where(_position.uid.in_(wanted))
        .cte("chosen")
    )
    stock, held, coming = _stock(chosen), _held(chosen), _coming(chosen)
    computed = (
        stock.c.on_hand,
        stock.c.available,
        held.c.reserved,
        held.c.picked,
        coming.c.on_order,
        coming.c.back_order,
    )
    return (
        select(
            *POSITIONS.columns,
            _catalogue.ref.label("catalogue"),
            _part.part_number,
            _part.revision,
            _part.description,
            _part.tracking,
            _part.unit,
            _location.path.label("location_ref"),
            or_(_part.archived == text("1"), _location.archived == text("1")).label("retired"),
            *(func.coalesce(column, NOTHING, type_=Quantity).label(column.name) for column in computed),
        )
        .select_from(chosen)
        .join(tables.position, _position.uid == chosen.c.uid)
        .join(tables.catalogue, _catalogue.uid == _position.catalogue_uid)
        .join(tables.part, _part.uid == _position.part_uid)
        .join(tables.location, _location.uid == _position.location_uid)
        .outerjoin(stock, stock.c.uid == chosen.c.uid)
        .outerjoin(held, held.c.uid == chosen.c.uid)
        .outerjoin(coming, coming.c.uid == chosen.c.uid)
    )


_BY_UIDS = _rows_of(select(_position.uid).where(_position.uid.in_(bindparam("uids", expanding=True))))

_RENAMED = {"own_status": "status", "created_on": "created_at", "updated_on": "updated_at"}
_SHOWN = {
    field.name: _RENAMED.get(field.name, field.name)
    for field in fields(PositionRow)
    if field.name not in {"etag", "retired"}
}


def _row(row: RowMapping) -> PositionRow:
    shown = {name: row[column] for name, column in _SHOWN.items()}
    return PositionRow(**shown, retired=bool(row["retired"]), etag=etag(POSITIONS.record(row)))
