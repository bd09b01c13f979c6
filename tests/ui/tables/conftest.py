"""A table of fasteners on real settings, a real store, and a real core thread."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from kitstation.station.core import Core
from kitstation.station.profile import Profile
from kitstation.station.sentences import Speech
from kitstation.station.settings import load_settings
from kitstation.store.store import Store
from kitstation.ui.services import Services, SettingsHolder, StoreTasks
from kitstation.ui.tables.listing import Listing
from kitstation.ui.tables.paged_model import PagedTableModel
from kitstation.ui.tables.row_model import RowTableModel
from kitstation.ui.theme.apply import Appearance
from tests.support.clock import FakeClock, SeqIds
from tests.support.databases import new_database
from tests.support.fasteners import COLUMNS, FASTENERS, Fastener, MakeListing, named
from tests.support.page_station import AskedWindow


@pytest.fixture
def profile(tmp_path: Path) -> Profile:
    """A new profile."""
    made = Profile(tmp_path / "profile")
    made.prepare()
    return made


@pytest.fixture
def core(profile: Profile) -> Iterator[Core]:
    """A core thread with an empty store."""
    made = Core(partial(Store, new_database(profile.database)))
    yield made
    made.close()


@pytest.fixture
def start(core: Core, profile: Profile, appearance: Appearance) -> Callable[[], Services]:
    """Start the program again: what the settings of the profile say holds."""

    def starter() -> Services:
        return Services(
            tasks=StoreTasks(core),
            settings=SettingsHolder(load_settings(profile.settings), profile),
            profile=profile,
            clock=FakeClock(),
            ids=SeqIds(),
            speech=Speech(),
            appearance=appearance,
            navigator=AskedWindow(),
        )

    return starter


@pytest.fixture
def services(start: Callable[[], Services]) -> Services:
    """The services of the first start."""
    return start()


@pytest.fixture
def make_listing(qtbot: QtBot) -> MakeListing:
    """Put a listing of fasteners into a window, as a page does."""
    windows: list[QWidget] = []

    def maker(services: Services, rows: tuple[Fastener, ...] | None = FASTENERS) -> Listing[Fastener]:
        kind = RowTableModel if rows is not None else PagedTableModel
        model: RowTableModel[Fastener] = kind(COLUMNS, named)
        listing = Listing(services, "fasteners", "Fasteners", model)
        model.setParent(listing)
        window = QWidget()
        # pytest-qt closes it in the end, but does not keep it until then.
        windows.append(window)
        qtbot.addWidget(window)
        column = QVBoxLayout(window)
        for part in (*listing.controls, listing, listing.strip):
            column.addWidget(part)
        if rows is not None:
            listing.show_rows(rows)
        window.resize(700, 500)
        with qtbot.waitActive(window):
            window.show()
        return listing

    return maker


@pytest.fixture
def listing(make_listing: MakeListing, services: Services) -> Listing[Fastener]:
    """The fasteners, listed."""
    return make_listing(services)
