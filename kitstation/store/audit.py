"""The audit: does everything that is derived still follow from the movements? Set by set, never row by row."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Subquery,
    Text,
    case,
    cast,
    func,
    null,
    or_,
    select,
    type_coerce,
    union_all,
)
from sqlalchemy.exc import DatabaseError

from kitstation.domain.movements import OUTSIDE, Bucket
from kitstation.domain.quantities import MICRO, from_micro
from kitstation.store import tables
from kitstation.store.column_types import WholeNumber
from kitstation.store.differences import AuditReport, Difference, report
from kitstation.store.store import Store
from kitstation.store.tables import NOTHING

NONE: ColumnElement[int] = cast(null(), WholeNumber)
"""What one side of a comparison says about the other."""

SEARCHES = ("part_search", "location_search", "item_search")

_movement, _balance, _item = tables.movement.c, tables.balance.c, tables.item.c
_stock, _journal = tables.part_stock.c, tables.journal.c


def audit(store: Store) -> AuditReport:
    """Recompute balances, quantities and totals from the movements, and check the file itself.

    One consistent picture; nobody else can write meanwhile. Raises StoreFault when the file cannot be read.
    """
    with store.reading() as connection:
        return report(_differences(connection))


def _differences(connection: Connection) -> Iterator[Difference]:
    # First, because it takes the write lock, which a transaction that has read may no longer get.
    yield from _search_indexes(connection)
    yield from _file(connection)
    yield from _balances(connection)
    yield from _item_quantities(connection)
    yield from _part_stock(connection)
    yield from _conservation(connection)
    yield from _negative_balances(connection)
    yield from _serial_bounds(connection)
    yield from _blocked_items(connection)
    yield from _handed_over(connection)
    yield from _unjournalled_movements(connection)


def _search_indexes(connection: Connection) -> Iterator[Difference]:
    """The full-text indexes hold what their tables hold; rank 1 makes SQLite compare the two."""
    for search in SEARCHES:
        try:
            connection.exec_driver_sql(f"INSERT INTO {search}({search}, rank) VALUES('integrity-check', 1)")
        except DatabaseError as error:
            if not getattr(error.orig, "sqlite_errorname", "").startswith("SQLITE_CORRUPT"):
                raise
            yield Difference(search, "", "", "an index of its table", str(error.orig))


def _file(connection: Connection) -> Iterator[Difference]:
    for row in connection.exec_driver_sql("PRAGMA integrity_check(100)"):
        if row[0] != "ok":
            yield Difference("database", "", "", "ok", row[0])
    for table, rowid, parent, _ in connection.exec_driver_sql("PRAGMA foreign_key_check"):
        yield Difference(table, f"rowid {rowid}", "", f"a row of {parent}", None)


def _balances(connection: Connection) -> Iterator[Difference]:
    moved = _moved()
    both = union_all(
        select(
            moved.c.item_uid, moved.c.bucket, moved.c.place, moved.c.micro.label("due"), NONE.label("there")
        ),
        select(_balance.item_uid, _plain(_balance.bucket), _balance.place, NONE, _micro(_balance.quantity)),
    ).subquery()
    due, there = func.sum(both.c.due), func.sum(both.c.there)
    spot = (both.c.item_uid, both.c.bucket, both.c.place)
    query = select(*spot, due, there).group_by(*spot).having(due.is_distinct_from(there))
    for *key, expected, found in connection.execute(query):
        yield Difference("balance", " / ".join(key), "quantity", _text(expected), _text(found))


def _item_quantities(connection: Connection) -> Iterator[Difference]:
    """An item's quantity is what its movements leave on hand, and all of that is where the item is kept."""
    moved = _moved()
    both = union_all(
        select(moved.c.item_uid, moved.c.place, moved.c.micro.label("due"), NONE.label("there")).where(
            moved.c.bucket == Bucket.ON_HAND.value
        ),
        select(_item.uid, _item.location_uid, NONE, _micro(_item.quantity)),
    ).subquery()
    due, there = _total(both.c.due), _total(both.c.there)
    spot = (both.c.item_uid, both.c.place)
    query = select(*spot, due, there).group_by(*spot).having(due != there)
    for *key, expected, found in connection.execute(query):
        yield Difference("item", " / ".join(key), "quantity", _text(expected), _text(found))


