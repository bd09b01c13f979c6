"""One pattern on the settings page: its name, its expression, how its examples fare, and what can be done with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kitstation.ui.pages.settings.pattern_words import pattern_pill
from kitstation.ui.theme.sizes import TextRole
from kitstation.ui.theme.tokens import Ink
from kitstation.ui.widgets.button import Button
from kitstation.ui.widgets.pill import Pill
from kitstation.ui.widgets.text import Text

if TYPE_CHECKING:
    from kitstation.station.code_patterns import PatternSettings
    from kitstation.station.pattern_trial import PatternTrial
    from kitstation.ui.theme.apply import Appearance

_CODE_PIXELS = 13


def code_font(appearance: Appearance) -> QFont:
    """Return the font in which codes and expressions are written: every character counts."""
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
    font.setPixelSize(appearance.sizes.scaled(_CODE_PIXELS))
    return font


class CodeText(Text):
    """A code or an expression on a line; what does not fit is in the tool tip."""

    def _restyle(self) -> None:
        super()._restyle()
        self.setFont(code_font(self._appearance))
        self._fit()


class PatternRow(QWidget):
    """`move_wanted` tells the name and by how many places, `edit_wanted` and `removal_wanted` the name."""

    move_wanted = Signal(str, int)
    edit_wanted = Signal(str)
    removal_wanted = Signal(str)

    def __init__(self, appearance: Appearance, pattern: PatternSettings, trial: PatternTrial) -> None:
        super().__init__()
        self.pattern = pattern
        self.pill = Pill(appearance, pattern_pill(trial))
        self.up_button = Button(appearance, self.tr("Up"))
        self.down_button = Button(appearance, self.tr("Down"))
        self.edit_button = Button(appearance, self.tr("Edit"))
        self.remove_button = Button(appearance, self.tr("Remove"))
        self.remark = Text(appearance, trial.fault.why if trial.fault else "", ink=Ink.REFUSED, lines=3)
        self.remark.setVisible(bool(trial.fault))
        self.setAccessibleName(f"{pattern.name}, {self.pill.text()}. {self.remark.text()}".strip())
        self._lay_out(appearance)
        self.up_button.clicked.connect(self._move_up)
        self.down_button.clicked.connect(self._move_down)
        self.edit_button.clicked.connect(self._edit)
        self.remove_button.clicked.connect(self._remove)

    def show_ends(self, *, first: bool, last: bool) -> None:
        """Say whether it is the first or the last one: it cannot be moved further then."""
        self.up_button.setEnabled(not first)
        self.down_button.setEnabled(not last)

    def _lay_out(self, appearance: Appearance) -> None:
        first = QHBoxLayout()
        first.setSpacing(appearance.sizes.unit * 2)
        first.addWidget(Text(appearance, self.pattern.name, role=TextRole.STRONG), 1)
        for button, name in (
            (self.up_button, self.tr("Believe {name} earlier")),
            (self.down_button, self.tr("Believe {name} later")),
            (self.edit_button, self.tr("Edit {name}")),
            (self.remove_button, self.tr("Remove {name}")),
        ):
            button.setAccessibleName(name.format(name=self.pattern.name))
            first.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        first.insertWidget(1, self.pill, 0, Qt.AlignmentFlag.AlignVCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(appearance.sizes.unit)
        column.addLayout(first)
        column.addWidget(CodeText(appearance, self.pattern.expression, ink=Ink.MUTED))
        column.addWidget(self.remark)

    def _move_up(self) -> None:
        self.move_wanted.emit(self.pattern.name, -1)

    def _move_down(self) -> None:
        self.move_wanted.emit(self.pattern.name, 1)

    def _edit(self) -> None:
        self.edit_wanted.emit(self.pattern.name)

    def _remove(self) -> None:
        self.removal_wanted.emit(self.pattern.name)
