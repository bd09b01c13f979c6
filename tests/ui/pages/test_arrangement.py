"""The pages in the least window, in longer languages and from right to left: nothing lies on anything else."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kitstation.domain.errors import KitstationError
from kitstation.station.profile import Profile
from kitstation.station.settings import Settings
from kitstation.store.store import Store
from kitstation.ui.page_entries import PAGES
from kitstation.ui.pages.inventory.page import InventoryPage
from kitstation.ui.pages.kits.page import KitsPage
from kitstation.ui.pages.labels.page import LabelsPage
from kitstation.ui.pages.page import Page
from kitstation.ui.pages.settings.page import SettingsPage
from kitstation.ui.station_app import StationApp
from tests.support.arrangement import LongerTexts, crowded
from tests.support.bench import lay_out
from tests.support.databases import new_database
from tests.support.world import World

LEAST = (1024, 720)


@pytest.fixture
def profile(tmp_path: Path) -> Profile:
    made = Profile(tmp_path / "profile")
    made.prepare()
    store = Store(new_database(made.database))
    lay_out(World(store))
    store.close()
    return made


@pytest.fixture
def open_station(qapp: QApplication, profile: Profile, qtbot: QtBot) -> Iterator[Callable[[], StationApp]]:
    opened: list[StationApp] = []

    def opener() -> StationApp:
        station = StationApp(qapp, profile, Settings(mute=True, last_kit="KIT-1"), PAGES)
        opened.append(station)
        station.start()
        qtbot.waitExposed(station.window)
        station.window.resize(*LEAST)
        qtbot.waitUntil(lambda: bool(station.window.top_bar.number.text() == "KIT-1"))
        return station

    yield opener
    for station in opened:
        station.close()


@pytest.fixture
def longer_texts(qapp: QApplication) -> Iterator[None]:
    translator = LongerTexts()
    qapp.installTranslator(translator)
    yield
    qapp.removeTranslator(translator)


@pytest.fixture
def from_right_to_left(qapp: QApplication) -> Iterator[None]:
    before = qapp.layoutDirection()
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    yield
    qapp.setLayoutDirection(before)


def _views(page: Page) -> Iterator[str]:
    """Show what the page has to show, one after the other."""
    if isinstance(page, KitsPage):
        for key in ("kits", "runs", "shortages"):
            page.show_room(key)
            yield f"kits, {key}"
    elif isinstance(page, InventoryPage):
        for key in ("stock", "parts", "places", "suppliers"):
            page.show_room(key)
            yield f"inventory, {key}"
    elif isinstance(page, SettingsPage):
        for at in range(page.list.count()):
            page.list.setCurrentRow(at)
            yield f"settings, {page.list.item(at).text()}"
    else:
        yield page.key


def _all_crowded(station: StationApp, qtbot: QtBot, keys: Collection[str]) -> list[str]:
    found = []
    for key in keys:
        station.window.show_page(key)
        for view in _views(station.window.current_page):
            done: list[None] = []
            station.services.tasks.submit(lambda _store: None, done.append, station.window.show_fault)
            qtbot.waitUntil(partial(bool, done))
            QApplication.processEvents()
            found += [f"{view}: {what}" for what in crowded(station.window)]
            if (station.window.width(), station.window.height()) != LEAST:
                found.append(f"{view}: the window becomes {station.window.width()} wide")
    return found


@pytest.mark.usefixtures("longer_texts")
def test_texts_of_longer_languages_have_room(open_station: Callable[[], StationApp], qtbot: QtBot) -> None:
    assert _all_crowded(open_station(), qtbot, [entry.key for entry in PAGES]) == []


@pytest.mark.usefixtures("from_right_to_left")
def test_from_right_to_left_the_pages_are_mirrored(
    open_station: Callable[[], StationApp], qtbot: QtBot
) -> None:
    station = open_station()
    assert _all_crowded(station, qtbot, ("bench", "inventory", "receiving", "labels")) == []
    window = station.window
    assert window.rail.geometry().left() > window.stack.geometry().right()


def test_below_a_notice_the_preview_of_a_label_stays_in_its_place(
    open_station: Callable[[], StationApp], qtbot: QtBot
) -> None:
    window = open_station().window
    window.show_page("labels")
    page = window.current_page
    assert isinstance(page, LabelsPage)
    qtbot.waitUntil(lambda: page.order.preview.picture is not None)
    page.order.say("2 labels asked for at Zebra ZD421: the list below says how far they are.")
    trouble = KitstationError("The printer cannot be reached", hint="See whether it is on. " * 6)
    window.show_fault(trouble)
    QApplication.processEvents()
    assert crowded(page.order) == []
