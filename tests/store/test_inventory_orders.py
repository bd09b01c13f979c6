"""The inventory in an order, filtered: every item once, whatever the order, and never by reading all of them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest

from kitstation.domain.commands import (
    CompleteBuild,
    DeleteItem,
    HoldItem,
    ReserveItem,
    ScrapItem,
    StartBuild,
    UpdateLocation,
)
from kitstation.domain.etags import etag
from kitstation.domain.movements import Bucket
from kitstation.store.queries import item_detail, part_detail, places, suppliers
from kitstation.store.queries import parts as part_queries
from kitstation.store.queries.inventory import (
    InventoryFilter,
    InventoryRow,
    ItemCondition,
    ItemOrder,
    OrderedBy,
    OrderKey,
    all_matching,
    count,
    item_with_uid,
    matching,
    ordered_page,
    search,
)
from kitstation.store.store import Store
from tests.store.test_query_plans import reads_all_of
from tests.support.bench import BenchUids
from tests.support.statements import plans
from tests.support.world import World

TODAY = date(2026, 3, 2)
Of = Callable[[InventoryRow], object]
KEYS: dict[OrderedBy, Of] = {
    OrderedBy.PART: lambda row: row.part_number,
    OrderedBy.LOCATION: lambda row: row.location,
    OrderedBy.SERIAL: lambda row: row.serial_number,
    OrderedBy.LOT: lambda row: row.lot_number,
    OrderedBy.EXPIRY: lambda row: row.expires_on,
}


@pytest.fixture
def stock(world: World, bench_uids: BenchUids) -> BenchUids:
    """The bench's stock, and 12 items more of all kinds at two places."""
    for number in range(4):
        place = (bench_uids.bin, bench_uids.shelf)[number % 2]
        world.item(bench_uids.radio, place, serial=f"X-{number}")
        world.item(
            bench_uids.paste, place, number + 1, lot=f"L-{number}", expires_on=date(2026, 1 + number, 9)
        )
        world.item(bench_uids.screw, place, number + 1)
    return bench_uids


def read_all(store: Store, order: ItemOrder, wanted: InventoryFilter, limit: int) -> list[InventoryRow]:
    rows: list[InventoryRow] = []
    after: OrderKey | None = None
    with store.reading() as reader:
        while True:
            page = ordered_page(reader, order, after, limit, wanted)
            rows.extend(page.rows)
            after = page.next_key
            if after is None:
                return rows


@pytest.mark.parametrize("descending", [False, True])
@pytest.mark.parametrize("limit", [1, 4, 100])
@pytest.mark.parametrize("by", OrderedBy)
@pytest.mark.usefixtures("stock")
def test_every_order_gives_every_item_once_and_what_has_no_such_value_last(
    store: Store, by: OrderedBy, limit: int, *, descending: bool
) -> None:
    rows = read_all(store, ItemOrder(by, descending), InventoryFilter(), limit)
    assert len(rows) == len({row.uid for row in rows}) == 15
    values = [KEYS[by](row) for row in rows]
    known = [value for value in values if value is not None]
    assert values[: len(known)] == known
    assert known == sorted(known, reverse=descending)  # type: ignore[type-var]  # of one kind each


def _in_every_condition(world: World, stock: BenchUids) -> None:
    world.issue(stock.radio_item, stock.radio_line)
    world.do(ReserveItem(item_uid=stock.screw_item, line_uid=stock.screw_line, quantity=Decimal(3)))
    world.do(HoldItem(item_uid=stock.paste_item, reason="smells"))


