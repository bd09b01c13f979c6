from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest

from kitstation.domain.records import MbomLine, Part, TrackingType
from kitstation.station.importing.columns import BOM
from kitstation.store.queries.for_import import mbom_of, parts_by_number
from tests.station.importing.bench import Desk, Table, told
from tests.support.tables import contents

GLASGOW = Path(__file__).parents[2] / "data" / "glasgow-revC3-bom.csv"


def parts_of(desk: Desk, part_number: str) -> dict[str, Part]:
    with desk.store.reading() as connection:
        return parts_by_number(connection, {part_number}).get(part_number, {})


def lines(desk: Desk, revision: str = "A") -> dict[str, MbomLine]:
    """Return the lines of BOARD by part number."""
    by_uid = {row[1]: row[2] for row in contents(desk.store)["part"]}
    assembly_uid = parts_of(desk, "BOARD")[revision].uid
    with desk.store.reading() as connection:
        found = mbom_of(connection, assembly_uid)
    return {by_uid[part_uid]: line for part_uid, line in found.items()}


def needed(desk: Desk) -> dict[str, Decimal]:
    return {part_number: line.quantity for part_number, line in lines(desk).items()}


def test_a_real_bill_becomes_the_mbom_of_its_assembly(desk: Desk) -> None:
    report = desk.take(GLASGOW, BOM, revision="C3")
    assert (report.rows, report.created.lines, report.created.parts, report.applied) == (57, 52, 53, True)
    assert [(skipped.row, skipped.reason) for skipped in report.skipped] == [
        (20, "do not populate"),
        (24, "do not populate"),
        (27, "no part number"),
        (35, "do not populate"),
        (41, "do not populate"),
    ]
    assert report.skipped[2].text == "R15 R16, 1k, quantity 2"
    found = lines(desk, "C3")
    assert len(found) == 52
    assert sum(line.quantity for line in found.values()) == 222
    assert found["TMK105BJ104KV-F"].quantity == 73
    assert found["87834-2019"].designators == ("J2", "J3")


def test_a_minus_sign_in_a_part_number_is_put_right_with_a_note(desk: Desk) -> None:
    report = desk.take(GLASGOW, BOM)
    assert [(note.row, note.column) for note in report.notes] == [(48, "MPN")]
    assert "CAT24M01YI-GT3" in report.notes[0].message
    assert parts_of(desk, "CAT24M01YI-GT3")["A"].description == "CAT24M01X"


def test_importing_the_same_bill_again_changes_nothing(desk: Desk) -> None:
    desk.take(GLASGOW, BOM)
    before = contents(desk.store)
    report = desk.take(GLASGOW, BOM)
    assert (report.unchanged, report.updated, report.removed, report.created.lines) == (52, 0, 0, 0)
    assert contents(desk.store) == before


def test_another_bill_updates_adds_and_removes_lines(desk: Desk) -> None:
    desk.take("MPN,Refs,Qty\nA,R1,1\nB,R2,1\nC,R3,1\nD,R4,1\n", BOM)
    kept = lines(desk)["A"]
    report = desk.take("MPN,Refs,Qty\nA,R1,1\nB,R2 R5,2\nC,R9,1\nE,R4,1\n", BOM)
    assert (report.unchanged, report.updated, report.removed) == (1, 2, 1)
    assert (report.created.lines, report.created.parts) == (1, 1)
    assert needed(desk) == {"A": 1, "B": 2, "C": 1, "E": 1}
    assert lines(desk)["C"].designators == ("R9",)
    assert lines(desk)["A"] == kept


def test_new_parts_are_untracked_pieces_described_by_the_first_text_there_is(desk: Desk) -> None:
    desk.take(
        "MPN,Qty,Description,Comment,Value,Mfr\nA,1,Resistor,c,v,Yageo\nB,1,,100n,v,\nC,1,,,10k,\n", BOM
    )
    part = parts_of(desk, "A")["A"]
    assert (part.tracking, part.unit, part.manufacturer) == (TrackingType.UNTRACKED, "ea", "Yageo")
    assert [parts_of(desk, name)["A"].description for name in "ABC"] == ["Resistor", "100n", "10k"]


def test_a_footer_is_skipped_and_shown(desk: Desk) -> None:
    report = desk.take("MPN,Qty,Footprint\nA,1,0402\n,,Checked by Ada\n,5,\n", BOM)
    assert [(skipped.row, skipped.text) for skipped in report.skipped] == [
        (3, "Checked by Ada"),
        (4, "quantity 5"),
    ]