def _part_stock(connection: Connection) -> Iterator[Difference]:
    """A part's totals are those of its items."""
    moved = _moved()
    on_hand = (
        select(moved.c.item_uid, func.sum(moved.c.micro).label("micro"))
        .where(moved.c.bucket == Bucket.ON_HAND.value)
        .group_by(moved.c.item_uid)
        .subquery()
    )
    live = _item.deleted == NOTHING
    is_serial, is_lot = _item.serial_number.is_not(None), _item.lot_number.is_not(None)
    both = union_all(
        select(
            _item.part_uid,
            on_hand.c.micro.label("on_hand"),
            case((_item.blocked == NOTHING, 0), else_=on_hand.c.micro).label("blocked"),
            _count(is_serial & live).label("serial_items"),
            _count(is_lot & ~is_serial & live).label("lot_items"),
            NONE.label("found_on_hand"),
            NONE.label("found_blocked"),
            NONE.label("found_serial_items"),
            NONE.label("found_lot_items"),
        ).select_from(tables.item.outerjoin(on_hand, on_hand.c.item_uid == _item.uid)),
        select(
            _stock.part_uid,
            NONE,
            NONE,
            NONE,
            NONE,
            _micro(_stock.on_hand),
            _micro(_stock.blocked),
            _stock.serial_items,
            _stock.lot_items,
        ),
    ).subquery()
    columns = ("on_hand", "blocked", "serial_items", "lot_items")
    pairs = [(_total(both.c[name]), _total(both.c[f"found_{name}"])) for name in columns]
    query = (
        select(both.c.part_uid, *(side for pair in pairs for side in pair))
        .group_by(both.c.part_uid)
        .having(or_(*(due != there for due, there in pairs)))
    )
    for part_uid, *totals in connection.execute(query):
        for column, expected, found in zip(columns, totals[::2], totals[1::2], strict=True):
            if expected != found:
                as_text = _text if column in {"on_hand", "blocked"} else str
                yield Difference("part_stock", part_uid, column, as_text(expected), as_text(found))


def _conservation(connection: Connection) -> Iterator[Difference]:
    """What is in all buckets of an item together is nothing: everything came from outside."""
    total = func.sum(_micro(_balance.quantity))
    query = select(_balance.item_uid, total).group_by(_balance.item_uid).having(total != 0)
    for item_uid, found in connection.execute(query):
        yield Difference("balance", item_uid, "sum of quantity", "0", _text(found))


def _negative_balances(connection: Connection) -> Iterator[Difference]:
    bucket, amount = _plain(_balance.bucket), _micro(_balance.quantity)
    numberless = _item.serial_number.is_(None) & _item.lot_number.is_(None)
    query = (
        select(_balance.item_uid, bucket, _balance.place, amount)
        .join(tables.item, _item.uid == _balance.item_uid)
        .where(
            _balance.bucket != Bucket.RECEIVED,
            amount < 0,
            # Where the house allows it, what is only counted may fall below 0.
            (_balance.bucket != Bucket.ON_HAND) | ~numberless,
        )
    )
    for *key, found in connection.execute(query):
        yield Difference("balance", " / ".join(key), "quantity", "0 or more", _text(found))


