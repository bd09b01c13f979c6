"""The widgets of the bench page in their places: what is shown, and what a person asks for by hand."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from kitstation.station.bench import BenchView
from kitstation.station.questions import HowMany, Mode
from kitstation.station.questions import Question as BenchQuestion
from kitstation.station.sentences import Speech
from kitstation.ui.pages.bench.bench_presenter import BenchPresenter, NoStep
from kitstation.ui.pages.bench.lines_card import LinesCard
from kitstation.ui.pages.bench.no_kit import NoKit
from kitstation.ui.panes.scan_list import ScanEntry, ScanList
from kitstation.ui.theme.apply import Appearance
from kitstation.ui.theme.tokens import Tone
from kitstation.ui.widgets.loading_state import LoadingState
from kitstation.ui.widgets.next_step_card import NextStepCard
from kitstation.ui.widgets.question_card import QuestionCard
from kitstation.ui.widgets.segmented import Segment, Segmented
from kitstation.ui.widgets.verdict_banner import Verdict as BannerWords
from kitstation.ui.widgets.verdict_banner import VerdictBanner

_SIDE_WIDTH = 304
_SIDE_LEAST = 264
_SIDE_PER_CENT = 26
"""The last scans take at most so much of the page's width."""


class BenchBoard(QWidget):
    """Shows the bench. Its signals tell what is wanted: a mode, the undoing of a command, a typed code."""

    mode_wanted = Signal(object)
    undo_wanted = Signal(object)
    code_typed = Signal(object)

    def __init__(self, appearance: Appearance, speech: Speech) -> None:
        super().__init__()
        self._appearance = appearance
        self._presenter = BenchPresenter(speech)
        self._asked: BenchQuestion | None = None
        self.banner = VerdictBanner(appearance)
        self.next_step = NextStepCard(appearance)
        self.question = QuestionCard(appearance)
        self.lines = LinesCard(appearance, speech)
        self.no_kit = NoKit(appearance)
        self.loading = LoadingState(
            appearance, self.tr("The kit is being read"), self.tr("What is scanned meanwhile waits its turn.")
        )
        self.mode = Segmented(appearance, self.tr("Mode"), self._modes())
        self.scans = ScanList(appearance)
        self.code = QLineEdit()
        self._lay_out()
        self._connect()
        self.show_verdict(self._presenter.waiting())

    @property
    def asks(self) -> bool:
        """Whether a question is open."""
        return self._asked is not None

    def show_verdict(self, words: BannerWords) -> None:
        """Show a verdict, on the screen before anything else is done."""
        self.banner.show_verdict(words)
        layout = self.banner.layout()
        if layout is not None and self.banner.isVisible():
            layout.activate()
            self.banner.repaint()

    def show_loading(self) -> None:
        """Say that the kit is being read, as nothing is known of it yet."""
        self.no_kit.hide()
        self.loading.show()

    def end_loading(self) -> None:
        """Say no more that the kit is being read; without one, how to begin."""
        self.loading.hide()
        self.no_kit.setVisible(not self.lines.isVisibleTo(self))

    def show_view(self, view: BenchView, *, settled: bool) -> None:
        """Show how the bench stands; `settled` says that nothing else has been asked of it meanwhile."""
        self.mode.choose(view.mode.value)
        is_new = view.kit is not None and not self.lines.isVisibleTo(self)
        self.lines.setVisible(view.kit is not None)
        self.no_kit.setVisible(view.kit is None)
        self._show_step(view)
        self._show_question(view.question, settled=settled)
        self.next_step.setVisible((view.kit is not None or bool(view.target)) and view.question is None)
        self.lines.show_rows(self._presenter.rows(view))
        if is_new and self.isVisible():
            self.take_focus()

    def show_scans(self, entries: tuple[ScanEntry, ...]) -> None:
        """Show the last scans, newest first."""
        self.scans.show_entries(entries)

    def take_focus(self) -> None:
        """Put the keyboard where it is wanted: to the question, else to the lines."""
        if self.asks:
            self.question.setFocus()
        elif self.lines.isVisibleTo(self):
            self.lines.table.setFocus()

    def fit(self, width: int) -> None:
        """Share a width between the kit and the last scans."""
        sizes = self._appearance.sizes
        self._side.setFixedWidth(
            min(sizes.scaled(_SIDE_WIDTH), max(sizes.scaled(_SIDE_LEAST), width * _SIDE_PER_CENT // 100))
        )

    def _show_step(self, view: BenchView) -> None:
        step = self._presenter.step(view)
        if isinstance(step, NoStep):
            self.next_step.show_message(step.title, step.sentence, step.trailing)
        else:
            self.next_step.show_step(step)

    def _show_question(self, question: BenchQuestion | None, *, settled: bool) -> None:
        asked = replace(question, typed="") if isinstance(question, HowMany) else question
        if asked != self._asked:
            self._ask(asked)
        if isinstance(question, HowMany) and settled:
            self.question.show_typed(question.typed)

    def _ask(self, question: BenchQuestion | None) -> None:
        had_focus = self.question.isAncestorOf(self.focusWidget()) if self.focusWidget() else False
        self._asked = question
        if question is not None:
            self.question.ask(self._presenter.question(question))
        elif had_focus:
            # Hiding what has the focus would send it on as Tab does, and the next would be marked as by keyboard.
            self.lines.table.setFocus()
        self.question.setVisible(question is not None)
        if question is not None and not self.code.text():
            self.question.setFocus()
        elif had_focus or self.focusWidget() in (None, self.question):
            self.take_focus()

    def _type_code(self) -> None:
        text = self.code.text()
        self.code.clear()
        if text:
            self.code_typed.emit(text)

    def _modes(self) -> tuple[Segment, ...]:
        return (
            Segment(
                Mode.ISSUE.value, self.tr("Issue"), hint=self.tr("What is scanned goes into the kit (F2)")
            ),
            Segment(
                Mode.RETURN.value,
                self.tr("Return"),
                Tone.RETURNED,
                self.tr("What is scanned goes back to its place (F3)"),
            ),
        )

    def _connect(self) -> None:
        self.mode.choose(Mode.ISSUE.value)
        self.mode.chosen.connect(self._choose_mode)
        self.scans.undo_requested.connect(self.undo_wanted)
        self.code.returnPressed.connect(self._type_code)
        self.code.setPlaceholderText(self.tr("Type a code (Ctrl+L)"))
        self.code.setAccessibleName(self.tr("Type a code"))
        self.code.setClearButtonEnabled(True)

    def _choose_mode(self, key: str) -> None:
        self.mode_wanted.emit(Mode(key))

    def _lay_out(self) -> None:
        sizes = self._appearance.sizes
        main = QVBoxLayout()
        main.setSpacing(sizes.gap - 2)
        for widget in (self.banner, self.next_step, self.question):
            main.addWidget(widget)
        main.addWidget(self.lines, 1)
        main.addWidget(self.no_kit, 1)
        main.addWidget(self.loading, 1)
        self.next_step.hide()
        self.question.hide()
        self.lines.hide()
        self.no_kit.hide()
        self.loading.hide()
        self._side = QWidget()
        side = QVBoxLayout(self._side)
        side.setContentsMargins(0, 0, 0, 0)
        side.setSpacing(sizes.gap - 2)
        side.addWidget(self.mode)
        side.addWidget(self.scans, 1)
        side.addWidget(self.code)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(sizes.gap)
        row.addLayout(main, 1)
        row.addWidget(self._side)
