"""What a screen reader finds in the window."""

from __future__ import annotations

from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QTableView, QWidget

from tests.support.desk import Desk


def name_of(widget: QWidget) -> str:
    """Return what a screen reader calls a widget."""
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface.text(QAccessible.Text.Name) if interface else ""


def test_everything_that_can_be_pressed_or_typed_into_has_a_name(desk: Desk) -> None:
    kinds = (QAbstractButton, QLineEdit, QTableView)
    controls = [
        widget for kind in kinds for widget in desk.station.window.findChildren(kind) if widget.isVisible()
    ]
    assert len(controls) > 5
    assert [repr(control) for control in controls if not name_of(control)] == []


def test_the_parts_of_the_bench_are_named(desk: Desk) -> None:
    desk.scan("SN-1")
    board = desk.station.bench.board
    assert "Issued SN-1" in name_of(board.banner)
    assert name_of(board.lines.table) == "Lines of the kit"
    assert name_of(board.code) == "Type a code"
    assert board.next_step.accessibleName().startswith("Go to ")
    assert desk.station.window.top_bar.operator.accessibleName() == "Operator: Operator"


def test_the_roles_are_what_they_look_like(desk: Desk) -> None:
    board = desk.station.bench.board
    roles = {
        board.lines.table: QAccessible.Role.Table,
        board.code: QAccessible.Role.EditableText,
        desk.station.window.top_bar.progress: QAccessible.Role.ProgressBar,
    }
    for widget, role in roles.items():
        interface = QAccessible.queryAccessibleInterface(widget)
        assert interface is not None
        assert interface.role() == role
