"""Positions as lists and panes read them: every field of the seeds, computed for the rows of a page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from kitstation.domain.commands import (
    CreateCatalogue,
    CreateItem,
    CreateOrderLine,
    CreatePosition,
    HoldItem,
    RecountItem,
    RemoveStock,
    ReserveItem,
    UpdateLocation,
)
from kitstation.domain.etags import etag
from kitstation.domain.position_quantities import QuantityStatus, QuantityType, on_hand
from kitstation.domain.quantities import ZERO
from kitstation.domain.records import InventoryItem
from kitstation.store.queries import positions, replenishment
from kitstation.store.queries.connections import CursorError, PageWish
from kitstation.store.queries.position_quantities import (
    DateRange,
    QuantityFilter,
    quantities,
    quantities_of,
)
from kitstation.store.queries.positions import PositionFilter, PositionOrder, PositionRow
from kitstation.store.queries.stocked_items import how_many, items_at_position, stocked_items
from kitstation.store.rows import ITEMS, LOCATIONS
from kitstation.store.store import Store
from tests.support.bench import BenchUids, lay_out
from tests.support.clock import NOON
from tests.support.position_histories import Stockroom, live_through, open_stockroom
from tests.support.world import World


@dataclass
class Positions:
    """A bench whose parts have positions."""

    store: Store
    world: World
    bench: BenchUids
    catalogue: str

    def make(self, part: str, place: str, ref: str, **values: str | Decimal | tuple[str, ...]) -> str:
        uid = self.world.ids.new()
        self.world.do(
            CreatePosition(
                uid=uid,
                catalogue_uid=self.catalogue,
                ref=ref,
                part_uid=part,
                location_uid=place,
                **values,  # type: ignore[arg-type]  # each by its name
            )
        )
        return uid

    def row(self, uid: str) -> PositionRow:
        with self.store.reading() as reader:
            (found,) = positions.with_uids(reader, [uid])
        return found

    def refs(
        self,
        wanted: PositionFilter = positions.EVERYTHING,
        order: PositionOrder = PositionOrder.PART,
        *,
        descending: bool = False,
        size: int = 100,
    ) -> list[str]:
        """Read all pages of a list."""
        found: list[str] = []
        after = None
        while True:
            with self.store.reading() as reader:
                rows, after = positions.page(
                    reader, wanted, order, descending=descending, after=after, limit=size
                )
            found += [row.ref for row in rows]
            if after is None:
                return found


@pytest.fixture
def kept(store: Store, world: World) -> Positions:
    bench = lay_out(world)
    catalogue = world.ids.new()
    world.do(CreateCatalogue(uid=catalogue, ref="MAIN", name="Everything"))
    return Positions(store, world, bench, catalogue)


@pytest.fixture
def three(kept: Positions) -> Positions:
    bench = kept.bench
    kept.make(bench.screw, bench.bin, "P-1", bin="b", minimum=Decimal(150), maximum=Decimal(200))
    kept.make(bench.paste, bench.bin, "P-2", bin="a", minimum=Decimal(1), maximum=Decimal(9))
    kept.make(bench.radio, bench.shelf, "P-3", bin="c", reference_number="X-77")
    return kept


def test_a_position_has_every_field_of_the_seeds(kept: Positions) -> None:
    """Seed 003: ref, type, status, workflowRef, workflowVersion, attributes, productRef, locationRef, catalogue."""
    bench, world = kept.bench, kept.world
    uid = kept.make(
        bench.screw,
        bench.bin,
        "SCREWS",
        type="LINESIDE",
        bin="b-7",
        reference_number="4711",
        minimum=Decimal(5),
        maximum=Decimal("7.5"),
        attributes=("colour=red",),
    )
    world.do(ReserveItem(item_uid=bench.screw_item, line_uid=bench.screw_line, quantity=Decimal(3)))
    world.issue(bench.screw_item, bench.screw_line, 1)
    held = world.item(bench.screw, bench.bin, 20)
    world.do(HoldItem(item_uid=held, reason="rust"))
    row = kept.row(uid)
    assert (row.ref, row.type, row.status, row.catalogue) == ("SCREWS", "LINESIDE", "CREATED", "MAIN")
    assert (row.workflow_ref, row.workflow_version) == ("INVENTORY_POSITION::LINESIDE", 1)
    assert (row.product_ref, row.location_ref, row.bin) == ("SCREW A", "Stores/A1-03", "b-7")
    assert (row.reference_number, row.attributes) == ("4711", ("colour=red",))
    assert (row.created_on, row.updated_on) == (NOON, NOON)
    assert [str(value) for value in (row.minimum, row.maximum)] == ["5", "7.5"]
    assert [int(value) for value in (row.on_hand, row.available, row.reserved, row.picked)] == [117, 97, 2, 1]


def test_what_is_on_order_is_what_open_lines_still_owe(kept: Positions) -> None:
    """Seed 004: unitsOnOrder and backOrderQuantity; a back order is what is left on a line that has begun to come."""
    bench, world = kept.bench, kept.world
    uid = kept.make(bench.screw, bench.bin, "SCREWS")
    lines = [world.ids.new() for _ in range(3)]
    for line, place in zip(lines, (bench.bin, bench.bin, bench.shelf), strict=True):
        world.do(
            CreateOrderLine(
                uid=line,
                order_number="PO-1",
                part_uid=bench.screw,
                ordered=Decimal(50),
                location_uid=place,
                expected_on=date(2026, 4, 1),
            )
        )
    world.do(
        CreateItem(
            uid=world.ids.new(),
            part_uid=bench.screw,
            location_uid=bench.bin,
            quantity=Decimal(20),
            order_line_uid=lines[0],
        )
    )
    row = kept.row(uid)
    assert (int(row.on_order), int(row.back_order)) == (80, 30)
    with kept.store.reading() as reader:
        promised = quantities(reader, uid, QuantityFilter(type={QuantityType.EXPECTED})).nodes
    assert [(int(one.quantity), one.status, one.expected_on) for one in promised] == [
        (30, QuantityStatus.CREATED, date(2026, 4, 1)),
        (50, QuantityStatus.CREATED, date(2026, 4, 1)),
    ]


@pytest.mark.parametrize(
    ("order", "refs"),
    [
        (PositionOrder.PART, ["P-2", "P-3", "P-1"]),
        (PositionOrder.REF, ["P-1", "P-2", "P-3"]),
        (PositionOrder.BIN, ["P-2", "P-1", "P-3"]),
        (PositionOrder.MINIMUM, ["P-3", "P-2", "P-1"]),
        (PositionOrder.MAXIMUM, ["P-3", "P-2", "P-1"]),
        (PositionOrder.LOCATION, ["P-3", "P-1", "P-2"]),
        (PositionOrder.REFERENCE_NUMBER, ["P-1", "P-2", "P-3"]),
        (PositionOrder.STATUS, ["P-1", "P-2", "P-3"]),
        (PositionOrder.TYPE, ["P-1", "P-2", "P-3"]),
        (PositionOrder.CREATED_ON, ["P-1", "P-2", "P-3"]),
        (PositionOrder.UPDATED_ON, ["P-1", "P-2", "P-3"]),
    ],
)
@pytest.mark.parametrize("size", [1, 2, 100])
def test_each_order_is_the_same_whatever_the_size_of_a_page(
    three: Positions, order: PositionOrder, refs: list[str], size: int
) -> None:
    assert three.refs(order=order, size=size) == refs
    assert three.refs(order=order, size=size, descending=True) == refs[::-1]


@pytest.mark.parametrize(
    ("words", "refs"),
    [
        ("p-2", ["P-2"]),
        ("x-77", ["P-3"]),
        ("SCR", ["P-1"]),
        ("a1-03", ["P-2", "P-1"]),
        ("RA", ["P-3"]),
        ("%", []),
        ('"', []),
        ("nowhere", []),
        (" ", ["P-2", "P-3", "P-1"]),
    ],
)
def test_a_search_looks_into_position_part_and_place(three: Positions, words: str, refs: list[str]) -> None:
    wanted = PositionFilter(words=words)
    assert three.refs(wanted) == refs
    with three.store.reading() as reader:
        assert positions.count(reader, wanted) == len(refs)


@pytest.mark.parametrize(
    ("wanted", "refs"),
    [
        (PositionFilter(below_minimum=True), ["P-2", "P-1"]),
        (PositionFilter(part_number="SCREW"), ["P-1"]),
        (PositionFilter(location="Stores"), ["P-2", "P-3", "P-1"]),
        (PositionFilter(location="Stores/A1-03"), ["P-2", "P-1"]),
        (PositionFilter(location="Sto"), []),
        (PositionFilter(catalogue="MAIN", part_number="RADIO"), ["P-3"]),
        (PositionFilter(catalogue="OTHER"), []),
    ],
)
def test_a_filter_narrows_the_list(three: Positions, wanted: PositionFilter, refs: list[str]) -> None:
    three.world.do(RemoveStock(item_uid=three.bench.paste_item, quantity=Decimal("9.5"), reason="spilt"))
    assert three.refs(wanted) == refs
    with three.store.reading() as reader:
        assert positions.count(reader, wanted) == len(refs)


def test_a_position_at_an_archived_place_is_inactive(three: Positions) -> None:
    """Fluent: "If the product or location is INACTIVE, the position becomes INACTIVE"."""
    rack = three.world.location("Rack")
    uid = three.make(three.bench.screw, rack, "P-4")
    assert three.row(uid).status == "CREATED"
    with three.store.reading() as reader:
        row = reader.execute(LOCATIONS.select.where(LOCATIONS.table.c.uid == rack)).mappings().one()
    three.world.do(UpdateLocation(uid=rack, etag=etag(LOCATIONS.record(row)), archived=True))
    assert (three.row(uid).status, three.row(uid).own_status) == ("INACTIVE", "CREATED")


def test_a_position_is_found_by_ref_or_by_part_and_place(three: Positions) -> None:
    with three.store.reading() as reader:
        assert [row.ref for row in positions.named(reader, "P-1")] == ["P-1"]
        assert positions.named(reader, "P-1", "OTHER") == ()
        assert [row.ref for row in positions.at(reader, "SCREW", None, "Stores/A1-03", None)] == ["P-1"]
        assert positions.at(reader, "SCREW", "B", "Stores/A1-03", None) == ()
        assert positions.at(reader, "SCREW", "A", "Stores", "MAIN") == ()
        assert [catalogue.ref for catalogue in positions.catalogues(reader)] == ["MAIN"]


def test_quantities_are_asked_for_by_every_argument_of_the_seed(three: Positions) -> None:
    """Seed 003, the arguments of `quantities`."""
    world, bench = three.world, three.bench
    uid = _uid(three, "P-1")
    world.do(RecountItem(item_uid=bench.screw_item, counted=Decimal(90), reason="count"))
    world.do(ReserveItem(item_uid=bench.screw_item, line_uid=bench.screw_line, quantity=Decimal(3)))

    def found(wanted: QuantityFilter) -> list[str]:
        with three.store.reading() as reader:
            return sorted(one.type.value for one in quantities(reader, uid, wanted).nodes)

    everything = ["CORRECTION", "DELTA", "LAST_ON_HAND", "RESERVED"]
    assert found(QuantityFilter()) == everything
    assert found(QuantityFilter(type={"RESERVED", "DELTA"})) == ["DELTA", "RESERVED"]
    assert found(QuantityFilter(status={"ACTIVE"})) == ["LAST_ON_HAND", "RESERVED"]
    assert found(QuantityFilter(quantity={Decimal(-3), Decimal(90)})) == ["LAST_ON_HAND", "RESERVED"]
    assert found(QuantityFilter(ref={"nothing"})) == []
    assert found(QuantityFilter(workflow_ref={"INVENTORY_QUANTITY::DELTA"})) == ["DELTA"]
    assert found(QuantityFilter(workflow_version={2})) == []
    assert found(QuantityFilter(condition={"NEW"})) == everything
    assert found(QuantityFilter(condition={"USED"})) == []
    assert found(QuantityFilter(storage_area_ref={""})) == everything
    assert found(QuantityFilter(catalogue="OTHER")) == []
    assert found(QuantityFilter(created_on=DateRange(begin=NOON))) == everything
    assert found(QuantityFilter(updated_on=DateRange(end=NOON.replace(hour=1)))) == []
    assert found(QuantityFilter(expected_on=DateRange(end=date(2030, 1, 1)))) == []


def test_quantities_come_in_pages_by_opaque_cursors(three: Positions) -> None:
    """Seed 003: first, last, before and after."""
    uid = _uid(three, "P-1")
    for number in range(4):
        three.world.do(
            RecountItem(item_uid=three.bench.screw_item, counted=Decimal(90 - number), reason="count")
        )
    with three.store.reading() as reader:
        whole = quantities(reader, uid)
        first = quantities(reader, uid, wish=PageWish(first=2))
        second = quantities(reader, uid, wish=PageWish(first=2, after=first.page_info.end_cursor))
        last = quantities(reader, uid, wish=PageWish(last=1))
        before = quantities(reader, uid, wish=PageWish(last=2, before=last.edges[0].cursor))
        with pytest.raises(CursorError):
            quantities(reader, uid, wish=PageWish(after="nonsense"))
        with pytest.raises(CursorError):
            quantities(reader, uid, wish=PageWish(first=-1))
    assert whole.total_count == 6
    assert (*first.nodes, *second.nodes) == whole.nodes[:4]
    assert (first.page_info.has_next_page, first.page_info.has_previous_page) == (True, False)
    assert last.nodes == whole.nodes[-1:]
    assert before.nodes == whole.nodes[-3:-1]
    assert not last.page_info.has_next_page


def test_a_count_as_expected_is_a_count(three: Positions) -> None:
    """An absolute count completes what was before it, also where it finds what was expected."""
    uid = _uid(three, "P-1")
    three.world.do(RecountItem(item_uid=three.bench.screw_item, counted=Decimal(100), reason="count"))
    with three.store.reading() as reader:
        entries = quantities(reader, uid).nodes
    active = [(one.type, int(one.quantity)) for one in entries if one.status is QuantityStatus.ACTIVE]
    assert active == [(QuantityType.LAST_ON_HAND, 100)]


def _uid(kept: Positions, ref: str) -> str:
    with kept.store.reading() as reader:
        (row,) = positions.named(reader, ref)
    return row.uid


def test_what_runs_low_is_brought_or_ordered(three: Positions) -> None:
    """The need is maximum - available - on order; what another place can spare is brought from there."""
    world, bench = three.world, three.bench
    rack = world.location("Rack")
    store = world.location("Store")
    world.item(bench.screw, rack, 40)
    world.item(bench.screw, store, 30)
    three.make(bench.screw, store, "KEEP", minimum=Decimal(10), maximum=Decimal(50))
    order = CreateOrderLine(
        uid=world.ids.new(),
        order_number="PO-1",
        part_uid=bench.screw,
        ordered=Decimal(20),
        location_uid=bench.bin,
    )
    world.do(order)
    with three.store.reading() as reader:
        (need,) = replenishment.all_needs(reader, PositionFilter())
    assert (need.position.ref, int(need.quantity)) == ("P-1", 80)
    assert [(one.location, int(one.available), int(one.spare)) for one in need.sources] == [
        ("Rack", 40, 40),
        ("Store", 30, 20),
    ]
    assert (int(need.to_move), int(need.to_order)) == (60, 20)


def test_what_is_enough_with_what_is_on_order_is_not_needed(three: Positions) -> None:
    world, bench = three.world, three.bench
    order = CreateOrderLine(
        uid=world.ids.new(),
        order_number="PO-1",
        part_uid=bench.screw,
        ordered=Decimal(50),
        location_uid=bench.bin,
    )
    world.do(order)
    with three.store.reading() as reader:
        assert replenishment.all_needs(reader, PositionFilter(words="screw")) == ()


# Few, because each needs a database of its own; tests/domain/test_position_projection.py has many in memory.
@settings(max_examples=8, phases=[Phase.generate], deadline=None)
@given(st.data())
def test_random_histories_keep_the_laws(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    """Seed 003: on hand is calculated from the quantities; seed 004: all units of an item are what was received."""
    store = Store(tmp_path_factory.mktemp("room") / "kitstation.db")
    try:
        world = World(store)

        def items() -> list[InventoryItem]:
            with store.reading() as reader:
                return [ITEMS.record(row) for row in reader.execute(ITEMS.select).mappings()]

        room = open_stockroom(world, items)
        uids = _positions_for(room)
        live_through(room, data.draw, most=15)
        with store.reading() as reader:
            entries = quantities_of(reader, uids)
            for row in positions.with_uids(reader, uids):
                assert on_hand(entries[row.uid]) == row.on_hand
                stocked = stocked_items(reader, row.uid)
                assert all(one.units.is_conserved for one in stocked)
                assert sum((one.units.on_hand for one in stocked), ZERO) == row.on_hand
                assert sum((one.units.reserved for one in stocked), ZERO) == row.reserved
                assert sum((one.units.picked for one in stocked), ZERO) == row.picked
                assert how_many(reader, row.uid) == len(stocked) == len(items_at_position(reader, row.uid))
    finally:
        store.close()


def _positions_for(room: Stockroom) -> list[str]:
    world, catalogue = room.world, room.world.ids.new()
    world.do(CreateCatalogue(uid=catalogue, ref="MAIN", name="Main"))
    uids: list[str] = []
    for part in room.parts:
        for place in room.places:
            uids.append(world.ids.new())
            world.do(
                CreatePosition(
                    uid=uids[-1],
                    catalogue_uid=catalogue,
                    ref=f"{part}@{place}",
                    part_uid=part,
                    location_uid=place,
                )
            )
    return uids
