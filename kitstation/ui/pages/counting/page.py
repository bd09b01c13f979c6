"""The counting page: a place is counted by scanning; the difference is seen before it is booked."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from kitstation.scanning.controls import ControlCode
from kitstation.station.count_keeping import CountFiles
from kitstation.station.count_sheet import CountRow
from kitstation.station.counting import CountingSession, CountView, HowMany, Question
from kitstation.station.desk import Desk
from kitstation.station.sentences import Wording
from kitstation.station.verdicts import Sound, Verdict
from kitstation.store.store import Store
from kitstation.ui.bench_driver import typed_scan
from kitstation.ui.forms import FormPane, QuantityField
from kitstation.ui.pages.counting.begin import BeginSide
from kitstation.ui.pages.counting.columns import count_columns
from kitstation.ui.pages.counting.presenter import CountingPresenter
from kitstation.ui.pages.counting.side import CountSide
from kitstation.ui.pages.page import Page
from kitstation.ui.pages.session_driver import SessionDriver, SessionUpdate
from kitstation.ui.pages.verdict_words import banner, not_recorded
from kitstation.ui.panes.page_header import PageHeader
from kitstation.ui.panes.work_frame import WorkFrame, card_around, trouble_of
from kitstation.ui.tables.column import RowState
from kitstation.ui.tables.listing import Listing
from kitstation.ui.tables.row_model import RowTableModel
from kitstation.ui.widgets.card import set_margins
from kitstation.ui.widgets.empty_state import EmptyState
from kitstation.ui.widgets.error_state import ErrorState
from kitstation.ui.widgets.key_hints import KeyHint
from kitstation.ui.widgets.question_card import BACKSPACE, QuestionCard
from kitstation.ui.widgets.verdict_banner import VerdictBanner

if TYPE_CHECKING:
    from kitstation.scanning.scan import Scan
    from kitstation.ui.services import Services

_PANE_WIDTH = 380
_LONG_MS = 150
"""A reading that takes longer is said to be under way."""
_KEYS = {
    ".": ControlCode.POINT,
    BACKSPACE: ControlCode.BACKSPACE,
    **{str(code.digit): code for code in ControlCode if code.digit is not None},
}


def _silent(_sound: Sound) -> None:
    """Play nothing."""


class CountingPage(Page):
    """Counts a place, by scanner alone until the reason is given."""

    key = "counting"
    label = "Counting"
    icon_name = "count"
    shortcut = "Alt+5"

    def __init__(self, services: Services, play: Callable[[Sound], None] = _silent) -> None:
        super().__init__(services)
        appearance = services.appearance
        self._play = play
        self._presenter = CountingPresenter(services.speech)
        self._view: CountView | None = None
        self._asked: Question | None = None
        self._form: FormPane | None = None
        self._driver: SessionDriver[CountingSession] = SessionDriver(services, self._make_session)
        self._model = RowTableModel(count_columns(self.tr), _identity, row_state=_state, parent=self)
        self.listing = Listing(
            services, self.key, self.tr("The count"), self._model, search=self.tr("Search the count")
        )
        self.table, self.search = self.listing.table, self.listing.search
        self.header = PageHeader(appearance, self.tr("Counting"), *self.listing.controls)
        self.banner = VerdictBanner(appearance)
        self.question = QuestionCard(appearance)
        self.code = QLineEdit()
        self.side = CountSide(services, self._presenter)
        self.begin = BeginSide(services)
        self._left = QStackedWidget()
        self._right = QStackedWidget()
        self._right.addWidget(self.begin)
        self._right.addWidget(self.side)
        self._fill_left()
        self.frame = WorkFrame(appearance, self._make_main(), self._right, pane_width=_PANE_WIDTH)
        self.frame.remember(services.settings, self.key)
        self._loading = QTimer(self)
        self._loading.setSingleShot(True)
        self._loading.timeout.connect(self._say_loading)
        self._lay_out()
        self._add_actions()
        self._connect()
        self.banner.show_verdict(self._presenter.ready())

    # What the window asks for.

    def activate(self) -> None:
        """Show how the count stands."""
        if self._view is None:
            self._loading.start(_LONG_MS)
        self._driver.ask(_look)
        self.table.setFocus()

    def look_for(self, text: str) -> None:
        """Search the count."""
        self.search.setText(text)

    def focus_search(self) -> None:
        """Put the cursor into the search box."""
        self.search.focus()

    def key_hints(self) -> tuple[KeyHint, ...]:
        """Return the keys of this page."""
        return (
            KeyHint("F4", self.tr("Confirm")),
            KeyHint("Ctrl Z", self.tr("Undo")),
            KeyHint("Enter", self.tr("Correct")),
            KeyHint("Ctrl L", self.tr("Type a code")),
        )

    def take_scan(self, scan: Scan) -> bool:
        """Take every scan: places, what lies there, and control codes."""
        self._driver.ask(partial(CountingSession.scan, scan=scan))
        return True

    def close_down(self) -> None:
        """End an export."""
        self._loading.stop()
        self.listing.close_down()

    # What a person does.

    def confirm(self) -> None:
        """Give the usual answer."""
        self._driver.ask(CountingSession.confirm)

    def cancel(self) -> None:
        """Drop the question, or the form."""
        if self._form is not None:
            self._leave_form()
        elif self._asked is not None:
            self._driver.ask(CountingSession.cancel)

    def undo(self) -> None:
        """Take the last step back."""
        self._driver.ask(CountingSession.undo)

    def correct(self, uid: object) -> None:
        """Show the form that says how much of an item there is in all."""
        row = self._model.row(str(uid))
        if row is None:
            return
        form = FormPane(
            self.services,
            self.tr("Counted: {name}").format(name=row.item.name),
            (
                QuantityField(
                    "counted",
                    self.tr("How much is there"),
                    unit=row.item.unit,
                    value=row.counted,
                    required=False,
                    hint=self.tr("In all, with what is reserved. Left empty: not counted yet."),
                ),
            ),
            submit=self.tr("Take it over"),
        )
        form.submitted.connect(partial(self._correct, row.item.uid))
        form.left.connect(self._leave_form)
        self._leave_form()
        self._form = form
        self._right.addWidget(form)
        self._right.setCurrentWidget(form)
        form.begin()

    # What comes of it.

    def _make_session(self, store: Store, desk: Desk) -> CountingSession:
        return CountingSession(store, desk, CountFiles(self.services.profile.folder), self.services.speech)

    def _updated(self, update: SessionUpdate) -> None:
        self._loading.stop()
        view: CountView = update.view
        before, self._view = self._view, view
        if update.verdict is not None:
            self._tell(update.verdict)
        self.listing.show_rows(view.rows)
        is_counting = view.location_uid is not None
        self._left.setCurrentWidget(self.listing if is_counting else self._nothing)
        if before is None or before.location_uid != view.location_uid:
            self.side.begin_anew()
            self._leave_form()
        if self._form is None:
            self._right.setCurrentWidget(self.side if is_counting else self.begin)
        self.side.show_view(view)
        self.begin.show_kept(view.kept)
        self._show_question(view)
        self.header.show_remark(self._presenter.remark(view))

    def _tell(self, verdict: Verdict) -> None:
        self._play(verdict.sound)
        self.banner.show_verdict(banner(verdict))
        if self._form is None:
            return
        if verdict.accepted:
            self._leave_form()
        else:
            self._form.refuse(Wording(verdict.headline, verdict.sentence))

    def _failed(self, error: BaseException) -> None:
        self._loading.stop()
        if self._view is None:
            trouble = trouble_of(error, self.tr("The count could not be read"))
            state = ErrorState(self.services.appearance, trouble)
            state.retried.connect(self.activate)
            self._left.addWidget(state)
            self._left.setCurrentWidget(state)
            return
        self._play(Sound.REFUSED)
        self.banner.show_verdict(not_recorded(self.services.speech, error))
        self.services.navigator.show_fault(error)

    def _show_question(self, view: CountView) -> None:
        asked = view.question
        is_new = not _is_same(asked, self._asked)
        self._asked = asked
        if asked is not None and is_new:
            self.question.ask(self._presenter.question(asked, view))
        if isinstance(asked, HowMany) and not self._driver.pending:
            self.question.show_typed(asked.typed)
        self.question.setVisible(asked is not None)
        if asked is not None and is_new:
            self.question.setFocus()
        elif asked is None and self.focusWidget() in {None, self.question}:
            self.table.setFocus()

    def _answer(self, answer: object) -> None:
        if isinstance(answer, Decimal):
            # The digits of a typed number have gone to the session one by one already.
            self._driver.ask(CountingSession.confirm)
        else:
            self._driver.ask(partial(CountingSession.answer, text=str(answer)))

    def _press(self, key: str) -> None:
        self.take_scan(typed_scan(_KEYS[key].text, self.services.clock))

    def _begin(self, uid: object) -> None:
        self._driver.ask(partial(CountingSession.begin, called=str(uid)))

    def _correct(self, uid: str, values: dict[str, object]) -> None:
        counted = cast("Decimal | None", values["counted"])
        self._driver.ask(partial(CountingSession.set_count, item_uid=uid, counted=counted))

    def _leave_form(self) -> None:
        form, self._form = self._form, None
        if form is None:
            return
        self._right.setCurrentWidget(self.side)
        self._right.removeWidget(form)
        form.deleteLater()
        self.table.setFocus()

    def _set_rest(self, missing: object) -> None:
        self._driver.ask(partial(CountingSession.set_rest_missing, missing=bool(missing)))

    def _set_each(self, each: object) -> None:
        self._driver.ask(partial(_count_each, each=bool(each)))

    def _book(self, reason: object) -> None:
        self._driver.ask(partial(CountingSession.book, reason=str(reason)))

    def _leave(self) -> None:
        self._driver.ask(CountingSession.leave)

    def _discard(self) -> None:
        self._driver.ask(CountingSession.discard)

    def _type_code(self) -> None:
        text = self.code.text()
        self.code.clear()
        if text:
            self.take_scan(typed_scan(text, self.services.clock))

    # How it lies.

    def _fill_left(self) -> None:
        self._nothing = EmptyState(
            self.services.appearance,
            icon="count",
            title=self.tr("Which place is counted?"),
            sentence=self.tr(
                "Scan its label, then everything that lies there. Nothing is booked before you have seen the "
                "difference, and a count that is interrupted is kept."
            ),
            action=self.tr("Choose a place"),
        )
        self._reading = EmptyState(
            self.services.appearance,
            icon="count",
            title=self.tr("The count is being read"),
            sentence=self.tr("Scanning works already."),
        )
        for widget in (self.listing, self._nothing, self._reading):
            self._left.addWidget(widget)
        self._left.setCurrentWidget(self._nothing)

    def _say_loading(self) -> None:
        self._left.setCurrentWidget(self._reading)

    def _make_main(self) -> QWidget:
        self.code.setPlaceholderText(self.tr("Type a code (Ctrl+L)"))
        self.code.setAccessibleName(self.tr("Type a code"))
        self.code.setClearButtonEnabled(True)
        self.question.hide()
        main = QWidget()
        column = QVBoxLayout(main)
        set_margins(column, 0, self.services.appearance.sizes.gap)
        for widget in (self.banner, self.question):
            column.addWidget(widget)
        column.addWidget(card_around(self._left), 1)
        column.addWidget(self.code)
        return main

    def _lay_out(self) -> None:
        sizes = self.services.appearance.sizes
        column = QVBoxLayout(self)
        set_margins(column, sizes.page_margin, sizes.gap)
        column.addWidget(self.header)
        column.addWidget(self.frame, 1)
        column.addWidget(self.listing.strip)

    def _connect(self) -> None:
        self._driver.updated.connect(self._updated)
        self._driver.failed.connect(self._failed)
        self._nothing.acted.connect(self.begin.form.begin)
        self.table.row_activated.connect(self.correct)
        self.question.answered.connect(self._answer)
        self.question.cancelled.connect(self.cancel)
        self.question.key_pressed.connect(self._press)
        self.code.returnPressed.connect(self._type_code)
        self.begin.place_wanted.connect(self._begin)
        self.side.book_wanted.connect(self._book)
        self.side.rest_wanted.connect(self._set_rest)
        self.side.each_wanted.connect(self._set_each)
        self.side.leave_wanted.connect(self._leave)
        self.side.discard_wanted.connect(self._discard)

    def _add_actions(self) -> None:
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


def _look(_session: CountingSession) -> None:
    """Change nothing: what is shown is read anew."""


def _count_each(session: CountingSession, *, each: bool) -> None:
    session.each = each


def _is_same(one: Question | None, other: Question | None) -> bool:
    """Whether two questions differ in no more than what has been typed."""
    if isinstance(one, HowMany) and isinstance(other, HowMany):
        return (one.item, one.usual, one.instead) == (other.item, other.usual, other.instead)
    return one == other


def _identity(row: CountRow) -> str:
    return row.item.uid


def _state(row: CountRow) -> RowState:
    return RowState.FADED if row.counted is not None and not row.difference else RowState.NORMAL
