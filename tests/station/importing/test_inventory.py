from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

import pytest

from kitstation.domain.records import TrackingType
from kitstation.station.importing.columns import INVENTORY
from kitstation.store import rows, tables
from kitstation.store.queries.for_import import parts_by_number
from tests.station.importing.bench import Desk, Table, told
from tests.support.tables import contents

HEADER = "part_number,revision,tracking_type,serial_number,lot_number,quantity,unit,location,supplier,cost,expires_on\n"
Stock = Mapping[tuple[str, str, str, str], Decimal]


def stock(desk: Desk) -> Stock:
    """Return what is on hand by part number, path, serial number and lot number, and check all balances."""
    with desk.store.reading() as connection:
        parts = {row.uid: row.part_number for row in connection.execute(tables.part.select())}
        paths = {row.uid: row.path for row in connection.execute(tables.location.select())}
        items = list(map(rows.ITEMS.record, connection.execute(rows.ITEMS.select).mappings()))
        balances = {
            (row.item_uid, row.bucket): row.quantity for row in connection.execute(tables.balance.select())
        }
    for item in items:
        assert balances.get((item.uid, "on_hand"), 0) == item.quantity
        assert balances.get((item.uid, "received"), 0) == -item.quantity
    return {
        (parts[item.part_uid], paths[item.location_uid], item.serial_number or "", item.lot_number or ""):
        item.quantity
        for item in items
    }  # fmt: skip


def tracking(desk: Desk, part_number: str) -> TrackingType:
    with desk.store.reading() as connection:
        return parts_by_number(connection, {part_number})[part_number]["A"].tracking


def test_each_row_takes_an_item_in_and_what_is_new_is_made(desk: Desk) -> None:
    report = desk.take(
        HEADER + "RADIO,A,serial,SN-1,L-7,1,ea,Stores/A1-03,Acme,12.50,2027-03-31\n"
        "RADIO,A,serial,SN-2,,,,Stores/A1-03,Acme,,\n"
        "PASTE,A,lot,,L-1,2.5,g,Stores/Fridge/Top,Other,,2026-12-01\n"
        "SCREW,A,untracked,,,100,,Line,,0,\n",
        INVENTORY,
    )
    assert report.applied
    assert report.created.parts == 3
    assert report.created.locations == 5
    assert report.created.suppliers == 2
    assert report.created.items == 4
    assert stock(desk) == {
        ("RADIO", "Stores/A1-03", "SN-1", "L-7"): 1,
        ("RADIO", "Stores/A1-03", "SN-2", ""): 1,
        ("PASTE", "Stores/Fridge/Top", "", "L-1"): Decimal("2.5"),
        ("SCREW", "Line", "", ""): 100,
    }
    with desk.store.reading() as connection:
        first = next(map(rows.ITEMS.record, connection.execute(rows.ITEMS.select).mappings()))
    assert (first.cost, first.expires_on) == (Decimal("12.5"), date(2027, 3, 31))


@pytest.mark.parametrize("title", ["date_code", "Date Code", "DATECODE", "DC", "D/C"])
def test_a_date_code_is_kept_as_the_file_writes_it(desk: Desk, title: str) -> None:
    """A zero at its beginning is part of it, and it is no lot number."""
    table = (
        f"part_number,lot_number,quantity,location,{title}\nR-100,L-1,5,Stores,0319\nR-100,L-2,5,Stores,\n"
    )
    assert desk.take(table, INVENTORY).applied
    with desk.store.reading() as connection:
        items = list(map(rows.ITEMS.record, connection.execute(rows.ITEMS.select).mappings()))
    assert [(item.lot_number, item.date_code) for item in items] == [("L-1", "0319"), ("L-2", None)]


def test_what_exists_is_used(desk: Desk) -> None:
    stores = desk.world.location("Stores")
    desk.world.location("A1", stores)
    desk.world.supplier("Acme")
    desk.world.part("SCREW", unit="g")
    report = desk.take(HEADER + "SCREW,,,,,5,,Stores/A1,Acme,,\nSCREW,,,,,5,g,Stores/A2,Acme,,\n", INVENTORY)
    assert report.created.items == 2
    assert (report.created.parts, report.created.locations, report.created.suppliers) == (0, 1, 0)
    assert stock(desk) == {("SCREW", "Stores/A1", "", ""): 5, ("SCREW", "Stores/A2", "", ""): 5}


