"""The receiving session: bags are scanned, forms are filled, stock is taken in. Without a screen."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from enum import StrEnum
from typing import Any, Final

from kitstation.domain.commands import Command, CreatePart, Undo
from kitstation.domain.outcomes import Accepted
from kitstation.domain.refusals import RefusalCode, Refused, refuse
from kitstation.scanning.controls import ControlCode
from kitstation.scanning.scan import Scan
from kitstation.station.bag_reading import BagCode, SeveralParts, StockLabel, UnknownCode, read_bag
from kitstation.station.desk import Desk
from kitstation.station.receipts import creations, missing
from kitstation.station.receiving_form import (
    Facts,
    ReceivingForm,
    differences,
    is_another_bag,
    taken_over,
    with_suggested_line,
)
from kitstation.station.receiving_view import (
    AnotherBag,
    Disagreement,
    OverOrder,
    Question,
    Receiving,
    ReceivingView,
    WhichPart,
)
from kitstation.station.receiving_words import ReceivingWords
from kitstation.station.sentences import Circumstances, Speech, Wording, digits
from kitstation.station.verdicts import Sound, Tone, Verdict
from kitstation.store.queries import orders, receiving
from kitstation.store.queries.orders import OrderRow, Receipt
from kitstation.store.queries.receiving import Place
from kitstation.store.store import Store

__all__ = [
    "AnotherBag",
    "Disagreement",
    "OverOrder",
    "Question",
    "Receiving",
    "ReceivingSession",
    "ReceivingView",
    "WhichPart",
    "receipt_name",
]

_logger: Final = logging.getLogger(__name__)


class ReceivingSession:
    """One person's receiving at one station. Belongs to the thread that owns the store."""

    def __init__(self, store: Store, desk: Desk, speech: Speech | None = None) -> None:
        self.desk = desk
        self._store = store
        self._words = ReceivingWords(speech or Speech())
        self._form = ReceivingForm()
        self._question: Question | None = None
        self._lines: tuple[OrderRow, ...] = ()
        self._receipts: tuple[Receipt, ...] = ()
        self.reload()

    def view(self) -> ReceivingView:
        """Return all that the page shows."""
        return ReceivingView(self._lines, self._form, self._question, self._receipts)

    def reload(self) -> None:
        """Read the orders and the last receipts again."""
        with self._store.reading() as reader:
            self._lines = orders.open_lines(reader)
            self._receipts = orders.last_receipts(reader)
            line = orders.order_line(reader, self._form.line.uid) if self._form.line else None
        if self._form.line is not None and (line is None or not line.is_open):
            self._form = replace(self._form, line=None, line_is_chosen=False)
        elif line is not None:
            self._form = replace(self._form, line=line)

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
            return self._refused(refuse(RefusalCode.UNKNOWN_RECORD, what="order line"))
        if part is not None and self._form.part is not None and part.uid != self._form.part.uid:
            self._form = ReceivingForm(place=self._form.place)
        self._form = replace(
            self._form,
            line=line,
            line_is_chosen=True,
            part=self._form.part or part,
            place=self._form.place or place,
        )
        self._question = None
        return self._logged(self._done(Receiving.ORDER, self._words.line(line, self._form)))

    def choose_place(self, called: str) -> Verdict:
        """Put what comes into this place from now on."""
        with self._store.reading() as reader:
            place = receiving.place_called(reader, called)
        if place is None:
            return self._refused(refuse(RefusalCode.UNKNOWN_RECORD, what="location", name=called))
        return self._logged(self._into(place))

    def choose_part(self, uid: str) -> Verdict:
        """Receive this part."""
        with self._store.reading() as reader:
            part = receiving.part_by_uid(reader, uid)
        if part is None:
            return self._refused(refuse(RefusalCode.UNKNOWN_RECORD, what="part"))
        return self._logged(self._take(Facts(part=part, is_label=False)))

    def fill_in(self, form: ReceivingForm) -> None:
        """Take over what a person has written into the form."""
        self._form = form

    def amend(self, values: Mapping[str, Any]) -> None:
        """Take over what a person has written into some fields of the form."""
        self._form = replace(self._form, **values)

    def make_part(self, part: CreatePart) -> Verdict:
        """Make the part of the bag known, and go on with it."""
        outcome = self._hand_in((part,))
        if isinstance(outcome, Refused):
            return self._logged(self._refused(outcome))
        with self._store.reading() as reader:
            made = receiving.part_by_uid(reader, part.uid)
        self._form = replace(self._form, part=made)
        return self._logged(self._done(Receiving.PART_MADE, self._words.part_made(self._form)))

    def confirm(self) -> Verdict:
        """Answer the question with yes; without one, receive what is on the form."""
        return self._logged(self._confirm())

    def cancel(self) -> Verdict:
        """Answer the question with no; without one, empty the form but for the place."""
        return self._logged(self._cancel())

    def answer(self, text: str) -> Verdict:
        """Answer the question which part it is with its number in the list."""
        asked = self._question
        if isinstance(asked, WhichPart) and text.isdecimal() and 1 <= int(text) <= len(asked.parts):
            self._question = None
            return self._logged(self._take(replace(asked.facts, part=asked.parts[int(text) - 1])))
        return self._logged(self._refused(refuse(RefusalCode.NOTHING_ASKED), text))

    def undo(self, command_id: str | None = None) -> Verdict:
        """Take back the last receipt, or the one with this id."""
        return self._logged(self._undo(command_id))

    # Scans.

    def _scanned(self, text: str) -> Verdict:
        reading = self.desk.grammar.read(text)
        if reading.control is not None:
            return self._controlled(reading.control)
        with self._store.reading() as reader:
            meant = read_bag(reading, self._form, reader)
        match meant:
            case Place():
                return self._into(meant)
            case OrderRow():
                self._question = None
                return self.choose_line(meant.uid)
            case StockLabel():
                return self._said(
                    RefusalCode.DUPLICATE_SERIAL if meant.is_serial else RefusalCode.DUPLICATE,
                    Tone.ATTENTION,
                    self._words.known_item(meant.name, meant.location),
                )
            case SeveralParts():
                self._question = WhichPart(meant.parts, meant.facts)
                return self._asked(self._words.which_part(meant.parts))
            case UnknownCode():
                return self._refused(refuse(RefusalCode.UNKNOWN_CODE), text)
            case BagCode():
                return self._take(meant.facts)

    def _controlled(self, control: ControlCode) -> Verdict:
        match control:
            case ControlCode.CONFIRM:
                return self._confirm()
            case ControlCode.CANCEL:
                return self._cancel()
            case ControlCode.UNDO:
                return self._undo(None)
            case ControlCode.BACKSPACE | ControlCode.POINT:
                return self._type(control)
            case _ if control.digit is not None:
                if isinstance(self._question, WhichPart):
                    return self.answer(str(control.digit))
                return self._type(control)
            case _:
                return self._refused(refuse(RefusalCode.NOTHING_ASKED), control.text)

    def _take(self, facts: Facts) -> Verdict:
        self._question = None
        form = self._form
        if form.done and is_another_bag(form, facts):
            # The one before is received, piece by piece: nothing of it is lost.
            return self._taken(taken_over(ReceivingForm(place=form.place), facts))
        if form.done and form.lacks_serial and facts.serial_number:
            return self._taken(taken_over(form, replace(facts, quantity=None), replacing=True))
        if is_another_bag(form, facts):
            self._question = AnotherBag(facts)
            named = (
                facts.part.part_number if facts.part else self._words.bag(taken_over(ReceivingForm(), facts))
            )
            return self._asked(self._words.another_bag(form, named))
        if found := differences(form, facts):
            self._question = Disagreement(found, facts)
            return self._asked(self._words.conflict(found))
        return self._taken(taken_over(form, facts))

    def _taken(self, form: ReceivingForm) -> Verdict:
        with self._store.reading() as reader:
            open_lines = orders.open_lines_for(reader, form.part.uid) if form.part else ()
            form = with_suggested_line(form, open_lines)
            if form.place is None and form.line is not None and form.line.location_uid:
                form = replace(form, place=receiving.place_called(reader, form.line.location_uid))
        before, self._form = self._form, form
        # A serial number that is scanned in its turn is received at once: the place and the part are chosen.
        in_turn = before.lacks_serial and before.place is not None and form.serial_number is not None
        if in_turn and before.part == form.part:
            return self._receive()
        if before == form:
            return self._said(
                Receiving.NOTHING_NEW, Tone.NEUTRAL, self._words.nothing_new(form), accepted=True
            )
        tone = Tone.NEUTRAL if form.part else Tone.ATTENTION
        return self._said(Receiving.FILLED, tone, self._words.form(form), accepted=True)

    def _into(self, place: Place) -> Verdict:
        if place.archived:
            return self._refused(refuse(RefusalCode.ARCHIVED, what="location", name=place.path))
        self._form = replace(self._form, place=place)
        return self._done(Receiving.PLACE, self._words.place(place, self._form))

    def _type(self, control: ControlCode) -> Verdict:
        part, typed = self._form.part, self._form.typed
        if part is None or (self._form.is_serial and not self._form.make_serial):
            return self._refused(refuse(RefusalCode.NOTHING_ASKED), control.text)
        if isinstance(self._question, OverOrder):
            self._question = None
        match control:
            case ControlCode.BACKSPACE:
                typed = typed[:-1]
            case ControlCode.POINT:
                typed = typed if "." in typed else f"{typed or 0}."
            case _:
                typed = f"{typed}{control.digit}"
        self._form = replace(self._form, typed=typed)
        headline = f"{typed or '…'} {self._form.unit or part.unit}"
        wording = Wording(headline, self._words.next_step(self._form))
        return self._said(Receiving.TYPED, Tone.QUESTION, wording, sound=Sound.NONE, accepted=True)

    # Answers.

    def _confirm(self) -> Verdict:
        asked, self._question = self._question, None
        match asked:
            case Disagreement():
                return self._taken(taken_over(self._form, asked.facts, replacing=True))
            case AnotherBag():
                return self._taken(taken_over(ReceivingForm(place=self._form.place), asked.facts))
            case WhichPart():
                self._question = asked
                return self._asked(self._words.which_part(asked.parts))
            case OverOrder():
                return self._receive(over_order=True)
            case None:
                return self._receive()

    def _cancel(self) -> Verdict:
        if self._question is not None:
            self._question = None
            return self._done(Receiving.CANCELLED, self._words.form(self._form))
        self._form = ReceivingForm(place=self._form.place)
        return self._said(
            Receiving.CANCELLED, Tone.NEUTRAL, self._words.cancelled(), sound=Sound.NONE, accepted=True
        )

    def _receive(self, *, over_order: bool = False) -> Verdict:
        form = self._form
        if form.part is None and form.is_empty:
            return self._refused(refuse(RefusalCode.NOTHING_ASKED))
        if missing(form):
            return self._said(Receiving.MISSING, Tone.QUESTION, self._words.form(form))
        with self._store.reading() as reader:
            supplier_uid = receiving.supplier_called(reader, form.supplier) if form.supplier else None
        made = creations(form, supplier_uid, self.desk.ids, over_order=over_order)
        if isinstance(made, Refused):
            return self._refused(made)
        outcome = self._hand_in(made)
        if isinstance(outcome, Refused):
            return self._not_received(outcome, form)
        return self._received(form, outcome)

    def _not_received(self, refused: Refused, form: ReceivingForm) -> Verdict:
        if refused.code is RefusalCode.OVER_ORDER and form.line is not None:
            self._question = OverOrder(form.line, digits(Decimal(refused.facts["asked"])))
            return self._asked(self._words.over_order(self._question.asked, form.line))
        if form.is_serial:
            # The number in the hand is no good; the next one may be.
            self._form = replace(form, serial_number=None)
        return self._refused(refused)

    def _received(self, form: ReceivingForm, outcomes: tuple[Accepted, ...]) -> Verdict:
        quantity = sum((move.quantity for one in outcomes for move in one.changes.movements), Decimal(0))
        numbers = [number for one in outcomes if (number := _number_of(one))]
        self._form = form.after_receipt()
        self.reload()
        with self._store.reading() as reader:
            line = orders.order_line(reader, form.line.uid) if form.line else None
        shown = replace(form, done=form.done + 1) if form.is_serial else form
        wording = self._words.received(shown, quantity, numbers if form.is_serial else (), line)
        complete = line is not None and not line.is_open
        verdict = self._said(
            Receiving.RECEIVED,
            Tone.ACCEPTED,
            wording,
            sound=Sound.LINE_COMPLETE if complete else Sound.ACCEPTED,
            accepted=True,
        )
        return replace(
            verdict,
            quantity=quantity,
            part_number=form.part.part_number if form.part else None,
            serial_number=numbers[0] if form.is_serial and numbers else None,
            lot_number=None if form.is_serial or not numbers else numbers[0],
            command_id=outcomes[-1].command_id,
        )

    def _undo(self, command_id: str | None) -> Verdict:
        self._question = None
        target = command_id or next((one.command_id for one in self._receipts if not one.undone), None)
        if target is None:
            return self._refused(refuse(RefusalCode.NOTHING_TO_UNDO))
        outcome = self._hand_in((Undo(command_id=target),))
        if isinstance(outcome, Refused):
            return self._refused(outcome)
        receipt = next((one for one in self._receipts if one.command_id == target), None)
        self.reload()
        what = receipt_name(receipt) if receipt else ""
        return self._said(
            Receiving.UNDONE, Tone.RETURNED, self._words.taken_back(what), sound=Sound.RETURNED, accepted=True
        )

    # Around them.

    def _hand_in(self, commands: tuple[Command, ...]) -> tuple[Accepted, ...] | Refused:
        outcomes = self._store.execute_all([self.desk.entry(command) for command in commands], atomic=True)
        refused = next((outcome for outcome in outcomes if isinstance(outcome, Refused)), None)
        return refused or tuple(outcome for outcome in outcomes if isinstance(outcome, Accepted))

    def _done(self, code: Receiving, wording: Wording) -> Verdict:
        return self._said(code, Tone.NEUTRAL, wording, accepted=True)

    def _asked(self, wording: Wording) -> Verdict:
        return self._said(Receiving.ASKED, Tone.QUESTION, wording)

    def _refused(self, refused: Refused, text: str = "") -> Verdict:
        speech = self._words.speech
        manner = speech.manner(refused.code)
        wording = speech.refusal(refused, Circumstances(text))
        return self._said(refused.code, manner.tone, wording, sound=manner.sound)

    @staticmethod
    def _said(
        code: StrEnum,
        tone: Tone,
        wording: Wording,
        *,
        sound: Sound = Sound.ATTENTION,
        accepted: bool = False,
    ) -> Verdict:
        return Verdict(
            accepted=accepted,
            code=code.value,
            tone=tone,
            sound=sound,
            headline=wording.headline,
            sentence=wording.sentence,
        )

    def _logged(self, verdict: Verdict) -> Verdict:
        facts = {"code": verdict.code, "scan": verdict.scan, "command_id": verdict.command_id}
        _logger.info("receiving", extra=facts)
        return verdict


def receipt_name(receipt: Receipt) -> str:
    """Return what people call a receipt."""
    number = receipt.serial_number or receipt.lot_number
    what = f"{digits(receipt.quantity)} {receipt.unit} {receipt.part_number}"
    return number if receipt.serial_number and number else what


def _number_of(outcome: Accepted) -> str:
    for put in outcome.changes.puts:
        number = getattr(put, "serial_number", None) or getattr(put, "lot_number", None)
        if number:
            return str(number)
    return ""
