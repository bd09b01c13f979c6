"""Codes: the house's own kinds of codes, the order in which they are believed, and writing one."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from pydantic import ValidationError
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kitstation.domain.errors import KitstationError
from kitstation.station.code_patterns import (
    PatternSettings,
    moved,
    place_of,
    put_in,
    put_in_place_of,
    taken_out,
)
from kitstation.station.pattern_trial import try_kept
from kitstation.ui.pages.settings.pattern_editor import PatternEditor
from kitstation.ui.pages.settings.pattern_row import PatternRow
from kitstation.ui.pages.settings.removal_strip import RemovalStrip
from kitstation.ui.pages.settings.section import Section
from kitstation.ui.theme.tokens import Ink
from kitstation.ui.widgets.button import Button, ButtonKind
from kitstation.ui.widgets.card import set_margins
from kitstation.ui.widgets.text import Text

if TYPE_CHECKING:
    from kitstation.scanning.scan import Scan
    from kitstation.station.settings import Settings
    from kitstation.ui.services import Services

Patterns = tuple[PatternSettings, ...]


class CodesSection(Section):
    """While a pattern is written, scans are codes to try it on and do nothing else."""

    def __init__(self, services: Services) -> None:
        super().__init__(services, QCoreApplication.translate("CodesSection", "Codes"))
        self._shown: Patterns | None = None
        self.rows: list[PatternRow] = []
        self.editor: PatternEditor | None = None
        self.remark = Text(services.appearance, ink=Ink.MUTED, lines=4)
        self.add_button = Button(
            services.appearance, self.tr("New pattern"), kind=ButtonKind.PRIMARY, icon="add"
        )
        self.add_button.clicked.connect(self._open_new)
        self.strip = RemovalStrip(services.appearance)
        self._list = QWidget()
        self._listed = QVBoxLayout(self._list)
        set_margins(self._listed, 0, services.appearance.sizes.page_margin)
        self._editor_place = QVBoxLayout()
        self.add_card(self.remark, self._buttons())
        self._column.addLayout(self._editor_place)
        self._column.addWidget(self.strip)
        self.add_card(self._list)
        self.finish()

    @property
    def patterns(self) -> Patterns:
        """The patterns in force."""
        return self.services.settings.now.patterns

    def show_settings(self, settings: Settings) -> None:
        """Show the patterns in force."""
        if settings.patterns == self._shown:
            return
        self._shown = settings.patterns
        self.remark.setText(self._remark())
        for row in self.rows:
            self._listed.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = [self._row(pattern) for pattern in self.patterns]
        for row in self.rows:
            row.show_ends(first=row is self.rows[0], last=row is self.rows[-1])
            self._listed.addWidget(row)
        self._show_list()

    def take_scan(self, scan: Scan) -> bool:
        """Try the pattern that is written on a scan, and return whether one is written."""
        if self.editor is None or not self.isVisible():
            return False
        self.editor.samples.add((scan.text,))
        return True

    # What is shown.

    def _remark(self) -> str:
        if self.patterns:
            return self.tr(
                "A code is first looked for among our own labels, then among these from top to bottom, then among "
                "all other kinds. What the database knows as it is comes before all of them."
            )
        return self.tr(
            "Labels of your own or of a customer can be read too: say with an expression what stands where in the "
            "code. It is then understood wherever something is scanned."
        )

    def _row(self, pattern: PatternSettings) -> PatternRow:
        trial = try_kept(self.patterns, pattern.name)
        row = PatternRow(self.services.appearance, pattern, trial)
        row.move_wanted.connect(self._move)
        row.edit_wanted.connect(self._open)
        row.removal_wanted.connect(self._remove)
        return row

    def _show_list(self) -> None:
        card = self._list.parentWidget()
        if card is not None:
            card.setVisible(bool(self.rows) and self.editor is None)
        about = self.remark.parentWidget()
        if about is not None:
            about.setVisible(self.editor is None)

    def _buttons(self) -> QWidget:
        held = QWidget()
        row = QHBoxLayout(held)
        set_margins(row, 0, 0)
        row.addWidget(self.add_button)
        row.addStretch()
        return held

    # What is done.

    def _open_new(self) -> None:
        self._edit(PatternEditor(self.services.appearance, self.patterns), "")

    def _open(self, name: str) -> None:
        place = place_of(self.patterns, name)
        others = taken_out(self.patterns, name)
        self._edit(PatternEditor(self.services.appearance, others, self.patterns[place], place), name)

    def _edit(self, editor: PatternEditor, name: str) -> None:
        self._close()
        self.editor = editor
        editor.saved.connect(partial(self._save, name))
        editor.left.connect(partial(self._leave, name))
        self._editor_place.addWidget(editor)
        # At once: what is not seen yet takes no focus.
        editor.show()
        self.strip.hide()
        self._show_list()
        editor.begin()

    def _save(self, name: str, pattern: PatternSettings) -> None:
        known = any(each.name == name for each in self.patterns)
        patterns = put_in_place_of(self.patterns, name, pattern) if known else put_in(self.patterns, pattern)
        if self._keep(patterns):
            self._leave(pattern.name)

    def _leave(self, name: str) -> None:
        self._close()
        row = next((row for row in self.rows if row.pattern.name == name), None)
        (row.edit_button if row else self.add_button).setFocus()

    def _close(self) -> None:
        if self.editor is None:
            return
        self._editor_place.removeWidget(self.editor)
        self.editor.hide()
        self.editor.deleteLater()
        self.editor = None
        self._show_list()

    def _move(self, name: str, by: int) -> None:
        if not self._keep(moved(self.patterns, name, by)):
            return
        row = self.rows[place_of(self.patterns, name)]
        again, other = (row.up_button, row.down_button) if by < 0 else (row.down_button, row.up_button)
        (again if again.isEnabled() else other).setFocus()

    def _remove(self, name: str) -> None:
        place = place_of(self.patterns, name)
        pattern = self.patterns[place]
        if self._keep(taken_out(self.patterns, name)):
            self.strip.tell(
                self.tr("{name} is removed.").format(name=name), partial(self._put_back, pattern, place)
            )

    def _put_back(self, pattern: PatternSettings, place: int) -> None:
        if self._keep(put_in(self.patterns, pattern, place)):
            self.rows[place_of(self.patterns, pattern.name)].edit_button.setFocus()

    def _keep(self, patterns: Patterns) -> bool:
        try:
            self.services.settings.change(patterns=patterns)
        except ValidationError:
            # Put back under a name that another one has got meanwhile.
            fault = KitstationError(
                self.tr("Another pattern is called so"), hint=self.tr("Give that one another name first.")
            )
            self.services.navigator.show_fault(fault)
            return False
        except KitstationError as fault:
            self.services.navigator.show_fault(fault)
            return False
        return True
