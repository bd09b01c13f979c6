"""Labels of makers and distributors, whole and garbled."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kitstation.scanning.data_identifiers import DATA_IDENTIFIERS
from kitstation.scanning.iso15434 import recognise_iso15434
from kitstation.scanning.meaning import Meaning
from tests.scanning.usual import read

GS, RS, EOT = "\x1d", "\x1e", "\x04"
ELEMENTS = ("P596-777A1-ND", "1PXAF4444", "Q3", "10D1452")
FIELDS = {"P": "596-777A1-ND", "1P": "XAF4444", "Q": "3", "10D": "1452"}


def label(*elements: str) -> Meaning:
    """Return what a well-formed label with these elements means."""
    meaning = recognise_iso15434(f"[)>{RS}06{GS}{GS.join(elements)}{RS}{EOT}", None)
    assert meaning is not None
    return meaning


def codes(meaning: Meaning) -> list[str]:
    return [problem.code.value for problem in meaning.problems]


HEADERS = {
    "as the standard has it": f"[)>{RS}06{GS}",
    "RS lost": f"[)>06{GS}",
    "old Mouser": f">[)>06{GS}",
    "zero in front": f"0[)>{RS}06{GS}",
    "zero in front, RS lost": f"0[)>06{GS}",
    "with a prefix of the scanner": f"\x01[)>{RS}06{GS}",
    "NUL for RS": f"[)>\x0006{GS}",
    "GS for RS": f"[)>{GS}06{GS}",
    "with an AIM identifier": f"]d1[)>{RS}06{GS}",
    "with another AIM identifier": f"]Q1[)>06{GS}",
}


TRAILERS = {
    f"{RS}{EOT}": [],
    RS: [],
    EOT: [],
    f"{RS}{EOT}\r\n": [],
    f"{GS}{RS}{EOT}": [],
    "": ["trailer"],
    GS: ["trailer"],
    f"{RS}V\r": ["trailer"],
    f"{RS}{EOT}{EOT}": ["trailer"],
    f"{RS}{EOT}1PMORE": ["surplus"],
}


@pytest.mark.parametrize("trailer", TRAILERS)
@pytest.mark.parametrize("header", HEADERS.values(), ids=HEADERS.keys())
def test_every_header_and_trailer_of_the_field_is_understood(header: str, trailer: str) -> None:
    best = read(header + GS.join(ELEMENTS) + trailer).meanings[0]
    assert best.kind == "iso15434"
    assert best.fields == FIELDS
    assert codes(best) == TRAILERS[trailer]


@pytest.mark.parametrize(
    ("group", "record", "end"),
    [
        ("\u241d", "\u241e", "\u2404"),
        ("\u241d", "\u241e", ""),
        ("@", "@", ""),
        ("@", "@", EOT),
        ("]", "^", ""),
        ("]", "^", EOT),
        ("^]", "^^", "^D"),
        ("^]", "^^", ""),
        ("<GS>", "<RS>", "<EOT>"),
        ("{GS}", "{RS}", "{EOT}"),
        ("[GS]", "[RS]", ""),
        ("\\x1d", "\\x1e", "\\x04"),
        ("\\u001d", "\\u001e", "\\u0004"),
        ("&#29;", "&#30;", "&#4;"),
        ("|", "~", ""),
        ("|", "|", ""),
        ("#", "", EOT),
        ("~", "^", EOT),
        ("\uf70b", "\uf70c", ""),
        ("\uf70c", "\uf70b", ""),
        ("\uf70b", "", EOT),
    ],
)
def test_what_keyboards_type_for_the_separators_is_understood(group: str, record: str, end: str) -> None:
    best = read(f"[)>{record}06{group}{group.join(ELEMENTS)}{record}{end}").meanings[0]
    assert best.fields == FIELDS
    assert best.problems == ()


def test_a_header_that_lost_rs_tells_how_it_is_spelt_at_the_end() -> None:
    for group, record in (("]", "^"), ("<GS>", "<RS>"), ("\u241d", "\u241e"), ("^]", "^^")):
        best = read(f"[)>06{group}{group.join(ELEMENTS)}{record}").meanings[0]
        assert best.fields == FIELDS
        assert best.problems == ()


def test_typed_separators_without_an_end_are_a_label_without_an_end() -> None:
    best = read("[)>06]" + "]".join(ELEMENTS)).meanings[0]
    assert best.fields == FIELDS
    assert codes(best) == ["trailer"]


def test_characters_that_could_be_separators_are_data_where_the_header_has_the_real_one() -> None:
    assert label("PA@B]C^D", "1PX\u241dY").fields == {"P": "A@B]C^D", "1P": "X\u241dY"}


def test_a_picture_of_a_separator_is_data_where_the_header_has_the_real_one() -> None:
    assert label("PA\u241eB", "1PX\u2404Y").fields == {"P": "A\u241eB", "1P": "X\u2404Y"}


def test_a_circumflex_inside_is_data_even_where_it_ends_the_record() -> None:
    assert read("[)>^06]1PA^B]Q5^").meanings[0].fields == {"1P": "A^B", "Q": "5"}


def test_the_separator_may_be_lost_behind_the_header_alone() -> None:
    assert read(f"[)>{RS}06{GS.join(ELEMENTS)}{RS}{EOT}").meanings[0].fields == FIELDS


def test_lost_separators_are_said_and_nothing_is_guessed() -> None:
    best, plain = read("[)>06P596-777A1-ND1PXAF4444Q3").meanings
    assert best.kind == "iso15434"
    assert best.fields == {}
    assert codes(best) == ["separators_lost"]
    assert plain.kind == "plain"


def test_a_macro_symbol_whose_header_the_reader_omits_is_understood() -> None:
    best = read(f"]d1{GS.join(ELEMENTS)}").meanings[0]
    assert best.kind == "iso15434"
    assert best.fields == FIELDS
    assert codes(best) == ["header"]


@pytest.mark.parametrize(
    "text", [f"10ABC{GS}21XYZ", f"Q5{GS}1TLOT", f"1PABC{GS}what", f"PABC{GS}7777X", GS, f"{GS}{GS}"]
)
def test_elements_without_a_header_need_a_part_and_only_known_identifiers(text: str) -> None:
    assert recognise_iso15434(text, None) is None


@pytest.mark.parametrize(
    "text", ["[)>", f"[)>{RS}", f"[)>{RS}13{GS}01", f"[)>{RS}00{GS}P1", "06", "[)>06", f"[>{RS}06{GS}P1"]
)
def test_what_only_looks_like_an_envelope_is_none(text: str) -> None:
    assert recognise_iso15434(text, None) is None


@pytest.mark.parametrize("form", ["01", "07", "09"])
def test_a_format_that_holds_no_items_says_so(form: str) -> None:
    best = read(f"[)>{RS}{form}{GS}96{GS}841706672{RS}{EOT}").meanings[0]
    assert best.fields == {}
    assert codes(best) == ["format"]


@pytest.mark.parametrize("torn", [f"06{GS}", f"{RS}06{GS}", f">{RS}06{GS}", f")>{RS}06{GS}", ""])
def test_a_header_whose_beginning_was_lost_is_a_problem(torn: str) -> None:
    best = read(torn + GS.join(ELEMENTS) + RS + EOT).meanings[0]
    assert best.kind == "iso15434"
    assert best.fields == FIELDS
    assert codes(best) == ["header"]


def test_caps_lock_is_noticed_and_put_right() -> None:
    best = read("[)>" + (f"{RS}06{GS}{GS.join(ELEMENTS)}{RS}{EOT}").swapcase()).meanings[0]
    assert best.fields == FIELDS
    assert codes(best) == ["caps_lock"]


def test_blanks_that_pad_a_value_stay_in_the_fields_alone() -> None:
    meaning = label("1PX-1   ", "PA B ", "Q  0005 ", "1T    ", "TL1", "14D20280229 ")
    assert meaning.fields["1P"] == "X-1   "
    assert (meaning.part_number, meaning.customer_part_number, meaning.lot_number) == ("X-1", "A B", "L1")
    assert (meaning.quantity, meaning.expires_on) == (Decimal(5), date(2028, 2, 29))
    assert meaning.problems == ()


@pytest.mark.parametrize("elements", [("1P", "1PX"), ("1PX", "1P")])
def test_an_empty_value_beside_a_full_one_says_nothing(elements: tuple[str, ...]) -> None:
    meaning = label(*elements)
    assert meaning.fields == {"1P": "X"}
    assert meaning.problems == ()


def test_a_customer_part_and_a_supplier_part_do_not_take_the_place_of_each_other() -> None:
    meaning = label("PCPN", "30PSKU", "1PMPN")
    assert (meaning.customer_part_number, meaning.supplier_sku, meaning.part_number) == ("CPN", "SKU", "MPN")


def test_empty_elements_are_passed_over() -> None:
    assert label("", "1PX", "", "", "Q1").fields == {"1P": "X", "Q": "1"}


def test_empty_values_are_kept_and_say_nothing() -> None:
    meaning = label("1P", "P", "Q", "K", "1T", "TLOT7", "14D")
    assert meaning.fields["1P"] == ""
    assert meaning.part_number is None
    assert meaning.quantity is None
    assert meaning.purchase_order is None
    assert meaning.lot_number == "LOT7"
    assert meaning.problems == ()


def test_of_a_doubled_identifier_the_first_counts() -> None:
    meaning = label("QX", "1PFIRST", "1PSECOND")
    assert meaning.part_number == "FIRST"
    assert codes(meaning) == ["duplicate", "quantity"]


def test_a_doubled_element_with_the_same_value_is_no_problem() -> None:
    assert label("1PX", "1PX").problems == ()


@pytest.mark.parametrize("element", ["lower", "1234P5", "-", " P1", "12", "\u0661P5"])
def test_an_element_without_an_identifier_is_a_problem_and_the_rest_is_read(element: str) -> None:
    meaning = label("1PX", element, "Q2")
    assert meaning.fields == {"1P": "X", "Q": "2"}
    assert codes(meaning) == ["no_identifier"]


def test_of_two_records_that_disagree_the_first_counts() -> None:
    meaning = read(f"[)>{RS}06{GS}1PX{RS}06{GS}1PY{GS}Q2{RS}{EOT}").meanings[0]
    assert (meaning.part_number, meaning.quantity) == ("X", Decimal(2))
    assert codes(meaning) == ["duplicate"]


def test_records_in_several_formats_are_read_together() -> None:
    text = f"[)>{RS}06{GS}1PX{RS}05{GS}10L1{GS}17290331{RS}12{GS}SER 7{RS}{EOT}"
    meaning = read(text).meanings[0]
    assert meaning.fields == {"1P": "X", "10": "L1", "17": "290331", "SER": "7"}
    assert (meaning.part_number, meaning.lot_number, meaning.serial_number) == ("X", "L1", "7")
    assert meaning.expires_on == date(2029, 3, 31)
    assert meaning.problems == ()


def test_application_identifiers_in_format_05_are_checked() -> None:
    meaning = read(f"[)>{RS}05{GS}0105412345000014{GS}21S1{GS}what{RS}{EOT}").meanings[0]
    assert meaning.kind == "iso15434"
    assert meaning.fields == {"01": "05412345000014", "21": "S1"}
    assert (meaning.gtin, meaning.serial_number) == (None, "S1")
    assert codes(meaning) == ["no_identifier", "check_digit"]


@pytest.mark.parametrize(
    ("elements", "attribute", "value"),
    [
        (("1PMPN", "PCPN"), "part_number", "MPN"),
        (("1PMPN", "PCPN"), "customer_part_number", "CPN"),
        (("PCPN",), "part_number", None),
        (("PA, B and C",), "customer_part_number", "A, B and C"),
        (("30PSKU-ND",), "supplier_sku", "SKU-ND"),
        (("1VTI",), "manufacturer", "TI"),
        (("S0001",), "serial_number", "0001"),
        (("TL1",), "lot_number", "L1"),
        (("TL1", "1TL2"), "lot_number", "L2"),
        (("10D1452", "9D2532"), "date_code", "2532"),
        (("10D1452",), "date_code", "1452"),
        (("9D27102016",), "date_code", "27102016"),
        (("11D2401",), "date_code", "2401"),
        (("D240131",), "date_code", "240131"),
        (("16D20240131",), "date_code", "20240131"),
        (("KPO-7", "1KSO-8"), "purchase_order", "PO-7"),
        (("4LJP",), "country", "JP"),
        (("V25793",), "supplier", "25793"),
        (("Q000000001",), "quantity", Decimal(1)),
        (("Q12.5",), "quantity", Decimal("12.5")),
        (("14D20280229",), "expires_on", date(2028, 2, 29)),
    ],
)
def test_identifiers_fill_the_attributes(elements: tuple[str, ...], attribute: str, value: object) -> None:
    assert getattr(label(*elements), attribute) == value


@pytest.mark.parametrize("written", ["5000NAR000", "5000 PCS", "5000EA"])
def test_a_unit_behind_the_digits_is_not_part_of_the_quantity(written: str) -> None:
    meaning = label(f"Q{written}")
    assert meaning.quantity == 5000
    assert codes(meaning) == ["quantity"]


@pytest.mark.parametrize(
    "written",
    ["EA", "1,000", "1E5", "-5", "0", "0.0", "5.", "99999999999999", "9" * 3000, "1.0000001", "\u0665"],
)
def test_a_quantity_that_nobody_can_rely_on_is_none_and_a_problem(written: str) -> None:
    meaning = label(f"Q{written}")
    assert meaning.quantity is None
    assert meaning.fields["Q"] == written
    assert codes(meaning) == ["quantity"]


@pytest.mark.parametrize("written", ["20270229", "20271301", "270101", "00000000", "2027-01-01"])
def test_an_expiry_that_is_no_date_is_none_and_a_problem(written: str) -> None:
    meaning = label(f"14D{written}")
    assert meaning.expires_on is None
    assert codes(meaning) == ["date"]


@pytest.mark.parametrize(
    ("elements", "expected"),
    [
        # Murata: the date code as DDMMYYYY, which nobody may take for a date.
        (("1PGRM188R71C104KA01D", "Q4000", "1TIA5G31", "9D27102016"), {"date_code": "27102016"}),
        # TI: the date code as a day, the maker behind 1V.
        (
            ("1PTPS63000DRCR", "Q3000", "1TX1", "9D2114", "4LCN", "1VTI"),
            {"date_code": "2114", "manufacturer": "TI", "country": "CN"},
        ),
        # NXP: 1P is a number of twelve digits, 30P the name of the part.
        (
            ("1P933714270653", "30P74HC08D", "Q2500"),
            {"part_number": "933714270653", "supplier_sku": "74HC08D"},
        ),
        # Taiyo Yuden: empty elements in between.
        (
            ("1PLMK107BJ106MA-T", "", "", "Q4000"),
            {"part_number": "LMK107BJ106MA-T", "quantity": Decimal(4000)},
        ),
        # Kyocera: a package number under S.
        (("1PCX3225", "S0012", "Q3000NAR000"), {"serial_number": "0012", "quantity": Decimal(3000)}),
        # Susumu: the customer's reference with blanks and commas.
        (("PRR1220P, 0805 , 1K", "Q0005000"), {"customer_part_number": "RR1220P, 0805 , 1K"}),
    ],
)
def test_labels_as_makers_print_them(elements: tuple[str, ...], expected: dict[str, object]) -> None:
    meaning = label(*elements)
    assert {name: getattr(meaning, name) for name in expected} == expected


IDENTIFIERS = st.sampled_from(sorted(DATA_IDENTIFIERS)) | st.from_regex(r"[0-9]{0,3}[A-Z]", fullmatch=True)
VALUES = st.text(st.characters(codec="utf-8", exclude_characters="\x04\x1d\x1e\u241e\r\n"))


@settings(deadline=None)
@given(st.dictionaries(IDENTIFIERS, VALUES, min_size=1))
def test_what_is_written_as_format_06_is_read_back(fields: dict[str, str]) -> None:
    body = GS.join(identifier + value for identifier, value in fields.items())
    assert read(f"[)>{RS}06{GS}{body}{RS}{EOT}\r").meanings[0].fields == fields
