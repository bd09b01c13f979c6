"""GS1 messages are written so that they are read back, and never say another number."""

from __future__ import annotations

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kitstation.scanning.check_digits import check_digit, has_valid_check_digit
from kitstation.scanning.gs1_elements import elements_of_message
from kitstation.scanning.gs1_writing import element_string, gs1_elements, in_brackets
from kitstation.scanning.writing import PayloadFault


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ([("01", "09506000134352")], "0109506000134352"),
        ([("01", "9506000134352")], "0109506000134352"),  # GTIN-13
        ([("01", "614141000036")], "0100614141000036"),  # GTIN-12
        ([("01", "96385074")], "0100000096385074"),  # GTIN-8
        ([("00", "00614141123456789")], "00006141411234567890"),  # an SSCC without its check digit
        ([("414", "950600013435")], "4149506000134352"),  # a GLN without its check digit
        ([("01", "09506000134352"), ("10", "99")], "01095060001343521099"),
        # Behind a value of any length stands a separator, unless it is the last.
        ([("10", "AB-12"), ("21", "X"), ("17", "271031")], "10AB-12\x1d21X\x1d17271031"),
        ([("17", "271031"), ("10", "A(21)B")], "1727103110A(21)B"),
        ([("37", "75"), ("3103", "001250"), ("21", "1")], "3775\x1d3103001250211"),
    ],
)
def test_a_message_is_written_as_readers_send_it(values: list[tuple[str, str]], message: str) -> None:
    elements = gs1_elements(values)
    assert element_string(elements) == message
    read = elements_of_message(message)
    assert (tuple(read.elements), read.unread) == (elements, "")


def test_people_read_identifiers_in_brackets() -> None:
    assert in_brackets(gs1_elements([("01", "9506000134352"), ("10", "L1")])) == "(01)09506000134352(10)L1"


@pytest.mark.parametrize(
    ("identifier", "value", "why"),
    [
        ("01", "09506000134353", "it should be 2"),
        ("01", "9506000134353", "it should be 2"),
        (
            "01",
            "0950600013435",
            "is wrong",
        ),  # thirteen digits are a GTIN-13, never one that lacks its check digit
        ("01", "RC0603", "takes"),
        ("00", "006141411234567891", "it should be 0"),
        ("8003", "095060001343531", "it should be 2"),
        ("10", "x" * 21, "takes"),
        ("10", "", "takes"),
        ("10", "Ω1", "takes"),
        ("10", "A\x1d21B", "takes"),
        ("17", "271345", "is no day"),
        ("37", "7.5", "takes"),
    ],
)
def test_what_an_identifier_does_not_take_is_refused(identifier: str, value: str, why: str) -> None:
    with pytest.raises(PayloadFault) as raised:
        gs1_elements([(identifier, value)])
    assert why in raised.value.detail


@given(st.text(string.digits, min_size=1, max_size=20))
def test_a_made_check_digit_is_a_valid_one(digits: str) -> None:
    assert has_valid_check_digit(digits + check_digit(digits))


_TEXTS = st.text(string.ascii_letters + string.digits + "!\"%&'()*+,-./_:;<=>?", min_size=1, max_size=20)


@given(lot=_TEXTS, serial=_TEXTS, count=st.integers(0, 99_999_999))
def test_whatever_is_written_is_read_back(lot: str, serial: str, count: int) -> None:
    elements = gs1_elements(
        [("10", lot), ("37", str(count)), ("01", "09506000134352"), ("21", serial), ("17", "271031")]
    )
    read = elements_of_message(element_string(elements))
    assert (tuple(read.elements), read.unread) == (elements, "")
