"""Reserving for a whole kit at once, and letting go of it."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest

from kitstation.domain.commands import SetKitStatus, UpdateKitLine
from kitstation.domain.etags import etag
from kitstation.domain.records import KitStatus, TrackingType
from kitstation.domain.refusals import RefusalCode, Refused
from kitstation.station.desk import Desk
from kitstation.station.kit_reserving import Kept, release_for_kit, reserve_for_kit
from kitstation.store.queries import kits
from kitstation.store.store import Store
from tests.support.bench import BenchUids
from tests.support.clock import NOON, FakeClock, SeqIds
from tests.support.world import World

TODAY = NOON.date()


@pytest.fixture
def desk() -> Desk:
    return Desk(FakeClock(), SeqIds(1_000_000), "Grace", "B7")


def reserved(store: Store, kit_uid: str) -> dict[str, Decimal]:
    with store.reading() as reader:
        found = kits.reserved_for_kit(reader, kit_uid)
    return {one.serial_number or one.lot_number or one.part_number: one.quantity for one in found}


def test_one_click_reserves_what_is_there(store: Store, desk: Desk, bench_uids: BenchUids) -> None:
    kept = reserve_for_kit(store, desk, bench_uids.kit)
    assert kept == Kept(lines=3, items=3, quantity=Decimal(14), lines_short=1)
    assert reserved(store, bench_uids.kit) == {"SN-1": Decimal(1), "LOT-1": Decimal(5), "SCREW": Decimal(8)}
    again = reserve_for_kit(store, desk, bench_uids.kit)
    assert again == Kept(lines=0, items=0, quantity=Decimal(0), lines_short=1)


def test_what_expires_first_is_reserved_first_and_what_has_expired_never(
    store: Store, world: World, desk: Desk, bench_uids: BenchUids
) -> None:
    for lot, days in (("LATE", 30), ("SOON", 2), ("OVER", -1)):
        world.item(bench_uids.paste, bench_uids.bin, 3, lot=lot, expires_on=TODAY + timedelta(days=days))
    reserve_for_kit(store, desk, bench_uids.kit, [bench_uids.paste_line])
    assert reserved(store, bench_uids.kit) == {"SOON": Decimal(3), "LATE": Decimal(2)}


def test_a_substitute_is_reserved_for_the_rest(
    store: Store, world: World, desk: Desk, bench_uids: BenchUids
) -> None:
    """ION: a scan is validated "against the primary and substitutes together"."""
    other = world.part("RADIO-B", TrackingType.SERIAL)
    world.item(other, bench_uids.bin, serial="B-1")
    allow(store, world, bench_uids.radio_line, other)
    reserve_for_kit(store, desk, bench_uids.kit, [bench_uids.radio_line])
    assert reserved(store, bench_uids.kit) == {"SN-1": Decimal(1), "B-1": Decimal(1)}


def test_two_lines_never_plan_the_same_item(
    store: Store, world: World, desk: Desk, bench_uids: BenchUids
) -> None:
    """Screws serve two lines: as themselves, and as the substitute of a nut that is nowhere."""
    nut = world.part("NUT")
    other = world.part("OTHER")
    world.mbom(other, {bench_uids.screw: 60, nut: 60})
    kit = world.kit(world.run(other), number="KIT-9")
    allow(store, world, world.line(kit, nut), bench_uids.screw)
    kept = reserve_for_kit(store, desk, kit)
    assert isinstance(kept, Kept)
    assert (kept.lines, kept.items, kept.quantity, kept.lines_short) == (2, 1, Decimal(100), 1)


def test_a_reservation_is_let_go(store: Store, desk: Desk, bench_uids: BenchUids) -> None:
    reserve_for_kit(store, desk, bench_uids.kit)
    released = release_for_kit(store, desk, bench_uids.kit, [bench_uids.screw_line])
    assert isinstance(released, Kept)
    assert (released.lines, released.quantity) == (1, Decimal(8))
    release_for_kit(store, desk, bench_uids.kit)
    assert reserved(store, bench_uids.kit) == {}


def test_nothing_is_reserved_for_a_closed_kit(
    store: Store, world: World, desk: Desk, bench_uids: BenchUids
) -> None:
    world.do(SetKitStatus(uid=bench_uids.kit, status=KitStatus.COMPLETED))
    refused = reserve_for_kit(store, desk, bench_uids.kit)
    assert isinstance(refused, Refused)
    assert refused.code is RefusalCode.KIT_CLOSED


def test_what_is_reserved_for_a_line_is_what_it_takes_next(
    store: Store, desk: Desk, bench_uids: BenchUids
) -> None:
    reserve_for_kit(store, desk, bench_uids.kit)
    with store.reading() as reader:
        lines = {line.part_number: line for line in kits.kit_lines(reader, bench_uids.kit, TODAY)}
    radio, screw = lines["RADIO"], lines["SCREW"]
    assert radio.take is not None
    assert radio.take.reserved
    assert radio.take.serial_number == "SN-1"
    assert [radio.reserved, radio.on_hand, radio.short] == [1, 0, 1]
    assert screw.take is not None
    assert [screw.take.quantity, screw.reserved, screw.short] == [100, 8, 0]


def allow(store: Store, world: World, line_uid: str, *substitutes: str) -> None:
    """Approve substitutes for a line."""
    with store.reading() as reader:
        line = kits.line_record(reader, line_uid)
    assert line is not None
    world.do(UpdateKitLine(uid=line_uid, etag=etag(line), substitutes=substitutes))
