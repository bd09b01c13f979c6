"""The counting page: a place is counted by scanning; the difference is seen before it is booked."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING, cast

from PySide6.QtWidgets import QWidget

from kitstation.scanning.controls import ControlCode
from kitstation.station.count_keeping import CountFiles
from kitstation.station.count_sheet import CountRow
from kitstation.station.counting import CountingSession, CountView, HowMany, Question
from kitstation.station.desk import Desk
from kitstation.station.verdicts import Sound
from kitstation.store.store import Store
from kitstation.ui.bench_driver import typed_scan
from kitstation.ui.forms import FormPane, QuantityField
from kitstation.ui.pages.counting.begin import BeginSide
from kitstation.ui.pages.counting.columns import count_columns
from kitstation.ui.pages.counting.presenter import CountingPresenter
from kitstation.ui.pages.counting.side import CountSide
from kitstation.ui.pages.session_page import SessionPage
from kitstation.ui.panes.page_header import PageHeader
from kitstation.ui.tables.column import RowState
from kitstation.ui.tables.listing import Listing
from kitstation.ui.tables.row_model import RowTableModel
from kitstation.ui.widgets.empty_state import EmptyState
from kitstation.ui.widgets.key_hints import KeyHint
from kitstation.ui.widgets.question_card import BACKSPACE

if TYPE_CHECKING:
    from kitstation.scanning.scan import Scan
    from kitstation.ui.services import Services

_PANE_WIDTH = 380
_KEYS = {
    ".": ControlCode.POINT,
    BACKSPACE: ControlCode.BACKSPACE,
    **{str(code.digit): code for code in ControlCode if code.digit is not None},
}


class CountingPage(SessionPage[CountingSession]):
    """Counts a place, by scanner alone until the reason is given."""

    key = "counting"

    def __init__(self, services: Services, play: Callable[[Sound], None]) -> None:
        super().__init__(services, play)
        appearance = services.appearance
        self._presenter = CountingPresenter(services.speech)
        self._view: CountView | None = None
        self._asked: Question | None = None
        self._model = RowTableModel(count_columns(self.tr), _identity, row_state=_state, parent=self)
        rows = Listing(
            services, self.key, self.tr("The count"), self._model, search=self.tr("Search the count")
        )
        self.table, self.search = rows.table, rows.search
        self.begin = BeginSide(services)
        self.side = CountSide(services, self._presenter)
        self.sides.addWidget(self.begin)
        self.sides.addWidget(self.side)
        self.lay_out(
            PageHeader(appearance, self.tr("Counting"), *rows.controls),
            rows,
            pane_width=_PANE_WIDTH,
            loading=self.tr("The count is being read"),
            failed=self.tr("The count could not be read"),
        )
        self._listen()
        self.banner.show_verdict(self._presenter.ready())

    # What the window asks for.

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
        self.driver.ask(partial(CountingSession.scan, scan=scan))
        return True

    # What a person does.

    def confirm(self) -> None:
        """Give the usual answer."""
        self.driver.ask(CountingSession.confirm)

    def cancel(self) -> None:
        """Drop the question, or the form."""
        if self.form is not None:
            self.leave_form()
        elif self._asked is not None:
            self.driver.ask(CountingSession.cancel)

    def undo(self) -> None:
        """Take the last step back."""
        self.driver.ask(CountingSession.undo)

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
        self.show_form(form)

    # What comes of it.

    def make_session(self, store: Store, desk: Desk) -> CountingSession:
        """Return the session, on the core thread."""
        return CountingSession(store, desk, CountFiles(self.services.profile.folder), self.services.speech)

    def reread(self) -> None:
        """Show again how the count stands."""
        self.driver.ask(_look)

    def usual_side(self) -> QWidget:
        """Return the count as a whole, or where one begins."""
        is_counting = self._view is not None and self._view.location_uid is not None
        return self.side if is_counting else self.begin

    def show_view(self, view: CountView) -> None:
        """Show how the count stands."""
        before, self._view = self._view, view
        self.listing.show_rows(view.rows)
        self.show_list(filled=view.location_uid is not None, empty=self._no_count)
        if before is None or before.location_uid != view.location_uid:
            self.side.begin_anew()
            self.leave_form()
        if self.form is None:
            self.sides.setCurrentWidget(self.usual_side())
        self.side.show_view(view)
        self.begin.show_kept(view.kept)
        self._ask_question(view)
        self.header.show_remark(self._presenter.remark(view))

    def _ask_question(self, view: CountView) -> None:
        asked = view.question
        is_new = not _is_same(asked, self._asked)
        self._asked = asked
        if asked is not None and is_new:
            self.question.ask(self._presenter.question(asked, view))
        if isinstance(asked, HowMany) and not self.driver.pending:
            self.question.show_typed(asked.typed)
        self.show_question(asked=asked is not None, anew=is_new)

    def answer(self, answer: object) -> None:
        """Answer with the choice; of a number, confirm what was typed."""
        if isinstance(answer, Decimal):
            # The digits of a typed number have gone to the session one by one already.
            self.driver.ask(CountingSession.confirm)
        else:
            self.driver.ask(partial(CountingSession.answer, text=str(answer)))

    def press(self, key: str) -> None:
        """Give the session a digit as the control sheet would."""
        self.take_scan(typed_scan(_KEYS[key].text, self.services.clock))

    def _begin(self, uid: object) -> None:
        self.driver.ask(partial(CountingSession.begin, called=str(uid)))

    def _correct(self, uid: str, values: dict[str, object]) -> None:
        counted = cast("Decimal | None", values["counted"])
        self.driver.ask(partial(CountingSession.set_count, item_uid=uid, counted=counted))

    def _set_rest(self, missing: object) -> None:
        self.driver.ask(partial(CountingSession.set_rest_missing, missing=bool(missing)))

    def _set_each(self, each: object) -> None:
        self.driver.ask(partial(_count_each, each=bool(each)))

    def _book(self, reason: object) -> None:
        self.driver.ask(partial(CountingSession.book, reason=str(reason)))

    def _leave(self) -> None:
        self.driver.ask(CountingSession.leave)

    def _discard(self) -> None:
        self.driver.ask(CountingSession.discard)

    def _no_count(self) -> EmptyState:
        state = EmptyState(
            self.services.appearance,
            icon="count",
            title=self.tr("Which place is counted?"),
            sentence=self.tr(
                "Scan its label, then everything that lies there. Nothing is booked before you have seen the "
                "difference, and a count that is interrupted is kept."
            ),
            action=self.tr("Choose a place"),
        )
        state.acted.connect(self.begin.form.begin)
        return state

    def _listen(self) -> None:
        self.table.row_activated.connect(self.correct)
        self.begin.place_wanted.connect(self._begin)
        self.side.book_wanted.connect(self._book)
        self.side.rest_wanted.connect(self._set_rest)
        self.side.each_wanted.connect(self._set_each)
        self.side.leave_wanted.connect(self._leave)
        self.side.discard_wanted.connect(self._discard)


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
