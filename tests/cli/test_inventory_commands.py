"""Changing stock from the command line."""

from __future__ import annotations

import json
from typing import Any

import pytest
from typer.testing import Result

from tests.cli.conftest import Run

BIN = "Stores/A1-03"


def out(result: Result) -> Any:  # noqa: ANN401 - JSON
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def refused(result: Result) -> str:
    assert result.exit_code == 1, result.output
    return str(json.loads(result.stderr)["title"])


@pytest.fixture
def shelf(run: Run) -> str:
    """Another place, empty."""
    return str(out(run("location", "create", "Stores/B2", "--json"))["path"])


def on_hand(run: Run, *which: str) -> str:
    return str(out(run("inventory", "show", *which, "--json"))["quantity"])


def test_an_item_is_taken_in_with_a_generated_number(run: Run) -> None:
    """Seed 001: "autogenerateLotNumber"; both numbers can be made by the program."""
    made = out(
        run(
            *("inventory", "create", "--part", "PASTE", "--location", BIN, "--quantity", "2.5"),
            *("--new-lot", "--cost", "3.20", "--expires", "2027-03-31", "--date-code", "0319", "--json"),
        )
    )
    assert made["lot_number"].startswith("PASTE-L")
    assert (made["quantity"], made["cost"], made["expires_on"]) == ("2.5", "3.2", "2027-03-31")
    (found,) = out(run("inventory", "list", "--date-code", "0319", "--json"))
    assert (found["uid"], found["date_code"]) == (made["uid"], "0319")


def test_an_item_is_shown_with_its_shares_and_events(run: Run) -> None:
    run("bench", "--kit", "KIT-1", "--stdin", stdin=b"SN-1\n")
    item = out(run("inventory", "show", "SN-1", "--json"))
    (share,) = item["shares"]
    assert (share["bucket"], share["place"], share["quantity"]) == ("picked", "KIT-1", "1")
    assert [event["kind"] for event in item["events"]] == ["IssueItem", "CreateItem"]
    assert item["is_kitted"] is True
    assert "KIT-1" in run("inventory", "show", "SN-1").stdout


def test_an_item_is_moved_whole_and_in_part(run: Run, shelf: str) -> None:
    moved = out(run("inventory", "transfer", "SN-1", "--to", shelf, "--json"))
    assert moved["location"] == shelf
    part = out(run("inventory", "transfer", "LOT-1", "--to", shelf, "--quantity", "4", "--json"))
    assert (part["quantity"], part["location"], part["lot_number"]) == ("4", shelf, "LOT-1")
    assert on_hand(run, "LOT-1", "--at", BIN) == "6"
    assert "There is no place Nowhere" in refused(
        run("inventory", "transfer", "SN-1", "--to", "Nowhere", "--json")
    )


def test_a_number_of_several_items_asks_which(run: Run, shelf: str) -> None:
    run("inventory", "transfer", "LOT-1", "--to", shelf, "--quantity", "4")
    result = run("inventory", "show", "LOT-1", "--json")
    assert refused(result) == "2 items are called LOT-1."
    assert shelf in json.loads(result.stderr)["detail"]
    assert "no item NOTHING" in refused(run("inventory", "show", "NOTHING", "--json"))
    assert "Say which item" in refused(run("inventory", "show", "--json"))


def test_what_is_split_can_become_one_again(run: Run) -> None:
    parts = out(run("inventory", "split", "LOT-1", "--quantity", "2", "--quantity", "3", "--json"))
    assert parts["original"]["quantity"] == "5"
    assert [part["quantity"] for part in parts["parts"]] == ["2", "3"]
    one = out(run("inventory", "merge", "--part", "PASTE", "--lot", "LOT-1", "--json"))
    assert (one["quantity"], one["how_created"]) == ("10", "merge")
    assert refused(run("inventory", "merge", one["uid"], "--json")) == "They cannot become one."


@pytest.mark.parametrize(
    ("arguments", "left"),
    [
        (("scrap", "LOT-1", "--quantity", "1", "--reason", "dried out"), "9"),
        (("add", "LOT-1", "--quantity", "2", "--reason", "found"), "12"),
        (("remove", "LOT-1", "--quantity", "2", "--reason", "sample"), "8"),
        (("recount", "LOT-1", "--counted", "7.5", "--reason", "counted"), "7.5"),
    ],
)
def test_how_much_there_is_changes_with_a_reason(run: Run, arguments: tuple[str, ...], left: str) -> None:
    assert out(run("inventory", *arguments, "--json"))["quantity"] == left
    without = arguments[: arguments.index("--reason")]
    assert refused(run("inventory", *without, "--json")) == "Say why."


def test_what_is_held_cannot_be_reserved_until_it_is_released(run: Run) -> None:
    assert out(run("inventory", "hold", "LOT-1", "--reason", "smells", "--json"))["status"] == "Unavailable"
    assert refused(run("inventory", "reserve", "LOT-1", "--kit", "KIT-1", "--json")).startswith("It is held")
    run("inventory", "release", "LOT-1")
    kept = out(run("inventory", "reserve", "LOT-1", "--kit", "KIT-1", "--json"))
    assert (kept["reserved"], kept["quantity"]) == ("5", "5")
    free = out(run("inventory", "release", "LOT-1", "--kit", "KIT-1", "--json"))
    assert (free["reserved"], free["quantity"]) == ("0", "10")
    assert "Nothing of LOT-1" in refused(run("inventory", "release", "LOT-1", "--kit", "KIT-1", "--json"))
    assert "needs no" in refused(run("inventory", "reserve", "LOT-1", "--kit", "KIT-9", "--json"))


def test_a_stale_etag_is_refused(run: Run) -> None:
    """Seed 001: "_etag" is sent with every change, so that nobody overwrites what they have not seen."""
    seen = out(run("inventory", "show", "LOT-1", "--json"))["etag"]
    changed = out(run("inventory", "update", "LOT-1", "--condition", "OPENED", "--json"))
    assert changed["condition"] == "OPENED"
    stale = run("inventory", "update", "LOT-1", "--condition", "NEW", "--etag", seen, "--json")
    assert refused(stale) == "Somebody else has changed it meanwhile."


def test_cost_and_expiry_are_taken_away_by_an_empty_text(run: Run) -> None:
    given = out(run("inventory", "update", "LOT-1", "--cost", "3.20", "--expires", "2027-03-31", "--json"))
    assert (given["cost"], given["expires_on"]) == ("3.2", "2027-03-31")
    kept = out(run("inventory", "update", "LOT-1", "--condition", "OPENED", "--json"))
    assert (kept["cost"], kept["expires_on"]) == ("3.2", "2027-03-31")
    emptied = out(run("inventory", "update", "LOT-1", "--cost", "", "--expires", "", "--json"))
    assert (emptied["cost"], emptied["expires_on"], emptied["condition"]) == (None, None, "OPENED")


def test_a_deleted_item_is_gone_from_the_list(run: Run) -> None:
    assert out(run("inventory", "delete", "SN-1", "--reason", "never was", "--json"))["deleted"] is True
    assert out(run("inventory", "list", "--serial", "SN-1", "--json")) == []


@pytest.mark.parametrize(
    "arguments",
    [
        ("scrap", "LOT-1", "--quantity", "x"),
        ("create", "--part", "PASTE", "--location", BIN, "--expires", "soon"),
    ],
)
def test_what_is_no_number_or_day_is_wrong_usage(run: Run, arguments: tuple[str, ...]) -> None:
    assert run("inventory", *arguments).exit_code == 2
