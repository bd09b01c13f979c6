"""The counting session: a place is scanned, then what lies there; the difference is seen before it is booked."""

from __future__ import annotations

import logging
import re
from dataclasses import replace
from decimal import Decimal
from typing import Final

from kitstation.domain.quantities import QuantityError, quantity
from kitstation.domain.refusals import RefusalCode, refuse
from kitstation.scanning.controls import ControlCode
from kitstation.scanning.scan import Scan
from kitstation.station.count_booking import book
from kitstation.station.count_keeping import CountKeeping
from kitstation.station.count_sheet import Corrected, RestMissing
from kitstation.station.count_view import Counting, CountView, HowMany, Question, WhichItem
from kitstation.station.counting_words import CountingWords
from kitstation.station.desk import Desk
from kitstation.station.open_count import OpenCount
from kitstation.station.sentences import Speech, Wording
from kitstation.station.session_verdicts import SessionVerdicts
from kitstation.station.shelf_counting import ShelfCounting, refuse_count
from kitstation.station.shelf_reading import OnShelf, read_shelf
from kitstation.station.typed_digits import with_control
from kitstation.station.verdicts import Sound, Tone, Verdict
from kitstation.store.queries.receiving import Place, place_called
from kitstation.store.store import Store

__all__ = ["CountView", "Counting", "CountingSession", "HowMany", "Question", "WhichItem"]

_logger: Final = logging.getLogger(__name__)
_NUMBER: Final = re.compile(r"Q?([0-9]+(?:\.[0-9]*)?|\.[0-9]+)")