@pytest.mark.parametrize(
    ("condition", "names"),
    [
        (ItemCondition.RESERVED, ["SCREW"]),
        (ItemCondition.KITTED, ["SN-1"]),
        (ItemCondition.INSTALLED, []),
        (ItemCondition.IN_WORK, []),
        (ItemCondition.HELD, ["LOT-1"]),
        (ItemCondition.EXPIRED, ["L-0", "L-1"]),
    ],
)
@pytest.mark.parametrize("by", OrderedBy)
def test_a_condition_finds_the_same_however_it_is_asked_for(
    store: Store, world: World, stock: BenchUids, condition: ItemCondition, names: list[str], by: OrderedBy
) -> None:
    _in_every_condition(world, stock)
    wanted = InventoryFilter(condition=condition, today=TODAY)
    with store.reading() as reader:
        found = matching(reader, wanted)
        assert all_matching(reader, wanted) == found
    assert sorted(row.name for row in found) == names
    paged = read_all(store, ItemOrder(by), wanted, 2)
    assert sorted(row.name for row in paged) == names


def test_what_is_available_is_neither_held_nor_used_up(store: Store, world: World, stock: BenchUids) -> None:
    _in_every_condition(world, stock)
    wanted = InventoryFilter(condition=ItemCondition.AVAILABLE)
    rows = read_all(store, ItemOrder(), wanted, 100)
    assert len(rows) == 13
    assert {row.name for row in rows}.isdisjoint({"SN-1", "LOT-1"})


def test_filters_narrow_each_other_and_a_search(store: Store, stock: BenchUids) -> None:
    wanted = InventoryFilter(part_number="PASTE", location="Stores/A1-03")
    with store.reading() as reader:
        assert {row.name for row in matching(reader, wanted)} == {"LOT-1", "L-0", "L-2"}
        assert [row.name for row in search(reader, "L-", 200, wanted)] == ["L-0", "L-2"]
        assert [row.name for row in search(reader, "L-", 1, wanted)] == ["L-0"]
        assert search(reader, "SN-1", 200, wanted) == ()


def test_too_many_matches_are_not_gathered(store: Store, stock: BenchUids) -> None:
    with store.reading() as reader:
        assert all_matching(reader, InventoryFilter(location="Stores"), most=14) is None
        assert len(all_matching(reader, InventoryFilter(location="Stores"), most=15) or ()) == 15


def test_what_has_expired_needs_a_day(store: Store) -> None:
    with store.reading() as reader, pytest.raises(ValueError, match="day"):
        matching(reader, InventoryFilter(condition=ItemCondition.EXPIRED))


def test_a_deleted_item_is_not_counted_but_still_known(store: Store, world: World, stock: BenchUids) -> None:
    with store.reading() as reader:
        row = item_with_uid(reader, stock.radio_item)
    assert row is not None
    world.do(DeleteItem(uid=row.uid, etag=row.etag))
    with store.reading() as reader:
        assert count(reader) == 14
        gone = item_with_uid(reader, stock.radio_item)
        assert {place.path: place.items for place in places.all_places(reader)}["Stores/A1-03"] == 8
    assert gone is not None
    assert gone.deleted


@pytest.mark.parametrize("by", OrderedBy)
@pytest.mark.parametrize("condition", [None, *ItemCondition])
def test_a_page_in_an_order_sorts_nothing(
    store: Store, stock: BenchUids, by: OrderedBy, condition: ItemCondition | None
) -> None:
    wanted = InventoryFilter(condition=condition, location="Stores", today=TODAY)
    with store.reading() as reader, plans() as steps:
        ordered_page(reader, ItemOrder(by), None, 2, wanted)
    assert [step for step in steps if "TEMP B-TREE FOR ORDER" in step] == []


@pytest.mark.parametrize("condition", [one for one in ItemCondition if one is not ItemCondition.AVAILABLE])
def test_the_few_items_in_a_condition_are_found_by_an_index(
    store: Store, stock: BenchUids, condition: ItemCondition
) -> None:
    wanted = InventoryFilter(condition=condition, location="Stores", today=TODAY)
    with store.reading() as reader, plans() as steps:
        all_matching(reader, wanted)
    assert reads_all_of([step for step in steps if "INDEX" not in step]) == []


# What is known of one thing.


