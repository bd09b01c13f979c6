"""Marks of MIL-STD-130: the constructs of the unique item identifier, in every format."""

from __future__ import annotations

from decimal import Decimal

import pytest

from kitstation.scanning.meaning import Meaning
from tests.scanning.usual import read

GS, RS, EOT = "\x1d", "\x1e", "\x04"


def mark(form: str, *elements: str) -> Meaning:
    return read(f"[)>{RS}{form}{GS}{GS.join(elements)}{RS}{EOT}").meanings[0]


@pytest.mark.parametrize(
    ("elements", "item_id"),
    [
        (("25SD0CVA5786950",), "D0CVA5786950"),
        (("18S0CVA5786950",), "D0CVA5786950"),
        (("I1G1YY22G965104378",), "1G1YY22G965104378"),
        (("22S8A2B3C4D",), "8A2B3C4D"),
        (("17V0CVA5", "1P1234", "S786950"), "D0CVA51234786950"),
        (("18VD0CVA5", "1P1234", "S786950"), "D0CVA51234786950"),
        (("12V194532636", "1P1234", "S786950"), "UN1945326361234786950"),
        (("3V0614141", "1P1234", "S786950"), "06141411234786950"),
        (("7LW81XYZ", "1P1234", "S786950"), "LDW81XYZ1234786950"),
        (("17V0CVA5", "1TL7", "S786950"), "D0CVA5L7786950"),
        (("17V0CVA5", "1P1234", "S786950", "30P5678", "30TX"), "D0CVA51234786950"),
    ],
)
def test_data_identifiers_are_put_together_as_the_standard_says(
    elements: tuple[str, ...], item_id: str
) -> None:
    meaning = mark("06", *elements)
    assert meaning.unique_item_id == item_id
    assert meaning.problems == ()


@pytest.mark.parametrize("form", ["12", "DD"])
@pytest.mark.parametrize(
    ("elements", "item_id"),
    [
        (("UID D0CVA5786950",), "D0CVA5786950"),
        (("USN 0CVA5786950",), "D0CVA5786950"),
        (("UST 0CVA5786950",), "D0CVA5786950"),
        (("CAG 0CVA5", "SER 786950"), "D0CVA5786950"),
        (("SPL 0CVA5", "UCN 786950"), "D0CVA5786950"),
        (("DUN 194532636", "SER 786950"), "UN194532636786950"),
        (("EUC LHIBCC1", "SER 786950"), "LHIBCC1786950"),
        (("MFR 0CVA5", "PNO 1234", "SEQ 786950"), "D0CVA51234786950"),
        (("MFR 0CVA5", "LOT L7", "SEQ 786950"), "D0CVA5L7786950"),
        (("MFR 0CVA5", "PNO 1234", "SEQ 786950", "PNR 5678"), "D0CVA51234786950"),
    ],
)
def test_text_elements_are_put_together_as_the_standard_says(
    form: str, elements: tuple[str, ...], item_id: str
) -> None:
    meaning = mark(form, *elements)
    assert meaning.unique_item_id == item_id
    assert meaning.problems == ()


@pytest.mark.parametrize(
    ("element", "item_id"),
    [
        ("8004061414112345", "061414112345"),
        ("800300614141123452S1", "00614141123452S1"),
        ("80028A2B3C4D", "8A2B3C4D"),
        ("21S1", None),
    ],
)
def test_keys_of_gs1_are_unique_item_identifiers_in_format_05(element: str, item_id: str | None) -> None:
    meaning = mark("05", element)
    assert meaning.unique_item_id == item_id
    assert meaning.problems == ()


@pytest.mark.parametrize(
    ("form", "elements"),
    [
        ("06", ("17V0CVA5", "1P1234")),
        ("06", ("1P1234", "S786950")),
        ("06", ("17V0CVA5", "S786950")),
        ("12", ("MFR 0CVA5", "SEQ 786950")),
        ("12", ("PNO 1234", "SEQ 786950")),
    ],
)
def test_what_is_incomplete_has_no_unique_item_identifier(form: str, elements: tuple[str, ...]) -> None:
    meaning = mark(form, *elements)
    assert meaning.unique_item_id is None
    assert meaning.problems == ()


@pytest.mark.parametrize("serial", ["78 6950", "78_6950", "s786950", "7" * 50])
def test_an_identifier_that_the_standard_forbids_is_a_problem(serial: str) -> None:
    meaning = mark("06", "17V0CVA5", "1P1234", f"S{serial}")
    assert meaning.unique_item_id is None
    assert meaning.serial_number == serial
    assert [problem.code for problem in meaning.problems] == ["unique_item_id"]


def test_the_elements_fill_the_attributes() -> None:
    meaning = mark("12", "MFR 0CVA5", "PNO 1234", "PNR 5678", "SEQ 786950", "LOT L7", "QTY 1")
    assert meaning.fields == {
        "MFR": "0CVA5",
        "PNO": "1234",
        "PNR": "5678",
        "SEQ": "786950",
        "LOT": "L7",
        "QTY": "1",
    }
    assert (meaning.part_number, meaning.serial_number, meaning.lot_number) == ("5678", "786950", "L7")
    assert (meaning.manufacturer, meaning.supplier, meaning.quantity) == ("0CVA5", "0CVA5", Decimal(1))


@pytest.mark.parametrize("element", ["SER786950", "ser 7", "SERI 7", "S 7"])
def test_a_text_element_without_an_identifier_is_a_problem_and_the_rest_is_read(element: str) -> None:
    meaning = mark("12", "MFR 0CVA5", element)
    assert meaning.fields == {"MFR": "0CVA5"}
    assert [problem.code for problem in meaning.problems] == ["no_identifier"]


def test_a_single_linear_code_can_hold_the_whole_identifier() -> None:
    assert read("]C025SD0CVA5786950").meanings[0].unique_item_id == "D0CVA5786950"
