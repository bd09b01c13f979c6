"""Taking stock in."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from kitstation.domain.commands import CreateItem
from kitstation.domain.movements import OUTSIDE, Bucket, Movement
from kitstation.domain.records import InventoryItem
from kitstation.domain.refusals import RefusalCode
from tests.support.bench import BenchUids
from tests.support.clock import NOON
from tests.support.memory import Memory
from tests.support.world import World


@pytest.fixture
def lot(memory_bench: BenchUids) -> CreateItem:
    return CreateItem(
        uid="new",
        part_uid=memory_bench.paste,
        location_uid=memory_bench.bin,
        lot_number="lot-12",
        quantity=Decimal("2.50"),
        cost=Decimal("11.20"),
        expires_on=date(2027, 1, 1),
    )


def kept(world: World, uid: str) -> InventoryItem:
    assert isinstance(world.door, Memory)
    return world.door.records.items.get(uid)


def test_stock_comes_from_outside_to_its_location(
    memory: World, lot: CreateItem, memory_bench: BenchUids
) -> None:
    changes = memory.do(lot).changes
    assert changes.movements == (
        Movement(
            item_uid="new",
            quantity=Decimal("2.5"),
            from_bucket=Bucket.RECEIVED,
            from_place=OUTSIDE,
            to_bucket=Bucket.ON_HAND,
            to_place=memory_bench.bin,
        ),
    )
    assert kept(memory, "new") == InventoryItem(
        uid="new",
        part_uid=memory_bench.paste,
        serial_number=None,
        lot_number="lot-12",
        location_uid=memory_bench.bin,
        quantity=Decimal("2.5"),
        unit="g",
        supplier_uid=None,
        cost=Decimal("11.2"),
        expires_on=date(2027, 1, 1),
        received_at=NOON,
        created_by="Ada",
        version=1,
    )


def test_an_item_without_a_quantity_holds_nothing(memory: World, memory_bench: BenchUids) -> None:
    """Seed 001: "When you specify no quantity, the inventory object has a quantity of 0"."""
    command = CreateItem(
        uid="new", part_uid=memory_bench.paste, location_uid=memory_bench.bin, lot_number="lot-12"
    )
    assert memory.do(command).changes.movements == ()
    assert (kept(memory, "new").quantity, kept(memory, "new").version) == (Decimal(0), 1)


def test_a_serial_number_is_unique_per_part(memory: World, memory_bench: BenchUids) -> None:
    """Seed 001: "another inventory object with the same part relation cannot have a matching serial number"."""
    again = CreateItem(
        uid="new",
        part_uid=memory_bench.radio,
        location_uid=memory_bench.bin,
        serial_number="SN-1",
        quantity=Decimal(1),
    )
    refused = memory.refused(again)
    assert (refused.code, refused.facts) == (
        RefusalCode.DUPLICATE_SERIAL,
        {"part_number": "RADIO", "serial_number": "SN-1"},
    )
    memory.do(replace(again, part_uid=memory_bench.assembly))


def test_a_lot_may_come_in_several_items(memory: World, lot: CreateItem) -> None:
    memory.do(lot)
    memory.do(replace(lot, uid="newer"))


def test_a_serial_may_belong_to_a_lot_too(memory: World, memory_bench: BenchUids) -> None:
    """Seed 001: "Serialized parts can be part of lots too"."""
    uid = memory.item(memory_bench.radio, memory_bench.bin, serial="SN-2", lot="123")
    assert (kept(memory, uid).serial_number, kept(memory, uid).lot_number) == ("SN-2", "123")


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"part_uid": "nothing"}, RefusalCode.UNKNOWN_RECORD),
        ({"location_uid": "nowhere"}, RefusalCode.UNKNOWN_RECORD),
        ({"supplier_uid": "nobody"}, RefusalCode.UNKNOWN_RECORD),
        ({"lot_number": None}, RefusalCode.TRACKING_MISMATCH),
        ({"lot_number": ""}, RefusalCode.TRACKING_MISMATCH),
        ({"serial_number": "SN-9"}, RefusalCode.TRACKING_MISMATCH),
        ({"quantity": Decimal(-1)}, RefusalCode.BAD_QUANTITY),
        ({"quantity": Decimal("0.0000001")}, RefusalCode.BAD_QUANTITY),
        ({"cost": Decimal("-0.01")}, RefusalCode.BAD_QUANTITY),
        ({"cost": Decimal("0.1234567")}, RefusalCode.BAD_QUANTITY),
        ({"unit": "kg"}, RefusalCode.UNIT_MISMATCH),
    ],
)
def test_an_item_is_refused_for_what_is_wrong_with_it(
    memory: World, lot: CreateItem, change: dict[str, object], code: RefusalCode
) -> None:
    assert memory.refused(replace(lot, **change)).code is code  # type: ignore[arg-type]  # the table above is right


@pytest.mark.parametrize("change", [{"unit": "g"}, {"cost": Decimal(0)}, {"quantity": Decimal(0)}])
def test_an_item_within_the_bounds_is_taken_in(
    memory: World, lot: CreateItem, change: dict[str, object]
) -> None:
    memory.do(replace(lot, **change))  # type: ignore[arg-type]  # the table above is right


def test_a_uid_is_given_once(memory: World, lot: CreateItem, memory_bench: BenchUids) -> None:
    refused = memory.refused(replace(lot, uid=memory_bench.screw_item))
    assert refused.code is RefusalCode.DUPLICATE


@pytest.mark.parametrize(("serial", "quantity"), [("SN-2", 2), ("SN-2", "0.5")])
def test_a_serial_is_one_piece(
    memory: World, memory_bench: BenchUids, serial: str, quantity: int | str
) -> None:
    """Seed 001: "Serial-tracked parts cannot have a quantity greater than 1"."""
    command = CreateItem(
        uid="new",
        part_uid=memory_bench.radio,
        location_uid=memory_bench.bin,
        serial_number=serial,
        quantity=Decimal(quantity),
    )
    assert memory.refused(command).code is RefusalCode.BAD_QUANTITY


def test_the_stock_of_the_part_grows(memory: World, lot: CreateItem, memory_bench: BenchUids) -> None:
    memory.do(lot)
    assert isinstance(memory.door, Memory)
    stock = memory.door.records.part_stock.get(memory_bench.paste)
    assert (stock.on_hand, stock.serial_items, stock.lot_items) == (Decimal("12.5"), 0, 2)
