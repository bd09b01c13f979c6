"""The bench page: what the bench session says is shown and heard, and what is asked by hand is handed to it."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeySequence, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout

from kitstation.scanning.controls import ControlCode
from kitstation.station.bench import BenchView
from kitstation.station.questions import Mode
from kitstation.station.verdicts import Sound, Verdict
from kitstation.store.queries import kits
from kitstation.store.queries.kits import IssuedItem, LineState
from kitstation.store.store import Store
from kitstation.ui.bench_driver import BenchDriver, BenchFailure, BenchUpdate
from kitstation.ui.pages.bench.bench_presenter import Answer, BenchPresenter
from kitstation.ui.pages.bench.board import BenchBoard
from kitstation.ui.pages.bench.scan_log import ScanLog
from kitstation.ui.pages.page import Page
from kitstation.ui.panes.reading import Reading
from kitstation.ui.services import Services
from kitstation.ui.theme.painting import draw_round
from kitstation.ui.theme.tokens import Tone
from kitstation.ui.widgets.key_hints import KeyHint
from kitstation.ui.widgets.question_card import BACKSPACE

FRAME_INTERVAL_NS: Final = 50_000_000
"""While scans pour in, the page is painted so often; when it has caught up, at once."""
_RETURN_FRAME: Final = 8
_KEYS: Final = {
    ".": ControlCode.POINT,
    BACKSPACE: ControlCode.BACKSPACE,
    **{str(code.digit): code for code in ControlCode if code.digit is not None},
}
_URGENCY: Final = (
    Sound.NONE,
    Sound.ACCEPTED,
    Sound.RETURNED,
    Sound.LINE_COMPLETE,
    Sound.KIT_COMPLETE,
    Sound.ATTENTION,
    Sound.REFUSED,
)


@dataclass(frozen=True, slots=True)
class VerdictPainted:
    """A verdict is on the screen since `painted_ns`, on the clock of `BenchUpdate.framed_ns`."""

    update: BenchUpdate
    painted_ns: int


class BenchPage(Page):
    """The page that is in front while a technician scans."""

    key = "bench"

    verdict_painted = Signal(object)
    code_typed = Signal(object)
    """A code was typed by hand: it goes the way of a scan."""

    def __init__(self, services: Services, driver: BenchDriver, play: Callable[[Sound], None]) -> None:
        super().__init__(services)
        self._driver = driver
        self._play = play
        self._presenter = BenchPresenter(services.speech)
        self._log = ScanLog(services.speech)
        self._view: BenchView | None = None
        self._detailed: LineState | None = None
        self._unheard = Sound.NONE
        self._painted_ns = 0
        self._reading = Reading(self)
        self.board = BenchBoard(services.appearance, services.speech)
        margin = services.appearance.sizes.page_margin
        column = QVBoxLayout(self)
        column.setContentsMargins(
            margin, services.appearance.sizes.gap, margin, services.appearance.sizes.gap - 4
        )
        column.addWidget(self.board)
        self.setFocusProxy(self.board.lines.table)
        self._answers: list[QAction] = []
        self._add_actions()
        self._connect()

    def activate(self) -> None:
        """Read the kit again, as another page may have changed it."""
        if self._view is None:
            self._reading.begin()
        self._driver.reload()
        self.board.take_focus()

    def focus_search(self) -> None:
        """Put the cursor where a code is typed."""
        self.board.code.setFocus()

    def key_hints(self) -> tuple[KeyHint, ...]:
        """Return the keys of the bench."""
        return (
            KeyHint("F2", self.tr("Issue")),
            KeyHint("F3", self.tr("Return")),
            KeyHint("Ctrl Z", self.tr("Undo")),
            KeyHint("F4", self.tr("Confirm")),
            KeyHint("F6", self.tr("Next line")),
            KeyHint("Ctrl L", self.tr("Type a code")),
        )

    def show_short_line(self) -> None:
        """Go to the kit's first short line; from a short line, to the next."""
        self.board.lines.select_short()

    def set_flash(self, *, flash: bool) -> None:
        """Let the banner flash with each verdict, for those who do not hear it."""
        self.board.banner.flash = flash

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint a frame around the page while what is scanned goes back."""
        super().paintEvent(event)
        if self._view is None or self._view.mode is not Mode.RETURN:
            return
        painter = QPainter(self)
        colours = self.services.appearance.tokens.returned
        draw_round(painter, self.rect(), colours.fill, 0)
        inner = self.rect().adjusted(_RETURN_FRAME, _RETURN_FRAME, -_RETURN_FRAME, -_RETURN_FRAME)
        draw_round(painter, inner, self.services.appearance.tokens.background, _RETURN_FRAME)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width."""
        super().resizeEvent(event)
        self.board.fit(self.width())

    # What the bench says.

    def _on_update(self, update: BenchUpdate) -> None:
        self._reading.end()
        self._begin_with(update.view)
        if update.verdict is not None:
            self._hear(update.verdict.sound)
            self._remember_refusal(update.verdict, update.view)
        if self._may_paint():
            self._paint(update)

    def _on_failure(self, failure: BenchFailure) -> None:
        self._reading.end()
        words = self._presenter.not_recorded(failure.text, failure.error)
        self._hear(Sound.REFUSED)
        self._play_unheard()
        self.board.show_verdict(words)
        view = failure.view or self._view
        if view is not None:
            self._log.note(words, self.services.clock.now(), view.last_scans)
            self._show(view)
        self.services.navigator.show_fault(failure.error)

    def _may_paint(self) -> bool:
        late = time.perf_counter_ns() - self._painted_ns >= FRAME_INTERVAL_NS
        return late or not self._driver.pending

    def _paint(self, update: BenchUpdate) -> None:
        self._play_unheard()
        if update.verdict is not None:
            self.board.show_verdict(self._presenter.banner(update.verdict, update.view.question))
            self._painted_ns = time.perf_counter_ns()
            self.verdict_painted.emit(VerdictPainted(update, self._painted_ns))
        self._show(update.view)

    def _show(self, view: BenchView) -> None:
        mode_changed = self._view is None or self._view.mode is not view.mode
        self._view = view
        self.board.show_view(view, settled=not self._driver.pending)
        self.board.show_scans(self._log.entries(view.last_scans))
        for action in self._answers:
            action.setEnabled(view.question is not None or bool(view.target))
        self._show_detail()
        if mode_changed:
            self.update()

    def _begin_with(self, view: BenchView) -> None:
        before = self._view.kit.header.uid if self._view and self._view.kit else None
        if before != (view.kit.header.uid if view.kit else None):
            self._log.begin()

    def _remember_refusal(self, verdict: Verdict, view: BenchView) -> None:
        tone = self._presenter.tone(verdict)
        if not verdict.accepted and tone in (Tone.REFUSED, Tone.ATTENTION):
            self._log.note(self._presenter.banner(verdict), self.services.clock.now(), view.last_scans)

    def _hear(self, sound: Sound) -> None:
        if _URGENCY.index(sound) > _URGENCY.index(self._unheard):
            self._unheard = sound

    def _play_unheard(self) -> None:
        if self._unheard is not Sound.NONE:
            self._play(self._unheard)
        self._unheard = Sound.NONE

    # The selected line.

    def _show_detail(self) -> None:
        line = self.board.lines.selected_line()
        if line == self._detailed:
            return
        self._detailed = line
        if line is None:
            self.board.lines.detail.hide()
            return
        self.services.tasks.submit(
            partial(_items_of, line.uid), partial(self._detail_read, line), self.services.navigator.show_fault
        )

    def _detail_read(self, line: LineState, issued: tuple[IssuedItem, ...]) -> None:
        if line == self._detailed:
            self.board.lines.detail.show_line(line, issued)

    # What a person asks for.

    def _answer(self, answer: object) -> None:
        # The digits of a typed number have gone to the session one by one already.
        if isinstance(answer, Decimal) or answer is Answer.CONFIRM:
            self._driver.press(ControlCode.CONFIRM)
        else:
            self._driver.answer(str(answer))

    def _press(self, key: str) -> None:
        self._driver.press(_KEYS[key])

    def _confirm(self) -> None:
        self._driver.press(ControlCode.CONFIRM)

    def _cancel(self) -> None:
        self._driver.press(ControlCode.CANCEL)

    def _issue(self) -> None:
        self._driver.set_mode(Mode.ISSUE)

    def _return(self) -> None:
        self._driver.set_mode(Mode.RETURN)

    def _undo(self) -> None:
        self._driver.undo()

    def _next_line(self) -> None:
        self._driver.press(ControlCode.NEXT_LINE)

    def _line_entered(self, _identity: object) -> None:
        if self.board.asks:
            self._confirm()

    def _open_kits(self) -> None:
        self.services.navigator.show_page("kits")

    def _open_help(self) -> None:
        self.services.navigator.show_page("help")

    def _connect(self) -> None:
        self._reading.long.connect(self.board.show_loading)
        self._reading.over.connect(self.board.end_loading)
        self._driver.updated.connect(self._on_update)
        self._driver.failed.connect(self._on_failure)
        board = self.board
        board.mode_wanted.connect(self._driver.set_mode)
        board.undo_wanted.connect(self._driver.undo)
        board.code_typed.connect(self.code_typed)
        board.question.answered.connect(self._answer)
        board.question.cancelled.connect(self._cancel)
        board.question.key_pressed.connect(self._press)
        board.lines.line_selected.connect(self._show_detail)
        board.lines.table.row_activated.connect(self._line_entered)
        board.no_kit.kits_wanted.connect(self._open_kits)
        board.no_kit.help_wanted.connect(self._open_help)

    def _add_actions(self) -> None:
        self._add_action("F2", self.tr("Issue"), self._issue)
        self._add_action("F3", self.tr("Return"), self._return)
        self._add_action("Ctrl+Z", self.tr("Undo"), self._undo)
        self._add_action("F6", self.tr("Next line"), self._next_line)
        self._add_action("Ctrl+L", self.tr("Type a code"), self.focus_search)
        self._answers = [
            self._add_action("F4", self.tr("Confirm"), self._confirm),
            self._add_action("Esc", self.tr("Cancel"), self._cancel),
        ]
        for action in self._answers:
            action.setEnabled(False)

    def _add_action(self, keys: str, text: str, act: Callable[[], None]) -> QAction:
        action = QAction(text, self)
        action.setShortcut(QKeySequence(keys))
        # A hidden page's window shortcuts are silent: these keys are the bench's only while it is in front.
        action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        action.triggered.connect(act)
        self.addAction(action)
        return action


def _items_of(line_uid: str, store: Store) -> tuple[IssuedItem, ...]:
    with store.reading() as reader:
        return kits.items_of_line(reader, line_uid)
