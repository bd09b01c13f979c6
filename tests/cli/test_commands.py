"""The commands that read and plan: what they print and how they end."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from kitstation.cli.app import app
from kitstation.store.store import Store
from tests.cli.conftest import Run
from tests.support.tables import Rows, contents, tamper

BOM = "Reference,MPN,Qty,DNP\nR1 R2,R-10K,2,\nU1,MCU,1,\nJ1,CONN,1,DNP\n"
STOCK = (
    "part_number,revision,tracking_type,serial_number,lot_number,quantity,unit,location,supplier,cost,expires_on\n"
    "MCU,A,serial,M-1,,1,ea,Stores/B1,Acme,2.50,\n"
    "R-10K,A,lot,,REEL-7,5000,ea,Stores/B2,,,2027-01-31\n"
)


def out(result: Result) -> Any:  # noqa: ANN401 - JSON
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def file(folder: Path, text: str, name: str = "table.csv") -> str:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_a_bill_and_stock_become_a_kit(run: Run, tmp_path: Path) -> None:
    report = out(run("import", "bom", file(tmp_path, BOM), "--part", "WIDGET", "--revision", "C", "--json"))
    assert (report["applied"], report["created"]["lines"]) == (True, 2)
    assert [skipped["row"] for skipped in report["skipped"]] == [4]
    stock = out(run("import", "inventory", file(tmp_path, STOCK), "--json"))
    assert stock["created"]["items"] == 2
    made = out(run("kit", "new", "--run", "First", "--part", "WIDGET", "--quantity", "3", "--json"))
    assert made == {"kit": "K-B1-0001", "run": "First", "lines": 2}
    kit = out(run("kit", "show", "K-B1-0001", "--json"))
    assert (kit["kit"], kit["status"], kit["run"]) == ("K-B1-0001", "Requested", "First")
    assert {line["part_number"]: line["required"] for line in kit["lines"]} == {"MCU": "3", "R-10K": "6"}


def test_what_is_issued_is_shown_with_its_line(run: Run) -> None:
    run("bench", "--kit", "KIT-1", "--stdin", stdin=b"SN-1\nLOT-1\n")
    kit = out(run("kit", "show", "KIT-1", "--json"))
    lines = {line["part_number"]: line for line in kit["lines"]}
    assert kit["status"] == "In Progress"
    radio, screw = lines["RADIO"], lines["SCREW"]
    assert [radio[key] for key in ("required", "issued", "remaining", "unit")] == ["2", "1", "1", "ea"]
    (item,) = radio["items"]
    assert (item["serial_number"], item["lot_number"], item["quantity"]) == ("SN-1", None, "1")
    assert (lines["PASTE"]["issued"], screw["issued"], screw["items"]) == ("5", "0", [])


def test_kits_are_listed_newest_first(run: Run) -> None:
    run("kit", "new", "--run", "Two", "--part", "BOARD", "--quantity", "1")
    kits = out(run("kit", "list", "--json"))
    assert {kit["kit"]: (kit["run"], kit["lines"]) for kit in kits} == {
        "K-B1-0001": ("Two", 3),
        "KIT-1": ("Run", 3),
    }


@pytest.mark.parametrize(
    ("options", "found"),
    [
        ((), {"SN-1", "LOT-1", None}),
        (("--part", "RADIO"), {"SN-1"}),
        (("--serial", "SN-1"), {"SN-1"}),
        (("--lot", "LOT-1"), {"LOT-1"}),
        (("--location", "Stores"), {"SN-1", "LOT-1", None}),
        (("--location", "Stores/A1-03", "--part", "PASTE"), {"LOT-1"}),
        (("--location", "Stor"), set()),
        (("--part", "NOTHING"), set()),
    ],
)
def test_inventory_is_listed_by_what_is_wanted(
    run: Run, options: tuple[str, ...], found: set[str | None]
) -> None:
    items = out(run("inventory", "list", "--json", *options))
    assert {item["serial_number"] or item["lot_number"] for item in items} == found


def test_an_inventory_item_says_all_of_itself(run: Run) -> None:
    (item,) = out(run("inventory", "list", "--json", "--lot", "LOT-1"))
    assert {name: item[name] for name in ("part_number", "quantity", "unit", "location", "status")} == {
        "part_number": "PASTE",
        "quantity": "10",
        "unit": "g",
        "location": "Stores/A1-03",
        "status": "Available",
    }
    assert item["uid"]
    assert item["etag"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("kit", "list"), "KIT-1"),
        (("kit", "show", "KIT-1"), "RADIO"),
        (("inventory", "list"), "Stores/A1-03"),
        (("inventory", "list", "--part", "NOTHING"), "Nothing in stock matches."),
        (("audit",), "Everything agrees"),
        (("kit", "new", "--run", "R", "--part", "BOARD", "--quantity", "2"), "3 lines"),
    ],
)
def test_people_are_told_in_words_and_tables(run: Run, arguments: tuple[str, ...], said: str) -> None:
    result = run(*arguments)
    assert result.exit_code == 0
    assert said in result.stdout


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("kit", "show", "KIT-404"), 1),
        (("kit", "new", "--run", "R", "--part", "NOTHING", "--quantity", "1"), 1),
        (("kit", "new", "--run", "R", "--part", "BOARD", "--revision", "Z", "--quantity", "1"), 1),
        (("kit", "new", "--run", "R", "--part", "SCREW", "--quantity", "1"), 1),
        (("kit", "new", "--run", "R", "--part", "BOARD", "--quantity", "0"), 1),
        (("kit", "new", "--run", "R", "--part", "BOARD", "--quantity", "-2"), 1),
        (("kit", "new", "--run", "R", "--part", "BOARD", "--quantity", "many"), 2),
        (("kit", "new", "--run", "R", "--part", "BOARD"), 2),
        (("kit", "frobnicate"), 2),
        (("bench", "--kit", "KIT-404", "--stdin"), 1),
        (("bench", "--kit", "KIT-1"), 2),
        (("bench", "--kit", "KIT-1", "--stdin", "--scanner", "/dev/null"), 2),
        (("import", "parts", "no-such-file.csv"), 3),
        (("import", "parts", "x.csv", "--column", "part_number"), 2),
        (("import", "parts", "x.csv", "--column", "colour=MPN"), 2),
    ],
)
@pytest.mark.usefixtures("caplog")
def test_the_exit_code_says_how_it_ended(run: Run, arguments: tuple[str, ...], code: int) -> None:
    result = run(*arguments)
    assert result.exit_code == code
    assert result.stderr
    assert "Traceback" not in result.output


def test_a_refusal_is_an_object_for_scripts(run: Run) -> None:
    result = run("kit", "new", "--run", "R", "--part", "NOTHING", "--quantity", "1", "--json")
    assert json.loads(result.stderr)["title"] == "There is no such part as NOTHING."
    assert result.stdout == ""


def test_an_import_with_errors_changes_nothing_and_lists_them(
    run: Run, tmp_path: Path, profile: Path
) -> None:
    before = stored(profile)
    bad = file(
        tmp_path, STOCK + "MCU,A,serial,M-2,,-1,ea,Stores/B1,,,\nMCU,A,serial,M-1,,1,ea,Stores/B1,,,\n"
    )
    result = run("import", "inventory", bad, "--json")
    assert result.exit_code == 1
    assert {4, 5} <= {problem["row"] for problem in json.loads(result.stdout)["problems"]}
    assert stored(profile) == before
    assert "Nothing was imported" in run("import", "inventory", bad).stdout


def test_a_dry_run_shows_and_changes_nothing(run: Run, tmp_path: Path, profile: Path) -> None:
    before = stored(profile)
    result = run("import", "inventory", file(tmp_path, STOCK), "--dry-run")
    assert result.stdout.startswith("Would import 2 rows")
    assert stored(profile) == before


def test_columns_can_be_named_by_hand(run: Run, tmp_path: Path) -> None:
    table = file(tmp_path, "Ding;Was\nX-1;Ein Ding\n")
    options = ("--column", "part_number=Ding", "--column", "description=Was")
    report = out(run("import", "parts", table, *options, "--json"))
    assert report["created"]["parts"] == 1


def test_an_audit_tells_what_differs(run: Run, profile: Path) -> None:
    assert out(run("audit", "--json")) == {"clean": True, "total": 0, "differences": []}
    assert out(run("audit", "--rebuild", "--json"))["clean"] is True
    tamper(profile / "kitstation.db", "UPDATE item SET quantity = quantity + 1 WHERE lot_number = 'LOT-1'")
    for options in ((), ("--rebuild",)):
        result = run("audit", "--json", *options)
        assert result.exit_code == 1
        assert json.loads(result.stdout)["total"] > 0
    assert "Copy the profile" in run("audit").stdout


def test_the_profile_may_stand_before_the_command(profile: Path) -> None:
    result = CliRunner().invoke(app, ["--profile", str(profile), "kit", "list", "--json"])
    assert [kit["kit"] for kit in out(result)] == ["KIT-1"]


def test_the_profile_behind_the_command_goes_before_the_other(profile: Path, tmp_path: Path) -> None:
    arguments = ["--profile", str(tmp_path / "other"), "kit", "list", "--json", "--profile", str(profile)]
    assert [kit["kit"] for kit in out(CliRunner().invoke(app, arguments))] == ["KIT-1"]
    assert not (tmp_path / "other").exists()


def test_a_new_profile_is_made_where_there_is_none(tmp_path: Path) -> None:
    folder = tmp_path / "deep" / "er"
    result = CliRunner().invoke(app, ["kit", "list", "--profile", str(folder)])
    assert "There is no kit yet" in result.stdout
    assert (folder / "kitstation.db").exists()


def test_the_help_says_what_the_exit_codes_mean() -> None:
    result = CliRunner().invoke(app, ["--help"])
    assert result.exit_code == 0
    assert "0 done, 1 refused" in result.stdout


def stored(profile: Path) -> Mapping[str, Rows]:
    store = Store(profile / "kitstation.db")
    try:
        return contents(store)
    finally:
        store.close()
