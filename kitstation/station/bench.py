"""The bench session: scans and keys in, commands and verdicts out. A state machine without a screen."""

from __future__ import annotations

import logging
import re
from dataclasses import dataclass, replace
from datetime import timedelta
from decimal import Decimal
from time import perf_counter_ns
from typing import Final

from kitstation.domain.commands import IssueItem
from kitstation.domain.picking import suggested_quantity
from kitstation.domain.quantities import ONE, QuantityError, quantity
from kitstation.domain.records import TrackingType
from kitstation.domain.refusals import RefusalCode, Refused, refuse
from kitstation.scanning.controls import ControlCode
from kitstation.scanning.grammar import read
from kitstation.scanning.meaning import ProblemCode
from kitstation.scanning.scan import Scan
from kitstation.station import candidates
from kitstation.station.desk import Desk
from kitstation.station.kit_on_bench import KitOnBench
from kitstation.station.kit_view import KitView, NextStep
from kitstation.station.occasion import Occasion
from kitstation.station.questions import HowMany, Mode, OverNeed, Question, WhichOf
from kitstation.station.resolving import Resolution, resolve
from kitstation.station.sentences import Circumstances, Speech, Wording
from kitstation.station.transfers import Transfers
from kitstation.station.verdict_making import VerdictMaker
from kitstation.station.verdicts import Done, Sound, Tone, Verdict
from kitstation.store.queries.history import PastScan
from kitstation.store.queries.kits import KitHeader, LineState
from kitstation.store.queries.scan_targets import ItemTarget, NamedTarget
from kitstation.store.store import Reach, Store, no_step

_logger: Final = logging.getLogger(__name__)

_NUMBER: Final = re.compile(r"Q?([0-9]+(?:\.[0-9]*)?|\.[0-9]+)")
"""A quantity as a person types it or a label says it; an exponent or a sign belongs to some other code."""

_BEYOND_NEED: Final = frozenset({RefusalCode.OVER_ISSUE, RefusalCode.LINE_COMPLETE, RefusalCode.KIT_COMPLETE})


@dataclass(frozen=True, slots=True)
class BenchPolicy:
    """What may be set about how the bench behaves."""

    ask_quantity: bool = False
    """Ask how many at every lot and untracked part, instead of issuing what the line still needs."""
    ask_return_quantity: bool = True
    """Ask how many come back, instead of taking all of the item that the kit holds."""
    debounce: timedelta = timedelta(milliseconds=500)
    """The same code within this time is one scan, read twice."""


@dataclass(frozen=True, slots=True)
class BenchView:
    """What the bench page shows, all of it, at one moment."""

    kit: KitView | None
    mode: Mode
    question: Question | None
    last_scans: tuple[PastScan, ...]

    @property
    def next_step(self) -> NextStep | None:
        """Where to go and what to take."""
        return self.kit.next_step if self.kit else None