def test_parts_that_exist_stay_as_they_are(desk: Desk) -> None:
    uid = desk.world.part("A", TrackingType.SERIAL, description="known")
    report = desk.take("MPN,Qty,Description\nA,1,other\n", BOM)
    assert report.created.parts == 1
    assert parts_of(desk, "A")["A"].description == "known"
    assert lines(desk)["A"].part_uid == uid


def test_rows_of_the_same_part_are_added_with_a_note(desk: Desk) -> None:
    report = desk.take("MPN,Refs,Qty\nA,R1 R2,2\nB,C1,1\nA,R7,1.5\n", BOM)
    assert needed(desk) == {"A": Decimal("3.5"), "B": 1}
    assert lines(desk)["A"].designators == ("R1", "R2", "R7")
    assert [(note.row, note.column) for note in report.notes] == [(2, "MPN"), (4, "Qty")]
    assert "row 4; the quantities were added: 3.5 in all" in report.notes[0].message


def test_without_a_quantity_column_the_designators_are_counted(desk: Desk) -> None:
    report = desk.take('MPN,Designator\nA,"R1, R2-R4"\nB,C1\n', BOM)
    assert needed(desk) == {"A": 4, "B": 1}
    assert report.notes == ()


def test_the_quantity_wins_over_the_designators_with_a_note(desk: Desk) -> None:
    report = desk.take("MPN,Refs,Qty\nA,R1 R2,3\nB,R3 R4,\n", BOM)
    assert needed(desk) == {"A": 3, "B": 2}
    assert [(note.row, note.column) for note in report.notes] == [(2, "Qty"), (3, "Qty")]


def test_a_designator_with_two_parts_is_noted(desk: Desk) -> None:
    report = desk.take("MPN,Refs,Qty\nA,R1,1\nB,R1,1\n", BOM)
    assert [(note.row, note.column) for note in report.notes] == [(3, "Refs")]


@pytest.mark.parametrize(
    ("header", "cell"),
    [
        ("DNP", "DNP"),
        ("Do Not Populate", "yes"),
        ("Populate", "no"),
        ("Fitted", "Not Fitted"),
        ("DNP,Exclude from BOM", ",Excluded from BOM"),
        ("DNP,Exclude from BOM", "DNP,"),
    ],
)
def test_a_row_that_is_not_populated_is_skipped_whatever_else_is_in_it(
    desk: Desk, header: str, cell: str
) -> None:
    report = desk.take(f"MPN,Qty,{header}\nA,nonsense,{cell}\nB,1,\n", BOM)
    assert [skipped.row for skipped in report.skipped] == [2]
    assert needed(desk) == {"B": 1}


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("MPN,Qty\nA,abc\n", [(2, "Qty")]),
        ("MPN,Qty\nA,0\n", [(2, "Qty")]),
        ("MPN,Qty\nA,-1\n", [(2, "Qty")]),
        ("MPN,Qty\nA,1e13\n", [(2, "Qty")]),
        ("MPN,Qty\nA,\n", [(2, "Qty")]),
        ("MPN,Refs\nA,\nB,R1\n", [(2, "Refs")]),
        ("MPN,Qty\nA,1e12\nA,1\n", [(3, "Qty")]),
        ("MPN,Qty\nBOARD,1\n", [(2, "MPN")]),
        ("MPN,Qty,DNP\nA,1,perhaps\n", [(2, "DNP")]),
        ('MPN,Qty\n"A\nB",x\nC,y\n', [(2, "MPN"), (2, "Qty"), (4, "Qty")]),
        ("MPN,Qty\n,1\n", [(0, "")]),
        ("Footprint,Qty\nA,1\n", [(1, "part_number")]),
        ("MPN,Footprint\nA,1\n", [(1, "quantity or references")]),
    ],
)
def test_every_bad_cell_is_told_and_nothing_changes(
    desk: Desk, text: str, where: list[tuple[int, str]]
) -> None:
    before = contents(desk.store)
    report = desk.take(text, BOM)
    assert told(report) == where
    assert not report.applied
    assert report.created.lines == report.created.parts == 0
    assert contents(desk.store) == before


def test_a_missing_column_says_what_there_is_and_what_would_do(desk: Desk) -> None:
    message = desk.take("Footprint,Qty\nA,1\n", BOM).problems[0].message
    assert "“Footprint”, “Qty”" in message
    assert "Manufacturer Part Number" in message


