"""Movements and the balances that follow from them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kitstation.domain.errors import InvariantError
from kitstation.domain.ledger import Ledger, PartStock
from kitstation.domain.movements import OUTSIDE, Bucket, Movement, Spot

SHELF = Spot("i", Bucket.ON_HAND, "shelf")
LINE = Spot("i", Bucket.PICKED, "line")
WORLD = Spot("i", Bucket.RECEIVED, OUTSIDE)
SPOTS = (SHELF, LINE, WORLD)


def movement(source: Spot, target: Spot, quantity: Decimal | int) -> Movement:
    return Movement(
        item_uid="i",
        quantity=Decimal(quantity),
        from_bucket=source.bucket,
        from_place=source.place,
        to_bucket=target.bucket,
        to_place=target.place,
    )


@pytest.fixture
def ledger() -> Ledger:
    loaded = Ledger()
    loaded.load_item("i", [(SHELF, Decimal(10)), (WORLD, Decimal(-10))])
    loaded.load_total(Bucket.PICKED, "line", Decimal(3))
    return loaded


def test_a_movement_goes_from_its_source_to_its_target() -> None:
    moved = movement(SHELF, LINE, 2)
    assert (moved.source, moved.target) == (SHELF, LINE)


def test_a_reversed_movement_goes_the_other_way_round_and_says_why() -> None:
    back = movement(SHELF, LINE, 2).reversed("undo")
    assert (back.source, back.target, back.quantity, back.reason) == (LINE, SHELF, Decimal(2), "undo")
    assert back.reversed() == movement(SHELF, LINE, 2)


def test_a_movement_changes_two_balances(ledger: Ledger) -> None:
    ledger.post(movement(SHELF, LINE, 4))
    assert [ledger.balance(spot) for spot in SPOTS] == [Decimal(6), Decimal(4), Decimal(-10)]
    assert ledger.changed == [(SHELF, Decimal(6)), (LINE, Decimal(4))]


def test_what_a_line_holds_counts_what_was_there_before(ledger: Ledger) -> None:
    ledger.post(movement(SHELF, LINE, 4))
    assert ledger.picked_on_line("line") == 7
    ledger.post(movement(LINE, SHELF, 1))
    assert ledger.picked_on_line("line") == 6


def test_the_lines_that_hold_some_of_an_item_are_known(ledger: Ledger) -> None:
    assert ledger.places_of("i", Bucket.PICKED) == []
    ledger.post(movement(SHELF, LINE, 4))
    assert ledger.places_of("i", Bucket.PICKED) == ["line"]
    ledger.post(movement(LINE, SHELF, 4))
    assert ledger.places_of("i", Bucket.PICKED) == []


def test_a_balance_that_never_was_is_nothing(ledger: Ledger) -> None:
    assert ledger.balance(LINE) == 0


def test_loading_again_overwrites_no_change(ledger: Ledger) -> None:
    ledger.post(movement(SHELF, LINE, 4))
    ledger.load_item("i", [(SHELF, Decimal(10))])
    ledger.load_total(Bucket.PICKED, "line", Decimal(3))
    assert (ledger.balance(SHELF), ledger.picked_on_line("line")) == (Decimal(6), Decimal(7))


def test_an_item_that_was_never_loaded_is_a_bug() -> None:
    with pytest.raises(InvariantError, match="inventory item i were never loaded"):
        Ledger().balance(SHELF)


def test_a_line_that_was_never_loaded_is_a_bug() -> None:
    with pytest.raises(InvariantError, match="what is picked at line was never loaded"):
        Ledger().picked_on_line("line")


@given(
    st.lists(
        st.tuples(st.sampled_from(SPOTS), st.sampled_from(SPOTS), st.decimals(0, 1000, places=6)), max_size=30
    )
)
def test_whatever_moves_the_sum_over_all_buckets_stays(moves: list[tuple[Spot, Spot, Decimal]]) -> None:
    ledger = Ledger()
    ledger.load_item("i")
    ledger.load_total(Bucket.PICKED, "line")
    for source, target, quantity in moves:
        ledger.post(movement(source, target, quantity))
    assert sum(ledger.balance(spot) for spot in SPOTS) == 0
    assert ledger.picked_on_line("line") == ledger.balance(LINE)
    assert len(ledger.movements) == len(moves)


def test_the_stock_of_a_part_adds_up() -> None:
    stock = PartStock(Decimal("1.5"), 1, 2)
    stock.add(PartStock(Decimal("0.50"), -1, 1))
    assert stock == PartStock(Decimal(2), 0, 3)
    assert str(stock.on_hand) == "2"
