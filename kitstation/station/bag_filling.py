"""Filling the form of a bag: what one code after the other adds to it, and what has to be asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from kitstation.domain.refusals import RefusalCode, refuse
from kitstation.scanning.controls import ControlCode
from kitstation.station.number_learning import unlinked
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
    RememberNumbers,
    WhichPart,
)
from kitstation.station.receiving_words import ReceivingWords
from kitstation.station.sentences import Wording
from kitstation.station.session_verdicts import SessionVerdicts
from kitstation.station.typed_digits import with_control
from kitstation.station.verdicts import Sound, Tone, Verdict
from kitstation.store.queries import orders, receiving
from kitstation.store.queries.orders import OrderRow
from kitstation.store.queries.receiving import CalledPart, Place
from kitstation.store.store import Store


class BagFilling:
    """Holds the form and the open question. Where a method returns None, the form is to be received at once."""

    def __init__(self, store: Store, words: ReceivingWords, verdicts: SessionVerdicts) -> None:
        self.form = ReceivingForm()
        self.question: Question | None = None
        self._store = store
        self._words = words
        self._verdicts = verdicts
        self._offered: set[str] = set()
        """Numbers that somebody was asked about: nobody is asked twice."""

    def unlinked(self) -> tuple[str, ...]:
        """Return the numbers on the bag that could be remembered for its part."""
        if self.form.part is None or not self.form.numbers:
            return ()
        with self._store.reading() as reader:
            return unlinked(self.form, reader)

    def take(self, facts: Facts) -> Verdict | None:
        """Take over what a code says, or ask."""
        self.question = None
        form = self.form
        if form.done and is_another_bag(form, facts):
            # The one before is received, piece by piece: nothing of it is lost.
            return self._taken(taken_over(ReceivingForm(place=form.place), facts))
        if form.done and form.lacks_serial and facts.serial_number:
            return self._taken(taken_over(form, replace(facts, quantity=None), replacing=True))
        if is_another_bag(form, facts):
            blank = taken_over(ReceivingForm(), facts)
            named = facts.part.part_number if facts.part else self._words.bag(blank)
            return self.ask(AnotherBag(facts), self._words.another_bag(form, named))
        if found := differences(form, facts):
            return self.ask(Disagreement(found, facts), self._words.conflict(found))
        return self._taken(taken_over(form, facts))

    def replace_by(self, facts: Facts) -> Verdict | None:
        """Let a code that contradicts the form win."""
        return self._taken(taken_over(self.form, facts, replacing=True))

    def begin_with(self, facts: Facts) -> Verdict | None:
        """Begin with another bag; the place stays."""
        return self._taken(taken_over(ReceivingForm(place=self.form.place), facts))

    def choose(self, parts: tuple[CalledPart, ...], facts: Facts) -> Verdict:
        """Ask which of several parts it is."""
        return self.ask(WhichPart(parts, facts), self._words.which_part(parts))

    def put_into(self, place: Place) -> Verdict:
        """Put what comes into a place from now on."""
        if place.archived:
            return self._verdicts.refused(refuse(RefusalCode.ARCHIVED, what="location", name=place.path))
        self.decline_offer()
        self.form = replace(self.form, place=place)
        wording = self._words.place(place, self.form)
        return self._verdicts.said(Receiving.PLACE, Tone.NEUTRAL, wording, accepted=True)

    def put_on(self, line: OrderRow | None, part: CalledPart | None, place: Place | None) -> None:
        """Receive on an order line with its part and place, or with None on none."""
        if part is not None and self.form.part is not None and part.uid != self.form.part.uid:
            self.form = ReceivingForm(place=self.form.place)
        self.form = replace(
            self.form,
            line=line,
            line_is_chosen=True,
            part=self.form.part or part,
            place=self.form.place or place,
        )
        self.question = None

    def follow(self, line: OrderRow | None) -> None:
        """Take over how the form's order line stands now."""
        if self.form.line is not None and (line is None or not line.is_open):
            self.form = replace(self.form, line=None, line_is_chosen=False)
        elif line is not None:
            self.form = replace(self.form, line=line)

    def amend(self, values: Mapping[str, Any]) -> None:
        """Take over what a person has written into some fields."""
        self.form = replace(self.form, **values)

    def decline_offer(self) -> None:
        """Go on without remembering a number; other questions stay."""
        if isinstance(self.question, RememberNumbers):
            self.question = None

    def empty(self) -> None:
        """Empty the form but for the place."""
        self.form = ReceivingForm(place=self.form.place)

    def type(self, control: ControlCode) -> Verdict:
        """Take a digit of the control sheet."""
        part = self.form.part
        if part is None or (self.form.is_serial and not self.form.make_serial):
            return self._verdicts.nothing_asked(control.text)
        if isinstance(self.question, OverOrder | RememberNumbers):
            self.question = None
        typed = with_control(self.form.typed, control)
        self.form = replace(self.form, typed=typed)
        headline = f"{typed or '…'} {self.form.unit or part.unit}"
        wording = Wording(headline, self._words.next_step(self.form))
        return self._verdicts.said(Receiving.TYPED, Tone.QUESTION, wording, sound=Sound.NONE, accepted=True)

    def ask(self, question: Question, wording: Wording) -> Verdict:
        """Open a question."""
        self.question = question
        return self._verdicts.said(Receiving.ASKED, Tone.QUESTION, wording)

    def _taken(self, form: ReceivingForm) -> Verdict | None:
        with self._store.reading() as reader:
            open_lines = orders.open_lines_for(reader, form.part.uid) if form.part else ()
            form = with_suggested_line(form, open_lines)
            if form.place is None and form.line is not None and form.line.location_uid:
                form = replace(form, place=receiving.place_called(reader, form.line.location_uid))
        before, self.form = self.form, form
        # A serial number that is scanned in its turn is received at once: the place and the part are chosen.
        in_turn = before.lacks_serial and before.place is not None and form.serial_number is not None
        if in_turn and before.part == form.part:
            return None
        if offer := self._offer():
            return offer
        if before == form:
            wording = self._words.nothing_new(form)
            return self._verdicts.said(Receiving.NOTHING_NEW, Tone.NEUTRAL, wording, accepted=True)
        tone = Tone.NEUTRAL if form.part else Tone.ATTENTION
        return self._verdicts.said(Receiving.FILLED, tone, self._words.form(form), accepted=True)

    def _offer(self) -> Verdict | None:
        """Ask whether to remember what labels call the part, once for every number."""
        new = tuple(number for number in self.unlinked() if number not in self._offered)
        if self.form.part is None or not new:
            return None
        self._offered.update(new)
        question = RememberNumbers(self.form.part, new)
        return self.ask(question, self._words.remember(question.part, new))
