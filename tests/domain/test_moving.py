"""Transfer, split and merge: what is there stays as much as it was."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kitstation.domain.commands import (
    CreateLocation,
    HoldItem,
    MergeItems,
    SplitItem,
    SplitOff,
    TransferItem,
    UpdateLocation,
)
from kitstation.domain.etags import etag
from kitstation.domain.movements import Bucket
from kitstation.domain.records import HowCreated
from kitstation.domain.refusals import RefusalCode
from kitstation.domain.working_set import WorkingSet
from tests.support.bench import BenchUids, lay_out
from tests.support.clock import NOON, FakeClock
from tests.support.memory import Memory
from tests.support.world import World

ONE = Decimal(1)


@pytest.fixture
def records(memory: World) -> WorkingSet:
    assert isinstance(memory.door, Memory)
    return memory.door.records


def test_a_whole_item_moves_as_the_item_it_is(
    memory: World, records: WorkingSet, memory_bench: BenchUids
) -> None:
    changes = memory.do(
        TransferItem(item_uid=memory_bench.screw_item, to_location_uid=memory_bench.shelf)
    ).changes
    [movement] = changes.movements
    assert (movement.quantity, movement.from_place, movement.to_place) == (
        Decimal(100),
        memory_bench.bin,
        memory_bench.shelf,
    )
    moved = records.items.get(memory_bench.screw_item)
    assert (moved.location_uid, moved.quantity) == (memory_bench.shelf, Decimal(100))
    assert records.part_stock.get(memory_bench.screw).on_hand == 100


def test_a_part_of_an_item_becomes_an_item_at_the_other_place(
    memory: World, records: WorkingSet, memory_bench: BenchUids
) -> None:
    command = TransferItem(
        item_uid=memory_bench.paste_item,
        to_location_uid=memory_bench.shelf,
        quantity=Decimal("2.5"),
        new_uid="new",
    )
    memory.do(command)
    rest, new = records.items.get(memory_bench.paste_item), records.items.get("new")
    assert (rest.quantity, rest.location_uid) == (Decimal("7.5"), memory_bench.bin)
    assert (new.quantity, new.location_uid, new.lot_number) == (Decimal("2.5"), memory_bench.shelf, "LOT-1")
    assert (new.origin_uid, new.how_created) == (memory_bench.paste_item, HowCreated.TRANSFER)
    assert new.received_at == rest.received_at
    assert records.ledger.in_bucket(memory_bench.paste_item, Bucket.TRANSFERRED) == Decimal("2.5")


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"to_location_uid": "nowhere"}, RefusalCode.UNKNOWN_RECORD),
        ({"item_uid": "nothing"}, RefusalCode.UNKNOWN_RECORD),
        ({"quantity": Decimal(101)}, RefusalCode.NOT_ENOUGH),
        ({"quantity": Decimal(0)}, RefusalCode.BAD_QUANTITY),
        ({"quantity": ONE, "new_uid": "taken"}, RefusalCode.DUPLICATE),
    ],
)
def test_an_impossible_transfer_is_refused(
    memory: World, memory_bench: BenchUids, change: dict[str, object], code: RefusalCode
) -> None:
    """Autotask: the quantity is above 0 and at most what is on hand."""
    if change.get("new_uid") == "taken":
        change = change | {"new_uid": memory_bench.paste_item}
    command = TransferItem(item_uid=memory_bench.screw_item, to_location_uid=memory_bench.shelf)
    assert memory.refused(replace(command, **change)).code is code  # type: ignore[arg-type]  # by name


def test_a_transfer_goes_to_another_place_that_is_open(
    memory: World, records: WorkingSet, memory_bench: BenchUids
) -> None:
    """Autotask: "toLocationID differs from fromLocationID and is active"."""
    there = TransferItem(item_uid=memory_bench.screw_item, to_location_uid=memory_bench.bin)
    assert memory.refused(there).code is RefusalCode.SAME_PLACE
    memory.do(CreateLocation(uid="old", name="Old"))
    memory.do(UpdateLocation(uid="old", etag=etag(records.locations.get("old")), archived=True))
    assert memory.refused(replace(there, to_location_uid="old")).code is RefusalCode.ARCHIVED


def test_what_lies_where_nothing_is_available_is_not_available(
    memory: World, records: WorkingSet, memory_bench: BenchUids
) -> None:
    memory.do(CreateLocation(uid="cage", name="Quarantine", inventory_available=False))
    memory.do(TransferItem(item_uid=memory_bench.radio_item, to_location_uid="cage"))
    assert records.items.get(memory_bench.radio_item).blocked
    assert records.part_stock.get(memory_bench.radio).blocked == 1
    memory.do(UpdateLocation(uid="cage", etag=etag(records.locations.get("cage")), inventory_available=True))
    assert not records.items.get(memory_bench.radio_item).blocked
    assert records.part_stock.get(memory_bench.radio).blocked == 0


def test_a_split_decreases_the_original_and_keeps_the_origin(
    memory: World, records: WorkingSet, memory_bench: BenchUids
) -> None:
    """ION: the original's quantity is decreased; a new record takes the difference and holds its origin."""
    parts = (SplitOff(uid="a", quantity=Decimal(3)), SplitOff(uid="b", quantity=Decimal("0.5")))
    memory.do(SplitItem(item_uid=memory_bench.paste_item, parts=parts))
    quantities = {uid: records.items.get(uid).quantity for uid in (memory_bench.paste_item, "a", "b")}
    assert quantities == {memory_bench.paste_item: Decimal("6.5"), "a": 3, "b": Decimal("0.5")}
    new = records.items.get("a")
    assert (new.origin_uid, new.how_created, new.lot_number) == (
        memory_bench.paste_item,
        HowCreated.SPLIT,
        "LOT-1",
    )


