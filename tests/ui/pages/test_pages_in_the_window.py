"""The pages in the real window, with a real pseudo-terminal for the scanner."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QSplitter
from pytestqt.qtbot import QtBot

from kitstation.devices.virtual_scanner import VirtualScanner
from kitstation.station.profile import Profile
from kitstation.station.settings import ScannerSettings, Settings
from kitstation.store.store import Store
from kitstation.ui.page_entries import PAGES, PageEntry
from kitstation.ui.pages.bench.lines_card import LinesCard
from kitstation.ui.pages.inventory.page import InventoryPage
from kitstation.ui.pages.kits.page import KitsPage
from kitstation.ui.pages.settings.page import SettingsPage
from kitstation.ui.panes.scan_list import ScanList
from kitstation.ui.remembering import SplitterMemory, TableMemory
from kitstation.ui.station_app import StationApp
from kitstation.ui.tables.table_view import TableView
from tests.support.bench import lay_out
from tests.support.databases import new_database
from tests.support.world import World

DIRECT = Qt.FindChildOption.FindDirectChildrenOnly
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals on Windows")


@pytest.fixture
def scanner(tmp_path: Path) -> Iterator[VirtualScanner]:
    with VirtualScanner(tmp_path, name="reader") as made:
        yield made


@pytest.fixture
def app(qapp: QApplication, tmp_path: Path, scanner: VirtualScanner, qtbot: QtBot) -> Iterator[StationApp]:
    profile = Profile(tmp_path / "profile")
    profile.prepare()
    store = Store(new_database(profile.database))
    lay_out(World(store))
    store.close()
    chosen = ScannerSettings(identity=str(scanner.identity), title="Virtual")
    made = StationApp(qapp, profile, Settings(mute=True, scanners=(chosen,)), PAGES)
    made.start()
    qtbot.waitExposed(made.window)
    # Until its port is open nothing can be scanned.
    qtbot.waitUntil(lambda: [link.link.state.value for link in made.links.links] == ["connected"])
    yield made
    made.close()


@pytest.mark.parametrize("entry", PAGES, ids=lambda entry: entry.key)
def test_every_page_is_reached_by_its_key(app: StationApp, entry: PageEntry) -> None:
    app.window.show_page(PAGES[1].key)
    action = next(
        action for action in app.window.actions() if action.shortcut().toString() == (entry.shortcut or "F1")
    )
    action.trigger()
    assert app.window.current_page.key == entry.key
    assert type(app.window.current_page).__module__ == f"kitstation.ui.pages.{entry.key}.page"


def test_the_foot_names_the_keys_of_what_is_shown(app: StationApp) -> None:
    def keys() -> list[str]:
        return [hint.partition(":")[0] for hint in app.window.hints.accessibleName().split(", ")]

    app.window.show_page("kits")
    page = app.window.current_page
    assert isinstance(page, KitsPage)
    assert "Ctrl R" in keys()
    page.show_room("runs")
    assert "Ctrl R" not in keys()
    page.show_room("kits")
    page.start_import()
    assert keys() == ["Ctrl K", "Ctrl F", "F1"]
    app.window.show_page("inventory")
    inventory = app.window.current_page
    assert isinstance(inventory, InventoryPage)
    inventory.show_room("places")
    assert "Ins" in keys()
    inventory.show_room("stock")
    assert "Ins" not in keys()
    assert "Ctrl M" in keys()


def test_a_test_scan_is_shown_in_the_settings_and_goes_nowhere_else(
    app: StationApp, scanner: VirtualScanner, qtbot: QtBot
) -> None:
    app.window.show_page("settings")
    page = app.window.current_page
    assert isinstance(page, SettingsPage)
    page.show_section(page.scanners)
    page.scanners.test.button.setFocus()
    QTest.keyClick(page.scanners.test.button, Qt.Key.Key_Space)
    # The key is held back for a moment: it might have been the beginning of a scan.
    qtbot.waitUntil(lambda: page.scanners.test.on)
    scanner.send("SN-1")
    qtbot.waitUntil(lambda: page.scanners.test.shown == "SN-1")
    assert app.window.current_page is page


def test_on_other_pages_a_scan_finds_the_thing(
    app: StationApp, scanner: VirtualScanner, qtbot: QtBot
) -> None:
    app.window.show_page("settings")
    scanner.send("LOT-1")
    qtbot.waitUntil(lambda: isinstance(app.window.current_page, InventoryPage))
    page = app.window.current_page
    assert isinstance(page, InventoryPage)
    qtbot.waitUntil(lambda: len(page.stock.table.selected_ids()) == 1)
    assert page.stock.header.remark == "1 of 3 items"


def test_a_scanner_is_removed_and_used_again(app: StationApp, qtbot: QtBot) -> None:
    app.window.show_page("settings")
    page = app.window.current_page
    assert isinstance(page, SettingsPage)
    page.show_section(page.scanners)
    (identity,) = page.scanners.cards
    assert page.scanners.cards[identity].state == "Connected"
    QTest.mouseClick(page.scanners.cards[identity].button, Qt.MouseButton.LeftButton)
    assert app.links.links == ()
    assert app.settings.now.scanners == ()


ARRANGED_BY_THE_PAGE = (ScanList, LinesCard)
"""The last scans, whose table has no titles, and the lines on the bench, whose columns follow the room."""
OF_THE_FILE = "First rows of the file"
"""Its columns are those of whatever file is imported."""


def test_every_table_remembers_how_it_was_left_under_a_name_of_its_own(app: StationApp) -> None:
    tables = [
        table
        for entry in app.window.page_entries
        for table in app.window.page(entry.key).findChildren(TableView)
        if not isinstance(table.parentWidget(), ARRANGED_BY_THE_PAGE)
        and table.accessibleName() != OF_THE_FILE
    ]
    memories = [(table.accessibleName(), table.findChildren(TableMemory)) for table in tables]
    assert [name for name, found in memories if len(found) != 1] == []
    names = [memory.name for _name, found in memories for memory in found]
    assert len(names) == len(set(names)) > 15


def test_every_edge_that_can_be_dragged_is_remembered(app: StationApp) -> None:
    splitters = [
        splitter
        for entry in app.window.page_entries
        for splitter in app.window.page(entry.key).findChildren(QSplitter)
    ]
    assert len(splitters) > 10
    assert [each for each in splitters if len(each.findChildren(SplitterMemory, options=DIRECT)) != 1] == []
