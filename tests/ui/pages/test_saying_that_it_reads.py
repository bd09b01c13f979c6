"""Every page that reads says so when it takes long, and never when it does not."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event
from typing import Any

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from kitstation.domain.errors import KitstationError
from kitstation.station.verdicts import Sound
from kitstation.store.store import Store
from kitstation.ui.pages.counting.page import CountingPage
from kitstation.ui.pages.genealogy.page import GenealogyPage
from kitstation.ui.pages.history.page import HistoryPage
from kitstation.ui.pages.inventory.page import InventoryPage
from kitstation.ui.pages.kits.page import KitsPage
from kitstation.ui.pages.page import Page
from kitstation.ui.pages.positions.page import PositionsPage
from kitstation.ui.pages.receiving.page import ReceivingPage
from kitstation.ui.panes.contents import Contents
from kitstation.ui.services import Services
from kitstation.ui.widgets.error_state import ErrorState
from kitstation.ui.widgets.loading_state import LoadingState
from tests.support.page_station import PageStation

Settle = Callable[[], None]
Read = Callable[[Page], None]


def _silently(_sound: Sound) -> None:
    """Play nothing."""


def _receiving(services: Services) -> Page:
    return ReceivingPage(services, _silently)


def _counting(services: Services) -> Page:
    return CountingPage(services, _silently)


def _inventory(services: Services) -> Page:
    return InventoryPage(services, _silently)


def _activate(page: Page) -> None:
    page.activate()


def _trace(page: Page) -> None:
    page.look_for("SN-1")


def _room(key: str) -> Read:
    def read(page: Page) -> None:
        assert isinstance(page, InventoryPage | KitsPage)
        page.switch.choose(key)
        page.switch.chosen.emit(key)

    return read


def _replenish(page: Page) -> None:
    assert isinstance(page, PositionsPage)
    page.show_low()


PLACES: dict[str, tuple[Callable[[Services], Page], Read, str]] = {
    "kits": (KitsPage, _activate, "The kits are being read"),
    "runs": (KitsPage, _room("runs"), "The runs are being read"),
    "shortages": (KitsPage, _room("shortages"), "What the open kits lack is being read"),
    "stock": (_inventory, _activate, "The stock is being read"),
    "parts": (_inventory, _room("parts"), "The parts are being read"),
    "places": (_inventory, _room("places"), "The places are being read"),
    "suppliers": (_inventory, _room("suppliers"), "The suppliers are being read"),
    "receiving": (_receiving, _activate, "The orders are being read"),
    "counting": (_counting, _activate, "The count is being read"),
    "positions": (PositionsPage, _activate, "The positions are being read"),
    "replenishment": (PositionsPage, _replenish, "What runs low is being read"),
    "history": (HistoryPage, _activate, "The history is being read"),
}
"""Where a list is read, how somebody comes there, and what is said while it takes long."""


@pytest.fixture
def show(services: Services, qtbot: QtBot) -> Iterator[Callable[[Callable[[Services], Page]], Page]]:
    made: list[Page] = []

    def shown(kind: Callable[[Services], Page]) -> Page:
        page = kind(services)
        made.append(page)
        qtbot.addWidget(page)
        page.resize(1192, 744)
        with qtbot.waitExposed(page):
            page.show()
        return page

    yield shown
    for page in made:
        page.close_down()


@contextmanager
def held(station: PageStation) -> Iterator[None]:
    """Keep the core thread from all that is handed to it, until the end."""
    go_on = Event()
    station.core.submit(lambda _store: go_on.wait(30))
    try:
        yield
    finally:
        go_on.set()


def _seen(page: QWidget) -> Contents:
    """The contents that are in front."""
    (one,) = (each for each in page.findChildren(Contents) if each.isVisible())
    return one


def _waits(contents: Contents) -> bool:
    return contents.reading.under_way


@pytest.mark.parametrize("place", PLACES)
def test_what_is_read_is_said_when_it_takes_long_and_gives_way_to_what_was_read(
    place: str, show: Callable[..., Page], station: PageStation, qtbot: QtBot, settle: Settle
) -> None:
    kind, read, words = PLACES[place]
    page = show(kind)
    with held(station):
        read(page)
        contents = _seen(page)
        qtbot.waitUntil(lambda: contents.says_reading)
        state = contents.currentWidget()
        assert isinstance(state, LoadingState)
        assert words in state.accessibleName()
    settle()
    assert not contents.says_reading
    assert contents.notice is not None


def test_a_genealogy_that_is_long_in_coming_is_said_above_what_is_shown_already(
    show: Callable[..., Page], station: PageStation, qtbot: QtBot, settle: Settle
) -> None:
    page = show(GenealogyPage)
    contents = _seen(page)
    before = contents.notice
    with held(station):
        _trace(page)
        qtbot.waitUntil(lambda: contents.says_reading)
        assert contents.notice is before
        assert contents.currentWidget() is before
    settle()
    assert not contents.says_reading


@pytest.mark.parametrize("place", PLACES)
def test_before_it_takes_long_nothing_is_said_and_what_was_read_ends_the_waiting(
    place: str, show: Callable[..., Page], services: Services, settle: Settle, monkeypatch: pytest.MonkeyPatch
) -> None:
    # On a busy machine any reading may take long: here none does, however long it takes.
    monkeypatch.setattr("kitstation.ui.panes.reading.LONG_MS", 3_600_000)
    kind, read, _words = PLACES[place]
    page = show(kind)
    read(page)
    contents = _seen(page)
    assert _waits(contents)
    assert not contents.says_reading
    settle()
    assert not _waits(contents)
    page.activate()
    settle()
    assert not _waits(contents)


def test_a_page_that_is_shown_again_keeps_what_it_shows_while_it_reads(
    show: Callable[..., Page], station: PageStation, qtbot: QtBot, settle: Settle
) -> None:
    page = show(KitsPage)
    page.activate()
    settle()
    contents = _seen(page)
    before = contents.currentWidget()
    with held(station):
        page.activate()
        qtbot.waitUntil(lambda: contents.says_reading)
        assert contents.currentWidget() is before
    settle()
    assert not contents.says_reading


def test_what_could_not_be_read_is_said_in_place_of_the_waiting(
    show: Callable[..., Page],
    station: PageStation,
    qtbot: QtBot,
    settle: Settle,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def broken(_store: Store) -> Any:  # noqa: ANN401 - it returns nothing
        raise KitstationError("The database cannot be read", detail="The disk is full.", hint="Make room.")

    monkeypatch.setattr("kitstation.ui.pages.kits.kits_room.read_kits", broken)
    page = show(KitsPage)
    with held(station):
        page.activate()
        contents = _seen(page)
        qtbot.waitUntil(lambda: contents.says_reading)
    settle()
    assert not contents.says_reading
    state = contents.notice
    assert isinstance(state, ErrorState)
    assert "Make room." in state.accessibleName()
