from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from kitstation.domain.records import TrackingType
from kitstation.ui.pages.kits.page import KitsPage
from kitstation.ui.services import Services
from kitstation.ui.tables.row_model import CellRole
from kitstation.ui.widgets.empty_state import EmptyState
from kitstation.ui.widgets.error_state import ErrorState
from tests.support.page_station import PageStation
from tests.support.world import World

Settle = Callable[[], None]


def _three_kits(world: World) -> None:
    board = world.part("BOARD", TrackingType.SERIAL)
    radio = world.part("RADIO", TrackingType.SERIAL, description="Radio module")
    screw = world.part("SCREW")
    shelf = world.location("Stores")
    world.mbom(board, {radio: 1, screw: 4})
    first = world.item(radio, shelf, serial="SN-1")
    world.item(screw, shelf, 6)
    for number, title in (("K-1", "October batch"), ("K-2", "Pilot"), ("K-3", "Spare boards")):
        kit = world.kit(world.run(board, 2, title=title), number=number)
        if number == "K-2":
            world.issue(first, world.line(kit, radio))


@pytest.fixture
def page(services: Services, qtbot: QtBot) -> Iterator[KitsPage]:
    made = KitsPage(services)
    qtbot.addWidget(made)
    made.resize(1100, 700)
    made.show()
    yield made
    made.close_down()


@pytest.fixture
def filled(page: KitsPage, station: PageStation, settle: Settle) -> KitsPage:
    station.lay_out(_three_kits)
    page.activate()
    settle()
    return page


def _numbers(page: KitsPage) -> list[str]:
    model = page.kits.table.rows_model()
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def test_without_kits_the_page_says_what_it_is_for_and_offers_the_first_step(
    page: KitsPage, settle: Settle
) -> None:
    page.activate()
    settle()
    notice = page.kits.frame.notice
    assert isinstance(notice, EmptyState)
    notice.acted.emit()
    assert page.importing.isVisible()


def test_kits_are_listed_and_counted(filled: KitsPage) -> None:
    assert sorted(_numbers(filled)) == ["K-1", "K-2", "K-3"]
    assert filled.kits.header.remark == "3 kits"
    assert filled.kits.frame.notice is None


def test_a_kit_shows_how_far_it_is(filled: KitsPage) -> None:
    model = filled.kits.table.rows_model()
    row = _numbers(filled).index("K-2")
    shown = {column.key: model.index(row, at).data() for at, column in enumerate(model.columns)}
    assert shown["assembly"] == "BOARD × 2"  # noqa: RUF001 - the sign for "times"
    assert shown["status"] == "In progress"
    assert shown["progress"] == "0 of 2 lines · 1 of 10 pieces"
    assert shown["lines"] == "0 / 2"


def test_searching_leaves_the_kits_that_match(filled: KitsPage) -> None:
    filled.focus_search()
    QTest.keyClicks(filled.kits.search, "spare")
    assert _numbers(filled) == ["K-3"]
    assert filled.kits.header.remark == "1 of 3 kits"
    QTest.keyClick(filled.kits.search, Qt.Key.Key_Escape)
    assert len(_numbers(filled)) == 3


def test_enter_opens_the_selected_kit_on_the_bench(filled: KitsPage, station: PageStation) -> None:
    filled.focus_search()
    QTest.keyClicks(filled.kits.search, "pilot")
    QTest.keyClick(filled.kits.search, Qt.Key.Key_Return)
    QTest.keyClick(filled.kits.table, Qt.Key.Key_Return)
    assert station.window.kits == ["K-2"]


def test_a_double_click_opens_the_kit_on_the_bench(filled: KitsPage, station: PageStation) -> None:
    place = filled.kits.table.visualRect(filled.kits.table.model().index(0, 0)).center()
    viewport = filled.kits.table.viewport()
    none = Qt.KeyboardModifier.NoModifier
    QTest.mouseClick(viewport, Qt.MouseButton.LeftButton, none, place)
    QTest.mouseDClick(viewport, Qt.MouseButton.LeftButton, none, place)
    assert station.window.kits == [_numbers(filled)[0]]


