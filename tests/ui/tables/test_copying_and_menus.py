"""Copying rows and cells, and the menu of the rows, by mouse and by keyboard."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kitstation.ui.tables.columns import TableColumns
from kitstation.ui.tables.listing import Listing
from kitstation.ui.tables.menus import ColumnMenu, RowMenu
from tests.support.fasteners import Fastener, choose, open_menu, shown

CTRL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)


def _clipboard() -> str:
    return QGuiApplication.clipboard().text()


def _open_by_keyboard(listing: Listing[Fastener]) -> None:
    """Press the menu key, as the platform reports it."""
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(), QPoint())
    QApplication.sendEvent(listing.table.viewport(), event)


def _open_by_mouse(listing: Listing[Fastener], row: int, column: int) -> None:
    table = listing.table
    place = table.visualRect(table.model().index(row, column)).center()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.RightButton, Qt.KeyboardModifier.NoModifier, place)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, table.viewport().mapToGlobal(place))
    QApplication.sendEvent(table.viewport(), event)


@pytest.mark.parametrize(
    ("modifiers", "copied"),
    [
        (CTRL, "Nut M3\t7 ea\tStores\nWasher\t2.5 ea\tCellar"),
        (CTRL | SHIFT, "Name\tCount\tPlace\nNut M3\t7 ea\tStores\nWasher\t2.5 ea\tCellar"),
        (CTRL | ALT, "Nut M3"),
    ],
)
def test_keys_copy_rows_rows_with_titles_and_a_cell(
    listing: Listing[Fastener], modifiers: Qt.KeyboardModifier, copied: str
) -> None:
    listing.table.setFocus()
    listing.table.select_ids(("Nut M3", "Washer"))
    QTest.keyClick(listing.table, Qt.Key.Key_C, modifiers)
    assert _clipboard() == copied


def test_without_a_selection_copying_leaves_the_clipboard(listing: Listing[Fastener]) -> None:
    QGuiApplication.clipboard().setText("before")
    for modifiers in (CTRL, CTRL | SHIFT, CTRL | ALT):
        QTest.keyClick(listing.table, Qt.Key.Key_C, modifiers)
    assert _clipboard() == "before"


def test_the_menu_of_a_cell_copies_just_that(listing: Listing[Fastener]) -> None:
    _open_by_mouse(listing, 2, 2)
    choose("Copy “Cellar”")
    assert _clipboard() == "Cellar"
    assert listing.table.selected_ids() == ("Washer",)


def test_the_menu_opens_by_keyboard_and_copies_with_titles(listing: Listing[Fastener]) -> None:
    listing.table.setFocus()
    listing.table.select_ids(("Nut M3",))
    _open_by_keyboard(listing)
    choose("Copy with titles")
    assert _clipboard() == "Name\tCount\tPlace\nNut M3\t7 ea\tStores"


def test_shift_f10_opens_the_menu_once(listing: Listing[Fastener]) -> None:
    listing.table.setFocus()
    listing.table.select_ids(("Washer",))
    QTest.keyClick(listing.table, Qt.Key.Key_F10, SHIFT)
    _open_by_keyboard(listing)
    assert len(listing.table.findChildren(RowMenu)) == 1
    choose("Copy “Washer”")
    assert _clipboard() == "Washer"


def test_what_is_selected_stays_selected_under_the_menu(listing: Listing[Fastener]) -> None:
    listing.table.select_ids(("Screw M3", "Nut M3"))
    event = QContextMenuEvent(
        QContextMenuEvent.Reason.Mouse,
        QPoint(),
        listing.table.viewport().mapToGlobal(listing.table.visualRect(listing.model.index(1, 1)).center()),
    )
    QApplication.sendEvent(listing.table.viewport(), event)
    choose("Copy\t")
    assert _clipboard() == "Screw M3\t40 ea\tStores\nNut M3\t7 ea\tStores"


def test_a_column_is_sorted_backwards_and_not_at_all_by_keyboard(listing: Listing[Fastener]) -> None:
    listing.table.setFocus()
    listing.table.setCurrentIndex(listing.model.index(0, 1))
    _open_by_keyboard(listing)
    choose("Sort by “Count”")
    assert shown(listing) == ["Washer", "Nut M3", "Screw M3"]
    _open_by_keyboard(listing)
    choose("Sort by “Count”, backwards")
    assert shown(listing) == ["Screw M3", "Nut M3", "Washer"]
    _open_by_keyboard(listing)
    choose("Do not sort")
    assert listing.table.save_state().sorted_by is None


def test_columns_are_reached_from_the_menu_by_keyboard(listing: Listing[Fastener]) -> None:
    listing.table.setFocus()
    listing.table.select_ids(("Nut M3",))
    _open_by_keyboard(listing)
    menu = open_menu()
    while menu.activeAction() is None or menu.activeAction().text() != "Columns":
        QTest.keyClick(menu, Qt.Key.Key_Down)
    QTest.keyClick(menu, Qt.Key.Key_Right)
    inner = open_menu()
    assert isinstance(inner, ColumnMenu)
    choose("Note")
    assert not listing.table.isColumnHidden(3)


def test_a_table_that_keeps_its_order_offers_no_sorting(listing: Listing[Fastener]) -> None:
    listing.table.setSortingEnabled(False)
    listing.table.setCurrentIndex(listing.model.index(0, 1))
    _open_by_keyboard(listing)
    menu = open_menu()
    assert not [action for action in menu.actions() if "Sort" in action.text()]
    QTest.keyClick(menu, Qt.Key.Key_Escape)


def test_a_menu_that_is_closed_is_gone(listing: Listing[Fastener], qtbot: QtBot) -> None:
    _open_by_keyboard(listing)
    QTest.keyClick(open_menu(), Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not listing.table.findChildren(ColumnMenu))
    assert isinstance(listing.table.columns, TableColumns)
