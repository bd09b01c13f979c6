"""Transfers: items go into the kit and back, each as one command, and the verdict says what became of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from decimal import Decimal

from kitstation.domain.commands import Command, IssueItem, ReturnItem, TransferItem, Undo
from kitstation.domain.movements import Bucket
from kitstation.domain.outcomes import Accepted, Outcome
from kitstation.domain.quantities import ZERO
from kitstation.domain.refusals import Refused
from kitstation.station.desk import Desk
from kitstation.station.kit_on_bench import KitOnBench
from kitstation.station.occasion import Occasion
from kitstation.station.sentences import Circumstances, item_name
from kitstation.station.verdict_making import VerdictMaker
from kitstation.station.verdicts import Done, Sound, Tone, Verdict
from kitstation.store.queries.kits import LineState
from kitstation.store.queries.scan_targets import ItemTarget
from kitstation.store.store import Store


@dataclass(frozen=True, slots=True)
class _Counted:
    """The last scan that moved something."""

    text: str
    at: datetime


class Transfers:
    """Hands in what moves items, for one desk. Remembers the last scan that counted."""

    def __init__(self, store: Store, desk: Desk, kit: KitOnBench, making: VerdictMaker) -> None:
        self.desk = desk
        self._store = store
        self._kit = kit
        self._making = making
        self._counted: _Counted | None = None

    def forget_last(self) -> None:
        """Let the next scan count, whatever it is."""
        self._counted = None

    def note(self, occasion: Occasion) -> None:
        """Take note of a scan: a scanner that reads a code twice reads nothing else in between."""
        if self._counted and self._counted.text != occasion.text:
            self.forget_last()

    def is_repeated(self, occasion: Occasion, debounce: timedelta) -> bool:
        """Tell whether this is the scan that has just counted, read a second time."""
        last = self._counted
        return bool(last and last.text and last.text == occasion.text and occasion.at - last.at < debounce)

    def issue(
        self, command: IssueItem, item: ItemTarget, line: LineState, occasion: Occasion
    ) -> Verdict | Refused:
        """Issue an item to a line."""
        outcome, elapsed_ms = self._hand_in(command, occasion)
        if isinstance(outcome, Refused):
            return outcome
        line = self._kit.line_after(line, outcome)
        complete = bool(self._kit.view and self._kit.view.is_complete)
        sound = Sound.LINE_COMPLETE if line.is_complete else Sound.ACCEPTED
        wording = self._making.speech.issued(item, command.quantity, line, kit_complete=complete)
        verdict = self._making.said(
            Done.ISSUED, Tone.ACCEPTED, Sound.KIT_COMPLETE if complete else sound, wording, item=item
        )
        return _moved(verdict, command.quantity, line, outcome, elapsed_ms)

    def bring_back(
        self, item: ItemTarget, line: LineState, number: Decimal, occasion: Occasion
    ) -> Verdict | Refused:
        """Return an item from a line to where it is kept."""
        command = ReturnItem(item_uid=item.uid, line_uid=line.uid, quantity=number)
        outcome, elapsed_ms = self._hand_in(command, occasion)
        if isinstance(outcome, Refused):
            return outcome
        line = self._kit.line_after(line, outcome)
        wording = self._making.speech.returned(item, number, line)
        verdict = self._making.said(Done.RETURNED, Tone.RETURNED, Sound.RETURNED, wording, item=item)
        return _moved(verdict, number, line, outcome, elapsed_ms)

    def take_back(self, command_id: str, occasion: Occasion) -> Verdict:
        """Undo an issue or a return."""
        outcome, elapsed_ms = self._hand_in(Undo(command_id=command_id), occasion)
        if isinstance(outcome, Refused):
            return self._making.refused(outcome, Circumstances(""))
        self.forget_last()
        # What was reserved for the line and what was not moved each for itself; what was let go is another thing.
        kitted = [
            movement
            for movement in outcome.changes.movements
            if Bucket.PICKED in {movement.from_bucket, movement.to_bucket}
        ]
        number = sum((movement.quantity for movement in kitted), ZERO)
        item = self._kit.item(kitted[0].item_uid)
        line = self._kit.line_moved(outcome)
        if line is not None:
            line = self._kit.line_after(line, outcome)
        what = item.serial_number or f"{number:f} {item.unit} · {item_name(item)}"
        wording = self._making.speech.undone(what, line)
        verdict = self._making.said(Done.UNDONE, Tone.RETURNED, Sound.RETURNED, wording, item=item)
        return _moved(verdict, number, line, outcome, elapsed_ms)

    def move(self, command: TransferItem, occasion: Occasion) -> Outcome:
        """Move an item to another place."""
        return self._hand_in(command, occasion)[0]

    def undo(self, command_id: str, occasion: Occasion) -> Outcome:
        """Take a command back, whatever it was."""
        outcome, _ = self._hand_in(Undo(command_id=command_id), occasion)
        if isinstance(outcome, Accepted):
            self.forget_last()
        return outcome

    @staticmethod
    def done(verdict: Verdict, number: Decimal, outcome: Accepted, occasion: Occasion) -> Verdict:
        """Return a verdict with the command that it is about."""
        return _moved(verdict, number, None, outcome, occasion.elapsed_ms)

    def _hand_in(self, command: Command, occasion: Occasion) -> tuple[Outcome, float]:
        outcome = self._store.execute(self.desk.entry(command))
        elapsed_ms = occasion.elapsed_ms
        if isinstance(outcome, Accepted):
            self._counted = _Counted(occasion.text, occasion.at)
        return outcome, elapsed_ms


def _moved(
    verdict: Verdict, number: Decimal, line: LineState | None, outcome: Accepted, elapsed_ms: float
) -> Verdict:
    return replace(verdict, quantity=number, line=line, command_id=outcome.command_id, elapsed_ms=elapsed_ms)
