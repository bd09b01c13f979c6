"""The stock: filtered, sorted, changed in forms beside the list, moved by scans."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit
from pytestqt.qtbot import QtBot

from kitstation.domain.commands import HoldItem, UpdateItem
from kitstation.domain.records import TrackingType
from kitstation.scanning.scan import Scan
from kitstation.station.verdicts import Sound
from kitstation.store.queries.inventory import InventoryFilter, InventoryRow, ItemCondition, matching
from kitstation.store.store import Store
from kitstation.ui.bench_driver import typed_scan
from kitstation.ui.forms import FormPane
from kitstation.ui.pages.inventory.page import InventoryPage
from kitstation.ui.pages.inventory.split_form import even_shares
from kitstation.ui.services import Services
from tests.support.page_station import PageStation
from tests.support.world import World

Settle = Callable[[], None]


def _a_shelf(world: World) -> None:
    radio = world.part("RADIO", TrackingType.SERIAL, description="Radio module")
    paste = world.part("PASTE", TrackingType.LOT, unit="g")
    stores = world.location("Stores")
    bin_ = world.location("A1-03", stores)
    world.location("Lab")
    supplier = world.supplier("Acme")
    first = world.item(radio, bin_, serial="SN-1", supplier_uid=supplier)
    world.item(radio, bin_, serial="SN-2")
    world.item(paste, stores, "10", lot="LOT-9", expires_on=date(2026, 1, 31))
    world.item(paste, stores, "4", lot="LOT-9", expires_on=date(2026, 1, 31))
    board = world.part("BOARD")
    world.mbom(board, {radio: 1, paste: 3})
    kit = world.kit(world.run(board), number="K-7")
    world.issue(first, world.line(kit, radio))


@pytest.fixture
def page(services: Services, station: PageStation, settle: Settle, qtbot: QtBot) -> Iterator[InventoryPage]:
    station.lay_out(_a_shelf)
    made = InventoryPage(services, list[Sound]().append)
    qtbot.addWidget(made)
    made.resize(1200, 700)
    with qtbot.waitActive(made):
        made.show()
    made.activate()
    settle()
    yield made
    made.close_down()


def _numbers(page: InventoryPage) -> list[str]:
    at = [column.key for column in page.model.columns].index("serial_number")
    return [page.model.index(row, at).data() for row in range(page.model.rowCount())]


def _row(station: PageStation, **wanted: str) -> InventoryRow:
    def read(store: Store) -> InventoryRow:
        with store.reading() as reader:
            return matching(reader, InventoryFilter(**wanted))[0]  # type: ignore[arg-type]  # numbers are texts

    return station.core.submit(read).result()


def _select(page: InventoryPage, settle: Settle, name: str, at: int = 0) -> None:
    page.stock.search.setText(name)
    settle()
    page.stock.table.selectRow(at)
    settle()


def _form(page: InventoryPage) -> FormPane:
    form = page.stock.side.form
    assert form is not None
    return form


def _fill(form: FormPane, **values: str) -> None:
    for key, value in values.items():
        control = form.control(key)
        assert isinstance(control, QLineEdit)
        control.setText(value)


def _do(page: InventoryPage, settle: Settle, action: str, **values: str) -> None:
    page.stock.actions_of_items.action(action).trigger()
    settle()
    form = _form(page)
    _fill(form, **values)
    form.submit()
    settle()


def _scan(page: InventoryPage, services: Services, settle: Settle, text: str) -> bool:
    scan: Scan = typed_scan(text, services.clock)
    kept = page.take_scan(scan)
    settle()
    settle()
    return kept


# Filters and orders.


@pytest.mark.parametrize(
    ("condition", "count"),
    [
        (ItemCondition.AVAILABLE, 3),
        (ItemCondition.KITTED, 1),
        (ItemCondition.EXPIRED, 2),
        (ItemCondition.HELD, 0),
        (ItemCondition.RESERVED, 0),
        (ItemCondition.INSTALLED, 0),
        (ItemCondition.IN_WORK, 0),
    ],
)
def test_items_are_filtered_by_what_they_are(
    page: InventoryPage, settle: Settle, condition: ItemCondition, count: int
) -> None:
    combo = page.stock.filters.condition
    combo.setCurrentIndex(combo.findData(condition.value))
    combo.activated.emit(combo.currentIndex())
    settle()
    assert page.model.rowCount() == count
    assert (page.stock.frame.notice is None) is (count > 0)
    page.stock.filters.clear()
    settle()
    assert page.model.rowCount() == 4


def test_a_place_is_filtered_with_all_inside_and_a_search_within_it(
    page: InventoryPage, settle: Settle
) -> None:
    page.stock.filters.show_place("Stores/A1-03")
    settle()
    assert _numbers(page) == ["SN-1", "SN-2"]
    page.stock.search.setText("SN-2")
    settle()
    assert _numbers(page) == ["SN-2"]
    page.stock.search.setText("LOT-9")
    settle()
    assert page.model.rowCount() == 0


def test_a_part_that_there_is_not_is_marked(page: InventoryPage, settle: Settle) -> None:
    page.stock.filters.part.setText("NOTHING")
    page.stock.filters.part.editingFinished.emit()
    settle()
    assert page.stock.filters.part.property("invalid")
    assert page.model.rowCount() == 4
    page.stock.filters.show_part("RADIO")
    settle()
    assert _numbers(page) == ["SN-1", "SN-2"]


def test_all_items_are_sorted_along_an_index_and_not_otherwise(page: InventoryPage, settle: Settle) -> None:
    keys = [column.key for column in page.model.columns]
    page.stock.table.sortByColumn(keys.index("serial_number"), Qt.SortOrder.DescendingOrder)
    settle()
    assert _numbers(page) == ["SN-2", "SN-1", "", ""]
    page.stock.table.sortByColumn(keys.index("condition"), Qt.SortOrder.AscendingOrder)
    settle()
    assert page.stock.header.remark == "4 items · too many to sort by that column"
    assert "any column" in page.stock.table.horizontalHeader().toolTip()
    page.stock.filters.show_part("PASTE")
    page.stock.table.sortByColumn(keys.index("quantity"), Qt.SortOrder.AscendingOrder)
    settle()
    assert [row.quantity for row in page.stock.list.model.shown_rows()] == [4, 10]


# Actions.


def test_an_item_is_moved_in_part_and_that_is_taken_back(
    page: InventoryPage, station: PageStation, settle: Settle
) -> None:
    _select(page, settle, "LOT-9")
    _do(page, settle, "transfer", place="Lab", quantity="3")
    assert page.stock.undo_strip.sentence == "Moved LOT-9"
    assert page.stock.side.form is None
    assert _row(station, location="Lab").quantity == 3
    page.undo_last()
    settle()
    assert page.stock.undo_strip.sentence == "Taken back: Moved LOT-9"
    with pytest.raises(IndexError):
        _row(station, location="Lab")


def test_what_the_domain_refuses_stands_in_the_form(page: InventoryPage, settle: Settle) -> None:
    """Autotask: "toLocationID differs from fromLocationID"."""
    _select(page, settle, "SN-2")
    _do(page, settle, "transfer", place="Stores / A1-03")
    assert _form(page).refusal.startswith("It is kept there already")
    _form(page).left.emit()
    assert page.stock.side.form is None


@pytest.mark.parametrize(
    ("shares", "left"),
    [
        ("3", [7, 3]),
        ("2 3", [5, 2, 3]),
        ("/ 4", [4, 2, 2, 2]),
        ("1,5; 2", [Decimal("6.5"), Decimal("1.5"), 2]),
    ],
)
def test_an_item_is_split_evenly_or_as_written(
    page: InventoryPage, station: PageStation, settle: Settle, shares: str, left: list[Decimal]
) -> None:
    """ION: "Split" by quantity, "Split Many" with an even or a custom distribution."""
    _select(page, settle, "LOT-9")
    _do(page, settle, "split", shares=shares)

    def read(store: Store) -> list[Decimal]:
        with store.reading() as reader:
            return [row.quantity for row in matching(reader, InventoryFilter(part_number="PASTE"))]

    quantities = station.core.submit(read).result()
    assert sorted(quantities) == sorted([*left, Decimal(4)])


@pytest.mark.parametrize("shares", ["x", "/ 1", "/ x", " ".join(["1"] * 100)])
def test_shares_that_cannot_be_are_told_beside_the_field(
    page: InventoryPage, settle: Settle, shares: str
) -> None:
    _select(page, settle, "LOT-9")
    _do(page, settle, "split", shares=shares)
    assert _form(page).problem("shares")


def test_even_shares_never_sum_up_to_more_than_there_is() -> None:
    assert even_shares(Decimal(10), 3) == (Decimal(3), Decimal(3))
    assert even_shares(Decimal(1), 3) == (Decimal("0.333333"),) * 2


def test_only_what_is_alike_is_offered_for_merging(
    page: InventoryPage, station: PageStation, settle: Settle
) -> None:
    """ION: equal part, lot, location, unit and status; the oldest date is kept."""
    _select(page, settle, "LOT-9")
    page.stock.actions_of_items.action("merge").trigger()
    settle()
    (box,) = _form(page).findChildren(QCheckBox)
    assert box.text().startswith("4 g, received")
    _form(page).submit()
    settle()
    assert _row(station, lot_number="LOT-9").quantity == 14


@pytest.mark.parametrize(
    ("action", "values", "left"),
    [
        ("add", {"quantity": "2", "reason": "found"}, 12),
        ("remove", {"quantity": "2", "reason": "sample"}, 8),
        ("scrap", {"quantity": "1", "reason": "dried"}, 9),
        ("recount", {"quantity": "7.5", "reason": "counted"}, Decimal("7.5")),
    ],
)
def test_how_much_there_is_changes_with_a_reason(
    page: InventoryPage,
    station: PageStation,
    settle: Settle,
    action: str,
    values: dict[str, str],
    left: Decimal,
) -> None:
    _select(page, settle, "LOT-9")
    _do(page, settle, action, **(values | {"reason": ""}))
    assert _form(page).problem("reason")
    _fill(_form(page), reason=values["reason"])
    _form(page).submit()
    settle()
    assert _row(station, lot_number="LOT-9").quantity == left


def test_an_item_is_held_and_released(page: InventoryPage, station: PageStation, settle: Settle) -> None:
    _select(page, settle, "SN-2")
    assert not page.stock.actions_of_items.action("release").isEnabled()
    _do(page, settle, "hold", reason="cracked")
    assert "Held: cracked" in page.stock.detail.whereabouts.text
    _do(page, settle, "release")
    assert _row(station, serial_number="SN-2").hold_reason is None


def test_an_item_is_reserved_for_a_kit_and_freed(
    page: InventoryPage, station: PageStation, settle: Settle
) -> None:
    _select(page, settle, "LOT-9")
    _do(page, settle, "reserve", line="K-7 · PASTE · 3 g")
    row = _row(station, lot_number="LOT-9")
    assert (row.reserved, row.quantity) == (Decimal(3), Decimal(7))
    assert "Kept for K-7: 3 g" in page.stock.detail.whereabouts.text
    _do(page, settle, "free")
    assert _row(station, lot_number="LOT-9").reserved == 0


def test_what_is_scrapped_can_come_out_of_a_kit(
    page: InventoryPage, station: PageStation, settle: Settle
) -> None:
    _select(page, settle, "SN-1")
    page.stock.actions_of_items.action("scrap").trigger()
    settle()
    line = _form(page).control("line")
    assert isinstance(line, QComboBox)
    assert line.currentText() == "Kit K-7"
    _fill(_form(page), quantity="1", reason="dropped")
    _form(page).submit()
    settle()
    assert _row(station, serial_number="SN-1").scrapped == 1


def test_an_item_is_deleted(page: InventoryPage, settle: Settle) -> None:
    _select(page, settle, "SN-2")
    page.stock.table.setFocus()
    QTest.keyClick(page.stock.table, Qt.Key.Key_Delete)
    settle()
    _form(page).submit()
    settle()
    assert page.stock.undo_strip.sentence == "Deleted SN-2"
    page.stock.search.clear()
    settle()
    assert "SN-2" not in _numbers(page)


def test_an_item_is_changed(page: InventoryPage, station: PageStation, settle: Settle) -> None:
    _select(page, settle, "SN-1")
    _do(page, settle, "edit", condition="USED", cost="2,50", expires_on="2027-01-31", supplier_uid="")
    row = _row(station, serial_number="SN-1")
    assert (row.condition, row.cost, row.expires_on, row.supplier) == (
        "USED",
        Decimal("2.5"),
        date(2027, 1, 31),
        None,
    )


def test_an_emptied_field_takes_the_value_away(
    page: InventoryPage, station: PageStation, settle: Settle
) -> None:
    _select(page, settle, "SN-1")
    _do(page, settle, "edit", cost="2,50", expires_on="2027-01-31")
    _do(page, settle, "edit", cost="", expires_on="")
    row = _row(station, serial_number="SN-1")
    assert (row.cost, row.expires_on) == (None, None)
    assert row.serial_number == "SN-1"


def test_a_change_meanwhile_shows_both_versions_and_asks(
    page: InventoryPage, station: PageStation, settle: Settle
) -> None:
    """Seed 001: the etag that was read is sent with the change; a mismatch is never an overwrite."""
    _select(page, settle, "SN-2")
    row = _row(station, serial_number="SN-2")
    station.lay_out(lambda world: _change(world, row))
    _do(page, settle, "edit", condition="USED")
    settle()
    assert "Condition: now “OPENED”, was “NEW”." in _form(page).refusal
    assert _row(station, serial_number="SN-2").condition == "OPENED"
    _form(page).submit()
    settle()
    assert _row(station, serial_number="SN-2").condition == "USED"


def _change(world: World, row: InventoryRow) -> None:
    world.ids = type(world.ids)(7_000_000)  # type: ignore[call-arg]  # the world's ids count from a number
    world.do(UpdateItem(uid=row.uid, etag=row.etag, condition="OPENED"))


def test_an_item_is_taken_in_with_numbers_made_for_it(
    page: InventoryPage, station: PageStation, settle: Settle
) -> None:
    page.stock.start_new()
    settle()
    _fill(_form(page), part="PASTE A", quantity="5", place="Lab")
    _form(page).submit()
    settle()
    row = _row(station, location="Lab")
    assert row.lot_number is not None
    assert row.lot_number.startswith("PASTE-L")
    assert page.stock.undo_strip.sentence == "Taken in: 5 g PASTE"


def test_several_items_are_moved_together(page: InventoryPage, station: PageStation, settle: Settle) -> None:
    page.stock.search.setText("LOT-9")
    settle()
    page.stock.table.selectAll()
    _do(page, settle, "transfer", place="Lab")
    assert page.stock.undo_strip.sentence == "Moved 2 items"
    page.stock.search.clear()
    page.stock.filters.show_place("Lab")
    settle()
    assert page.model.rowCount() == 2


def test_the_menu_of_a_row_offers_what_suits_it(page: InventoryPage, settle: Settle) -> None:
    _select(page, settle, "SN-2")
    words = [action.text() for action in page.stock.table.row_menu().actions() if action.isEnabled()]
    assert words[0].startswith("Move")
    assert "Delete" in " ".join(words)


# Scans.


def test_an_item_and_then_a_place_moves_it(
    page: InventoryPage, services: Services, station: PageStation, settle: Settle
) -> None:
    """ION: scan an item, then a location, and it is moved."""
    assert _scan(page, services, settle, "SN-2")
    assert [row.name for row in page.stock.list.selected()] == ["SN-2"]
    _scan(page, services, settle, "Lab")
    assert _row(station, serial_number="SN-2").location == "Lab"
    assert page.stock.undo_strip.sentence == "Moved SN-2 to Lab"
    page.undo_last()
    settle()
    assert _row(station, serial_number="SN-2").location == "Stores/A1-03"


def test_a_place_alone_filters_to_it_and_a_part_to_its_items(
    page: InventoryPage, services: Services, settle: Settle
) -> None:
    _scan(page, services, settle, "Stores/A1-03")
    assert _numbers(page) == ["SN-1", "SN-2"]
    _scan(page, services, settle, "PASTE")
    assert _numbers(page) == ["", ""]


def test_a_move_by_scan_sounds_right_and_wrong(
    services: Services, station: PageStation, settle: Settle, qtbot: QtBot
) -> None:
    station.lay_out(_a_shelf)
    heard: list[Sound] = []
    made = InventoryPage(services, heard.append)
    qtbot.addWidget(made)
    for text in ("SN-2", "Lab", "SN-2", "Lab", "WHAT"):
        _scan(made, services, settle, text)
    made.close_down()
    assert heard == [Sound.ATTENTION, Sound.ACCEPTED, Sound.ATTENTION, Sound.REFUSED, Sound.REFUSED]


def test_a_refused_move_is_told(page: InventoryPage, services: Services, settle: Settle) -> None:
    _scan(page, services, settle, "SN-2")
    _scan(page, services, settle, "Stores/A1-03")
    assert page.stock.undo_strip.sentence.startswith("It is kept there already")


def test_a_kit_is_opened_and_an_unknown_code_is_told(
    page: InventoryPage, services: Services, station: PageStation, settle: Settle
) -> None:
    _scan(page, services, settle, "K-7")
    assert station.window.kits == ["K-7"]
    _scan(page, services, settle, "WHAT-IS-THIS")
    assert "WHAT-IS-THIS is not known here" in page.stock.undo_strip.sentence


def test_control_codes_are_left_to_the_bench(page: InventoryPage, services: Services, settle: Settle) -> None:
    assert not _scan(page, services, settle, "KS.UNDO")


def test_a_held_item_says_so(page: InventoryPage, station: PageStation, settle: Settle) -> None:
    uid = _row(station, serial_number="SN-2").uid
    station.lay_out(lambda world: _hold(world, uid))
    page.activate()
    settle()
    _select(page, settle, "SN-2")
    assert "Held: scratched" in page.stock.detail.whereabouts.text


def _hold(world: World, uid: str) -> None:
    world.ids = type(world.ids)(8_000_000)  # type: ignore[call-arg]  # the world's ids count from a number
    world.do(HoldItem(item_uid=uid, reason="scratched"))
