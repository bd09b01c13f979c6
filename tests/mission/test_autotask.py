"""Autotask, inventory products (seed 004)."""

from __future__ import annotations

from decimal import Decimal

import pytest

from kitstation.domain.commands import (
    AddStock,
    CreateCatalogue,
    CreateItem,
    CreateOrderLine,
    CreatePosition,
    DeletePosition,
    RemoveStock,
    ReserveItem,
    TransferItem,
    UpdatePosition,
)
from kitstation.domain.etags import etag
from kitstation.domain.movements import OUTSIDE, Bucket
from kitstation.domain.position_quantities import replenishment
from kitstation.domain.refusals import RefusalCode
from kitstation.store import rows
from tests.mission.conftest import Shop

ONE = Decimal(1)


@pytest.fixture
def position(shop: Shop) -> str:
    """Screws in the bin: 20 to 200."""
    shop.world.do(CreateCatalogue(uid="c", ref="MAIN", name="Main"))
    shop.world.do(
        CreatePosition(
            uid="p",
            catalogue_uid="c",
            ref="SCREW@A1-03",
            part_uid=shop.bench.screw,
            location_uid=shop.bench.bin,
            bin="left",
            reference_number="R-1",
            minimum=Decimal(20),
            maximum=Decimal(200),
        )
    )
    return "p"


def test_on_hand_is_never_typed(shop: Shop, position: str) -> None:
    """Seed 004: "it is no longer possible to update the quantity on hand of an inventory product"."""
    assert position
    assert not {"on_hand", "quantity"} & set(UpdatePosition.__slots__)


@pytest.mark.parametrize(
    ("minimum", "maximum", "possible"), [(0, 0, True), (5, 5, False), (5, 0, False), (0, 5, True)]
)
def test_limits(shop: Shop, position: str, minimum: int, maximum: int, *, possible: bool) -> None:
    """Seed 004: the maximum "must be greater than quantityMin. The exception ... is when setting both ... to 0"."""
    seen = etag(shop.record(rows.POSITIONS, position))
    command = UpdatePosition(uid=position, etag=seen, minimum=Decimal(minimum), maximum=Decimal(maximum))
    if possible:
        shop.world.do(command)
    else:
        assert shop.world.refused(command).code is RefusalCode.BAD_LIMITS


def test_add(shop: Shop) -> None:
    """Seed 004: "To increase the quantity on hand ... send a Create request to the InventoryStockedItemsAdd"."""
    shop.world.do(AddStock(item_uid=shop.bench.screw_item, quantity=Decimal(5), reason="found"))
    assert shop.item(shop.bench.screw_item).quantity == 105


def test_add_serials_one_by_one(shop: Shop) -> None:
    """Seed 004: "Only one serial number can exist per row"."""
    two = CreateItem(
        uid="n",
        part_uid=shop.bench.radio,
        location_uid=shop.bench.bin,
        serial_number="SN-5",
        quantity=Decimal(2),
    )
    assert shop.world.refused(two).code is RefusalCode.BAD_QUANTITY


def test_remove_with_reason(shop: Shop) -> None:
    """Seed 004: "If required, reasonForUpdate must also be included"."""
    command = RemoveStock(item_uid=shop.bench.screw_item, quantity=ONE, reason="")
    assert shop.world.refused(command).code is RefusalCode.REASON_NEEDED
    shop.world.do(RemoveStock(item_uid=shop.bench.screw_item, quantity=ONE, reason="lost"))


def test_remove_serial(shop: Shop) -> None:
    """Seed 004: "Set the quantityOnHand value to 0 and the quantityRemoved value to 1"."""
    shop.world.do(RemoveStock(item_uid=shop.bench.radio_item, quantity=ONE, reason="broken"))
    assert shop.item(shop.bench.radio_item).quantity == 0
    assert shop.balance(shop.bench.radio_item, Bucket.REMOVED) == 1


def test_transfer(shop: Shop) -> None:
    """Autotask: InventoryStockedItemsTransfer; serialized items "without new rows"."""
    shop.world.do(TransferItem(item_uid=shop.bench.radio_item, to_location_uid=shop.bench.shelf))
    assert shop.item(shop.bench.radio_item).location_uid == shop.bench.shelf