def test_short_rows_have_blank_cells_at_their_end(desk: Desk) -> None:
    report = desk.take("MPN,Qty,Refs,DNP\nA,1\nB,2,R1 R2\nC\n,,,,\n", BOM)
    assert told(report) == [(4, "Qty")]


@pytest.mark.parametrize(
    ("text", "revision"),
    [("MPN,Qty,Rev\nA,1,\n", "B"), ("MPN,Qty,Rev\nA,1,A\n", "A"), ("MPN,Qty,Rev\nA,1,C\n", "C")],
)
def test_a_blank_revision_is_the_latest(desk: Desk, text: str, revision: str) -> None:
    uids = {name: desk.world.part("A", revision=name) for name in ("B", "A")}
    report = desk.take(text, BOM)
    assert lines(desk)["A"].part_uid == parts_of(desk, "A")[revision].uid
    assert len(report.notes) == (1 if text.endswith(",\n") else 0)
    assert len(parts_of(desk, "A")) == len({*uids, revision})


def test_the_latest_revision_of_the_assembly_is_meant(desk: Desk) -> None:
    for revision in ("A", "C", "B"):
        desk.world.part("BOARD", revision=revision)
    assert desk.take("MPN,Qty\nA,1\n", BOM).created.parts == 1
    assert list(lines(desk, "C")) == ["A"]


def test_decimal_commas_are_read_where_semicolons_separate(desk: Desk) -> None:
    desk.take("MPN;Qty\nA;1,5\nB;2\nC;0,25\n", BOM)
    assert needed(desk) == {"A": Decimal("1.5"), "B": 2, "C": Decimal("0.25")}


def test_a_workbook_is_read_alike(desk: Desk) -> None:
    table: Table = [["Parts of BOARD"], [], ["MPN", "Qty"], [878342019, 2], ["22-05-3021", "3"], ["X", 1.5]]
    assert desk.take(desk.workbook(table), BOM).applied
    assert needed(desk) == {"878342019": 2, "22-05-3021": 3, "X": Decimal("1.5")}


def test_formulas_without_values_are_told_with_their_cells(desk: Desk) -> None:
    table: Table = [["MPN", "Qty", "Note"], ["A", "=1+1", "=2"], ["=B1", 1, None], ["C", "#REF!", None]]
    report = desk.take(desk.workbook(table), BOM)
    assert told(report) == [(2, "Qty"), (3, "MPN"), (4, "Qty")]
    assert "save" in report.problems[0].message


def test_a_report_is_plain_json(desk: Desk) -> None:
    report = json.loads(json.dumps(desk.take(GLASGOW, BOM).to_json()))
    assert set(report) == {
        "rows", "created", "updated", "removed", "unchanged", "skipped", "notes", "problems", "applied",
    }  # fmt: skip
    assert report["created"] == {"parts": 53, "locations": 0, "suppliers": 0, "lines": 52, "items": 0}
    assert set(report["skipped"][0]) == {"row", "reason", "text"}
    assert set(report["notes"][0]) == {"row", "column", "message"}


def test_an_assembly_without_a_name_is_a_problem(desk: Desk) -> None:
    from kitstation.station.importing.bom import Assembly, plan_bom
    from kitstation.station.importing.columns import recognise
    from kitstation.station.importing.reading import read_sheet

    sheet = read_sheet(desk.file("MPN,Qty\nA,1\n"))
    plan = plan_bom(
        sheet, recognise(sheet, BOM), assembly=Assembly(" "), store=desk.store, author=desk.author
    )
    assert [problem.column for problem in plan.report.problems] == ["part"]
    assert plan.entries == ()


def test_a_part_that_contains_the_assembly_is_a_problem_of_its_cell(desk: Desk) -> None:
    board, radio, chip = (desk.world.part(name) for name in ("BOARD", "RADIO", "CHIP"))
    desk.world.mbom(radio, {chip: 1})
    desk.world.mbom(chip, {board: 1})
    before = contents(desk.store)
    report = desk.take("MPN,Qty\nSCREW,4\nRADIO,1\n", BOM)
    assert not report.applied
    assert [(problem.row, problem.column, problem.value) for problem in report.problems] == [
        (3, "MPN", "RADIO")
    ]
    assert report.problems[0].message.startswith("RADIO needs BOARD, directly or through other parts.")
    assert contents(desk.store) == before