class CountingSession:
    """One person's counting at one station. Belongs to the thread that owns the store.

    With `each`, a scan of a lot or of loose parts counts one, or what its label says, and digits that follow say how
    many it was; without, every such scan asks. Raises KitstationError where a step cannot be kept: it was not counted.
    """

    def __init__(
        self,
        store: Store,
        desk: Desk,
        keeping: CountKeeping,
        speech: Speech | None = None,
        *,
        each: bool = False,
    ) -> None:
        self.desk = desk
        self._store = store
        speech = speech or Speech()
        self._open = OpenCount(store, keeping)
        self._words = CountingWords(speech)
        self._verdicts = SessionVerdicts(speech)
        self._shelf = ShelfCounting(self._open, self._words, self._verdicts, each=each)

    @property
    def each(self) -> bool:
        """Whether every scan of a lot or of loose parts counts one."""
        return self._shelf.each

    @each.setter
    def each(self, each: bool) -> None:
        self._shelf.each = each

    def view(self) -> CountView:
        """Return all that the page shows."""
        sheet = self._open.sheet
        return CountView(
            location_uid=sheet.began.location_uid if sheet else None,
            location=sheet.began.location if sheet else "",
            began_at=sheet.began.at if sheet else None,
            rows=sheet.rows if sheet else (),
            unknown=sheet.unknown if sheet else (),
            misplaced=sheet.misplaced if sheet else (),
            rest_missing=bool(sheet and sheet.rest_missing),
            each=self.each,
            question=self._shelf.question,
            kept=() if sheet else self._open.kept(),
        )

    # What a person does.

    def scan(self, scan: Scan) -> Verdict:
        """Do what a scan asks for."""
        return self._logged(replace(self._scanned(scan.text), scan=scan.text))

    def begin(self, called: str) -> Verdict:
        """Count a place, or go on with its count."""
        with self._store.reading() as reader:
            place = place_called(reader, called)
        if place is None:
            return self._logged(self._verdicts.refused(refuse(RefusalCode.UNKNOWN_RECORD, what="location")))
        return self._logged(self._begin(place))

    def leave(self) -> Verdict:
        """Put the count aside; it is kept."""
        self._open.leave()
        self._shelf.begin()
        return self._logged(
            self._verdicts.said(Counting.LEFT, Tone.NEUTRAL, self._words.left(), accepted=True)
        )

    def discard(self, location_uid: str | None = None) -> Verdict:
        """Throw a count away: the open one, or that of another place."""
        uid = location_uid or (self._open.sheet.began.location_uid if self._open.sheet else "")
        place = self._open.discard(uid)
        if place is None:
            return self._logged(
                self._verdicts.said(Counting.NO_PLACE, Tone.ATTENTION, self._words.scan_a_place())
            )
        self._shelf.begin()
        return self._logged(
            self._verdicts.said(Counting.DISCARDED, Tone.NEUTRAL, self._words.discarded(place), accepted=True)
        )

    def set_count(self, item_uid: str, counted: Decimal | None) -> Verdict:
        """Say how much of an item is there in all; None takes its count away."""
        row = self._open.sheet.row(item_uid) if self._open.sheet else None
        if row is None:
            return self._logged(
                self._verdicts.refused(refuse(RefusalCode.UNKNOWN_RECORD, what="inventory item"))
            )
        if counted is not None and (refused := refuse_count(row.item, counted)):
            return self._logged(self._verdicts.refused(refused))
        self._open.keep(Corrected(item_uid=item_uid, quantity=counted))
        self._shelf.question = None
        wording = self._words.corrected(row.item, counted)
        return self._logged(self._verdicts.said(Counting.CORRECTED, Tone.NEUTRAL, wording, accepted=True))

    def set_rest_missing(self, *, missing: bool) -> Verdict:
        """Say that what was not counted is not there, or take that back."""
        if self._open.sheet is None:
            return self._logged(
                self._verdicts.said(Counting.NO_PLACE, Tone.ATTENTION, self._words.scan_a_place())
            )
        self._open.keep(RestMissing(missing=missing))
        rest = [row for row in self._open.sheet.rows if row.counted is None]
        wording = self._words.rest(rest, is_missing=missing)
        return self._logged(self._verdicts.said(Counting.REST, Tone.ATTENTION, wording, accepted=True))

    def answer(self, text: str) -> Verdict:
        """Answer the question with a number."""
        return self._logged(self._answered(text) or self._verdicts.nothing_asked(text))

    def confirm(self) -> Verdict:
        """Give the usual answer."""
        return self._logged(self._confirm())

    def cancel(self) -> Verdict:
        """Drop the question."""
        return self._logged(self._cancel())

    def undo(self) -> Verdict:
        """Take the last step back."""
        return self._logged(self._undo())

    def book(self, reason: str) -> Verdict:
        """Book what differs, with a reason. What has moved since the count began has to be counted again first."""
        self._shelf.begin()
        return self._logged(book(self._open, self.desk, reason, self._words, self._verdicts))

    # Scans.

    def _scanned(self, text: str) -> Verdict:
        reading = self.desk.grammar.read(text)
        if reading.control is not None:
            return self._controlled(reading.control)
        here = self._open.sheet.began.location_uid if self._open.sheet else None
        with self._store.reading() as reader:
            meant = read_shelf(reading, here, reader)
        if isinstance(meant, OnShelf) and not meant.items and not meant.part_number:
            plain = reading.meanings[-1].fields["text"]
            return self._answered(plain) or self._unknown(text)
        self._shelf.question = None
        if isinstance(meant, Place):
            return self._begin(meant)
        if self._open.sheet is None:
            return self._no_place()
        if not meant.items:
            wording = self._words.number_needed(meant.part_number)
            return self._verdicts.said(RefusalCode.NUMBER_NEEDED, Tone.ATTENTION, wording)
        if len(meant.items) > 1:
            return self._shelf.ask_which(meant.items, meant.quantity)
        return self._shelf.take(meant.items[0], meant.quantity)

    def _begin(self, place: Place) -> Verdict:
        if self._open.sheet and self._open.sheet.began.location_uid == place.uid:
            wording = self._words.began(self._open.sheet, resumed=True)
            return self._verdicts.said(Counting.RESUMED, Tone.NEUTRAL, wording, accepted=True)
        if place.archived:
            return self._verdicts.refused(refuse(RefusalCode.ARCHIVED, what="location", name=place.path))
        self._shelf.begin()
        resumed = self._open.begin(place, self.desk)
        wording = self._words.began(self._open.count, resumed=resumed)
        code = Counting.RESUMED if resumed else Counting.BEGAN
        return self._verdicts.said(code, Tone.NEUTRAL, wording, accepted=True)

    def _unknown(self, text: str) -> Verdict:
        return self._no_place() if self._open.sheet is None else self._shelf.note_unknown(text)

    def _no_place(self) -> Verdict:
        return self._verdicts.said(Counting.NO_PLACE, Tone.ATTENTION, self._words.scan_a_place())

    # Answers.

    def _controlled(self, control: ControlCode) -> Verdict:
        match control:
            case ControlCode.CONFIRM:
                return self._confirm()
            case ControlCode.CANCEL:
                return self._cancel()
            case ControlCode.UNDO:
                return self._undo()
            case ControlCode.BACKSPACE | ControlCode.POINT:
                return self._type(control)
            case _ if control.digit is not None:
                return self._type(control)
            case _:
                return self._verdicts.nothing_asked(control.text)

    def _type(self, control: ControlCode) -> Verdict:
        if isinstance(self._shelf.question, WhichItem):
            return self._answered(str(control.digit)) or self._verdicts.nothing_asked()
        # Digits behind a scan say how many it was.
        asked = self._shelf.question or self._shelf.ask_instead()
        if asked is None:
            return self._verdicts.nothing_asked(control.text)
        asked = replace(asked, typed=with_control(asked.typed, control))
        self._shelf.question = asked
        wording = Wording(f"{asked.typed or '…'} {asked.item.unit}", asked.item.name)
        return self._verdicts.said(Counting.TYPED, Tone.QUESTION, wording, sound=Sound.NONE, accepted=True)

    def _confirm(self) -> Verdict:
        match self._shelf.question:
            case HowMany() as asked if asked.typed or asked.usual is not None:
                return self._answered(asked.typed or f"{asked.usual:f}") or self._verdicts.refused(
                    refuse(RefusalCode.QUANTITY_NEEDED)
                )
            case HowMany():
                return self._verdicts.refused(refuse(RefusalCode.QUANTITY_NEEDED))
            case WhichItem() as which:
                return self._shelf.ask_which(which.items, which.label_quantity)
            case _:
                return self._verdicts.nothing_asked()

    def _answered(self, text: str) -> Verdict | None:
        """Return the verdict of a number that answers; None where the text is no number, or nothing is asked."""
        number = _number_in(text)
        if number is None:
            return None
        match self._shelf.question or self._shelf.ask_instead():
            case HowMany() as asked:
                self._shelf.question = None
                if asked.instead:
                    # The scan itself has counted so much already.
                    self._open.take_back()
                return self._shelf.count(asked.item, number) if number else self._shelf.count_none(asked.item)
            case WhichItem() as asked if number == int(number) and 1 <= number <= len(asked.items):
                self._shelf.question = None
                return self._shelf.take(asked.items[int(number) - 1], asked.label_quantity)
            case _:
                return None

    def _cancel(self) -> Verdict:
        if self._shelf.question is None:
            return self._verdicts.nothing_asked()
        self._shelf.question = None
        wording = self._words.undone(self._open.count.rows)
        return self._verdicts.said(Counting.CANCELLED, Tone.NEUTRAL, wording, accepted=True)

    def _undo(self) -> Verdict:
        self._shelf.begin()
        if self._open.sheet is None or self._open.sheet.last_step() is None:
            return self._verdicts.refused(refuse(RefusalCode.NOTHING_TO_UNDO))
        self._open.take_back()
        wording = self._words.undone(self._open.count.rows)
        return self._verdicts.said(
            Counting.UNDONE, Tone.RETURNED, wording, sound=Sound.RETURNED, accepted=True
        )

    @staticmethod
    def _logged(verdict: Verdict) -> Verdict:
        facts = {"code": verdict.code, "scan": verdict.scan, "command_id": verdict.command_id}
        _logger.info("counting", extra=facts)
        return verdict


def _number_in(text: str) -> Decimal | None:
    found = _NUMBER.fullmatch(text.strip(" \t"))
    try:
        return quantity(found[1]) if found else None
    except QuantityError:
        return None