def test_an_item_knows_where_each_part_of_it_is(store: Store, world: World, stock: BenchUids) -> None:
    world.issue(stock.paste_item, stock.paste_line, 4)
    world.do(ScrapItem(item_uid=stock.paste_item, quantity=Decimal(1), reason="dried"))
    with store.reading() as reader:
        shares = item_detail.shares_of(reader, stock.paste_item)
        events = item_detail.last_events(reader, stock.paste_item)
    assert [(share.bucket, share.name, share.quantity) for share in shares] == [
        (Bucket.ON_HAND, "Stores/A1-03", Decimal(5)),
        (Bucket.PICKED, "KIT-1", Decimal(4)),
        (Bucket.REMOVED, "", Decimal(1)),
    ]
    assert [event.kind for event in events] == ["ScrapItem", "IssueItem", "CreateItem"]


def test_only_what_the_domain_finds_alike_can_be_merged(store: Store, world: World, stock: BenchUids) -> None:
    """ION: equal part, lot, location, unit and status; not where merging is excluded; never a serial."""
    twin = world.item(stock.paste, stock.bin, 3, lot="LOT-1")
    world.item(stock.paste, stock.shelf, 3, lot="LOT-1")
    world.item(stock.paste, stock.bin, 3, lot="LOT-1", expires_on=TODAY)
    kitted = world.item(stock.paste, stock.bin, 3, lot="LOT-1")
    world.issue(kitted, stock.paste_line)
    with store.reading() as reader:
        found = item_detail.merge_candidates(reader, stock.paste_item)
        assert [row.uid for row in found] == [twin]
        assert item_detail.merge_candidates(reader, stock.radio_item) == ()
        place = places.place_record(reader, "Stores/A1-03")
    assert place is not None
    world.do(UpdateLocation(uid=place.uid, etag=etag(place), exclude_from_merge=True))
    with store.reading() as reader:
        assert item_detail.merge_candidates(reader, stock.paste_item) == ()


def test_the_lines_that_need_a_part_say_what_they_lack(store: Store, world: World, stock: BenchUids) -> None:
    world.issue(stock.paste_item, stock.paste_line, 2)
    with store.reading() as reader:
        (line,) = item_detail.lines_that_need(reader, stock.paste)
        assert (line.kit, line.required, line.lacking) == ("KIT-1", Decimal(5), Decimal(3))
        assert item_detail.lines_that_need(reader, stock.paste, text="KIT-9") == ()


def test_a_part_knows_its_lines_uses_and_places(store: Store, stock: BenchUids) -> None:
    with store.reading() as reader:
        assert [line.part_number for line in part_detail.bom_of(reader, stock.assembly)] == [
            "PASTE",
            "RADIO",
            "SCREW",
        ]
        (use,) = part_detail.uses_of(reader, stock.paste)
        assert (use.part_number, use.quantity, use.as_substitute) == ("BOARD", Decimal("2.5"), False)
        found = part_detail.places_of_part(reader, stock.paste)
        assert [(place.location, place.quantity, place.items) for place in found] == [
            ("Stores", Decimal(6), 2),
            ("Stores/A1-03", Decimal(14), 3),
        ]
        assert [row.part_number for row in part_queries.parts_like(reader, "adi")] == ["RADIO"]
        assert [row.part_number for row in part_queries.parts_like(reader, "s")] == ["SCREW"]
        assert suppliers.all_suppliers(reader) == ()


def test_what_is_built_is_in_work_until_it_is_finished(store: Store, world: World, stock: BenchUids) -> None:
    uid = world.ids.new()
    world.do(StartBuild(uid=uid, run_uid=stock.run, location_uid=stock.bin, serial_number="B-1"))
    wanted = InventoryFilter(condition=ItemCondition.IN_WORK)
    with store.reading() as reader:
        (row,) = matching(reader, wanted)
    assert (row.name, row.made_by_run, row.in_work) == ("B-1", "Run", True)
    world.do(CompleteBuild(item_uid=uid, location_uid=stock.bin, incomplete_ok=True))
    with store.reading() as reader:
        assert matching(reader, wanted) == ()
