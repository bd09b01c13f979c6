from __future__ import annotations

from dataclasses import dataclass

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from kitstation.station.table_state import ColumnState, TableState
from kitstation.ui.tables.column import Align, CellIcon, Column, ProgressCell, RowState
from kitstation.ui.tables.row_model import RowTableModel
from kitstation.ui.tables.table_view import TableView
from kitstation.ui.theme.apply import Appearance
from kitstation.ui.theme.painting import PillContent
from kitstation.ui.theme.sizes import Density
from kitstation.ui.theme.tokens import Theme, Tone


@dataclass(frozen=True, slots=True)
class Line:
    uid: str
    part: str
    left: int


COLUMNS: tuple[Column[Line], ...] = (
    Column(key="part", title="Part", value=lambda line: line.part, icon=lambda _line: CellIcon("circle")),
    Column(key="left", title="Left", value=lambda line: str(line.left), align=Align.TRAILING),
    Column(key="note", title="Note", value=lambda _line: "tab\tand\nline", initially_hidden=True),
    Column(
        key="state",
        title="",
        value=lambda line: "short" if line.left else "complete",
        drawn=lambda line: PillContent("short", Tone.ATTENTION) if line.left else ProgressCell(1.0),
    ),
)
LINES = tuple(Line(uid, f"PART-{uid}", left) for uid, left in (("a", 3), ("b", 0), ("c", 7)))


def _identity(line: Line) -> str:
    return line.uid


def _row_state(line: Line) -> RowState:
    return {"a": RowState.CURRENT, "b": RowState.FADED}.get(line.uid, RowState.NORMAL)


@pytest.fixture
def model() -> RowTableModel[Line]:
    made = RowTableModel(COLUMNS, _identity, row_state=_row_state)
    made.set_rows(LINES)
    return made


@pytest.fixture
def table(appearance: Appearance, model: RowTableModel[Line], qtbot: QtBot) -> TableView:
    made = TableView(appearance, "Lines of the kit")
    qtbot.addWidget(made)
    made.show_rows_of(model)
    made.resize(600, 240)
    return made


def _press(table: TableView, key: Qt.Key, modifiers: Qt.KeyboardModifier) -> None:
    QApplication.sendEvent(table, QKeyEvent(QEvent.Type.KeyPress, key, modifiers))


def test_the_selection_belongs_to_rows_and_survives_a_reload(
    table: TableView, model: RowTableModel[Line]
) -> None:
    table.select_ids(("c",))
    model.set_rows(tuple(reversed(LINES)))
    assert table.selected_ids() == ("c",)
    model.set_rows(LINES[:2])
    assert table.selected_ids() == ()


def test_the_selection_survives_sorting(table: TableView) -> None:
    table.select_ids(("a", "c"))
    table.sortByColumn(1, Qt.SortOrder.DescendingOrder)
    assert table.selected_ids() == ("c", "a")


def test_a_change_of_the_selection_is_told(table: TableView, qtbot: QtBot) -> None:
    with qtbot.waitSignal(table.selection_changed) as told:
        table.select_ids(("b",))
    assert told.args == [("b",)]


def test_rows_are_first_shown_in_the_order_given(table: TableView, model: RowTableModel[Line]) -> None:
    assert [model.index(row, 0).data() for row in range(3)] == ["PART-a", "PART-b", "PART-c"]
    assert table.save_state().sorted_by is None


