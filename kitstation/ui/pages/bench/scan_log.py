"""The last scans: what the journal knows, with the refusals of this sitting in their places between."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from datetime import datetime, tzinfo

from kitstation.domain.commands import ReturnItem
from kitstation.station.sentences import Speech, amount, digits
from kitstation.store.queries.history import PastScan
from kitstation.ui.pages.bench.lines import USUAL_UNIT
from kitstation.ui.panes.scan_list import ScanEntry
from kitstation.ui.theme.tokens import Tone
from kitstation.ui.widgets.verdict_banner import Verdict as BannerWords

_KEPT = 30


@dataclass(frozen=True, slots=True)
class _Refusal:
    """A refusal, and the last command that had been accepted before it."""

    entry: ScanEntry
    after: str | None


class ScanLog:
    """Keeps the refusals of the kit that is open; they are in no journal, as they changed nothing."""

    def __init__(self, speech: Speech, zone: tzinfo | None = None) -> None:
        """`zone` is the time zone of clock times; None is the computer's own."""
        self._speech = speech
        self._zone = zone
        self._refusals: deque[_Refusal] = deque(maxlen=_KEPT)
        self._count = 0

    def begin(self) -> None:
        """Forget the refusals: another kit is on the bench."""
        self._refusals.clear()

    def note(self, words: BannerWords, at: datetime, past: tuple[PastScan, ...]) -> None:
        """Keep what was refused at a moment, `past` being what the journal says then."""
        self._count += 1
        entry = ScanEntry(self._count, words.tone, words.headline, self._time(at))
        self._refusals.append(_Refusal(entry, past[0].command_id if past else None))

    def entries(self, past: tuple[PastScan, ...]) -> tuple[ScanEntry, ...]:
        """Return the last scans, newest first."""
        entries: list[ScanEntry] = []
        for scan in past:
            entries += self._after(scan.command_id)
            entries.append(self._entry(scan))
        return tuple(entries + self._after(None))[:_KEPT]

    def _after(self, command_id: str | None) -> list[ScanEntry]:
        return [refusal.entry for refusal in reversed(self._refusals) if refusal.after == command_id]

    def _entry(self, scan: PastScan) -> ScanEntry:
        say = self._speech.say
        is_return = scan.kind == ReturnItem.__name__
        if scan.undone:
            done, tone = say("taken back"), Tone.IDLE
        elif is_return:
            done, tone = say("returned"), Tone.RETURNED
        else:
            done, tone = say("issued"), Tone.ACCEPTED
        detail = " · ".join(part for part in (done, self._which(scan)) if part)
        return ScanEntry(
            scan.command_id,
            tone,
            self._what(scan),
            self._time(scan.at),
            detail,
            undoable=not scan.undone,
            undone=scan.undone,
        )

    def _what(self, scan: PastScan) -> str:
        if scan.serial_number:
            return scan.serial_number
        if scan.unit == USUAL_UNIT:
            return f"{digits(scan.quantity)} × {scan.part_number}"  # noqa: RUF001 - so many times
        return self._speech.say(
            "{quantity} of {part}", quantity=amount(scan.quantity, scan.unit), part=scan.part_number
        )

    def _which(self, scan: PastScan) -> str:
        if scan.serial_number:
            return scan.part_number
        return self._speech.say("lot {number}", number=scan.lot_number) if scan.lot_number else ""

    def _time(self, at: datetime) -> str:
        return at.astimezone(self._zone).strftime("%H:%M:%S")
