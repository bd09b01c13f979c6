"""The receiving page: what is to come, the bag in the hand, and what came in last."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from kitstation.domain.refusals import Refused
from kitstation.station.desk import Desk
from kitstation.station.receiving import Question, ReceivingSession, ReceivingView
from kitstation.station.receiving_form import ReceivingForm
from kitstation.station.verdicts import Sound
from kitstation.store.queries.orders import OrderRow
from kitstation.store.store import Store
from kitstation.ui.pages.receiving.bag_pane import BagPane
from kitstation.ui.pages.receiving.columns import order_columns
from kitstation.ui.pages.receiving.order_form import order_form, place_order
from kitstation.ui.pages.receiving.part_form import part_command, part_form
from kitstation.ui.pages.receiving.presenter import YES, ReceivingPresenter
from kitstation.ui.pages.session_page import SessionPage
from kitstation.ui.panes.page_header import PageHeader
from kitstation.ui.panes.scan_list import ScanList
from kitstation.ui.tables.listing import Listing
from kitstation.ui.tables.row_model import RowTableModel
from kitstation.ui.widgets.button import Button
from kitstation.ui.widgets.empty_state import EmptyState
from kitstation.ui.widgets.key_hints import KeyHint

if TYPE_CHECKING:
    from kitstation.domain.outcomes import Outcome
    from kitstation.scanning.scan import Scan
    from kitstation.ui.services import Services

_PANE_WIDTH = 360


class ReceivingPage(SessionPage[ReceivingSession]):
    """Takes stock in, on what is on order or without; by scanner alone, by keyboard, or by hand."""

    key = "receiving"

    def __init__(self, services: Services, play: Callable[[Sound], None]) -> None:
        super().__init__(services, play)
        appearance = services.appearance
        self._presenter = ReceivingPresenter(services.speech)
        self._view: ReceivingView | None = None
        self._asked: Question | None = None
        model = RowTableModel(order_columns(self.tr, self._today), _identity, parent=self)
        orders = Listing(
            services, self.key, self.tr("To come"), model, search=self.tr("Search orders and parts")
        )
        self.table, self.search = orders.table, orders.search
        self.order_button = Button(appearance, self.tr("Order"), icon="add")
        self.receipts = ScanList(appearance, self.tr("Last receipts"))
        self.bag = BagPane(services)
        self.sides.addWidget(self.bag)
        self.lay_out(
            PageHeader(appearance, self.tr("Receiving"), *orders.controls, self.order_button),
            orders,
            pane_width=_PANE_WIDTH,
            loading=self.tr("The orders are being read"),
            failed=self.tr("The orders could not be read"),
            below=self.receipts,
        )
        # Until the orders are read, and where they cannot be, nothing is in the hand.
        self._show_bag(ReceivingView(lines=(), form=ReceivingForm(), question=None, receipts=()))
        self._listen()
        self.banner.show_verdict(self._presenter.ready())

    # What the window asks for.

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
            self.driver.ask(partial(ReceivingSession.scan, scan=scan))
        return True

    # What a person does.

    def confirm(self) -> None:
        """Receive what is on the form, or answer the question as usual."""
        if self.bag.settle_picks() and self._hand_over():
            self.driver.ask(ReceivingSession.confirm)

    def receive_form(self) -> None:
        """Receive what is on the form, as its button says; a number is remembered only where that is said."""
        if self.bag.settle_picks() and self._hand_over():
            self.driver.ask(ReceivingSession.receive)

    def remember_numbers(self) -> None:
        """Remember what the bag's label calls its part."""
        self.driver.ask(ReceivingSession.remember_numbers)

    def cancel(self) -> None:
        """Drop the question, else the form."""
        if self.form is not None:
            self.leave_form()
        else:
            self.driver.ask(ReceivingSession.cancel)

    def undo(self, command_id: object = None) -> None:
        """Take back the last receipt, or the one with this id."""
        wanted = command_id if isinstance(command_id, str) else None
        self.driver.ask(partial(ReceivingSession.undo, command_id=wanted))

    def start_order(self) -> None:
        """Show the form for an order line."""
        form = order_form(self.services)
        form.submitted.connect(self._order)
        self.show_form(form)

    def start_part(self) -> None:
        """Show the form for the part that nobody knows."""
        if self._view is not None:
            form = part_form(self.services, self._view.form)
            form.submitted.connect(self._make_part)
            self.show_form(form)

    # What comes of it.

    def make_session(self, store: Store, desk: Desk) -> ReceivingSession:
        """Return the session, on the core thread."""
        return ReceivingSession(store, desk, self.services.speech)

    def _today(self) -> date:
        return self.services.clock.now().date()

    def _hand_over(self) -> bool:
        """Give the session what was written by hand, and return whether all of it was possible."""
        changed = self.bag.edits()
        if changed is None:
            return False
        if changed:
            self.driver.ask(partial(_amend, changed))
        return True

    def reread(self) -> None:
        """Read again what is on order."""
        self.driver.ask(ReceivingSession.reload)

    def usual_side(self) -> QWidget:
        """Return the form of the bag."""
        return self.bag

    def show_view(self, view: ReceivingView) -> None:
        """Show what is on order, what is in the hand, and what came in."""
        self._view = view
        self._show_lines(view)
        self.receipts.show_entries(self._presenter.receipts(view))
        if not self.driver.pending:
            # What is under way brings a newer form; this one would undo what was written meanwhile.
            self._show_bag(view)
        self._ask_question(view)
        self.header.show_remark(self._presenter.remark(view, self._today()))

    def _show_bag(self, view: ReceivingView) -> None:
        self.bag.show_view(view, self._presenter.step(view), self._presenter.title(view))

    def _show_lines(self, view: ReceivingView) -> None:
        self.listing.show_rows(view.lines)
        self.show_list(filled=bool(view.lines), empty=self._nothing_on_order)
        chosen = view.form.line.uid if view.form.line else None
        if chosen and chosen not in self.table.selected_ids():
            self.table.select_ids((chosen,))
        elif chosen is None:
            self.table.clearSelection()

    def _ask_question(self, view: ReceivingView) -> None:
        if view.question == self._asked:
            return
        self._asked = view.question
        if view.question is not None:
            self.question.ask(self._presenter.question(view.question, view))
        self.show_question(asked=view.question is not None, anew=True)

    def answer(self, answer: object) -> None:
        """Answer with the choice, or confirm what was proposed."""
        if answer == YES:
            self.driver.ask(ReceivingSession.confirm)
        else:
            self.driver.ask(partial(ReceivingSession.answer, text=str(answer)))

    def press(self, key: str) -> None:
        """Choose by the number of the answer."""
        self.answer(key)

    def _choose_line(self, uid: object) -> None:
        if self._hand_over():
            wanted = uid if isinstance(uid, str) else None
            self.driver.ask(partial(ReceivingSession.choose_line, uid=wanted))

    def _choose_part(self, uid: object) -> None:
        self.driver.ask(partial(ReceivingSession.choose_part, uid=str(uid)))

    def _choose_place(self, uid: object) -> None:
        self.driver.ask(partial(ReceivingSession.choose_place, called=str(uid)))

    # Forms.

    def _make_part(self, values: dict[str, object]) -> None:
        command = part_command(values, self.services.ids.new())
        self.driver.ask(partial(ReceivingSession.make_part, part=command))

    def _order(self, values: dict[str, object]) -> None:
        desk = self.services.desk
        self.services.tasks.submit(
            partial(_place, desk, values), self._ordered, self.services.navigator.show_fault
        )

    def _ordered(self, outcome: Outcome) -> None:
        if isinstance(outcome, Refused):
            if self.form is not None:
                self.form.refuse(self.services.speech.record_refusal(outcome))
            return
        self.leave_form()
        self.services.navigator.stock_changed()
        self.driver.ask(ReceivingSession.reload)

    def _nothing_on_order(self) -> EmptyState:
        state = EmptyState(
            self.services.appearance,
            icon="receive",
            title=self.tr("Nothing is on order"),
            sentence=self.tr(
                "What comes without an order is received all the same: scan its place, then its label. "
                "What is ordered is listed here until it has come."
            ),
            action=self.tr("Order something"),
        )
        state.acted.connect(self.start_order)
        return state

    def _listen(self) -> None:
        self.table.row_activated.connect(self._choose_line)
        self.table.clicked.connect(self._clicked)
        self.order_button.clicked.connect(self.start_order)
        self.receipts.undo_requested.connect(self.undo)
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


def _amend(changed: dict[str, object], session: ReceivingSession) -> None:
    session.amend(changed)


def _place(desk: Desk, values: dict[str, object], store: Store) -> Outcome:
    return place_order(store, desk, values)


def _identity(line: OrderRow) -> str:
    return line.uid
