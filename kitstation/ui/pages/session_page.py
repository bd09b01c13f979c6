"""The form of pages on which scanning is work of its own: a verdict, a question, a list, and what is in the hand."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING, Any, Generic

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from kitstation.station.sentences import Wording
from kitstation.station.verdicts import Sound, Verdict
from kitstation.ui.bench_driver import typed_scan
from kitstation.ui.pages.page import SoundingPage
from kitstation.ui.pages.session_driver import S, SessionDriver, SessionUpdate
from kitstation.ui.pages.verdict_words import banner, not_recorded
from kitstation.ui.panes.contents import Contents
from kitstation.ui.panes.page_header import PageHeader
from kitstation.ui.panes.work_frame import WorkFrame, card_around
from kitstation.ui.widgets.card import set_margins
from kitstation.ui.widgets.empty_state import EmptyState
from kitstation.ui.widgets.question_card import QuestionCard
from kitstation.ui.widgets.verdict_banner import VerdictBanner

if TYPE_CHECKING:
    from collections.abc import Callable

    from kitstation.station.desk import Desk
    from kitstation.store.store import Store
    from kitstation.ui.forms import FormPane
    from kitstation.ui.services import Services
    from kitstation.ui.tables.listing import Listing


class SessionPage(SoundingPage, Generic[S]):
    """Hands scans to a session, and shows and sounds what it says.

    A subclass makes its widgets, then calls `lay_out`; it says what is shown of a view, and what the keys do.
    """

    def __init__(self, services: Services, play: Callable[[Sound], None]) -> None:
        super().__init__(services, play)
        appearance = services.appearance
        self._is_known = False
        self.form: FormPane | None = None
        self.driver: SessionDriver[S] = SessionDriver(services, self.make_session)
        self.banner = VerdictBanner(appearance)
        self.question = QuestionCard(appearance)
        self.code = QLineEdit()
        self.sides = QStackedWidget()

    # What a subclass says.

    @abstractmethod
    def make_session(self, store: Store, desk: Desk) -> S:
        """Return the session, on the core thread."""

    @abstractmethod
    def reread(self) -> None:
        """Ask the session how things stand now."""

    @abstractmethod
    def show_view(self, view: Any) -> None:  # noqa: ANN401 - each session has a view of its own
        """Show how things stand."""

    @abstractmethod
    def usual_side(self) -> QWidget:
        """Return what is beside the list while no form is open."""

    @abstractmethod
    def confirm(self) -> None:
        """Give the usual answer, or do what comes next."""

    @abstractmethod
    def cancel(self) -> None:
        """Drop the question or the form."""

    @abstractmethod
    def undo(self) -> None:
        """Take the last step back."""

    @abstractmethod
    def answer(self, answer: object) -> None:
        """Answer the question with what was chosen or typed."""

    @abstractmethod
    def press(self, key: str) -> None:
        """Take a key that was pressed on the question."""

    # What the window asks for.

    def activate(self) -> None:
        """Show how things stand now."""
        if not self._is_known:
            self.contents.reading.begin()
        self.reread()
        if self.form is None:
            self.listing.table.setFocus()

    def look_for(self, text: str) -> None:
        """Search the list."""
        self.listing.search.setText(text)

    def focus_search(self) -> None:
        """Put the cursor into the search box."""
        self.listing.search.focus()

    def close_down(self) -> None:
        """End an export."""
        self.contents.reading.end()
        self.listing.close_down()

    # Forms.

    def show_form(self, form: FormPane) -> None:
        """Show a form beside the list, in place of another one."""
        self.leave_form()
        self.form = form
        form.left.connect(self.leave_form)
        self.sides.addWidget(form)
        self.sides.setCurrentWidget(form)
        form.begin()

    def leave_form(self) -> None:
        """Go back to the list."""
        form, self.form = self.form, None
        if form is None:
            return
        self.sides.setCurrentWidget(self.usual_side())
        self.sides.removeWidget(form)
        form.deleteLater()
        self.listing.table.setFocus()

    # How it lies.

    def lay_out(
        self,
        header: PageHeader,
        listing: Listing[Any],
        *,
        pane_width: int,
        loading: str,
        failed: str,
        below: QWidget | None = None,
    ) -> None:
        """Put everything in its place; `loading` and `failed` say what is read, and what could not be."""
        appearance = self.services.appearance
        self.header, self.listing, self._failed_words = header, listing, failed
        self.contents = Contents(
            appearance, listing, loading=loading, meanwhile=self.tr("Scanning works already.")
        )
        self.frame = WorkFrame(appearance, self._ground(below), self.sides, pane_width=pane_width)
        self.frame.remember(self.services.settings, self.key)
        column = QVBoxLayout(self)
        set_margins(column, appearance.sizes.page_margin, appearance.sizes.gap)
        column.addWidget(header)
        column.addWidget(self.frame, 1)
        column.addWidget(listing.strip)
        self._add_keys()
        self._connect()

    def show_list(self, *, filled: bool, empty: Callable[[], EmptyState]) -> None:
        """Show the list, or what is said while there is none."""
        if filled:
            self.contents.show_contents()
        elif not isinstance(self.contents.notice, EmptyState):
            self.contents.show_notice(empty())

    def show_question(self, *, asked: bool, anew: bool) -> None:
        """Show or hide the question; one that is asked anew takes the focus."""
        self.question.setVisible(asked)
        if asked and anew:
            self.question.setFocus()
        elif not asked and self.focusWidget() in {None, self.question}:
            self.listing.table.setFocus()

    def _ground(self, below: QWidget | None) -> QWidget:
        self.code.setPlaceholderText(self.tr("Type a code (Ctrl+L)"))
        self.code.setAccessibleName(self.tr("Type a code"))
        self.code.setClearButtonEnabled(True)
        self.question.hide()
        ground = QWidget()
        column = QVBoxLayout(ground)
        set_margins(column, 0, self.services.appearance.sizes.gap)
        column.addWidget(self.banner)
        column.addWidget(self.question)
        column.addWidget(card_around(self.contents), 3)
        if below is not None:
            column.addWidget(below, 2)
        column.addWidget(self.code)
        return ground

    def _connect(self) -> None:
        self.driver.updated.connect(self._updated)
        self.driver.failed.connect(self._failed)
        self.question.answered.connect(self.answer)
        self.question.cancelled.connect(self.cancel)
        self.question.key_pressed.connect(self.press)
        self.code.returnPressed.connect(self._type_code)

    def _add_keys(self) -> None:
        for keys, text, act in (
            ("F4", self.tr("Confirm"), self.confirm),
            ("Esc", self.tr("Cancel"), self.cancel),
            ("Ctrl+Z", self.tr("Undo"), self.undo),
            ("Ctrl+L", self.tr("Type a code"), self.code.setFocus),
        ):
            action = QAction(text, self)
            action.setShortcut(QKeySequence(keys))
            # A hidden page's window shortcuts are silent: these keys are this page's only while it is in front.
            action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
            action.triggered.connect(act)
            self.addAction(action)

    # What comes of it.

    def _updated(self, update: SessionUpdate) -> None:
        self.contents.reading.end()
        self._is_known = True
        if update.verdict is not None:
            self._tell(update.verdict)
        self.show_view(update.view)

    def _tell(self, verdict: Verdict) -> None:
        self.play(verdict.sound)
        self.banner.show_verdict(banner(verdict))
        if self.form is None:
            return
        if verdict.accepted:
            self.leave_form()
        else:
            self.form.refuse(Wording(verdict.headline, verdict.sentence))

    def _failed(self, error: BaseException) -> None:
        self.contents.reading.end()
        if not self._is_known:
            self.contents.show_error(error, self._failed_words, self.activate)
            return
        self.play(Sound.REFUSED)
        self.banner.show_verdict(not_recorded(self.services.speech, error))
        self.services.navigator.show_fault(error)

    def _type_code(self) -> None:
        text = self.code.text()
        self.code.clear()
        if text:
            self.take_scan(typed_scan(text, self.services.clock))
