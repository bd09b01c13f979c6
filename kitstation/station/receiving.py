"""The receiving session: bags are scanned, forms are filled, stock is taken in. Without a screen."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any, Final

from kitstation.domain.commands import CreatePart
from kitstation.domain.refusals import RefusalCode, Refused, refuse
from kitstation.scanning.controls import ControlCode
from kitstation.scanning.scan import Scan
from kitstation.station.bag_filling import BagFilling
from kitstation.station.bag_reading import BagCode, SeveralParts, StockLabel, UnknownCode, read_bag
from kitstation.station.desk import Desk
from kitstation.station.intake import Intake
from kitstation.station.receipts import missing
from kitstation.station.receiving_form import Facts, ReceivingForm, with_part
from kitstation.station.receiving_verdicts import receipt_name, received
from kitstation.station.receiving_view import (
    AnotherBag,
    Disagreement,
    OverOrder,
    Question,
    Receiving,
    ReceivingView,
    RememberNumbers,
    WhichPart,
)
from kitstation.station.receiving_words import ReceivingWords
from kitstation.station.sentences import Speech, Wording, digits
from kitstation.station.session_verdicts import SessionVerdicts
from kitstation.station.verdicts import Sound, Tone, Verdict
from kitstation.store.queries import orders, receiving
from kitstation.store.queries.orders import OrderRow, Receipt
from kitstation.store.queries.receiving import CalledPart, Place
from kitstation.store.store import Store

__all__ = [
    "AnotherBag",
    "Disagreement",
    "OverOrder",
    "Question",
    "Receiving",
    "ReceivingSession",
    "ReceivingView",
    "RememberNumbers",
    "WhichPart",
    "receipt_name",
]

_logger: Final = logging.getLogger(__name__)


class ReceivingSession:
    """One person's receiving at one station. Belongs to the thread that owns the store."""

    def __init__(self, store: Store, desk: Desk, speech: Speech | None = None) -> None:
        self.desk = desk
        self._store = store
        speech = speech or Speech()
        self._words = ReceivingWords(speech)
        self._verdicts = SessionVerdicts(speech)
        self._bag = BagFilling(store, self._words, self._verdicts)
        self._intake = Intake(store)
        self._lines: tuple[OrderRow, ...] = ()
        self._receipts: tuple[Receipt, ...] = ()
        self._remembered: tuple[str, ...] = ()
        """The commands that remembered numbers after the last receipt."""
        self.reload()

    def view(self) -> ReceivingView:
        """Return all that the page shows."""
        bag = self._bag
        return ReceivingView(self._lines, bag.form, bag.question, self._receipts, bag.unlinked())

    def reload(self) -> None:
        """Read the orders and the last receipts again."""
        chosen = self._bag.form.line
        with self._store.reading() as reader:
            self._lines = orders.open_lines(reader)
            self._receipts = orders.last_receipts(reader)
            line = orders.order_line(reader, chosen.uid) if chosen else None
        self._bag.follow(line)

    # What a person does.

    def scan(self, scan: Scan) -> Verdict:
        """Do what a scan asks for."""
        return self._logged(replace(self._scanned(scan.text), scan=scan.text))

    def choose_line(self, uid: str | None) -> Verdict:
        """Receive on an order line from now on, or with None on none."""
        with self._store.reading() as reader:
            line = orders.order_line(reader, uid) if uid else None
            part = receiving.part_by_uid(reader, line.part_uid) if line else None
            place = receiving.place_called(reader, line.location_uid) if line and line.location_uid else None
        if uid and line is None:
            return self._verdicts.refused(refuse(RefusalCode.UNKNOWN_RECORD, what="order line"))
        self._bag.put_on(line, part, place)
        return self._logged(self._done(Receiving.ORDER, self._words.line(line, self._bag.form)))

    def choose_place(self, called: str) -> Verdict:
        """Put what comes into this place from now on."""
        with self._store.reading() as reader:
            place = receiving.place_called(reader, called)
        if place is None:
            refused = refuse(RefusalCode.UNKNOWN_RECORD, what="location", name=called)
            return self._logged(self._verdicts.refused(refused))
        return self._logged(self._bag.put_into(place))

    def choose_part(self, uid: str) -> Verdict:
        """Receive this part."""
        with self._store.reading() as reader:
            part = receiving.part_by_uid(reader, uid)
        if part is None:
            return self._logged(self._verdicts.refused(refuse(RefusalCode.UNKNOWN_RECORD, what="part")))
        return self._logged(self._or_receive(self._bag.take(Facts(part=part, is_label=False))))

    def fill_in(self, form: ReceivingForm) -> None:
        """Take over what a person has written into the form."""
        self._bag.form = form

    def amend(self, values: Mapping[str, Any]) -> None:
        """Take over what a person has written into some fields of the form."""
        self._bag.amend(values)

    def make_part(self, part: CreatePart) -> Verdict:
        """Make the part of the bag known, and go on with it."""
        outcome = self._intake.hand_in(self.desk, (part,))
        if isinstance(outcome, Refused):
            return self._logged(self._verdicts.refused(outcome))
        with self._store.reading() as reader:
            made = receiving.part_by_uid(reader, part.uid)
        if made is not None:
            self._bag.form = with_part(self._bag.form, made)
        return self._logged(self._done(Receiving.PART_MADE, self._words.part_made(self._bag.form)))

    def remember_numbers(self) -> Verdict:
        """Remember for the part on the form what the bag's labels call it."""
        part = self._bag.form.part
        numbers = self._bag.unlinked()
        if part is None or not numbers:
            return self._logged(self._verdicts.nothing_asked())
        self._bag.question = None
        return self._logged(self._remember(part, numbers))

    def confirm(self) -> Verdict:
        """Answer the question with yes; without one, receive what is on the form."""
        return self._logged(self._confirm())

    def receive(self) -> Verdict:
        """Receive what is on the form without remembering a number; any other question is answered with yes."""
        self._bag.decline_offer()
        return self._logged(self._confirm())

    def cancel(self) -> Verdict:
        """Answer the question with no; without one, empty the form but for the place."""
        return self._logged(self._cancel())

    def answer(self, text: str) -> Verdict:
        """Answer the question which part it is with its number in the list."""
        asked = self._bag.question
        if isinstance(asked, WhichPart) and text.isdecimal() and 1 <= int(text) <= len(asked.parts):
            facts = replace(asked.facts, part=asked.parts[int(text) - 1])
            return self._logged(self._or_receive(self._bag.take(facts)))
        return self._logged(self._verdicts.nothing_asked(text))

    def undo(self, command_id: str | None = None) -> Verdict:
        """Take back what was remembered or received last, or the receipt with this id."""
        return self._logged(self._undo(command_id))

    # Scans.

    def _scanned(self, text: str) -> Verdict:
        reading = self.desk.grammar.read(text)
        if reading.control is not None:
            return self._controlled(reading.control)
        with self._store.reading() as reader:
            meant = read_bag(reading, self._bag.form, reader)
        match meant:
            case Place():
                return self._bag.put_into(meant)
            case OrderRow():
                return self.choose_line(meant.uid)
            case StockLabel():
                return self._verdicts.said(
                    RefusalCode.DUPLICATE_SERIAL if meant.is_serial else RefusalCode.DUPLICATE,
                    Tone.ATTENTION,
                    self._words.known_item(meant.name, meant.location),
                )
            case SeveralParts():
                return self._bag.choose(meant.parts, meant.facts)
            case UnknownCode():
                return self._verdicts.refused(refuse(RefusalCode.UNKNOWN_CODE), text)
            case BagCode():
                return self._or_receive(self._bag.take(meant.facts))

    def _controlled(self, control: ControlCode) -> Verdict:
        match control:
            case ControlCode.CONFIRM:
                return self._confirm()
            case ControlCode.CANCEL:
                return self._cancel()
            case ControlCode.UNDO:
                return self._undo(None)
            case ControlCode.BACKSPACE | ControlCode.POINT:
                return self._bag.type(control)
            case _ if control.digit is not None:
                if isinstance(self._bag.question, WhichPart):
                    return self.answer(str(control.digit))
                return self._bag.type(control)
            case _:
                return self._verdicts.nothing_asked(control.text)

    # Answers.

    def _confirm(self) -> Verdict:
        asked, self._bag.question = self._bag.question, None
        match asked:
            case Disagreement():
                return self._or_receive(self._bag.replace_by(asked.facts))
            case AnotherBag():
                return self._or_receive(self._bag.begin_with(asked.facts))
            case WhichPart():
                return self._bag.choose(asked.parts, asked.facts)
            case RememberNumbers():
                return self._remember(asked.part, asked.numbers)
            case OverOrder():
                return self._receive(over_order=True)
            case None:
                return self._receive()

    def _cancel(self) -> Verdict:
        if self._bag.question is not None:
            self._bag.question = None
            return self._done(Receiving.CANCELLED, self._words.form(self._bag.form))
        self._bag.empty()
        wording = self._words.cancelled()
        return self._verdicts.said(
            Receiving.CANCELLED, Tone.NEUTRAL, wording, sound=Sound.NONE, accepted=True
        )

    # Commands.

    def _remember(self, part: CalledPart, numbers: Sequence[str]) -> Verdict:
        outcome = self._intake.remember(self.desk, part.uid, numbers)
        if isinstance(outcome, Refused):
            return self._verdicts.refused(outcome)
        self._remembered += tuple(one.command_id for one in outcome)
        verdict = self._done(Receiving.REMEMBERED, self._words.remembered(part, numbers, self._bag.form))
        return replace(verdict, sound=Sound.ACCEPTED, command_id=outcome[-1].command_id)

    def _or_receive(self, verdict: Verdict | None) -> Verdict:
        return verdict or self._receive()

    def _receive(self, *, over_order: bool = False) -> Verdict:
        form = self._bag.form
        if form.part is None and form.is_empty:
            return self._verdicts.nothing_asked()
        if missing(form):
            return self._verdicts.said(Receiving.MISSING, Tone.QUESTION, self._words.form(form))
        outcome = self._intake.take_in(self.desk, form, over_order=over_order)
        if isinstance(outcome, Refused):
            return self._not_received(outcome, form)
        self._remembered = ()
        self._bag.form = form.after_receipt()
        self.reload()
        with self._store.reading() as reader:
            line = orders.order_line(reader, form.line.uid) if form.line else None
        return received(form, outcome, line, self._words, self._verdicts)

    def _not_received(self, refused: Refused, form: ReceivingForm) -> Verdict:
        if refused.code is RefusalCode.OVER_ORDER and form.line is not None:
            asked = digits(Decimal(refused.facts["asked"]))
            return self._bag.ask(OverOrder(form.line, asked), self._words.over_order(asked, form.line))
        if form.is_serial:
            # The number in the hand is no good; the next one may be.
            self._bag.amend({"serial_number": None})
        return self._verdicts.refused(refused)

    def _undo(self, command_id: str | None) -> Verdict:
        self._bag.question = None
        if command_id is None and self._remembered:
            return self._forget()
        target = command_id or next((one.command_id for one in self._receipts if not one.undone), None)
        if target is None:
            return self._verdicts.refused(refuse(RefusalCode.NOTHING_TO_UNDO))
        outcome = self._intake.take_back(self.desk, (target,))
        if isinstance(outcome, Refused):
            return self._verdicts.refused(outcome)
        receipt = next((one for one in self._receipts if one.command_id == target), None)
        self.reload()
        return self._taken_back(self._words.taken_back(receipt_name(receipt) if receipt else ""))

    def _forget(self) -> Verdict:
        outcome = self._intake.take_back(self.desk, self._remembered)
        self._remembered = ()
        if isinstance(outcome, Refused):
            return self._verdicts.refused(outcome)
        return self._taken_back(self._words.forgotten(self._bag.form))

    def _taken_back(self, wording: Wording) -> Verdict:
        return self._verdicts.said(
            Receiving.UNDONE, Tone.RETURNED, wording, sound=Sound.RETURNED, accepted=True
        )

    def _done(self, code: Receiving, wording: Wording) -> Verdict:
        return self._verdicts.said(code, Tone.NEUTRAL, wording, accepted=True)

    def _logged(self, verdict: Verdict) -> Verdict:
        facts = {"code": verdict.code, "scan": verdict.scan, "command_id": verdict.command_id}
        _logger.info("receiving", extra=facts)
        return verdict
