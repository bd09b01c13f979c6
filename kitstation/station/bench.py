"""The bench session: scans and keys in, commands and verdicts out. A state machine without a screen."""

from __future__ import annotations

import logging
import re
from dataclasses import dataclass, field, replace
from decimal import Decimal
from time import perf_counter_ns
from typing import Final

from kitstation.domain.quantities import QuantityError, quantity
from kitstation.domain.refusals import RefusalCode
from kitstation.scanning.controls import ControlCode
from kitstation.scanning.meaning import ProblemCode, Reading
from kitstation.scanning.scan import Scan
from kitstation.station.attendance import Attendance, OnDuty
from kitstation.station.bench_policy import BenchPolicy
from kitstation.station.desk import Desk
from kitstation.station.kit_on_bench import KitOnBench
from kitstation.station.kit_view import KitView, NextStep
from kitstation.station.moving import Moving
from kitstation.station.occasion import Occasion
from kitstation.station.operators import load_staff
from kitstation.station.questions import Expired, HowMany, Mode, OverNeed, Question, WhichOf
from kitstation.station.resolving import Resolution, resolve
from kitstation.station.sentences import Speech, Wording
from kitstation.station.signing_on import SigningOn
from kitstation.station.taking import Reply, Taking
from kitstation.station.transfers import Transfers
from kitstation.station.typed_digits import with_control
from kitstation.station.verdict_making import VerdictMaker
from kitstation.station.verdicts import Done, Sound, Tone, Verdict
from kitstation.store.queries.history import PastScan
from kitstation.store.queries.kits import KitHeader
from kitstation.store.store import Reach, Store, no_step

__all__ = ["BenchPolicy", "BenchSession", "BenchView", "Occasion"]

_logger: Final = logging.getLogger(__name__)

_NUMBER: Final = re.compile(r"Q?([0-9]+(?:\.[0-9]*)?|\.[0-9]+)")
"""A quantity as a person types it or a label says it; an exponent or a sign belongs to some other code."""


