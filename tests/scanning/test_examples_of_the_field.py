"""Codes that illustrate what goes wrong in the field, each with what has to come of it."""

from __future__ import annotations

from decimal import Decimal

import pytest

from kitstation.scanning.symbology import strip_aim
from tests.scanning.usual import read

GS, RS, EOT = "\x1d", "\x1e", "\x04"


def label(*elements: str) -> str:
    return f"[)>{RS}06{GS}{GS.join(elements)}{RS}{EOT}"


@pytest.mark.parametrize(
    ("text", "kind", "attribute", "value"),
    [
        (label("1PX", "Q000000001"), "iso15434", "quantity", Decimal(1)),
        (label("1PX", "Q5000NAR000"), "iso15434", "quantity", Decimal(5000)),
        (label("1PX", "9D27102016"), "iso15434", "date_code", "27102016"),
        (label("1PX", "", "Q3"), "iso15434", "quantity", Decimal(3)),
        (label("1PX", "T", "1TL7"), "iso15434", "lot_number", "L7"),
        ("[)>06P596-777A1-ND1PXAF4444Q3", "iso15434", "part_number", None),
        ("{pc:C1,pm:A:B,qty:7}", "vendor:lcsc", "part_number", "A:B"),
        ("QTY:7 PN:X-1 MPN:Y-2", "vendor:tme", "part_number", "Y-2"),
        ("Q4000", "identifier", "quantity", Decimal(4000)),
        ("99123456", "plain", "gtin", None),
        ("9781492053743", "gs1", "gtin", "9781492053743"),
        ("17290366", "plain", "expires_on", None),
        (f"0105412345000013172903661010{GS}21S1", "gs1", "gtin", "05412345000013"),
        ("010703206980498810032915210526", "gs1", "lot_number", "032915210526"),
    ],
)
def test_an_example_says_what_it_says_and_no_more(
    text: str, kind: str, attribute: str, value: object
) -> None:
    best = read(text).meanings[0]
    assert (best.kind, getattr(best, attribute)) == (kind, value)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("[)>06P596-777A1-ND1PXAF4444Q3", "separators_lost"),
        (f"0105412345000013172903661010{GS}21S1", "date"),
        ("010703206980498810032915210526", "separator_doubtful"),
    ],
)
def test_what_cannot_be_relied_upon_is_a_problem_in_words(text: str, problem: str) -> None:
    assert problem in [each.code for each in read(text).meanings[0].problems]


@pytest.mark.parametrize(
    "aim",
    "]C0 ]C1 ]A0 ]A1 ]G0 ]I0 ]E0 ]E4 ]d1 ]d2 ]Q1 ]Q3 ]e0 ]L2 ]z0 ]J1 ]d7".split(),  # noqa: SIM905 - as they are listed
)
def test_every_identifier_that_scanners_send_has_a_name(aim: str) -> None:
    symbology, rest = strip_aim(f"{aim}X")
    assert symbology is not None
    assert (symbology.aim, symbology.name != "unknown", rest) == (aim, True, "X")


@pytest.mark.parametrize("fnc1", ["]C1", "]d2", "]Q3", "]e0", "]J1", GS, ""])
def test_fnc1_in_front_may_arrive_as_an_identifier_as_gs_or_not_at_all(fnc1: str) -> None:
    best = read(f"{fnc1}010541234500001310ABC123{GS}17290331").meanings[0]
    assert (best.kind, best.gtin, best.lot_number) == ("gs1", "05412345000013", "ABC123")


@pytest.mark.parametrize("separator", ["\x1c", GS, RS, "\x1f", "\x85"])
def test_separators_at_the_ends_are_no_blanks(separator: str) -> None:
    assert read(f"{separator}A{separator}").text == f"{separator}A{separator}"


@pytest.mark.parametrize(
    "typed",
    [
        # Labels of ISO/IEC 15434 as German and French layouts type what the scanner means for a US one, and digits.
        "Ä=:06P596ß777A1ßNDQ3",
        "°_:àç",
        "&é\"'(-è_çà",
    ],
)
def test_what_another_keyboard_layout_makes_of_a_code_is_taken_for_nothing_else(typed: str) -> None:
    assert [meaning.kind for meaning in read(typed).meanings] == ["plain"]
