"""The documented rule for what is on hand at a position, and what a count does to its quantities."""

from __future__ import annotations

from decimal import Decimal

import pytest

from kitstation.domain.movements import Bucket
from kitstation.domain.position_quantities import (
    PositionQuantity,
    QuantityStatus,
    QuantityType,
    after_count,
    is_below_minimum,
    is_unchanged,
    on_hand,
    replenishment,
    type_of_movement,
    workflow_ref,
)
from tests.support.clock import NOON

LAST, RESERVED, SALE = QuantityType.LAST_ON_HAND, QuantityType.RESERVED, QuantityType.SALE
CORRECTION, DELTA = QuantityType.CORRECTION, QuantityType.DELTA


def entry(
    kind: QuantityType, quantity: int, status: QuantityStatus = QuantityStatus.ACTIVE, ref: str = ""
) -> PositionQuantity:
    return PositionQuantity(
        ref=ref or kind.value, type=kind, quantity=Decimal(quantity), status=status, created_on=NOON
    )


def test_what_is_reserved_is_not_on_hand() -> None:
    """Reference, section 6: "170 + RESERVED(-3) = 167"."""
    assert on_hand([entry(LAST, 170), entry(RESERVED, -3)]) == 167


def test_a_pick_leaves_what_is_on_hand() -> None:
    """Reference, section 6: "after the pick RESERVED is inactive and SALE(-3) is active, still 167"."""
    assert on_hand([entry(LAST, 170), entry(RESERVED, -3, QuantityStatus.INACTIVE), entry(SALE, -3)]) == 167


def test_only_active_quantities_count() -> None:
    """Fluent: "Only ACTIVE Inventory Quantities will be considered"."""
    others = [entry(kind, 5, status) for kind in QuantityType for status in ("CREATED", "INACTIVE")]  # type: ignore[arg-type]  # as stored
    assert on_hand([entry(LAST, 10), *others]) == 10


def test_what_is_to_come_is_never_on_hand() -> None:
    """Reference, 2.2: "do not count future stock as on hand"."""
    assert (
        on_hand([entry(LAST, 10), entry(QuantityType.EXPECTED, 5), entry(QuantityType.ADJUSTMENT, 5)]) == 10
    )


def test_a_count_after_a_short_pick_makes_sale_and_correction_inactive() -> None:
    """Reference, section 6: SALE -1 and CORRECTION -4, 162; an absolute count of 162 makes both inactive, 162."""
    short = [
        entry(LAST, 167),
        entry(RESERVED, -5, QuantityStatus.INACTIVE),
        entry(SALE, -1),
        entry(CORRECTION, -4),
    ]
    assert on_hand(short) == 162
    after = after_count(short, entry(LAST, 162))
    assert on_hand(after) == 162
    assert {one.type for one in after if one.status is QuantityStatus.ACTIVE} == {LAST}


def test_a_count_keeps_reservations() -> None:
    """Fluent: the count is of what is "available along with actively reserved quantities"."""
    after = after_count([entry(LAST, 170), entry(RESERVED, -3), entry(DELTA, 12)], entry(LAST, 180))
    assert on_hand(after) == 177


def test_a_second_count_takes_the_place_of_the_first() -> None:
    later = PositionQuantity(ref="LAST_ON_HAND", type=LAST, quantity=Decimal(7), updated_on=NOON)
    (only,) = after_count([entry(LAST, 9)], later)
    assert (only.quantity, only.created_on, only.updated_on) == (Decimal(7), NOON, NOON)


@pytest.mark.parametrize(
    ("quantities", "counted", "unchanged"),
    [
        ([entry(LAST, 5)], 5, True),
        ([entry(LAST, 5)], 6, False),
        ([entry(LAST, 2, ref="a"), entry(LAST, 3, ref="b")], 5, True),
        ([entry(LAST, 5), entry(SALE, -1)], 5, False),
        ([entry(LAST, 5), entry(SALE, -1, QuantityStatus.INACTIVE)], 5, True),
        ([entry(LAST, 5), entry(RESERVED, -1)], 5, False),
        ([entry(LAST, 5), entry(QuantityType.EXPECTED, 9, QuantityStatus.CREATED)], 5, True),
        ([entry(DELTA, 5)], 5, False),
        ([], 0, True),
        ([], 1, False),
    ],
)
def test_a_count_says_nothing_new_where_nothing_is_under_way_and_the_last_count_was_the_same(
    quantities: list[PositionQuantity], counted: int, *, unchanged: bool
) -> None:
    """Fluent: "no active transient inventory quantities and where the LAST_ON_HAND quantity is the same"."""
    assert is_unchanged(quantities, Decimal(counted)) is unchanged


@pytest.mark.parametrize(
    ("source", "target", "kind"),
    [
        (Bucket.ON_HAND, Bucket.RESERVED, RESERVED),
        (Bucket.RESERVED, Bucket.ON_HAND, RESERVED),
        (Bucket.RESERVED, Bucket.PICKED, SALE),
        (Bucket.ON_HAND, Bucket.PICKED, SALE),
        (Bucket.PICKED, Bucket.ON_HAND, SALE),
        (Bucket.ON_HAND, Bucket.DELIVERED, SALE),
        (Bucket.DELIVERED, Bucket.ON_HAND, SALE),
        (Bucket.ON_HAND, Bucket.REMOVED, CORRECTION),
        (Bucket.REMOVED, Bucket.ON_HAND, CORRECTION),
        (Bucket.RECEIVED, Bucket.ON_HAND, DELTA),
        (Bucket.ON_HAND, Bucket.TRANSFERRED, DELTA),
        (Bucket.ON_HAND, Bucket.ON_HAND, DELTA),
    ],
)
def test_each_movement_reads_as_one_type_of_quantity(
    source: Bucket, target: Bucket, kind: QuantityType
) -> None:
    assert type_of_movement(source, target) is kind


@pytest.mark.parametrize(
    ("available", "on_order", "minimum", "maximum", "wanted"),
    [
        (2, 0, 5, 20, 18),
        (5, 0, 5, 20, 0),
        (2, 3, 5, 20, 0),
        (2, 2, 5, 20, 16),
        (0, 0, 0, 0, 0),
        (-3, 0, 0, 10, 13),
    ],
)
def test_what_is_below_its_minimum_is_filled_up_to_its_maximum(
    available: int, on_order: int, minimum: int, maximum: int, wanted: int
) -> None:
    """Reference, section 6: "if quantity < min, request max - quantity"."""
    asked = replenishment(
        available=Decimal(available),
        on_order=Decimal(on_order),
        minimum=Decimal(minimum),
        maximum=Decimal(maximum),
    )
    assert asked == wanted


def test_limits_of_nothing_ask_for_nothing() -> None:
    """Seed 004: both limits may be 0."""
    assert not is_below_minimum(available=Decimal(-1), minimum=Decimal(0), maximum=Decimal(0))


def test_a_workflow_is_named_by_entity_and_type() -> None:
    """Seed 003: "an Order of type CC will have the workflowRef ORDER::CC"."""
    assert workflow_ref("ORDER", "CC") == "ORDER::CC"
    assert entry(LAST, 1).workflow_ref == "INVENTORY_QUANTITY::LAST_ON_HAND"
    assert entry(LAST, 1).workflow_version == 1
