"""The genealogy page: looked up by scan or by typing, shown as trees and as a recall list."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from kitstation.scanning.scan import Scan
from kitstation.ui.pages.genealogy.page import GenealogyPage
from kitstation.ui.pages.genealogy.reading import View
from kitstation.ui.pages.genealogy.tree_view import BranchTree
from kitstation.ui.services import Services
from kitstation.ui.widgets.empty_state import EmptyState
from kitstation.ui.widgets.error_state import ErrorState
from tests.support.builds import build_board, install, lay_out_works, start
from tests.support.page_station import PageStation
from tests.support.world import World

Settle = Callable[[], None]


def _a_works(world: World) -> None:
    works = lay_out_works(world)
    board = build_board(world, works, "B-1")
    build_board(world, works, "B-2")
    system = start(world, works, works.system_run, "S-1")
    install(world, board, system, works.board)


@pytest.fixture
def page(services: Services, qtbot: QtBot) -> Iterator[GenealogyPage]:
    made = GenealogyPage(services)
    qtbot.addWidget(made)
    made.resize(1280, 800)
    made.show()
    made.activate()
    yield made
    made.close_down()


@pytest.fixture
def filled(page: GenealogyPage, station: PageStation, settle: Settle) -> GenealogyPage:
    station.lay_out(_a_works)
    settle()
    return page


def _texts(tree: BranchTree, column: int = 0, parent: QModelIndex | None = None) -> list[str]:
    model = tree.branches
    above = parent or QModelIndex()
    found: list[str] = []
    for row in range(model.rowCount(above)):
        found.append(str(model.index(row, column, above).data() or ""))
        found += _texts(tree, column, model.index(row, 0, above))
    return found


def _choose(page: GenealogyPage, view: View, settle: Settle) -> None:
    page.views.choose(view.value)
    page.views.chosen.emit(view.value)
    settle()


def test_an_empty_page_says_what_it_is_for(page: GenealogyPage) -> None:
    notice = page.frame.notice
    assert isinstance(notice, EmptyState)
    notice.acted.emit()
    assert page.search.hasFocus()


def test_what_is_in_a_serial_is_a_tree_down_to_the_last_lot(filled: GenealogyPage, settle: Settle) -> None:
    QTest.keyClicks(filled.search, "S-1")
    settle()
    assert filled.title == "Serial S-1 · SYSTEM revision A"
    assert filled.summary == "1 requirements are not met"
    assert _texts(filled.contents) == [
        "S-1 · SYSTEM",
        "BOARD",
        "B-1 · BOARD",
        "PASTE",
        "LOT-1 · PASTE",
        "RADIO",
        "R-B-1 · RADIO",
        "SCREW",
        "SCREW",
    ]
    assert _texts(filled.contents, 3)[:3] == ["", "1 ea", ""]


def test_the_tree_is_a_sound_model(filled: GenealogyPage, settle: Settle) -> None:
    tester = QAbstractItemModelTester(
        filled.contents.branches, QAbstractItemModelTester.FailureReportingMode.Warning
    )
    filled.look_for("S-1")
    settle()
    filled.contents.expandAll()
    assert tester.model() is filled.contents.branches


def test_where_a_lot_went_is_a_tree_up_to_the_top(filled: GenealogyPage, settle: Settle) -> None:
    filled.look_for("LOT-1")
    settle()
    assert "not an assembly" in filled.summary
    _choose(filled, View.USAGE, settle)
    assert _texts(filled.usage) == ["LOT-1 · PASTE", "B-1 · BOARD", "S-1 · SYSTEM", "B-2 · BOARD", "On hand"]
    assert _texts(filled.usage, 3)[1] == "Line 1"


def test_the_recall_list_is_one_click_away_and_exported(
    filled: GenealogyPage, settle: Settle, tmp_path: Path, qtbot: QtBot
) -> None:
    filled.look_for("LOT-1")
    settle()
    _choose(filled, View.RECALL, settle)
    assert filled.summary == "In 3 assemblies · 95 g on hand, 5 g installed"
    path = tmp_path / "recall.csv"
    filled.export_to(path)
    qtbot.waitUntil(path.exists)
    settle()
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [(row["Serial"], row["Lot"], row["Now"], row["In"]) for row in rows] == [
        ("", "LOT-1", "On hand", ""),
        ("B-1", "", "Installed", "S-1"),
        ("B-2", "", "On hand", ""),
        ("S-1", "", "On hand", ""),
    ]


def test_a_scan_is_looked_up_here(filled: GenealogyPage, settle: Settle) -> None:
    scan = Scan("B-2", b"B-2", "wedge", datetime(2026, 3, 2, tzinfo=UTC), 0)
    assert filled.take_scan(scan)
    settle()
    assert filled.title == "Serial B-2 · BOARD revision A"
    assert filled.search.text() == "B-2"


def test_several_meanings_are_offered(filled: GenealogyPage, settle: Settle) -> None:
    filled.look_for("RADIO")
    settle()
    assert filled.title == "2 things have that number. Choose one."
    QTest.keyClick(filled.search, Qt.Key.Key_Return)
    QTest.keyClick(filled.choice_table, Qt.Key.Key_Return)
    settle()
    assert filled.title.startswith("Serial R-B-1")


def test_what_begins_like_it_is_offered_while_one_types(filled: GenealogyPage, settle: Settle) -> None:
    filled.look_for("R-B")
    settle()
    assert filled.choices.rowCount() == 2


def test_what_is_not_there_is_told(filled: GenealogyPage, settle: Settle) -> None:
    filled.look_for("nobody")
    settle()
    notice = filled.frame.notice
    assert isinstance(notice, EmptyState)
    filled.search.clear()
    settle()
    assert filled.subject is None


def test_a_line_tells_of_itself_and_leads_on(
    filled: GenealogyPage, station: PageStation, settle: Settle
) -> None:
    filled.look_for("S-1")
    settle()
    tree = filled.contents
    need = tree.branches.index(0, 0, tree.branches.index(0, 0))
    board = tree.branches.index(0, 0, need)
    tree.setCurrentIndex(need)
    assert "Missing: 1 ea" in filled.detail.facts.text
    tree.setCurrentIndex(board)
    assert "Serial: B-1" in filled.detail.facts.text
    QTest.mouseClick(filled.detail.history_button, Qt.MouseButton.LeftButton)
    assert station.window.looked_for == [("history", "B-1")]
    QTest.mouseClick(filled.detail.trace_button, Qt.MouseButton.LeftButton)
    settle()
    assert filled.title.startswith("Serial B-1")


def test_what_is_installed_meanwhile_is_shown_when_one_comes_back(
    filled: GenealogyPage, station: PageStation, settle: Settle
) -> None:
    filled.look_for("S-1")
    settle()
    before = len(_texts(filled.contents))
    station.lay_out(_install_more)
    filled.activate()
    settle()
    assert len(_texts(filled.contents)) > before


def _install_more(world: World) -> None:
    world.ids = type(world.ids)(7_000_000)  # type: ignore[call-arg]  # the world's ids count from a number
    from kitstation.store.queries import genealogy

    store = world.door
    with store.reading() as reader:  # type: ignore[attr-defined]  # a store
        (system,) = genealogy.items_of_serial(reader, "S-1")
        (board,) = genealogy.items_of_serial(reader, "B-2")
    install(world, board.uid, system.uid, board.part_uid)


def test_an_error_says_what_and_lets_one_try_again(filled: GenealogyPage, settle: Settle) -> None:
    filled._fail("S-1", OSError("disk"))
    notice = filled.frame.notice
    assert isinstance(notice, ErrorState)
    notice.retried.emit()
    settle()
    assert filled.title.startswith("Serial S-1")


def test_everything_that_takes_the_focus_has_a_name(filled: GenealogyPage, settle: Settle) -> None:
    for text, view in (("S-1", View.CONTENTS), ("LOT-1", View.RECALL)):
        filled.look_for(text)
        settle()
        _choose(filled, view, settle)
        for widget in filled.findChildren(QWidget):
            if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible():
                assert widget.accessibleName() or widget.property("text"), widget
