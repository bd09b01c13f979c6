"""All kinds of code together: real labels, the order of meanings, and texts that nobody expects."""

from __future__ import annotations

import json
import timeit
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kitstation.scanning.framing import Frame
from kitstation.scanning.grammar import JSON_RECOGNISERS, LONGEST_READ, RECOGNISERS
from kitstation.scanning.meaning import Fields
from tests.scanning.usual import read

SAMPLE = Path(__file__).parents[1] / "data" / "barcodes-sample.jsonl"
ROWS: list[dict[str, Any]] = [json.loads(line) for line in SAMPLE.read_text("utf-8").splitlines()]

NEGATIVE = [row for row in ROWS if "error" in row["expected"]]
POSITIVE = [row for row in ROWS if "error" not in row["expected"]]
# What the sample says of these in its own words.
PROBLEMS = {"bc037": ["trailer"]}


def row_id(row: dict[str, Any]) -> str:
    return str(row["id"])


@pytest.mark.parametrize("row", POSITIVE, ids=row_id)
def test_a_real_label_says_what_it_says(row: dict[str, Any]) -> None:
    best = read(row["payload"]).meanings[0]
    expected = dict(row["expected"])
    if "fields" in expected:
        assert best.fields == expected.pop("fields")
    if "expiry" in expected:
        written = expected.pop("expiry")
        assert best.fields["17"] == written
        assert best.expires_on == date(2000 + int(written[:2]), int(written[2:4]), int(written[4:]))
    assert {name: str(getattr(best, name)) for name in expected} == expected
    assert [problem.code for problem in best.problems] == PROBLEMS.get(row["id"], [])


@pytest.mark.parametrize("row", NEGATIVE, ids=row_id)
def test_a_faulty_label_says_what_is_wrong_with_it(row: dict[str, Any]) -> None:
    best = read(row["payload"]).meanings[0]
    assert [problem.code for problem in best.problems] == [row["expected"]["error"]]
    assert best.gtin is None


def test_the_kinds_are_believed_in_this_order() -> None:
    assert [name for name, _ in RECOGNISERS] == [
        "own", "iso15434", "vendor:lcsc", "vendor:tme", "vendor:inventree", "vendor:part-db", "gs1", "gs1",
        "gs1-digital-link", "identifier",
    ]  # fmt: skip
    assert [name for name, _ in JSON_RECOGNISERS] == ["own", "vendor:inventree"]


def test_a_text_longer_than_any_code_is_plain_and_a_problem() -> None:
    label = "[)>\x1e06\x1d1P" + "X" * LONGEST_READ
    (plain,) = read(label).meanings
    assert plain.kind == "plain"
    assert [problem.code for problem in plain.problems] == ["too_long"]


def test_our_own_label_is_believed_before_gs1() -> None:
    both = "01054123450000132112345678901234"
    assert [meaning.kind for meaning in read(both).meanings] == ["own", "gs1", "plain"]


def test_only_the_aim_identifier_and_the_terminator_are_taken_from_the_text() -> None:
    reading = read("]C0 \x1dAB\x1e\t\r\n")
    assert reading.text == " \x1dAB\x1e\t"
    assert reading.symbology is not None
    assert reading.symbology.name == "Code 128"


@pytest.mark.parametrize(
    "text", ["\x1c A\x1c", "\x1dA\x1d", "\x1eA\x04", "\x1fA\x1f", "A\x85", "\x0bA\x0c", "\u00a0A\u2028"]
)
def test_what_python_takes_for_white_space_is_data(text: str) -> None:
    assert read(f" \t{text} \t").meanings[-1].fields == {"text": text}


def test_nothing_scanned_is_plain_and_empty() -> None:
    assert [meaning.fields for meaning in read("\r\n").meanings] == [{"text": ""}]


def test_readings_can_be_compared_and_hashed() -> None:
    payloads = [row["payload"] for row in ROWS]
    assert len({read(payload) for payload in payloads + payloads}) == len({read(p).text for p in payloads})


def test_fields_are_equal_in_any_order_and_have_the_same_hash() -> None:
    one, other = Fields((("P", "1"), ("Q", "2"))), Fields((("Q", "2"), ("P", "1")))
    assert one == other
    assert hash(one) == hash(other)
    assert one != Fields((("P", "1"),))


PIECES = (
    st.sampled_from(
        ["]C1", "]d2", "]E0", "]X9", "[)>", "06", "05", "\x1d", "\x1e", "\x04", "\r", "@", "]", "^"]
    )
    | st.sampled_from(
        ["\u241d", "\uf70b", "1P", "Q", "14D", "01", "05412345000013", "10", "17", "290366", "00"]
    )
    | st.sampled_from(
        ["3910", "8008", "7007", "4326", "7011", "253", "https://", "id.gs1.org/", "01/", "/10/"]
    )
    | st.sampled_from(
        ["09520123456788", "?17=", "%", "[", "//", "8006/", "8004/", "&", "#", "{", "}", '"uid":']
    )
    | st.sampled_from(["24daeec708d84908af9beba707a5241b", "KS.", "ISSUE", "\u0661", "\u017f", "0", "9", "-"])
)
LIKELY_TEXT = st.lists(
    PIECES | st.text(max_size=4) | st.from_regex(r"[0-9]{1,20}", fullmatch=True), max_size=14
).map("".join)


@settings(deadline=None, max_examples=400)
@given(st.text() | LIKELY_TEXT)
def test_no_text_is_an_error_and_plain_is_always_the_last_meaning(text: str) -> None:
    reading = read(text)
    assert reading.meanings[-1].kind == "plain"
    assert reading.meanings[-1].fields == {"text": reading.text.strip(" \t\r\n")}


@settings(deadline=None)
@given(st.binary())
def test_no_bytes_are_an_error(raw: bytes) -> None:
    assert read(Frame(raw).text).meanings[-1].kind == "plain"


@pytest.mark.parametrize(
    "text", ["x" * 100_000, "1" * 100_000, "\x1d" * 20_000, "{" * 20_000, "https://" + "/01" * 20_000]
)
def test_a_huge_text_is_plain(text: str) -> None:
    assert read(text).meanings[-1].fields["text"] == text


@pytest.mark.parametrize("text", ["24daeec7-08d8-4908-af9b-eba707a5241b", "KS.ISSUE", "LOC-A-12-3"])
def test_our_own_codes_are_read_in_well_below_a_hundred_microseconds(text: str) -> None:
    best = min(timeit.repeat(lambda: read(text), number=200, repeat=5)) / 200
    assert best < 100e-6
