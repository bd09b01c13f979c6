from __future__ import annotations

import pytest

from kitstation.domain.records import Part, TrackingType
from kitstation.station.importing.columns import PARTS
from kitstation.store.queries.for_import import parts_by_number
from tests.station.importing.bench import Desk, told
from tests.support.tables import contents

HEADER = "part_number,revision,description,manufacturer,tracking_type,unit\n"


def part(desk: Desk, part_number: str, revision: str = "A") -> Part:
    with desk.store.reading() as connection:
        return parts_by_number(connection, {part_number})[part_number][revision]


def test_parts_are_created_as_listed(desk: Desk) -> None:
    report = desk.take(HEADER + "A,B,Radio,Acme,serial,ea\nPASTE,,Solder paste,,lot,g\nSCREW,,,,,\n", PARTS)
    assert (report.created.parts, report.updated, report.unchanged) == (3, 0, 0)
    radio = part(desk, "A", "B")
    assert (radio.description, radio.manufacturer, radio.tracking) == ("Radio", "Acme", TrackingType.SERIAL)
    assert (part(desk, "PASTE").tracking, part(desk, "PASTE").unit) == (TrackingType.LOT, "g")
    assert (part(desk, "SCREW").tracking, part(desk, "SCREW").unit) == (TrackingType.UNTRACKED, "ea")


def test_parts_that_exist_are_updated_and_blank_cells_leave_what_is_known(desk: Desk) -> None:
    desk.take(HEADER + "A,,old,Acme,,ea\nB,,same,Acme,,pcs\nC,,,,,\n", PARTS)
    report = desk.take(HEADER + "A,,new,,lot,g\nB,,,Acme,untracked,each\nC,,,,,\nD,,,,,\n", PARTS)
    assert (report.created.parts, report.updated, report.unchanged) == (1, 1, 2)
    updated = part(desk, "A")
    assert (updated.description, updated.manufacturer, updated.unit) == ("new", "Acme", "g")
    assert updated.tracking is TrackingType.LOT
    assert part(desk, "B").version == 1


def test_importing_the_same_list_again_changes_nothing(desk: Desk) -> None:
    text = HEADER + "A,B,Radio,Acme,serial,ea\nPASTE,,Solder  paste,,lot,g\n"
    desk.take(text, PARTS)
    before = contents(desk.store)
    assert desk.take(text, PARTS).unchanged == 2
    assert contents(desk.store) == before


def test_a_row_twice_is_noted_and_two_sayings_are_a_problem(desk: Desk) -> None:
    report = desk.take(HEADER + "A,A,x,,,\nA,,x,,,\n", PARTS)
    assert (report.created.parts, len(report.notes)) == (1, 1)
    assert told(desk.take(HEADER + "B,,x,,,\nB,,y,,,\n", PARTS)) == [(3, "part_number")]


@pytest.mark.parametrize(
    ("row", "column"),
    [
        (",,no number,,,", "part_number"),
        ("X,,,,by hand,", "tracking_type"),
        ("RADIO,,,,lot,", "tracking_type"),
        ("RADIO,,,,untracked,", "tracking_type"),
        ("PASTE,,,,serial,", "tracking_type"),
        ("SCREW,,,,,g", "unit"),
        ("WIRE,,,,,g", "unit"),
    ],
)
def test_what_cannot_be_is_told_and_nothing_changes(desk: Desk, row: str, column: str) -> None:
    shelf = desk.world.location("Stores")
    desk.world.item(desk.world.part("RADIO", TrackingType.SERIAL), shelf, serial="SN-1")
    desk.world.item(desk.world.part("PASTE", TrackingType.LOT), shelf, 0, lot="L-1")
    desk.world.item(desk.world.part("SCREW"), shelf, 10)
    desk.world.mbom(board := desk.world.part("BOARD"), {desk.world.part("WIRE"): 1})
    desk.world.kit(desk.world.run(board))
    before = contents(desk.store)
    report = desk.take(f"{HEADER}NEW,,,,,\n{row}\n", PARTS)
    assert told(report) == [(3, column)]
    assert contents(desk.store) == before


def test_loose_stock_lets_a_part_become_tracked(desk: Desk) -> None:
    desk.world.item(desk.world.part("SCREW"), desk.world.location("Stores"), 10)
    assert desk.take(HEADER + "SCREW,,,,serial,\n", PARTS).updated == 1
    assert part(desk, "SCREW").tracking is TrackingType.SERIAL
