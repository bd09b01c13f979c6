"""How the database finds things: by an index, at a million items as well as before the first statistics."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from kitstation.domain.commands import (
    Command,
    CreateItem,
    CreateMbomLine,
    CreatePart,
    FillKitFromMbom,
    IssueItem,
    ReturnItem,
    Undo,
    UpdatePart,
)
from kitstation.domain.etags import etag
from kitstation.store import tables
from kitstation.store.database import Reader
from kitstation.store.loading.queries import PARTS
from kitstation.store.queries import (
    builds,
    for_import,
    history,
    inventory,
    kits,
    parts,
    positions,
    runs,
    scan_targets,
    shortages,
    takes,
)
from kitstation.store.queries.inventory import InventoryFilter, PageKey
from kitstation.store.queries.position_quantities import quantities_of
from kitstation.store.queries.replenishment import all_needs
from kitstation.store.queries.stocked_items import stocked_items
from kitstation.store.rows import PARTS as PART_ROWS
from kitstation.store.store import Store
from tests.support.bench import BenchUids, lay_out
from tests.support.statements import plans
from tests.support.world import World

# As ANALYZE measures them on a station with a million items: rows, then rows for each value of the index's columns.
AT_A_MILLION = {
    "movement": {"ix_movement_item": "1040000 1 1", "sqlite_autoindex_movement_1": "1040000 11 1"},
    "balance": {"ix_balance_picked": "12000 1", "balance": "2012000 3 1 1"},
    "item": {
        "ix_item_to_take": "1000000 200 200 1 1",
        "uq_item_serial": "600000 1 1",
        "ix_item_part_uid": "1000000 200",
        "ix_item_lot": "200000 1",
        "ix_item_location_uid": "1000000 511",
        "ix_item_place_part": "1000000 511 1",
        "sqlite_autoindex_item_1": "1000000 1",
    },
    "kit": {"sqlite_autoindex_kit_1": "302 1", "sqlite_autoindex_kit_2": "302 1"},
    "kit_line": {
        "uq_kit_line_part": "12560 42 1",
        "ix_kit_line_part_uid": "12560 26",
        "sqlite_autoindex_kit_line_1": "12560 1",
    },
    "run": {"sqlite_autoindex_run_1": "302 1"},
    "part": {"uq_part_number_revision": "5302 1 1", "sqlite_autoindex_part_1": "5302 1"},
    "part_stock": {"part_stock": "5000 1"},
    "location": {
        "ix_location_parent_uid": "2001 48",
        "sqlite_autoindex_location_1": "2001 1",
        "sqlite_autoindex_location_2": "2001 1",
    },
    "mbom_line": {"uq_mbom_line_part": "500 500 1", "sqlite_autoindex_mbom_line_1": "500 1"},
    "journal": {
        "ix_journal_kit": "100000 333 1",
        "sqlite_autoindex_journal_1": "100000 1",
        "sqlite_autoindex_journal_2": "100000 100000",
    },
}

# Aliases that queries use, and the tables behind them.
BIG = {"item": "item", "candidate": "item", "take": "item", "undoing": "journal"} | {
    name: name for name in ("movement", "balance", "journal", "kit_line")
}
SCAN = re.compile(r"^SCAN (\w+)")
AUTOMATIC = re.compile(r"^SEARCH (\w+) USING AUTOMATIC")

TODAY = date(2026, 3, 2)
Question = Callable[[Reader, BenchUids], object]

QUESTIONS: dict[str, Question] = {
    "named_by": lambda reader, _: scan_targets.named_by(reader, "SN-1"),
    "with_uid": lambda reader, bench: scan_targets.with_uid(reader, bench.radio_item),
    "items_to_take": lambda reader, bench: scan_targets.items_to_take(reader, bench.radio),
    "blocked_item": lambda reader, bench: scan_targets.blocked_item(reader, bench.radio),
    "kit_by_number": lambda reader, _: kits.kit_by_number(reader, "KIT-1"),
    "kit_by_uid": lambda reader, bench: kits.kit_by_uid(reader, bench.kit),
    "newest_kits": lambda reader, _: kits.newest_kits(reader, 10),
    "kit_lines": lambda reader, bench: kits.kit_lines(reader, bench.kit, TODAY),
    "kit_line": lambda reader, bench: kits.kit_line(reader, bench.radio_line, TODAY),
    "items_of_kit": lambda reader, bench: kits.items_of_kit(reader, bench.kit),
    "items_of_line": lambda reader, bench: kits.items_of_line(reader, bench.radio_line),
    "kits_of_run": lambda reader, bench: kits.kits_of_run(reader, bench.run),
    "reserved_for_kit": lambda reader, bench: kits.reserved_for_kit(reader, bench.kit),
    "first_reserved": lambda reader, bench: takes.first_reserved(reader, [bench.radio_line], TODAY),
    "substitutes_of": lambda reader, bench: takes.substitutes_of(reader, [bench.radio], TODAY),
    "newest_runs": lambda reader, _: runs.newest_runs(reader, 10),
    "assemblies_of_run": lambda reader, bench: runs.assemblies_of_run(reader, bench.run),
    "assembly": lambda reader, bench: builds.assembly(reader, bench.radio_item),
    "requirements_of": lambda reader, bench: builds.requirements_of(reader, bench.radio_item),
    "installed_in": lambda reader, bench: builds.installed_in(reader, bench.radio_item),
    "held_for_run": lambda reader, bench: builds.held_for_run(reader, bench.run),
    "kit_line_for_part": lambda reader, bench: builds.kit_line_for_part(reader, bench.run, bench.radio),
    "part_needs": lambda reader, _: shortages.part_needs(reader),
    "part_supply": lambda reader, bench: shortages.part_supply(reader, bench.radio),
    "highest_kit_number": lambda reader, _: kits.highest_kit_number(reader, "KIT-"),
    "last_scans": lambda reader, bench: history.last_scans(reader, bench.kit),
    "last_undoable": lambda reader, bench: history.last_undoable(reader, bench.kit),
    "whereabouts": lambda reader, bench: history.whereabouts(reader, bench.radio_item),
    "last_change": lambda reader, _: history.last_change(reader),
    "first page": lambda reader, _: inventory.page(reader, None, 100),
    "next page": lambda reader, _: inventory.page(reader, PageKey("RADIO", "A", 1), 100),
    "matching part": lambda reader, _: inventory.matching(reader, InventoryFilter(part_number="RADIO")),
    "matching serial": lambda reader, _: inventory.matching(reader, InventoryFilter(serial_number="SN-1")),
    "matching lot": lambda reader, _: inventory.matching(reader, InventoryFilter(lot_number="LOT-1")),
    "matching date code": lambda reader, _: inventory.matching(reader, InventoryFilter(date_code="2319")),
    "matching location": lambda reader, _: inventory.matching(reader, InventoryFilter(location="Stores")),
    "search": lambda reader, _: inventory.search(reader, "SN-1"),
    "search of two letters": lambda reader, _: inventory.search(reader, "SN"),
    "search without a hit": lambda reader, _: inventory.search(reader, "nowhere"),
    "short search without a hit": lambda reader, _: inventory.search(reader, "??"),
    "revisions_of": lambda reader, _: parts.revisions_of(reader, "RADIO"),
    "assemblies": lambda reader, _: parts.assemblies(reader),
    "parts_by_number": lambda reader, _: for_import.parts_by_number(reader, ["RADIO", "PASTE"]),
    "stock_of_parts": lambda reader, bench: for_import.stock_of_parts(reader, [bench.radio, bench.paste]),
    "locations_by_path": lambda reader, _: for_import.locations_by_path(reader, ["Stores", "Stores/A1-03"]),
    "suppliers_by_name": lambda reader, _: for_import.suppliers_by_name(reader, ["Acme", "Acme 2"]),
    "taken_serials": lambda reader, bench: for_import.taken_serials(
        reader, [(bench.radio, "SN-1"), (bench.radio, "SN-2")]
    ),
    "mbom_of": lambda reader, bench: for_import.mbom_of(reader, bench.assembly),
    "a page of positions": lambda reader, _: positions.page(reader, limit=10),
    "positions with uids": lambda reader, _: positions.with_uids(reader, ["P", "Q"]),
    "positions below minimum": lambda reader, _: all_needs(reader, positions.PositionFilter()),
    "quantities of positions": lambda reader, _: quantities_of(reader, ["P", "Q"]),
    "items at a position": lambda reader, _: stocked_items(reader, "P"),
}


@pytest.fixture(params=["without statistics", "with the statistics of a million items"])
def stocked(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[World, Store, BenchUids]]:
    """A small bench whose database plans as one without statistics, or as one with a million items, does."""
    path = tmp_path / "stocked.db"
    store = Store(path)
    world = World(store)
    bench = lay_out(world)
    if request.param != "without statistics":
        _pretend_a_million(store)
        store.close()
        store = Store(path)
        world.door = store
    yield world, store, bench
    store.close()


def _pretend_a_million(store: Store) -> None:
    with store.reading() as connection:
        connection.exec_driver_sql("ANALYZE")
        connection.exec_driver_sql("DELETE FROM sqlite_stat1")
        for table, indexes in AT_A_MILLION.items():
            for index, figures in indexes.items():
                row = (table, None if index == table else index, figures)
                connection.exec_driver_sql("INSERT INTO sqlite_stat1 VALUES (?, ?, ?)", row)


def reads_all_of(steps: list[str]) -> list[str]:
    """Return the steps that read every row of a table that grows without end."""
    found = []
    for step in steps:
        match = SCAN.match(step) or AUTOMATIC.match(step)
        if match and match[1] in BIG and "VIRTUAL TABLE" not in step:
            found.append(step)
    return found


@pytest.mark.parametrize("name", QUESTIONS)
def test_no_question_reads_all_of_a_big_table(stocked: tuple[World, Store, BenchUids], name: str) -> None:
    _, store, bench = stocked
    with store.reading() as reader, plans() as steps:
        QUESTIONS[name](reader, bench)
    assert steps
    assert reads_all_of(steps) == []


@pytest.mark.parametrize("name", ["first page", "next page"])
def test_a_page_of_the_inventory_is_read_in_its_order(
    stocked: tuple[World, Store, BenchUids], name: str
) -> None:
    _, store, bench = stocked
    with store.reading() as reader, plans() as steps:
        QUESTIONS[name](reader, bench)
    assert [step for step in steps if "TEMP B-TREE" in step] == []


def _commands(world: World, bench: BenchUids, store: Store) -> Iterator[Command]:
    yield CreatePart(uid=world.ids.new(), part_number="NEW")
    item = world.ids.new()
    yield CreateItem(
        uid=item, part_uid=bench.radio, location_uid=bench.bin, serial_number="SN-9", quantity=Decimal(1)
    )
    yield IssueItem(item_uid=item, line_uid=bench.radio_line, quantity=Decimal(1))
    yield ReturnItem(item_uid=item, line_uid=bench.radio_line, quantity=Decimal(1))
    yield CreateMbomLine(
        uid=world.ids.new(), assembly_uid=bench.radio, part_uid=bench.screw, quantity=Decimal(1)
    )
    yield FillKitFromMbom(kit_uid=bench.kit)
    with store.reading() as reader:
        (row,) = PARTS.rows(reader, [bench.radio])
    yield UpdatePart(uid=bench.radio, etag=etag(PART_ROWS.record(row)), description="Radio")


def test_no_command_reads_all_of_a_big_table(stocked: tuple[World, Store, BenchUids]) -> None:
    world, store, bench = stocked
    with plans() as steps:
        for command in _commands(world, bench, store):
            done = world.do(command).command_id
            if isinstance(command, IssueItem):
                issued = done
                world.do(Undo(command_id=issued))
                world.do(command)
    assert steps
    assert reads_all_of(steps) == []


def test_a_batch_reads_no_more_than_its_commands_touch(stocked: tuple[World, Store, BenchUids]) -> None:
    world, store, bench = stocked
    commands = [
        CreateItem(
            uid=world.ids.new(),
            part_uid=bench.radio,
            location_uid=bench.bin,
            serial_number=f"SN-{number}",
            quantity=Decimal(1),
        )
        for number in range(20, 30)
    ]
    with plans() as steps:
        store.execute_all([world.entry(command) for command in commands])
    assert reads_all_of(steps) == []


def test_the_statistics_name_tables_and_indexes_that_exist(store: Store) -> None:
    assert set(AT_A_MILLION) <= set(tables.metadata.tables)
    with store.reading() as reader:
        names = {row.name for row in reader.exec_driver_sql("SELECT name FROM sqlite_schema")}
    assert {index for indexes in AT_A_MILLION.values() for index in indexes} <= names


@pytest.mark.parametrize("code", ["SN-1", "RADIO", "04006381333931", "Stores/A1-03", "PLACE-7"])
def test_a_code_is_looked_up_by_indexes_alone(stocked: tuple[World, Store, BenchUids], code: str) -> None:
    """Part numbers of all kinds, GTINs, barcodes of places and the labels of merged items: nothing is read through."""
    _, store, _ = stocked
    with store.reading() as reader, plans() as steps:
        scan_targets.named_by(reader, code)
        scan_targets.with_uid(reader, code)
    used = " ".join(steps)
    for index in ("ix_part_gtin", "ix_part_manufacturer_number", "uq_location_barcode"):
        assert index in used
    assert {step for step in steps if step.startswith("SCAN")} <= {"SCAN merged"}
