from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from kitstation.labels.expressions import Expression
from kitstation.labels.fields import LabelValue, RecordKind
from kitstation.labels.label_data import label_data

VALUES: dict[str, LabelValue] = {
    "part_number": "RC0603",
    "quantity": Decimal("12500.500"),
    "expires_on": date(2027, 10, 31),
}


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("{part_number}", "RC0603"),
        ("Part {part_number}, {quantity} pcs", "Part RC0603, 12500.5 pcs"),
        ("{quantity:,}", "12,500.5"),
        ("{quantity:.0f}", "12500"),
        ("{expires_on}", "2027-10-31"),
        ("{expires_on:%d.%m.%Y}", "31.10.2027"),
        ("{part_number:.4}", "RC06"),
        ("{{{part_number}}}", "{RC0603}"),
        ("Lot {lot_number}", "Lot "),
        ("no field", "no field"),
    ],
)
def test_fields_are_filled_in(source: str, text: str) -> None:
    expression = Expression.parse(source)
    assert list(expression.problems(RecordKind.ITEM)) == []
    assert expression.fill(label_data(RecordKind.ITEM, VALUES)) == text


@pytest.mark.parametrize(
    "source", ["{", "}", "{}", "{0}", "{part_number.upper}", "{part_number[0]}", "{part_number!r}", "{a:{b}}"]
)
def test_nothing_but_names_and_formats_stands_between_braces(source: str) -> None:
    with pytest.raises(ValueError, match="brace"):
        Expression.parse(source)


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("{serial}", "no field “serial” for item"),
        ("{quantity:%d}", "does not suit the field quantity"),
        ("{part_number:d}", "does not suit the field part_number"),
    ],
)
def test_what_does_not_suit_the_fields_is_said(source: str, words: str) -> None:
    (problem,) = Expression.parse(source).problems(RecordKind.ITEM)
    assert words in problem


def test_the_fields_that_there_are_are_listed() -> None:
    (problem,) = Expression.parse("{serial}").problems(RecordKind.ITEM)
    assert "serial_number" in problem
