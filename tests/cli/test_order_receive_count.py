"""Orders, receipts and counts from the command line."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from typer.testing import Result

from kitstation.store.queries.inventory import InventoryFilter, matching
from kitstation.store.store import Store
from tests.cli.conftest import Run

BIN = "Stores/A1-03"


def out(result: Result) -> Any:  # noqa: ANN401 - whatever the command prints
    """Return what a command has printed, as JSON."""
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def lines(result: Result) -> list[Any]:
    """Return what a command has printed, one JSON object a line."""
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


def refused(result: Result) -> dict[str, str]:
    """Return why a command was refused."""
    assert result.exit_code == 1, result.output
    told: dict[str, str] = json.loads(result.stderr)
    return told


def stock(profile: Path, part: str) -> Decimal:
    """Return how much of a part is on hand."""
    store = Store(profile / "kitstation.db")
    try:
        with store.reading() as reader:
            rows = matching(reader, InventoryFilter(part_number=part))
        return sum((row.quantity for row in rows), Decimal(0))
    finally:
        store.close()


def order(run: Run, part: str, quantity: str, *more: str) -> Any:  # noqa: ANN401 - the line in JSON
    """Order something and return its line."""
    return out(run("order", "create", "PO-7", "--part", part, "--quantity", quantity, *more, "--json"))


def test_an_order_is_made_listed_and_changed(run: Run) -> None:
    made = order(run, "SCREW", "100", "--expected", "2026-01-31", "--location", BIN)
    assert (made["ordered"], made["back_ordered"], made["status"]) == ("100", "100", "Ordered")
    assert made["overdue"] is True
    (listed,) = out(run("order", "list", "--json"))
    assert (listed["order"], listed["location"]) == ("PO-7", BIN)
    changed = out(run("order", "update", "PO-7", "--quantity", "80", "--status", "canceled", "--json"))
    assert (changed["ordered"], changed["status"]) == ("80", "Canceled")
    emptied = out(run("order", "update", "PO-7", "--expected", "", "--location", "", "--json"))
    assert (emptied["expected_on"], emptied["location"], emptied["ordered"]) == (None, None, "80")
    assert out(run("order", "list", "--json")) == []
    assert len(out(run("order", "list", "--all", "--json"))) == 1
    assert "Nothing is on order" in run("order", "list").stdout


def test_five_rolls_of_a_hundred_feet_are_expected_as_five_hundred(run: Run) -> None:
    """ION: inventory always carries the stock unit (5 rolls x 100 gives 500 feet)."""
    run("part", "create", "WIRE", "--unit", "ft")
    made = order(run, "WIRE", "5", "--unit", "rolls", "--factor", "100")
    assert (made["ordered"], made["purchase_unit"], made["factor"]) == ("500", "roll", "100")
    told = run("order", "list").stdout
    assert "500" in told
    assert "WIRE" in told


def test_a_unit_that_nothing_says_the_size_of_is_refused(run: Run) -> None:
    result = run("order", "create", "PO-7", "--part", "SCREW", "--quantity", "1", "--unit", "reel", "--json")
    assert refused(result)["title"] == "The part is counted in ea."


def test_a_line_that_is_not_clear_is_asked_for(run: Run) -> None:
    order(run, "SCREW", "1")
    order(run, "PASTE", "1")
    assert refused(run("order", "update", "PO-7", "--json"))["title"] == "Order PO-7 has 2 lines."
    assert refused(run("order", "update", "PO-9", "--json"))["title"] == "There is no order PO-9."
    line = out(run("order", "update", "PO-7", "--part", "PASTE", "--quantity", "5", "--json"))
    assert line["ordered"] == "5"
    stale = run("order", "update", line["uid"], "--quantity", "6", "--etag", "old", "--json")
    assert "changed it meanwhile" in refused(stale)["title"]
    assert run("order", "update", "PO-7", "--status", "Lost").exit_code == 2


def test_stock_is_received_on_an_order(run: Run, profile: Path) -> None:
    order(run, "SCREW", "100", "--location", BIN)
    told = out(run("receive", "--part", "SCREW", "--order", "PO-7", "--quantity", "40", "--json"))
    assert (told["code"], told["quantity"], told["outcome"]) == ("RECEIVED", "40", "accepted")
    (line,) = out(run("order", "list", "--json"))
    assert (line["received"], line["back_ordered"], line["status"]) == ("40", "60", "Partially Received")
    over = run("receive", "--order", "PO-7", "--quantity", "70", "--json")
    assert refused(over)["title"] == "70 is more than is still to come."
    assert run("receive", "--order", "PO-7", "--quantity", "70", "--over-order").exit_code == 0
    assert stock(profile, "SCREW") == Decimal(210)


def test_numbers_are_given_or_made(run: Run, profile: Path) -> None:
    told = out(run("receive", "--part", "RADIO", "--serial", "SN-7", "--location", BIN, "--json"))
    assert told["serial_number"] == "SN-7"
    assert (
        "exists already"
        in refused(run("receive", "--part", "RADIO", "--serial", "SN-7", "--location", BIN, "--json"))[
            "title"
        ]
    )
    made = run("receive", "--part", "RADIO", "--new-serial", "--quantity", "2", "--location", BIN)
    assert made.exit_code == 0, made.output
    assert stock(profile, "RADIO") == Decimal(4)


def test_what_is_missing_is_told(run: Run) -> None:
    told = refused(run("receive", "--part", "SCREW", "--quantity", "4", "--json"))
    assert told["detail"] == "Where does it go? Scan the place."
    assert run("receive", "--quantity", "4").exit_code == 2


def test_bags_are_received_from_standard_input(run: Run, profile: Path) -> None:
    scans = f"{BIN}\nSCREW\nQ25\nKS.CONFIRM\nRADIO\nSN-8\nSN-9\nhalf".encode()
    answers = lines(run("receive", "--stdin", "--json", stdin=scans))
    assert [answer["code"] for answer in answers] == [
        "PLACE_CHOSEN",
        "FORM_FILLED",
        "FORM_FILLED",
        "RECEIVED",
        "FORM_FILLED",
        "RECEIVED",
        "RECEIVED",
        "UNREADABLE_SCAN",
    ]
    assert stock(profile, "SCREW") == Decimal(125)
    assert stock(profile, "RADIO") == Decimal(3)


def test_a_count_is_only_shown_without_book(run: Run, profile: Path) -> None:
    scans = b"SN-1\nSCREW\n97\nWHAT\n"
    told = out(run("count", BIN, "--stdin", "--json", stdin=scans))
    rows = {row["part_number"]: row for row in told["rows"]}
    assert (rows["SCREW"]["expected"], rows["SCREW"]["counted"], rows["SCREW"]["difference"]) == (
        "100",
        "97",
        "-3",
    )
    assert rows["PASTE"]["counted"] is None
    assert (told["unknown"], told["booked"]) == (["WHAT"], False)
    assert stock(profile, "SCREW") == Decimal(100)
    assert not (profile / "counts").exists()


def test_a_count_is_booked_with_a_reason(run: Run, profile: Path) -> None:
    options = ("--stdin", "--reason", "yearly", "--book", "--rest-missing", "--json")
    told = out(run("count", BIN, *options, stdin=b"SN-1\nSCREW\n97\n"))
    assert (told["booked"], told["code"]) == (True, "BOOKED")
    assert told["command_id"]
    assert stock(profile, "SCREW") == Decimal(97)
    assert stock(profile, "PASTE") == Decimal(0)
    assert stock(profile, "RADIO") == Decimal(1)


@pytest.mark.parametrize("options", [(), ("--stdin", "--book")])
def test_a_count_needs_its_scans_and_to_be_booked_its_reason(run: Run, options: tuple[str, ...]) -> None:
    assert run("count", BIN, *options, stdin=b"").exit_code == 2


def test_a_count_is_of_one_place(run: Run) -> None:
    run("location", "create", "Far")
    assert "Another place" in refused(run("count", BIN, "--stdin", "--json", stdin=b"Far\n"))["title"]
    assert (
        refused(run("count", "Nowhere", "--stdin", "--json", stdin=b""))["title"]
        == "There is no place Nowhere."
    )


def test_a_count_for_people_says_what_differs(run: Run) -> None:
    shown = run("count", BIN, "--stdin", stdin=b"SCREW\n97\nWHAT\n").stdout
    assert "\u22123" in shown
    assert "WHAT is not known here." in shown
    assert "Nothing is booked." in shown
