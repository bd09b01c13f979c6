"""What runs low: which positions are below their minimum, how much to order or to bring, and from where."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import Connection, bindparam, func, select

from kitstation.domain.position_quantities import replenishment
from kitstation.domain.quantities import ZERO, plain
from kitstation.store import tables
from kitstation.store.queries.positions import PageKey, PositionFilter, PositionOrder, PositionRow, page
from kitstation.store.tables import is_to_take

_item, _location, _position = tables.item.c, tables.location.c, tables.position.c


@dataclass(frozen=True, slots=True)
class Source:
    """Another place where a part lies. `spare` is what can leave it without going below a minimum there."""

    location_uid: str
    location: str
    available: Decimal
    spare: Decimal


@dataclass(frozen=True, slots=True)
class Need:
    """A position below its minimum: how much is missing to the maximum, and where else the part is, the most first."""

    position: PositionRow
    quantity: Decimal
    sources: tuple[Source, ...]

    @property
    def to_move(self) -> Decimal:
        """How much of it can be brought from elsewhere."""
        return min(self.quantity, sum((source.spare for source in self.sources), ZERO))

    @property
    def to_order(self) -> Decimal:
        """How much of it has to be ordered."""
        return plain(self.quantity - self.to_move)


_ELSEWHERE = (
    select(
        _item.part_uid,
        _item.location_uid,
        _location.path.label("location"),
        func.sum(_item.quantity).label("available"),
    )
    .join(tables.location, _location.uid == _item.location_uid)
    .where(is_to_take(tables.item), _item.part_uid.in_(bindparam("parts", expanding=True)))
    .group_by(_item.part_uid, _item.location_uid, _location.path)
)
_MINIMUMS = (
    select(_position.part_uid, _position.location_uid, func.max(_position.minimum).label("minimum"))
    .where(_position.part_uid.in_(bindparam("parts", expanding=True)))
    .group_by(_position.part_uid, _position.location_uid)
)


def needs(
    connection: Connection, wanted: PositionFilter, *, after: PageKey | None = None, limit: int
) -> tuple[tuple[Need, ...], PageKey | None]:
    """Return what runs low among the next `limit` positions below their minimum, and the key after them.

    What is on order counts as if it were here, so that a page may hold fewer needs than positions.
    """
    low = PositionFilter(
        words=wanted.words,
        catalogue=wanted.catalogue,
        part_number=wanted.part_number,
        location=wanted.location,
        below_minimum=True,
    )
    rows, following = page(connection, low, PositionOrder.PART, after=after, limit=limit)
    missing = [(row, _missing(row)) for row in rows]
    sources = _sources(connection, {row.part_uid for row, quantity in missing if quantity})
    found = tuple(
        Need(
            row,
            quantity,
            tuple(source for source in sources[row.part_uid] if source.location_uid != row.location_uid),
        )
        for row, quantity in missing
        if quantity
    )
    return found, following


def all_needs(connection: Connection, wanted: PositionFilter) -> tuple[Need, ...]:
    """Return everything that runs low."""
    found, following = needs(connection, wanted, limit=_PIECE)
    while following is not None:
        more, following = needs(connection, wanted, after=following, limit=_PIECE)
        found += more
    return found


_PIECE = 1_000


def _missing(row: PositionRow) -> Decimal:
    return replenishment(
        available=row.available, on_order=row.on_order, minimum=row.minimum, maximum=row.maximum
    )


def _sources(connection: Connection, parts: Collection[str]) -> dict[str, list[Source]]:
    """Return where the parts lie that may be taken, those with the most to spare first."""
    found: dict[str, list[Source]] = defaultdict(list)
    if not parts:
        return found
    asked = {"parts": list(parts)}
    minimums = {
        (row["part_uid"], row["location_uid"]): row["minimum"]
        for row in connection.execute(_MINIMUMS, asked).mappings()
    }
    for row in connection.execute(_ELSEWHERE, asked).mappings():
        kept = minimums.get((row["part_uid"], row["location_uid"]), ZERO)
        source = Source(
            location_uid=row["location_uid"],
            location=row["location"],
            available=row["available"],
            spare=plain(max(row["available"] - kept, ZERO)),
        )
        found[row["part_uid"]].append(source)
    for sources in found.values():
        sources.sort(key=lambda source: (-source.spare, source.location))
    return found
