from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from kitstation.store.queries.inventory import count
from kitstation.store.queries.parts import assemblies, revisions_of
from kitstation.store.store import Store
from kitstation.ui.importing.pane import ImportPane
from kitstation.ui.importing.work import FindingKind, ImportKind
from kitstation.ui.services import Services
from kitstation.ui.tables.table_view import TableView
from tests.support.page_station import PageStation

GLASGOW = Path(__file__).parents[2] / "data" / "glasgow-revC3-bom.csv"
BAD_STOCK = (
    "part_number,serial_number,quantity,location,expires_on\n"
    "A,S1,1,Stores/A,\n"
    "B,,x,Stores/B,2027-02-30\n"
    "C,,-4,,\n"
    "A,S1,1,Stores/A,\n"
)


@pytest.fixture
def pane(services: Services, qtbot: QtBot) -> Iterator[ImportPane]:
    made = ImportPane(services, ImportKind.BOM)
    qtbot.addWidget(made)
    made.resize(1000, 700)
    made.show()
    yield made
    made.close_down()


def _read(pane: ImportPane, path: Path, qtbot: QtBot) -> None:
    pane.read(path)
    qtbot.waitUntil(lambda: pane.step is pane.columns)


def _press(pane: ImportPane, qtbot: QtBot) -> None:
    QTest.mouseClick(pane.forward, Qt.MouseButton.LeftButton)


def _items(station: PageStation) -> int:
    def counted(store: Store) -> int:
        with store.reading() as reader:
            return count(reader)

    return station.core.submit(counted).result()


def test_a_bill_of_materials_goes_from_file_to_applied(
    pane: ImportPane, station: PageStation, qtbot: QtBot
) -> None:
    _read(pane, GLASGOW, qtbot)
    assert pane.columns.combos["part_number"].currentText() == "MPN"
    assert not pane.forward.isEnabled()
    QTest.keyClicks(pane.columns.part_number, "GLASGOW-C3")
    assert pane.forward.isEnabled()
    QTest.keyClick(pane.columns.part_number, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: pane.step is pane.report)
    assert "Nothing has been changed yet" in pane.report.headline
    assert "52 new lines" in pane.report.summary
    assert station.window.changes == 0
    with qtbot.waitSignal(pane.applied):
        _press(pane, qtbot)
    assert pane.report.headline == "Imported"
    assert station.window.changes == 1

    def lines(store: Store) -> list[int]:
        with store.reading() as reader:
            return [part.mbom_lines for part in assemblies(reader)]

    assert station.core.submit(lines).result() == [52]
    with qtbot.waitSignal(pane.left):
        _press(pane, qtbot)


def test_the_columns_that_are_understood_stand_first_and_name_both_sides_once(
    pane: ImportPane, qtbot: QtBot
) -> None:
    _read(pane, GLASGOW, qtbot)
    (table,) = pane.columns.findChildren(TableView)
    titles = [column.title for column in table.rows_model().columns]
    assert titles[:4] == ["Row", "MPN → Part number", "Quantity", "Reference → Designators"]
    assert "Footprint" in titles[4:]


def test_rows_that_are_left_out_are_listed_with_their_reason(pane: ImportPane, qtbot: QtBot) -> None:
    _read(pane, GLASGOW, qtbot)
    QTest.keyClicks(pane.columns.part_number, "GLASGOW-C3")
    _press(pane, qtbot)
    qtbot.waitUntil(lambda: pane.step is pane.report)
    found = [pane.report.model.row(at) for at in range(pane.report.model.rowCount())]
    skipped = [each for each in found if each is not None and each.kind is FindingKind.SKIPPED]
    assert {each.message for each in skipped} == {
        "It is marked as not populated.",
        "It has no part number.",
    }
    assert all(each.row > 1 for each in skipped)


