"""Where the window was and which page was in front is as it was at the next start."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QMainWindow, QSplitter
from pytestqt.qtbot import QtBot

from kitstation.station.profile import Profile
from kitstation.station.settings import Settings, load_settings
from kitstation.ui.remembering import SplitterMemory
from kitstation.ui.services import SettingsHolder
from kitstation.ui.station_app import StationApp
from kitstation.ui.window import MainWindow, is_filled

Open = Callable[..., StationApp]


def test_the_page_that_was_in_front_is_in_front_again(open_station: Open, profile: Profile) -> None:
    first = open_station(Settings(mute=True))
    first.window.show_page("inventory")
    first.window.close()
    kept = load_settings(profile.settings)
    assert kept.last_page == "inventory"
    second = open_station(kept)
    assert second.window.current_page.key == "inventory"
    assert second.window.rail.current() == "inventory"


def test_a_page_that_there_is_not_any_more_is_passed_over(open_station: Open) -> None:
    station = open_station(Settings(mute=True, last_page="gone"))
    assert station.window.current_page is station.bench


def test_the_window_is_as_large_as_it_was(open_station: Open, profile: Profile) -> None:
    first = open_station(Settings(mute=True))
    # As wide as a window must be: the screen of the tests is not wider.
    first.window.resize(1024, 755)
    first.window.close()
    second = open_station(load_settings(profile.settings))
    assert second.window.size() == QSize(1024, 755)


@pytest.fixture
def kept_far_away(qtbot: QtBot) -> str:
    """The place of a window on a screen that is not there any more."""
    window = QMainWindow()
    qtbot.addWidget(window)
    window.setGeometry(QRect(QPoint(20_000, 9_000), QSize(1200, 800)))
    return MainWindow.place(window)  # type: ignore[arg-type]  # asks any window for its geometry


def test_a_window_that_was_on_a_screen_that_is_gone_is_seen(open_station: Open, kept_far_away: str) -> None:
    station = open_station(Settings(mute=True, window=kept_far_away))
    assert QGuiApplication.primaryScreen().availableGeometry().intersects(station.window.geometry())
    title_bar = station.window.frameGeometry().topLeft() + QPoint(200, 5)
    assert QGuiApplication.screenAt(title_bar) is not None


@pytest.mark.parametrize("kept", ["no place at all", "AAAA", "", "ü"])
def test_a_place_that_cannot_be_read_leaves_the_usual_one(open_station: Open, kept: str) -> None:
    station = open_station(Settings(mute=True, window=kept))
    assert station.window.size() == QSize(1280, 800)


@pytest.fixture
def holder(profile: Profile) -> SettingsHolder:
    """The settings of the profile."""
    return SettingsHolder(load_settings(profile.settings), profile)


MakeSplitter = Callable[[SettingsHolder, int], QSplitter]


@pytest.fixture
def make_splitter(qtbot: QtBot) -> Iterator[MakeSplitter]:
    """Show a splitter of some parts that is remembered."""
    made: list[QSplitter] = []

    def maker(settings: SettingsHolder, parts: int = 2) -> QSplitter:
        splitter = QSplitter()
        made.append(splitter)
        qtbot.addWidget(splitter)
        for number in range(parts):
            splitter.addWidget(QLabel(f"{number}"))
        splitter.resize(600, 200)
        SplitterMemory(settings, "counting", splitter)
        with qtbot.waitExposed(splitter):
            splitter.show()
        return splitter

    yield maker
    made.clear()


def _drag(splitter: QSplitter, to: int) -> None:
    handle = splitter.handle(1)
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    at = handle.rect().center()
    QTest.mousePress(handle, left, none, at)
    QTest.mouseMove(handle, QPoint(to - handle.x(), at.y()))
    QTest.mouseRelease(handle, left, none, at)


def test_a_splitter_is_where_it_was_left(
    holder: SettingsHolder, make_splitter: MakeSplitter, profile: Profile, qtbot: QtBot
) -> None:
    first = make_splitter(holder, 2)
    _drag(first, 150)
    qtbot.waitUntil(lambda: "counting" in load_settings(profile.settings).splitters)
    again = make_splitter(SettingsHolder(load_settings(profile.settings), profile), 2)
    assert again.sizes() == first.sizes()
    assert again.sizes()[0] < 200


def test_a_splitter_that_nobody_has_moved_is_not_kept(
    holder: SettingsHolder, make_splitter: MakeSplitter
) -> None:
    make_splitter(holder, 2).resize(900, 200)
    holder.gather()
    assert holder.now.splitters == {}


@pytest.mark.parametrize("kept", [(), (100,), (1, 2, 3), (0, 0), (-5, 10)])
def test_sizes_that_do_not_fit_are_passed_over(
    holder: SettingsHolder, make_splitter: MakeSplitter, kept: tuple[int, ...]
) -> None:
    holder.remember(splitters={"counting": kept})
    assert all(size > 100 for size in make_splitter(holder, 2).sizes())


def test_remembering_what_is_known_writes_nothing(holder: SettingsHolder, profile: Profile) -> None:
    holder.remember(last_page="kits")
    profile.settings.unlink()
    holder.remember(last_page="kits")
    assert not profile.settings.exists()


def test_remembering_tells_nobody(holder: SettingsHolder, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(holder.changed):
        holder.remember(last_page="kits")
    assert holder.now.last_page == "kits"


@pytest.mark.parametrize(
    ("available", "filled"),
    [
        (QSize(1280, 800), True),
        (QSize(1280, 760), True),
        (QSize(1366, 728), True),
        (QSize(1024, 720), True),
        (QSize(1920, 1040), False),
        (QSize(1296, 848), False),
        (QSize(800, 800), False),
    ],
)
def test_a_screen_that_barely_holds_the_window_is_filled_by_it(available: QSize, *, filled: bool) -> None:
    assert is_filled(available) is filled
