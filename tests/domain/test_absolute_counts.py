"""How the count of a whole position spreads over its items."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kitstation.domain.absolute_counts import Spread, oldest_first, spread
from kitstation.domain.records import InventoryItem, Part, TrackingType
from kitstation.domain.refusals import Refused
from tests.support.clock import NOON


def part(tracking: TrackingType = TrackingType.UNTRACKED) -> Part:
    return Part(
        uid="part",
        part_number="SCREW",
        revision="A",
        description="",
        manufacturer="",
        tracking=tracking,
        unit="ea",
    )


def item(uid: str, quantity: int, age: int) -> InventoryItem:
    return InventoryItem(
        uid=uid,
        part_uid="part",
        serial_number=None,
        lot_number=None,
        location_uid="place",
        quantity=Decimal(quantity),
        unit="ea",
        supplier_uid=None,
        cost=None,
        expires_on=None,
        received_at=NOON - timedelta(days=age),
    )


ITEMS = (item("new", 5, 0), item("old", 10, 9), item("middle", 7, 4))


def counted(spreading: Spread | Refused) -> dict[str, int]:
    assert isinstance(spreading, Spread)
    return {one.item_uid: int(one.counted) for one in spreading.counts}


def test_the_oldest_items_are_reduced_first() -> None:
    """Seed 004: "We recommend reducing the quantity from the oldest item"."""
    assert counted(spread(part(), ITEMS, Decimal(9))) == {"old": 0, "middle": 4, "new": 5}
    assert oldest_first(ITEMS, Decimal(12)) == (("old", Decimal(10)), ("middle", Decimal(2)))
    assert oldest_first(ITEMS, Decimal(0)) == ()


def test_what_is_expected_is_counted_as_it_is() -> None:
    assert counted(spread(part(), ITEMS, Decimal(22))) == {"old": 10, "middle": 7, "new": 5}


def test_what_is_more_goes_to_the_newest() -> None:
    assert counted(spread(part(), ITEMS, Decimal(25))) == {"old": 10, "middle": 7, "new": 8}


def test_what_is_reserved_lies_there_too() -> None:
    assert counted(spread(part(), ITEMS, Decimal(22), reserved=Decimal(3)))["old"] == 7
    assert isinstance(spread(part(), ITEMS, Decimal(2), reserved=Decimal(3)), Refused)


def test_less_than_nothing_is_counted_as_nothing() -> None:
    """Where the house lets untracked stock fall below 0, a count brings it back."""
    spreading = spread(part(), (item("below", -3, 5), item("new", 5, 0)), Decimal(5))
    assert counted(spreading) == {"below": 0, "new": 5}
    assert isinstance(spreading, Spread)
    assert [int(one.expected) for one in spreading.counts] == [-3, 5]


def test_where_nothing_is_known_all_of_it_is_surplus() -> None:
    assert spread(part(), (), Decimal(4)) == Spread((), Decimal(4))


@pytest.mark.parametrize("tracking", [TrackingType.SERIAL, TrackingType.LOT])
def test_numbers_that_a_count_cannot_know_are_refused(tracking: TrackingType) -> None:
    assert isinstance(spread(part(tracking), (), Decimal(4)), Refused)


@given(
    quantities=st.lists(st.integers(0, 50), max_size=6),
    found=st.integers(0, 200),
    reserved=st.integers(0, 20),
)
def test_all_that_was_counted_is_somewhere(quantities: list[int], found: int, reserved: int) -> None:
    items = [item(f"item-{at}", quantity, at) for at, quantity in enumerate(quantities)]
    spreading = spread(part(), items, Decimal(found), reserved=Decimal(reserved))
    if found < reserved:
        assert isinstance(spreading, Refused)
        return
    assert isinstance(spreading, Spread)
    total = sum((one.counted for one in spreading.counts), spreading.surplus)
    assert total + reserved == found
    assert all(one.counted >= 0 for one in spreading.counts)
