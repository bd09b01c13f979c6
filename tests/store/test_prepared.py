"""Prepared statements do what SQLAlchemy's own execution of them does."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import BindParameter, bindparam, insert, literal, select, union_all, update

from kitstation.domain.records import HowCreated
from kitstation.store import rows, tables
from kitstation.store.loading import queries
from kitstation.store.lookups import Lookup
from kitstation.store.prepared import PreparedQuery, PreparedWrite
from kitstation.store.rows import RowMap
from kitstation.store.store import Store
from tests.support.bench import BenchUids

_item = tables.item.c
BY_UID = rows.ITEMS.select.where(_item.uid == bindparam("uid"))
LOOKUPS = {
    f"{name} {at}": lookup
    for name, value in vars(queries).items()
    for at, lookup in enumerate(value if isinstance(value, tuple) else (value,))
    if isinstance(lookup, Lookup)
}


@pytest.mark.parametrize("kind", rows.IN_ORDER, ids=[kind.kind.__name__ for kind in rows.IN_ORDER])
def test_a_prepared_query_returns_the_values_that_sqlalchemy_returns(
    store: Store,
    bench_uids: BenchUids,
    kind: RowMap[object],  # type: ignore[type-var]
) -> None:
    with store.reading() as reader:
        expected = [dict(row) for row in reader.execute(kind.select).mappings()]
        assert PreparedQuery(kind.select).rows(reader, {}) == expected


def test_every_type_of_column_is_written_and_read_back(store: Store, bench_uids: BenchUids) -> None:
    values = {
        "uid": bench_uids.radio_item,
        "quantity": Decimal(0),
        "cost": Decimal("12.5"),
        "expires_on": date(2027, 2, 3),
        "received_at": datetime(2026, 5, 6, 7, 8, 9, 10, tzinfo=UTC),
        "in_work": True,
        "how_created": next(reversed(HowCreated)),
        "hold_reason": None,
    }
    changing: dict[str, BindParameter[Any]] = {
        name: bindparam(f"new_{name}") for name in values if name != "uid"
    }
    change = PreparedWrite(update(tables.item).where(_item.uid == bindparam("its_uid")).values(changing))
    given = {f"new_{name}": value for name, value in values.items()} | {"its_uid": values["uid"]}
    with store.reading() as connection:
        change.run(connection, [given])
        (by_sqlalchemy,) = connection.execute(BY_UID, {"uid": values["uid"]}).mappings()
        (prepared,) = PreparedQuery(BY_UID).rows(connection, {"uid": values["uid"]})
    assert dict(by_sqlalchemy) == prepared
    assert {name: prepared[name] for name in values} == values


def test_values_that_a_query_gives_itself_are_kept_in_their_places(
    store: Store, bench_uids: BenchUids
) -> None:
    query = union_all(
        select(literal("item").label("kind"), _item.uid).where(
            _item.uid == bindparam("uid"), _item.quantity >= Decimal("0.5")
        ),
        select(literal("other"), literal("none")),
    )
    with store.reading() as reader:
        found = PreparedQuery(query).rows(reader, {"uid": bench_uids.screw_item})
    assert found == [{"kind": "item", "uid": bench_uids.screw_item}, {"kind": "other", "uid": "none"}]


def test_a_parameter_that_is_missing_is_named(store: Store) -> None:
    with store.reading() as reader, pytest.raises(KeyError, match="uid"):
        PreparedQuery(BY_UID).rows(reader, {})


def test_a_list_of_values_cannot_be_prepared(store: Store) -> None:
    listed = PreparedQuery(select(_item.uid).where(_item.uid.in_(["a", "b"])))
    with store.reading() as reader, pytest.raises(ValueError, match="list of values"):
        listed.rows(reader, {})


def test_what_is_written_is_taken_back_with_its_transaction(store: Store) -> None:
    added = PreparedWrite(insert(tables.supplier), ["uid", "name", "version"])
    with store._database.writing() as connection:
        added.run(connection, ({"uid": uid, "name": uid, "version": 1} for uid in ("a", "b")))
        store._database.take_back()
    with store.reading() as reader:
        assert not set(reader.execute(select(tables.supplier.c.uid)).scalars()) & {"a", "b"}


@pytest.mark.parametrize("name", LOOKUPS)
def test_every_lookup_of_the_loading_can_be_prepared(store: Store, name: str) -> None:
    lookup = LOOKUPS[name]
    keys = {("", "")} if len(lookup._names) == 2 else {""}
    with store.reading() as reader:
        assert list(lookup.rows(reader, keys)) == []