def test_conservation_of_a_serial(shop: Shop) -> None:
    """Seed 004: "the sum of onHandUnits, reservedUnits, transferredUnits, removedUnits, ... will always equal 1"."""
    uid = shop.bench.radio_item
    inside = [bucket for bucket in Bucket if bucket is not Bucket.RECEIVED]
    for step in ("issue", "return", "remove", "find"):
        match step:
            case "issue":
                shop.world.issue(uid, shop.bench.radio_line)
            case "return":
                shop.world.give_back(uid, shop.bench.radio_line)
            case "remove":
                shop.world.do(RemoveStock(item_uid=uid, quantity=ONE, reason="lost"))
            case _:
                shop.world.do(AddStock(item_uid=uid, quantity=ONE, reason="found"))
        assert sum(shop.balance(uid, bucket) for bucket in inside) == 1


def test_conservation_of_a_lot(shop: Shop) -> None:
    """Seed 004: the sum "is always equal to the value of the purchaseOrderItemReceiving.quantityPreviouslyReceived"."""
    uid = shop.bench.paste_item
    shop.world.issue(uid, shop.bench.paste_line, 3)
    shop.world.do(RemoveStock(item_uid=uid, quantity=ONE, reason="dried up"))
    shop.world.do(
        TransferItem(item_uid=uid, to_location_uid=shop.bench.shelf, quantity=Decimal(2), new_uid="n")
    )
    inside = [bucket for bucket in Bucket if bucket is not Bucket.RECEIVED]
    received = -shop.balance(uid, Bucket.RECEIVED, OUTSIDE)
    assert sum(shop.balance(uid, bucket) for bucket in inside) == received == 10


def test_delete_refused_while_reserved_or_picked(shop: Shop, position: str) -> None:
    """Seed 004: "cannot be deleted if the reservedUnits or pickedUnits values are greater than 0"."""
    seen = etag(shop.record(rows.POSITIONS, position))
    shop.world.do(ReserveItem(item_uid=shop.bench.screw_item, line_uid=shop.bench.screw_line, quantity=ONE))
    refused = shop.world.refused(DeletePosition(uid=position, etag=seen))
    assert (refused.code, refused.facts["cause"]) == (RefusalCode.IN_USE, "reserved")
    shop.world.issue(shop.bench.screw_item, shop.bench.screw_line)
    assert shop.world.refused(DeletePosition(uid=position, etag=seen)).facts["cause"] == "picked"


def test_delete_removes_what_is_available(shop: Shop, position: str) -> None:
    """Seed 004: deleting "will remove the inventoryStocked value before deleting the inventoryProduct"."""
    seen = etag(shop.record(rows.POSITIONS, position))
    shop.world.do(DeletePosition(uid=position, etag=seen))
    assert shop.item(shop.bench.screw_item).quantity == 0


def test_position_is_a_part_at_a_location(shop: Shop, position: str) -> None:
    """Seed 004: "a set of stocked items that share a product and a location"; there is one of each."""
    assert position
    again = CreatePosition(
        uid="q",
        catalogue_uid="c",
        ref="OTHER",
        part_uid=shop.bench.screw,
        location_uid=shop.bench.bin,
    )
    assert shop.world.refused(again).code is RefusalCode.DUPLICATE


def test_partial_receipt_and_back_order(shop: Shop) -> None:
    """Autotask: partial receipt is allowed; what has not come is back-ordered."""
    shop.world.do(
        CreateOrderLine(uid="o", order_number="PO-1", part_uid=shop.bench.screw, ordered=Decimal(10))
    )
    shop.world.do(
        CreateItem(
            uid="n",
            part_uid=shop.bench.screw,
            location_uid=shop.bench.bin,
            quantity=Decimal(4),
            order_line_uid="o",
        )
    )
    line = shop.order_line("o")
    assert (line.received, line.back_ordered) == (Decimal(4), Decimal(6))


@pytest.mark.parametrize(
    ("available", "on_order", "wanted"), [(19, 0, 181), (20, 0, 0), (5, 15, 0), (5, 10, 185)]
)
def test_replenishment(available: int, on_order: int, wanted: int) -> None:
    """ION: "line-side quantity < min requests (max - quantity)"; what is on order counts."""
    assert (
        replenishment(
            available=Decimal(available),
            on_order=Decimal(on_order),
            minimum=Decimal(20),
            maximum=Decimal(200),
        )
        == wanted
    )
