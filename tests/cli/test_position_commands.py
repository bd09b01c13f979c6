"""Positions on the command line: what they print and how they end."""

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


@pytest.fixture
def screws(run: Run) -> dict[str, Any]:
    """A position of 100 screws, that should be 150 to 200."""
    made: dict[str, Any] = out(
        run(
            *("position", "create", "--part", "SCREW", "--location", "Stores/A1-03", "--ref", "P-1"),
            *("--min", "150", "--max", "200", "--attribute", "colour=red", "--json"),
        )
    )
    return made


def test_a_position_is_made_with_the_first_catalogue(run: Run, screws: dict[str, Any]) -> None:
    assert (screws["ref"], screws["catalogue"], screws["workflow_ref"]) == (
        "P-1",
        "MAIN",
        "INVENTORY_POSITION::DEFAULT",
    )
    assert (screws["product_ref"], screws["on_hand"], screws["attributes"]) == (
        "SCREW A",
        "100",
        ["colour=red"],
    )
    assert [one["ref"] for one in out(run("catalogue", "list", "--json"))] == ["MAIN"]
    assert out(run("position", "show", "P-1", "--json")) == screws
    assert "minimum: 150" in run("position", "show", "P-1").output


def test_limits_that_say_nothing_are_refused(run: Run, screws: dict[str, Any]) -> None:
    """Seed 004: the maximum "must be greater than quantityMin", except that both may be 0."""
    for least, most in (("5", "5"), ("5", "0")):
        refused = run("position", "update", "P-1", "--min", least, "--max", most)
        assert refused.exit_code == 1, refused.output
    changed = out(run("position", "update", "P-1", "--min", "0", "--max", "0", "--bin", "b-7", "--json"))
    assert (changed["minimum"], changed["maximum"], changed["bin"]) == ("0", "0", "b-7")
    assert run("position", "update", "P-1", "--bin", "b", "--etag", screws["etag"]).exit_code == 1


def test_positions_are_listed_sorted_and_narrowed(run: Run, screws: dict[str, Any]) -> None:
    out(run("position", "create", "--part", "PASTE", "--location", "Stores/A1-03", "--json"))

    def refs(*options: str) -> list[str]:
        return [one["ref"] for one in out(run("position", "list", "--json", *options))]

    assert refs() == ["PASTE:A@Stores/A1-03", "P-1"]
    assert refs("--sort", "-part") == ["P-1", "PASTE:A@Stores/A1-03"]
    assert refs("--below-minimum") == ["P-1"]
    assert refs("past") == ["PASTE:A@Stores/A1-03"]
    assert refs("--location", "Elsewhere") == []
    assert run("position", "list", "--sort", "on_hand").exit_code == 2
    assert "P-1" in run("position", "list").output
    assert "No position matches." in run("position", "list", "nowhere").output


def test_what_does_not_exist_is_refused(run: Run) -> None:
    assert run("position", "show", "P-9").exit_code == 1
    assert run("position", "create", "--part", "NONE", "--location", "Stores").exit_code == 1
    assert run("position", "create", "--part", "SCREW", "--location", "Nowhere").exit_code == 1


def test_a_count_is_booked_and_the_same_count_is_skipped(run: Run, screws: dict[str, Any]) -> None:
    """Fluent: what is unchanged is skipped."""
    (booked,) = out(run("position", "count", "P-1", "90", "--reason", "count", "--json"))
    assert [booked[key] for key in ("result", "before", "counted", "difference")] == [
        "booked",
        "100",
        "90",
        "-10",
    ]
    (skipped,) = out(run("position", "count", "P-1", "90", "--reason", "count", "--json"))
    assert skipped["result"] == "skipped"
    page = out(run("position", "quantities", "P-1", "--status", "ACTIVE", "--json"))
    assert [(one["type"], one["quantity"]) for one in page["quantities"]] == [("LAST_ON_HAND", "90")]
    assert page["on_hand"] == "90"


