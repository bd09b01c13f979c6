"""Places as a tree, and the rules of the house."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kitstation.domain.commands import (
    CreateItem,
    CreateLocation,
    MoveLocation,
    SetRules,
    TransferItem,
    UpdateLocation,
)
from kitstation.domain.etags import etag
from kitstation.domain.records import LocationType
from kitstation.domain.refusals import RefusalCode
from kitstation.domain.working_set import WorkingSet
from tests.support.bench import BenchUids
from tests.support.memory import Memory
from tests.support.world import World


@pytest.fixture
def records(memory: World) -> WorkingSet:
    assert isinstance(memory.door, Memory)
    return memory.door.records


def seen(records: WorkingSet, uid: str) -> str:
    return etag(records.locations.get(uid))


def test_a_place_that_moves_takes_what_is_in_it_along(
    memory: World, records: WorkingSet, memory_bench: BenchUids
) -> None:
    memory.do(CreateLocation(uid="hall", name="Hall 2"))
    memory.do(MoveLocation(uid=memory_bench.shelf, etag=seen(records, memory_bench.shelf), parent_uid="hall"))
    assert records.locations.get(memory_bench.bin).path == "Hall 2/Stores/A1-03"
    assert records.items.get(memory_bench.screw_item).location_uid == memory_bench.bin
    memory.do(MoveLocation(uid=memory_bench.shelf, etag=seen(records, memory_bench.shelf), parent_uid=None))
    assert records.locations.get(memory_bench.bin).path == "Stores/A1-03"


def test_a_new_name_is_in_the_paths_of_all_that_is_inside(
    memory: World, records: WorkingSet, memory_bench: BenchUids
) -> None:
    memory.do(
        UpdateLocation(uid=memory_bench.shelf, etag=seen(records, memory_bench.shelf), name="Main store")
    )
    assert records.locations.get(memory_bench.bin).path == "Main store/A1-03"
    memory.do(CreateLocation(uid="new", name="Stores"))


def test_a_place_is_not_put_into_itself(memory: World, records: WorkingSet, memory_bench: BenchUids) -> None:
    for target in (memory_bench.shelf, memory_bench.bin):
        command = MoveLocation(
            uid=memory_bench.shelf, etag=seen(records, memory_bench.shelf), parent_uid=target
        )
        assert memory.refused(command).code is RefusalCode.CONTAINS_ITSELF


def test_a_place_moves_to_another_place_that_is_there(
    memory: World, records: WorkingSet, memory_bench: BenchUids
) -> None:
    move = MoveLocation(
        uid=memory_bench.bin, etag=seen(records, memory_bench.bin), parent_uid=memory_bench.shelf
    )
    assert memory.refused(move).code is RefusalCode.SAME_PLACE
    assert memory.refused(replace(move, parent_uid="nowhere")).code is RefusalCode.UNKNOWN_RECORD
    assert memory.refused(replace(move, uid="nowhere")).code is RefusalCode.UNKNOWN_RECORD
    assert memory.refused(replace(move, etag="x", parent_uid=None)).code is RefusalCode.STALE_ETAG
    memory.do(CreateLocation(uid="twin", name="A1-03"))
    assert memory.refused(replace(move, parent_uid=None)).code is RefusalCode.DUPLICATE


def test_everything_of_a_place_but_its_uid_can_change(
    memory: World, records: WorkingSet, memory_bench: BenchUids
) -> None:
    memory.do(
        UpdateLocation(
            uid=memory_bench.bin,
            etag=seen(records, memory_bench.bin),
            type=LocationType.TOTE,
            description="blue",
            barcode="LOC-7",
            exclude_from_merge=True,
        )
    )
    place = records.locations.get(memory_bench.bin)
    assert (place.type, place.description, place.barcode, place.exclude_from_merge) == (
        LocationType.TOTE,
        "blue",
        "LOC-7",
        True,
    )


def test_a_barcode_names_one_place(memory: World, records: WorkingSet, memory_bench: BenchUids) -> None:
    memory.do(CreateLocation(uid="a", name="A", barcode="LOC-7"))
    other = CreateLocation(uid="b", name="B", barcode="LOC-7")
    assert memory.refused(other).code is RefusalCode.DUPLICATE
    taken = UpdateLocation(uid=memory_bench.bin, etag=seen(records, memory_bench.bin), barcode="LOC-7")
    assert memory.refused(taken).code is RefusalCode.DUPLICATE
    memory.do(UpdateLocation(uid="a", etag=seen(records, "a"), barcode="LOC-8"))
    memory.do(other)


def test_names_are_unique_inside_a_place(memory: World, records: WorkingSet, memory_bench: BenchUids) -> None:
    memory.do(CreateLocation(uid="c", name="C1", parent_uid=memory_bench.shelf))
    rename = UpdateLocation(uid="c", etag=seen(records, "c"), name="A1-03")
    assert memory.refused(rename).code is RefusalCode.DUPLICATE
    assert memory.refused(replace(rename, name="a/b")).code is RefusalCode.BAD_NAME
    assert memory.refused(replace(rename, etag="x", name="D")).code is RefusalCode.STALE_ETAG
    assert memory.refused(replace(rename, uid="nowhere")).code is RefusalCode.UNKNOWN_RECORD


def test_a_place_where_something_lies_is_not_closed(
    memory: World, records: WorkingSet, memory_bench: BenchUids
) -> None:
    for uid in (memory_bench.bin, memory_bench.shelf):
        command = UpdateLocation(uid=uid, etag=seen(records, uid), archived=True)
        assert memory.refused(command).code is RefusalCode.IN_USE


def test_nothing_comes_to_a_closed_place(memory: World, records: WorkingSet, memory_bench: BenchUids) -> None:
    memory.do(CreateLocation(uid="old", name="Old"))
    memory.do(UpdateLocation(uid="old", etag=seen(records, "old"), archived=True))
    receive = CreateItem(uid="i", part_uid=memory_bench.screw, location_uid="old")
    assert memory.refused(receive).code is RefusalCode.ARCHIVED
    move = TransferItem(item_uid=memory_bench.screw_item, to_location_uid="old")
    assert memory.refused(move).code is RefusalCode.ARCHIVED
    into = MoveLocation(uid=memory_bench.shelf, etag=seen(records, memory_bench.shelf), parent_uid="old")
    assert memory.refused(into).code is RefusalCode.ARCHIVED


def test_the_rules_of_the_house_are_chosen_one_by_one(memory: World, records: WorkingSet) -> None:
    memory.do(SetRules(any_revision=True))
    memory.do(SetRules(lot_pattern="{station}-{seq}"))
    rules = records.house_rules
    assert (rules.any_revision, rules.allow_negative_untracked, rules.lot_pattern, rules.version) == (
        True,
        False,
        "{station}-{seq}",
        2,
    )