def test_copying_gives_lines_with_tabs_of_the_shown_columns(table: TableView) -> None:
    table.select_ids(("a", "c"))
    _press(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "PART-a\t3\tshort\nPART-c\t7\tshort"


def test_a_copied_cell_cannot_begin_another_cell_or_line(table: TableView) -> None:
    table.setColumnHidden(2, False)
    table.select_ids(("b",))
    table.copy_selected()
    assert QGuiApplication.clipboard().text() == "PART-b\t0\ttab and line\tcomplete"


def test_enter_activates_the_current_row(table: TableView, qtbot: QtBot) -> None:
    table.select_ids(("b",))
    with qtbot.waitSignal(table.row_activated) as told:
        _press(table, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier)
    assert told.args == ["b"]


def test_the_headers_menu_shows_and_hides_columns(table: TableView) -> None:
    menu = table.column_menu()
    actions = menu.actions()
    assert [action.isChecked() for action in actions[:4]] == [True, True, False, True]
    actions[2].trigger()
    actions[0].trigger()
    assert [table.isColumnHidden(at) for at in range(4)] == [True, False, False, False]
    menu.deleteLater()


def test_the_last_shown_column_cannot_be_hidden(table: TableView) -> None:
    for at in (0, 2, 3):
        table.setColumnHidden(at, True)
    menu: QMenu = table.column_menu()
    assert [action.isEnabled() for action in menu.actions()[:4]] == [True, False, True, True]
    menu.deleteLater()


def test_columns_are_put_back_as_they_were_left(
    table: TableView, appearance: Appearance, model: RowTableModel[Line], qtbot: QtBot
) -> None:
    table.horizontalHeader().moveSection(1, 0)
    table.setColumnWidth(1, 123)
    table.setColumnHidden(3, True)
    table.sortByColumn(1, Qt.SortOrder.DescendingOrder)
    left = table.save_state()
    other = TableView(appearance, "Lines")
    qtbot.addWidget(other)
    other.show_rows_of(model)
    other.restore_state(left)
    assert other.save_state() == left
    assert left.columns[0] == ColumnState("left", 123, visible=True)
    assert (left.sorted_by, left.descending) == ("left", True)


def test_a_remembered_column_that_no_longer_exists_does_no_harm(table: TableView) -> None:
    gone = ColumnState("gone", 80, visible=True)
    table.restore_state(TableState((gone, ColumnState("left", 90, visible=True)), sorted_by="gone"))
    assert [column.key for column in table.save_state().columns] == ["left", "part", "note", "state"]


@pytest.mark.parametrize("density", list(Density))
def test_rows_are_as_high_as_the_density_says(
    table: TableView, appearance: Appearance, density: Density
) -> None:
    appearance.set_density(density)
    assert table.rowHeight(0) == appearance.sizes.row


@pytest.mark.parametrize("direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
@pytest.mark.parametrize("theme", [Theme.LIGHT, Theme.DARK])
def test_pills_bars_and_marks_are_painted_in_both_themes_and_directions(
    table: TableView, appearance: Appearance, theme: Theme, direction: Qt.LayoutDirection
) -> None:
    appearance.set_theme(theme)
    table.setLayoutDirection(direction)
    image = table.viewport().grab().toImage()
    colours = {
        image.pixelColor(x, y).name().upper() for x in range(image.width()) for y in range(image.height())
    }
    tokens = appearance.tokens
    assert {tokens.attention.soft, tokens.accepted.fill, tokens.accent_soft, tokens.line} <= colours


def test_tab_leaves_the_table(table: TableView) -> None:
    assert not table.tabKeyNavigation()
    assert table.accessibleName() == "Lines of the kit"


@pytest.mark.parametrize(
    ("reason", "ringed"),
    [
        (Qt.FocusReason.TabFocusReason, True),
        (Qt.FocusReason.BacktabFocusReason, True),
        (Qt.FocusReason.ShortcutFocusReason, True),
        (Qt.FocusReason.MouseFocusReason, False),
        (Qt.FocusReason.OtherFocusReason, False),
    ],
)
def test_a_table_shows_its_ring_to_those_who_come_by_keyboard(
    table: TableView, qtbot: QtBot, reason: Qt.FocusReason, ringed: bool
) -> None:
    with qtbot.waitActive(table):
        table.show()
    table.clearFocus()
    table.setFocus(reason)
    qtbot.waitUntil(table.hasFocus)
    assert table.property("ring") is ringed


def test_moving_in_a_table_shows_its_ring(table: TableView) -> None:
    assert not table.property("ring")
    press = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Down, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(table, press)
    assert table.property("ring")


def test_a_row_of_which_only_a_part_would_be_seen_is_left_out(
    table: TableView, appearance: Appearance
) -> None:
    row = appearance.sizes.row
    header = table.horizontalHeader().sizeHint().height()
    table.resize(600, header + 2 * row + 10 + 2 * table.frameWidth())
    bottom = table.viewport().grab().toImage()
    assert table.rowAt(bottom.height() - 2) == 2
    strip = [bottom.pixelColor(x, bottom.height() - 2) for x in range(bottom.width())]
    # The round corners of the card let through what lies behind it.
    assert {colour.name().upper() for colour in strip if colour.alpha() == 255} == {appearance.tokens.surface}
