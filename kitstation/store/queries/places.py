"""Places: the tree of all of them, and finding one by what people call it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Select, func, select

from kitstation.domain.etags import etag
from kitstation.domain.records import Location, LocationType
from kitstation.store import rows, tables
from kitstation.store.tables import NOTHING

_location, _item = tables.location.c, tables.item.c


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """A place as the tree shows it; `items` lie right in it, those inside places in it are not counted."""

    uid: str
    name: str
    parent_uid: str | None
    path: str
    type: LocationType
    description: str
    barcode: str
    inventory_available: bool
    exclude_from_merge: bool
    archived: bool
    items: int
    etag: str


_ALL = rows.LOCATIONS.select.order_by(_location.path)
_ROWS = select(_item.location_uid, func.count().label("items")).group_by(_item.location_uid)
# Counted apart: looking at each of a million rows whether it is deleted would take a second.
_DELETED = _ROWS.where(_item.deleted != NOTHING)


def all_places(connection: Connection) -> tuple[PlaceRow, ...]:
    """Return every place, archived ones too, in the order of their paths."""
    items = _counts(connection, _ROWS)
    deleted = _counts(connection, _DELETED)
    places = map(rows.LOCATIONS.record, connection.execute(_ALL).mappings())
    return tuple(_row(place, items.get(place.uid, 0) - deleted.get(place.uid, 0)) for place in places)


def places_like(connection: Connection, words: str, limit: int = 20) -> tuple[Location, ...]:
    """Return places in use whose path contains a text, or whose barcode it is."""
    called_so = _location.path.icontains(words, autoescape=True) | (_location.barcode == words)
    query = rows.LOCATIONS.select.where(called_so, _location.archived == NOTHING)
    found = connection.execute(query.order_by(_location.path).limit(limit)).mappings()
    return tuple(map(rows.LOCATIONS.record, found))


def place_record(connection: Connection, name: str) -> Location | None:
    """Return the place that has this path, barcode or uid, in this order."""
    for column in (_location.path, _location.barcode, _location.uid):
        if not name:
            return None
        row = connection.execute(rows.LOCATIONS.select.where(column == name)).mappings().first()
        if row:
            return rows.LOCATIONS.record(row)
    return None


def _counts(connection: Connection, query: Select[Any]) -> dict[str, int]:
    return {row.location_uid: int(row.items) for row in connection.execute(query)}


def _row(place: Location, items: int) -> PlaceRow:
    return PlaceRow(
        uid=place.uid,
        name=place.name,
        parent_uid=place.parent_uid,
        path=place.path,
        type=place.type,
        description=place.description,
        barcode=place.barcode,
        inventory_available=place.inventory_available,
        exclude_from_merge=place.exclude_from_merge,
        archived=place.archived,
        items=items,
        etag=etag(place),
    )
