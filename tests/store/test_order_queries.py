"""What is on order, what came of it, and what a label on a bag names."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from kitstation.domain.commands import (
    CreateItem,
    CreateLocation,
    CreateOrderLine,
    CreatePart,
    RecountItem,
    SetSupplierPart,
    SplitItem,
    SplitOff,
    Undo,
    UpdateOrderLine,
)
from kitstation.domain.records import OrderStatus, TrackingType
from kitstation.store.queries import counting, orders, receiving
from kitstation.store.queries.receiving import CalledBy, Numbers
from kitstation.store.store import Store
from tests.support.bench import BenchUids
from tests.support.statements import plans
from tests.support.world import World

TODAY = date(2026, 3, 2)


def _order(world: World, part: str, ordered: int, number: str = "PO-7", due: date | None = None) -> str:
    uid = world.ids.new()
    world.do(
        CreateOrderLine(
            uid=uid, order_number=number, part_uid=part, ordered=Decimal(ordered), expected_on=due
        )
    )
    return uid


def _receive(world: World, bench: BenchUids, line: str, quantity: int) -> tuple[str, str]:
    uid = world.ids.new()
    accepted = world.do(
        CreateItem(
            uid=uid,
            part_uid=bench.screw,
            location_uid=bench.bin,
            quantity=Decimal(quantity),
            order_line_uid=line,
        )
    )
    return uid, accepted.command_id


def test_a_partial_receipt_leaves_the_rest_on_back_order(
    store: Store, world: World, bench_uids: BenchUids
) -> None:
    """Autotask: partial receipt is allowed; what has not come is back-ordered."""
    line = _order(world, bench_uids.screw, 100, due=date(2026, 3, 1))
    _receive(world, bench_uids, line, 40)
    with store.reading() as reader:
        (row,) = orders.open_lines(reader)
    assert (row.received, row.back_ordered, row.status) == (
        Decimal(40),
        Decimal(60),
        OrderStatus.PARTIALLY_RECEIVED,
    )
    assert row.is_partial
    assert row.is_overdue(TODAY)
    assert not row.is_overdue(date(2026, 3, 1))


def test_what_was_received_originally_is_what_the_receipts_moved(
    store: Store, world: World, bench_uids: BenchUids
) -> None:
    """Seed 004: the sum of all quantities equals the quantity that was received originally."""
    line = _order(world, bench_uids.screw, 100)
    item, _ = _receive(world, bench_uids, line, 40)
    _, second = _receive(world, bench_uids, line, 10)
    world.do(SplitItem(item_uid=item, parts=(SplitOff(uid=world.ids.new(), quantity=Decimal(15)),)))
    world.do(RecountItem(item_uid=item, counted=Decimal(30), reason="counted"))
    with store.reading() as reader:
        assert orders.originally_received(reader, line) == Decimal(50)
    world.do(Undo(command_id=second))
    with store.reading() as reader:
        assert orders.originally_received(reader, line) == Decimal(40)
        row = orders.order_line(reader, line)
    assert row is not None
    assert row.received == Decimal(40)


def test_open_lines_come_in_the_order_in_which_they_are_due(
    store: Store, world: World, bench_uids: BenchUids
) -> None:
    _order(world, bench_uids.screw, 1, "PO-1")
    _order(world, bench_uids.screw, 1, "PO-2", date(2026, 4, 1))
    _order(world, bench_uids.screw, 1, "PO-3", date(2026, 3, 1))
    canceled = _order(world, bench_uids.screw, 1, "PO-4")
    with store.reading() as reader:
        row = orders.order_line(reader, canceled)
    assert row is not None
    world.do(UpdateOrderLine(uid=canceled, etag=row.etag, status=OrderStatus.CANCELED))
    with store.reading() as reader:
        assert [one.order_number for one in orders.open_lines(reader)] == ["PO-3", "PO-2", "PO-1"]
        assert len(orders.all_lines(reader)) == 4
        assert len(orders.open_lines_for(reader, bench_uids.screw, bench_uids.radio)) == 3
        assert [one.uid for one in orders.lines_of_order(reader, "PO-4")] == [canceled]


def test_the_last_receipts_say_what_came_then(store: Store, world: World, bench_uids: BenchUids) -> None:
    line = _order(world, bench_uids.screw, 100)
    item, first = _receive(world, bench_uids, line, 40)
    _, second = _receive(world, bench_uids, line, 10)
    world.do(RecountItem(item_uid=item, counted=Decimal(44), reason="counted"))
    world.do(Undo(command_id=second))
    with store.reading() as reader:
        newest, before, *_ = orders.last_receipts(reader)
    assert (newest.command_id, newest.undone, newest.quantity) == (second, True, Decimal(10))
    assert (before.command_id, before.undone, before.quantity) == (first, False, Decimal(40))
    assert before.order_number == "PO-7"


def _known_parts(world: World) -> None:
    world.do(
        CreatePart(uid="p-own", part_number="R-100", manufacturer_part_number="RC0603", gtin="4006381333931")
    )
    world.do(CreatePart(uid="p-lot", part_number="GLUE", tracking=TrackingType.LOT, unit="g"))
    supplier = world.supplier("Digi-Key")
    world.do(
        SetSupplierPart(
            uid=world.ids.new(),
            supplier_uid=supplier,
            part_uid="p-lot",
            supplier_part_number="DK-55-ND",
            purchase_unit="tube",
            factor=Decimal(50),
        )
    )


@pytest.mark.parametrize(
    ("numbers", "part", "by"),
    [
        (Numbers(part_number="R-100"), "p-own", CalledBy.OWN),
        (Numbers(customer_part_number="R-100", part_number="anything"), "p-own", CalledBy.OWN),
        (Numbers(part_number="RC0603"), "p-own", CalledBy.MANUFACTURER),
        (Numbers(gtin="04006381333931"), "p-own", CalledBy.GTIN),
        (Numbers(gtin="4006381333931"), "p-own", CalledBy.GTIN),
        (Numbers(supplier_sku="DK-55-ND"), "p-lot", CalledBy.SUPPLIER),
        (Numbers(part_number="DK-55-ND"), "p-lot", CalledBy.SUPPLIER),
        # The number that is certainly ours wins over what others say.
        (Numbers(customer_part_number="GLUE", part_number="RC0603"), "p-lot", CalledBy.OWN),
    ],
)
def test_a_part_is_found_by_each_of_its_numbers(
    store: Store, world: World, numbers: Numbers, part: str, by: CalledBy
) -> None:
    _known_parts(world)
    with store.reading() as reader:
        (found,) = receiving.parts_called(reader, numbers)
    assert (found.uid, found.by) == (part, by)


def test_a_suppliers_number_names_the_supplier_too(store: Store, world: World) -> None:
    _known_parts(world)
    with store.reading() as reader:
        (found,) = receiving.parts_called(reader, Numbers(supplier_sku="DK-55-ND"))
    assert found.supplier == "Digi-Key"


def test_a_number_that_nobody_knows_names_nothing(store: Store, world: World) -> None:
    _known_parts(world)
    with store.reading() as reader:
        assert receiving.parts_called(reader, Numbers(part_number="NIX", gtin="12345678")) == ()
        assert receiving.parts_called(reader, Numbers()) == ()


def test_a_place_is_found_by_path_barcode_uid_and_its_own_name(store: Store, world: World) -> None:
    shelf = world.location("Stores")
    world.do(CreateLocation(uid="bin-1", name="A1", parent_uid=shelf, barcode="LOC-0001"))
    other = world.location("Dock")
    world.do(CreateLocation(uid="bin-2", name="B2", parent_uid=shelf))
    world.do(CreateLocation(uid="bin-3", name="B2", parent_uid=other))
    with store.reading() as reader:
        for called in ("Stores/A1", "LOC-0001", "bin-1", "A1"):
            place = receiving.place_called(reader, called)
            assert place is not None
            assert place.uid == "bin-1"
        assert receiving.place_called(reader, "B2") is None
        assert receiving.place_called(reader, "") is None


def test_bags_and_receipts_are_looked_up_by_an_index(
    store: Store, world: World, bench_uids: BenchUids
) -> None:
    line = _order(world, bench_uids.screw, 100)
    _receive(world, bench_uids, line, 40)
    with store.reading() as reader, plans() as steps:
        receiving.parts_called(reader, Numbers("A", "B", "C", "12345678"))
        orders.last_receipts(reader)
        orders.originally_received(reader, line)
        orders.open_lines_for(reader, bench_uids.screw)
        counting.items_at(reader, bench_uids.bin)
        counting.shelf_items_numbered(reader, "SN-1")
        counting.shelf_items_of(reader, bench_uids.bin, bench_uids.screw)
    assert any(step.startswith("SEARCH part USING INDEX") for step in steps)
    # The newest items are read from the end of the table, and no further than they are wanted.
    scanned = [step for step in steps if step.startswith("SCAN")]
    assert set(scanned) <= {"SCAN item", "SCAN newest", "SCAN CONSTANT ROW", "SCAN kit_line"}, scanned
