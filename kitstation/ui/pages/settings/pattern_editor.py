"""Writing a pattern: what it is called, its expression, and codes to try it on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from kitstation.station.code_patterns import PatternSettings, double_name
from kitstation.station.pattern_starts import STARTS, Start
from kitstation.station.pattern_trial import PatternTrial, try_pattern
from kitstation.ui.pages.settings.expression_field import ExpressionField
from kitstation.ui.pages.settings.pattern_samples import PatternSamples
from kitstation.ui.pages.settings.pattern_words import start_name
from kitstation.ui.pages.settings.row import CONTROL_WIDTH, SettingRow
from kitstation.ui.theme.sizes import TextRole
from kitstation.ui.theme.tokens import Ink
from kitstation.ui.widgets.button import Button, ButtonKind
from kitstation.ui.widgets.card import Card, set_margins
from kitstation.ui.widgets.text import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent

    from kitstation.ui.theme.apply import Appearance

_STARTS_WIDTH = 350
_EXAMPLES: Final = {point.example for point in STARTS.values()}
_UNNAMED = "X"
"""Tries an expression as long as it has no name."""


class PatternEditor(Card):
    """Shows at each key what the codes mean with what is written. `saved` tells the pattern, `left` that there is none.

    `before` is the pattern that is changed, `others` are those around it, of which `place` come before it.
    """

    saved = Signal(object)
    left = Signal()

    def __init__(
        self,
        appearance: Appearance,
        others: Sequence[PatternSettings],
        before: PatternSettings | None = None,
        place: int | None = None,
    ) -> None:
        super().__init__()
        self._appearance = appearance
        self._others = tuple(others)
        self._place = place
        self.trial = PatternTrial(())
        self.starts = QComboBox()
        self.name = QLineEdit()
        self.expression = ExpressionField(appearance)
        self.samples = PatternSamples(appearance)
        self.save_button = Button(appearance, self.tr("Save"), kind=ButtonKind.PRIMARY)
        self.cancel_button = Button(appearance, self.tr("Cancel"))
        self.name_row = self._named(self.name)
        self._lay_out(before)
        if before is not None:
            self.name.setText(before.name)
            self.expression.field.setText(before.expression)
            self.samples.add(before.examples)
        self._connect()
        self._try()

    @property
    def pattern(self) -> PatternSettings:
        """What is written."""
        return PatternSettings(
            name=self.name.text().strip(),
            expression=self.expression.text,
            examples=self.samples.samples,
        )

    def begin(self) -> None:
        """Put the cursor where writing begins."""
        (self.expression.field if self.name.text() else self.starts).setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave on Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _named(self, control: QLineEdit) -> SettingRow:
        control.setFixedWidth(self._appearance.sizes.scaled(CONTROL_WIDTH))
        hint = self.tr("As it stands in the answers to scans, such as “Acme reel”.")
        return SettingRow(self._appearance, self.tr("Name"), hint, control)

    def _lay_out(self, before: PatternSettings | None) -> None:
        sizes = self._appearance.sizes
        title = self.tr("Edit {name}").format(name=before.name) if before else self.tr("New pattern")
        column = QVBoxLayout(self)
        set_margins(column, sizes.page_margin, sizes.gap)
        self.starts.setFixedWidth(sizes.scaled(_STARTS_WIDTH))
        self.starts.addItem(self.tr("Choose…"))
        for start in Start:
            self.starts.addItem(start_name(start), start)
        begin_with = self.tr("Begin with")
        hint = self.tr("What is printed most; change it as you need it.")
        column.addWidget(SettingRow(self._appearance, begin_with, hint, self.starts))
        column.addWidget(self.name_row)
        column.addWidget(self.expression)
        column.addWidget(_titled(self._appearance, self.samples))
        first = QHBoxLayout()
        first.setSpacing(sizes.unit * 2)
        first.addWidget(Text(self._appearance, title, role=TextRole.LEAD_STRONG), 1)
        first.addWidget(self.cancel_button)
        first.addWidget(self.save_button)
        # At the top the buttons are always seen; put in last, they come behind what is written for the Tab key.
        column.insertLayout(0, first)

    def _connect(self) -> None:
        self.starts.activated.connect(self._begin_with)
        self.name.textChanged.connect(self._try)
        self.name.returnPressed.connect(self._save)
        self.expression.changed.connect(self._try)
        self.expression.entered.connect(self._save)
        self.samples.changed.connect(self._try)
        self.save_button.clicked.connect(self._save)
        self.cancel_button.clicked.connect(self.left)

    def _begin_with(self, index: int) -> None:
        start = self.starts.itemData(index)
        if start is None:
            return
        point = STARTS[Start(start)]
        self.expression.write(point.expression)
        if {*self.samples.samples} <= _EXAMPLES:
            self.samples.set((point.example,))

    def _try(self) -> None:
        """Show what is wrong, and what each code means now."""
        written = self.pattern
        unnamed = written.model_copy(update={"name": _UNNAMED})
        of_expression = try_pattern(unnamed, (), self._others, self._place).fault
        self.expression.show_fault(of_expression)
        tried = written if written.name or of_expression else unnamed
        self.trial = try_pattern(tried, self.samples.samples, self._others, self._place)
        self.name_row.show_problem(
            self._problem_of_name(written, of_name=self.trial.fault and not of_expression)
        )
        self.samples.show_trial(self.trial)
        is_well = bool(written.name) and self.trial.fault is None and not self.name_row.problem
        self.save_button.setEnabled(is_well)

    def _problem_of_name(self, written: PatternSettings, *, of_name: object) -> str:
        if written.name and double_name((*self._others, written)):
            return self.tr("Another pattern is called so.")
        return self.trial.fault.why if of_name and self.trial.fault else ""

    def _save(self) -> None:
        if self.save_button.isEnabled():
            self.saved.emit(self.pattern)


def _titled(appearance: Appearance, samples: PatternSamples) -> QWidget:
    """Return the codes under their title."""
    held = QWidget()
    title = QLabel(QCoreApplication.translate("PatternEditor", "Codes to try"))
    title.setFont(appearance.font(TextRole.STRONG))
    title.setBuddy(samples.field)
    hint = QCoreApplication.translate(
        "PatternEditor",
        "Scan some now: they do nothing else meanwhile. They are kept with the pattern as its examples.",
    )
    column = QVBoxLayout(held)
    set_margins(column, 0, appearance.sizes.unit)
    column.addWidget(title)
    column.addWidget(Text(appearance, hint, ink=Ink.MUTED, lines=3))
    column.addSpacing(appearance.sizes.unit)
    column.addWidget(samples)
    return held
