"""The history page: sentences newest first, narrowed, drawn, exported, and taken back."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from kitstation.domain.commands import HoldItem
from kitstation.scanning.scan import Scan
from kitstation.station.timeline.course import Day
from kitstation.station.timeline.groups import EventGroup
from kitstation.ui.pages.history.chart import shown_days
from kitstation.ui.pages.history.columns import group_names, icon_of
from kitstation.ui.pages.history.page import HistoryPage
from kitstation.ui.services import Services
from kitstation.ui.widgets.empty_state import EmptyState
from kitstation.ui.widgets.error_state import ErrorState
from tests.support.bench import lay_out
from tests.support.page_station import PageStation
from tests.support.world import World

Settle = Callable[[], None]


def _a_bench(world: World) -> None:
    bench = lay_out(world)
    world.issue(bench.screw_item, bench.screw_line, 3)
    undone = world.issue(bench.paste_item, bench.paste_line, "2.5")
    world.undo(undone)
    hold = HoldItem(item_uid=bench.paste_item, reason="wet")
    world.door.execute(world.entry(hold, operator="Bob", station="Bench 9"))


@pytest.fixture
def page(services: Services, qtbot: QtBot) -> Iterator[HistoryPage]:
    made = HistoryPage(services)
    qtbot.addWidget(made)
    made.resize(1280, 800)
    made.show()
    yield made
    made.close_down()


@pytest.fixture
def filled(page: HistoryPage, station: PageStation, settle: Settle) -> HistoryPage:
    station.lay_out(_a_bench)
    page.activate()
    settle()
    return page


def _sentences(page: HistoryPage) -> list[str]:
    return [page.model.index(row, 1).data() for row in range(page.model.rowCount())]


def _look_for(page: HistoryPage, text: str, settle: Settle) -> list[str]:
    page.look_for(text)
    settle()
    return _sentences(page)


def test_an_empty_journal_says_what_the_page_is_for(
    page: HistoryPage, station: PageStation, settle: Settle
) -> None:
    page.activate()
    settle()
    notice = page.frame.notice
    assert isinstance(notice, EmptyState)
    notice.acted.emit()
    assert station.window.pages == ["bench"]
    assert not page.chart.isVisible()


def test_what_happened_is_told_newest_first(filled: HistoryPage) -> None:
    assert _sentences(filled)[:4] == [
        "Put PASTE, lot LOT-1 on hold: wet",
        "Took back: Issued 2.5 g of PASTE, lot LOT-1 from Stores / A1-03 to kit KIT-1",
        "Issued 2.5 g of PASTE, lot LOT-1 from Stores / A1-03 to kit KIT-1",
        "Issued 3 ea of SCREW from Stores / A1-03 to kit KIT-1",
    ]
    assert filled.chart.said.endswith("entries from 2026-03-02 to 2026-03-02")


def test_a_scan_shows_the_history_of_the_thing_and_its_balance(filled: HistoryPage, settle: Settle) -> None:
    assert filled.take_scan(Scan("LOT-1", b"LOT-1", "wedge", datetime(2026, 3, 2, tzinfo=UTC), 0))
    settle()
    assert [sentence.split()[0] for sentence in _sentences(filled)] == ["Put", "Took", "Issued", "Received"]
    assert filled.header.remark == "LOT-1 · PASTE"
    assert filled.chart.said.startswith("On hand: 10 g now, 10 g at most")
    assert not filled.chart.grab().toImage().isNull()


@pytest.mark.parametrize(
    ("text", "count"), [("KIT-1", 5), ("Stores", 8), ("Bob", 1), ("Bench 9", 1), ("SCREW", 5), ("KIT", 5)]
)
def test_anything_can_be_looked_for(filled: HistoryPage, settle: Settle, text: str, count: int) -> None:
    assert len(_look_for(filled, text, settle)) == count


def test_what_is_not_there_is_told(filled: HistoryPage, settle: Settle) -> None:
    assert _look_for(filled, "nobody", settle) == []
    assert filled.listing.notice is not None


def test_entries_are_narrowed_by_kind_operator_and_period(filled: HistoryPage, settle: Settle) -> None:
    filters = filled.filters
    filters.groups.setCurrentIndex(filters.groups.findData(EventGroup.ISSUING.value))
    settle()
    assert len(_sentences(filled)) == 2
    filters.choose_operator("Bob")
    settle()
    assert isinstance(filled.frame.notice, EmptyState)
    filters.groups.setCurrentIndex(0)
    settle()
    assert _sentences(filled) == ["Put PASTE, lot LOT-1 on hold: wet"]
    QTest.mouseClick(filters.reset_button, Qt.MouseButton.LeftButton)
    settle()
    everything = len(_sentences(filled))
    for at in range(1, filters.periods.count()):
        filters.periods.setCurrentIndex(at)
        settle()
        assert len(_sentences(filled)) == everything


def test_an_entry_is_shown_with_all_its_facts(filled: HistoryPage, settle: Settle) -> None:
    filled.table.selectRow(3)
    settle()
    assert "Who: Ada" in filled.detail.facts.text
    assert "Command: IssueItem" in filled.detail.facts.text
    assert filled.detail.moves.text == "3 ea: SCREW: Stores / A1-03 → kit KIT-1"
    QTest.mouseClick(filled.detail.copy_button, Qt.MouseButton.LeftButton)
    assert '"quantity": "3"' in QGuiApplication.clipboard().text()


def test_an_own_command_is_taken_back_by_key(
    filled: HistoryPage, station: PageStation, settle: Settle
) -> None:
    filled.table.selectRow(3)
    settle()
    filled.table.setFocus()
    QTest.keyClick(filled.table, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert _sentences(filled)[0].startswith("Took back: Issued 3 ea of SCREW")
    assert station.window.changes == 1
    filled.table.selectRow(4)
    settle()
    assert not filled.undo_action.isEnabled()
    assert not filled.detail.undo_button.isVisible()


def test_taking_back_stands_in_the_menu_of_the_row(filled: HistoryPage) -> None:
    filled.table.selectRow(3)
    menu = filled.table.row_menu()
    assert filled.undo_action in menu.actions()
    menu.close()
    menu.deleteLater()


def test_what_cannot_be_taken_back_says_why(filled: HistoryPage, settle: Settle) -> None:
    at = next(row for row, said in enumerate(_sentences(filled)) if said.startswith("Created part SCREW"))
    filled.table.selectRow(at)
    settle()
    QTest.mouseClick(filled.detail.undo_button, Qt.MouseButton.LeftButton)
    settle()
    assert filled.detail.refusal.isVisible()
    assert filled.detail.refusal.text()


def test_a_long_journal_comes_a_page_at_a_time_and_is_exported_whole(
    page: HistoryPage, station: PageStation, settle: Settle, tmp_path: Path, qtbot: QtBot
) -> None:
    station.lay_out(_many)
    page.activate()
    settle()
    assert page.model.rowCount() < 200
    path = tmp_path / "history.csv"
    page.export_to(path)
    qtbot.waitUntil(path.exists)
    settle()
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 260
    assert rows[0]["What"].startswith("Created supplier S-259")


def _many(world: World) -> None:
    for number in range(260):
        world.supplier(f"S-{number}")


def test_what_happened_meanwhile_is_read_again(
    filled: HistoryPage, station: PageStation, settle: Settle
) -> None:
    before = len(_sentences(filled))
    station.lay_out(_one_more)
    filled.activate()
    settle()
    assert len(_sentences(filled)) == before + 1


def _one_more(world: World) -> None:
    world.ids = type(world.ids)(8_000_000)  # type: ignore[call-arg]  # the world's ids count from a number
    world.supplier("Acme")


def test_an_error_says_what_and_lets_one_try_again(filled: HistoryPage, settle: Settle) -> None:
    filled._show_error(OSError("disk"))
    notice = filled.frame.notice
    assert isinstance(notice, ErrorState)
    notice.retried.emit()
    settle()
    assert filled.frame.notice is None


def test_days_without_entries_leave_a_gap_in_the_chart() -> None:
    days = (Day(date(2026, 3, 1), 4), Day(date(2026, 3, 4), 2))
    assert [day.entries for day in shown_days(days)] == [4, 0, 0, 2]


@pytest.mark.parametrize("group", list(EventGroup))
def test_every_group_of_events_has_a_name_and_an_icon(group: EventGroup) -> None:
    assert group_names(str)[group]
    assert icon_of(group).name


def test_everything_that_takes_the_focus_has_a_name(filled: HistoryPage, settle: Settle) -> None:
    filled.table.selectRow(3)
    settle()
    for widget in filled.findChildren(QWidget):
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible():
            assert widget.accessibleName() or widget.property("text"), widget
