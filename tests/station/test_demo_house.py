"""What stands around the day's kit in the demo: something for every page, and nothing that the day meets."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from kitstation.domain.clock import SystemClock
from kitstation.domain.errors import KitstationError
from kitstation.domain.ids import Uuid7Source
from kitstation.domain.status import ItemStatus
from kitstation.scanning.grammar import Grammar
from kitstation.station.demo_day import BOM_FILE, STOCK_FILE
from kitstation.station.demo_deeds import DemoDeeds
from kitstation.station.demo_house import CART, LINE
from kitstation.station.demo_module import FINISHED, IN_WORK, SHARED_LOT
from kitstation.station.demo_profile import DemoFiles, prepare_demo
from kitstation.station.desk import Desk
from kitstation.station.genealogy.recall import recall_list
from kitstation.station.genealogy.subjects import find_subjects
from kitstation.station.genealogy.trees import Branch, contents_tree
from kitstation.station.profile import Profile
from kitstation.store.database import Reader
from kitstation.store.queries import inventory, positions
from kitstation.store.queries.inventory_rows import InventoryRow
from kitstation.store.queries.kits import kit_lines, kit_record, newest_kits
from kitstation.store.queries.orders import open_lines
from kitstation.store.queries.places import place_record
from kitstation.store.queries.positions import PositionFilter
from kitstation.store.queries.runs import newest_runs
from kitstation.store.store import Store

RESOURCES = Path(__file__).resolve().parents[2] / "resources"
FILES = DemoFiles(RESOURCES / BOM_FILE, RESOURCES / STOCK_FILE)
CLOCK = SystemClock()
IDS = Uuid7Source(CLOCK)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Profile:
    """A demo that the tests of this file only read."""
    profile = Profile(tmp_path_factory.mktemp("demo"))
    prepare_demo(profile, FILES, clock=CLOCK, ids=IDS)
    return profile


@pytest.fixture
def store(made: Profile) -> Iterator[Store]:
    with closing(Store(made.database)) as store:
        yield store


@pytest.fixture
def reader(store: Store) -> Iterator[Reader]:
    with store.reading() as reader:
        yield reader


def today() -> date:
    return CLOCK.now().date()


def items(reader: Reader) -> tuple[InventoryRow, ...]:
    return inventory.page(reader, None, 1000)


def contents(reader: Reader, serial: str) -> Branch:
    (subject,) = find_subjects(reader, serial, Grammar())
    (root,) = contents_tree(reader, subject.item_uids)
    return root


def test_the_days_kit_is_what_it_would_be_alone(reader: Reader) -> None:
    (kit,) = newest_kits(reader)
    short = [line.part_number for line in kit_lines(reader, kit.uid, today()) if line.short]
    assert f"{kit.lines} lines, {kit.issued:f} of {kit.required:f}" == "52 lines, 0 of 666"
    assert short == ["CY7C68013A-56LTXC"]


def test_the_kit_has_a_place_to_stand_and_one_to_go_to(reader: Reader) -> None:
    (header,) = newest_kits(reader)
    kit = kit_record(reader, header.uid)
    cart, line = place_record(reader, CART), place_record(reader, LINE)
    assert kit is not None
    assert cart is not None
    assert line is not None
    assert (kit.location_uid, kit.delivery_uid) == (cart.uid, line.uid)


def test_one_line_may_be_served_by_a_substitute(reader: Reader) -> None:
    (kit,) = newest_kits(reader)
    served = {
        line.part_number: [f"{one.on_hand:f} {one.part_number}" for one in line.substitutes]
        for line in kit_lines(reader, kit.uid, today())
        if line.substitutes
    }
    assert served == {"DAC081C081CIMK/NOPB": ["30 DAC081C081CIMKX/NOPB"]}


def test_one_order_is_overdue_and_one_has_partly_come(reader: Reader) -> None:
    lines = open_lines(reader)
    assert [line.order_number for line in lines if line.is_overdue(today())] == ["PO-2041"]
    partly = [
        f"{line.received:f} of {line.ordered:f} {line.part_number}" for line in lines if line.is_partial
    ]
    assert partly == ["500 of 1500 RC0402FR-13100KL"]
    assert len(lines) == 4


def test_one_position_is_below_its_minimum_and_one_is_full(reader: Reader) -> None:
    all_of_them, _ = positions.page(reader, limit=100)
    low, _ = positions.page(reader, PositionFilter(below_minimum=True), limit=100)
    assert [row.part_number for row in low] == ["CY7C68013A-56LTXC"]
    assert [row.part_number for row in all_of_them if row.on_hand == row.maximum] == ["NCD0603R1"]


def test_one_lot_is_held_and_one_has_expired(reader: Reader) -> None:
    rows = items(reader)
    assert [row.lot_number for row in rows if row.hold_reason] == ["LOT-2655"]
    expired = [row.lot_number for row in rows if row.expires_on and row.expires_on < today()]
    assert expired == ["PASTE-0412"]


def test_a_finished_module_has_all_that_it_needs_and_the_other_lacks_some(reader: Reader) -> None:
    statuses = {row.serial_number: row.status for row in items(reader) if row.part_number == "POWER-MONITOR"}
    assert statuses == {FINISHED: ItemStatus.AVAILABLE, IN_WORK: ItemStatus.WIP}
    finished, in_work = contents(reader, FINISHED), contents(reader, IN_WORK)
    assert [need.missing for need in finished.children] == [0, 0, 0]
    assert {need.part_number: need.missing for need in in_work.children} == {
        "22-05-3021": 1,
        "INA233AIDGSR": 0,
        "TPS73101DBVR": 1,
    }
    (run,) = (run for run in newest_runs(reader) if run.title == "Power monitors")
    assert f"{run.built:f} of {run.quantity:f}" == "1 of 5"


def test_a_lot_is_in_both_modules_and_on_the_shelf(reader: Reader) -> None:
    (subject,) = find_subjects(reader, SHARED_LOT, Grammar())
    recall = recall_list(reader, subject.item_uids)
    assert recall.assemblies == 2
    assert {row.item.number for row in recall.rows if row.level} == {FINISHED, IN_WORK}


def test_a_record_that_is_not_there_is_told(store: Store) -> None:
    deeds = DemoDeeds(store, Desk(CLOCK, IDS, "Operator", "B1"))
    with pytest.raises(KitstationError, match="cannot be made") as told:
        deeds.place("Nowhere")
    assert "Nowhere is not there" in told.value.detail