class BenchSession:
    """One technician's work on one kit at a time. Belongs to the thread that owns the store."""

    def __init__(
        self,
        store: Store,
        desk: Desk,
        *,
        policy: BenchPolicy | None = None,
        speech: Speech | None = None,
        reach: Reach = no_step,
    ) -> None:
        self._store = store
        self._policy = policy or BenchPolicy()
        self._speech = speech or Speech()
        self._reach = reach
        self._making = VerdictMaker(self._speech)
        self._kit = KitOnBench(store, desk.clock)
        self._transfers = Transfers(store, desk, self._kit, self._making)
        self._mode = Mode.ISSUE
        self._question: Question | None = None

    # What can be seen.

    @property
    def mode(self) -> Mode:
        """What scanned items are for."""
        return self._mode

    def view(self, scans: int = 30) -> BenchView:
        """Return all that the page shows."""
        return BenchView(self._kit.view, self._mode, self._question, self._kit.last_scans(scans))

    # What can be done.

    def set_policy(self, policy: BenchPolicy) -> None:
        """Behave differently from now on."""
        self._policy = policy

    def set_desk(self, desk: Desk) -> None:
        """Let somebody else work from now on."""
        self._transfers.desk = desk

    def reload(self) -> None:
        """Read the open kit again, as something else may have changed it."""
        self._kit.reload()

    def scan(self, scan: Scan) -> Verdict:
        """Do what a scan asks for."""
        self._reach("scan.read")
        occasion = Occasion(scan.text, scan.at, scan.framed_ns)
        return self._logged(replace(self._scanned(occasion), scan=scan.text))

    def unreadable(self, text: str, why: str) -> Verdict:
        """Answer to something from a scanner that is no scan."""
        return self._logged(replace(self._unreadable(text, why), scan=text))

    def open_kit(self, number: str) -> Verdict:
        """Put the kit with this number on the bench."""
        header = self._kit.find(number)
        if header is None:
            return self._logged(self._making.refused_for(RefusalCode.UNKNOWN_CODE, number))
        return self._logged(self._open(header))

    def answer(self, text: str) -> Verdict:
        """Answer the question with a typed number."""
        return self._logged(self._typed_answer(text))

    def set_mode(self, mode: Mode) -> Verdict:
        """Issue or return from now on."""
        return self._logged(self._change_mode(mode))

    def confirm(self) -> Verdict:
        """Answer the question with its usual answer."""
        return self._logged(self._confirm())

    def cancel(self) -> Verdict:
        """Drop the question."""
        return self._logged(self._cancel())

    def skip(self) -> Verdict:
        """Put the next step off and go on with the one after it."""
        return self._logged(self._skip())

    def undo(self, command_id: str | None = None) -> Verdict:
        """Take back the kit's last issue or return, or the one with this id."""
        return self._logged(self._undo(command_id))

    # Control codes and keys.

    def _controlled(self, control: ControlCode) -> Verdict:
        match control:
            case ControlCode.ISSUE:
                return self._change_mode(Mode.ISSUE)
            case ControlCode.RETURN:
                return self._change_mode(Mode.RETURN)
            case ControlCode.UNDO:
                return self._undo(None)
            case ControlCode.CONFIRM:
                return self._confirm()
            case ControlCode.CANCEL:
                return self._cancel()
            case ControlCode.NEXT_LINE:
                return self._skip()
            case ControlCode.PRINT:
                return self._unreadable(
                    control.text, self._speech.say("Labels are printed from the kit's page.")
                )
            case _:
                return self._type(control)

    def _change_mode(self, mode: Mode) -> Verdict:
        self._mode, self._question = mode, None
        tone = Tone.RETURNED if mode is Mode.RETURN else Tone.NEUTRAL
        return self._making.said(Done.MODE_CHANGED, tone, Sound.ATTENTION, self._speech.mode(mode))

    def _confirm(self) -> Verdict:
        match self._question:
            case HowMany() as asked:
                return self._typed_answer(asked.typed or f"{asked.usual:f}")
            case OverNeed() as asked:
                self._question = None
                return self._issue(asked.item, asked.line, asked.quantity, self._now(), over_need=True)
            case WhichOf() as asked:
                return self._making.asked(asked)
            case _:
                return self._making.refused_for(RefusalCode.NOTHING_ASKED)

    def _cancel(self) -> Verdict:
        if self._question is None:
            return self._making.refused_for(RefusalCode.NOTHING_ASKED)
        self._question = None
        wording = Wording(self._speech.say("Cancelled"), self._speech.say("Nothing was changed."))
        return self._making.said(Done.CANCELLED, Tone.NEUTRAL, Sound.NONE, wording)

    def _skip(self) -> Verdict:
        if self._kit.view is None or self._kit.view.next_step is None:
            return self._making.refused_for(RefusalCode.NOTHING_ASKED)
        self._kit.view = self._kit.view.skipping_next()
        step = self._kit.view.next_step
        place = step.take.location if step else ""
        wording = Wording(self._speech.say("Next line"), place.replace("/", " / "))
        return self._making.said(Done.NEXT_LINE, Tone.NEUTRAL, Sound.NONE, wording)

    def _undo(self, command_id: str | None) -> Verdict:
        if self._kit.view is None:
            return self._making.refused_for(RefusalCode.NO_KIT_OPEN)
        self._question = None
        target = command_id or self._kit.last_undoable()
        if target is None:
            return self._making.refused_for(RefusalCode.NOTHING_TO_UNDO)
        return self._transfers.take_back(target, self._now())

    def _type(self, control: ControlCode) -> Verdict:
        if isinstance(self._question, WhichOf) and control.digit is not None:
            return self._typed_answer(str(control.digit))
        if isinstance(self._question, OverNeed):
            asked = self._question
            self._question = HowMany(Mode.ISSUE, asked.item, asked.line, asked.quantity, asked.item.quantity)
        if not isinstance(self._question, HowMany):
            return self._making.refused_for(RefusalCode.NOTHING_ASKED, control.text)
        self._question = replace(self._question, typed=_typed(self._question.typed, control))
        headline = f"{self._question.typed or '…'} {self._question.item.unit}"
        wording = Wording(headline, self._speech.question(self._question).headline)
        return self._making.said(Done.DIGIT_TYPED, Tone.QUESTION, Sound.NONE, wording)

    def _typed_answer(self, text: str) -> Verdict:
        if self._question is None:
            return self._making.refused_for(RefusalCode.NOTHING_ASKED, text)
        return self._answered(text, self._now()) or self._making.refused_for(
            RefusalCode.BAD_QUANTITY, text, quantity=text, why=self._speech.say("Type a number above 0")
        )

    def _answered(self, text: str, occasion: Occasion) -> Verdict | None:
        """Return the verdict of an answer to the question; None where the text is none."""
        number = _number_in(text)
        if number is None:
            return None
        asked = self._question
        match asked:
            case HowMany(mode=Mode.ISSUE):
                self._question = None
                return self._issue(asked.item, asked.line, number, occasion)
            case HowMany():
                self._question = None
                return self._bring_back(asked.item, asked.line, number, occasion)
            case OverNeed():
                self._question = None
                return self._issue(asked.item, asked.line, number, occasion, over_need=True)
            case WhichOf() if number == int(number) and number <= len(asked.items):
                self._question = None
                return self._take(asked.items[int(number) - 1], asked.label_quantity, occasion)
            case _:
                return None

    # Scans.

    def _scanned(self, occasion: Occasion) -> Verdict:
        reading = read(occasion.text)
        if reading.control is not None:
            return self._controlled(reading.control)
        with self._store.reading() as reader:
            resolution = resolve(reading, reader)
        self._reach("scan.resolved")
        # What has a number of its own is no answer: a lot may be called 12.
        if self._question and not resolution.targets:
            plain = reading.meanings[-1].fields["text"]
            if verdict := self._answered(plain, occasion):
                return verdict
        self._question = None
        return self._resolved(resolution, occasion)

    def _resolved(self, resolution: Resolution, occasion: Occasion) -> Verdict:
        targets = resolution.targets
        if targets.items:
            return self._items(targets.items, resolution.quantity, occasion)
        if targets.kits and (header := self._kit.find(targets.kits[0].name)):
            return self._open(header)
        if targets.parts:
            return self._part(targets.parts, resolution, occasion)
        if targets.locations:
            return self._found(targets.locations[0].name, self._speech.say("A place"))
        problems = resolution.meaning.problems if resolution.meaning else ()
        for problem in problems:
            if problem.code is ProblemCode.SEPARATORS_LOST:
                return self._unreadable(occasion.text, problem.detail)
        return self._making.refused_for(RefusalCode.UNKNOWN_CODE, occasion.text)

    def _items(
        self, items: tuple[ItemTarget, ...], label_quantity: Decimal | None, occasion: Occasion
    ) -> Verdict:
        if self._kit.view is None:
            wording = self._speech.found(items[0])
            return self._making.said(Done.FOUND, Tone.NEUTRAL, Sound.ATTENTION, wording, item=items[0])
        if self._mode is Mode.ISSUE:
            meant = candidates.to_issue(items, self._kit.view)
        else:
            meant = candidates.to_return(items, self._kit.held(items))
        if isinstance(meant, Refused):
            return self._making.refused(meant, Circumstances(occasion.text, item=items[0]))
        if len(meant) > 1:
            self._question = WhichOf(self._mode, meant, label_quantity)
            return self._making.asked(self._question)
        return self._take(meant[0], label_quantity, occasion)

    def _part(self, parts: tuple[NamedTarget, ...], resolution: Resolution, occasion: Occasion) -> Verdict:
        """Find the item that a part's own number stands for: loose stock needs no other number."""
        line = next((line for part in parts if (line := self._kit.line_for(part.uid))), None)
        if line is None:
            return self._other_part(parts[0], occasion)
        if line.tracking is not TrackingType.UNTRACKED:
            return self._number_missing(line, resolution, occasion)
        issuing = self._mode is Mode.ISSUE
        items = self._kit.next_item_for(line) if issuing else self._kit.items_in(line)
        if not items:
            code = RefusalCode.NOT_ENOUGH if issuing else RefusalCode.NOT_ISSUED_HERE
            return self._making.refused(refuse(code), Circumstances(occasion.text, line=line))
        return self._take(items[0], resolution.quantity, occasion)

    def _other_part(self, part: NamedTarget, occasion: Occasion) -> Verdict:
        if self._kit.view is None:
            return self._found(part.name, self._speech.say("A part"))
        around = Circumstances(occasion.text, item=self._kit.first_item_of(part.uid))
        return self._making.refused(refuse(RefusalCode.WRONG_PART, part_number=part.name), around)

    def _number_missing(self, line: LineState, resolution: Resolution, occasion: Occasion) -> Verdict:
        meaning = resolution.meaning
        number = (meaning.serial_number or meaning.lot_number) if meaning else None
        if number:
            refused = refuse(RefusalCode.UNKNOWN_CODE, part_number=line.part_number, number=number)
        else:
            tracking = line.tracking.value
            refused = refuse(RefusalCode.NUMBER_NEEDED, part_number=line.part_number, tracking=tracking)
        return self._making.refused(refused, Circumstances(occasion.text, line=line))

    # Taking and bringing back.

    def _take(self, item: ItemTarget, label_quantity: Decimal | None, occasion: Occasion) -> Verdict:
        line = self._kit.line_for(item.part_uid)
        if line is None:
            refused = refuse(RefusalCode.WRONG_PART, part_number=item.part_number)
            return self._making.refused(refused, Circumstances(occasion.text, item=item))
        if item.serial_number is None and self._is_repeated(occasion):
            refused = refuse(RefusalCode.SCANNED_TWICE)
            return self._making.refused(refused, Circumstances(occasion.text, item, line))
        if self._mode is Mode.RETURN:
            return self._take_back(item, line, label_quantity, occasion)
        if item.serial_number:
            return self._issue(item, line, ONE, occasion)
        usual = suggested_quantity(remaining=line.remaining, on_hand=item.quantity)
        how_many = HowMany(Mode.ISSUE, item, line, usual, item.quantity)
        if label_quantity is None and self._policy.ask_quantity and line.remaining and item.quantity:
            self._question = how_many
            return self._making.asked(how_many)
        if label_quantity and line.remaining and label_quantity > line.remaining:
            return self._too_many_on_label(label_quantity, how_many, occasion)
        return self._issue(item, line, label_quantity or usual, occasion)

    def _too_many_on_label(self, label_quantity: Decimal, how_many: HowMany, occasion: Occasion) -> Verdict:
        """Ask how many to take of a reel that holds more than is needed."""
        verdict = self._issue(how_many.item, how_many.line, label_quantity, occasion)
        if verdict.code != RefusalCode.OVER_ISSUE:
            return verdict
        self._question = how_many
        return replace(verdict, sentence=self._speech.question(how_many).sentence)

    def _take_back(
        self, item: ItemTarget, line: LineState, label_quantity: Decimal | None, occasion: Occasion
    ) -> Verdict:
        held = self._kit.held((item,)).get(item.uid)
        if item.serial_number or not held:
            return self._bring_back(item, line, ONE, occasion)
        how_many = HowMany(Mode.RETURN, item, line, held, held)
        if label_quantity is None and self._policy.ask_return_quantity and held != ONE:
            self._question = how_many
            return self._making.asked(how_many)
        verdict = self._bring_back(item, line, label_quantity or held, occasion)
        if verdict.code == RefusalCode.RETURN_EXCEEDS:
            self._question = how_many
        return verdict

    def _issue(
        self,
        item: ItemTarget,
        line: LineState,
        number: Decimal,
        occasion: Occasion,
        *,
        over_need: bool = False,
    ) -> Verdict:
        command = IssueItem(item_uid=item.uid, line_uid=line.uid, quantity=number, over_need=over_need)
        verdict = self._transfers.issue(command, item, line, occasion)
        return (
            self._not_issued(verdict, command, (item, line), occasion)
            if isinstance(verdict, Refused)
            else verdict
        )

    def _not_issued(
        self, refused: Refused, command: IssueItem, what: tuple[ItemTarget, LineState], occasion: Occasion
    ) -> Verdict:
        item, line = what
        if refused.code is RefusalCode.LINE_COMPLETE and self._kit.view and self._kit.view.is_complete:
            refused = Refused(RefusalCode.KIT_COMPLETE, refused.facts)
        verdict = self._making.refused(refused, self._around(item, line, occasion))
        if refused.code in _BEYOND_NEED:
            self._question = OverNeed(item, line, command.quantity)
        if refused.code is RefusalCode.OVER_ISSUE and self._question:
            verdict = replace(verdict, sentence=self._speech.question(self._question).sentence)
        return verdict

    def _bring_back(self, item: ItemTarget, line: LineState, number: Decimal, occasion: Occasion) -> Verdict:
        verdict = self._transfers.bring_back(item, line, number, occasion)
        if isinstance(verdict, Refused):
            return self._making.refused(verdict, self._around(item, line, occasion))
        return verdict

    # Around them.

    def _open(self, header: KitHeader) -> Verdict:
        self._kit.put(header)
        self._transfers.forget_last()
        self._mode, self._question = Mode.ISSUE, None
        still_open = header.lines - header.lines_complete
        wording = self._speech.kit_opened(header.number, header.run, still_open)
        return self._making.said(Done.KIT_OPENED, Tone.NEUTRAL, Sound.ATTENTION, wording)

    def _found(self, name: str, what: str) -> Verdict:
        wording = self._speech.named(name, what)
        return self._making.said(Done.FOUND, Tone.NEUTRAL, Sound.ATTENTION, wording)

    def _unreadable(self, text: str, why: str) -> Verdict:
        return self._making.refused_for(RefusalCode.UNREADABLE_SCAN, text, why=why)

    def _around(self, item: ItemTarget, line: LineState, occasion: Occasion) -> Circumstances:
        view = self._kit.view
        return Circumstances(
            occasion.text,
            item,
            line,
            self._kit.whereabouts(item.uid),
            view.header.number if view else "",
            just_now=self._is_repeated(occasion),
        )

    def _is_repeated(self, occasion: Occasion) -> bool:
        return self._transfers.is_repeated(occasion, self._policy.debounce)

    def _now(self) -> Occasion:
        return Occasion("", self._transfers.desk.clock.now(), perf_counter_ns())

    def _logged(self, verdict: Verdict) -> Verdict:
        facts = {
            "code": verdict.code,
            "scan": verdict.scan,
            "kit": self._kit.view.header.number if self._kit.view else None,
            "command_id": verdict.command_id,
            "elapsed_ms": verdict.elapsed_ms,
        }
        _logger.info("verdict", extra=facts)
        return verdict


def _number_in(text: str) -> Decimal | None:
    """Return the number above 0 that a text is."""
    found = _NUMBER.fullmatch(text.strip(" \t"))
    if found is None:
        return None
    try:
        number = quantity(found[1])
    except QuantityError:
        return None
    return number if number > 0 else None


def _typed(typed: str, control: ControlCode) -> str:
    match control:
        case ControlCode.BACKSPACE:
            return typed[:-1]
        case ControlCode.POINT:
            return typed if "." in typed else f"{typed}."
        case _:
            return f"{typed}{control.digit}"
