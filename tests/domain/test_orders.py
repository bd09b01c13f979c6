"""What is on order, and what came of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from kitstation.domain.commands import CreateItem, CreateOrderLine, UpdateOrderLine
from kitstation.domain.etags import etag
from kitstation.domain.movements import OUTSIDE, Bucket, Spot
from kitstation.domain.records import HowCreated, OrderStatus
from kitstation.domain.refusals import RefusalCode
from kitstation.domain.working_set import WorkingSet
from tests.support.bench import BenchUids
from tests.support.memory import Memory
from tests.support.world import World

TEN = Decimal(10)


@pytest.fixture
def records(memory: World) -> WorkingSet:
    assert isinstance(memory.door, Memory)
    return memory.door.records


@pytest.fixture
def order(memory_bench: BenchUids) -> CreateOrderLine:
    """10 screws."""
    return CreateOrderLine(uid="o", order_number="PO-7", part_uid=memory_bench.screw, ordered=TEN)


def receipt(bench: BenchUids, uid: str, quantity: int) -> CreateItem:
    return CreateItem(
        uid=uid,
        part_uid=bench.screw,
        location_uid=bench.bin,
        quantity=Decimal(quantity),
        order_line_uid="o",
    )


def test_an_order_comes_in_parts(
    memory: World, records: WorkingSet, memory_bench: BenchUids, order: CreateOrderLine
) -> None:
    """Autotask: partial receipt is allowed; what is back-ordered is what was ordered and has not come."""
    memory.do(order)
    line = records.order_lines.get("o")
    assert (line.status, line.back_ordered) == (OrderStatus.ORDERED, Decimal(10))
    memory.do(receipt(memory_bench, "a", 4))
    line = records.order_lines.get("o")
    assert (line.status, line.received, line.back_ordered) == (
        OrderStatus.PARTIALLY_RECEIVED,
        Decimal(4),
        Decimal(6),
    )
    memory.do(receipt(memory_bench, "b", 6))
    assert records.order_lines.get("o").status is OrderStatus.RECEIVED
    assert records.items.get("a").how_created is HowCreated.ORDER_LINE


def test_the_original_received_quantity_stays_known(
    memory: World, records: WorkingSet, memory_bench: BenchUids, order: CreateOrderLine
) -> None:
    """Seed 004: the sum "is always equal to the value of the ... quantityPreviouslyReceived field"."""
    memory.do(order)
    memory.do(receipt(memory_bench, "a", 4))
    memory.issue("a", memory_bench.screw_line, 3)
    assert records.ledger.balance(Spot("a", Bucket.RECEIVED, OUTSIDE)) == -4


def test_more_than_was_ordered_is_received_only_when_a_person_says_so(
    memory: World, records: WorkingSet, memory_bench: BenchUids, order: CreateOrderLine
) -> None:
    memory.do(order)
    command = receipt(memory_bench, "a", 12)
    refused = memory.refused(command)
    assert (refused.code, refused.facts["remaining"]) == (RefusalCode.OVER_ORDER, "10")
    memory.do(replace(command, over_order=True))
    assert records.order_lines.get("o").back_ordered == 0


def test_nothing_is_received_on_an_order_that_is_canceled(
    memory: World, records: WorkingSet, memory_bench: BenchUids, order: CreateOrderLine
) -> None:
    memory.do(order)
    seen = etag(records.order_lines.get("o"))
    memory.do(UpdateOrderLine(uid="o", etag=seen, status=OrderStatus.CANCELED))
    assert memory.refused(receipt(memory_bench, "a", 1)).code is RefusalCode.ORDER_CLOSED


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"quantity": Decimal(0)}, RefusalCode.BAD_QUANTITY),
        ({"order_line_uid": "nothing"}, RefusalCode.UNKNOWN_RECORD),
        ({"part_uid": "paste", "lot_number": "L"}, RefusalCode.WRONG_PART),
    ],
)
def test_an_impossible_receipt_is_refused(
    memory: World,
    memory_bench: BenchUids,
    order: CreateOrderLine,
    change: dict[str, object],
    code: RefusalCode,
) -> None:
    """Autotask: the UI allows quantity 0, "the API does not"."""
    memory.do(order)
    if change.get("part_uid"):
        change = change | {"part_uid": memory_bench.paste}
    command = replace(receipt(memory_bench, "a", 1), **change)  # type: ignore[arg-type]  # by name
    assert memory.refused(command).code is code


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"part_uid": "nothing"}, RefusalCode.UNKNOWN_RECORD),
        ({"supplier_uid": "nobody"}, RefusalCode.UNKNOWN_RECORD),
        ({"location_uid": "nowhere"}, RefusalCode.UNKNOWN_RECORD),
        ({"ordered": Decimal(0)}, RefusalCode.BAD_QUANTITY),
        ({"factor": Decimal(0)}, RefusalCode.BAD_QUANTITY),
        ({"order_number": " "}, RefusalCode.BAD_NAME),
        ({"uid": "taken"}, RefusalCode.DUPLICATE),
    ],
)
def test_an_impossible_order_is_refused(
    memory: World, order: CreateOrderLine, change: dict[str, object], code: RefusalCode
) -> None:
    memory.do(replace(order, uid="taken"))
    assert memory.refused(replace(order, **change)).code is code  # type: ignore[arg-type]  # by name


def test_an_order_is_changed_but_not_below_what_came(
    memory: World, records: WorkingSet, memory_bench: BenchUids, order: CreateOrderLine
) -> None:
    memory.do(order)
    memory.do(receipt(memory_bench, "a", 4))
    seen = etag(records.order_lines.get("o"))
    too_few = UpdateOrderLine(uid="o", etag=seen, ordered=Decimal(3))
    assert memory.refused(too_few).code is RefusalCode.BAD_QUANTITY
    memory.do(replace(too_few, ordered=Decimal(5), expected_on=date(2026, 4, 1)))
    assert records.order_lines.get("o").back_ordered == 1
    assert memory.refused(too_few).code is RefusalCode.STALE_ETAG
    nowhere = UpdateOrderLine(uid="o", etag=etag(records.order_lines.get("o")), location_uid="nowhere")
    assert memory.refused(nowhere).code is RefusalCode.UNKNOWN_RECORD
    assert memory.refused(replace(nowhere, uid="nothing")).code is RefusalCode.UNKNOWN_RECORD


def test_the_day_and_the_place_of_an_order_are_taken_away_by_an_empty_text(
    memory: World, records: WorkingSet, memory_bench: BenchUids, order: CreateOrderLine
) -> None:
    memory.do(replace(order, expected_on=date(2026, 4, 1), location_uid=memory_bench.bin))
    line = records.order_lines.get("o")
    memory.do(UpdateOrderLine(uid="o", etag=etag(line), ordered=Decimal(9)))
    line = records.order_lines.get("o")
    assert (line.expected_on, line.location_uid) == (date(2026, 4, 1), memory_bench.bin)
    memory.do(UpdateOrderLine(uid="o", etag=etag(line), expected_on="", location_uid=""))
    emptied = records.order_lines.get("o")
    assert (emptied.expected_on, emptied.location_uid) == (None, None)
    assert emptied.ordered == 9
