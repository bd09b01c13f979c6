from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from kitstation.domain.commands import CreateItem
from kitstation.domain.records import TrackingType
from kitstation.station.verdicts import Sound
from kitstation.store.store import Store
from kitstation.ui.pages.inventory.page import InventoryPage
from kitstation.ui.pages.inventory.stock_reading import MOST_FOUND
from kitstation.ui.services import Services
from kitstation.ui.tables.export_rows import PIECE
from kitstation.ui.widgets.empty_state import EmptyState
from kitstation.ui.widgets.error_state import ErrorState
from tests.support.page_station import PageStation
from tests.support.world import World

Settle = Callable[[], None]
NOWHERE = QModelIndex()


def _a_shelf(world: World) -> None:
    radio = world.part("RADIO", TrackingType.SERIAL, description="Radio module")
    paste = world.part("PASTE", TrackingType.LOT, unit="g")
    stores = world.location("Stores")
    bin_ = world.location("A1-03", stores)
    supplier = world.supplier("Digi-Key")
    first = world.item(radio, bin_, serial="SN-1", supplier_uid=supplier)
    world.item(radio, bin_, serial="SN-2")
    world.item(paste, stores, "2.5", lot="LOT-9", expires_on=date(2027, 1, 31))
    board = world.part("BOARD")
    world.mbom(board, {radio: 1})
    kit = world.kit(world.run(board), number="K-7")
    world.issue(first, world.line(kit, radio))


def _radios(count: int, world: World) -> None:
    part = world.part("RADIO", TrackingType.SERIAL)
    place = world.location("Stores")
    store = world.door
    assert isinstance(store, Store)
    store.execute_all(
        [
            world.entry(
                CreateItem(
                    uid=world.ids.new(),
                    part_uid=part,
                    location_uid=place,
                    serial_number=f"SN-{number:05}",
                    quantity=Decimal(1),
                )
            )
            for number in range(count)
        ]
    )


@pytest.fixture
def page(services: Services, qtbot: QtBot) -> Iterator[InventoryPage]:
    made = InventoryPage(services, list[Sound]().append)
    qtbot.addWidget(made)
    made.resize(1100, 700)
    made.show()
    yield made
    made.close_down()


@pytest.fixture
def filled(page: InventoryPage, station: PageStation, settle: Settle) -> InventoryPage:
    station.lay_out(_a_shelf)
    page.activate()
    settle()
    return page


def _column(page: InventoryPage, key: str) -> list[str]:
    at = [column.key for column in page.model.columns].index(key)
    return [page.model.index(row, at).data() for row in range(page.model.rowCount())]


def test_an_empty_stock_says_what_the_page_is_for_and_offers_the_import(
    page: InventoryPage, settle: Settle
) -> None:
    page.activate()
    settle()
    notice = page.stock.frame.notice
    assert isinstance(notice, EmptyState)
    notice.acted.emit()
    assert page.importing.isVisible()
    assert not page.stock.list.listing.export_button.isEnabled()


def test_items_are_listed_with_all_that_is_known(filled: InventoryPage) -> None:
    row = {column.key: _column(filled, column.key) for column in filled.model.columns}
    assert row["part_number"] == ["PASTE", "RADIO", "RADIO"]
    assert row["serial_number"] == ["", "SN-1", "SN-2"]
    assert row["lot_number"] == ["LOT-9", "", ""]
    assert row["quantity"] == ["2.5 g", "0 ea", "1 ea"]
    assert row["picked"] == ["", "1", ""]
    assert row["location"] == ["Stores", "Stores / A1-03", "Stores / A1-03"]
    assert row["supplier"] == ["", "Digi-Key", ""]
    assert row["expires_on"] == ["2027-01-31", "", ""]
    assert row["status"] == ["Available", "Kitted", "Available"]
    assert filled.stock.header.remark == "3 items"


