"""Which numbers and quantities an item may carry."""

from __future__ import annotations

from decimal import Decimal

import pytest

from kitstation.domain.records import TrackingType
from kitstation.domain.refusals import RefusalCode
from kitstation.domain.tracking import (
    refuse_quantity,
    refuse_tracking,
    refuse_tracking_change,
    tracking_of,
)

SERIAL, LOT, UNTRACKED = TrackingType.SERIAL, TrackingType.LOT, TrackingType.UNTRACKED


@pytest.mark.parametrize(
    ("serial", "lot", "tracking"),
    [
        ("sn-1", None, SERIAL),
        ("sn-1", "123", SERIAL),
        (None, "lot-12", LOT),
        ("", "lot-12", LOT),
        (None, None, UNTRACKED),
        ("", "", UNTRACKED),
    ],
)
def test_tracking_follows_the_numbers_present(
    serial: str | None, lot: str | None, tracking: TrackingType
) -> None:
    """Seed 001: "Any inventory with a serial number has the serial tracking type. It can also have a lot number"."""
    assert tracking_of(serial, lot) is tracking


@pytest.mark.parametrize("part", TrackingType)
@pytest.mark.parametrize(
    ("serial", "lot", "tracking"),
    [("s", None, SERIAL), ("s", "l", SERIAL), (None, "l", LOT), (None, None, UNTRACKED)],
)
def test_numbers_must_match_how_the_part_is_tracked(
    part: TrackingType, serial: str | None, lot: str | None, tracking: TrackingType
) -> None:
    """Seed 001: serialNumber is "required if the part is serial tracked", lotNumber "if the part is lot tracked"."""
    refused = refuse_tracking(part, serial, lot)
    if part is tracking:
        assert refused is None
    else:
        assert refused
        assert refused.code is RefusalCode.TRACKING_MISMATCH
        assert refused.facts == {"part_tracking": part.value, "item_tracking": tracking.value}


@pytest.mark.parametrize(
    ("tracking", "quantity", "is_allowed"),
    [
        (SERIAL, "0", True),
        (SERIAL, "1", True),
        (SERIAL, "1.0", True),
        (SERIAL, "2", False),
        (SERIAL, "0.5", False),
        (SERIAL, "-1", False),
        (LOT, "0", True),
        (LOT, "0.000001", True),
        (LOT, "1000", True),
        (LOT, "-0.000001", False),
        (UNTRACKED, "0", True),
        (UNTRACKED, "2.5", True),
        (UNTRACKED, "-1", False),
    ],
)
def test_a_quantity_fits_how_the_item_is_tracked(
    tracking: TrackingType, quantity: str, *, is_allowed: bool
) -> None:
    """Seed 001: Serialized objects "can only have a quantity of 0 or 1", lots "greater than or equal to 0"."""
    refused = refuse_quantity(tracking, Decimal(quantity))
    assert (refused is None) is is_allowed
    assert refused is None or refused.code is RefusalCode.BAD_QUANTITY


@pytest.mark.parametrize(
    ("old", "new", "serial_items", "lot_items", "is_allowed"),
    [
        (SERIAL, LOT, 1, 0, False),
        (SERIAL, UNTRACKED, 1, 0, False),
        (SERIAL, SERIAL, 9, 0, True),
        (SERIAL, LOT, 0, 5, True),
        (LOT, SERIAL, 0, 1, False),
        (LOT, UNTRACKED, 0, 1, False),
        (LOT, SERIAL, 1, 0, True),
        (UNTRACKED, SERIAL, 0, 0, True),
        (UNTRACKED, LOT, 3, 3, True),
    ],
)
def test_tracking_changes_only_while_no_stock_carries_such_numbers(
    old: TrackingType, new: TrackingType, serial_items: int, lot_items: int, *, is_allowed: bool
) -> None:
    refused = refuse_tracking_change(old, new, serial_items=serial_items, lot_items=lot_items)
    assert (refused is None) is is_allowed
    assert refused is None or refused.code is RefusalCode.TRACKING_IN_USE
