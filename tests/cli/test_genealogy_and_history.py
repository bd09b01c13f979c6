"""`kitstation genealogy` and `kitstation history`, run on a real profile."""

from __future__ import annotations

import csv
import io
import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from kitstation.cli.app import app
from kitstation.domain.commands import HoldItem
from kitstation.store.store import Store
from tests.support.builds import build_board, install, lay_out_works, start
from tests.support.world import World


@pytest.fixture
def profile(tmp_path: Path) -> Path:
    """A profile with two boards, one of them in a system, another in work."""
    folder = tmp_path / "profile"
    folder.mkdir()
    store = Store(folder / "kitstation.db")
    world = World(store)
    works = lay_out_works(world)
    boards = [build_board(world, works, f"B-{number}") for number in (1, 2)]
    system = start(world, works, works.system_run, "S-1")
    install(world, boards[0], system, works.board)
    store.execute(world.entry(HoldItem(item_uid=boards[1], reason="=1+1"), operator="Bob"))
    store.close()
    return folder


def _run(profile: Path, *arguments: str) -> Result:
    return CliRunner().invoke(app, [*arguments, "--profile", str(profile)])


def _json(profile: Path, *arguments: str) -> Any:  # noqa: ANN401 - whatever the command prints
    result = _run(profile, *arguments, "--json")
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def test_what_is_in_a_serial_is_printed_down_to_the_last_lot(profile: Path) -> None:
    (root,) = _json(profile, "genealogy", "S-1")
    (need,) = root["children"]
    assert (need["part_number"], need["required"], need["quantity"], need["missing"]) == (
        "BOARD",
        "2",
        "1",
        "1",
    )
    (board,) = need["children"]
    installed = {child["part_number"]: child["children"][0] for child in board["children"]}
    assert (installed["PASTE"]["lot_number"], installed["PASTE"]["quantity"]) == ("LOT-1", "2.5")
    assert installed["RADIO"]["designators"] == ["U1"]
    lines = _run(profile, "genealogy", "S-1").stdout.splitlines()
    assert any(line.startswith("      RADIO") or "R-B-1" in line for line in lines)


def test_a_recall_list_says_the_date_codes(profile: Path) -> None:
    assert _run(profile, "inventory", "update", "--lot", "LOT-1", "--date-code", "2319").exit_code == 0
    rows = _json(profile, "genealogy", "--lot", "LOT-1", "--where-used")
    assert (rows[0]["lot_number"], rows[0]["date_code"]) == ("LOT-1", "2319")


def test_where_a_lot_went_is_a_recall_list(profile: Path) -> None:
    rows = _json(profile, "genealogy", "--lot", "LOT-1", "--where-used")
    assert [(row["level"], row["serial_number"], row["contains"], row["top"]) for row in rows] == [
        (0, None, "0", ""),
        (1, "B-1", "2.5", "S-1"),
        (1, "B-2", "2.5", ""),
        (2, "S-1", "0", ""),
    ]
    said = _run(profile, "genealogy", "--lot", "LOT-1", "--where-used").stdout
    assert said.startswith("LOT-1 · PASTE · in 3 assemblies · 95 g on hand, 5 g installed")


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("genealogy", "NOBODY"), 1, "is not known here"),
        (("genealogy", "--lot", "B-1"), 1, "is not known here"),
        (("genealogy", "RADIO"), 1, "names several things"),
        (("genealogy",), 2, "Give a serial number"),
        (("genealogy", "B-1", "--lot", "LOT-1"), 2, "Give a serial number"),
        (("history", "NOBODY"), 1, "is not known here"),
        (("history", "--kind", "magic"), 2, "issuing"),
        (("history", "--json", "--csv"), 2, "Choose one"),
        (("history", "--since", "yesterday"), 2, "since"),
    ],
)
def test_what_cannot_be_answered_is_said(
    profile: Path, arguments: tuple[str, ...], code: int, said: str
) -> None:
    result = _run(profile, *arguments)
    assert result.exit_code == code
    assert said in result.stderr


def test_the_history_of_a_serial_is_told_newest_first(profile: Path) -> None:
    entries = _json(profile, "history", "B-2")
    assert entries[0]["sentence"] == "Put B-2 (BOARD) on hold: =1+1"
    assert entries[0]["operator"] == "Bob"
    assert [entry["seq"] for entry in entries] == sorted((e["seq"] for e in entries), reverse=True)
    assert entries[-1]["sentence"] == "Began B-2 (BOARD) of run “Boards” at Line 1"


def test_the_history_is_narrowed(profile: Path) -> None:
    assert [entry["kind"] for entry in _json(profile, "history", "--operator", "Bob")] == ["HoldItem"]
    building = _json(
        profile, "history", "--kind", "building", "--since", "2026-03-02", "--until", "2026-03-02"
    )
    assert {entry["kind"] for entry in building} == {"StartBuild", "InstallItem", "CompleteBuild"}
    assert _json(profile, "history", "--since", "2027-01-01") == []
    assert _json(profile, "history", "--station", "Bench 9") == []
    assert len(_json(profile, "history", "--limit", "3")) == 3
    assert _json(profile, "history", "Bob") == _json(profile, "history", "--operator", "Bob")


def test_the_history_is_a_table_for_spreadsheets(profile: Path) -> None:
    result = _run(profile, "history", "--csv", "--operator", "Bob")
    (row,) = csv.DictReader(io.StringIO(result.stdout))
    assert row["sentence"] == "Put B-2 (BOARD) on hold: =1+1"
    assert row["undone"] == "no"
    assert Decimal(row["seq"]) > 0


def test_people_read_sentences(profile: Path) -> None:
    said = _run(profile, "history", "LOT-1").stdout
    assert "Installed 2.5 g of PASTE, lot LOT-1 from Stores in B-2" in said
    assert "Nothing of the kind" in _run(profile, "history", "--since", "2027-01-01").stdout


def test_the_history_goes_into_another_station_as_it_is(profile: Path, tmp_path: Path) -> None:
    entries = _json(profile, "history")
    lines = "\n".join(json.dumps(entry) for entry in reversed(entries))
    other = tmp_path / "other"
    result = CliRunner().invoke(app, ["do", "--json", "--profile", str(other)], input=lines)
    assert result.exit_code == 0, result.output
    again = _json(other, "history")
    assert [entry["command_id"] for entry in again] == [entry["command_id"] for entry in entries]
    assert [entry["sentence"] for entry in again] == [entry["sentence"] for entry in entries]