def test_the_selected_kits_lines_and_contents_are_shown(filled: KitsPage, settle: Settle) -> None:
    filled.look_for("k-2")
    settle()
    lines, items = filled.kits.detail.lines, filled.kits.detail.items
    shown = {
        lines.index(row, 0).data(): [lines.index(row, column).data() for column in (1, 2)]
        for row in range(lines.rowCount())
    }
    assert shown == {"RADIO": ["1 of 2", "short 1"], "SCREW": ["0 of 8", "short 2"]}
    assert [items.index(0, column).data() for column in range(3)] == ["SN-1", "1 ea", "Stores"]
    assert items.index(0, 0).data(CellRole.BELOW) == "RADIO"
    assert lines.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole) == "RADIO, short 1"


def test_what_no_kit_is_called_is_searched_for(filled: KitsPage) -> None:
    filled.look_for("October")
    assert filled.kits.search.text() == "October"
    assert _numbers(filled) == ["K-1"]


def test_a_new_kit_opens_on_the_bench(filled: KitsPage, station: PageStation, settle: Settle) -> None:
    filled.start_new_kit()
    settle()
    _type_into_focus("November batch")
    QTest.keyClick(_focus(), Qt.Key.Key_Return)
    settle()
    assert station.window.kits == ["K-B1-0001"]
    assert station.window.changes == 1
    assert filled.kits.frame.pane is filled.kits.side


def test_a_new_kit_needs_a_name_and_a_possible_quantity(
    filled: KitsPage, station: PageStation, settle: Settle
) -> None:
    filled.start_new_kit()
    settle()
    form = filled.kits.new_kit
    form.quantity_field.control.setProperty("text", "0")
    QTest.keyClick(_focus(), Qt.Key.Key_Return)
    assert form.title_field.problem == "Give the run a name."
    assert form.quantity_field.problem == "Write how many, as a number above 0."
    settle()
    assert station.window.kits == []


@pytest.mark.parametrize("typed", ["many", "-1", "1e99", "", "0.0000001"])
def test_an_impossible_quantity_is_told_inline(filled: KitsPage, settle: Settle, typed: str) -> None:
    filled.start_new_kit()
    settle()
    filled.kits.new_kit.quantity_field.control.setProperty("text", typed)
    QTest.keyClick(_focus(), Qt.Key.Key_Return)
    assert filled.kits.new_kit.quantity_field.problem


def test_a_refusal_is_told_inline(filled: KitsPage, station: PageStation, settle: Settle) -> None:
    filled.start_new_kit()
    settle()
    _type_into_focus("Too many")
    filled.kits.new_kit.quantity_field.control.setProperty("text", "999999999999")
    QTest.keyClick(_focus(), Qt.Key.Key_Return)
    settle()
    assert "no possible quantity" in filled.kits.new_kit.refusal
    assert station.window.kits == []


def test_without_a_bill_of_materials_the_form_offers_to_import_one(page: KitsPage, settle: Settle) -> None:
    page.activate()
    settle()
    page.start_new_kit()
    settle()
    assert (
        page.kits.new_kit.assembly_field.problem == "No part has a bill of materials yet. Import one first."
    )
    page.kits.new_kit.import_wanted.emit()
    assert page.importing.isVisible()


def test_escape_leaves_the_form(filled: KitsPage, settle: Settle) -> None:
    filled.start_new_kit()
    settle()
    QTest.keyClick(_focus(), Qt.Key.Key_Escape)
    assert filled.kits.frame.pane is filled.kits.side


def test_kits_that_cannot_be_read_are_an_error_with_details(
    filled: KitsPage, station: PageStation, settle: Settle
) -> None:
    filled.kits._show_error(OSError("disk"))
    notice = filled.kits.frame.notice
    assert isinstance(notice, ErrorState)
    notice.retried.emit()
    settle()
    assert filled.kits.frame.notice is None
    assert station.window.faults == []


def test_tab_goes_through_the_page_in_the_order_of_reading(filled: KitsPage) -> None:
    filled.focus_search()
    seen = [_focus()]
    for _press in range(6):
        QTest.keyClick(_focus(), Qt.Key.Key_Tab)
        seen.append(_focus())
    assert seen == [
        filled.kits.search,
        filled.kits.listing.columns_button,
        filled.kits.listing.export_button,
        filled.kits.import_button,
        filled.kits.new_button,
        filled.kits.table,
        filled.kits.detail.open_button,
    ]


def test_everything_that_takes_the_focus_has_a_name(filled: KitsPage) -> None:
    for widget in filled.findChildren(QWidget):
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible():
            named = widget.accessibleName() or widget.property("text")
            assert named, widget


def _focus() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def _type_into_focus(text: str) -> None:
    _focus().setProperty("text", text)
