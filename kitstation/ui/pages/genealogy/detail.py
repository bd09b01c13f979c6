"""The pane beside the genealogy: what is known of the selected line, and where it leads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from kitstation.station.genealogy.recall import RecallRow
from kitstation.station.genealogy.trees import Branch, Use
from kitstation.station.sentences import amount, readable
from kitstation.store.queries.genealogy import TracedItem
from kitstation.ui.panes.facts import Fact, Facts
from kitstation.ui.theme.sizes import TextRole
from kitstation.ui.theme.tokens import Ink
from kitstation.ui.widgets.button import Button
from kitstation.ui.widgets.card import set_margins
from kitstation.ui.widgets.empty_state import EmptyState
from kitstation.ui.widgets.text import Text

if TYPE_CHECKING:
    from kitstation.ui.pages.genealogy.words import GenealogyWords
    from kitstation.ui.theme.apply import Appearance


class TraceDetail(QWidget):
    """Shows one line. `traced` asks for the genealogy of its item, `history_wanted` for its history."""

    traced = Signal(object)
    history_wanted = Signal(object)

    def __init__(self, appearance: Appearance, words: GenealogyWords) -> None:
        super().__init__()
        self._appearance = appearance
        self._words = words
        self._item: TracedItem | None = None
        self._name = Text(appearance, role=TextRole.TITLE, lines=2)
        self._part = Text(appearance, ink=Ink.MUTED, lines=3)
        self._place = Text(appearance, role=TextRole.LEAD_STRONG, lines=3)
        self.facts = Facts(appearance)
        self.trace_button = Button(appearance, self.tr("Trace this"), icon="genealogy")
        self.history_button = Button(appearance, self.tr("Show history"), icon="history")
        self.trace_button.clicked.connect(self._trace)
        self.history_button.clicked.connect(self._ask_for_history)
        self._stack = QStackedWidget(self)
        self._lay_out()

    def show_nothing(self) -> None:
        """Ask to select a line."""
        self._item = None
        self._stack.setCurrentIndex(0)

    def show_branch(self, branch: Branch) -> None:
        """Show a line of a tree."""
        title = branch.item.number if branch.item else branch.part_number
        self._show(title, branch.part_number, branch.revision, branch.description)
        self._place.setText(self._words.rests(branch.rests))
        uses = {
            Use.AS_REQUIRED: "",
            Use.SUBSTITUTE: self.tr("A substitute"),
            Use.OTHER_REVISION: self.tr("Another revision"),
        }
        facts = (
            Fact(self.tr("Required"), self._words.quantity(branch.required, branch.unit)),
            Fact(self.tr("Quantity"), self._words.quantity(branch.quantity, branch.unit)),
            Fact(self.tr("Missing"), amount(branch.missing, branch.unit) if branch.missing else ""),
            Fact(self.tr("Used as"), uses[branch.use]),
            Fact(self.tr("Designators"), ", ".join(branch.designators)),
        )
        self._show_facts(branch.item, facts)

    def show_row(self, row: RecallRow) -> None:
        """Show a row of the recall list."""
        self._show(row.item.number, row.item.part_number, row.item.revision, row.item.description)
        self._place.setText(readable(row.location) or self._words.fate(row.fate))
        contains = amount(row.contains, row.contains_unit) if row.contains else ""
        facts = (
            Fact(self.tr("Now"), self._words.fate(row.fate)),
            Fact(self.tr("Quantity"), amount(row.quantity, row.item.unit)),
            Fact(self.tr("Contains"), contains),
            Fact(self.tr("Designators"), ", ".join(row.designators)),
            Fact(self.tr("In"), row.top),
            Fact(self.tr("Kit"), row.kit),
        )
        self._show_facts(row.item, facts)

    def _show(self, title: str, part: str, revision: str, description: str) -> None:
        self._name.setText(title)
        named = self.tr("{part} revision {revision}").format(part=part, revision=revision)
        self._part.setText(f"{named} · {description}" if description else named)

    def _show_facts(self, item: TracedItem | None, facts: tuple[Fact, ...]) -> None:
        self._item = item
        known = (
            Fact(self.tr("Serial"), (item.serial_number or "") if item else ""),
            Fact(self.tr("Lot"), (item.lot_number or "") if item else ""),
            Fact(self.tr("Date code"), (item.date_code or "") if item else ""),
        )
        self.facts.show_facts((*facts, *known, Fact(self.tr("uid"), item.uid if item else "", small=True)))
        self._place.setVisible(bool(self._place.text()))
        self.trace_button.setVisible(item is not None)
        self.history_button.setVisible(item is not None)
        self._stack.setCurrentIndex(1)

    def _trace(self) -> None:
        if self._item is not None:
            self.traced.emit(self._item)

    def _ask_for_history(self) -> None:
        if self._item is not None:
            self.history_wanted.emit(self._item)

    def _lay_out(self) -> None:
        sizes = self._appearance.sizes
        self._stack.addWidget(
            EmptyState(
                self._appearance,
                icon="genealogy",
                title=self.tr("Nothing is selected"),
                sentence=self.tr("Select a line to see what is known of it, and to go on from there."),
            )
        )
        contents = QWidget()
        column = QVBoxLayout(contents)
        set_margins(column, sizes.page_margin, sizes.unit * 2)
        for text in (self._name, self._part, self._place):
            column.addWidget(text)
        column.addSpacing(sizes.unit * 2)
        column.addWidget(self.facts)
        column.addSpacing(sizes.unit * 2)
        for button in (self.trace_button, self.history_button):
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch()
        self._stack.addWidget(contents)
        whole = QVBoxLayout(self)
        set_margins(whole, 0, 0)
        whole.addWidget(self._stack)
