"""A batch does what its commands do one by one, and what is refused leaves no trace."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from kitstation.domain.commands import (
    Command,
    CreateItem,
    CreateSupplier,
    DeleteItem,
    MoveLocation,
    Undo,
    UpdateSupplier,
)
from kitstation.domain.etags import etag
from kitstation.domain.outcomes import Accepted, Outcome
from kitstation.domain.records import Location, Supplier
from kitstation.domain.refusals import RefusalCode, Refused
from kitstation.store import rows
from kitstation.store.store import Store
from tests.support.bench import BenchUids
from tests.support.databases import new_database
from tests.support.histories import History, histories
from tests.support.tables import contents
from tests.support.world import World

pytestmark = pytest.mark.timeout(600)


@contextmanager
def new_store() -> Iterator[Store]:
    with TemporaryDirectory() as folder:
        store = Store(new_database(Path(folder) / "kitstation.db"))
        try:
            yield store
        finally:
            store.close()


def answer(outcome: Outcome) -> Refused | str:
    return outcome if isinstance(outcome, Refused) else outcome.command_id


@given(histories(), st.data())
def test_a_batch_does_what_its_commands_do_one_by_one(history: History, data: st.DataObject) -> None:
    with new_store() as singly, new_store() as together:
        one_by_one = [singly.execute(entry) for entry in history.entries]
        remaining, outcomes = list(history.entries), list[Outcome]()
        while remaining:
            size = data.draw(st.integers(1, len(remaining)))
            outcomes += together.execute_all(remaining[:size])
            del remaining[:size]
        assert outcomes == one_by_one
        assert contents(together) == contents(singly)


@given(histories())
def test_the_store_decides_as_the_rules_do_in_memory(history: History) -> None:
    """Everything that a decision asked for was loaded, and nothing else made a difference."""
    with new_store() as store:
        assert [answer(store.execute(entry)) for entry in history.entries] == [
            answer(outcome) for outcome in history.outcomes
        ]


@given(histories())
def test_a_refused_command_leaves_every_table_as_it_was(history: History) -> None:
    with new_store() as store:
        before = contents(store)
        for entry in history.entries:
            if isinstance(store.execute(entry), Refused):
                assert contents(store) == before
            else:
                before = contents(store)


@given(histories())
def test_a_repeated_history_changes_nothing(history: History) -> None:
    with new_store() as store:
        first = store.execute_all(history.entries)
        before = contents(store)
        again = store.execute_all(
            [e for e, o in zip(history.entries, first, strict=True) if isinstance(o, Accepted)]
        )
        assert all(isinstance(outcome, Accepted) and outcome.repeated for outcome in again)
        assert contents(store) == before


@given(histories())
def test_an_atomic_batch_with_a_refusal_leaves_every_table_as_it_was(history: History) -> None:
    with new_store() as store:
        empty = contents(store)
        outcomes = store.execute_all(history.entries, atomic=True)
        refused = [outcome for outcome in outcomes if isinstance(outcome, Refused)]
        if refused:
            assert outcomes[-1:] == refused
            assert contents(store) == empty
        else:
            assert len(contents(store)["journal"]) == len(history.entries)


def all_accepted(store: Store, world: World, *commands: Command) -> None:
    outcomes = store.execute_all([world.entry(command) for command in commands])
    assert [outcome for outcome in outcomes if isinstance(outcome, Refused)] == []


def test_a_number_that_is_free_again_is_given_within_the_batch(
    store: Store, world: World, bench_uids: BenchUids
) -> None:
    """The index of live serial numbers would see two of them, were the new one written first."""
    with store.reading() as connection:
        query = rows.ITEMS.select.where(rows.ITEMS.table.c.uid == bench_uids.radio_item)
        item = rows.ITEMS.record(connection.execute(query).mappings().one())
    again = CreateItem(
        uid="again",
        part_uid=bench_uids.radio,
        location_uid=bench_uids.bin,
        serial_number="SN-1",
        quantity=Decimal(1),
    )
    all_accepted(store, world, DeleteItem(uid=item.uid, etag=etag(item)), again)
    with store.reading() as connection:
        query = select(rows.ITEMS.table.c.deleted).where(rows.ITEMS.table.c.serial_number == "SN-1")
        assert sorted(connection.execute(query).scalars()) == [False, True]


def test_names_are_exchanged_within_a_batch(store: Store, world: World) -> None:
    one, other = world.supplier("One"), world.supplier("Other")
    all_accepted(
        store,
        world,
        *(
            UpdateSupplier(uid=uid, etag=etag(Supplier(uid=uid, name=was, version=version)), name=name)
            for uid, was, version, name in (
                (one, "One", 1, "Between"),
                (other, "Other", 1, "One"),
                (one, "Between", 2, "Other"),
            )
        ),
    )
    assert {row[0]: row[1] for row in contents(store)["supplier"]} == {one: "Other", other: "One"}


def test_a_place_and_one_in_it_change_places_within_a_batch(store: Store, world: World) -> None:
    outer, inner = world.location("Outer"), world.location("Inner")
    moves = [
        MoveLocation(uid=outer, etag=etag(_place(outer, "Outer", None)), parent_uid=inner),
        MoveLocation(uid=inner, etag=etag(_place(inner, "Inner", None)), parent_uid=outer),
    ]
    moved, refused = store.execute_all([world.entry(move) for move in moves])
    assert isinstance(moved, Accepted)
    assert isinstance(refused, Refused)
    assert refused.code is RefusalCode.CONTAINS_ITSELF


def _place(uid: str, name: str, parent_uid: str | None) -> Location:
    return Location(uid=uid, name=name, parent_uid=parent_uid, path=name)


def test_a_batch_that_ends_with_a_refusal_after_it_was_loaded_anew_leaves_nothing(
    store: Store, world: World, bench_uids: BenchUids
) -> None:
    """Undoing what the batch itself has made is decided on what was written of it, and all of it is taken back."""
    before = contents(store)
    made = world.entry(CreateSupplier(uid="s", name="Acme"))
    undone = world.entry(Undo(command_id=made.command_id))
    again = world.entry(Undo(command_id=made.command_id))
    outcomes = store.execute_all([made, undone, again], atomic=True)
    assert [type(outcome) for outcome in outcomes] == [Accepted, Accepted, Refused]
    assert contents(store) == before
    world.issue(bench_uids.screw_item, bench_uids.screw_line)
