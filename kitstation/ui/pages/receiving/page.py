"""The receiving page: what is to come, the bag in the hand, and what came in last."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from kitstation.domain.refusals import Refused
from kitstation.station.desk import Desk
from kitstation.station.receiving import Question, ReceivingSession, ReceivingView
from kitstation.station.sentences import Wording
from kitstation.station.verdicts import Sound, Verdict
from kitstation.store.queries.orders import OrderRow
from kitstation.store.store import Store
from kitstation.ui.bench_driver import typed_scan
from kitstation.ui.pages.page import Page
from kitstation.ui.pages.receiving.bag_pane import BagPane
from kitstation.ui.pages.receiving.columns import order_columns
from kitstation.ui.pages.receiving.order_form import order_form, place_order
from kitstation.ui.pages.receiving.part_form import part_command, part_form
from kitstation.ui.pages.receiving.presenter import YES, ReceivingPresenter
from kitstation.ui.pages.session_driver import SessionDriver, SessionUpdate
from kitstation.ui.pages.verdict_words import banner, not_recorded
from kitstation.ui.panes.page_header import PageHeader
from kitstation.ui.panes.scan_list import ScanList
from kitstation.ui.panes.work_frame import WorkFrame, card_around, trouble_of
from kitstation.ui.tables.listing import Listing
from kitstation.ui.tables.row_model import RowTableModel
from kitstation.ui.widgets.button import Button
from kitstation.ui.widgets.card import set_margins
from kitstation.ui.widgets.empty_state import EmptyState
from kitstation.ui.widgets.error_state import ErrorState
from kitstation.ui.widgets.key_hints import KeyHint
from kitstation.ui.widgets.question_card import QuestionCard
from kitstation.ui.widgets.verdict_banner import VerdictBanner

if TYPE_CHECKING:
    from kitstation.domain.outcomes import Outcome
    from kitstation.scanning.scan import Scan
    from kitstation.ui.forms import FormPane
    from kitstation.ui.services import Services

_PANE_WIDTH = 360
_LONG_MS = 150
"""A reading that takes longer is said to be under way."""


def _silent(_sound: Sound) -> None:
    """Play nothing."""


class ReceivingPage(Page):
    """Takes stock in, on what is on order or without; by scanner alone, by keyboard, or by hand."""

    key = "receiving"
    label = "Receiving"
    icon_name = "receive"
    shortcut = "Alt+4"

    def __init__(self, services: Services, play: Callable[[Sound], None] = _silent) -> None:
        super().__init__(services)
        appearance = services.appearance
        self._play = play
        self._presenter = ReceivingPresenter(services.speech)
        self._view: ReceivingView | None = None
        self._asked: Question | None = None
        self._form: FormPane | None = None
        self._driver: SessionDriver[ReceivingSession] = SessionDriver(services, self._make_session)
        self._model = RowTableModel(order_columns(self.tr, self._today), _identity, parent=self)
        self.listing = Listing(
            services, self.key, self.tr("To come"), self._model, search=self.tr("Search orders and parts")
        )
        self.table, self.search = self.listing.table, self.listing.search
        self.order_button = Button(appearance, self.tr("Order"), icon="add")
        self.header = PageHeader(appearance, self.tr("Receiving"), *self.listing.controls, self.order_button)
        self.banner = VerdictBanner(appearance)
        self.question = QuestionCard(appearance)
        self.receipts = ScanList(appearance, self.tr("Last receipts"))
        self.code = QLineEdit()
        self.bag = BagPane(services)
        self._left = QStackedWidget()
        self._side = QStackedWidget()
        self._side.addWidget(self.bag)
        self._fill_left()
        self.frame = WorkFrame(appearance, self._make_main(), self._side, pane_width=_PANE_WIDTH)
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
        """Read again what is on order."""
        if self._view is None:
            self._loading.start(_LONG_MS)
        self._driver.ask(ReceivingSession.reload)
        if self._form is None:
            self.table.setFocus()

    def look_for(self, text: str) -> None:
        """Search the orders."""
        self.search.setText(text)

    def focus_search(self) -> None:
        """Put the cursor into the search box."""
        self.search.focus()

    def key_hints(self) -> tuple[KeyHint, ...]:
        """Return the keys of this page."""
        return (
            KeyHint("F4", self.tr("Confirm")),
            KeyHint("Ctrl Z", self.tr("Undo")),
            KeyHint("Ctrl L", self.tr("Type a code")),
        )

    def take_scan(self, scan: Scan) -> bool:
        """Take every scan: places, bags, orders and control codes."""
        if self._hand_over():
            self._driver.ask(partial(ReceivingSession.scan, scan=scan))
        return True

    def close_down(self) -> None:
        """End an export."""
        self._loading.stop()
        self.listing.close_down()

    # What a person does.

    def receive(self) -> None:
        """Receive what is on the form, or answer the question as usual."""
        if self._hand_over():
            self._driver.ask(ReceivingSession.confirm)

    def receive_form(self) -> None:
        """Receive what is on the form, as its button says; a number is remembered only where that is said."""
        if self._hand_over():
            self._driver.ask(ReceivingSession.receive)

    def remember_numbers(self) -> None:
        """Remember what the bag's label calls its part."""
        self._driver.ask(ReceivingSession.remember_numbers)

    def cancel(self) -> None:
        """Drop the question, else the form."""
        if self._form is not None:
            self._leave_form()
        else:
            self._driver.ask(ReceivingSession.cancel)

    def undo(self, command_id: object = None) -> None:
        """Take back the last receipt, or the one with this id."""
        wanted = command_id if isinstance(command_id, str) else None
        self._driver.ask(partial(ReceivingSession.undo, command_id=wanted))

    def start_order(self) -> None:
        """Show the form for an order line."""
        form = order_form(self.services)
        form.submitted.connect(self._order)
        self._show_form(form)

    def start_part(self) -> None:
        """Show the form for the part that nobody knows."""
        if self._view is not None:
            form = part_form(self.services, self._view.form)
            form.submitted.connect(self._make_part)
            self._show_form(form)

    # What comes of it.

    def _make_session(self, store: Store, desk: Desk) -> ReceivingSession:
        return ReceivingSession(store, desk, self.services.speech)

    def _today(self) -> date:
        return self.services.clock.now().date()

    def _hand_over(self) -> bool:
        """Give the session what was written by hand, and return whether all of it was possible."""
        changed = self.bag.edits()
        if changed is None:
            return False
        if changed:
            self._driver.ask(partial(_amend, changed))
        return True

    def _updated(self, update: SessionUpdate) -> None:
        self._loading.stop()
        view: ReceivingView = update.view
        self._view = view
        if update.verdict is not None:
            self._tell(update.verdict)
        self._show_lines(view)
        self.receipts.show_entries(self._presenter.receipts(view))
        if not self._driver.pending:
            # What is under way brings a newer form; this one would undo what was written meanwhile.
            self.bag.show_view(view, self._presenter.step(view), self._presenter.title(view))
        self._show_question(view)
        self.header.show_remark(self._presenter.remark(view, self._today()))

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
            state = ErrorState(
                self.services.appearance, trouble_of(error, self.tr("The orders could not be read"))
            )
            state.retried.connect(self.activate)
            self._left.addWidget(state)
            self._left.setCurrentWidget(state)
            return
        self._play(Sound.REFUSED)
        self.banner.show_verdict(not_recorded(self.services.speech, error))
        self.services.navigator.show_fault(error)

    def _show_lines(self, view: ReceivingView) -> None:
        self.listing.show_rows(view.lines)
        self._left.setCurrentWidget(self.listing if view.lines else self._nothing)
        chosen = view.form.line.uid if view.form.line else None
        if chosen and chosen not in self.table.selected_ids():
            self.table.select_ids((chosen,))
        elif chosen is None:
            self.table.clearSelection()

    def _show_question(self, view: ReceivingView) -> None:
        if view.question == self._asked:
            return
        self._asked = view.question
        if view.question is not None:
            self.question.ask(self._presenter.question(view.question, view))
        self.question.setVisible(view.question is not None)
        if view.question is not None:
            self.question.setFocus()
        elif self.focusWidget() in {None, self.question}:
            self.table.setFocus()

    def _answer(self, answer: object) -> None:
        if answer == YES:
            self._driver.ask(ReceivingSession.confirm)
        else:
            self._driver.ask(partial(ReceivingSession.answer, text=str(answer)))

    def _choose_line(self, uid: object) -> None:
        if self._hand_over():
            wanted = uid if isinstance(uid, str) else None
            self._driver.ask(partial(ReceivingSession.choose_line, uid=wanted))

    def _choose_part(self, uid: object) -> None:
        self._driver.ask(partial(ReceivingSession.choose_part, uid=str(uid)))

    def _choose_place(self, uid: object) -> None:
        self._driver.ask(partial(ReceivingSession.choose_place, called=str(uid)))

    def _type_code(self) -> None:
        text = self.code.text()
        self.code.clear()
        if text:
            self.take_scan(typed_scan(text, self.services.clock))

    # Forms.

    def _show_form(self, form: FormPane) -> None:
        self._leave_form()
        self._form = form
        form.left.connect(self._leave_form)
        self._side.addWidget(form)
        self._side.setCurrentWidget(form)
        form.begin()

    def _leave_form(self) -> None:
        form, self._form = self._form, None
        if form is None:
            return
        self._side.setCurrentWidget(self.bag)
        self._side.removeWidget(form)
        form.deleteLater()
        self.table.setFocus()

    def _make_part(self, values: dict[str, object]) -> None:
        command = part_command(values, self.services.ids.new())
        self._driver.ask(partial(ReceivingSession.make_part, part=command))

    def _order(self, values: dict[str, object]) -> None:
        desk = self.services.desk
        self.services.tasks.submit(
            partial(_place, desk, values), self._ordered, self.services.navigator.show_fault
        )

    def _ordered(self, outcome: Outcome) -> None:
        if isinstance(outcome, Refused):
            if self._form is not None:
                self._form.refuse(self.services.speech.record_refusal(outcome))
            return
        self._leave_form()
        self.services.navigator.stock_changed()
        self._driver.ask(ReceivingSession.reload)

    # How it lies.

    def _fill_left(self) -> None:
        self._nothing = EmptyState(
            self.services.appearance,
            icon="receive",
            title=self.tr("Nothing is on order"),
            sentence=self.tr(
                "What comes without an order is received all the same: scan its place, then its label. "
                "What is ordered is listed here until it has come."
            ),
            action=self.tr("Order something"),
        )
        self._reading = EmptyState(
            self.services.appearance,
            icon="receive",
            title=self.tr("The orders are being read"),
            sentence=self.tr("Scanning works already."),
        )
        for widget in (self.listing, self._nothing, self._reading):
            self._left.addWidget(widget)

    def _make_main(self) -> QWidget:
        sizes = self.services.appearance.sizes
        self.code.setPlaceholderText(self.tr("Type a code (Ctrl+L)"))
        self.code.setAccessibleName(self.tr("Type a code"))
        self.code.setClearButtonEnabled(True)
        self.question.hide()
        main = QWidget()
        column = QVBoxLayout(main)
        set_margins(column, 0, sizes.gap)
        column.addWidget(self.banner)
        column.addWidget(self.question)
        column.addWidget(card_around(self._left), 3)
        column.addWidget(self.receipts, 2)
        column.addWidget(self.code)
        return main

    def _say_loading(self) -> None:
        self._left.setCurrentWidget(self._reading)

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
        self.table.row_activated.connect(self._choose_line)
        self.table.clicked.connect(self._clicked)
        self.order_button.clicked.connect(self.start_order)
        self._nothing.acted.connect(self.start_order)
        self.receipts.undo_requested.connect(self.undo)
        self.question.answered.connect(self._answer)
        self.question.cancelled.connect(self.cancel)
        self.question.key_pressed.connect(self._answer)
        self.code.returnPressed.connect(self._type_code)
        self.bag.edited.connect(self._edited)
        self.bag.part_chosen.connect(self._choose_part)
        self.bag.place_chosen.connect(self._choose_place)
        self.bag.line_chosen.connect(self._choose_line)
        self.bag.receive_wanted.connect(self.receive_form)
        self.bag.remember_wanted.connect(self.remember_numbers)
        self.bag.clear_wanted.connect(self.cancel)
        self.bag.new_part_wanted.connect(self.start_part)

    def _clicked(self) -> None:
        chosen = self.table.selected_ids()
        if len(chosen) == 1:
            self._choose_line(chosen[0])

    def _edited(self) -> None:
        self._hand_over()

    def _add_actions(self) -> None:
        for keys, text, act in (
            ("F4", self.tr("Confirm"), self.receive),
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


def _amend(changed: dict[str, object], session: ReceivingSession) -> None:
    session.amend(changed)


def _place(desk: Desk, values: dict[str, object], store: Store) -> Outcome:
    return place_order(store, desk, values)


def _identity(line: OrderRow) -> str:
    return line.uid
