"""Parts, places and suppliers from the command line."""

from __future__ import annotations

from tests.cli.conftest import Run
from tests.cli.test_inventory_commands import BIN, out, refused


def test_parts_are_listed_with_what_is_in_stock(run: Run) -> None:
    parts = {part["part_number"]: part for part in out(run("part", "list", "--json"))}
    assert (parts["SCREW"]["on_hand"], parts["SCREW"]["tracking"]) == ("100", "untracked")
    assert parts["BOARD"]["mbom_lines"] == 3
    assert [part["part_number"] for part in out(run("part", "list", "rad", "--json"))] == ["RADIO"]
    assert [part["part_number"] for part in out(run("part", "list", "SC", "--json"))] == ["SCREW"]
    assert "RADIO" in run("part", "list").stdout


def test_a_part_is_made_changed_and_archived(run: Run) -> None:
    made = out(run("part", "create", "CAP", "--unit", "ea", "--mpn", "GRM188", "--tracking", "lot", "--json"))
    assert (made["revision"], made["tracking"], made["manufacturer_part_number"]) == ("A", "lot", "GRM188")
    run("part", "update", "CAP", "--description", "Capacitor", "--archive")
    shown = out(run("part", "show", "CAP", "--json"))
    assert (shown["description"], shown["archived"]) == ("Capacitor", True)
    assert "exists already" in refused(run("part", "create", "CAP", "--json"))
    assert "no part NONE" in refused(run("part", "show", "NONE", "--json"))


def test_a_number_with_several_revisions_asks_which(run: Run) -> None:
    run("part", "create", "RADIO", "--revision", "B")
    assert refused(run("part", "show", "RADIO", "--json")) == "Part RADIO has 2 revisions."
    assert out(run("part", "show", "RADIO", "--revision", "B", "--json"))["revision"] == "B"


def test_a_bill_of_materials_is_changed_line_by_line(run: Run) -> None:
    run("part", "create", "NUT")
    change = ("--set", "NUT", "--quantity", "2", "--designators", "N1,N2", "--substitutes", "SCREW")
    lines = {line["part_number"]: line for line in out(run("part", "bom", "BOARD", *change, "--json"))}
    assert (lines["NUT"]["quantity"], lines["NUT"]["designators"]) == ("2", ["N1", "N2"])
    assert lines["NUT"]["substitutes"] == ["SCREW A"]
    lines = {
        line["part_number"]: line
        for line in out(run("part", "bom", "BOARD", "--set", "NUT", "--quantity", "3", "--json"))
    }
    assert (lines["NUT"]["quantity"], lines["NUT"]["substitutes"]) == ("3", ["SCREW A"])
    assert {
        line["part_number"] for line in out(run("part", "bom", "BOARD", "--remove", "NUT", "--json"))
    } == {
        "PASTE",
        "RADIO",
        "SCREW",
    }
    assert refused(run("part", "bom", "BOARD", "--remove", "NUT", "--json")) == "BOARD has no line for NUT."


def test_a_part_tells_where_it_is_used_sold_and_kept(run: Run) -> None:
    run("supplier", "create", "Acme")
    run(
        "part",
        "sell",
        "PASTE",
        "--supplier",
        "Acme",
        "--number",
        "AC-1",
        "--purchase-unit",
        "jar",
        "--factor",
        "250",
    )
    shown = out(run("part", "show", "PASTE", "--json"))
    assert [use["part_number"] for use in shown["used_in"]] == ["BOARD"]
    (sold,) = shown["suppliers"]
    assert (sold["supplier"], sold["purchase_unit"], sold["factor"]) == ("Acme", "jar", "250")
    (place,) = shown["places"]
    assert (place["location"], place["quantity"], place["items"]) == (BIN, "10", 1)
    (part,) = out(run("supplier", "show", "Acme", "--json"))["parts"]
    assert part["supplier_part_number"] == "AC-1"


def test_what_labels_call_a_part_is_remembered(run: Run) -> None:
    assert run("part", "remember", "PASTE", "SAC-305").stdout == "SAC-305 is PASTE from now on.\n"
    assert out(run("part", "show", "PASTE", "--json"))["trade_numbers"] == ["SAC-305"]
    assert "labels also say: SAC-305" in run("part", "show", "PASTE").stdout
    assert "SAC-305 is PASTE already" in refused(run("part", "remember", "RADIO", "SAC-305", "--json"))


def test_places_are_listed_as_a_tree(run: Run) -> None:
    (stores,) = out(run("location", "tree", "--json"))
    (bin_,) = stores["places"]
    assert (stores["path"], bin_["path"], bin_["items"]) == ("Stores", BIN, 3)
    assert "  A1-03 (3)" in run("location", "tree").stdout
    assert "Stores/A1-03" in run("location", "list").stdout


def test_a_place_is_made_renamed_moved_and_closed(run: Run) -> None:
    run("location", "create", "Cellar", "--type", "Warehouse", "--unavailable")
    made = out(run("location", "create", "Cellar/Tote 1", "--type", "Tote", "--barcode", "T-1", "--json"))
    assert (made["type"], made["barcode"]) == ("Tote", "T-1")
    assert out(run("location", "update", "T-1", "--name", "Tote 2", "--json"))["path"] == "Cellar/Tote 2"
    assert out(run("location", "move", "T-1", "--to", "Stores", "--json"))["path"] == "Stores/Tote 2"
    run("location", "update", "T-1", "--archive")
    assert "Stores/Tote 2" not in run("location", "list").stdout
    assert "still in use" in refused(run("location", "update", BIN, "--archive", "--json"))


def test_a_supplier_is_made_renamed_and_archived(run: Run) -> None:
    run("supplier", "create", "Acme")
    run("supplier", "update", "Acme", "--name", "Acme Ltd", "--archive")
    assert out(run("supplier", "list", "--json")) == []
    (one,) = out(run("supplier", "list", "--all", "--json"))
    assert (one["name"], one["archived"]) == ("Acme Ltd", True)
    assert "no supplier Acme" in refused(run("supplier", "show", "Acme", "--json"))
