"""Counting what is scanned: how much of it is there, whether it belongs there, and what has to be asked."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from kitstation.domain.quantities import ONE, ZERO
from kitstation.domain.records import TrackingType
from kitstation.domain.refusals import RefusalCode, Refused, refuse
from kitstation.station.count_sheet import Corrected, CountedMore, CountRow, Misplaced, Unknown
from kitstation.station.count_view import Counting, HowMany, Question, WhichItem
from kitstation.station.counting_words import CountingWords
from kitstation.station.open_count import OpenCount
from kitstation.station.session_verdicts import SessionVerdicts
from kitstation.station.verdicts import Sound, Tone, Verdict
from kitstation.store.queries.counting import ShelfItem


class ShelfCounting:
    """Counts on the open sheet, and holds the question and what was counted last.

    With `each`, a scan of a lot or of loose parts counts one, or what its label says, and digits that follow say how
    many it was; without, every such scan asks. Raises KitstationError where a step cannot be kept: it was not counted.
    """

    def __init__(
        self, count: OpenCount, words: CountingWords, verdicts: SessionVerdicts, *, each: bool
    ) -> None:
        self.each = each
        self.question: Question | None = None
        self._open = count
        self._words = words
        self._verdicts = verdicts
        self._last: CountedMore | None = None

    def begin(self) -> None:
        """Forget the question, and what was counted last."""
        self.question, self._last = None, None

    def ask_which(self, items: tuple[ShelfItem, ...], label_quantity: Decimal | None) -> Verdict:
        """Ask which of several items it is."""
        self.question = WhichItem(items, label_quantity)
        return self._verdicts.said(Counting.ASKED, Tone.QUESTION, self._words.which(items))

    def ask_instead(self) -> HowMany | None:
        """Return the question how many the last scan was, where digits that follow answer that."""
        last = self._last
        if not self.each or last is None or last.item.tracking is TrackingType.SERIAL:
            return None
        return HowMany(last.item, None, instead=last.quantity)

    def take(self, item: ShelfItem, label_quantity: Decimal | None) -> Verdict:
        """Count an item that was scanned, or ask how many there are."""
        sheet = self._open.count
        is_here = item.location_uid == sheet.began.location_uid
        row = sheet.row(item.uid)
        if item.tracking is TrackingType.SERIAL:
            return self._serial(item, row, is_here=is_here)
        if not is_here:
            return self._misplace(item)
        if self.each:
            return self.count(row.item if row else item, label_quantity or ONE)
        left = row.expected - (row.counted or ZERO) if row else ZERO
        usual = label_quantity or (left if left > 0 else None)
        self.question = HowMany(row.item if row else item, usual)
        wording = self._words.how_many(item, row, usual)
        return self._verdicts.said(Counting.ASKED, Tone.QUESTION, wording)

    def count(self, item: ShelfItem, quantity: Decimal) -> Verdict:
        """Count so much more of an item."""
        if refused := refuse_count(item, quantity):
            return self._verdicts.refused(refused)
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
        wording = self._words.counted(row, sheet.rows)
        verdict = self._verdicts.said(Counting.COUNTED, tone, wording, sound=sound, accepted=True)
        return replace(verdict, quantity=quantity)

    def count_none(self, item: ShelfItem) -> Verdict:
        """Say that nothing more of an item is there."""
        sheet = self._open.count
        row = sheet.row(item.uid)
        if row is not None and row.counted is None:
            self._open.keep(Corrected(item_uid=item.uid, quantity=ZERO))
        row = sheet.row(item.uid)
        wording = self._words.counted(row, sheet.rows) if row else self._words.undone(sheet.rows)
        return self._verdicts.said(Counting.COUNTED, Tone.ATTENTION, wording, accepted=True)

    def note_unknown(self, text: str) -> Verdict:
        """Write down a code that nobody knows."""
        self.begin()
        self._open.keep(Unknown(scan=text))
        return self._verdicts.refused(refuse(RefusalCode.UNKNOWN_CODE), text)

    def _serial(self, item: ShelfItem, row: CountRow | None, *, is_here: bool) -> Verdict:
        if item.bound:
            return self._misplace(item)
        if row is not None and row.counted:
            return self._verdicts.said(Counting.ALREADY, Tone.ATTENTION, self._words.already(row))
        verdict = self.count(row.item if row else item, ONE)
        if not is_here and item.lying:
            wording = self._words.moved_here(item)
            return self._verdicts.said(Counting.MOVED_HERE, Tone.ATTENTION, wording, accepted=True)
        if not item.lying:
            wording = self._words.found_again(item, self._open.count.rows)
            return self._verdicts.said(Counting.COUNTED, Tone.ATTENTION, wording, accepted=True)
        return verdict

    def _misplace(self, item: ShelfItem) -> Verdict:
        self._open.keep(Misplaced(item=item))
        self._last = None
        return self._verdicts.said(Counting.MISPLACED, Tone.ATTENTION, self._words.misplaced(item))


def refuse_count(item: ShelfItem, counted: Decimal) -> Refused | None:
    """Refuse what nobody can count of an item."""
    if item.tracking is TrackingType.SERIAL and counted not in {ZERO, ONE}:
        why = "a serial number is 0 or 1 piece"
        return refuse(RefusalCode.BAD_QUANTITY, quantity=f"{counted:f}", why=why)
    if counted < 0:
        return refuse(RefusalCode.BAD_QUANTITY, quantity=f"{counted:f}", why="nothing can be less than 0")
    return None