def test_a_count_list_reports_each_row(run: Run, screws: dict[str, Any], tmp_path: Path) -> None:
    out(run("position", "create", "--part", "RADIO", "--location", "Stores/A1-03", "--json"))
    file = tmp_path / "counts.csv"
    file.write_text(
        "ref,part_number,location,quantity\nP-1,,,80\n,RADIO,Stores/A1-03,2\nP-9,,,1\nP-1,,,\n,SCREW,,4\n"
    )
    result = run("position", "count", "--file", str(file), "--reason", "count", "--json")
    assert result.exit_code == 1
    rows = json.loads(result.stdout)
    assert [(one["row"], one["result"]) for one in rows] == [
        (2, "booked"),
        (3, "refused"),
        (4, "refused"),
        (5, "refused"),
        (6, "refused"),
    ]
    assert "counted one by one" in rows[1]["why"]
    assert out(run("position", "show", "P-1", "--json"))["on_hand"] == "80"


def test_a_table_without_the_columns_is_no_count_list(
    run: Run, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    file = tmp_path / "other.csv"
    file.write_text("a,b\n1,2\n")
    assert run("position", "count", "--file", str(file), "--reason", "count").exit_code == 3
    assert "fault" in caplog.text
    assert run("position", "count", "P-1", "--reason", "count").exit_code == 2


def test_quantities_come_in_pages(run: Run, screws: dict[str, Any]) -> None:
    run("position", "count", "P-1", "90", "--reason", "count")
    first = out(run("position", "quantities", "P-1", "--first", "1", "--json"))
    rest = out(run("position", "quantities", "P-1", "--after", first["end_cursor"], "--json"))
    assert (len(first["quantities"]), first["has_next_page"], rest["has_next_page"]) == (1, True, False)
    assert first["total_count"] == 1 + len(rest["quantities"])
    assert run("position", "quantities", "P-1", "--after", "nonsense").exit_code == 2
    assert "On hand: 90 ea" in run("position", "quantities", "P-1").output


def test_the_units_of_stocked_items_add_up(run: Run, screws: dict[str, Any]) -> None:
    """Seed 004: the sum of all units is what was received."""
    run("bench", "--kit", "KIT-1", "--stdin", stdin=b"SCREW\n5\n")
    (item,) = out(run("position", "stocked-items", "P-1", "--json"))
    assert (item["sum"], item["received"], item["conserved"]) == ("100", "100", True)
    assert "Received" in run("position", "stocked-items", "P-1").output


def test_what_is_below_its_minimum_is_listed(run: Run, screws: dict[str, Any]) -> None:
    (need,) = out(run("position", "replenish", "--json"))
    assert [need[key] for key in ("ref", "quantity", "to_move", "to_order")] == ["P-1", "100", "0", "100"]
    assert "P-1" in run("position", "replenish").output
    assert "Nothing is below" in run("position", "replenish", "--part", "PASTE").output


def test_a_position_is_taken_away_with_what_lies_there(run: Run, screws: dict[str, Any]) -> None:
    """Seed 004: with available units, deleting "will remove the inventoryStocked value before"."""
    gone = out(run("position", "delete", "P-1", "--reason", "moved house", "--json"))
    assert gone["removed"] == "100"
    assert run("position", "show", "P-1").exit_code == 1


def test_a_catalogue_has_one_ref(run: Run) -> None:
    assert out(run("catalogue", "create", "LINE", "--name", "Line side", "--json"))["ref"] == "LINE"
    assert run("catalogue", "create", "LINE").exit_code == 1
    assert "Line side" in run("catalogue", "list").output


def test_a_ref_in_two_catalogues_needs_the_catalogue(run: Run, screws: dict[str, Any]) -> None:
    run("catalogue", "create", "LINE")
    made = run(
        *("position", "create", "--part", "SCREW", "--location", "Stores/A1-03"),
        *("--ref", "P-1", "--catalogue", "LINE"),
    )
    assert made.exit_code == 0, made.output
    assert run("position", "show", "P-1").exit_code == 1
    assert out(run("position", "show", "P-1", "--catalogue", "LINE", "--json"))["catalogue"] == "LINE"
    unnamed = run("position", "create", "--part", "PASTE", "--location", "Stores")
    assert unnamed.exit_code == 1
