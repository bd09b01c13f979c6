"""The pane beside the history: one entry with all its facts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from kitstation.station.timeline.reading import EntryDetail, MovementLine
from kitstation.ui.pages.history.columns import group_names, moment
from kitstation.ui.panes.facts import Fact, Facts
from kitstation.ui.theme.painting import PillContent
from kitstation.ui.theme.sizes import TextRole
from kitstation.ui.theme.tokens import Ink, Tone
from kitstation.ui.widgets.button import Button
from kitstation.ui.widgets.card import set_margins
from kitstation.ui.widgets.empty_state import EmptyState
from kitstation.ui.widgets.pill import Pill
from kitstation.ui.widgets.text import Text

if TYPE_CHECKING:
    from kitstation.ui.theme.apply import Appearance

_MOST_MOVEMENTS = 20


class EntryPane(QWidget):
    """Shows one entry. `undo_wanted` is emitted when somebody wants it taken back."""

    undo_wanted = Signal()

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self._appearance = appearance
        self._shown: EntryDetail | None = None
        self._sentence = Text(appearance, role=TextRole.LEAD_STRONG, lines=5)
        self._pill = Pill(appearance)
        self.refusal = Text(appearance, ink=Ink.REFUSED, lines=4)
        self.facts = Facts(appearance)
        self._moves_title = Text(appearance, self.tr("What moved"), role=TextRole.STRONG)
        self.moves = Facts(appearance)
        self.undo_button = Button(appearance, self.tr("Take it back"), icon="undo")
        self.copy_button = Button(appearance, self.tr("Copy details"), icon="copy")
        self.undo_button.clicked.connect(self.undo_wanted)
        self.copy_button.clicked.connect(self._copy)
        self._stack = QStackedWidget(self)
        self._lay_out()

    def show_nothing(self) -> None:
        """Ask to select an entry."""
        self._shown = None
        self._stack.setCurrentIndex(0)

    def show_entry(self, detail: EntryDetail) -> None:
        """Show an entry."""
        row = detail.row
        self._shown = detail
        self._sentence.setText(row.brief)
        self._pill.show_content(PillContent(self.tr("Taken back") if row.undone else "", Tone.ATTENTION))
        self._pill.setVisible(row.undone)
        self.refusal.setText("")
        self.refusal.setVisible(False)
        self.facts.show_facts(
            (
                Fact(self.tr("When"), moment(row.at)),
                Fact(self.tr("Who"), row.operator),
                Fact(self.tr("Role"), row.role.value if row.role else ""),
                Fact(self.tr("Station"), row.station),
                Fact(self.tr("Kit"), row.kit),
                Fact(self.tr("Kind"), group_names(self.tr)[row.group]),
                Fact(self.tr("Entry"), f"{row.seq:,}", small=True),
                Fact(self.tr("Command"), row.kind, small=True),
                Fact(self.tr("Command id"), row.command_id, small=True),
            )
        )
        shown = detail.movements[:_MOST_MOVEMENTS]
        facts = [Fact(line.quantity, self._move(line)) for line in shown]
        if len(detail.movements) > len(shown):
            more = self.tr("and {count} more").format(count=len(detail.movements) - len(shown))
            facts.append(Fact("…", more))
        self.moves.show_facts(tuple(facts))
        self._moves_title.setVisible(bool(facts))
        self.undo_button.setVisible(row.may_be_undone)
        self._stack.setCurrentIndex(1)

    def show_refusal(self, headline: str, sentence: str) -> None:
        """Say why it is not taken back."""
        self.refusal.setText(f"{headline}. {sentence}" if sentence else headline)
        self.refusal.setVisible(True)

    def _move(self, line: MovementLine) -> str:
        way = self.tr("{what}: {source} → {target}").format(
            what=line.what, source=line.source, target=line.target
        )
        return f"{way} ({line.reason})" if line.reason else way

    def _copy(self) -> None:
        if self._shown is None:
            return
        lines = (self._shown.row.sentence, self.facts.text, self.moves.text, self._shown.payload)
        QGuiApplication.clipboard().setText("\n".join(line for line in lines if line))

    def _lay_out(self) -> None:
        sizes = self._appearance.sizes
        self._stack.addWidget(
            EmptyState(
                self._appearance,
                icon="history",
                title=self.tr("No entry is selected"),
                sentence=self.tr("Select one to see who did it, what it moved, and to take it back."),
            )
        )
        contents = QWidget()
        column = QVBoxLayout(contents)
        set_margins(column, sizes.page_margin, sizes.unit * 2)
        for part in (self._sentence, self._pill, self.facts, self._moves_title, self.moves, self.refusal):
            column.addWidget(part)
        column.addSpacing(sizes.unit * 2)
        for button in (self.undo_button, self.copy_button):
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch()
        scroll = QScrollArea()
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(contents)
        self._stack.addWidget(scroll)
        whole = QVBoxLayout(self)
        set_margins(whole, 0, 0)
        whole.addWidget(self._stack)
