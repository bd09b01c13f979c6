"""Booking a count: what differs goes into the books, unless that has to be counted again first."""

from __future__ import annotations

from dataclasses import replace

from kitstation.domain.quantities import ZERO
from kitstation.domain.refusals import RefusalCode, Refused
from kitstation.station.count_view import Counting
from kitstation.station.counting_words import CountingWords
from kitstation.station.desk import Desk
from kitstation.station.open_count import OpenCount
from kitstation.station.session_verdicts import SessionVerdicts
from kitstation.station.verdicts import Sound, Tone, Verdict

_MAY_BE_STALE = frozenset(
    {
        RefusalCode.STALE_COUNT,
        RefusalCode.SAME_PLACE,
        RefusalCode.ALREADY_ISSUED,
        RefusalCode.UNKNOWN_RECORD,
    }
)


def book(
    count: OpenCount, desk: Desk, reason: str, words: CountingWords, verdicts: SessionVerdicts
) -> Verdict:
    """Book what differs on the open count, with a reason, and close it."""
    sheet = count.sheet
    if sheet is None:
        return verdicts.said(Counting.NO_PLACE, Tone.ATTENTION, words.scan_a_place())
    rows = sheet.to_book()
    if not rows:
        return verdicts.said(Counting.NOTHING_COUNTED, Tone.ATTENTION, words.nothing_counted())
    lacking = next((row for row in rows if (row.counted or ZERO) < row.item.reserved), None)
    if lacking is not None:
        return verdicts.said(Counting.RESERVED_MISSING, Tone.ATTENTION, words.reserved_missing(lacking))
    outcome = count.book(desk, reason)
    if isinstance(outcome, Refused):
        return _not_booked(outcome, count, words, verdicts)
    differing = [row for row in rows if row.difference]
    count.close()
    verdict = verdicts.said(
        Counting.BOOKED,
        Tone.ACCEPTED,
        words.booked(sheet.began.location, differing),
        sound=Sound.KIT_COMPLETE,
        accepted=True,
    )
    return replace(verdict, command_id=outcome.command_id)


def _not_booked(
    refused: Refused, count: OpenCount, words: CountingWords, verdicts: SessionVerdicts
) -> Verdict:
    stale = count.refresh() if refused.code in _MAY_BE_STALE else []
    if not stale:
        return verdicts.refused(refused)
    return verdicts.said(RefusalCode.STALE_COUNT, Tone.REFUSED, words.stale(stale), sound=Sound.REFUSED)
