"""A GTIN is the same number with and without zeros before it."""

from __future__ import annotations

import pytest

from kitstation.domain.gtin import gtin_forms


@pytest.mark.parametrize(
    ("number", "forms"),
    [
        ("4006381333931", {"4006381333931", "04006381333931"}),
        ("04006381333931", {"4006381333931", "04006381333931"}),
        ("036000291452", {"036000291452", "0036000291452", "00036000291452"}),
        ("96385074", {"96385074", "000096385074", "0000096385074", "00000096385074"}),
        ("00000096385074", {"96385074", "000096385074", "0000096385074", "00000096385074"}),
        ("RC0603", {"RC0603"}),
        ("1234567", {"1234567"}),
        ("\u0664006381333931", {"\u0664006381333931"}),
        ("", set()),
        (None, set()),
    ],
)
def test_a_number_is_looked_for_in_every_length_in_which_it_is_written(
    number: str | None, forms: set[str]
) -> None:
    assert set(gtin_forms(number)) == forms
