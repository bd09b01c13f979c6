"""What a timeline can be about, and which entries were about it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import Column, ColumnElement, Connection, Select, or_, select, text

from kitstation.domain.movements import Bucket
from kitstation.store import tables
from kitstation.store.queries import inventory
from kitstation.store.queries.timeline_streams import Stream, Walk, among
from kitstation.store.tables import is_in

_journal, _movement, _subject = tables.journal.c, tables.movement.c, tables.subject.c
_item, _kit, _line, _part = tables.item.c, tables.kit.c, tables.kit_line.c, tables.part.c
_balance, _need, _location, _run = tables.balance.c, tables.requirement.c, tables.location.c, tables.run.c


MOST_NAMED = 25
"""So many parts, places, kits and runs that contain a text are followed: each may have a long history."""


class AboutKind(StrEnum):
    """Kinds of things that have a history."""

    ITEM = "item"
    PART = "part"
    LOCATION = "location"
    KIT = "kit"
    RUN = "run"
    OPERATOR = "operator"
    STATION = "station"
    RECORD = "record"
    """Whatever else the journal knows by its uid: a supplier, an order line, a position."""


@dataclass(frozen=True, slots=True)
class About:
    """One or more records of a kind; operators and stations by their names."""

    kind: AboutKind
    uids: tuple[str, ...]


def stream_about(subjects: tuple[About, ...]) -> Stream:
    """Return the entries that were about any of these."""
    streams = [_STREAMS[about.kind](among(about.uids)) for about in subjects]
    return Stream(
        tuple(walk for stream in streams for walk in stream.walks),
        tuple(query for stream in streams for query in stream.commands),
    )


def subjects_named(connection: Connection, words: str, limit: int = 200) -> tuple[About, ...]:
    """Return everything of which a number, name or path contains a text, as far as it is known to the search."""
    wanted = words.strip(" \t")
    if not wanted:
        return ()
    like = f"%{_escaped(wanted)}%"
    items = [row.uid for row in inventory.search(connection, wanted, limit)]
    sources: tuple[tuple[AboutKind, Select[Any]], ...] = (
        (AboutKind.PART, select(_part.uid).where(_part.part_number.like(like, escape="\\"))),
        (AboutKind.LOCATION, select(_location.uid).where(_location.path.like(like, escape="\\"))),
        (AboutKind.KIT, select(_kit.uid).where(_kit.number.like(like, escape="\\"))),
        (AboutKind.RUN, select(_run.uid).where(_run.title.like(like, escape="\\"))),
    )
    found = [About(AboutKind.ITEM, tuple(items))] if items else []
    for kind, query in sources:
        if uids := tuple(connection.execute(query.limit(MOST_NAMED)).scalars()):
            found.append(About(kind, uids))
    return tuple(found)


def locations_inside(connection: Connection, path: str, limit: int = 2_000) -> tuple[str, ...]:
    """Return the uids of a location and of all that is inside it."""
    within = _location.path.between(path + "/", path + "/\U0010ffff")
    query = select(_location.uid).where(or_(_location.path == path, within)).order_by(_location.path)
    return tuple(connection.execute(query.limit(limit)).scalars())


def is_station(connection: Connection, name: str) -> bool:
    """Return whether a station of this name stands in the journal."""
    query = select(_journal.seq).where(_journal.station == name).limit(1)
    return connection.execute(query).first() is not None


def _escaped(words: str) -> str:
    return words.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


Values = Select[tuple[str]]
"""The uids or names that a stream is about."""


def _of_records(uids: Values) -> Select[Any]:
    return select(_subject.command_id).where(_subject.uid.in_(uids))


def _moved(item_uids: Values) -> Walk:
    return Walk(_movement.item_uid, _movement.seq, item_uids)


def _installed(assembly_uids: Values) -> Select[Any]:
    """What was installed in assemblies or taken out."""
    need = tables.requirement
    return (
        select(_movement.command_id)
        .select_from(need)
        .join(tables.balance, (_balance.place == _need.uid) & is_in(Bucket.DELIVERED))
        .join(tables.movement, _movement.item_uid == _balance.item_uid)
        .where(
            _need.assembly_uid.in_(assembly_uids),
            or_(_movement.to_place == _need.uid, _movement.from_place == _need.uid),
        )
    )


def _about_items(uids: Values) -> Stream:
    return Stream((_moved(uids),), (_of_records(uids), _installed(uids)))


def _about_parts(uids: Values) -> Stream:
    items = select(_item.uid).where(_item.part_uid.in_(uids))
    owned: tuple[tuple[Column[Any], ColumnElement[Any]], ...] = (
        (_line.uid, _line.part_uid),
        (tables.mbom_line.c.uid, tables.mbom_line.c.part_uid),
        (tables.mbom_line.c.uid, tables.mbom_line.c.assembly_uid),
        (tables.order_line.c.uid, tables.order_line.c.part_uid),
        (tables.position.c.uid, tables.position.c.part_uid),
        (tables.supplier_part.c.uid, tables.supplier_part.c.part_uid),
        (tables.trade_number.c.uid, tables.trade_number.c.part_uid),
    )
    records = (_of_records(select(uid).where(part_uid.in_(uids))) for uid, part_uid in owned)
    return Stream((_moved(items),), (_of_records(items), _of_records(uids), *records))


def _about_locations(uids: Values) -> Stream:
    # In the words of the indexes, which know only what was on hand.
    on_hand = text(f"'{Bucket.ON_HAND}'")
    positions = select(tables.position.c.uid).where(tables.position.c.location_uid.in_(uids))
    return Stream(
        (
            Walk(_movement.from_place, _movement.seq, uids, _movement.from_bucket == on_hand),
            Walk(_movement.to_place, _movement.seq, uids, _movement.to_bucket == on_hand),
        ),
        (_of_records(uids), _of_records(positions)),
    )


def _about_kits(uids: Values) -> Stream:
    lines = select(_line.uid).where(_line.kit_uid.in_(uids))
    return Stream((Walk(_journal.kit_uid, _journal.seq, uids),), (_of_records(uids), _of_records(lines)))


def _about_runs(uids: Values) -> Stream:
    kits = _about_kits(select(_kit.uid).where(_kit.run_uid.in_(uids)))
    built = _about_items(select(_item.uid).where(_item.run_uid.in_(uids)))
    return Stream((*kits.walks, *built.walks), (_of_records(uids), *kits.commands, *built.commands))


def _about_operators(names: Values) -> Stream:
    return Stream((Walk(_journal.operator, _journal.seq, names),))


def _about_stations(names: Values) -> Stream:
    return Stream((Walk(_journal.station, _journal.seq, names),))


def _about_records(uids: Values) -> Stream:
    return Stream((), (_of_records(uids),))


_STREAMS = {
    AboutKind.ITEM: _about_items,
    AboutKind.PART: _about_parts,
    AboutKind.LOCATION: _about_locations,
    AboutKind.KIT: _about_kits,
    AboutKind.RUN: _about_runs,
    AboutKind.OPERATOR: _about_operators,
    AboutKind.STATION: _about_stations,
    AboutKind.RECORD: _about_records,
}
