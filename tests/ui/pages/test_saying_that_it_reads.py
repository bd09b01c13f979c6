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
from kitstation.station.bench import BenchSession
from kitstation.station.verdicts import Sound
from kitstation.store.store import Store
from kitstation.ui.bench_driver import BenchDriver
from kitstation.ui.pages.bench.page import BenchPage
from kitstation.ui.pages.counting.page import CountingPage
from kitstation.ui.pages.genealogy.page import GenealogyPage
from kitstation.ui.pages.history.page import HistoryPage
from kitstation.ui.pages.inventory.page import InventoryPage
from kitstation.ui.pages.kits.page import KitsPage
from kitstation.ui.pages.labels.page import LabelsPage
from kitstation.ui.pages.page import Page
from kitstation.ui.pages.positions.page import PositionsPage
from kitstation.ui.pages.receiving.page import ReceivingPage
from kitstation.ui.pages.settings.operators_section import OperatorsSection
from kitstation.ui.pages.settings.rules_section import RulesSection
from kitstation.ui.panes.contents import Contents
from kitstation.ui.printing.printing import Printing
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


def test_print_jobs_that_are_long_in_coming_are_said(
    services: Services, printing: Printing, station: PageStation, qtbot: QtBot
) -> None:
    page = LabelsPage(services, printing)
    qtbot.addWidget(page)
    with qtbot.waitExposed(page):
        page.show()
    with held(station):
        page.activate()
        qtbot.waitUntil(lambda: page.jobs.contents.says_reading)
    qtbot.waitUntil(lambda: page.jobs.contents.notice is not None)
    assert not page.jobs.contents.says_reading
    qtbot.waitUntil(lambda: page.order.preview.picture is not None)
    page.close_down()


def test_a_label_that_is_long_in_drawing_is_said_below_the_preview(
    services: Services, printing: Printing, qtbot: QtBot
) -> None:
    page = LabelsPage(services, printing)
    qtbot.addWidget(page)
    page.activate()
    qtbot.waitUntil(lambda: page.order.preview.picture is not None)
    shown, go_on = page.order.about, Event()
    # The desk does one thing after the other: what keeps it busy keeps the drawing.
    printing.submit(lambda _desk: go_on.wait(30), _take_note, _take_note)
    page.choice.template_changed.emit()
    assert page.order.about == shown
    qtbot.waitUntil(lambda: "being drawn" in page.order.about)
    go_on.set()
    qtbot.waitUntil(lambda: page.order.about == shown)
    page.close_down()


def _take_note(_what: object) -> None:
    """Nothing comes of it."""


@pytest.mark.parametrize(
    ("make", "words"),
    [(OperatorsSection, "The operators are being read"), (RulesSection, "The rules are being read")],
)
def test_settings_that_are_long_in_coming_say_so_and_nothing_untrue(
    make: Callable[[Services], OperatorsSection | RulesSection],
    words: str,
    services: Services,
    station: PageStation,
    qtbot: QtBot,
    settle: Settle,
) -> None:
    with held(station):
        section = make(services)
        qtbot.addWidget(section)
        qtbot.waitUntil(lambda: words in section.remark.text())
    settle()
    assert words not in section.remark.text()
    assert section.remark.text()


def test_the_bench_says_that_it_reads_and_not_that_no_kit_is_open(
    services: Services, station: PageStation, qtbot: QtBot
) -> None:
    def session(store: Store) -> BenchSession:
        return BenchSession(store, services.desk, speech=services.speech)

    driver = BenchDriver(station.core, session, services.clock)
    page = BenchPage(services, driver, _silently)
    qtbot.addWidget(page)
    with qtbot.waitExposed(page):
        page.show()
    with held(station):
        page.activate()
        assert not page.board.no_kit.isVisible()
        qtbot.waitUntil(page.board.loading.isVisible)
        assert not page.board.no_kit.isVisible()
    qtbot.waitUntil(page.board.no_kit.isVisible)
    assert not page.board.loading.isVisible()
    driver.close()
