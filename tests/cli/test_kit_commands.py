"""Kits, runs, builds and shortages on the command line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import Result

from tests.cli.conftest import Run


def out(result: Result) -> Any:  # noqa: ANN401 - JSON
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def refused(result: Result) -> str:
    assert result.exit_code == 1, result.output
    return str(json.loads(result.stderr)["title"])


def lines(run: Run, kit: str = "KIT-1") -> dict[str, dict[str, Any]]:
    return {line["part_number"]: line for line in out(run("kit", "show", kit, "--json"))["lines"]}


def test_a_kit_is_collected_returned_and_completed(run: Run) -> None:
    issued = out(run("kit", "issue", "KIT-1", "SN-1", "--json"))
    assert (issued["issued"], issued["line"], issued["substitute"]) == ("1", "RADIO", False)
    assert out(run("kit", "issue", "KIT-1", "LOT-1", "--json"))["issued"] == "5"
    assert out(run("kit", "issue", "KIT-1", "--part", "SCREW", "--quantity", "3", "--json"))["issued"] == "3"
    back = out(run("kit", "return", "KIT-1", "LOT-1", "--quantity", "2", "--json"))
    assert (back["returned"], back["location"]) == ("2", "Stores/A1-03")
    assert {part: line["issued"] for part, line in lines(run).items()} == {
        "RADIO": "1",
        "PASTE": "3",
        "SCREW": "3",
    }
    planned = out(run("kit", "status", "KIT-1", "completed", "--dry-run", "--json"))
    assert planned["effect"].startswith("Completing frees 3 items, each where it is kept.")
    assert out(run("kit", "show", "KIT-1", "--json"))["status"] == "In Progress"
    done = out(run("kit", "status", "KIT-1", "completed", "--json"))
    assert (done["was"], done["status"], done["done"]) == ("In Progress", "Completed", True)
    assert lines(run)["RADIO"]["issued"] == "0"


def test_what_does_not_belong_to_a_kit_is_refused(run: Run) -> None:
    assert refused(run("kit", "issue", "KIT-1", "nothing", "--json")) == "There is no item nothing."
    assert refused(run("kit", "return", "KIT-1", "SN-1", "--json")) == "SN-1 is not in this kit."
    assert refused(run("kit", "issue", "KIT-9", "SN-1", "--json")) == "There is no kit KIT-9."
    assert "more than the line needs" in refused(
        run("kit", "issue", "KIT-1", "LOT-1", "--quantity", "9", "--json")
    )
    assert out(run("kit", "issue", "KIT-1", "LOT-1", "--quantity", "9", "--over-need", "--json"))


def test_stock_is_reserved_and_let_go(run: Run) -> None:
    kept = out(run("kit", "reserve", "KIT-1", "--json"))
    assert kept == {"kit": "KIT-1", "lines": 3, "items": 3, "reserved": "14", "lines_short": 1}
    assert lines(run)["SCREW"]["reserved"] == "8"
    assert out(run("kit", "release", "KIT-1", "--line", "SCREW", "--json"))["released"] == "8"
    assert "Released 6 in all: 2 items, for 2 lines" in run("kit", "release", "KIT-1").stdout


def test_none_asked_for_is_refused_and_is_not_all(run: Run) -> None:
    """Seed: "quantity explicit, > 0": 0 is a quantity that was said, not one that was left out."""
    assert refused(run("kit", "issue", "KIT-1", "LOT-1", "--quantity", "0", "--json")) == (
        "0 is no possible quantity."
    )
    assert out(run("kit", "issue", "KIT-1", "LOT-1", "--json"))["issued"] == "5"
    assert refused(run("kit", "return", "KIT-1", "LOT-1", "--quantity", "0", "--json")) == (
        "0 is no possible quantity."
    )
    run("build", "start", "Run", "--at", "Stores", "--serial", "B-1")
    run("build", "install", "B-1", "LOT-1", "--quantity", "0", "--json")
    assert lines(run)["PASTE"]["issued"] == "5"


def test_a_serial_that_is_issued_already_is_refused_in_a_whole_sentence(run: Run) -> None:
    out(run("kit", "issue", "KIT-1", "SN-1", "--json"))
    assert refused(run("kit", "issue", "KIT-1", "SN-1", "--json")) == "It is issued already."


def test_lines_are_added_changed_and_removed(run: Run) -> None:
    run("part", "create", "GLUE")
    added = out(
        run("kit", "line", "add", "KIT-1", "GLUE", "--quantity", "2.5", "--designators", "X1,X2", "--json")
    )
    assert (added["part_number"], added["required"]) == ("GLUE", "2.5")
    assert lines(run)["GLUE"]["designators"] == ["X1", "X2"]
    changed = out(
        run("kit", "line", "update", "KIT-1", "GLUE", "--quantity", "3", "--substitute", "SCREW", "--json")
    )
    assert changed["required"] == "3"
    assert [one["part_number"] for one in lines(run)["GLUE"]["substitutes"]] == ["SCREW"]
    issued = out(
        run("kit", "issue", "KIT-1", "--part", "SCREW", "--line", "GLUE", "--quantity", "1", "--json")
    )
    assert issued["substitute"]
    assert "in use" in refused(run("kit", "line", "remove", "KIT-1", "GLUE", "--json"))
    out(run("kit", "return", "KIT-1", "--part", "SCREW", "--line", "GLUE", "--json"))
    out(run("kit", "line", "update", "KIT-1", "GLUE", "--no-substitutes", "--json"))
    assert lines(run)["GLUE"]["substitutes"] == []
    assert out(run("kit", "line", "remove", "KIT-1", "GLUE", "--json"))["removed"]
    assert (
        refused(run("kit", "line", "remove", "KIT-1", "GLUE", "--json")) == "Kit KIT-1 has no line for GLUE."
    )


def test_a_kit_is_moved_assigned_filled_and_split(run: Run) -> None:
    moved = out(run("kit", "move", "KIT-1", "Stores", "--json"))
    assert moved["location"] == "Stores"
    told = out(run("kit", "update", "KIT-1", "--delivery", "Stores/A1-03", "--assign", "Ada", "--json"))
    assert (told["location"], told["delivery"], told["assigned_to"]) == ("Stores", "Stores/A1-03", "Ada")
    assert out(run("kit", "update", "KIT-1", "--location", "", "--json"))["location"] is None
    assert out(run("kit", "fill", "KIT-1", "--json")) == {"kit": "KIT-1", "lines": 3}
    run("kit", "issue", "KIT-1", "SN-1")
    made = out(run("kit", "split", "KIT-1", "--json"))
    assert (made["kit"], made["lines"]) == ("KIT-1", 3)
    assert {part: line["required"] for part, line in lines(run).items()} == {"RADIO": "1"}
    assert lines(run, made["new_kit"])["RADIO"]["required"] == "1"
    assert "lacks nothing" in refused(run("kit", "split", "KIT-1", "--json"))


@pytest.mark.usefixtures("qapp")
def test_the_pick_list_is_walked_in_order_and_printed(run: Run, tmp_path: Path) -> None:
    picks = out(run("kit", "pick-list", "KIT-1", "--json"))
    assert [(row["part_number"], row["quantity"], row["short"]) for row in picks["rows"]] == [
        ("PASTE", "5", "0"),
        ("RADIO", "1", "0"),
        ("SCREW", "8", "0"),
        ("RADIO", "0", "1"),
    ]
    path = tmp_path / "picks.pdf"
    assert run("kit", "pick-list", "KIT-1", "--pdf", str(path)).exit_code == 0
    assert path.read_bytes().startswith(b"%PDF")


def test_a_run_is_planned_changed_and_kitted(run: Run) -> None:
    made = out(run("run", "create", "--title", "Spring", "--part", "BOARD", "--quantity", "3", "--json"))
    assert (made["run"], made["quantity"], made["built"], made["status"]) == ("Spring", "3", "0", "Todo")
    changed = out(run("run", "update", "Spring", "--quantity", "4", "--status", "hold", "--json"))
    assert (changed["quantity"], changed["status"]) == ("4", "Hold")
    kit = out(run("run", "kit", "Spring", "--location", "Stores", "--assign", "Ada", "--json"))
    assert (kit["run"], kit["lines"]) == ("Spring", 3)
    shown = out(run("run", "show", "Spring", "--json"))
    assert (shown["kits"], shown["assemblies"]) == ([kit["kit"]], [])
    assert [row["run"] for row in out(run("run", "list", "--json"))] == ["Spring", "Run"]
    assert refused(run("run", "show", "Autumn", "--json")) == "There is no run “Autumn”."
    again = out(run("run", "create", "--title", "Spring", "--part", "BOARD", "--quantity", "1", "--json"))
    assert refused(run("run", "show", "Spring", "--json")) == "2 runs are called “Spring”."
    assert out(run("run", "show", again["uid"], "--json"))["quantity"] == "1"


def test_an_assembly_is_built_into_stock(run: Run) -> None:
    for number in ("SN-1", "LOT-1"):
        run("kit", "issue", "KIT-1", number)
    run("kit", "issue", "KIT-1", "--part", "SCREW")
    started = out(run("build", "start", "Run", "--at", "Stores", "--serial", "B-1", "--json"))
    assert (started["serial_number"], started["location"]) == ("B-1", "Stores")
    installed = out(run("build", "install", "B-1", "SN-1", "--json"))
    assert (installed["installed"], installed["missing"], installed["complete"]) == ("1", "0", False)
    assert out(run("build", "install", "B-1", "LOT-1", "--json"))["installed"] == "2.5"
    assert out(run("build", "install", "B-1", "SCREW", "--quantity", "3", "--json"))["missing"] == "1"
    assert refused(run("build", "complete", "B-1", "--at", "Stores", "--json")) == "SCREW is missing."
    out_again = out(run("build", "uninstall", "B-1", "SN-1", "--json"))
    assert (out_again["taken_out"], out_again["missing"]) == ("1", "1")
    run("build", "install", "B-1", "SN-1")
    assert out(run("build", "install", "B-1", "SCREW", "--json"))["complete"]
    shown = out(run("build", "show", "B-1", "--json"))
    assert (shown["in_work"], shown["complete"]) == (True, True)
    assert {need["part_number"]: need["installed"] for need in shown["needs"]} == {
        "RADIO": "1",
        "PASTE": "2.5",
        "SCREW": "4",
    }
    out(run("build", "complete", "B-1", "--at", "Stores/A1-03", "--json"))
    (item,) = out(run("inventory", "list", "--serial", "B-1", "--json"))
    assert (item["quantity"], item["location"], item["status"]) == ("1", "Stores/A1-03", "Available")


def test_what_an_assembly_does_not_take_is_refused(run: Run) -> None:
    run("build", "start", "Run", "--at", "Stores", "--serial", "B-1")
    assert refused(run("build", "install", "B-1", "SN-1", "--json")) == "SN-1 is in no open kit of this run."
    assert out(run("build", "install", "B-1", "SN-1", "--from-stock", "--json"))["installed"] == "1"
    assert refused(run("build", "uninstall", "B-1", "LOT-1", "--json")) == "LOT-1 is not installed in B-1."


def test_shortages_are_those_of_all_open_kits(run: Run) -> None:
    run("kit", "new", "--run", "More", "--part", "BOARD", "--quantity", "30")
    found = {row["part_number"]: row for row in out(run("shortages", "--json"))}
    assert {part: row["short"] for part, row in found.items()} == {
        "RADIO": "31",
        "PASTE": "70",
        "SCREW": "28",
    }
    assert found["RADIO"]["kits"] == ["K-B1-0001", "KIT-1"]
    supply = out(run("shortages", "--part", "RADIO", "--json"))
    assert [one["kit"] for one in supply["kits"]] == ["KIT-1", "K-B1-0001"]
    assert supply["places"] == [{"location": "Stores/A1-03", "quantity": "1", "blocked": "0"}]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("shortages",), "RADIO"),
        (("shortages", "--all"), "SCREW"),
        (("shortages", "--part", "RADIO"), "KIT-1"),
        (("run", "list"), "BOARD"),
        (("run", "show", "Run"), "0 of 2 BOARD built"),
        (("run", "create", "--title", "R", "--part", "BOARD", "--quantity", "2"), "2 of BOARD, Todo"),
        (("run", "kit", "Run"), "3 lines"),
        (("kit", "status", "KIT-1", "Draft", "--dry-run"), "would be Draft"),
        (("kit", "update", "KIT-1", "--assign", "Ada"), "for Ada"),
        (("kit", "fill", "KIT-1"), "3 lines"),
        (("kit", "split", "KIT-1"), "with 3 lines"),
        (("kit", "pick-list", "KIT-1"), "nowhere"),
        (("kit", "reserve", "KIT-1"), "1 lines still need more"),
        (("kit", "issue", "KIT-1", "SN-1"), "Issued 1 ea of RADIO."),
        (("kit", "line", "update", "KIT-1", "SCREW", "--quantity", "9"), "needs 9 of SCREW"),
        (("kit", "line", "remove", "KIT-1", "SCREW"), "no SCREW any more"),
        (("build", "start", "Run", "--at", "Stores", "--serial", "B-9"), "BOARD B-9 is in work at Stores."),
    ],
)
def test_people_are_told_in_words(run: Run, arguments: tuple[str, ...], said: str) -> None:
    result = run(*arguments)
    assert result.exit_code == 0, result.output
    assert said in result.stdout
