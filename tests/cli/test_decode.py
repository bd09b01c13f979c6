"""`kitstation decode`: payloads in, what they mean out."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from kitstation.cli.app import app
from kitstation.cli.decode import LONGEST_LINE
from tests.cli.processes import Program

SAMPLE = Path(__file__).parents[1] / "data" / "barcodes-sample.jsonl"
ROWS: list[dict[str, Any]] = [json.loads(line) for line in SAMPLE.read_text("utf-8").splitlines()]


def run(*arguments: str, stdin: bytes | None = None) -> Result:
    return CliRunner().invoke(app, ["decode", *arguments], input=stdin)


def answers(result: Result) -> list[dict[str, Any]]:
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


def decoded(*payloads: str) -> list[dict[str, Any]]:
    return answers(run(stdin=b"".join(json.dumps(payload).encode() + b"\n" for payload in payloads)))


def test_every_real_label_is_answered_in_its_order() -> None:
    for row, answer in zip(ROWS, decoded(*(row["payload"] for row in ROWS)), strict=True):
        best, expected = answer["meanings"][0], dict(row["expected"])
        error = expected.pop("error", None)
        expected.pop("expiry", None)
        assert {name: best.get(name) for name in expected} == expected, row["id"]
        assert error is None or [problem["code"] for problem in answer["problems"]] == [error]
        assert answer["meanings"][-1]["kind"] == "plain"


def test_an_answer_says_what_is_there_and_nothing_else() -> None:
    (answer,) = decoded("]d1[)>\x1e06\x1d1PXAF4444\x1dQ0003\x1d14D20290331\x1e\x04")
    best, plain = answer["meanings"]
    assert (answer["symbology"], answer["aim"], answer["problems"]) == ("Data Matrix", "]d1", [])
    assert best == {
        "kind": "iso15434",
        "fields": {"1P": "XAF4444", "Q": "0003", "14D": "20290331"},
        "part_number": "XAF4444",
        "quantity": "3",
        "expires_on": "2029-03-31",
        "problems": [],
    }
    assert plain["kind"] == "plain"


def test_problems_stand_with_their_meaning_and_those_of_the_best_one_with_the_line() -> None:
    (answer,) = decoded("[)>\x1e06\x1d1PX\x1dQmany")
    best, plain = answer["meanings"]
    assert [problem["code"] for problem in best["problems"]] == ["trailer", "quantity"]
    assert answer["problems"] == best["problems"]
    assert plain["problems"] == []


def test_a_text_without_an_aim_identifier_has_no_symbology() -> None:
    (answer,) = decoded("LOC-A-1")
    assert answer == {
        "symbology": None,
        "aim": None,
        "meanings": [{"kind": "plain", "fields": {"text": "LOC-A-1"}, "problems": []}],
        "problems": [],
    }


def test_a_control_code_is_named() -> None:
    (answer,) = decoded("KS.ISSUE")
    assert answer["control"] == "ISSUE"


@pytest.mark.parametrize(
    "line",
    [
        b"", b" ", b"1PX", b"12", b"null", b"{}", b'["1PX"]', b'"1PX', b'"1PX" "Q5"', b"\xff\xfe", b"\x00",
        b'"\xff"', b'"\x1d"', b"[" * 100_000, b"9" * 10_000, b'"' + b"x" * LONGEST_LINE + b'"', b"NaN",
    ],
    ids=lambda line: repr(line[:12]),
)  # fmt: skip
def test_a_line_that_is_no_json_string_is_answered_with_a_problem(line: bytes) -> None:
    first, second = answers(run(stdin=line + b'\n"Q5"\n'))
    assert (first["symbology"], first["meanings"]) == (None, [])
    assert [problem["code"] for problem in first["problems"]] == ["line"]
    assert second["meanings"][0]["quantity"] == "5"


def test_every_character_and_half_pairs_of_surrogates_are_answered() -> None:
    payloads = [*(chr(code) for code in range(0x100)), "\ud800", "\udfff\ud800", "\U0001f600"]
    got = decoded(*payloads)
    assert [answer["meanings"][-1]["kind"] for answer in got] == ["plain"] * len(payloads)


@pytest.mark.parametrize("lines", [b'"Q5"', b'"Q5"\r\n', b'\xef\xbb\xbf"Q5"\n', b' "Q5" \n'])
def test_the_end_of_the_line_and_a_mark_in_front_do_not_matter(lines: bytes) -> None:
    (answer,) = answers(run(stdin=lines))
    assert answer["meanings"][0]["fields"] == {"Q": "5"}


def test_nothing_is_answered_with_nothing() -> None:
    assert answers(run(stdin=b"")) == []


def test_a_file_is_read_like_standard_input(tmp_path: Path) -> None:
    file = tmp_path / "payloads.jsonl"
    file.write_bytes(b'"Q5"\n"Q6"\n')
    assert [answer["meanings"][0]["quantity"] for answer in answers(run(str(file)))] == ["5", "6"]
    assert answers(run("-", stdin=file.read_bytes())) == answers(run(str(file)))


def test_a_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    result = run(str(tmp_path / "none.jsonl"))
    assert result.exit_code == 3
    assert "cannot be read" in result.stderr


def test_patterns_of_ones_own_are_known() -> None:
    result = run("--pattern", r"Acme=(?P<part_number>[A-Z]+)=(?P<quantity>\d+)", stdin=b'"AB=12"\n')
    (answer,) = answers(result)
    best = answer["meanings"][0]
    assert (best["kind"], best["part_number"], best["quantity"]) == ("vendor:Acme", "AB", "12")


@pytest.mark.parametrize(
    ("pattern", "code", "why"),
    [
        ("Acme", 2, "NAME=EXPRESSION"),
        ("Acme=(", 3, "no named group"),
        ("Acme=(?P<part_number>x", 3, "never closed"),
    ],
)
def test_a_pattern_that_cannot_be_used_is_told(pattern: str, code: int, why: str) -> None:
    result = run("--pattern", pattern, stdin=b'"X"\n')
    assert result.exit_code == code
    assert result.stdout == ""
    assert why in " ".join(result.stderr.split())


def test_a_line_is_answered_while_the_input_stays_open() -> None:
    program = Program("-m", "kitstation", "decode")
    try:
        program.send(b'"Q5"\n')
        assert program.answer()["meanings"][0]["quantity"] == "5"
        program.send(b'"Q')
        program.send(b'6"\n')
        assert program.answer()["meanings"][0]["quantity"] == "6"
        program.close_input()
        assert program.wait() == 0
    finally:
        program.end()
