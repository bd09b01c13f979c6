"""Codes to try a pattern on: scanned, typed or pasted, each with what it means at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from kitstation.scanning.visible import visible
from kitstation.station.code_patterns import examples_of
from kitstation.ui.pages.settings.pattern_row import CodeText, code_font
from kitstation.ui.pages.settings.pattern_words import group_name, sample_pill, sample_remark
from kitstation.ui.theme.sizes import TextRole
from kitstation.ui.theme.tokens import Ink
from kitstation.ui.widgets.button import Button
from kitstation.ui.widgets.pill import Pill
from kitstation.ui.widgets.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kitstation.station.pattern_trial import PatternTrial, SampleTrial
    from kitstation.ui.theme.apply import Appearance


class SampleRow(QWidget):
    """One code: how it fares, what each group gives, what is wrong. `removal_wanted` tells the code."""

    removal_wanted = Signal(str)

    def __init__(self, appearance: Appearance, trial: SampleTrial) -> None:
        super().__init__()
        self.trial = trial
        self.pill = Pill(appearance, sample_pill(trial))
        self.groups = Text(appearance, self._groups(), lines=3)
        self.remark = Text(appearance, sample_remark(trial), role=TextRole.SMALL, ink=Ink.MUTED, lines=3)
        self.remove_button = Button(appearance, self.tr("Remove"))
        self.remove_button.setAccessibleName(self.tr("Remove the code {code}").format(code=self.shown))
        self.remove_button.clicked.connect(self._remove)
        for text in (self.groups, self.remark):
            text.setVisible(bool(text.text()))
        words = (self.shown, self.pill.text(), self.groups.text(), self.remark.text())
        self.setAccessibleName(". ".join(part for part in words if part))
        first = QHBoxLayout()
        first.setSpacing(appearance.sizes.unit * 2)
        first.addWidget(CodeText(appearance, self.shown), 1)
        first.addWidget(self.pill, 0, Qt.AlignmentFlag.AlignVCenter)
        first.addWidget(self.remove_button, 0, Qt.AlignmentFlag.AlignVCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(appearance.sizes.unit // 2)
        column.addLayout(first)
        column.addWidget(self.groups)
        column.addWidget(self.remark)

    @property
    def shown(self) -> str:
        """The code, control characters made visible."""
        return visible(self.trial.sample)

    def _remove(self) -> None:
        self.removal_wanted.emit(self.trial.sample)

    def _groups(self) -> str:
        pairs = self.trial.groups
        return "  ·  ".join(f"{group_name(group)}: {visible(value) or '∅'}" for group, value in pairs)


class PatternSamples(QWidget):
    """Codes in the order in which they came; `changed` tells that there are others now."""

    changed = Signal()

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self._appearance = appearance
        self._samples: tuple[str, ...] = ()
        self.rows: list[SampleRow] = []
        self.field = QLineEdit()
        self.field.setFont(code_font(appearance))
        self.field.setPlaceholderText(self.tr("Scan a code, or type one"))
        self.field.setAccessibleName(self.tr("Code to try"))
        self.add_button = Button(appearance, self.tr("Add"), icon="add")
        self.paste_button = Button(appearance, self.tr("Paste"), icon="copy")
        self.paste_button.setToolTip(self.tr("Each line of what was copied is a code."))
        self.field.returnPressed.connect(self._add_typed)
        self.add_button.clicked.connect(self._add_typed)
        self.paste_button.clicked.connect(self._add_copied)
        entry = QHBoxLayout()
        entry.setSpacing(appearance.sizes.unit * 2)
        entry.addWidget(self.field, 1)
        entry.addWidget(self.add_button)
        entry.addWidget(self.paste_button)
        self._listed = QVBoxLayout()
        self._listed.setSpacing(appearance.sizes.gap)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(appearance.sizes.gap)
        column.addLayout(entry)
        column.addLayout(self._listed)

    @property
    def samples(self) -> tuple[str, ...]:
        """The codes."""
        return self._samples

    def add(self, codes: Iterable[str]) -> None:
        """Add codes. One that is there already stays where it is."""
        self.set((*self._samples, *codes))

    def set(self, codes: Iterable[str]) -> None:
        """Take these codes in place of those that are there."""
        samples = examples_of(codes)
        if samples != self._samples:
            self._samples = samples
            self.changed.emit()

    def remove(self, code: str) -> None:
        """Take a code away."""
        self._samples = tuple(sample for sample in self._samples if sample != code)
        self.changed.emit()
        self.field.setFocus()

    def show_trial(self, trial: PatternTrial) -> None:
        """Show what came of the codes."""
        if tuple(row.trial for row in self.rows) == trial.samples:
            return
        for row in self.rows:
            self._listed.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = [SampleRow(self._appearance, sample) for sample in trial.samples]
        for row in self.rows:
            row.removal_wanted.connect(self.remove)
            self._listed.addWidget(row)
            row.show()

    def _add_typed(self) -> None:
        self.add((self.field.text(),))
        self.field.clear()
        self.field.setFocus()

    def _add_copied(self) -> None:
        # Not splitlines(), which takes the separators inside a code for ends of lines.
        copied = QGuiApplication.clipboard().text().replace("\r", "\n")
        self.add(copied.split("\n"))
        self.field.setFocus()
