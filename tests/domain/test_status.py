"""The status of an item follows from where its quantity is."""

from __future__ import annotations

from decimal import Decimal

import pytest

from kitstation.domain.status import ItemStatus, is_kitted, item_status


@pytest.mark.parametrize(
    ("on_hand", "picked", "status"),
    [
        ("0", "0", ItemStatus.UNAVAILABLE),
        ("1", "0", ItemStatus.AVAILABLE),
        ("0", "1", ItemStatus.KITTED),
        ("0.5", "2", ItemStatus.AVAILABLE),
    ],
)
def test_the_first_status_that_fits_holds(on_hand: str, picked: str, status: ItemStatus) -> None:
    assert item_status(on_hand=Decimal(on_hand), picked=Decimal(picked)) is status


@pytest.mark.parametrize(
    ("on_hand", "picked", "kitted"),
    [("0", "1", True), ("1", "1", False), ("0", "0", False), ("1", "0", False)],
)
def test_an_item_is_kitted_only_when_all_of_it_is(on_hand: str, picked: str, *, kitted: bool) -> None:
    """Seed 001: "`true` if all quantity is kitted to runs, otherwise `false`"."""
    assert is_kitted(on_hand=Decimal(on_hand), picked=Decimal(picked)) is kitted
