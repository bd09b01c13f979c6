"""How a table was left is how it is found at the next start."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kitstation.domain.errors import KitstationError
from kitstation.station.profile import Profile
from kitstation.station.settings import load_settings
from kitstation.station.table_state import ColumnState, TableState
from kitstation.ui.services import Services
from kitstation.ui.tables.listing import Listing
from tests.support.fasteners import Fastener, MakeListing, choose, open_menu, shown

Start = Callable[[], Services]


def _kept(profile: Profile) -> TableState | None:
    return load_settings(profile.settings).tables.get("fasteners")


def _open_header_menu(listing: Listing[Fastener]) -> None:
    header = listing.table.horizontalHeader()
    header.customContextMenuRequested.emit(QPoint(10, 10))


def _click_title(listing: Listing[Fastener], column: int) -> None:
    header = listing.table.horizontalHeader()
    place = QPoint(header.sectionViewportPosition(column) + 12, header.height() // 2)
    QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)


def _drag_edge(listing: Listing[Fastener], column: int, by: int) -> None:
    header = listing.table.horizontalHeader()
    edge = header.sectionViewportPosition(column) + header.sectionSize(column)
    start = QPoint(edge - 2, header.height() // 2)
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QTest.mousePress(header.viewport(), left, none, start)
    for pixel in range(1, by + 1):
        QTest.mouseMove(header.viewport(), start + QPoint(pixel, 0))
    QTest.mouseRelease(header.viewport(), left, none, start + QPoint(by, 0))


def test_what_nobody_has_arranged_is_not_kept(
    listing: Listing[Fastener], services: Services, profile: Profile
) -> None:
    listing.window().resize(900, 600)
    QApplication.processEvents()
    services.settings.gather()
    assert _kept(profile) is None
    assert not listing.memory.arranged


def test_dragging_an_edge_is_kept_once_it_rests_and_restored_at_the_next_start(
    listing: Listing[Fastener], start: Start, make_listing: MakeListing, profile: Profile, qtbot: QtBot
) -> None:
    before = listing.table.columnWidth(0)
    _drag_edge(listing, 0, 40)
    assert listing.table.columnWidth(0) == before + 40
    assert _kept(profile) is None
    qtbot.waitUntil(lambda: _kept(profile) is not None)
    assert make_listing(start()).table.columnWidth(0) == before + 40


def test_dragging_writes_the_settings_once(
    listing: Listing[Fastener], services: Services, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[dict[str, object]] = []
    remember = services.settings.remember

    def noted(**values: object) -> None:
        written.append(values)
        remember(**values)

    monkeypatch.setattr(services.settings, "remember", noted)
    _drag_edge(listing, 0, 60)
    qtbot.waitUntil(lambda: bool(written))
    services.settings.gather()
    assert len(written) == 1


def test_sorting_and_order_are_restored(
    listing: Listing[Fastener], services: Services, start: Start, make_listing: MakeListing
) -> None:
    _click_title(listing, 1)
    listing.table.horizontalHeader().moveSection(2, 0)
    services.settings.gather()
    again = make_listing(start())
    assert shown(again) == ["Washer", "Nut M3", "Screw M3"]
    assert [column.key for column in again.table.columns.shown_columns()] == ["place", "name", "count"]
    _click_title(again, 1)
    assert shown(again) == ["Screw M3", "Nut M3", "Washer"]


def test_the_headers_menu_shows_a_column_and_the_next_start_does_too(
    listing: Listing[Fastener], services: Services, start: Start, make_listing: MakeListing
) -> None:
    _open_header_menu(listing)
    choose("Note")
    assert not listing.table.isColumnHidden(3)
    services.settings.gather()
    assert not make_listing(start()).table.isColumnHidden(3)


def test_the_last_column_that_is_shown_cannot_be_chosen_away(listing: Listing[Fastener]) -> None:
    for words in ("Count", "Place"):
        _open_header_menu(listing)
        choose(words)
    _open_header_menu(listing)
    menu = open_menu()
    assert [action.isEnabled() for action in menu.actions()][:4] == [False, True, True, True]
    QTest.keyClick(menu, Qt.Key.Key_Escape)
    listing.table.columns.show(0, shown=False)
    assert not listing.table.isColumnHidden(0)


def test_the_columns_button_opens_the_menu_by_keyboard(listing: Listing[Fastener]) -> None:
    listing.columns_button.setFocus()
    QTest.keyClick(listing.columns_button, Qt.Key.Key_Return)
    choose("Place")
    assert listing.table.isColumnHidden(2)


def test_reset_puts_all_as_it_was_and_forgets(
    listing: Listing[Fastener], services: Services, profile: Profile
) -> None:
    usual = listing.table.save_state()
    _drag_edge(listing, 0, 30)
    _click_title(listing, 1)
    listing.table.horizontalHeader().moveSection(2, 0)
    _open_header_menu(listing)
    choose("Note")
    services.settings.gather()
    assert _kept(profile) is not None
    _open_header_menu(listing)
    choose("Reset columns")
    assert listing.table.save_state() == usual
    assert shown(listing) == ["Screw M3", "Nut M3", "Washer"]
    services.settings.gather()
    assert _kept(profile) is None


@pytest.mark.parametrize(
    ("kept", "keys"),
    [
        (TableState((ColumnState("gone", 90, visible=True),), sorted_by="gone"), ["name", "count", "place"]),
        (TableState((ColumnState("count", 90, visible=True),)), ["count", "name", "place"]),
        (
            TableState((ColumnState("count", -5, visible=True), ColumnState("name", 999_999, visible=True))),
            ["count", "name", "place"],
        ),
        (
            TableState(
                tuple(ColumnState(key, 0, visible=False) for key in ("name", "count", "place", "note"))
            ),
            ["name", "count", "place"],
        ),
    ],
)
def test_whatever_was_kept_the_table_can_be_used(
    services: Services, make_listing: MakeListing, kept: TableState, keys: list[str]
) -> None:
    services.settings.remember(tables={"fasteners": kept})
    table = make_listing(services).table
    assert [column.key for column in table.columns.shown_columns()] == keys
    assert all(32 <= table.columnWidth(at) <= 4000 for at in table.columns.shown())


def test_a_column_that_is_new_gets_a_width_that_shows_it(
    services: Services, make_listing: MakeListing
) -> None:
    kept = TableState((ColumnState("count", 90, visible=True),))
    services.settings.remember(tables={"fasteners": kept})
    table = make_listing(services).table
    assert table.columnWidth(1) == 90
    assert table.columnWidth(0) >= table.sizeHintForColumn(0)


def test_a_column_that_is_shown_later_gets_a_width_that_shows_it(listing: Listing[Fastener]) -> None:
    _open_header_menu(listing)
    choose("Note")
    assert listing.table.columnWidth(3) >= listing.table.sizeHintForColumn(3)


def test_other_tables_are_left_as_they_were(
    listing: Listing[Fastener], services: Services, profile: Profile
) -> None:
    other = TableState((ColumnState("part", 77, visible=True),))
    services.settings.remember(tables={"kits": other})
    _open_header_menu(listing)
    choose("Place")
    services.settings.gather()
    _open_header_menu(listing)
    choose("Reset columns")
    assert load_settings(profile.settings).tables == {"kits": other}


def test_settings_that_cannot_be_saved_are_told(
    listing: Listing[Fastener], services: Services, profile: Profile, qtbot: QtBot
) -> None:
    _open_header_menu(listing)
    choose("Place")
    (profile.folder / "settings.json.new").mkdir()
    with qtbot.waitSignal(services.settings.not_kept) as told:
        services.settings.gather()
    assert told.args is not None
    assert isinstance(told.args[0], KitstationError)


def test_the_settings_file_says_it_in_plain_words(
    listing: Listing[Fastener], services: Services, profile: Profile
) -> None:
    _open_header_menu(listing)
    choose("Place")
    services.settings.gather()
    path: Path = profile.settings
    kept = json.loads(path.read_text(encoding="utf-8"))["tables"]["fasteners"]
    assert {column["key"]: column["visible"] for column in kept["columns"]} == {
        "name": True,
        "count": True,
        "place": False,
        "note": False,
    }
