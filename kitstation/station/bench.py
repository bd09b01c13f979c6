"""The bench session: scans and keys in, commands and verdicts out. A state machine without a screen."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from time import perf_counter_ns

from kitstation.domain.commands import IssueItem, ReturnItem, Undo
from kitstation.domain.outcomes import Accepted
from kitstation.domain.picking import suggested_quantity
from kitstation.domain.quantities import ONE, QuantityError, quantity
from kitstation.domain.records import Kit, TrackingType
from kitstation.domain.refusals import RefusalCode, Refused, refuse
from kitstation.scanning.controls import ControlCode
from kitstation.scanning.grammar import read
from kitstation.scanning.scan import Scan
from kitstation.station import candidates
from kitstation.station.desk import Desk
from kitstation.station.kit_view import KitView, NextStep
from kitstation.station.questions import HowMany, Mode, OverNeed, Question, WhichOf
from kitstation.station.resolving import Resolution, resolve
from kitstation.station.sentences import Circumstances, Speech, Wording, item_name
from kitstation.station.verdicts import Done, Sound, Tone, Verdict
from kitstation.store.queries import history, kits, scan_targets
from kitstation.store.queries.kits import LineState
from kitstation.store.queries.scan_targets import ItemTarget, NamedTarget
from kitstation.store.store import Reach, Store, no_step


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
    last_scans: tuple[history.PastScan, ...]

    @property
    def next_step(self) -> NextStep | None:
        """Where to go and what to take."""
        return self.kit.next_step if self.kit else None


@dataclass(frozen=True, slots=True)
class Occasion:
    """The scan or key press that something is done for."""

    text: str
    at: datetime
    since_ns: int


@dataclass(frozen=True, slots=True)
class _Counted:
    """The last scan that moved something."""

    text: str
    at: datetime


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
        self._desk = desk
        self._policy = policy or BenchPolicy()
        self._speech = speech or Speech()
        self._reach = reach
        self._kit: KitView | None = None
        self._mode = Mode.ISSUE
        self._question: Question | None = None
        self._counted: _Counted | None = None

    # What can be seen.

    @property
    def mode(self) -> Mode:
        """What scanned items are for."""
        return self._mode

    def view(self, scans: int = 30) -> BenchView:
        """Return all that the page shows."""
        past: tuple[history.PastScan, ...] = ()
        if self._kit:
            with self._store.reading() as reader:
                past = history.last_scans(reader, self._kit.header.uid, scans)
        return BenchView(self._kit, self._mode, self._question, past)

    # What can be done.

    def set_policy(self, policy: BenchPolicy) -> None:
        """Behave differently from now on."""
        self._policy = policy

    def set_desk(self, desk: Desk) -> None:
        """Let somebody else work from now on."""
        self._desk = desk

    def open_kit(self, number: str) -> Verdict:
        """Put the kit with this number on the bench."""
        with self._store.reading() as reader:
            header = kits.kit_by_number(reader, number)
        if header is None:
            return self._refused(refuse(RefusalCode.UNKNOWN_CODE), Circumstances(number))
        return self._open(header)

    def reload(self) -> None:
        """Read the open kit again, as something else may have changed it."""
        if self._kit:
            with self._store.reading() as reader:
                header = kits.kit_by_uid(reader, self._kit.header.uid)
                if header:
                    self._kit = KitView.of(header, kits.kit_lines(reader, header.uid, self._today()))

    def scan(self, scan: Scan) -> Verdict:
        """Do what a scan asks for."""
        self._reach("scan.read")
        occasion = Occasion(scan.text, scan.at, scan.framed_ns)
        return replace(self._scanned(occasion), scan=scan.text)

    def unreadable(self, text: str, why: str) -> Verdict:
        """Answer to something from a scanner that is no scan."""
        verdict = self._refused(refuse(RefusalCode.UNREADABLE_SCAN, why=why), Circumstances(text))
        return replace(verdict, scan=text)

    def answer(self, text: str) -> Verdict:
        """Answer the question with a typed number."""
        return self._answered(text, self._now()) or self._refused(
            refuse(RefusalCode.BAD_QUANTITY, quantity=text, why="Type a number above 0")
            if self._question
            else refuse(RefusalCode.NOTHING_ASKED),
            Circumstances(text),
        )

    def set_mode(self, mode: Mode) -> Verdict:
        """Issue or return from now on."""
        self._mode, self._question = mode, None
        tone = Tone.RETURNED if mode is Mode.RETURN else Tone.NEUTRAL
        return self._said(Done.MODE_CHANGED, tone, Sound.ATTENTION, self._speech.mode(mode))

    def confirm(self) -> Verdict:
        """Answer the question with its usual answer."""
        match self._question:
            case HowMany() as asked:
                answer = asked.typed or f"{asked.usual:f}"
                return self.answer(answer)
            case OverNeed() as asked:
                self._question = None
                return self._issue(asked.item, asked.line, asked.quantity, self._now(), over_need=True)
            case WhichOf():
                return self._ask(self._question)
            case _:
                return self._refused(refuse(RefusalCode.NOTHING_ASKED), Circumstances(""))

    def cancel(self) -> Verdict:
        """Drop the question."""
        if self._question is None:
            return self._refused(refuse(RefusalCode.NOTHING_ASKED), Circumstances(""))
        self._question = None
        wording = Wording(self._speech.say("Cancelled"), self._speech.say("Nothing was changed."))
        return self._said(Done.CANCELLED, Tone.NEUTRAL, Sound.NONE, wording)

    def skip(self) -> Verdict:
        """Put the next step off and go on with the one after it."""
        if self._kit is None or self._kit.next_step is None:
            return self._refused(refuse(RefusalCode.NOTHING_ASKED), Circumstances(""))
        self._kit = self._kit.skipping_next()
        step = self._kit.next_step
        place = step.take.location if step else ""
        wording = Wording(self._speech.say("Next line"), place.replace("/", " / "))
        return self._said(Done.NEXT_LINE, Tone.NEUTRAL, Sound.NONE, wording)

    def undo(self, command_id: str | None = None) -> Verdict:
        """Take back the kit's last issue or return, or the one with this id."""
        if self._kit is None:
            return self._refused(refuse(RefusalCode.NO_KIT_OPEN), Circumstances(""))
        self._question = self._counted = None
        with self._store.reading() as reader:
            target = command_id or history.last_undoable(reader, self._kit.header.uid)
        if target is None:
            return self._refused(refuse(RefusalCode.NOTHING_TO_UNDO), Circumstances(""))
        occasion = self._now()
        entry = self._desk.entry(Undo(command_id=target))
        outcome = self._store.execute(entry)
        if isinstance(outcome, Refused):
            return self._refused(outcome, Circumstances(""))
        return self._undone(outcome, occasion)

    # Scans.

    def _scanned(self, occasion: Occasion) -> Verdict:
        reading = read(occasion.text)
        if reading.control is not None:
            return self._controlled(reading.control)
        if self._question and (verdict := self._answered(occasion.text.strip(" \t\r\n"), occasion)):
            return verdict
        self._question = None
        with self._store.reading() as reader:
            resolution = resolve(reading, reader)
        self._reach("scan.resolved")
        return self._resolved(resolution, occasion)

    def _controlled(self, control: ControlCode) -> Verdict:
        match control:
            case ControlCode.ISSUE:
                return self.set_mode(Mode.ISSUE)
            case ControlCode.RETURN:
                return self.set_mode(Mode.RETURN)
            case ControlCode.UNDO:
                return self.undo()
            case ControlCode.CONFIRM:
                return self.confirm()
            case ControlCode.CANCEL:
                return self.cancel()
            case ControlCode.NEXT_LINE:
                return self.skip()
            case ControlCode.PRINT:
                why = self._speech.say("Labels are printed from the kit's page.")
                return self.unreadable(control.text, why)
            case _:
                return self._typed(control)

    def _typed(self, control: ControlCode) -> Verdict:
        if isinstance(self._question, WhichOf) and control.digit is not None:
            return self.answer(str(control.digit))
        if isinstance(self._question, OverNeed):
            asked = self._question
            there = asked.item.quantity
            self._question = HowMany(Mode.ISSUE, asked.item, asked.line, asked.quantity, there)
        if not isinstance(self._question, HowMany):
            return self._refused(refuse(RefusalCode.NOTHING_ASKED), Circumstances(control.text))
        typed = self._question.typed
        match control:
            case ControlCode.BACKSPACE:
                typed = typed[:-1]
            case ControlCode.POINT:
                typed += "" if "." in typed else "."
            case _:
                typed += str(control.digit)
        self._question = replace(self._question, typed=typed)
        wording = self._speech.question(self._question)
        headline = f"{typed or '…'} {self._question.item.unit}"
        return self._said(Done.DIGIT_TYPED, Tone.QUESTION, Sound.NONE, Wording(headline, wording.headline))

    def _answered(self, text: str, occasion: Occasion) -> Verdict | None:
        """Return the verdict of an answer to the question; None where the text is none."""
        try:
            number = quantity(text.removeprefix("Q"))
        except QuantityError:
            return None
        if number <= 0:
            return None
        match self._question:
            case HowMany(mode=Mode.ISSUE) as asked:
                self._question = None
                return self._issue(asked.item, asked.line, number, occasion)
            case HowMany() as asked:
                self._question = None
                return self._return(asked.item, asked.line, number, occasion)
            case OverNeed() as asked:
                self._question = None
                return self._issue(asked.item, asked.line, number, occasion, over_need=True)
            case WhichOf() as asked if number == int(number) and number <= len(asked.items):
                self._question = None
                return self._take(asked.items[int(number) - 1], asked.label_quantity, occasion)
            case _:
                return None

    def _resolved(self, resolution: Resolution, occasion: Occasion) -> Verdict:
        targets = resolution.targets
        if targets.items:
            return self._items(targets.items, resolution.quantity, occasion)
        if targets.kits:
            return self.open_kit(targets.kits[0].name)
        if targets.parts:
            return self._part(targets.parts, resolution, occasion)
        if targets.locations:
            return self._found(targets.locations[0].name, self._speech.say("A place"))
        return self._refused(refuse(RefusalCode.UNKNOWN_CODE), Circumstances(occasion.text))

    def _items(
        self, items: tuple[ItemTarget, ...], label_quantity: Decimal | None, occasion: Occasion
    ) -> Verdict:
        if self._kit is None:
            return self._said(
                Done.FOUND, Tone.NEUTRAL, Sound.ATTENTION, self._speech.found(items[0]), item=items[0]
            )
        if self._mode is Mode.ISSUE:
            meant = candidates.to_issue(items, self._kit)
        else:
            meant = candidates.to_return(items, self._held(items))
        if isinstance(meant, Refused):
            return self._refused(meant, Circumstances(occasion.text, item=items[0]))
        if len(meant) > 1:
            self._question = WhichOf(self._mode, meant, label_quantity)
            return self._ask(self._question, code=RefusalCode.SEVERAL_MATCHES)
        return self._take(meant[0], label_quantity, occasion)

    def _part(self, parts: tuple[NamedTarget, ...], resolution: Resolution, occasion: Occasion) -> Verdict:
        """Find the item that a part's own number stands for: loose stock needs no other number."""
        part = next((part for part in parts if self._kit and self._kit.line_for(part.uid)), parts[0])
        line = self._kit.line_for(part.uid) if self._kit else None
        if line is None:
            return self._other_part(part, occasion)
        if line.tracking is not TrackingType.UNTRACKED:
            return self._number_missing(line, resolution, occasion)
        items = self._loose_items(line)
        if not items:
            code = RefusalCode.NOT_ENOUGH if self._mode is Mode.ISSUE else RefusalCode.NOT_ISSUED_HERE
            return self._refused(refuse(code), Circumstances(occasion.text, line=line))
        return self._take(items[0], resolution.quantity, occasion)

    def _loose_items(self, line: LineState) -> tuple[ItemTarget, ...]:
        with self._store.reading() as reader:
            if self._mode is Mode.RETURN:
                held = kits.items_of_line(reader, line.uid)
                return tuple(
                    item for one in held for item in scan_targets.with_uid(reader, one.item_uid).items
                )
            if line.take is not None:
                return scan_targets.with_uid(reader, line.take.item_uid).items
        return ()

    def _other_part(self, part: NamedTarget, occasion: Occasion) -> Verdict:
        with self._store.reading() as reader:
            items = scan_targets.items_to_take(reader, part.uid, limit=1)
        if self._kit is None:
            return self._found(part.name, self._speech.say("A part"))
        item = items[0] if items else None
        refused = refuse(RefusalCode.WRONG_PART, part_number=part.name)
        return self._refused(refused, Circumstances(occasion.text, item=item))

    def _number_missing(self, line: LineState, resolution: Resolution, occasion: Occasion) -> Verdict:
        meaning = resolution.meaning
        number = (meaning.serial_number or meaning.lot_number) if meaning else None
        if number:
            refused = refuse(RefusalCode.UNKNOWN_CODE, part_number=line.part_number, number=number)
        else:
            tracking = line.tracking.value
            refused = refuse(RefusalCode.NUMBER_NEEDED, part_number=line.part_number, tracking=tracking)
        return self._refused(refused, Circumstances(occasion.text, line=line))

    # Taking and bringing back.

    def _take(self, item: ItemTarget, label_quantity: Decimal | None, occasion: Occasion) -> Verdict:
        line = self._kit.line_for(item.part_uid) if self._kit else None
        if line is None:
            refused = refuse(RefusalCode.WRONG_PART, part_number=item.part_number)
            return self._refused(refused, Circumstances(occasion.text, item=item))
        if item.serial_number is None and self._is_repeated(occasion):
            return self._refused(refuse(RefusalCode.SCANNED_TWICE), Circumstances(occasion.text, item, line))
        if self._mode is Mode.RETURN:
            return self._take_back(item, line, label_quantity, occasion)
        if item.serial_number:
            return self._issue(item, line, ONE, occasion)
        usual = suggested_quantity(remaining=line.remaining, on_hand=item.quantity)
        if label_quantity is None and self._policy.ask_quantity and line.remaining and item.quantity:
            self._question = HowMany(Mode.ISSUE, item, line, usual, item.quantity)
            return self._ask(self._question)
        verdict = self._issue(item, line, label_quantity or usual, occasion)
        if verdict.code == RefusalCode.OVER_ISSUE:
            self._question = HowMany(Mode.ISSUE, item, line, usual, item.quantity)
        return verdict

    def _take_back(
        self, item: ItemTarget, line: LineState, label_quantity: Decimal | None, occasion: Occasion
    ) -> Verdict:
        held = self._held((item,)).get(item.uid)
        if item.serial_number or not held:
            return self._return(item, line, ONE, occasion)
        if label_quantity is None and self._policy.ask_return_quantity and held != ONE:
            self._question = HowMany(Mode.RETURN, item, line, held, held)
            return self._ask(self._question)
        return self._return(item, line, label_quantity or held, occasion)

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
        outcome = self._store.execute(self._desk.entry(command))
        elapsed_ms = (perf_counter_ns() - occasion.since_ns) / 1e6
        if isinstance(outcome, Refused):
            return self._not_issued(outcome, item, line, number, occasion)
        self._counted = _Counted(occasion.text, occasion.at)
        line = self._line_after(line, outcome)
        complete = bool(self._kit and self._kit.is_complete)
        sound = Sound.LINE_COMPLETE if line.is_complete else Sound.ACCEPTED
        wording = self._speech.issued(item, number, line, kit_complete=complete)
        verdict = self._said(
            Done.ISSUED, Tone.ACCEPTED, Sound.KIT_COMPLETE if complete else sound, wording, item=item
        )
        return replace(
            verdict, quantity=number, line=line, command_id=outcome.command_id, elapsed_ms=elapsed_ms
        )

    def _not_issued(
        self, refused: Refused, item: ItemTarget, line: LineState, number: Decimal, occasion: Occasion
    ) -> Verdict:
        if refused.code is RefusalCode.LINE_COMPLETE and self._kit and self._kit.is_complete:
            refused = Refused(RefusalCode.KIT_COMPLETE, refused.facts)
        if refused.code in {RefusalCode.OVER_ISSUE, RefusalCode.LINE_COMPLETE, RefusalCode.KIT_COMPLETE}:
            self._question = OverNeed(item, line, number)
        return self._refused(refused, self._around(item, line, occasion))

    def _return(self, item: ItemTarget, line: LineState, number: Decimal, occasion: Occasion) -> Verdict:
        command = ReturnItem(item_uid=item.uid, line_uid=line.uid, quantity=number)
        outcome = self._store.execute(self._desk.entry(command))
        elapsed_ms = (perf_counter_ns() - occasion.since_ns) / 1e6
        if isinstance(outcome, Refused):
            return self._refused(outcome, self._around(item, line, occasion))
        self._counted = _Counted(occasion.text, occasion.at)
        line = self._line_after(line, outcome)
        verdict = self._said(
            Done.RETURNED, Tone.RETURNED, Sound.RETURNED, self._speech.returned(item, number, line), item=item
        )
        return replace(
            verdict, quantity=number, line=line, command_id=outcome.command_id, elapsed_ms=elapsed_ms
        )

    def _undone(self, outcome: Accepted, occasion: Occasion) -> Verdict:
        movement = outcome.changes.movements[0]
        with self._store.reading() as reader:
            (item,) = scan_targets.with_uid(reader, movement.item_uid).items
        line = self._kit.line_for(item.part_uid) if self._kit else None
        if line is not None:
            line = self._line_after(line, outcome)
        what = item.serial_number or f"{movement.quantity:f} {item.unit} · {item_name(item)}"
        verdict = self._said(
            Done.UNDONE, Tone.RETURNED, Sound.RETURNED, self._speech.undone(what, line), item=item
        )
        return replace(
            verdict,
            quantity=movement.quantity,
            line=line,
            command_id=outcome.command_id,
            elapsed_ms=(perf_counter_ns() - occasion.since_ns) / 1e6,
        )

    def _line_after(self, line: LineState, outcome: Accepted) -> LineState:
        """Read a line again after a command, and put it into the picture of the kit."""
        with self._store.reading() as reader:
            changed = kits.kit_line(reader, line.uid, self._today()) or line
        status = next((put.status for put in outcome.changes.puts if isinstance(put, Kit)), None)
        if self._kit:
            self._kit = self._kit.with_line(changed, status)
        return changed

    def _held(self, items: tuple[ItemTarget, ...]) -> dict[str, Decimal]:
        """Return how much of each item the kit holds."""
        if self._kit is None:
            return {}
        lines = {line.uid for item in items if (line := self._kit.line_for(item.part_uid))}
        with self._store.reading() as reader:
            return {
                one.item_uid: one.quantity
                for line_uid in lines
                for one in kits.items_of_line(reader, line_uid)
            }

    # Verdicts.

    def _open(self, header: kits.KitHeader) -> Verdict:
        with self._store.reading() as reader:
            self._kit = KitView.of(header, kits.kit_lines(reader, header.uid, self._today()))
        self._mode, self._question, self._counted = Mode.ISSUE, None, None
        still_open = header.lines - header.lines_complete
        wording = self._speech.kit_opened(header.number, header.run, still_open)
        return self._said(Done.KIT_OPENED, Tone.NEUTRAL, Sound.ATTENTION, wording)

    def _found(self, name: str, what: str) -> Verdict:
        return self._said(Done.FOUND, Tone.NEUTRAL, Sound.ATTENTION, self._speech.named(name, what))

    def _said(
        self, code: Done, tone: Tone, sound: Sound, wording: Wording, *, item: ItemTarget | None = None
    ) -> Verdict:
        return _verdict(wording, item, accepted=True, code=code.value, tone=tone, sound=sound)

    def _ask(self, question: Question, code: RefusalCode = RefusalCode.QUANTITY_NEEDED) -> Verdict:
        item = None if isinstance(question, WhichOf) else question.item
        wording = self._speech.question(question)
        verdict = _verdict(
            wording, item, accepted=False, code=code.value, tone=Tone.QUESTION, sound=Sound.ATTENTION
        )
        return verdict if isinstance(question, WhichOf) else replace(verdict, line=question.line)

    def _refused(self, refused: Refused, around: Circumstances) -> Verdict:
        manner = self._speech.manner(refused.code, just_now=around.just_now)
        verdict = _verdict(
            self._speech.refusal(refused, around),
            around.item,
            accepted=False,
            code=refused.code.value,
            tone=manner.tone,
            sound=manner.sound,
        )
        return replace(verdict, line=around.line)

    def _around(self, item: ItemTarget, line: LineState, occasion: Occasion) -> Circumstances:
        with self._store.reading() as reader:
            held = history.whereabouts(reader, item.uid)
        kit = self._kit.header.number if self._kit else ""
        return Circumstances(occasion.text, item, line, held, kit, just_now=self._is_repeated(occasion))

    def _is_repeated(self, occasion: Occasion) -> bool:
        last = self._counted
        return bool(
            last
            and last.text
            and last.text == occasion.text
            and occasion.at - last.at < self._policy.debounce
        )

    def _now(self) -> Occasion:
        return Occasion("", self._desk.clock.now(), perf_counter_ns())

    def _today(self) -> date:
        return self._desk.clock.now().date()


def _verdict(
    wording: Wording, item: ItemTarget | None, *, accepted: bool, code: str, tone: Tone, sound: Sound
) -> Verdict:
    return Verdict(
        accepted=accepted,
        code=code,
        tone=tone,
        sound=sound,
        headline=wording.headline,
        sentence=wording.sentence,
        part_number=item.part_number if item else None,
        serial_number=item.serial_number if item else None,
        lot_number=item.lot_number if item else None,
    )
