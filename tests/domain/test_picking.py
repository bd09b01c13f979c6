"""Where to walk next and what to take first."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kitstation.domain.picking import PickKey, pick_key, shortage, suggested_quantity, walk_key
from tests.support.clock import NOON

TODAY = date(2026, 3, 2)


def key(uid: str, *, expires_on: date | None = None, received_at: datetime = NOON) -> PickKey:
    return pick_key(expires_on=expires_on, received_at=received_at, uid=uid, today=TODAY)


def test_what_expires_first_is_taken_first_and_what_has_expired_last() -> None:
    keys = [
        key("fresh", expires_on=TODAY + timedelta(days=90)),
        key("expired", expires_on=TODAY - timedelta(days=1)),
        key("endless"),
        key("today", expires_on=TODAY),
        key("long expired", expires_on=TODAY - timedelta(days=90)),
        key("soon", expires_on=TODAY + timedelta(days=1)),
    ]
    assert [each[-1] for each in sorted(keys)] == [
        "today",
        "soon",
        "fresh",
        "endless",
        "long expired",
        "expired",
    ]


def test_without_expiry_what_came_first_is_taken_first() -> None:
    keys = [key("new", received_at=NOON), key("old", received_at=NOON - timedelta(days=9))]
    assert [each[-1] for each in sorted(keys)] == ["old", "new"]


def test_expiry_counts_more_than_arrival() -> None:
    old = key("old", expires_on=date(2027, 1, 1), received_at=NOON - timedelta(days=9))
    new = key("new", expires_on=date(2026, 12, 1))
    assert new < old


def test_items_that_came_together_are_taken_in_the_order_of_their_ids() -> None:
    assert key("a") < key("b")


@pytest.mark.parametrize(
    "paths",
    [
        ["A1-2", "A1-10"],
        ["A1-03", "A1-4"],
        ["A2", "A10", "B1"],
        ["a1", "A2", "a3"],
        ["9", "10", "A"],
        ["Stores/A1-01", "Stores/A1-99", "Stores/A2-01"],
        ["Stores", "Stores/A1"],
        ["Regal 9", "Regal 10", "Regal ä"],
    ],
)
def test_locations_are_walked_as_people_count(paths: list[str]) -> None:
    backwards = paths[::-1]
    assert sorted(backwards, key=walk_key) == paths


def test_places_with_endless_numbers_are_walked_too() -> None:
    """Longer than what `int` reads."""
    small, large = "A" + "1" * 5000, "A" + "2" * 5000
    assert min(["B", large, small, "A1", "A0" + "1" * 5000], key=walk_key) == "A1"
    assert walk_key(small) < walk_key(large) < walk_key("A" + "1" * 5001)


@given(st.text(), st.text(), st.text())
def test_any_paths_have_an_order(one: str, two: str, three: str) -> None:
    ordered = sorted([one, two, three], key=walk_key)
    assert walk_key(ordered[0]) <= walk_key(ordered[1]) <= walk_key(ordered[2])


@pytest.mark.parametrize(
    ("remaining", "on_hand", "short"), [("5", "3", "2"), ("3", "5", "0"), ("0", "0", "0")]
)
def test_a_shortage_is_what_is_needed_and_not_in_stock(remaining: str, on_hand: str, short: str) -> None:
    assert shortage(remaining=Decimal(remaining), on_hand=Decimal(on_hand)) == Decimal(short)


@pytest.mark.parametrize(
    ("remaining", "on_hand", "suggested"),
    [("5", "3", "3"), ("3", "5", "3"), ("5", "0", "5"), ("0", "5", "1"), ("0", "0", "1")],
)
def test_what_is_suggested_is_what_is_needed_and_there(remaining: str, on_hand: str, suggested: str) -> None:
    """Where that is nothing, it is what will be refused, so that somebody is told why."""
    assert suggested_quantity(remaining=Decimal(remaining), on_hand=Decimal(on_hand)) == Decimal(suggested)