def test_with_a_bad_file_every_problem_is_listed_and_nothing_changes(
    pane: ImportPane, station: PageStation, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "stock.csv"
    path.write_text(BAD_STOCK, encoding="utf-8")
    pane.begin(ImportKind.INVENTORY)
    _read(pane, path, qtbot)
    _press(pane, qtbot)
    qtbot.waitUntil(lambda: pane.step is pane.report)
    found = [pane.report.model.row(at) for at in range(pane.report.model.rowCount())]
    problems = {
        (each.row, each.column) for each in found if each is not None and each.kind is FindingKind.PROBLEM
    }
    assert problems == {
        (2, "serial_number"),
        (3, "quantity"),
        (3, "expires_on"),
        (4, "quantity"),
        (4, "location"),
        (5, "serial_number"),
    }
    assert not pane.forward.isEnabled()
    assert "nothing is imported" in pane.report.headline
    assert _items(station) == 0
    assert station.window.changes == 0


def test_the_report_can_be_copied(pane: ImportPane, tmp_path: Path, qtbot: QtBot) -> None:
    path = tmp_path / "stock.csv"
    path.write_text(BAD_STOCK, encoding="utf-8")
    pane.begin(ImportKind.INVENTORY)
    _read(pane, path, qtbot)
    _press(pane, qtbot)
    qtbot.waitUntil(lambda: pane.step is pane.report)
    QTest.mouseClick(pane.report.copy_button, Qt.MouseButton.LeftButton)
    copied = QGuiApplication.clipboard().text()
    assert copied.startswith("stock.csv: 6 problems")
    assert "problem\t3\tquantity\tx\t" in copied


@pytest.mark.parametrize("content", [b"", b"\x00\x01\x02" * 50, b"%PDF-1.7"])
def test_a_file_that_is_no_table_is_refused_in_a_sentence(
    pane: ImportPane, tmp_path: Path, qtbot: QtBot, content: bytes
) -> None:
    path = tmp_path / "file.csv"
    path.write_bytes(content)
    pane.read(path)
    qtbot.waitUntil(lambda: bool(pane.choose.problem))
    assert pane.choose.problem.startswith("file.csv ")
    assert pane.step is pane.choose


def test_a_column_can_be_taken_for_something_else(
    pane: ImportPane, station: PageStation, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "parts.csv"
    path.write_text("Nummer X,Was\nRES-1,Resistor\n", encoding="utf-8")
    pane.begin(ImportKind.PARTS)
    path.write_text("Nummer X,MPN\nRES-1,Resistor\n", encoding="utf-8")
    _read(pane, path, qtbot)
    pane.columns.combos["part_number"].setCurrentText("Nummer X")
    pane.columns.combos["description"].setCurrentText("MPN")
    _press(pane, qtbot)
    qtbot.waitUntil(lambda: pane.step is pane.report)
    with qtbot.waitSignal(pane.applied):
        _press(pane, qtbot)

    def descriptions(store: Store) -> list[str]:
        with store.reading() as reader:
            return [part.description for part in revisions_of(reader, "RES-1")]

    assert station.core.submit(descriptions).result() == ["Resistor"]


def test_a_needed_column_that_is_taken_away_has_to_be_named(pane: ImportPane, qtbot: QtBot) -> None:
    _read(pane, GLASGOW, qtbot)
    QTest.keyClicks(pane.columns.part_number, "GLASGOW-C3")
    pane.columns.combos["part_number"].setCurrentIndex(0)
    assert pane.columns.missing == "Choose the column for: Part number"
    assert not pane.forward.isEnabled()


def test_a_file_can_be_dropped(pane: ImportPane, qtbot: QtBot) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(GLASGOW))])
    none, left = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton
    enter = QDragEnterEvent(QPoint(5, 5), Qt.DropAction.CopyAction, data, left, none)
    pane.choose.drop_area.dragEnterEvent(enter)
    assert enter.isAccepted()
    pane.choose.drop_area.dropEvent(QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, left, none))
    qtbot.waitUntil(lambda: pane.step is pane.columns)


def test_one_can_go_back_and_choose_another_file(pane: ImportPane, qtbot: QtBot) -> None:
    _read(pane, GLASGOW, qtbot)
    QTest.mouseClick(pane.back, Qt.MouseButton.LeftButton)
    assert pane.step is pane.choose
    _read(pane, GLASGOW, qtbot)


def test_what_is_being_read_can_be_cancelled(
    pane: ImportPane, qtbot: QtBot, settle: Callable[[], None]
) -> None:
    pane.read(GLASGOW)
    pane.strip.cancelled.emit()
    settle()
    assert pane.step is pane.choose
    assert not pane.strip.isVisible()


def test_every_step_has_names_for_screen_readers(pane: ImportPane, qtbot: QtBot) -> None:
    _read(pane, GLASGOW, qtbot)
    assert all(combo.accessibleName().startswith("Column for ") for combo in pane.columns.combos.values())
    assert pane.columns.part_number.accessibleName() == "Assembly"