@dataclass(frozen=True, slots=True)
class BenchView:
    """What the bench page shows, all of it, at one moment."""

    kit: KitView | None
    mode: Mode
    question: Question | None
    last_scans: tuple[PastScan, ...]
    on_duty: OnDuty = field(default_factory=OnDuty)
    target: str = ""
    """The place to which is moved what is scanned while no kit is open; empty is none."""

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
        self._speech = speech or Speech()
        self._reach = reach
        self._making = VerdictMaker(self._speech)
        self._kit = KitOnBench(store, desk.clock)
        self._policy = policy or BenchPolicy()
        self._attendance = Attendance(load_staff(store), desk)
        self._signing = SigningOn(self._attendance, self._making)
        self._transfers = Transfers(store, self._attendance.desk, self._kit, self._making)
        self._taking = Taking(self._kit, self._transfers, self._making, self._policy)
        self._moving = Moving(store, self._transfers, self._making, self._policy)
        self._mode = Mode.ISSUE
        self._question: Question | None = None

    # What can be seen.

    @property
    def mode(self) -> Mode:
        """What scanned items are for."""
        return self._mode

    def view(self, scans: int = 30) -> BenchView:
        """Return all that the page shows."""
        return BenchView(
            self._kit.view,
            self._mode,
            self._question,
            self._kit.last_scans(scans),
            self._attendance.on_duty,
            self._moving.target.name if self._moving.target else "",
        )

    # What can be done.

    def set_policy(self, policy: BenchPolicy) -> None:
        """Behave differently from now on."""
        self._policy = self._taking.policy = self._moving.policy = policy

    def set_desk(self, desk: Desk) -> None:
        """Work at another desk from now on. Who has signed on stays so; who has not works in its operator's name."""
        self._attendance.set_desk(desk)
        self._transfers.desk = self._attendance.desk

    def sign_off(self) -> Verdict:
        """Sign off whoever has signed on."""
        return self._signed(self._signing.sign_off())

    def give_pin(self, pin: str) -> Verdict:
        """Answer the question for a PIN."""
        return self._signed(self._signing.give_pin(pin, self._now().at))

    def reload(self) -> None:
        """Read the open kit and the operators again, as something else may have changed them."""
        self._kit.reload()
        self._attendance.refresh(load_staff(self._store))
        self._transfers.desk = self._attendance.desk

    def scan(self, scan: Scan) -> Verdict:
        """Do what a scan asks for."""
        self._reach("scan.read")
        occasion = Occasion(scan.text, scan.at, scan.framed_ns)
        if self._kit.follow():
            self.reload()
        reading = self._attendance.desk.grammar.read(occasion.text)
        if self._attendance.sign_off_idle(occasion.at, self._policy.sign_off_after):
            self._transfers.desk = self._attendance.desk
        if verdict := self._signing.scanned(occasion.text, reading, occasion.at, self._policy.debounce):
            return self._signed(verdict)
        self._transfers.note(occasion)
        return self._logged(replace(self._scanned(occasion, reading), scan=scan.text))

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
                # The window prints; without it there is the command for it.
                return self._making.refused_for(RefusalCode.NOTHING_ASKED, control.text)
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
                reply = self._taking.issue(
                    asked.item,
                    asked.line,
                    asked.quantity,
                    self._now(),
                    over_need=True,
                    expired_ok=asked.expired_ok,
                )
                return self._replied(reply)
            case Expired() as asked:
                reply = self._taking.issue(
                    asked.item,
                    asked.line,
                    asked.quantity,
                    self._now(),
                    over_need=asked.over_need,
                    expired_ok=True,
                )
                return self._replied(reply)
            case WhichOf() as asked:
                return self._making.asked(asked)
            case _:
                return self._making.refused_for(RefusalCode.NOTHING_ASKED)

    def _cancel(self) -> Verdict:
        if self._question is None and self._moving.target is None:
            return self._making.refused_for(RefusalCode.NOTHING_ASKED)
        if self._question is None:
            self._moving.release()
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
        self._question = None
        if self._kit.view is None and self._moving.has_moved:
            return self._moving.take_back(self._now())
        if self._kit.view is None:
            return self._making.refused_for(RefusalCode.NO_KIT_OPEN)
        target = command_id or self._kit.last_undoable()
        if target is None:
            return self._making.refused_for(RefusalCode.NOTHING_TO_UNDO)
        return self._transfers.take_back(target, self._now())

    def _type(self, control: ControlCode) -> Verdict:
        if isinstance(self._question, WhichOf) and control.digit is not None:
            return self._typed_answer(str(control.digit))
        if isinstance(self._question, OverNeed | Expired):
            asked = self._question
            self._question = HowMany(Mode.ISSUE, asked.item, asked.line, asked.quantity, asked.item.quantity)
        if not isinstance(self._question, HowMany):
            return self._making.refused_for(RefusalCode.NOTHING_ASKED, control.text)
        self._question = replace(self._question, typed=with_control(self._question.typed, control))
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
                return self._replied(self._taking.issue(asked.item, asked.line, number, occasion))
            case HowMany():
                return self._replied(self._taking.bring_back(asked.item, asked.line, number, occasion))
            case OverNeed(expired_ok=expired_ok):
                reply = self._taking.issue(
                    asked.item, asked.line, number, occasion, over_need=True, expired_ok=expired_ok
                )
                return self._replied(reply)
            case Expired():
                return self._replied(self._taking.issue(asked.item, asked.line, number, occasion))
            case WhichOf() if number == int(number) and number <= len(asked.items):
                item = asked.items[int(number) - 1]
                if self._kit.view is None:
                    return self._replied(Reply(self._moving.item(item, asked.label_quantity, occasion)))
                return self._replied(self._taking.item(item, asked.label_quantity, asked.mode, occasion))
            case _:
                return None

    # Scans.

    def _scanned(self, occasion: Occasion, reading: Reading) -> Verdict:
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

    def _resolved(self, named: Resolution, occasion: Occasion) -> Verdict:
        targets, view = named.targets, self._kit.view
        if targets.items and view:
            return self._replied(self._taking.items(named, view, self._mode, occasion))
        if targets.items and self._moving.target:
            return self._replied(self._moving.items(named, occasion))
        if targets.items:
            item = targets.items[0]
            wording = self._speech.found(item)
            return self._making.said(Done.FOUND, Tone.NEUTRAL, Sound.ATTENTION, wording, item=item)
        if targets.kits and (header := self._kit.find(targets.kits[0].name)):
            return self._open(header)
        if targets.parts and view:
            return self._replied(self._taking.part(named, self._mode, occasion))
        if targets.parts and self._moving.target:
            return self._replied(self._moving.part(named, occasion))
        if targets.parts:
            return self._found(targets.parts[0].name, self._speech.say("A part"))
        if targets.locations and view is None:
            return self._moving.hold(targets.locations[0])
        if targets.locations:
            return self._found(targets.locations[0].name, self._speech.say("A place"))
        return self._unknown(named, occasion)

    def _unknown(self, named: Resolution, occasion: Occasion) -> Verdict:
        for problem in named.meaning.problems if named.meaning else ():
            if problem.code is ProblemCode.SEPARATORS_LOST:
                return self._unreadable(occasion.text, problem.detail)
        return self._making.refused_for(RefusalCode.UNKNOWN_CODE, occasion.text)

    # Around them.

    def _replied(self, reply: Reply) -> Verdict:
        self._question = reply.question
        return reply.verdict

    def _open(self, header: KitHeader) -> Verdict:
        self._kit.put(header)
        self._transfers.forget_last()
        self._moving.forget()
        self._mode, self._question = Mode.ISSUE, None
        still_open = header.lines - header.lines_complete
        wording = self._speech.kit_opened(header.number, header.run, still_open)
        return self._making.said(Done.KIT_OPENED, Tone.NEUTRAL, Sound.ATTENTION, wording)

    def _signed(self, verdict: Verdict) -> Verdict:
        """Work on for whoever is there now. What was scanned is nobody's business: it is a badge or a PIN."""
        self._transfers.desk = self._attendance.desk
        self._transfers.forget_last()
        if verdict.code in {Done.SIGNED_ON, Done.SIGNED_OFF}:
            self._question = None
        return self._logged(verdict)

    def _found(self, name: str, what: str) -> Verdict:
        wording = self._speech.named(name, what)
        return self._making.said(Done.FOUND, Tone.NEUTRAL, Sound.ATTENTION, wording)

    def _unreadable(self, text: str, why: str) -> Verdict:
        return self._making.refused_for(RefusalCode.UNREADABLE_SCAN, text, why=why)

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
