"""What the tests of the pages share: services on a real store."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kitstation.station.core import Core
from kitstation.station.profile import Profile
from kitstation.station.sentences import Speech
from kitstation.station.settings import load_settings
from kitstation.store.store import Store
from kitstation.ui.printing.printing import Printing
from kitstation.ui.services import Services, SettingsHolder
from kitstation.ui.theme.apply import Appearance
from tests.support.clock import FakeClock, SeqIds
from tests.support.databases import new_database
from tests.support.page_station import AskedWindow, CountedTasks, PageStation


@pytest.fixture
def station(qapp: QApplication, appearance: Appearance, tmp_path: Path) -> Iterator[PageStation]:
    """A station with an empty database in a new profile."""
    profile = Profile(tmp_path / "profile")
    profile.prepare()
    core = Core(partial(Store, new_database(profile.database)))
    window = AskedWindow()
    tasks = CountedTasks(core)
    services = Services(
        tasks=tasks,
        settings=SettingsHolder(load_settings(profile.settings), profile),
        profile=profile,
        clock=FakeClock(),
        ids=SeqIds(),
        speech=Speech(),
        appearance=appearance,
        navigator=window,
    )
    yield PageStation(core, window, services)
    tasks.close()
    core.close()
    assert window.faults == []


@pytest.fixture
def services(station: PageStation) -> Services:
    """What the pages are handed."""
    return station.services


@pytest.fixture
def printing(station: PageStation) -> Iterator[Printing]:
    """The printing of the station. Its queue begins when the test starts it."""
    made = Printing(station.core, station.services)
    yield made
    made.close()


@pytest.fixture
def settle(station: PageStation, qtbot: QtBot) -> Callable[[], None]:
    """Wait until all that was handed to the core thread is done and shown, and what that led to as well."""

    tasks = station.services.tasks
    assert isinstance(tasks, CountedTasks)

    def wait() -> None:
        more = True
        while more:
            done: list[None] = []
            tasks.submit(_nothing, done.append, station.window.show_fault)
            before = tasks.submitted
            qtbot.waitUntil(partial(bool, done))
            # Tables ask for more when they are painted.
            QApplication.processEvents()
            # What came back before it has asked for more, or nothing is on its way any longer.
            more = tasks.submitted > before

    return wait


def _nothing(_store: Store) -> None:
    return None
