"""Units, and how much of the stock unit a purchase unit is."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kitstation.domain.refusals import RefusalCode, Refused
from kitstation.station.sentences import Speech
from kitstation.station.units import factor_to, in_stock_unit, unit_name


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("ea", "ea"),
        ("PCS", "ea"),
        ("pc.", "ea"),
        (" Stück ", "ea"),
        ("Feet", "ft"),
        ("MM", "mm"),
        ("KG", "kg"),
        ("metre", "m"),
        ("yards", "yd"),
        ("Reels", "reel"),
        ("roll", "roll"),
    ],
)
def test_a_unit_has_one_name_however_it_is_written(written: str, name: str) -> None:
    assert unit_name(written) == name


def test_a_word_that_is_no_unit_stays_as_it_is() -> None:
    assert unit_name("cassette") == "cassette"
    assert unit_name("chain") == "chain"


def test_five_rolls_of_a_hundred_feet_are_five_hundred_feet() -> None:
    """ION: inventory always carries the stock unit (5 rolls x 100 gives 500 feet)."""
    assert in_stock_unit(Decimal(5), "rolls", "ft", Decimal(100)) == Decimal(500)


@pytest.mark.parametrize(
    ("quantity", "unit", "stock_unit", "expected"),
    [
        ("3", "ft", "m", "0.9144"),
        ("0.3048", "m", "ft", "1"),
        ("2", "kg", "g", "2000"),
        ("1", "yd", "mm", "914.4"),
        ("16", "oz", "g", "453.59237"),
        ("2", "dozen", "pcs", "24"),
        ("7", "pcs", "ea", "7"),
    ],
)
def test_units_of_the_same_thing_are_converted_exactly(
    quantity: str, unit: str, stock_unit: str, expected: str
) -> None:
    assert in_stock_unit(Decimal(quantity), unit, stock_unit) == Decimal(expected)


def test_a_supplier_does_not_change_how_long_a_foot_is() -> None:
    assert factor_to("ft", "m", Decimal(100)) == Decimal("0.3048")


def test_more_than_six_places_are_refused_in_a_clear_sentence() -> None:
    refused = in_stock_unit(Decimal(1), "m", "ft")
    assert isinstance(refused, Refused)
    assert refused.code is RefusalCode.BAD_QUANTITY
    headline, sentence = Speech().record_refusal(refused)
    assert headline == "1 m is no possible quantity"
    assert sentence.startswith("In ft it has more than 6 decimal places (about 3.280840); count it in m")


@pytest.mark.parametrize(("unit", "stock_unit"), [("reel", "ea"), ("kg", "m"), ("bag", "g")])
def test_what_nothing_says_the_size_of_is_refused(unit: str, stock_unit: str) -> None:
    refused = in_stock_unit(Decimal(1), unit, stock_unit)
    assert isinstance(refused, Refused)
    assert refused.code is RefusalCode.UNIT_MISMATCH


@given(quantity=st.decimals(min_value="0.000001", max_value=10_000, places=6))
def test_what_is_bought_in_kilograms_is_the_same_in_grams_and_back(quantity: Decimal) -> None:
    grams = in_stock_unit(quantity, "kg", "g")
    assert grams == quantity * 1000
    assert isinstance(grams, Decimal)
    assert in_stock_unit(grams, "g", "kg") == quantity