def _serial_bounds(connection: Connection) -> Iterator[Difference]:
    """A serial number is one piece: on hand 0 or 1, moved by 1, received once."""
    serial = _item.serial_number.is_not(None)
    amount = _micro(_item.quantity)
    query = select(_item.uid, amount).where(serial, amount.not_in((0, MICRO)))
    for uid, found in connection.execute(query):
        yield Difference("item", uid, "quantity", "0 or 1", _text(found))
    moved = _micro(_movement.quantity)
    moves = (
        select(_movement.command_id, _movement.ordinal, moved)
        .join(tables.item, _item.uid == _movement.item_uid)
        .where(serial, moved != MICRO)
    )
    for command_id, ordinal, found in connection.execute(moves):
        yield Difference("movement", f"{command_id} / {ordinal}", "quantity", "1", _text(found))
    received = _micro(_balance.quantity)
    twice = (
        select(_balance.item_uid, received)
        .join(tables.item, _item.uid == _balance.item_uid)
        .where(serial, _balance.bucket == Bucket.RECEIVED, received < -MICRO)
    )
    for uid, found in connection.execute(twice):
        yield Difference("item", uid, "received", "0 or 1", _text(-found))


def _blocked_items(connection: Connection) -> Iterator[Difference]:
    """Nothing may be taken of what is held, in work, or where inventory is not available; of all else it may."""
    due = case(
        (
            _item.hold_reason.is_not(None)
            | (_item.in_work != NOTHING)
            | (tables.location.c.inventory_available == NOTHING),
            1,
        ),
        else_=0,
    )
    there = type_coerce(_item.blocked, WholeNumber)
    query = (
        select(_item.uid, due, there)
        .join(tables.location, tables.location.c.uid == _item.location_uid)
        .where(due != there)
    )
    for uid, expected, found in connection.execute(query):
        yield Difference("item", uid, "blocked", str(expected), str(found))


def _handed_over(connection: Connection) -> Iterator[Difference]:
    """What one item has transferred to another is what the other has received of it."""
    given = select(
        _balance.item_uid.label("origin"),
        _balance.place.label("heir"),
        _micro(_balance.quantity).label("due"),
        NONE.label("there"),
    ).where(_balance.bucket == Bucket.TRANSFERRED)
    taken = select(_balance.place, _balance.item_uid, NONE, -_micro(_balance.quantity)).where(
        _balance.bucket == Bucket.RECEIVED, _balance.place != OUTSIDE
    )
    both = union_all(given, taken).subquery()
    due, there = _total(both.c.due), _total(both.c.there)
    query = select(both.c.origin, both.c.heir, due, there).group_by(both.c.origin, both.c.heir)
    for origin, heir, expected, found in connection.execute(query.having(due != there)):
        yield Difference("balance", f"{origin} / {heir}", "handed over", _text(expected), _text(found))


def _unjournalled_movements(connection: Connection) -> Iterator[Difference]:
    query = (
        select(_movement.command_id, _movement.ordinal, _movement.seq, _journal.seq)
        .select_from(tables.movement)
        .outerjoin(tables.journal, _journal.command_id == _movement.command_id)
        .where(_movement.seq.is_distinct_from(_journal.seq))
    )
    for command_id, ordinal, found, expected in connection.execute(query):
        key = f"{command_id} / {ordinal}"
        if expected is None:
            yield Difference("movement", key, "command_id", "a journal entry", None)
        else:
            yield Difference("movement", key, "seq", str(expected), str(found))


def _moved() -> Subquery:
    """Every movement as two changes: out of one bucket and place, into another."""
    micro = _micro(_movement.quantity)
    return union_all(
        select(
            _movement.item_uid,
            _plain(_movement.from_bucket).label("bucket"),
            _movement.from_place.label("place"),
            (-micro).label("micro"),
        ),
        select(_movement.item_uid, _plain(_movement.to_bucket), _movement.to_place, micro),
    ).subquery()


def _micro(quantity: ColumnElement[Decimal]) -> ColumnElement[int]:
    """Return a quantity as it is stored."""
    return type_coerce(quantity, WholeNumber)


def _plain(word: ColumnElement[Any]) -> ColumnElement[str]:
    """Return a word as it is stored, whether the program knows it or not."""
    return type_coerce(word, Text)


def _total(amount: ColumnElement[int]) -> ColumnElement[int]:
    return func.coalesce(func.sum(amount), 0)


def _count(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return case((condition, 1), else_=0)


def _text(micro: int | None) -> str | None:
    return None if micro is None else str(from_micro(int(micro)))
