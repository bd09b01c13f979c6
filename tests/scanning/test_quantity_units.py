"""The word behind a quantity may be its unit; what is more than a word is none."""

from __future__ import annotations

from decimal import Decimal

import pytest

from kitstation.scanning.customer_patterns import CustomerPattern
from kitstation.scanning.grammar import Grammar
from tests.scanning.usual import read
from tests.station.bench_driver import label


@pytest.mark.parametrize(
    ("stated", "quantity", "unit"),
    [
        ("100FT", "100", "FT"),
        ("1.5 kg", "1.5", "kg"),
        ("2500PCS ", "2500", "PCS"),
        ("5000NAR000", "5000", None),
        ("100", "100", None),
        ("5E3", None, None),
        ("ft", None, None),
    ],
)
def test_the_unit_is_kept_as_the_label_writes_it(stated: str, quantity: str | None, unit: str | None) -> None:
    best = read(label("1PX", f"Q{stated}")).meanings[0]
    assert best.quantity == (None if quantity is None else Decimal(quantity))
    assert best.quantity_unit == unit


def test_a_customers_pattern_can_name_it() -> None:
    pattern = CustomerPattern("Wire", r"W(?P<quantity>[0-9]+)/(?P<quantity_unit>[a-z]+)")
    best = Grammar((pattern,)).read("W30/ft").meanings[0]
    assert (best.quantity, best.quantity_unit) == (Decimal(30), "ft")
