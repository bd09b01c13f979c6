"""Quantities are exact: what goes in comes out."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kitstation.domain.quantities import (
    LARGEST,
    PLACES,
    QuantityError,
    from_micro,
    plain,
    quantity,
    to_micro,
)

QUANTITIES = st.integers(-(10**18), 10**18).map(lambda micro: Decimal(micro).scaleb(-PLACES))


@given(QUANTITIES)
def test_a_quantity_survives_the_database(number: Decimal) -> None:
    assert from_micro(to_micro(number)) == number


@given(st.integers(-(2**63), 2**63 - 1))
def test_every_whole_number_of_the_database_is_a_quantity(micro: int) -> None:
    assert to_micro(from_micro(micro)) == micro


@given(QUANTITIES)
def test_a_quantity_survives_being_written_and_read(number: Decimal) -> None:
    assert quantity(str(quantity(number))) == number


@given(QUANTITIES, st.integers(0, 6))
def test_equal_quantities_read_alike(number: Decimal, zeros: int) -> None:
    with_zeros = (number * 10**zeros).scaleb(-zeros)
    assert str(plain(with_zeros)) == str(plain(number)) == str(from_micro(to_micro(number)))


@given(QUANTITIES)
def test_a_plain_quantity_has_no_exponent_that_people_would_see(number: Decimal) -> None:
    assert "E" not in str(plain(number))


@pytest.mark.parametrize(
    ("given_", "read"),
    [
        ("1", "1"),
        ("1.0", "1"),
        ("0.50", "0.5"),
        ("1E+3", "1000"),
        ("-0", "0"),
        ("-0.000", "0"),
        ("-2.5", "-2.5"),
        ("0.000001", "0.000001"),
        ("1000000000000", "1000000000000"),
        (7, "7"),
        (Decimal("7.10"), "7.1"),
    ],
)
def test_a_quantity_reads_as_people_write_it(given_: Decimal | int | str, read: str) -> None:
    assert str(quantity(given_)) == read


@pytest.mark.parametrize(
    ("given_", "why"),
    [
        ("", "is not a number"),
        ("ten", "is not a number"),
        ("1,5", "is not a number"),
        ("NaN", "is not a number"),
        ("sNaN", "is not a number"),
        ("Infinity", "is not a number"),
        ("-Infinity", "is not a number"),
        ("1000000000000.000001", "is too large"),
        ("-1000000000001", "is too large"),
        ("1E+999999", "is too large"),
        ("1E+999999999", "is too large"),
        ("-1E+999999999", "is too large"),
        ("0.0000001", "has more than 6 decimal places"),
        ("1E-999999", "has more than 6 decimal places"),
        ("999999999999.9999999", "has more than 6 decimal places"),
    ],
)
def test_what_is_no_quantity_is_refused_with_a_reason(given_: str, why: str) -> None:
    with pytest.raises(QuantityError, match=why):
        quantity(given_)


def test_the_largest_quantity_fits_the_database() -> None:
    assert to_micro(LARGEST) < 2**63
