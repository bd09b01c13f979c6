"""What a status does to a kit is said before it is set, and comes true."""

from __future__ import annotations

import pytest

from kitstation.domain.commands import SetKitStatus, UpdateKit
from kitstation.domain.etags import etag
from kitstation.domain.records import KitStatus
from kitstation.station.kit_effects import KitHoldings, effect_of
from kitstation.station.sentences import Speech
from kitstation.store.queries import kits
from kitstation.store.queries.scan_targets import items_to_take
from kitstation.store.store import Store
from tests.support.bench import BenchUids
from tests.support.world import World


def holdings(store: Store, kit_uid: str) -> KitHoldings:
    with store.reading() as reader:
        header = kits.kit_by_uid(reader, kit_uid)
        assert header is not None
        picked, reserved = kits.items_of_kit(reader, kit_uid), kits.reserved_for_kit(reader, kit_uid)
    return KitHoldings(header, picked, reserved)


def effect(store: Store, kit_uid: str, status: KitStatus) -> str:
    return effect_of(status, holdings(store, kit_uid), Speech())


def stage(store: Store, world: World, kit_uid: str, *, location: str = "", delivery: str = "") -> None:
    with store.reading() as reader:
        kit = kits.kit_record(reader, kit_uid)
    assert kit is not None
    world.do(UpdateKit(uid=kit_uid, etag=etag(kit), location_uid=location, delivery_uid=delivery))


def test_completing_says_what_it_frees_and_where(store: Store, world: World, bench_uids: BenchUids) -> None:
    """ION: completing "will mark the inventory that has not been installed as available", where it lies."""
    bench = world.location("Bench 3")
    stage(store, world, bench_uids.kit, location=bench)
    world.issue(bench_uids.radio_item, bench_uids.radio_line)
    world.issue(bench_uids.screw_item, bench_uids.screw_line, 4)
    said = effect(store, bench_uids.kit, KitStatus.COMPLETED)
    assert said.startswith("Completing frees 2 items at Bench 3.")
    world.do(SetKitStatus(uid=bench_uids.kit, status=KitStatus.COMPLETED))
    with store.reading() as reader:
        there = items_to_take(reader, bench_uids.radio)[0].location
    assert there == "Bench 3"


def test_delivering_says_where_everything_goes(store: Store, world: World, bench_uids: BenchUids) -> None:
    """ION: "the current location becomes the delivery location, and all kitted inventory moves there"."""
    line_side = world.location("Line 2")
    assert "no delivery location" in effect(store, bench_uids.kit, KitStatus.DELIVERED)
    stage(store, world, bench_uids.kit, delivery=line_side)
    assert "Nothing is in it that could move to Line 2." in effect(store, bench_uids.kit, KitStatus.DELIVERED)
    world.issue(bench_uids.radio_item, bench_uids.radio_line)
    said = effect(store, bench_uids.kit, KitStatus.DELIVERED)
    assert said.startswith("Delivering moves 1 item to Line 2. 3 lines are not complete")
    world.do(SetKitStatus(uid=bench_uids.kit, status=KitStatus.DELIVERED))
    assert holdings(store, bench_uids.kit).kit.location == "Line 2"


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (KitStatus.DRAFT, "Nobody need collect it"),
        (KitStatus.REQUESTED, ""),
        (KitStatus.IN_PROGRESS, "Collecting goes on."),
        (KitStatus.DELIVERED, "no delivery location"),
        (KitStatus.COMPLETED, "Completing frees nothing"),
        (KitStatus.CANCELED, "Canceling frees nothing"),
    ],
)
def test_every_status_says_what_it_does(
    store: Store, bench_uids: BenchUids, status: KitStatus, words: str
) -> None:
    said = effect(store, bench_uids.kit, status)
    assert words in said
    assert bool(said) == (status is not KitStatus.REQUESTED), "it is requested already"


def test_what_stays_in_the_kit_is_said(store: Store, world: World, bench_uids: BenchUids) -> None:
    world.issue(bench_uids.radio_item, bench_uids.radio_line)
    assert "stays in it (1 item)" in effect(store, bench_uids.kit, KitStatus.REQUESTED)
    assert "each where it is kept" in effect(store, bench_uids.kit, KitStatus.CANCELED)


def test_a_closed_kit_that_opens_again_gets_nothing_back(
    store: Store, world: World, bench_uids: BenchUids
) -> None:
    world.do(SetKitStatus(uid=bench_uids.kit, status=KitStatus.CANCELED))
    assert "stays free" in effect(store, bench_uids.kit, KitStatus.IN_PROGRESS)
    assert "stays free" not in effect(store, bench_uids.kit, KitStatus.COMPLETED)
