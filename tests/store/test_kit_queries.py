"""Which item to take first: the database's answer is the domain's."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kitstation.domain.picking import pick_key
from kitstation.domain.records import TrackingType
from kitstation.store.queries import kits, scan_targets
from kitstation.store.store import Store
from tests.support.bench import BenchUids
from tests.support.world import World

TODAY = date(2026, 1, 15)


def taken_first(store: Store, line_uid: str) -> str | None:
    with store.reading() as reader:
        line = kits.kit_line(reader, line_uid, TODAY)
    assert line is not None
    return line.take.lot_number if line.take else None


@pytest.mark.parametrize(
    ("days", "first"),
    [
        ([None, None], "L0"),
        ([None, 30], "L1"),
        ([40, 30], "L1"),
        ([30, 30], "L0"),
        ([-1, 30], "L1"),
        ([-1, None], "L1"),
        ([-1, -2], "L1"),
        ([0, 1], "L0"),
    ],
    ids=[
        "the oldest where nothing expires",
        "what expires before what does not",
        "what expires first",
        "the oldest of what expires together",
        "what has expired last",
        "what has expired last, even behind what never expires",
        "something that has expired where there is nothing else",
        "what expires today is still good",
    ],
)
def test_the_item_to_take_is(
    store: Store, world: World, bench_uids: BenchUids, days: list[int | None], first: str
) -> None:
    world.issue(bench_uids.paste_item, bench_uids.paste_line, "5")
    part = world.part("GLUE", TrackingType.LOT)
    other = world.part("OTHER")
    world.mbom(other, {part: 1})
    kit = world.kit(world.run(other, 1), number="KIT-9")
    for number, in_days in enumerate(days):
        expires_on = None if in_days is None else TODAY + timedelta(days=in_days)
        world.item(part, bench_uids.bin, 5, lot=f"L{number}", expires_on=expires_on)
    assert taken_first(store, world.line(kit, part)) == first


@given(days=st.lists(st.none() | st.integers(-3, 3), min_size=1, max_size=6))
def test_the_database_orders_items_as_the_domain_does(
    days: list[int | None], tmp_path_factory: object
) -> None:
    assert isinstance(tmp_path_factory, pytest.TempPathFactory)
    store = Store(tmp_path_factory.mktemp("order") / "kitstation.db")
    try:
        world = World(store)
        part, place = world.part("GLUE", TrackingType.LOT), world.location("Stores")
        assembly = world.part("BOARD")
        world.mbom(assembly, {part: 1})
        kit = world.kit(world.run(assembly, 1), number="KIT-1")
        for number, in_days in enumerate(days):
            expires_on = None if in_days is None else TODAY + timedelta(days=in_days)
            world.item(part, place, 5, lot=f"L{number}", expires_on=expires_on)
        with store.reading() as reader:
            items = scan_targets.items_to_take(reader, part)
        best = min(
            items,
            key=lambda item: pick_key(
                expires_on=item.expires_on, received_at=item.received_at, uid=item.uid, today=TODAY
            ),
        )
        assert taken_first(store, world.line(kit, part)) == best.lot_number
    finally:
        store.close()


def test_what_is_used_up_is_not_to_be_taken(store: Store, world: World, bench_uids: BenchUids) -> None:
    world.issue(bench_uids.radio_item, bench_uids.radio_line, 1)
    with store.reading() as reader:
        line = kits.kit_line(reader, bench_uids.radio_line, TODAY)
    assert line is not None
    assert (line.take, line.on_hand, line.short) == (None, Decimal(0), Decimal(1))
