"""Shortages over all open kits: who needs what, where it is, what holds it, and what comes."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from kitstation.domain.commands import (
    CreateOrderLine,
    HoldItem,
    ReserveItem,
    SetKitStatus,
    UpdateKitLine,
    UpdateOrderLine,
)
from kitstation.domain.etags import etag
from kitstation.domain.records import KitStatus, OrderStatus, TrackingType
from kitstation.store import rows
from kitstation.store.queries import kits, shortages
from kitstation.store.queries.shortages import PartNeed
from kitstation.store.store import Store
from tests.support.bench import BenchUids
from tests.support.world import World


def needs(store: Store) -> dict[str, PartNeed]:
    with store.reading() as reader:
        return {need.part_number: need for need in shortages.part_needs(reader)}


def short(store: Store) -> dict[str, Decimal]:
    with store.reading() as reader:
        return {need.part_number: need.short for need in shortages.shortages(reader)}


def order(world: World, part_uid: str, quantity: int, day: date | None = None) -> str:
    uid = world.ids.new()
    world.do(
        CreateOrderLine(
            uid=uid,
            order_number="PO-1",
            part_uid=part_uid,
            ordered=Decimal(quantity),
            expected_on=day,
        )
    )
    return uid


def test_a_part_is_short_by_what_all_open_kits_lack(
    store: Store, world: World, bench_uids: BenchUids
) -> None:
    world.kit(world.run(bench_uids.assembly, 30), number="KIT-2")
    found = needs(store)
    assert found["RADIO"].kits == ("KIT-1", "KIT-2")
    assert [found["RADIO"].needed, found["RADIO"].available, found["RADIO"].short] == [32, 1, 31]
    assert short(store) == {"RADIO": Decimal(31), "PASTE": Decimal(70), "SCREW": Decimal(28)}


def test_what_is_issued_is_needed_no_more(store: Store, world: World, bench_uids: BenchUids) -> None:
    world.issue(bench_uids.radio_item, bench_uids.radio_line)
    world.issue(bench_uids.screw_item, bench_uids.screw_line, 8)
    found = needs(store)
    assert [found["RADIO"].needed, found["RADIO"].picked, found["RADIO"].short] == [1, 1, 1]
    assert "SCREW" not in found


def test_what_is_reserved_counts_for_those_who_reserved_it(
    store: Store, world: World, bench_uids: BenchUids
) -> None:
    world.do(ReserveItem(item_uid=bench_uids.screw_item, line_uid=bench_uids.screw_line, quantity=Decimal(8)))
    screw = needs(store)["SCREW"]
    assert [screw.available, screw.reserved, screw.short] == [92, 8, 0]


def test_what_is_blocked_does_not_help(store: Store, world: World, bench_uids: BenchUids) -> None:
    world.do(HoldItem(item_uid=bench_uids.paste_item, reason="wrong colour"))
    paste = needs(store)["PASTE"]
    assert [paste.available, paste.blocked, paste.short] == [0, 10, 5]


def test_what_is_on_order_is_expected_with_the_first_delivery(
    store: Store, world: World, bench_uids: BenchUids
) -> None:
    order(world, bench_uids.radio, 3, date(2026, 5, 1))
    order(world, bench_uids.radio, 4, date(2026, 4, 1))
    off = order(world, bench_uids.radio, 9, date(2026, 3, 1))
    with store.reading() as reader:
        query = rows.ORDER_LINES.select.where(rows.ORDER_LINES.table.c.uid == off)
        record = rows.ORDER_LINES.record(reader.execute(query).mappings().one())
    world.do(UpdateOrderLine(uid=off, etag=etag(record), status=OrderStatus.CANCELED))
    radio = needs(store)["RADIO"]
    assert (radio.on_order, radio.expected_on) == (Decimal(7), date(2026, 4, 1))
    assert [radio.short, radio.uncovered] == [1, 0]


def test_a_closed_kit_needs_nothing(store: Store, world: World, bench_uids: BenchUids) -> None:
    world.do(SetKitStatus(uid=bench_uids.kit, status=KitStatus.CANCELED))
    assert needs(store) == {}


def test_the_supply_of_a_part_says_who_where_when_and_what_instead(
    store: Store, world: World, bench_uids: BenchUids
) -> None:
    other = world.part("RADIO-B", TrackingType.SERIAL)
    world.item(other, bench_uids.bin, serial="B-1")
    held = world.item(bench_uids.radio, bench_uids.shelf, serial="SN-2")
    world.do(HoldItem(item_uid=held, reason="dented"))
    with store.reading() as reader:
        line = kits.line_record(reader, bench_uids.radio_line)
    assert line is not None
    world.do(UpdateKitLine(uid=line.uid, etag=etag(line), substitutes=(other,)))
    order(world, bench_uids.radio, 5, date(2026, 4, 1))
    with store.reading() as reader:
        supply = shortages.part_supply(reader, bench_uids.radio)
    assert [(one.kit, one.status, one.needed) for one in supply.kits] == [
        ("KIT-1", KitStatus.REQUESTED, Decimal(2))
    ]
    assert [(one.location, one.quantity, one.blocked) for one in supply.places] == [
        ("Stores", Decimal(1), Decimal(1)),
        ("Stores/A1-03", Decimal(1), Decimal(0)),
    ]
    assert [(one.order_number, one.quantity, one.expected_on) for one in supply.expected] == [
        ("PO-1", Decimal(5), date(2026, 4, 1))
    ]
    assert [(one.part_number, one.available) for one in supply.substitutes] == [("RADIO-B", Decimal(1))]
