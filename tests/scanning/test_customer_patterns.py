"""Codes of a customer's own."""

from __future__ import annotations

import time
from datetime import date
from decimal import Decimal

import pytest

from kitstation.scanning.customer_patterns import GROUPS, CustomerPattern, PatternFault
from kitstation.scanning.grammar import Grammar
from kitstation.scanning.meaning import Meaning

ACME = CustomerPattern(
    "Acme", r"(?P<part_number>[A-Z]{2}-[0-9]+)/(?P<lot_number>[^/]+)/(?P<quantity>[0-9.]+)"
)


def best(pattern: CustomerPattern, text: str) -> Meaning:
    return Grammar([pattern]).read(text).meanings[0]


def test_named_groups_fill_the_attributes() -> None:
    meaning = best(ACME, "]Q1AB-12/L7/002.5\r\n")
    assert meaning.kind == "vendor:Acme"
    assert meaning.fields == {"part_number": "AB-12", "lot_number": "L7", "quantity": "002.5"}
    assert list(meaning.fields) == ["part_number", "lot_number", "quantity"]
    assert (meaning.part_number, meaning.lot_number, meaning.quantity) == ("AB-12", "L7", Decimal("2.5"))


@pytest.mark.parametrize("group", sorted(set(GROUPS) - {"quantity", "expires_on", "gtin"}))
def test_every_attribute_can_be_a_group(group: str) -> None:
    meaning = best(CustomerPattern("One", rf"X(?P<{group}>.+)"), "XVALUE")
    assert getattr(meaning, group) == "VALUE"


def test_the_whole_text_has_to_match() -> None:
    assert best(ACME, "AB-12/L7/5/").kind == "plain"
    assert best(ACME, "xAB-12/L7/5").kind == "plain"


def test_a_group_that_did_not_take_part_says_nothing() -> None:
    pattern = CustomerPattern("Either", r"P(?P<part_number>\w+)|S(?P<serial_number>\w+)")
    meaning = best(pattern, "SX1")
    assert meaning.fields == {"serial_number": "X1"}
    assert meaning.part_number is None


@pytest.mark.parametrize("written", ["20290331", "2029-03-31"])
def test_an_expiry_date_may_have_hyphens(written: str) -> None:
    meaning = best(CustomerPattern("Paste", r"E(?P<expires_on>.+)"), f"E{written}")
    assert meaning.expires_on == date(2029, 3, 31)
    assert meaning.fields["expires_on"] == written


@pytest.mark.parametrize(("digits", "gtin"), [("96385074", "96385074"), ("96385075", None), ("no", None)])
def test_the_check_digit_of_a_trade_item_number_is_verified(digits: str, gtin: str | None) -> None:
    meaning = best(CustomerPattern("Shop", r"G:(?P<gtin>.+)"), f"G:{digits}")
    assert meaning.gtin == gtin
    assert [problem.code for problem in meaning.problems] == ([] if gtin else ["check_digit"])


def test_a_pattern_is_believed_before_the_standards_but_not_before_our_own_labels() -> None:
    everything = Grammar([CustomerPattern("Everything", r"(?P<part_number>.+)")])
    kinds = [meaning.kind for meaning in everything.read("[)>\x1e06\x1d1PX\x1e\x04").meanings]
    assert kinds == ["vendor:Everything", "iso15434", "plain"]
    own = everything.read("24daeec7-08d8-4908-af9b-eba707a5241b")
    assert [meaning.kind for meaning in own.meanings] == ["own", "vendor:Everything", "plain"]
    assert everything.read("KS.ISSUE").control is not None


def test_patterns_are_tried_in_their_order() -> None:
    first, second = (
        CustomerPattern("A", r"(?P<part_number>\w+)"),
        CustomerPattern("B", r"(?P<lot_number>\w+)"),
    )
    kinds = [meaning.kind for meaning in Grammar([second, first]).read("X").meanings]
    assert kinds[:2] == ["vendor:B", "vendor:A"]