def test_20000_rows_come_a_page_at_a_time(page: InventoryPage, station: PageStation, settle: Settle) -> None:
    station.lay_out(partial(_radios, 20_000))
    page.activate()
    settle()
    assert page.stock.header.remark == "20,000 items"
    loaded = page.model.rowCount()
    assert loaded < 1000
    page.stock.table.scrollToBottom()
    settle()
    assert loaded < page.model.rowCount() < 2000
    while page.model.canFetchMore(NOWHERE):
        page.model.fetchMore()
        settle()
    last = page.model.index(19_999, 3)
    assert (page.model.rowCount(), last.data()) == (20_000, "SN-19999")


def test_searching_finds_as_one_types(filled: InventoryPage, settle: Settle) -> None:
    filled.focus_search()
    QTest.keyClicks(filled.stock.search, "SN-")
    settle()
    assert _column(filled, "serial_number") == ["SN-1", "SN-2"]
    assert filled.stock.header.remark == "2 of 3 items"
    QTest.keyClick(filled.stock.search, Qt.Key.Key_Escape)
    settle()
    assert len(_column(filled, "part_number")) == 3


def test_the_answer_to_an_older_search_never_comes_later(
    page: InventoryPage, station: PageStation, settle: Settle
) -> None:
    station.lay_out(partial(_radios, 5_000))
    page.activate()
    settle()
    for typed in ("SN-", "SN-0", "SN-00", "SN-004", "SN-0042"):
        page.stock.search.setText(typed)
    settle()
    assert _column(page, "serial_number") == [f"SN-0042{last}" for last in range(10)]
    page.stock.search.setText("SN-01")
    page.stock.search.clear()
    settle()
    assert page.stock.header.remark == "5,000 items"
    assert _column(page, "serial_number")[0] == "SN-00000"


def test_a_search_that_finds_too_much_says_so(
    page: InventoryPage, station: PageStation, settle: Settle
) -> None:
    station.lay_out(partial(_radios, 1_000))
    page.activate()
    settle()
    page.stock.search.setText("SN-")
    settle()
    assert page.model.rowCount() == MOST_FOUND
    assert page.stock.header.remark == "The first 200 matches among 1,000 items"
    at = [column.key for column in page.model.columns].index("location")
    page.stock.table.sortByColumn(at, Qt.SortOrder.DescendingOrder)
    assert page.stock.header.remark.endswith("too many to sort by that column")
    assert page.model.index(0, 3).data() == "SN-00000"


def test_what_is_not_there_is_told(filled: InventoryPage, settle: Settle) -> None:
    filled.stock.search.setText("nowhere")
    settle()
    notice = filled.stock.frame.notice
    assert isinstance(notice, EmptyState)
    notice.acted.emit()
    settle()
    assert filled.stock.frame.notice is None
    assert filled.stock.search.text() == ""


@pytest.mark.parametrize(("scanned", "selected"), [("SN-2", "SN-2"), ("lot-9", ""), ("RADIO", "SN-1")])
def test_what_a_scan_names_is_found_and_selected(
    filled: InventoryPage, settle: Settle, scanned: str, selected: str
) -> None:
    filled.look_for(scanned)
    settle()
    (chosen,) = filled.stock.table.selected_ids()
    row = filled.model.row(chosen)
    assert row is not None
    assert (row.serial_number or "") == selected


def test_the_same_scan_again_selects_it_again(filled: InventoryPage, settle: Settle) -> None:
    filled.look_for("SN-2")
    settle()
    filled.stock.table.clearSelection()
    filled.look_for("SN-2")
    settle()
    assert len(filled.stock.table.selected_ids()) == 1


def test_a_search_is_sorted_by_any_column(filled: InventoryPage, settle: Settle) -> None:
    filled.stock.search.setText("SN-")
    settle()
    at = [column.key for column in filled.model.columns].index("serial_number")
    filled.stock.table.sortByColumn(at, Qt.SortOrder.DescendingOrder)
    assert _column(filled, "serial_number") == ["SN-2", "SN-1"]


def test_the_selected_item_tells_where_its_quantity_is(filled: InventoryPage, settle: Settle) -> None:
    """Whereabouts are derived: what is picked lies where its kit lies."""
    filled.look_for("SN-1")
    settle()
    assert filled.stock.detail.whereabouts.text == "In kit K-7: 1 ea"
    assert filled.stock.detail.picture.text == "In kits 1 ea"
    assert "etag: " in filled.stock.detail.facts.text
    assert "K-7" in filled.stock.detail.events.text
    QTest.mouseClick(filled.stock.detail.copy_button, Qt.MouseButton.LeftButton)
    assert "Stores / A1-03" in QGuiApplication.clipboard().text()


