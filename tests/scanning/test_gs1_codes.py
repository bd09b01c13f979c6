"""GS1 messages, trade item numbers and Digital Links."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from kitstation.scanning.check_digits import has_valid_check_digit
from kitstation.scanning.meaning import Meaning
from tests.scanning.usual import read

REPOSITORY = Path(__file__).parents[2]
GTIN = "05412345000013"


def gs1(text: str) -> Meaning:
    """Return the GS1 meaning of a text that has one."""
    return next(meaning for meaning in read(text).meanings if meaning.kind.startswith("gs1"))


def kinds(text: str) -> list[str]:
    return [meaning.kind for meaning in read(text).meanings]


@pytest.mark.parametrize("aim", ["]C1", "]d2", "]Q3", "]e0", "]J1"])
def test_a_gs1_symbol_is_evidence_enough(aim: str) -> None:
    assert gs1(f"{aim}10ABC123").lot_number == "ABC123"


@pytest.mark.parametrize(
    "text", ["\x1d10ABC123", "10ABC123\x1d21S1", f"01{GTIN}10ABC123", f"02{GTIN}37512\x1d10ABC123"]
)
def test_a_separator_or_a_trade_item_number_in_front_is_evidence_enough(text: str) -> None:
    assert gs1(text).lot_number == "ABC123"


@pytest.mark.parametrize(
    "text", ["10ABC123", "]C010ABC123", "]d110ABC123", "99123456", "17290366", "", "]C1", "2112345678901"]
)
def test_without_evidence_an_internal_code_is_not_taken_for_gs1(text: str) -> None:
    assert kinds(text) == ["plain"]


def test_sixteen_digits_are_no_trade_item_number_when_the_check_digit_is_wrong() -> None:
    assert kinds("0105412345000014") == ["plain"]


def test_a_gs1_symbol_with_other_contents_is_plain() -> None:
    assert kinds("]C1INTERNAL-7") == ["plain"]


def test_elements_fill_the_attributes() -> None:
    meaning = gs1(f"]d201{GTIN}17290331" + "10L1\x1d21S1\x1d3025\x1d241CPN\x1d400PO7")
    assert meaning.gtin == GTIN
    assert meaning.expires_on == date(2029, 3, 31)
    assert meaning.lot_number == "L1"
    assert meaning.serial_number == "S1"
    assert meaning.quantity == Decimal(25)
    assert meaning.customer_part_number == "CPN"
    assert meaning.purchase_order == "PO7"
    assert meaning.problems == ()


@pytest.mark.parametrize("date_with_check_digit", ["15300102", "15300119"])
def test_digits_in_a_gs1_symbol_are_elements_even_if_their_check_digit_fits(
    date_with_check_digit: str,
) -> None:
    assert "gtin" not in gs1(f"]C1{date_with_check_digit}").fields


def test_day_zero_is_the_last_of_the_month() -> None:
    assert gs1("]C117290200").expires_on == date(2029, 2, 28)


def test_a_best_before_date_is_no_expiry() -> None:
    assert gs1("]C115290331").expires_on is None


@pytest.mark.parametrize("written", ["290366", "291301", "290230", "000000"])
def test_an_impossible_date_is_a_problem_and_the_rest_is_read(written: str) -> None:
    meaning = gs1(f"]C117{written}10L1")
    assert meaning.fields == {"17": written, "10": "L1"}
    assert meaning.expires_on is None
    assert [problem.code for problem in meaning.problems] == ["date"]


def test_a_wrong_check_digit_in_a_message_is_a_problem() -> None:
    meaning = gs1("]C1010541234500001410L1")
    assert meaning.gtin is None
    assert meaning.fields["01"] == "05412345000014"
    assert [problem.code for problem in meaning.problems] == ["check_digit"]


def test_of_a_doubled_element_the_first_counts() -> None:
    meaning = gs1("]C110L1\x1d10L2")
    assert meaning.lot_number == "L1"
    assert [problem.code for problem in meaning.problems] == ["duplicate"]


def test_a_lost_separator_is_read_as_the_standard_says_wrongly_and_doubted() -> None:
    meaning = gs1("010703206980498810032915210526")
    assert meaning.lot_number == "032915210526"
    assert [problem.code for problem in meaning.problems] == ["separator_doubtful"]


@pytest.mark.parametrize("lot", ["0329", "15210526", "L15211526", "L15210532", "ABC"])
def test_a_lot_that_does_not_end_like_a_date_is_not_doubted(lot: str) -> None:
    assert gs1(f"01{GTIN}10{lot}").problems == ()


def test_a_value_that_is_too_long_shows_that_a_separator_was_lost() -> None:
    meaning = gs1(f"]C101{GTIN}10{'A' * 20}BC")
    assert meaning.gtin == GTIN
    assert [problem.code for problem in meaning.problems] == ["surplus"]
    assert "lost a separator" in meaning.problems[0].detail


@pytest.mark.parametrize(
    "text", [f"01{GTIN}\x1d10L1\x1d\x1d21S1\x1d", f"\x1d\x1d01{GTIN}10L1\x1d\x1d\x1d21S1"]
)
def test_doubled_and_needless_separators_say_nothing(text: str) -> None:
    meaning = gs1(text)
    assert meaning.fields == {"01": GTIN, "10": "L1", "21": "S1"}
    assert meaning.problems == ()


@pytest.mark.parametrize(
    "typed", ["|", "]", "@", "^", "~", "^]", "<GS>", "{GS}", "[GS]", "\\x1d", "\\u001d", "\u241d", "\uf70b"]
)
@pytest.mark.parametrize("aim", ["", "]d2"])
def test_what_keyboards_type_for_fnc1_is_understood(aim: str, typed: str) -> None:
    meaning = gs1(f"{aim}01{GTIN}10L1{typed}21S1")
    assert meaning.fields == {"01": GTIN, "10": "L1", "21": "S1"}
    assert meaning.problems == ()


def test_a_message_as_people_read_it_is_understood() -> None:
    meaning = gs1(f"(01){GTIN}(10)A(1)B(17)290331")
    assert meaning.fields == {"01": GTIN, "10": "A(1)B", "17": "290331"}


@pytest.mark.parametrize(
    "text", ["(12)", "(01)123", "(99999)1", "(ab)", "(10)", f"x(01){GTIN}", f"(01){GTIN}(0)1"]
)
def test_other_brackets_are_plain(text: str) -> None:
    assert kinds(text) == ["plain"]


@pytest.mark.parametrize(
    ("element", "wrong"),
    [
        ("00106141412345678908", "00106141412345678909"),
        ("4145412345000013", "4145412345000014"),
        ("800300614141123452S1", "800300614141123453S1"),
        ("40212345678901234560", "40212345678901234561"),
        ("2535412345000013AB", "2535412345000014AB"),
        ("8017541234500000000138", "8017541234500000000139"),
    ],
)
def test_the_check_digit_of_every_key_is_verified(element: str, wrong: str) -> None:
    assert [problem.code for problem in gs1(f"]C1{wrong}").problems] == ["check_digit"]
    assert gs1(f"]C1{element}").problems == ()


def test_a_logistic_unit_with_a_right_check_digit_is_evidence_enough() -> None:
    assert gs1("00106141412345678908").fields == {"00": "106141412345678908"}
    assert kinds("00106141412345678909") == ["plain"]


def test_numbers_of_every_length_compare_in_fourteen_digits() -> None:
    assert {gs1(text).gtin14 for text in ("036000291452", "0036000291452", "00036000291452")} == {
        "00036000291452"
    }
    assert gs1("]C110L1").gtin14 is None


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("01234505", "012000003455"),
        ("01234531", "012300000451"),
        ("01234532", None),
        ("04252614", "042100005264"),
        ("01234565", "012345000065"),
    ],
)
def test_upc_e_is_written_out(short: str, full: str | None) -> None:
    meaning = gs1(f"]E0{short}")
    assert meaning.gtin == full
    assert [problem.code for problem in meaning.problems] == ([] if full else ["check_digit"])


def test_an_add_on_is_no_part_of_the_number() -> None:
    meaning = gs1("]E3978149205374390000")
    assert meaning.gtin == "9781492053743"
    assert meaning.fields["add_on"] == "90000"


def test_a_number_of_ean_that_is_also_an_element_is_an_ean() -> None:
    assert kinds("9781492053743") == ["gs1", "plain"]
    assert gs1("9781492053743").fields == {"gtin": "9781492053743"}


def test_a_part_in_an_internal_element_is_kept_as_a_field_alone() -> None:
    meaning = gs1("]C1240MPN-7\x1d91INTERNAL\x1d422276")
    assert (meaning.part_number, meaning.country) == ("MPN-7", "276")
    assert meaning.fields["91"] == "INTERNAL"


@pytest.mark.parametrize(
    "text", ["96385074", "614141000036", "9781492053743", "10614141000033", "]E09781492053743", "]E496385074"]
)
def test_trade_item_numbers_alone_are_recognised_by_their_check_digit(text: str) -> None:
    meaning = gs1(text)
    assert meaning.gtin == text.removeprefix("]E0").removeprefix("]E4")
    assert meaning.problems == ()


@pytest.mark.parametrize("text", ["]E09781492053744", "]E0614141000037", "]E496385075"])
def test_a_misread_ean_is_said_to_be_one(text: str) -> None:
    meaning = gs1(text)
    assert meaning.gtin is None
    assert [problem.code for problem in meaning.problems] == ["check_digit"]


@pytest.mark.parametrize("digits", ["96385074", "036000291452", "4006381333931", "00012345600012"])
def test_check_digits_of_the_standard_are_valid(digits: str) -> None:
    assert has_valid_check_digit(digits)


@pytest.mark.parametrize("prefix", ["", "]Q1", "]d1", "]Q3"])
def test_a_digital_link_is_read_behind_every_aim_identifier(prefix: str) -> None:
    meaning = gs1(f"{prefix}https://example.com/shop/01/09520123456788/10/ABC%2F1?17=180426&utm=x")
    assert meaning.kind == "gs1-digital-link"
    assert meaning.fields == {"01": "09520123456788", "10": "ABC/1", "17": "180426"}


@pytest.mark.parametrize(
    "address",
    [
        "https://a/00/faux/00/006141411234567890",
        "https://example.com/01/2024/00/006141411234567890",
        "https://example.com/sscc/006141411234567890",
        "https://example.com/00/006141411234567890/",
    ],
)
def test_numbers_and_words_in_the_path_do_not_hide_a_digital_link(address: str) -> None:
    meaning = gs1(address)
    assert meaning.fields == {"00": "006141411234567890"}
    assert meaning.problems == ()


def test_the_words_that_the_standard_once_allowed_are_understood() -> None:
    assert gs1("https://example.com/gtin/09520123456788/lot/L1/ser/S1").fields == {
        "01": "09520123456788",
        "10": "L1",
        "21": "S1",
    }


def test_a_wrong_check_digit_in_a_digital_link_is_a_problem() -> None:
    meaning = gs1("https://example.com/8018/123456789012345671")
    assert [problem.code for problem in meaning.problems] == ["check_digit"]


def test_a_short_number_in_a_digital_link_is_filled_up() -> None:
    assert gs1("https://example.com/01/614141000036").gtin == "00614141000036"


def test_parameters_of_the_web_site_are_passed_over_and_false_elements_said() -> None:
    meaning = gs1("https://example.com/01/09520123456788?linkType=all&17=290366&3103=x&99=A%20B#part")
    assert meaning.fields == {"01": "09520123456788", "17": "290366"}
    assert [problem.code for problem in meaning.problems] == ["no_identifier", "no_identifier", "date"]


@pytest.mark.parametrize("behind", ["10/L1/22/V1", "21/S1/10/L1", "10/L1/10/L2", "254/X", "10", "10//21/S"])
def test_what_may_not_stand_behind_a_key_makes_it_another_address(behind: str) -> None:
    assert kinds(f"https://example.com/01/09520123456788/{behind}") == ["plain"]


def test_a_digital_link_in_capitals_is_read() -> None:
    assert gs1("HTTPS://ID.GS1.ORG/01/09520123456788").gtin == "09520123456788"


@pytest.mark.parametrize(
    "text",
    [
        "https://www.tme.eu/details/SMD0603-5K1-1%25",
        "https://blog.example/2024/01/15/title",
        "https://example.com/01/09520123456788/11/ABC",
        "https://[example/01/09520123456788",
        "https://example.com/?01=09520123456788",
        "http",
    ],
)
def test_other_addresses_are_plain(text: str) -> None:
    assert kinds(text) == ["plain"]


def test_a_bench_without_gs1_codes_never_loads_the_gs1_library() -> None:
    program = (
        "import sys; from kitstation.scanning.grammar import Grammar; read = Grammar().read; "
        "read('KS.ISSUE'); read('LOC-A-1'); read('[)>\\x1e06\\x1d1PX\\x1e\\x04'); read('9781492053743'); "
        "sys.exit('biip' in sys.modules)"
    )
    run = subprocess.run([sys.executable, "-c", program], cwd=REPOSITORY, check=False, timeout=60)
    assert run.returncode == 0