@pytest.mark.parametrize(
    ("quantities", "code"),
    [
        ([], RefusalCode.CANNOT_SPLIT),
        (["10"], RefusalCode.CANNOT_SPLIT),
        (["6", "5"], RefusalCode.CANNOT_SPLIT),
        (["0"], RefusalCode.BAD_QUANTITY),
        (["-1"], RefusalCode.BAD_QUANTITY),
    ],
)
def test_an_impossible_split_is_refused(
    memory: World, memory_bench: BenchUids, quantities: list[str], code: RefusalCode
) -> None:
    parts = tuple(SplitOff(uid=f"n{n}", quantity=Decimal(q)) for n, q in enumerate(quantities))
    assert memory.refused(SplitItem(item_uid=memory_bench.paste_item, parts=parts)).code is code


def test_a_serial_number_is_not_split(memory: World, memory_bench: BenchUids) -> None:
    command = SplitItem(item_uid=memory_bench.radio_item, parts=(SplitOff(uid="a", quantity=ONE),))
    assert memory.refused(command).code is RefusalCode.CANNOT_SPLIT


def test_the_parts_of_a_split_are_different_new_items(memory: World, memory_bench: BenchUids) -> None:
    twice = (SplitOff(uid="a", quantity=ONE), SplitOff(uid="a", quantity=ONE))
    taken = (SplitOff(uid=memory_bench.radio_item, quantity=ONE),)
    for parts in (twice, taken):
        command = SplitItem(item_uid=memory_bench.paste_item, parts=parts)
        assert memory.refused(command).code is RefusalCode.DUPLICATE


def test_a_merge_makes_one_item_that_is_as_old_as_the_oldest(
    memory: World, records: WorkingSet, memory_bench: BenchUids
) -> None:
    """ION: a merged record "inherits the earliest creation date"; old barcodes resolve to the new record."""
    assert isinstance(memory.clock, FakeClock)
    memory.clock.advance(timedelta(days=3))
    later = memory.item(memory_bench.paste, memory_bench.bin, 4, lot="LOT-1")
    memory.do(MergeItems(new_uid="one", item_uids=(later, memory_bench.paste_item)))
    one = records.items.get("one")
    assert (one.quantity, one.received_at, one.lot_number) == (Decimal(14), NOON, "LOT-1")
    for uid in (later, memory_bench.paste_item):
        gone = records.items.get(uid)
        assert (gone.deleted, gone.merged_into_uid, gone.quantity) == (True, "one", Decimal(0))
    assert records.part_stock.get(memory_bench.paste).on_hand == 14


