"""The counting session: a place is scanned, then what lies there; the difference is seen before it is booked."""

from __future__ import annotations

import logging
import re
from dataclasses import replace
from decimal import Decimal
from enum import StrEnum
from typing import Final

from kitstation.domain.outcomes import Accepted
from kitstation.domain.quantities import ONE, ZERO, QuantityError, quantity
from kitstation.domain.records import TrackingType
from kitstation.domain.refusals import RefusalCode, Refused, refuse
from kitstation.scanning.controls import ControlCode
from kitstation.scanning.scan import Scan
from kitstation.station.count_keeping import CountKeeping
from kitstation.station.count_sheet import (
    Corrected,
    CountedMore,
    CountRow,
    CountSheet,
    Misplaced,
    RestMissing,
    Unknown,
)
from kitstation.station.count_view import Counting, CountView, HowMany, Question, WhichItem
from kitstation.station.counting_words import CountingWords
from kitstation.station.desk import Desk
from kitstation.station.open_count import OpenCount
from kitstation.station.sentences import Circumstances, Speech, Wording
from kitstation.station.shelf_reading import OnShelf, read_shelf
from kitstation.station.verdicts import Sound, Tone, Verdict
from kitstation.store.queries.counting import ShelfItem
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
        self.each = each
        self._store = store
        self._open = OpenCount(store, keeping)
        self._words = CountingWords(speech or Speech())
        self._question: Question | None = None
        self._last: CountedMore | None = None

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
            question=self._question,
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
            return self._logged(self._refused(refuse(RefusalCode.UNKNOWN_RECORD, what="location")))
        return self._logged(self._begin(place))

    def leave(self) -> Verdict:
        """Put the count aside; it is kept."""
        self._open.leave()
        self._question, self._last = None, None
        return self._logged(self._said(Counting.LEFT, Tone.NEUTRAL, self._words.left(), accepted=True))

    def discard(self, location_uid: str | None = None) -> Verdict:
        """Throw a count away: the open one, or that of another place."""
        uid = location_uid or (self._open.sheet.began.location_uid if self._open.sheet else "")
        place = self._open.discard(uid)
        if place is None:
            return self._logged(self._said(Counting.NO_PLACE, Tone.ATTENTION, self._words.scan_a_place()))
        self._question, self._last = None, None
        return self._logged(
            self._said(Counting.DISCARDED, Tone.NEUTRAL, self._words.discarded(place), accepted=True)
        )

    def set_count(self, item_uid: str, counted: Decimal | None) -> Verdict:
        """Say how much of an item is there in all; None takes its count away."""
        row = self._open.sheet.row(item_uid) if self._open.sheet else None
        if row is None:
            return self._logged(self._refused(refuse(RefusalCode.UNKNOWN_RECORD, what="inventory item")))
        if counted is not None and (refused := _refuse_count(row.item, counted)):
            return self._logged(self._refused(refused))
        self._open.keep(Corrected(item_uid=item_uid, quantity=counted))
        self._question = None
        wording = self._words.corrected(row.item, counted)
        return self._logged(self._said(Counting.CORRECTED, Tone.NEUTRAL, wording, accepted=True))

    def set_rest_missing(self, *, missing: bool) -> Verdict:
        """Say that what was not counted is not there, or take that back."""
        if self._open.sheet is None:
            return self._logged(self._said(Counting.NO_PLACE, Tone.ATTENTION, self._words.scan_a_place()))
        self._open.keep(RestMissing(missing=missing))
        rest = [row for row in self._open.sheet.rows if row.counted is None]
        wording = self._words.rest(rest, is_missing=missing)
        return self._logged(self._said(Counting.REST, Tone.ATTENTION, wording, accepted=True))

    def answer(self, text: str) -> Verdict:
        """Answer the question with a number."""
        return self._logged(self._answered(text) or self._refused(refuse(RefusalCode.NOTHING_ASKED), text))

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
        return self._logged(self._book(reason))

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
        self._question = None
        if isinstance(meant, Place):
            return self._begin(meant)
        if self._open.sheet is None:
            return self._said(Counting.NO_PLACE, Tone.ATTENTION, self._words.scan_a_place())
        if not meant.items:
            return self._said(
                RefusalCode.NUMBER_NEEDED, Tone.ATTENTION, self._words.number_needed(meant.part_number)
            )
        if len(meant.items) > 1:
            self._question = WhichItem(meant.items, meant.quantity)
            return self._asked(self._words.which(meant.items))
        return self._item(meant.items[0], meant.quantity)

    def _begin(self, place: Place) -> Verdict:
        if self._open.sheet and self._open.sheet.began.location_uid == place.uid:
            wording = self._words.began(self._open.sheet, resumed=True)
            return self._said(Counting.RESUMED, Tone.NEUTRAL, wording, accepted=True)
        if place.archived:
            return self._refused(refuse(RefusalCode.ARCHIVED, what="location", name=place.path))
        self._question, self._last = None, None
        resumed = self._open.begin(place, self.desk)
        wording = self._words.began(self._open.count, resumed=resumed)
        code = Counting.RESUMED if resumed else Counting.BEGAN
        return self._said(code, Tone.NEUTRAL, wording, accepted=True)

    def _item(self, item: ShelfItem, label_quantity: Decimal | None) -> Verdict:
        sheet = self._open.count
        is_here = item.location_uid == sheet.began.location_uid
        row = sheet.row(item.uid)
        if item.tracking is TrackingType.SERIAL:
            return self._serial(item, row, is_here=is_here)
        if not is_here:
            return self._misplace(item)
        if self.each:
            return self._count(row.item if row else item, label_quantity or ONE)
        left = row.expected - (row.counted or ZERO) if row else ZERO
        usual = label_quantity or (left if left > 0 else None)
        self._question = HowMany(row.item if row else item, usual)
        return self._asked(self._words.how_many(item, row, usual))

    def _serial(self, item: ShelfItem, row: CountRow | None, *, is_here: bool) -> Verdict:
        if item.bound:
            return self._misplace(item)
        if row is not None and row.counted:
            return self._said(Counting.ALREADY, Tone.ATTENTION, self._words.already(row))
        verdict = self._count(row.item if row else item, ONE)
        if not is_here and item.lying:
            return self._said(
                Counting.MOVED_HERE, Tone.ATTENTION, self._words.moved_here(item), accepted=True
            )
        if not item.lying:
            wording = self._words.found_again(item, self._open.count.rows)
            return self._said(Counting.COUNTED, Tone.ATTENTION, wording, accepted=True)
        return verdict

    def _count(self, item: ShelfItem, quantity: Decimal) -> Verdict:
        if refused := _refuse_count(item, quantity):
            return self._refused(refused)
        sheet = self._open.count
        counted = CountedMore(item=item, quantity=quantity)
        self._open.keep(counted)
        self._last = counted
        row = sheet.row(item.uid)
        if row is None:
            raise LookupError("What was counted has no row.")
        above = bool(row.difference and row.difference > 0)
        complete = all(one.counted is not None for one in sheet.rows)
        sound = Sound.ATTENTION if above else Sound.LINE_COMPLETE if complete else Sound.ACCEPTED
        tone = Tone.ATTENTION if above else Tone.ACCEPTED
        verdict = self._said(
            Counting.COUNTED, tone, self._words.counted(row, sheet.rows), sound=sound, accepted=True
        )
        return replace(verdict, quantity=quantity)

    def _misplace(self, item: ShelfItem) -> Verdict:
        self._open.keep(Misplaced(item=item))
        self._last = None
        return self._said(Counting.MISPLACED, Tone.ATTENTION, self._words.misplaced(item))

    def _unknown(self, text: str) -> Verdict:
        if self._open.sheet is None:
            return self._said(Counting.NO_PLACE, Tone.ATTENTION, self._words.scan_a_place())
        self._question = None
        self._last = None
        self._open.keep(Unknown(scan=text))
        return self._refused(refuse(RefusalCode.UNKNOWN_CODE), text)

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
                return self._refused(refuse(RefusalCode.NOTHING_ASKED), control.text)

    def _type(self, control: ControlCode) -> Verdict:
        if isinstance(self._question, WhichItem):
            return self._answered(str(control.digit)) or self._refused(refuse(RefusalCode.NOTHING_ASKED))
        if (
            self._question is None
            and self.each
            and self._last
            and self._last.item.tracking is not TrackingType.SERIAL
        ):
            # Digits behind a scan say how many it was.
            self._question = HowMany(self._last.item, None, instead=self._last.quantity)
        if not isinstance(self._question, HowMany):
            return self._refused(refuse(RefusalCode.NOTHING_ASKED), control.text)
        asked = self._question
        typed = asked.typed
        match control:
            case ControlCode.BACKSPACE:
                typed = typed[:-1]
            case ControlCode.POINT:
                typed = typed if "." in typed else f"{typed or 0}."
            case _:
                typed = f"{typed}{control.digit}"
        self._question = replace(asked, typed=typed)
        wording = Wording(f"{typed or '…'} {asked.item.unit}", asked.item.name)
        return self._said(Counting.TYPED, Tone.QUESTION, wording, sound=Sound.NONE, accepted=True)

    def _confirm(self) -> Verdict:
        match self._question:
            case HowMany() as asked if asked.typed or asked.usual is not None:
                return self._answered(asked.typed or f"{asked.usual:f}") or self._refused(
                    refuse(RefusalCode.QUANTITY_NEEDED)
                )
            case HowMany():
                return self._refused(refuse(RefusalCode.QUANTITY_NEEDED))
            case WhichItem() as which:
                return self._asked(self._words.which(which.items))
            case _:
                return self._refused(refuse(RefusalCode.NOTHING_ASKED))

    def _answered(self, text: str) -> Verdict | None:
        """Return the verdict of a number that answers; None where the text is no number, or nothing is asked."""
        number = _number_in(text)
        if number is None:
            return None
        asked = self._question
        if asked is None and self.each and self._last and self._last.item.tracking is not TrackingType.SERIAL:
            asked = HowMany(self._last.item, None, instead=self._last.quantity)
        match asked:
            case HowMany():
                self._question = None
                if asked.instead:
                    # The scan itself has counted so much already.
                    self._open.take_back()
                return self._count(asked.item, number) if number else self._counted_none(asked.item)
            case WhichItem() if number == int(number) and 1 <= number <= len(asked.items):
                self._question = None
                return self._item(asked.items[int(number) - 1], asked.label_quantity)
            case _:
                return None

    def _counted_none(self, item: ShelfItem) -> Verdict:
        sheet = self._open.count
        row = sheet.row(item.uid)
        if row is not None and row.counted is None:
            self._open.keep(Corrected(item_uid=item.uid, quantity=ZERO))
        row = sheet.row(item.uid)
        wording = self._words.counted(row, sheet.rows) if row else self._words.undone(sheet.rows)
        return self._said(Counting.COUNTED, Tone.ATTENTION, wording, accepted=True)

    def _cancel(self) -> Verdict:
        if self._question is None:
            return self._refused(refuse(RefusalCode.NOTHING_ASKED))
        self._question = None
        sheet = self._open.count
        return self._said(Counting.CANCELLED, Tone.NEUTRAL, self._words.undone(sheet.rows), accepted=True)

    def _undo(self) -> Verdict:
        self._question, self._last = None, None
        if self._open.sheet is None or self._open.sheet.last_step() is None:
            return self._refused(refuse(RefusalCode.NOTHING_TO_UNDO))
        self._open.take_back()
        wording = self._words.undone(self._open.count.rows)
        return self._said(Counting.UNDONE, Tone.RETURNED, wording, sound=Sound.RETURNED, accepted=True)

    # Booking.

    def _book(self, reason: str) -> Verdict:
        self._question, self._last = None, None
        sheet = self._open.sheet
        if sheet is None:
            return self._said(Counting.NO_PLACE, Tone.ATTENTION, self._words.scan_a_place())
        rows = sheet.to_book()
        if not rows:
            return self._said(Counting.NOTHING_COUNTED, Tone.ATTENTION, self._words.nothing_counted())
        lacking = next((row for row in rows if (row.counted or ZERO) < row.item.reserved), None)
        if lacking is not None:
            return self._said(
                Counting.RESERVED_MISSING, Tone.ATTENTION, self._words.reserved_missing(lacking)
            )
        outcome = self._open.book(self.desk, reason)
        if isinstance(outcome, Refused):
            return self._not_booked(outcome)
        differing = [row for row in rows if row.difference]
        self._open.close()
        return self._booked(sheet, differing, outcome)

    def _booked(self, sheet: CountSheet, differing: list[CountRow], outcome: Accepted) -> Verdict:
        verdict = self._said(
            Counting.BOOKED,
            Tone.ACCEPTED,
            self._words.booked(sheet.began.location, differing),
            sound=Sound.KIT_COMPLETE,
            accepted=True,
        )
        return replace(verdict, command_id=outcome.command_id)

    def _not_booked(self, refused: Refused) -> Verdict:
        if refused.code not in {
            RefusalCode.STALE_COUNT,
            RefusalCode.SAME_PLACE,
            RefusalCode.ALREADY_ISSUED,
            RefusalCode.UNKNOWN_RECORD,
        }:
            return self._refused(refused)
        stale = self._open.refresh()
        if not stale:
            return self._refused(refused)
        return self._said(
            RefusalCode.STALE_COUNT, Tone.REFUSED, self._words.stale(stale), sound=Sound.REFUSED
        )

    # Around them.

    def _asked(self, wording: Wording) -> Verdict:
        return self._said(Counting.ASKED, Tone.QUESTION, wording)

    def _refused(self, refused: Refused, text: str = "") -> Verdict:
        speech = self._words.speech
        manner = speech.manner(refused.code)
        wording = speech.refusal(refused, Circumstances(text))
        return self._said(refused.code, manner.tone, wording, sound=manner.sound)

    @staticmethod
    def _said(
        code: StrEnum, tone: Tone, wording: Wording, *, sound: Sound = Sound.ATTENTION, accepted: bool = False
    ) -> Verdict:
        return Verdict(
            accepted=accepted,
            code=code.value,
            tone=tone,
            sound=sound,
            headline=wording.headline,
            sentence=wording.sentence,
        )

    @staticmethod
    def _logged(verdict: Verdict) -> Verdict:
        facts = {"code": verdict.code, "scan": verdict.scan, "command_id": verdict.command_id}
        _logger.info("counting", extra=facts)
        return verdict


def _refuse_count(item: ShelfItem, counted: Decimal) -> Refused | None:
    if item.tracking is TrackingType.SERIAL and counted not in {ZERO, ONE}:
        why = "a serial number is 0 or 1 piece"
        return refuse(RefusalCode.BAD_QUANTITY, quantity=f"{counted:f}", why=why)
    if counted < 0:
        return refuse(RefusalCode.BAD_QUANTITY, quantity=f"{counted:f}", why="nothing can be less than 0")
    return None


def _number_in(text: str) -> Decimal | None:
    found = _NUMBER.fullmatch(text.strip(" \t"))
    try:
        return quantity(found[1]) if found else None
    except QuantityError:
        return None