def test_rows_can_be_copied(filled: InventoryPage, settle: Settle) -> None:
    filled.look_for("LOT-9")
    settle()
    filled.stock.table.setFocus()
    QTest.keyClick(filled.stock.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text().startswith("PASTE\t")


def test_what_changed_meanwhile_is_read_again(
    filled: InventoryPage, station: PageStation, settle: Settle
) -> None:
    station.lay_out(_one_more)
    filled.activate()
    settle()
    assert "NUT" in _column(filled, "part_number")


def _one_more(world: World) -> None:
    world.ids = type(world.ids)(5_000_000)  # type: ignore[call-arg]  # the world's ids count from a number
    world.item(world.part("NUT"), world.location("Cellar"), 7)


def test_without_a_change_the_page_stays_where_it_was(filled: InventoryPage, settle: Settle) -> None:
    filled.stock.table.selectRow(2)
    resets: list[None] = []
    filled.model.modelReset.connect(partial(resets.append, None))
    filled.activate()
    settle()
    assert resets == []
    assert len(filled.stock.table.selected_ids()) == 1


def test_an_error_says_what_and_lets_one_try_again(filled: InventoryPage, settle: Settle) -> None:
    filled.stock.show_error(OSError("disk"))
    notice = filled.stock.frame.notice
    assert isinstance(notice, ErrorState)
    notice.retried.emit()
    settle()
    assert filled.stock.frame.notice is None
    assert filled.model.rowCount() == 3


def _rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_all_rows_are_exported_in_the_shown_columns(
    page: InventoryPage, station: PageStation, settle: Settle, tmp_path: Path, qtbot: QtBot
) -> None:
    station.lay_out(partial(_radios, 3_500))
    page.activate()
    settle()
    path = tmp_path / "stock.csv"
    page.export_to(path)
    qtbot.waitUntil(path.exists)
    settle()
    rows = _rows_of(path)
    assert [row["serial_number"] for row in rows] == [f"SN-{number:05}" for number in range(3_500)]
    assert (rows[0]["quantity"], rows[0]["unit"], rows[0]["location"]) == ("1", "ea", "Stores")
    assert "supplier" not in rows[0]
    assert page.stock.strip.words == f"3,500 rows were saved to {path}"


def test_a_search_exports_all_that_it_finds(
    page: InventoryPage, station: PageStation, settle: Settle, tmp_path: Path, qtbot: QtBot
) -> None:
    station.lay_out(partial(_radios, 3_500))
    page.activate()
    page.stock.search.setText("SN-01")
    settle()
    path = tmp_path / "found.csv"
    page.export_to(path)
    qtbot.waitUntil(path.exists)
    settle()
    assert len(_rows_of(path)) == 1000


def test_a_cancelled_export_leaves_no_file(
    page: InventoryPage, station: PageStation, settle: Settle, tmp_path: Path, qtbot: QtBot
) -> None:
    station.lay_out(partial(_radios, 3_500))
    page.activate()
    settle()
    page.export_to(tmp_path / "stock.csv")
    qtbot.waitUntil(lambda: f"{PIECE:,} of 3,500" in page.stock.strip.words)
    page.stock.strip.cancelled.emit()
    settle()
    assert list(tmp_path.glob("stock*")) == []
    assert "cancelled" in page.stock.strip.words


def test_an_export_that_cannot_be_saved_says_so(
    filled: InventoryPage, settle: Settle, tmp_path: Path
) -> None:
    filled.export_to(tmp_path / "no" / "stock.csv")
    settle()
    assert filled.stock.strip.words.startswith("The export cannot be saved")


def test_everything_that_takes_the_focus_has_a_name(filled: InventoryPage) -> None:
    for widget in filled.findChildren(QWidget):
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible():
            assert widget.accessibleName() or widget.property("text"), widget
