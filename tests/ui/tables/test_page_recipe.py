"""What the package's docstring promises a page: the pages that are there keep it, from one start to the next."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kitstation.station.core import Core
from kitstation.station.verdicts import Sound
from kitstation.ui.pages.inventory.page import InventoryPage
from kitstation.ui.pages.kits.page import KitsPage
from kitstation.ui.pages.page import Page
from kitstation.ui.services import Services
from kitstation.ui.tables.listing import Listing
from kitstation.ui.tables.table_view import TableView
from tests.support.bench import lay_out
from tests.support.clock import SeqIds
from tests.support.fasteners import choose
from tests.support.world import World

Open = Callable[[type[Page], Services], Page]


@pytest.fixture
def open_page(qtbot: QtBot, core: Core) -> Iterator[Open]:
    """Open pages on a store with a kit and what it needs."""
    core.submit(lambda store: lay_out(World(store, ids=SeqIds(1_000_000)))).result()
    opened: list[Page] = []

    def opener(kind: type[Page], services: Services) -> Page:
        page = InventoryPage(services, list[Sound]().append) if kind is InventoryPage else kind(services)
        opened.append(page)
        qtbot.addWidget(page)
        page.resize(1200, 700)
        with qtbot.waitActive(page):
            page.show()
        page.activate()
        qtbot.waitUntil(lambda: _listing(page).model.rowCount() > 0 and _listing(page).model.total > 0)
        return page

    yield opener
    for page in opened:
        page.close_down()


def _listing(page: Page) -> Listing[object]:
    # A page may have several rooms, of which one is in sight.
    return next(found for found in page.findChildren(Listing) if found.isVisible())


def _shown(page: Page) -> list[str]:
    return [column.key for column in _listing(page).table.columns.shown_columns()]


@pytest.mark.parametrize(
    ("kind", "title", "key"), [(KitsPage, "Status", "status"), (InventoryPage, "Lot", "lot_number")]
)
def test_a_page_shows_the_columns_that_were_left(
    open_page: Open, start: Callable[[], Services], kind: type[Page], title: str, key: str
) -> None:
    services = start()
    page = open_page(kind, services)
    assert key in _shown(page)
    _listing(page).table.horizontalHeader().customContextMenuRequested.emit(QPoint(5, 5))
    choose(title)
    services.settings.gather()
    assert key not in _shown(open_page(kind, start()))


@pytest.mark.parametrize("kind", [KitsPage, InventoryPage])
def test_a_page_is_exported(
    open_page: Open, services: Services, kind: type[Page], tmp_path: Path, qtbot: QtBot
) -> None:
    page = open_page(kind, services)
    path = tmp_path / "page.xlsx"
    _listing(page).export_to(path)
    qtbot.waitUntil(lambda: not _listing(page).strip.running)
    assert path.stat().st_size > 0
    assert "saved to" in _listing(page).strip.words


def test_a_kit_is_found_by_what_any_column_shows(open_page: Open, services: Services) -> None:
    page = open_page(KitsPage, services)
    page.focus_search()
    QTest.keyClicks(_listing(page).search, "board req")
    assert _listing(page).model.rowCount() == 1
    QTest.keyClicks(_listing(page).search, " nonsense")
    assert _listing(page).notice is not None
    QTest.keyClick(_listing(page).search, Qt.Key.Key_Escape)
    assert _listing(page).notice is None
    assert QApplication.focusWidget() is _listing(page).search


def test_the_lines_of_a_kit_are_remembered_and_exported_too(open_page: Open, services: Services) -> None:
    page = open_page(KitsPage, services)
    lines = next(
        table for table in page.findChildren(TableView) if table.accessibleName() == "Lines of the kit"
    )
    assert lines.exportable
    lines.horizontalHeader().customContextMenuRequested.emit(QPoint(5, 5))
    choose("Issued")
    services.settings.gather()
    assert [column.visible for column in services.settings.now.tables["kit_lines"].columns] == [
        True,
        False,
        True,
    ]
