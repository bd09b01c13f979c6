from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kitstation.domain.quantities import LARGEST
from kitstation.domain.records import TrackingType
from kitstation.station.importing import cells
from kitstation.station.importing.cells import CellError
from kitstation.station.importing.designators import designators
from kitstation.station.importing.part_numbers import revision_order


@pytest.mark.parametrize(
    ("text", "comma", "amount"),
    [
        ("3", False, "3"),
        (" 3.0 ", False, "3"),
        ("0.25", False, "0.25"),
        (".5", False, "0.5"),
        ("1E3", False, "1000"),
        ("1,5", True, "1.5"),
        ("1.5", True, "1.5"),
        ("0,125", True, "0.125"),
        ("1.500", False, "1.5"),
        ("1000000000000", False, "1000000000000"),
    ],
)
def test_an_amount_is_read(text: str, comma: bool, amount: str) -> None:
    assert cells.amount(text, decimal_comma=comma) == Decimal(amount)


@pytest.mark.parametrize(
    ("text", "comma", "why"),
    [
        ("abc", False, "not a number"),
        ("1,5", False, "not a number"),
        ("1 000", False, "not a number"),
        ("10 pcs", False, "not a number"),
        ("$1", False, "not a number"),
        ("NaN", False, "not a number"),
        ("Infinity", False, "not a number"),
        ("1_000", False, "not a number"),
        ("٣", False, "not a number"),
        ("-1", False, "less than 0"),
        ("\u22121", False, "less than 0"),
        ("1.0000001", False, "decimal places"),
        ("1000000000001", False, "absurdly large"),
        ("9" * 400, False, "absurdly large"),
        ("1e9999", False, "absurdly large"),
        ("1.500", True, "two ways"),
        ("1,500", True, "two ways"),
    ],
)
def test_what_is_no_amount_says_why(text: str, comma: bool, why: str) -> None:
    with pytest.raises(CellError, match=why):
        cells.amount(text, decimal_comma=comma)


@given(st.text(), st.booleans())
def test_an_amount_is_always_sane(text: str, comma: bool) -> None:
    try:
        amount = cells.amount(text, decimal_comma=comma)
    except CellError:
        return
    assert 0 <= amount <= LARGEST


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("CAT24M01YI\u2212GT3", "CAT24M01YI-GT3"),
        ("A\u00a0B", "A B"),
        ("A\u200bB", "AB"),
        ("\u200eA-1\u202c", "A-1"),
        ("  A  B ", "A B"),
        ("Ω-1", "Ω-1"),
    ],
)
def test_a_name_is_put_right(text: str, name: str) -> None:
    assert cells.name(text) == name


@pytest.mark.parametrize("text", ["A\nB", "A\x1dB\x02", "\x7fA", "X" * 201, "\ue000", "\u200b"])
def test_what_no_label_could_hold_is_no_name(text: str) -> None:
    with pytest.raises(CellError):
        cells.name(text)


@given(st.text())
def test_a_name_is_one_line_and_putting_it_right_again_changes_nothing(text: str) -> None:
    try:
        name = cells.name(text)
    except CellError:
        return
    assert name == name.strip()
    assert len(name.splitlines()) <= 1
    assert not name or cells.name(name) == name


@pytest.mark.parametrize("text", ["2027-03-31", "2027-03-31 00:00:00", "2027-03-31T00:00"])
def test_a_day_is_read(text: str) -> None:
    assert cells.day(text) == date(2027, 3, 31)


@pytest.mark.parametrize(
    "text", ["31.3.2027", "03/31/2027", "2027-02-30", "46112", "20270331", "2027-03-31 12:30:00"]
)
def test_what_is_no_day_is_refused(text: str) -> None:
    with pytest.raises(CellError):
        cells.day(text)


@pytest.mark.parametrize(
    ("text", "tracking"),
    [
        ("serial", TrackingType.SERIAL),
        ("SERIAL", TrackingType.SERIAL),
        (" Lot ", TrackingType.LOT),
        ("untracked", TrackingType.UNTRACKED),
        ("none", TrackingType.UNTRACKED),
    ],
)
def test_tracking_is_read(text: str, tracking: TrackingType) -> None:
    assert cells.tracking(text) is tracking


def test_other_words_are_no_tracking() -> None:
    with pytest.raises(CellError, match="none of serial, lot and untracked"):
        cells.tracking("by hand")


@pytest.mark.parametrize("text", ["DNP", "dnp", "1", "x", "yes", "TRUE", "Do not populate", "Not Fitted"])
def test_a_row_is_left_out(text: str) -> None:
    assert cells.is_left_out(text)
    assert not cells.is_put_in("no" if text != "Not Fitted" else text)


@pytest.mark.parametrize("text", ["", "0", "no", "FALSE", "Fitted", "-"])
def test_a_row_is_put_in(text: str) -> None:
    assert not cells.is_left_out(text)


@pytest.mark.parametrize("read", [cells.is_left_out, cells.is_put_in])
def test_neither_yes_nor_no_is_refused(read: object) -> None:
    assert callable(read)
    with pytest.raises(CellError, match="neither yes nor no"):
        read("maybe")


@pytest.mark.parametrize("text", ["pcs", "PCS", "each", "ea", "Piece"])
def test_pieces_are_pieces(text: str) -> None:
    assert cells.unit(text) == "ea"
    assert cells.is_same_unit(text, "ea")
    assert not cells.is_same_unit(text, "g")


@pytest.mark.parametrize("text", ["/A", "A/", "A//B", "/", "A/ /B"])
def test_a_path_with_a_missing_name_is_refused(text: str) -> None:
    with pytest.raises(CellError, match="path"):
        cells.location_path(text)


def test_a_path_is_read_without_stray_blanks() -> None:
    assert cells.location_path(" Stores / A1-03 ") == "Stores/A1-03"


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("C1 C14 C19 ", ["C1", "C14", "C19"]),
        ("R1, R2;R3\nR4", ["R1", "R2", "R3", "R4"]),
        ("R1-R4", ["R1", "R2", "R3", "R4"]),
        ("R1 - R3, R5..R6", ["R1", "R2", "R3", "R5", "R6"]),
        ("R08-R10", ["R08", "R09", "R10"]),
        ("R4-R1", ["R4-R1"]),
        ("J1-2", ["J1-2"]),
        ("R1 R1", ["R1"]),
        ("", []),
        ("R1-R999999", ["R1-R999999"]),
    ],
)
def test_designators_are_read(text: str, places: list[str]) -> None:
    assert list(designators(text)) == places


def test_revisions_sort_as_people_count() -> None:
    wanted = ["1", "2", "10", "A", "A1", "A2", "B", "Z", "AA"]
    assert sorted(sorted(wanted), key=revision_order) == wanted
