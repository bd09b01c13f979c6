"""Find anything: from letters to the thing, by keyboard."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from kitstation.store.store import Store
from kitstation.ui.finding import FoundKind, find_anything
from kitstation.ui.palette import Palette
from tests.support.bench import BenchUids
from tests.support.desk import Desk


def open_palette(desk: Desk) -> Palette:
    """Open the palette by its key."""
    QTest.keyClick(desk.station.window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    palette = desk.station.window.palette_over_pages
    desk.qtbot.waitUntil(palette.isVisible)
    return palette


def type_in(palette: Palette, text: str) -> None:
    """Type into the field as a person does, all at once."""
    palette.field.setText(text)
    palette.field.textEdited.emit(text)


def test_a_serial_number_leads_to_the_inventory(desk: Desk) -> None:
    palette = open_palette(desk)
    type_in(palette, "SN-2")
    desk.qtbot.waitUntil(lambda: any(found.name == "SN-2" for found in palette.found))
    QTest.keyClick(palette.field, Qt.Key.Key_Return)
    assert not palette.isVisible()
    assert desk.station.window.current_page.key == "inventory"
    assert getattr(desk.station.window.current_page, "looked_for", "") == "SN-2"


def test_a_kit_is_opened(desk: Desk) -> None:
    desk.station.window.show_page("inventory")
    palette = open_palette(desk)
    type_in(palette, "kit-")
    desk.qtbot.waitUntil(lambda: any(found.kind is FoundKind.KIT for found in palette.found))
    QTest.keyClick(palette.field, Qt.Key.Key_Return)
    assert desk.station.window.current_page is desk.station.bench
    desk.settle()


def test_a_command_is_found_by_the_beginnings_of_its_words(desk: Desk) -> None:
    palette = open_palette(desk)
    type_in(palette, "ret")
    names = [found.title for found in palette.found]
    assert names == ["Return"]
    QTest.keyClick(palette.field, Qt.Key.Key_Return)
    desk.settle(lambda: desk.headline == "Return mode")


def test_arrows_choose_and_escape_gives_the_keyboard_back(desk: Desk) -> None:
    desk.station.bench.board.lines.table.setFocus()
    palette = open_palette(desk)
    assert palette.list.currentIndex().row() == 0
    QTest.keyClick(palette.field, Qt.Key.Key_Down)
    assert palette.list.currentIndex().row() == 1
    QTest.keyClick(palette.field, Qt.Key.Key_Escape)
    assert not palette.isVisible()
    assert desk.station.bench.board.lines.table.hasFocus()


def test_a_scan_closes_the_palette_and_is_issued(desk: Desk) -> None:
    palette = open_palette(desk)
    desk.scan("SN-1")
    assert not palette.isVisible()
    assert desk.headline == "Issued SN-1"


@pytest.mark.parametrize(
    ("words", "kind", "name"),
    [
        ("SN-1", FoundKind.ITEM, "SN-1"),
        ("LOT-1", FoundKind.ITEM, "LOT-1"),
        ("RADIO", FoundKind.PART, "RADIO"),
        ("Stores/A1-03", FoundKind.LOCATION, "Stores/A1-03"),
        ("run", FoundKind.KIT, "KIT-1"),
    ],
)
@pytest.mark.usefixtures("bench_uids")
def test_everything_is_found_by_its_name(store: Store, words: str, kind: FoundKind, name: str) -> None:
    assert (kind, name) in {(found.kind, found.name) for found in find_anything(store, words)}


@pytest.mark.parametrize("words", ["", " ", "nothing has this name"])
def test_nothing_is_found_by_nothing(store: Store, bench_uids: BenchUids, words: str) -> None:
    assert bench_uids.kit
    assert find_anything(store, words) == ()