@pytest.mark.parametrize(
    ("numbers", "made"),
    [
        ("serial,SN,,1", TrackingType.SERIAL),
        (",SN,,1", TrackingType.SERIAL),
        (",SN,LOT,", TrackingType.SERIAL),
        ("lot,,LOT,5", TrackingType.LOT),
        (",,LOT,5", TrackingType.LOT),
        ("untracked,,,5", TrackingType.UNTRACKED),
        (",,,5", TrackingType.UNTRACKED),
    ],
)
@pytest.mark.parametrize("exists", [True, False])
def test_tracking_is_what_the_row_says_or_its_numbers_make(
    desk: Desk, numbers: str, made: TrackingType, exists: bool
) -> None:
    if exists:
        desk.world.part("P")
    report = desk.take(f"{HEADER}P,,{numbers},,Stores,,,\n", INVENTORY)
    assert report.applied
    assert tracking(desk, "P") is made
    assert report.updated == int(exists and made is not TrackingType.UNTRACKED)


def test_loose_stock_stays_loose_when_its_part_becomes_tracked(desk: Desk) -> None:
    desk.world.item(desk.world.part("P"), desk.world.location("Stores"), 7)
    report = desk.take(HEADER + "P,,,S1,,,,Stores,,,\nP,,,S2,,,,Stores,,,\n", INVENTORY)
    assert report.updated == 1
    assert "7 that are in stock stay loose" in report.notes[0].message
    assert stock(desk)["P", "Stores", "", ""] == 7


def test_a_tracked_part_decides_for_a_blank_cell(desk: Desk) -> None:
    desk.world.part("P", TrackingType.LOT)
    assert told(desk.take(HEADER + "P,,,S1,,1,,Stores,,,\n", INVENTORY)) == [
        (2, "lot_number"),
        (2, "serial_number"),
    ]


def test_a_blank_quantity_is_one_serial_and_nothing_of_anything_else(desk: Desk) -> None:
    report = desk.take(HEADER + "R,,,S1,,,,X,,,\nL,,,,L1,,,X,,,\nU,,,,,,,X,,,\nR,,,S2,,0,,X,,,\n", INVENTORY)
    assert list(stock(desk).values()) == [1, 0, 0, 0]
    assert [(note.row, note.column) for note in report.notes] == [(3, "quantity"), (4, "quantity")]


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("R,,serial,S1,,2,,X,,,\n", [(2, "quantity")]),
        ("R,,serial,S1,,0.5,,X,,,\n", [(2, "quantity")]),
        ("R,,serial,,,1,,X,,,\n", [(2, "serial_number")]),
        ("R,,lot,,,1,,X,,,\n", [(2, "lot_number")]),
        ("R,,lot,S1,L1,1,,X,,,\n", [(2, "serial_number")]),
        ("R,,untracked,S1,L1,1,,X,,,\n", [(2, "serial_number"), (2, "lot_number")]),
        ("R,,serial,S1,,1,,X,,,\nR,,lot,,L1,1,,X,,,\n", [(3, "tracking_type")]),
        ("R,,,S1,,1,,X,,,\nR,,,,,1,,X,,,\n", [(3, "tracking_type")]),
        ("R,,,S1,,1,,X,,,\nQ,,,,,1,,X,,,\nR,,,S1,,1,,X,,,\n", [(2, "serial_number"), (4, "serial_number")]),
        ("R,,,,,-1,,X,,,\n", [(2, "quantity")]),
        ("R,,,,,many,,X,,,\n", [(2, "quantity")]),
        ("R,,,,,1e12,,X,,,\nR,,,,,1,,X,,,\n", [(3, "quantity")]),
        ("R,,,,,1,g,X,,,\nR,,,,,1,kg,X,,,\n", [(3, "unit")]),
        ("R,,,,,1,,,,,\n", [(2, "location")]),
        ("R,,,,,1,,X//Y,,,\n", [(2, "location")]),
        (",,,,,1,,X,,,\n", [(2, "part_number")]),
        ("R,,,,,1,,X,,-1,\n", [(2, "cost")]),
        ("R,,,,,1,,X,,$5,\n", [(2, "cost")]),
        ("R,,,,,1,,X,,,31.12.2027\n", [(2, "expires_on")]),
        ("R,,,,,1,,X,,,2027-02-30\n", [(2, "expires_on")]),
        (
            "R,,odd,,,x,,,,y,z\n",
            [(2, c) for c in ("location", "tracking_type", "quantity", "cost", "expires_on")],
        ),
        ("RADIO,,,SN-1,,1,,X,,,\n", [(2, "serial_number")]),
        ("RADIO,,,SN-1,,1,,X,,,\nRADIO,,,SN-1,,1,,X,,,\n", [(n, "serial_number") for n in (2, 2, 3, 3)]),
        ("RADIO,,lot,,L1,1,,X,,,\n", [(2, "tracking_type")]),
        ("RADIO,,,SN-2,,1,g,X,,,\n", [(2, "unit")]),
    ],
)
def test_every_bad_cell_is_told_and_nothing_changes(
    desk: Desk, text: str, where: list[tuple[int, str]]
) -> None:
    radio = desk.world.part("RADIO", TrackingType.SERIAL)
    desk.world.item(radio, desk.world.location("Stores"), serial="SN-1")
    before = contents(desk.store)
    report = desk.take(HEADER + text, INVENTORY)
    assert told(report) == where
    assert all(problem.message for problem in report.problems)
    assert not report.applied
    assert contents(desk.store) == before


