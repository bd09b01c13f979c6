"""`kitstation pattern`, and the commands that read codes by what it keeps."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kitstation.cli.app import app
from kitstation.station.code_patterns import PatternSettings
from kitstation.station.settings import Settings, load_settings, save_settings
from tests.cli.conftest import Run

BAG = r"(?P<part_number>[A-Z]+)~(?P<quantity>\d+)"
UNUSABLE = PatternSettings(name="Broken", expression="(?P<part_number>x")


def kept(profile: Path) -> list[str]:
    return [pattern.name for pattern in load_settings(profile / "settings.json").patterns]


def keep(profile: Path, *patterns: PatternSettings) -> None:
    save_settings(Settings(patterns=patterns), profile / "settings.json")


def test_a_pattern_is_added_listed_tried_and_removed(run: Run, profile: Path) -> None:
    assert run("pattern", "list").stdout.startswith("There is no pattern yet.")
    assert run("pattern", "add", "Bag", BAG, "--example", "SCREW~12").exit_code == 0
    assert run("pattern", "add", "Tray", r"T(?P<lot_number>\d+)", "--first").exit_code == 0
    assert kept(profile) == ["Tray", "Bag"]
    listed = json.loads(run("pattern", "list", "--json").stdout)
    assert listed[1] == {
        "name": "Bag",
        "expression": BAG,
        "examples": ["SCREW~12"],
        "fault": None,
        "examples_ok": True,
    }
    tried = run("pattern", "try", "Bag")
    assert tried.exit_code == 0
    assert tried.stdout.splitlines() == [
        '✓ "SCREW~12" is taken for vendor:Bag',
        "    part_number = SCREW",
        "    quantity = 12",
    ]
    assert run("pattern", "remove", "Tray").exit_code == 0
    assert kept(profile) == ["Bag"]


def test_trying_says_what_does_not_match_and_ends_with_1(run: Run) -> None:
    run("pattern", "add", "Bag", BAG)
    tried = run(
        "pattern", "try", "Bag", "SCREW~1", "screw~1", '"]Q1PASTE~5\\r"', "KS.UNDO", "SCREW~0", "--json"
    )
    assert tried.exit_code == 1
    samples = json.loads(tried.stdout)
    assert [(each["result"], each["winner"]) for each in samples] == [
        ("believed", "vendor:Bag"),
        ("no_match", "plain"),
        ("believed", "vendor:Bag"),
        ("no_match", "KS.UNDO"),
        ("believed", "vendor:Bag"),
    ]
    assert samples[2]["groups"] == {"part_number": "PASTE", "quantity": "5"}
    assert [problem["code"] for problem in samples[4]["problems"]] == ["quantity"]
    assert run("pattern", "try", "Bag", "--expression", "(?P<lot_number>.+)", "x").exit_code == 0


@pytest.mark.parametrize(
    ("arguments", "exit_code", "said"),
    [
        (("add", "Bag", "(?P<part_number>x"), 1, "never closed"),
        (("add", "Bag", BAG, "--example", "screw"), 1, "The pattern does not match it."),
        (("add", "Known", BAG), 1, "There is a pattern Known already."),
        (("add", "known", BAG), 1, "There is a pattern known already."),
        (("add", "", BAG), 1, "name must begin"),
        (("add", "Bag", BAG, "--example", '"\\ud800"'), 2, "Half a pair"),
        (("add", "Bag", BAG, *("--example", "A~1") * 21), 2, "at most 20 items"),
        (("remove", "Bag"), 1, "There is no pattern Bag."),
        (("try", "Bag"), 1, "There is no pattern Bag."),
        (("try", "Bag", "--expression", "x"), 1, "no named group"),
    ],
)
def test_what_cannot_be_kept_is_refused_and_nothing_is_changed(
    run: Run, profile: Path, arguments: tuple[str, ...], exit_code: int, said: str
) -> None:
    keep(profile, PatternSettings(name="Known", expression=BAG))
    result = run("pattern", *arguments)
    assert (result.exit_code, said in result.stderr) == (exit_code, True), result.output
    assert kept(profile) == ["Known"]


def test_decode_knows_the_patterns_of_a_profile_behind_those_of_the_command_line(
    run: Run, profile: Path
) -> None:
    keep(profile, PatternSettings(name="Bag", expression=BAG), UNUSABLE)
    pattern = "Any=(?P<lot_number>.+)"
    result = run("decode", "--pattern", pattern, stdin=b'"SCREW~3"\n')
    (answer,) = [json.loads(line) for line in result.stdout.splitlines()]
    assert [meaning["kind"] for meaning in answer["meanings"]] == [
        "vendor:Any",
        "vendor:Bag",
        "identifier",
        "plain",
    ]
    assert answer["meanings"][1]["quantity"] == "3"
    assert "“Broken” cannot be used" in result.stderr
    assert result.exit_code == 0


def test_decode_says_that_a_profile_is_not_there(tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["decode", "--profile", str(tmp_path / "none")], input=b'"X"\n')
    assert (result.exit_code, result.stdout) == (2, "")
    assert "There is no folder" in result.stderr


def test_the_bench_receiving_and_counting_read_by_the_patterns_of_the_profile(
    run: Run, profile: Path
) -> None:
    keep(profile, UNUSABLE, PatternSettings(name="Bag", expression=BAG))
    bench = run("bench", "--stdin", "--kit", "KIT-1", "--json", stdin=b"SCREW~3\n")
    (issued,) = [json.loads(line) for line in bench.stdout.splitlines()]
    assert (issued["code"], issued["part_number"], issued["quantity"]) == ("ISSUED", "SCREW", "3")
    assert json.loads(bench.stderr)["title"] == "The pattern “Broken” cannot be used"
    place = "Stores/A1-03"
    counted = json.loads(run("count", place, "--stdin", "--json", stdin=b"SCREW~5\n").stdout)
    rows = [(row["part_number"], row["counted"]) for row in counted["rows"] if row["counted"]]
    assert rows == [("SCREW", "5")]
    scans = b"SCREW~7\nKS.CONFIRM\n"
    received = run("receive", "--stdin", "--location", place, "--json", stdin=scans)
    last = json.loads(received.stdout.splitlines()[-1])
    assert (last["code"], last["quantity"]) == ("RECEIVED", "7"), received.output
