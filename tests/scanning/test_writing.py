"""What we write ourselves is read back."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kitstation.scanning.grammar import LONGEST_READ
from kitstation.scanning.writing import PayloadFault, format_06
from tests.scanning.usual import read

VALUES = st.text(st.characters(exclude_categories=("Cc", "Cs")), min_size=1, max_size=60).filter(
    lambda text: text == text.strip(" ")
)
QUANTITIES = st.decimals(min_value=Decimal("0.000001"), max_value=10**9, places=6)


@given(
    st.none() | VALUES, st.none() | VALUES, st.none() | VALUES, st.none() | VALUES, st.none() | QUANTITIES,
    st.sampled_from(["", "]d1", "]Q1"]), st.sampled_from(["", "\r", "\n", "\r\n"]),
)  # fmt: skip
def test_what_is_written_is_read_back_equal(
    part: str | None,
    customer_part: str | None,
    serial: str | None,
    lot: str | None,
    quantity: Decimal | None,
    aim: str,
    end: str,
) -> None:
    if {part, customer_part, serial, lot, quantity} == {None}:
        quantity = Decimal(1)
    payload = format_06(
        part_number=part,
        customer_part_number=customer_part,
        serial_number=serial,
        lot_number=lot,
        quantity=quantity,
    )
    best = read(aim + payload + end).meanings[0]
    assert best.kind == "iso15434"
    assert best.problems == ()
    assert (best.part_number, best.customer_part_number) == (part, customer_part)
    assert (best.serial_number, best.lot_number, best.quantity) == (serial, lot, quantity)


@given(VALUES)
def test_a_date_code_is_read_back_as_it_was_written(date_code: str) -> None:
    """Nobody knows what a maker meant by it, so that it is not written as the year and week of 10D."""
    payload = format_06(lot_number="L1", date_code=date_code)
    assert f"\x1d9D{date_code}\x1e" in payload
    assert read(payload).meanings[0].date_code == date_code


def test_the_payload_is_the_message_of_the_standard() -> None:
    payload = format_06(part_number="XAF4444", lot_number="L1", quantity=Decimal("3.50"))
    assert payload == "[)>\x1e06\x1d1PXAF4444\x1d1TL1\x1dQ3.5\x1e\x04"


@given(st.characters(categories=("Cc", "Cs")), VALUES)
def test_control_characters_are_refused(control: str, value: str) -> None:
    with pytest.raises(PayloadFault) as fault:
        format_06(serial_number=value + control + value)
    assert "control character" in fault.value.detail


@pytest.mark.parametrize("value", ["", " ", " X", "X "])
def test_what_would_not_be_read_back_is_refused(value: str) -> None:
    with pytest.raises(PayloadFault):
        format_06(part_number=value)


@pytest.mark.parametrize("quantity", ["0", "-1", "NaN", "Infinity", "1E+10", "0.0000001"])
def test_a_quantity_that_no_label_states_is_refused(quantity: str) -> None:
    with pytest.raises(PayloadFault, match="quantity"):
        format_06(part_number="X", quantity=Decimal(quantity))


def test_a_code_without_a_value_is_refused() -> None:
    with pytest.raises(PayloadFault, match="Nothing"):
        format_06()


def test_a_payload_that_could_not_be_read_back_for_its_length_is_refused() -> None:
    with pytest.raises(PayloadFault, match="long"):
        format_06(part_number="X" * LONGEST_READ)
