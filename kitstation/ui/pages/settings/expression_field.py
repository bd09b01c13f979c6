"""Where an expression is written: with the names of the groups to insert, and what is wrong, where, at once."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QMenu, QVBoxLayout, QWidget

from kitstation.scanning.customer_patterns import GROUPS, LONGEST_EXPRESSION
from kitstation.ui.pages.settings.pattern_row import code_font
from kitstation.ui.pages.settings.pattern_words import group_name
from kitstation.ui.theme.sizes import TextRole
from kitstation.ui.theme.tokens import Ink
from kitstation.ui.widgets.button import Button, ButtonKind
from kitstation.ui.widgets.text import Text

if TYPE_CHECKING:
    from kitstation.scanning.customer_patterns import PatternFault
    from kitstation.ui.theme.apply import Appearance

_ANYTHING = ".+"


class ExpressionField(QWidget):
    """`changed` tells that something else is written; `entered` that Enter was pressed."""

    changed = Signal()
    entered = Signal()

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self._place: int | None = None
        title = QLabel(self.tr("Expression"))
        title.setFont(appearance.font(TextRole.STRONG))
        self.field = QLineEdit()
        self.field.setFont(code_font(appearance))
        self.field.setMaxLength(LONGEST_EXPRESSION)
        self.field.setAccessibleName(self.tr("Expression"))
        title.setBuddy(self.field)
        self._hint = self.tr(
            "A regular expression for all of the code; each named group takes what it matches. A GS in the code is "
            "written \\x1d."
        )
        self.remark = Text(appearance, self._hint, ink=Ink.MUTED, lines=4)
        self.group_button = Button(appearance, self.tr("Insert a group"), icon="add")
        self.place_button = Button(appearance, self.tr("Go there"), kind=ButtonKind.LINK)
        self.place_button.setAccessibleName(self.tr("Go to where the expression goes wrong"))
        self.field.textChanged.connect(self.changed)
        self.field.returnPressed.connect(self.entered)
        self.group_button.clicked.connect(self._offer_groups)
        self.place_button.clicked.connect(self._go_to_place)
        below = QHBoxLayout()
        below.setSpacing(appearance.sizes.gap)
        below.addWidget(self.remark, 1)
        below.addWidget(self.place_button)
        below.addWidget(self.group_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(appearance.sizes.unit * 2)
        column.addWidget(title)
        column.addWidget(self.field)
        column.addLayout(below)

    @property
    def text(self) -> str:
        """The expression."""
        return self.field.text()

    def write(self, expression: str) -> None:
        """Write another expression in place of this one, so that Ctrl+Z takes it back."""
        self.field.selectAll()
        self.field.insert(expression)

    def insert_group(self, group: str) -> None:
        """Make a group of what is selected; without a selection one that takes anything, to be written over."""
        selected = self.field.selectedText()
        self.field.insert(f"(?P<{group}>{selected or _ANYTHING})")
        self.field.setFocus()
        if not selected:
            self.field.setSelection(self.field.cursorPosition() - len(_ANYTHING) - 1, len(_ANYTHING))

    def show_fault(self, fault: PatternFault | None) -> None:
        """Say what is wrong and where; None takes it back. Nothing written yet is not wrong."""
        wrong = fault is not None and bool(self.text)
        self._place = fault.place if fault and wrong else None
        self.field.setProperty("invalid", wrong)
        self.field.style().unpolish(self.field)
        self.field.style().polish(self.field)
        self.remark.setText(fault.detail if fault and wrong else self._hint)
        self.remark.set_ink(Ink.REFUSED if wrong else Ink.MUTED)
        self.field.setAccessibleDescription(self.remark.text())
        self.place_button.setVisible(self._place is not None)

    def _go_to_place(self) -> None:
        if self._place is not None:
            self.field.setFocus()
            # Qt counts a character beyond the first plane twice.
            before = len(self.text[: self._place].encode("utf-16-le")) // 2
            self.field.setSelection(before, 1)

    def _offer_groups(self) -> None:
        menu = QMenu(self)
        for group in GROUPS:
            action = menu.addAction(f"{group_name(group)}\t{group}")
            action.setEnabled(f"<{group}>" not in self.text)
            action.triggered.connect(partial(self.insert_group, group))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.group_button.mapToGlobal(QPoint(0, self.group_button.height())))
