from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from kitstation.ui.tables.column import Align, CellIcon, Column, ProgressCell, RowState
from kitstation.ui.tables.row_model import CellRole, RowTableModel

Role = Qt.ItemDataRole


@dataclass(frozen=True, slots=True)
class Line:
    uid: str
    part: str
    left: Decimal

    @property
    def done(self) -> bool:
        return self.left == 0


COLUMNS: tuple[Column[Line], ...] = (
    Column(key="part", title="Part", value=lambda line: line.part, bold=True),
    Column(
        key="left",
        title="Left",
        value=lambda line: f"{line.left}",
        unit=lambda _line: "ea",
        align=Align.TRAILING,
        sort_key=lambda line: line.left,
        tooltip=lambda line: f"{line.left} still needed",
        accessible=lambda line: f"{line.left} pieces left",
        icon=lambda line: CellIcon("circle-check") if line.done else None,
    ),
    Column(key="bar", title="", value=lambda _line: "50 %", drawn=lambda _line: ProgressCell(0.5)),
)
LINES = (Line("a", "ICE40", Decimal(3)), Line("b", "RC0402", Decimal(51)), Line("c", "cy7c", Decimal(0)))


def _state(line: Line) -> RowState:
    return RowState.FADED if line.done else RowState.NORMAL


@pytest.fixture
def model() -> RowTableModel[Line]:
    made = RowTableModel(COLUMNS, _identity, row_state=_state)
    made.set_rows(LINES)
    return made


def _identity(line: Line) -> str:
    return line.uid


def _parts(model: RowTableModel[Line]) -> list[str]:
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def test_the_model_keeps_qts_contract(model: RowTableModel[Line], qtmodeltester: ModelTester) -> None:
    qtmodeltester.check(model)  # type: ignore[no-untyped-call]  # pytest-qt does not annotate it
    model.replace_row(replace(LINES[0], left=Decimal(2)))
    model.sort(1, Qt.SortOrder.DescendingOrder)
    model.set_rows(LINES[1:])


@pytest.mark.parametrize(
    ("column", "role", "shown"),
    [
        (0, Role.DisplayRole, "ICE40"),
        (0, Role.ToolTipRole, None),
        (0, Role.AccessibleTextRole, "ICE40"),
        (0, CellRole.BOLD, True),
        (0, CellRole.ROW_ID, "a"),
        (0, CellRole.SORT, "ice40"),
        (0, CellRole.STATE, RowState.NORMAL),
        (1, Role.DisplayRole, "3 ea"),
        (1, Role.ToolTipRole, "3 still needed"),
        (1, Role.AccessibleTextRole, "3 pieces left"),
        (1, CellRole.SORT, Decimal(3)),
        (1, CellRole.ICON, None),
        (2, CellRole.DRAWN, ProgressCell(0.5)),
        (2, Role.EditRole, None),
    ],
)
def test_a_cell_knows_what_it_shows(
    model: RowTableModel[Line], column: int, role: int, shown: object
) -> None:
    assert model.index(0, column).data(role) == shown


def test_no_index_makes_the_model_raise(model: RowTableModel[Line]) -> None:
    late = QPersistentModelIndex(model.index(2, 0))
    assert model.data(QModelIndex()) is None
    model.set_rows(())
    assert model.data(late) is None
    assert model.headerData(9, Qt.Orientation.Horizontal) is None
    assert model.headerData(0, Qt.Orientation.Vertical) is None


def test_cells_have_no_rows_below_them(model: RowTableModel[Line]) -> None:
    assert model.rowCount(model.index(0, 0)) == 0
    assert model.columnCount(model.index(0, 0)) == 0


def test_the_header_shows_titles_with_the_alignment_of_their_cells(model: RowTableModel[Line]) -> None:
    assert model.headerData(1, Qt.Orientation.Horizontal) == "Left"
    alignment = model.headerData(1, Qt.Orientation.Horizontal, Role.TextAlignmentRole)
    assert alignment == model.index(0, 1).data(Role.TextAlignmentRole)


def test_only_the_row_that_changed_is_repainted(model: RowTableModel[Line], qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(model.modelReset), qtbot.waitSignal(model.dataChanged) as change:
        model.set_rows((LINES[0], replace(LINES[1], left=Decimal(50)), LINES[2]))
    assert change.args is not None
    first, last, *_ = change.args
    assert (first.row(), last.row(), last.column()) == (1, 1, 2)
    assert model.index(1, 1).data() == "50 ea"


def test_the_same_rows_again_repaint_nothing(model: RowTableModel[Line], qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(model.dataChanged), qtbot.assertNotEmitted(model.modelReset):
        model.set_rows(LINES)


def test_other_rows_reset_the_model(model: RowTableModel[Line], qtbot: QtBot) -> None:
    with qtbot.waitSignal(model.modelReset):
        model.set_rows(LINES[:2])
    assert _parts(model) == ["ICE40", "RC0402"]


def test_a_row_that_is_not_shown_is_passed_over(model: RowTableModel[Line], qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(model.dataChanged):
        model.replace_row(Line("z", "OTHER", Decimal(1)))


def test_rows_are_found_by_id(model: RowTableModel[Line]) -> None:
    assert (model.row("b"), model.position("b")) == (LINES[1], 1)
    assert (model.row("z"), model.position("z")) == (None, None)


def test_numbers_are_sorted_as_numbers_and_text_regardless_of_case(model: RowTableModel[Line]) -> None:
    model.sort(1, Qt.SortOrder.DescendingOrder)
    assert _parts(model) == ["RC0402", "ICE40", "cy7c"]
    model.sort(0)
    assert _parts(model) == ["cy7c", "ICE40", "RC0402"]
    model.sort(-1)
    assert _parts(model) == ["ICE40", "RC0402", "cy7c"]


def test_a_reload_keeps_the_sorting(model: RowTableModel[Line]) -> None:
    model.sort(0)
    model.set_rows((*LINES, Line("d", "ABC", Decimal(1))))
    assert _parts(model)[0] == "ABC"


def test_what_points_at_a_row_still_does_after_sorting(model: RowTableModel[Line]) -> None:
    pointer = QPersistentModelIndex(model.index(1, 0))
    model.sort(0)
    assert pointer.data() == "RC0402"


@given(
    st.lists(st.integers(0, 9), unique=True),
    st.lists(st.tuples(st.integers(0, 12), st.integers(0, 99))),
    st.sampled_from([-1, 0, 1]),
)
def test_after_any_changes_each_row_is_where_its_id_says(
    ids: list[int], changes: list[tuple[int, int]], column: int
) -> None:
    model = RowTableModel(COLUMNS, _identity)
    model.set_rows(Line(f"{number}", f"P{number}", Decimal(number)) for number in ids)
    model.sort(column)
    for number, left in changes:
        model.replace_row(Line(f"{number}", f"P{number}", Decimal(left)))
    last = dict(changes)
    for number in ids:
        at = model.position(f"{number}")
        assert at is not None
        assert model.index(at, 0).data(CellRole.ROW_ID) == f"{number}"
        assert model.index(at, 1).data() == f"{last.get(number, number)} ea"