def test_the_same_serial_number_of_another_part_is_another_item(desk: Desk) -> None:
    assert desk.take(HEADER + "R,A,,S1,,,,X,,,\nQ,,,S1,,,,X,,,\nR,B,,S1,,,,X,,,\n", INVENTORY).applied


def test_many_duplicates_are_counted_not_listed(desk: Desk) -> None:
    report = desk.take(HEADER + "R,,,S1,,,,X,,,\n" * 10, INVENTORY)
    assert len(report.problems) == 10
    assert "rows 3, 4, 5, 6, 7 and 4 more" in report.problems[0].message


def test_a_number_with_a_look_alike_dash_is_the_same_number(desk: Desk) -> None:
    report = desk.take(HEADER + "R,,,S\u20131,,,,X,,,\nR,,,S-1,,,,X,,,\n", INVENTORY)
    assert told(report) == [(2, "serial_number"), (3, "serial_number")]


def test_stock_on_hand_counts_towards_what_is_absurd(desk: Desk) -> None:
    part = desk.world.part("R")
    desk.world.item(part, desk.world.location("X"), 10**12)
    assert told(desk.take(HEADER + "R,,,,,1,,X,,,\n", INVENTORY)) == [(2, "quantity")]


def test_a_workbook_with_dates_and_numbers_is_read_alike(desk: Desk) -> None:
    table: Table = [
        ["PN", "S/N", "Qty", "Location", "Price", "Expiry Date"],
        [878342019, 1001, 1, "Stores/1", 0.35, date(2027, 3, 31)],
        [878342019, "1002", None, "Stores/1", None, "2027-04-01"],
    ]
    assert desk.take(desk.workbook(table), INVENTORY).applied
    assert set(stock(desk)) == {("878342019", "Stores/1", "1001", ""), ("878342019", "Stores/1", "1002", "")}


def test_a_blank_revision_is_one_that_the_file_names_itself(desk: Desk) -> None:
    report = desk.take(HEADER + "R,,,,,1,,X,,,\nR,C,,,,1,,X,,,\n", INVENTORY)
    assert report.created.parts == 1


def test_stock_that_comes_on_top_of_what_is_there_is_noted(desk: Desk) -> None:
    """A file that is imported twice would double what has no serial numbers, and nobody would see it."""
    file = HEADER + "PASTE,A,lot,,L-1,2.5,g,Stores,,,\nSCREW,A,untracked,,,100,,Stores,,,\n"
    assert desk.take(file, INVENTORY).notes == ()
    again = desk.take(file, INVENTORY)
    assert again.applied
    assert [(note.row, note.column, note.message.partition(" of ")[0]) for note in again.notes] == [
        (2, "quantity", "2.5 g"),
        (3, "quantity", "100 ea"),
    ]


def test_a_scanned_code_that_was_not_taken_apart_is_a_problem_of_its_cell(desk: Desk) -> None:
    desk.world.part("RADIO", TrackingType.SERIAL)
    before = contents(desk.store)
    report = desk.take(
        f"part_number,serial_number,quantity,location,description\nRADIO,SN-1\x1dL7,1,Stores,{'d' * 2001}\n",
        INVENTORY,
    )
    assert [(problem.row, problem.column) for problem in report.problems] == [
        (2, "serial_number"),
        (2, "description"),
    ]
    assert report.problems[0].message.startswith("It holds the separator GS (0x1D)")
    assert report.problems[1].message == "It has 2001 characters, and at most 2000 are possible."
    assert contents(desk.store) == before
