"""Searching the inventory as one types: numbers first, then parts, then places."""

from __future__ import annotations

from sqlalchemy import Connection, TextClause, text

from kitstation.store.queries.inventory_filter import InventoryFilter
from kitstation.store.queries.inventory_order import ItemOrder, ids_among, ordered_page
from kitstation.store.queries.inventory_rows import InventoryRow, rows_with_ids

_BLANKS = " \t"
SHORTEST_INDEXED = 3
"""The full-text index knows runs of three characters; shorter texts are matched as beginnings."""

MOST_FILTERED = 20_000
"""Of so many matches of a text, those that a filter leaves are shown."""

_CHUNK = 2_000


def search(
    connection: Connection,
    words: str,
    limit: int = 200,
    wanted: InventoryFilter = InventoryFilter(),  # noqa: B008 - frozen
) -> tuple[InventoryRow, ...]:
    """Return items whose serial number, lot number, part or location contains a text, best first.

    Numbers on the item itself come before its part, its part before its place; of a date code the beginning counts.
    At most `limit`: somebody who sees so many goes on typing. A filter is applied to the first `MOST_FILTERED`
    matches. A blank text is in all.
    """
    if not words.strip(_BLANKS):
        return ordered_page(connection, ItemOrder(), None, limit, wanted).rows
    return rows_with_ids(connection, search_ids(connection, words, limit, wanted))


def search_ids(
    connection: Connection,
    words: str,
    limit: int,
    wanted: InventoryFilter = InventoryFilter(),  # noqa: B008 - frozen
) -> list[int]:
    """Return the ids of what `search` finds, best first; none for a blank text."""
    if wanted.is_empty:
        return _ids(connection, words, limit)
    matches = _ids(connection, words, MOST_FILTERED)
    kept: list[int] = []
    for start in range(0, len(matches), _CHUNK):
        kept.extend(ids_among(connection, matches[start : start + _CHUNK], wanted))
        if len(kept) >= limit:
            break
    return kept[:limit]


def _ids(connection: Connection, words: str, limit: int) -> list[int]:
    wanted = words.strip(_BLANKS)
    if not wanted:
        return []
    ids: dict[int, None] = {}
    for source, beginning in _asked(wanted):
        if len(ids) >= limit:
            break
        parameters = {
            "words": _quoted(wanted),
            "from": beginning,
            "to": beginning + "\U0010ffff",
            "limit": limit,
        }
        ids.update(dict.fromkeys(connection.execute(source, parameters).scalars()))
    return list(ids)[:limit]


def _asked(wanted: str) -> list[tuple[TextClause, str]]:
    """Return the sources to ask, each with the beginning that it is asked for.

    The indexes that know beginnings tell capitals from small letters; what people type is mostly small, what
    is printed on labels mostly capital.
    """
    if len(wanted) >= SHORTEST_INDEXED:
        return [(source, wanted) for source in _SOURCES_LONG]
    return [
        (source, beginning)
        for source in _SOURCES_SHORT
        for beginning in dict.fromkeys((wanted, wanted.upper()))
    ]


def _quoted(words: str) -> str:
    """Return a text as one phrase of the full-text index."""
    return '"' + words.replace('"', '""') + '"'


# The full-text tables and the limits inside each branch are SQLite's; a limit in every branch keeps a text
# that matches a million items as fast as one that matches ten.
_BY_DATE_CODE = text(
    "SELECT id FROM item WHERE date_code >= :from AND date_code < :to ORDER BY date_code LIMIT :limit"
)
_SOURCES_LONG = (
    text("SELECT rowid FROM item_search WHERE item_search MATCH :words ORDER BY rowid LIMIT :limit"),
    _BY_DATE_CODE,
    text(
        "SELECT item.id FROM (SELECT rowid AS part_id FROM part_search WHERE part_search MATCH :words LIMIT :limit)"
        " CROSS JOIN part ON part.id = part_id CROSS JOIN item ON item.part_uid = part.uid LIMIT :limit"
    ),
    text(
        "SELECT item.id FROM (SELECT rowid AS place_id FROM location_search"
        " WHERE location_search MATCH :words LIMIT :limit)"
        " CROSS JOIN location ON location.id = place_id"
        " CROSS JOIN item ON item.location_uid = location.uid LIMIT :limit"
    ),
)
_SOURCES_SHORT = (
    text(
        "SELECT id FROM item WHERE serial_number >= :from AND serial_number < :to AND deleted = 0"
        " ORDER BY serial_number LIMIT :limit"
    ),
    text(
        "SELECT id FROM item WHERE lot_number >= :from AND lot_number < :to ORDER BY lot_number LIMIT :limit"
    ),
    _BY_DATE_CODE,
    text(
        "SELECT item.id FROM part CROSS JOIN item ON item.part_uid = part.uid"
        " WHERE part_number >= :from AND part_number < :to LIMIT :limit"
    ),
    text(
        "SELECT item.id FROM location CROSS JOIN item ON item.location_uid = location.uid"
        " WHERE path >= :from AND path < :to LIMIT :limit"
    ),
)