def test_a_date_code_goes_with_every_part_and_with_what_they_become(
    memory: World, records: WorkingSet, memory_bench: BenchUids
) -> None:
    """A maker recalls by it: it may get lost in no move."""
    whole = memory.item(memory_bench.paste, memory_bench.bin, 10, lot="LOT-7", date_code="27102016")
    memory.do(SplitItem(item_uid=whole, parts=(SplitOff(uid="a", quantity=ONE),)))
    memory.do(
        TransferItem(item_uid=whole, to_location_uid=memory_bench.shelf, quantity=Decimal(2), new_uid="b")
    )
    memory.do(MergeItems(new_uid="one", item_uids=(whole, "a")))
    memory.issue("one", memory_bench.paste_line, Decimal(3))
    assert {records.items.get(uid).date_code for uid in ("a", "b", "one")} == {"27102016"}


@pytest.mark.parametrize("difference", ["lot", "place", "expiry", "date code", "held", "kitted"])
def test_what_differs_is_not_merged(memory: World, memory_bench: BenchUids, difference: str) -> None:
    """ION: candidates have the same part, lot, location, unit and status."""
    other = memory.item(
        memory_bench.paste,
        memory_bench.shelf if difference == "place" else memory_bench.bin,
        4,
        lot="LOT-2" if difference == "lot" else "LOT-1",
        expires_on=NOON.date() if difference == "expiry" else None,
        date_code="2319" if difference == "date code" else None,
    )
    if difference == "held":
        memory.do(HoldItem(item_uid=other, reason="x"))
    if difference == "kitted":
        memory.issue(other, memory_bench.paste_line)
    command = MergeItems(new_uid="one", item_uids=(memory_bench.paste_item, other))
    assert memory.refused(command).code is RefusalCode.CANNOT_MERGE


def test_serial_numbers_never_merge(memory: World, memory_bench: BenchUids) -> None:
    """ION: "Serial-tracked parts, and any record with an assigned serial number, never merge"."""
    other = memory.item(memory_bench.radio, memory_bench.bin, serial="SN-2")
    command = MergeItems(new_uid="one", item_uids=(memory_bench.radio_item, other))
    assert memory.refused(command).code is RefusalCode.CANNOT_MERGE


@pytest.mark.parametrize("uids", [(), ("paste",), ("paste", "paste")])
def test_at_least_two_items_are_merged(memory: World, memory_bench: BenchUids, uids: tuple[str, ...]) -> None:
    named = tuple(memory_bench.paste_item for _ in uids)
    command = MergeItems(new_uid="one", item_uids=named)
    assert memory.refused(command).code is RefusalCode.CANNOT_MERGE


def test_nothing_is_merged_at_a_place_that_is_excluded(
    memory: World, records: WorkingSet, memory_bench: BenchUids
) -> None:
    other = memory.item(memory_bench.paste, memory_bench.bin, 4, lot="LOT-1")
    place = records.locations.get(memory_bench.bin)
    memory.do(UpdateLocation(uid=place.uid, etag=etag(place), exclude_from_merge=True))
    command = MergeItems(new_uid="one", item_uids=(memory_bench.paste_item, other))
    assert memory.refused(command).code is RefusalCode.CANNOT_MERGE


@given(st.lists(st.decimals("0.000001", 3, places=6), min_size=1, max_size=3))
def test_split_and_merged_again_it_is_as_much_as_before(quantities: list[Decimal]) -> None:
    """ION: "the quantities add up to the original and the origin id is kept"."""
    memory = Memory()
    world = World(memory)
    bench = lay_out(world)
    parts = tuple(SplitOff(uid=f"n{n}", quantity=quantity) for n, quantity in enumerate(quantities))
    world.do(SplitItem(item_uid=bench.paste_item, parts=parts))
    everything = (bench.paste_item, *(part.uid for part in parts))
    assert sum(memory.records.items.get(uid).quantity for uid in everything) == 10
    world.do(MergeItems(new_uid="one", item_uids=everything))
    assert memory.records.items.get("one").quantity == 10