def test_separators_and_line_ends_inside_are_characters_like_others() -> None:
    pattern = CustomerPattern("Lines", r"(?P<part_number>\w+)\x1d(?P<serial_number>.+)")
    assert best(pattern, "P1\x1dS\n1").serial_number == "S\n1"


@pytest.mark.parametrize("text", ["\ud800", "X\udfffY"])
def test_half_a_pair_of_surrogates_matches_nothing(text: str) -> None:
    assert best(CustomerPattern("Any", r"(?P<part_number>.+)"), text).kind == "plain"


@pytest.mark.parametrize(
    ("expression", "why", "place"),
    [
        (r"(?P<part_number>x", "never closed", 0),
        (r"P\((?P<part_number>[(]x", "“(” is never closed", 3),
        (r"\Q((\E(?P<part_number>x", "“(” is never closed", 6),
        (r"(?P<part_number>x))", "“)” closes nothing", 18),
        (r"(?P<part_number>[)", "“[” is never closed", 16),
        (r"(?P<part_number>[[:digit:](]+))", "“)” closes nothing", 30),
        (r"(?P<part_number>x)(?=y)", "“(?=” means nothing here. Look-around", 18),
        (r"(?P<part_number>x)\1", "“\\1” means nothing here. Look-around and back-references", 18),
        (r"(?P<part_number>x{1001})", "“{1001}” repeats too often", 17),
        (r"((?P<part_number>x{900}){900}){900}", "counts above 1000", 18),
        (r"*(?P<part_number>x)", "nothing before “*”", 0),
        (r"(?P<part_number>x**)", "“**” repeats a repetition", 17),
        (r"(?P<part_number>[z-a])", "“z-a” is no range", 17),
        ("(?P<part_number>x)\\", "ends in the middle", 18),
        (r"(?P<part_number", "no named group", None),
        (r"\w+", "no named group", None),
        ("", "no named group", None),
        (r"X(?P<partnumber>x)", "“partnumber”", 1),
        (r"(?P<fields>x)", "“fields”", 0),
        (r"(?P<part_number>a)|(?P<part_number>b)", "2 groups named", 19),
        (r"(?P<part_number>.*)", "matches a text of nothing", None),
        (r"(?P<part_number>\w+)" + "x" * 1000, "longer than 1000", None),
        ("(?P<part_number>\ud800)", "surrogates", None),
    ],
)
def test_an_expression_that_cannot_be_used_says_why_and_where(
    expression: str, why: str, place: int | None
) -> None:
    with pytest.raises(PatternFault) as fault:
        CustomerPattern("Acme", expression)
    assert why in str(fault.value)
    assert fault.value.place == place
    assert ("Character" in fault.value.detail) == (place is not None)
    assert "Acme" in fault.value.title


@pytest.mark.parametrize("name", ["", " ", "-x", "a:b", "x" * 41, "né", "a\nb"])
def test_a_name_that_cannot_be_used_says_why(name: str) -> None:
    with pytest.raises(PatternFault, match="name must begin"):
        CustomerPattern(name, r"(?P<part_number>x)")


@pytest.mark.parametrize("name", ["LCSC", "tme", "InvenTree", "Part-DB"])
def test_a_name_that_a_known_kind_has_is_taken(name: str) -> None:
    with pytest.raises(PatternFault, match="known already"):
        CustomerPattern(name, r"(?P<part_number>x)")


@pytest.mark.parametrize(
    "expression", [r"(?P<part_number>(a+)+)b", r"(?P<part_number>(\w|\w\w)+)!", "(?P<part_number>(.*)*x)"]
)
def test_no_expression_makes_a_scan_hang(expression: str) -> None:
    grammar = Grammar([CustomerPattern("Evil", expression)])
    since = time.perf_counter()
    assert grammar.read("a" * 8000 + "?").meanings[0].kind == "plain"
    assert time.perf_counter() - since < 2


def test_patterns_are_values() -> None:
    assert CustomerPattern(ACME.name, ACME.expression) == ACME
    assert len({ACME, CustomerPattern(ACME.name, ACME.expression)}) == 1
