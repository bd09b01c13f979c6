"""The inventory list: its pages, its filters and its search."""

from __future__ import annotations

import pytest

from kitstation.domain.records import TrackingType
from kitstation.store.queries import inventory
from kitstation.store.queries.inventory import InventoryFilter, InventoryRow, PageKey
from kitstation.store.store import Store
from tests.support.bench import BenchUids
from tests.support.clock import SeqIds
from tests.support.world import World


def numbers(rows: tuple[InventoryRow, ...]) -> list[str]:
    return [row.serial_number or row.lot_number or row.part_number for row in rows]


def found(store: Store, words: str, limit: int = 200) -> list[str]:
    with store.reading() as reader:
        return numbers(inventory.search(reader, words, limit))


def test_pages_give_every_item_once_in_the_order_of_part_numbers(
    store: Store, world: World, bench_uids: BenchUids
) -> None:
    for number in range(7):
        world.item(bench_uids.radio, bench_uids.bin, serial=f"X-{number}")
    after: PageKey | None = None
    rows: list[InventoryRow] = []
    with store.reading() as reader:
        while page := inventory.page(reader, after, 3):
            rows.extend(page)
            after = page[-1].page_key
        assert inventory.count(reader) == len(rows) == len({row.uid for row in rows}) == 10
    assert [row.part_number for row in rows] == sorted(row.part_number for row in rows)


@pytest.mark.parametrize(
    ("wanted", "numbers_found"),
    [
        (InventoryFilter(part_number="RADIO"), ["SN-1"]),
        (InventoryFilter(part_number="RAD"), []),
        (InventoryFilter(serial_number="SN-1"), ["SN-1"]),
        (InventoryFilter(lot_number="LOT-1"), ["LOT-1"]),
        (InventoryFilter(location="Stores"), ["LOT-1", "SN-1", "SCREW"]),
        (InventoryFilter(location="Stores/A1-03"), ["LOT-1", "SN-1", "SCREW"]),
        (InventoryFilter(location="Stores/A1"), []),
        (InventoryFilter(part_number="RADIO", lot_number="LOT-1"), []),
    ],
)
@pytest.mark.usefixtures("bench_uids")
def test_a_filter_matches_exactly_and_a_place_with_all_that_is_in_it(
    store: Store, wanted: InventoryFilter, numbers_found: list[str]
) -> None:
    with store.reading() as reader:
        assert numbers(inventory.matching(reader, wanted)) == numbers_found


def test_what_was_made_in_one_week_is_found_by_its_date_code(store: Store, bench_uids: BenchUids) -> None:
    """A maker's recall names date codes, whatever lot numbers a house has given."""
    world = World(store, ids=SeqIds(5_000))
    for lot, date_code in (("LOT-7", "2319"), ("LOT-8", "2319"), ("LOT-9", "2320")):
        world.item(bench_uids.paste, bench_uids.bin, lot=lot, date_code=date_code)
    with store.reading() as reader:
        assert numbers(inventory.matching(reader, InventoryFilter(date_code="2319"))) == ["LOT-7", "LOT-8"]
        assert inventory.matching(reader, InventoryFilter(date_code="23")) == ()
        for words, found in (("2320", ["LOT-9"]), ("23", ["LOT-7", "LOT-8", "LOT-9"]), ("320", [])):
            assert numbers(inventory.search(reader, words)) == found


@pytest.mark.parametrize(
    ("words", "numbers_found"),
    [
        ("SN-1", ["SN-1"]),
        ("sn-", ["SN-1"]),
        ("ot-1", ["LOT-1"]),
        ("screw", ["SCREW"]),
        ("adi", ["SN-1"]),
        ("a1-03", ["SN-1", "LOT-1", "SCREW"]),
        ("S", ["SN-1", "SCREW", "LOT-1"]),
        ("sn", ["SN-1"]),
        ("  lot ", ["LOT-1"]),
        ('"', []),
        ("nowhere", []),
        ("' OR 1", []),
    ],
)
@pytest.mark.usefixtures("bench_uids")
def test_a_search_finds_numbers_before_parts_before_places(
    store: Store, words: str, numbers_found: list[str]
) -> None:
    assert found(store, words) == numbers_found


@pytest.mark.usefixtures("bench_uids")
def test_a_blank_search_is_the_first_page(store: Store) -> None:
    assert found(store, "   ") == ["LOT-1", "SN-1", "SCREW"]


def test_a_search_gives_no_more_than_is_asked_for(store: Store, world: World, bench_uids: BenchUids) -> None:
    for number in range(5):
        world.item(bench_uids.radio, bench_uids.bin, serial=f"SN-1{number}")
    assert len(found(store, "SN-1", limit=3)) == 3


def test_a_new_part_is_found_at_once_by_its_description(
    store: Store, world: World, bench_uids: BenchUids
) -> None:
    part = world.part("C-1", TrackingType.LOT, description="Ceramic capacitor")
    world.item(part, bench_uids.bin, 5, lot="REEL-9")
    assert found(store, "capaci") == ["REEL-9"]
