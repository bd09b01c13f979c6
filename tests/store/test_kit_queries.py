"""Which item to take first: the database's answer is the domain's."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kitstation.domain.commands import ReserveItem, UpdateKit, UpdateKitLine
from kitstation.domain.etags import etag
from kitstation.domain.picking import pick_key
from kitstation.domain.records import TrackingType
from kitstation.store.queries import kits, scan_targets
from kitstation.store.store import Store
from tests.support.bench import BenchUids
from tests.support.statements import statements
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


def line_of(store: Store, line_uid: str) -> kits.LineState:
    with store.reading() as reader:
        line = kits.kit_line(reader, line_uid, TODAY)
    assert line is not None
    return line


def approve(store: Store, world: World, line_uid: str, *substitutes: str) -> None:
    with store.reading() as reader:
        record = kits.line_record(reader, line_uid)
    assert record is not None
    world.do(UpdateKitLine(uid=line_uid, etag=etag(record), substitutes=substitutes))


def test_a_substitute_is_taken_where_the_part_itself_is_not_to_be_had(
    store: Store, world: World, bench_uids: BenchUids
) -> None:
    """ION: "the line records what was actually installed", be it the primary or one of the substitutes."""
    other = world.part("RADIO-B", TrackingType.SERIAL)
    world.item(other, bench_uids.bin, serial="B-1")
    approve(store, world, bench_uids.radio_line, other)
    line = line_of(store, bench_uids.radio_line)
    assert line.take is not None
    assert (line.take.serial_number, line.take.substitute) == ("SN-1", "")
    assert (line.substitutes_on_hand, line.short) == (Decimal(1), Decimal(0))
    world.issue(bench_uids.radio_item, bench_uids.radio_line)
    line = line_of(store, bench_uids.radio_line)
    assert line.take is not None
    assert (line.take.serial_number, line.take.substitute) == ("B-1", "RADIO-B")
    assert line.takes(other)
    assert not line.takes(bench_uids.screw)


def test_what_has_expired_gives_way_to_a_substitute_that_has_not(
    store: Store, world: World, bench_uids: BenchUids
) -> None:
    old, new = world.part("GLUE", TrackingType.LOT), world.part("GLUE-2", TrackingType.LOT)
    assembly = world.part("LAMP")
    world.mbom(assembly, {old: 1})
    kit = world.kit(world.run(assembly), number="KIT-9")
    line = world.line(kit, old)
    world.item(old, bench_uids.bin, 5, lot="OVER", expires_on=TODAY - timedelta(days=1))
    approve(store, world, line, new)
    assert taken_first(store, line) == "OVER", "there is nothing else"
    world.item(new, bench_uids.bin, 5, lot="GOOD", expires_on=TODAY + timedelta(days=1))
    assert taken_first(store, line) == "GOOD"


def test_a_kit_with_substitutes_and_reservations_is_read_in_three_statements(
    store: Store, world: World, bench_uids: BenchUids
) -> None:
    approve(store, world, bench_uids.radio_line, bench_uids.screw)
    approve(store, world, bench_uids.screw_line, bench_uids.radio)
    for line, item in (
        (bench_uids.radio_line, bench_uids.radio_item),
        (bench_uids.screw_line, bench_uids.screw_item),
    ):
        world.do(ReserveItem(item_uid=item, line_uid=line, quantity=Decimal(1)))
    with store.reading() as reader, statements() as executed:
        lines = kits.kit_lines(reader, bench_uids.kit, TODAY)
    assert len(executed) == 3
    assert {line.part_number: line.reserved for line in lines} == {
        "RADIO": Decimal(1),
        "PASTE": Decimal(0),
        "SCREW": Decimal(1),
    }


def test_the_header_says_where_a_kit_lies_goes_and_who_collects_it(
    store: Store, world: World, bench_uids: BenchUids
) -> None:
    with store.reading() as reader:
        record = kits.kit_record(reader, bench_uids.kit)
    assert record is not None
    world.do(
        UpdateKit(
            uid=record.uid,
            etag=etag(record),
            location_uid=bench_uids.bin,
            delivery_uid=bench_uids.shelf,
            assigned_to="Ada",
        )
    )
    with store.reading() as reader:
        (header,) = kits.kits_of_run(reader, bench_uids.run)
    assert (header.location, header.delivery, header.assigned_to) == ("Stores/A1-03", "Stores", "Ada")
