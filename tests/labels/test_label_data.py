from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kitstation.labels.fields import LabelValue, RecordKind, fields_of
from kitstation.labels.label_data import label_data, sample_data
from kitstation.scanning.iso15434 import recognise_iso15434
from kitstation.scanning.writing import PayloadFault

_NUMBERS = st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=1, max_size=30)


@pytest.mark.parametrize(
    ("kind", "given_values", "code"),
    [
        (RecordKind.ITEM, {"part_number": "P1", "serial_number": "S1", "lot_number": "L1"}, "S1"),
        (RecordKind.ITEM, {"part_number": "P1", "lot_number": "L1"}, "L1"),
        (RecordKind.ITEM, {"part_number": "P1"}, "P1"),
        (RecordKind.LOT, {"part_number": "P1", "lot_number": "L1"}, "L1"),
        (RecordKind.LOCATION, {"name": "Bin 12", "path": "Stores/Bin 12"}, "Stores/Bin 12"),
        (RecordKind.KIT, {"kit_number": "K-1"}, "K-1"),
        (RecordKind.OPERATOR, {"name": "Ada", "badge": "OP-1"}, "OP-1"),
        (RecordKind.ITEM, {"serial_number": "S1", "code": "own"}, "own"),
    ],
)
def test_a_linear_symbol_says_what_names_the_record(
    kind: RecordKind, given_values: dict[str, LabelValue], code: str
) -> None:
    assert label_data(kind, given_values).value("code") == code


def test_a_2d_symbol_says_part_serial_lot_and_quantity() -> None:
    data = label_data(
        RecordKind.ITEM,
        {"part_number": "P1", "serial_number": "S1", "lot_number": "L1", "quantity": Decimal("1E+1")},
    )
    assert data.value("payload") == "[)>\x1e06\x1d1PP1\x1dSS1\x1d1TL1\x1dQ10\x1e\x04"


@given(part=_NUMBERS, lot=_NUMBERS, quantity=st.decimals("0.000001", 10**9, places=6))
def test_our_own_2d_symbols_are_understood_when_they_are_scanned(
    part: str, lot: str, quantity: Decimal
) -> None:
    data = label_data(RecordKind.LOT, {"part_number": part, "lot_number": lot, "quantity": quantity})
    meaning = recognise_iso15434(str(data.value("payload")), None)
    assert meaning is not None
    assert (meaning.part_number, meaning.lot_number, meaning.quantity) == (part, lot, quantity)


def test_a_separator_within_a_number_is_refused() -> None:
    with pytest.raises(PayloadFault):
        label_data(RecordKind.ITEM, {"part_number": "P1\x1dQ5000"})


def test_what_is_used_up_states_no_quantity() -> None:
    data = label_data(RecordKind.LOT, {"part_number": "P1", "quantity": Decimal(0)})
    assert "Q" not in str(data.value("payload"))


def test_a_field_that_the_kind_has_not_is_a_mistake_of_the_caller() -> None:
    with pytest.raises(ValueError, match="no field 'serial_number'"):
        label_data(RecordKind.KIT, {"serial_number": "S1"})


def test_a_value_of_another_type_is_a_mistake_of_the_caller() -> None:
    with pytest.raises(TypeError, match="takes a Decimal"):
        label_data(RecordKind.ITEM, {"quantity": "5"})


def test_a_moment_is_no_day() -> None:
    with pytest.raises(TypeError, match="takes a date"):
        label_data(RecordKind.ITEM, {"received_on": datetime(2026, 5, 4, 12, tzinfo=UTC)})


def test_what_is_blank_has_no_value_and_zero_has_one() -> None:
    data = label_data(RecordKind.ITEM, {"revision": "", "supplier": None, "quantity": Decimal(0)})
    assert not data.has("revision")
    assert not data.has("supplier")
    assert data.has("quantity")


# A label has one symbol: a sample of each would cover the other.
IN_PLACE_OF_A_CODE = {"data_matrix", "ean13", "gs1_lot", "gs1_serial"}


@pytest.mark.parametrize("kind", list(RecordKind))
def test_every_field_has_a_sample_and_a_meaning(kind: RecordKind) -> None:
    data = sample_data(kind)
    for name, field in fields_of(kind).items():
        assert data.has(name) or name in IN_PLACE_OF_A_CODE, name
        assert field.meaning
        assert isinstance(field.sample, str | Decimal | date)
