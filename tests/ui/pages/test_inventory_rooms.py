"""Parts, places and suppliers on the inventory page: listed, made, changed, archived, moved."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from kitstation.domain.records import Location, TrackingType
from kitstation.station.verdicts import Sound
from kitstation.store.queries.parts import parts_numbered
from kitstation.store.queries.places import place_record
from kitstation.store.store import Store
from kitstation.ui.forms import FormPane
from kitstation.ui.pages.inventory.page import InventoryPage
from kitstation.ui.pages.inventory.places_model import PlaceColumn
from kitstation.ui.panes.side_pane import SidePane
from kitstation.ui.services import Services
from kitstation.ui.widgets.empty_state import EmptyState
from tests.support.page_station import PageStation
from tests.support.world import World

Settle = Callable[[], None]


def _a_house(world: World) -> None:
    radio = world.part("RADIO", TrackingType.SERIAL, description="Radio module")
    paste = world.part("PASTE", TrackingType.LOT, unit="g")
    stores = world.location("Stores")
    bin_ = world.location("A1-03", stores)
    world.location("Lab")
    supplier = world.supplier("Acme")
    world.item(radio, bin_, serial="SN-1", supplier_uid=supplier)
    world.item(paste, stores, "10", lot="LOT-9")
    board = world.part("BOARD")
    world.mbom(board, {radio: 1, paste: 3})


@pytest.fixture
def empty(services: Services, settle: Settle, qtbot: QtBot) -> Iterator[InventoryPage]:
    made = InventoryPage(services, list[Sound]().append)
    qtbot.addWidget(made)
    made.resize(1200, 700)
    with qtbot.waitActive(made):
        made.show()
    yield made
    made.close_down()


@pytest.fixture
def page(empty: InventoryPage, station: PageStation, settle: Settle) -> InventoryPage:
    station.lay_out(_a_house)
    empty.activate()
    settle()
    return empty


def _fill(side: SidePane, settle: Settle, **values: str | bool | int) -> None:
    form = side.form
    assert form is not None
    settle()
    for key, value in values.items():
        control = form.control(key)
        if isinstance(control, QLineEdit):
            control.setText(str(value))
        elif isinstance(control, QCheckBox):
            control.setChecked(bool(value))
        elif isinstance(control, QComboBox):
            control.setCurrentIndex(int(value))
    form.submit()
    settle()


def _form(side: SidePane) -> FormPane:
    assert side.form is not None
    return side.form


def _place(station: PageStation, path: str) -> Location | None:
    def read(store: Store) -> Location | None:
        with store.reading() as reader:
            return place_record(reader, path)

    return station.core.submit(read).result()


# Parts.


def _parts(page: InventoryPage, settle: Settle, name: str = "") -> InventoryPage:
    page.show_room("parts")
    settle()
    if name:
        page.parts.look_for(name)
        settle()
    return page


def test_parts_are_listed_with_their_stock(page: InventoryPage, settle: Settle) -> None:
    _parts(page, settle)
    rows = {row.part_number: row for row in page.parts.model.shown_rows()}
    assert (rows["PASTE"].on_hand, rows["BOARD"].mbom_lines) == (Decimal(10), 2)
    assert page.parts.header.remark == "3 parts"
    page.parts.search.setText("radio mod")
    assert page.parts.header.remark == "1 of 3 parts"


def test_a_part_tells_what_it_is_made_of_and_where_it_is_used(page: InventoryPage, settle: Settle) -> None:
    _parts(page, settle, "BOARD")
    assert [line.part_number for line in page.parts.detail.bom_model.shown_rows()] == ["PASTE", "RADIO"]
    page.parts.look_for("PASTE")
    settle()
    assert page.parts.detail.uses.text == "BOARD: 3 g each"
    assert page.parts.detail.places.text == "Stores: 10 g"


def test_a_part_is_made_changed_and_archived(
    page: InventoryPage, station: PageStation, settle: Settle
) -> None:
    _parts(page, settle)
    page.parts.start_new()
    _fill(page.parts.side, settle, part_number="CAP", unit="ea", tracking=1, gtin="04012345678901")
    _parts(page, settle, "CAP")
    page.parts.change.trigger()
    _fill(page.parts.side, settle, description="Capacitor", archived=True)

    def read(store: Store) -> tuple[TrackingType, str, bool]:
        with store.reading() as reader:
            (part,) = parts_numbered(reader, "CAP")
        return part.tracking, part.description, part.archived

    assert station.core.submit(read).result() == (TrackingType.LOT, "Capacitor", True)
    assert page.parts.undo_strip.sentence == "Changed CAP"


def test_a_line_is_added_with_a_substitute_changed_and_taken_out(page: InventoryPage, settle: Settle) -> None:
    """ION: a line has a quantity, reference designators and approved substitutes."""
    page.parts.services.ids.new()
    _parts(page, settle)
    page.parts.start_new()
    _fill(page.parts.side, settle, part_number="NUT")
    page.parts.start_new()
    _fill(page.parts.side, settle, part_number="SCREW")
    _parts(page, settle, "BOARD")
    QTest.mouseClick(page.parts.detail.add_line, Qt.MouseButton.LeftButton)
    _fill(page.parts.side, settle, part="NUT A", quantity="2", designators="N1, N2", substitute_0="SCREW A")
    line = page.parts.detail.bom_model.shown_rows()[0]
    assert (line.part_number, line.quantity, line.designators, line.substitutes) == (
        "NUT",
        Decimal(2),
        ("N1", "N2"),
        ("SCREW A",),
    )
    page.parts.detail.line_changed.emit(line)
    _fill(page.parts.side, settle, quantity="3")
    (line, *_others) = page.parts.detail.bom_model.shown_rows()
    assert (line.quantity, line.substitutes) == (Decimal(3), ("SCREW A",))
    page.parts.detail.bom.selectRow(0)
    QTest.mouseClick(page.parts.detail.delete_line, Qt.MouseButton.LeftButton)
    _fill(page.parts.side, settle)
    assert [one.part_number for one in page.parts.detail.bom_model.shown_rows()] == ["PASTE", "RADIO"]


def test_who_sells_a_part_is_said_on_the_part(page: InventoryPage, settle: Settle) -> None:
    """ION: 5 rolls of 100 ft are 500 ft of stock."""
    _parts(page, settle, "PASTE")
    page.parts.sell.trigger()
    _fill(page.parts.side, settle, supplier="Acme", number="AC-1", unit="jar", factor="250")
    assert page.parts.detail.sold.text == "Acme: AC-1 · a jar is 250 g"
    page.show_room("suppliers", "Acme")
    settle()
    settle()
    assert page.suppliers.detail.sold.text == "PASTE: AC-1 · a jar is 250 g"


def test_the_stock_of_a_part_is_shown(page: InventoryPage, settle: Settle) -> None:
    _parts(page, settle, "PASTE")
    page.parts.stock.trigger()
    settle()
    assert page.switch.current() == "stock"
    assert [row.name for row in page.stock.list.model.shown_rows()] == ["LOT-9"]


# Places.


def _places(page: InventoryPage, settle: Settle, path: str = "") -> InventoryPage:
    page.show_room("places")
    settle()
    if path:
        page.places.look_for(path)
        settle()
    return page


def test_places_are_a_tree_with_counts(page: InventoryPage, settle: Settle) -> None:
    _places(page, settle)
    model = page.places.model
    stores = model.index(1, PlaceColumn.NAME)
    assert [model.index(row, 0).data() for row in range(model.rowCount())] == ["Lab", "Stores"]
    assert model.index(1, PlaceColumn.ITEMS).data() == "2"
    inside = model.index(0, PlaceColumn.NAME, stores)
    assert (inside.data(), inside.parent(), model.parent(stores)) == ("A1-03", stores, QModelIndex())
    assert page.places.header.remark == "3 places"


def test_a_place_is_made_inside_the_selected_one_and_renamed(
    page: InventoryPage, station: PageStation, settle: Settle
) -> None:
    _places(page, settle, "Stores")
    page.places.start_new()
    _fill(page.places.side, settle, name="A1-04", type=3, barcode="B-4", inventory_available=False)
    made = _place(station, "Stores/A1-04")
    assert made is not None
    assert (made.type.value, made.barcode, made.inventory_available) == ("Tote", "B-4", False)
    page.places.look_for("Stores/A1-04")
    page.places.change.trigger()
    _fill(page.places.side, settle, name="A1-05", mergeable=False)
    changed = _place(station, "Stores/A1-05")
    assert changed is not None
    assert changed.exclude_from_merge


def test_a_place_is_moved_by_dropping_it_on_another(
    page: InventoryPage, station: PageStation, settle: Settle
) -> None:
    _places(page, settle)
    model = page.places.model
    lab, stores = model.index(0, 0), model.index(1, 0)
    dragged = model.mimeData([lab])
    assert not model.dropMimeData(dragged, Qt.DropAction.MoveAction, -1, -1, stores)
    settle()
    assert _place(station, "Stores/Lab") is not None
    assert page.places.undo_strip.sentence == "Moved Lab into Stores"
    page.undo_last()
    settle()
    assert _place(station, "Lab") is not None


def test_a_place_cannot_be_dropped_into_itself(page: InventoryPage, settle: Settle) -> None:
    _places(page, settle)
    model = page.places.model
    stores = model.index(1, 0)
    model.dropMimeData(model.mimeData([stores]), Qt.DropAction.MoveAction, -1, -1, model.index(0, 0, stores))
    settle()
    assert "cannot contain itself" in page.places.undo_strip.sentence


def test_a_place_is_moved_by_a_form_and_archived_places_are_hidden(
    page: InventoryPage, station: PageStation, settle: Settle
) -> None:
    _places(page, settle, "Lab")
    page.places.move_elsewhere.trigger()
    _fill(page.places.side, settle, parent_uid="Stores / A1-03")
    assert _place(station, "Stores/A1-03/Lab") is not None
    page.places.look_for("Stores/A1-03/Lab")
    page.places.change.trigger()
    _fill(page.places.side, settle, archived=True)
    assert page.places.model.total == 2
    page.places.archived.setChecked(True)
    assert page.places.model.total == 3


def test_a_place_where_something_lies_stays_open(page: InventoryPage, settle: Settle) -> None:
    _places(page, settle, "Stores/A1-03")
    page.places.change.trigger()
    _fill(page.places.side, settle, archived=True)
    assert "still in use" in _form(page.places.side).refusal


def test_searching_places_shows_those_that_they_are_in(page: InventoryPage, settle: Settle) -> None:
    _places(page, settle)
    page.places.search.setText("a1")
    assert page.places.model.total == 2
    page.places.search.clear()
    assert page.places.model.total == 3


def test_the_stock_of_a_place_is_shown(page: InventoryPage, settle: Settle) -> None:
    _places(page, settle, "Stores/A1-03")
    page.places.stock.trigger()
    settle()
    assert [row.name for row in page.stock.list.model.shown_rows()] == ["SN-1"]


# Suppliers.


def test_a_supplier_is_made_renamed_and_archived(page: InventoryPage, settle: Settle) -> None:
    page.show_room("suppliers")
    settle()
    page.suppliers.start_new()
    _fill(page.suppliers.side, settle, name="Zeta")
    page.suppliers.look_for("Zeta")
    settle()
    page.suppliers.change.trigger()
    _fill(page.suppliers.side, settle, name="Zeta Ltd", archived=True)
    rows = {row.name: row.archived for row in page.suppliers.model.shown_rows()}
    assert rows == {"Acme": False, "Zeta Ltd": True}


# All rooms.


@pytest.mark.parametrize("room", ["parts", "places", "suppliers"])
def test_an_empty_room_offers_to_make_the_first(empty: InventoryPage, settle: Settle, room: str) -> None:
    empty.show_room(room)
    settle()
    (notice,) = [one for one in empty.room.findChildren(EmptyState) if one.isVisible()]
    notice.acted.emit()
    settle()
    assert [form.isVisible() for form in empty.room.findChildren(FormPane)] == [True]


@pytest.mark.parametrize("room", ["stock", "parts", "places", "suppliers"])
def test_everything_that_takes_the_focus_has_a_name(page: InventoryPage, settle: Settle, room: str) -> None:
    page.show_room(room)
    settle()
    for widget in page.findChildren(QWidget):
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible():
            assert widget.accessibleName() or widget.property("text"), widget


def test_the_switch_and_the_keys_choose_a_room(page: InventoryPage, settle: Settle) -> None:
    page.switch.chosen.emit("suppliers")
    assert page.room.key == "suppliers"
    QTest.keyClick(page, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert page.room.key == "parts"
