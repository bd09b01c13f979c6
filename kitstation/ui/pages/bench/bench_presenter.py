"""From what the bench session says to what the widgets show. Nothing here needs a window."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum, auto

from kitstation.station.bench import BenchView
from kitstation.station.kit_view import KitView, NextStep
from kitstation.station.questions import Expired, HowMany, Mode, OverNeed, Question, WhichOf
from kitstation.station.sentences import Speech, amount, digits, item_name, readable
from kitstation.station.verdicts import Verdict
from kitstation.store.queries.kits import LineState
from kitstation.store.queries.scan_targets import ItemTarget
from kitstation.store.queries.takes import TakeFrom
from kitstation.ui.kit_heading import missing, short_count
from kitstation.ui.pages.bench.lines import LineRow
from kitstation.ui.pages.verdict_words import TONES, not_recorded
from kitstation.ui.theme.painting import PillContent
from kitstation.ui.theme.tokens import Tone
from kitstation.ui.widgets.next_step_card import NextStep as StepWords
from kitstation.ui.widgets.question_card import Question as QuestionWords
from kitstation.ui.widgets.question_card import Suggestion
from kitstation.ui.widgets.verdict_banner import Verdict as BannerWords

CHOICES_MAX = 9
"""More cannot be chosen from by one digit."""


class Answer(Enum):
    """An answer that is no number."""

    CONFIRM = auto()


@dataclass(frozen=True, slots=True)
class NoStep:
    """Why there is no next step, in words."""

    title: str
    sentence: str = ""
    trailing: PillContent | None = None


class BenchPresenter:
    """Puts the bench into words for its widgets, in one language."""

    def __init__(self, speech: Speech) -> None:
        self._say = speech.say
        self._speech = speech

    def tone(self, verdict: Verdict) -> Tone:
        """Return the tone in which a verdict is shown."""
        return TONES[verdict.tone]

    def banner(self, verdict: Verdict, question: Question | None = None) -> BannerWords:
        """Return what the banner says. Of the open question it says how to answer; the card has the figures."""
        sentence = verdict.sentence
        if question is not None and sentence == self._speech.question(question).sentence:
            sentence = self._how_to_answer(question)
        return BannerWords(self.tone(verdict), verdict.headline, sentence, verdict.code)

    def _how_to_answer(self, question: Question) -> str:
        match question:
            case HowMany():
                return self._say("Scan or type the number, or confirm {usual}.", usual=digits(question.usual))
            case Expired():
                return self._speech.question(question).sentence
            case OverNeed():
                return self._say("Confirm to issue it all the same, or put it back.")
            case WhichOf():
                return self._speech.question(question).sentence

    def not_recorded(self, text: str, error: BaseException) -> BannerWords:
        """Return what the banner says when a request failed: never green, and what to do."""
        return not_recorded(self._speech, error, text)

    def waiting(self) -> BannerWords:
        """Return what the banner says before the first scan."""
        return BannerWords(Tone.IDLE, self._say("Ready to scan"), self._say("Scan a part, a kit or a place."))

    # The kit.

    def rows(self, view: BenchView) -> tuple[LineRow, ...]:
        """Return the lines in walking order, the current one marked."""
        if view.kit is None:
            return ()
        step = view.next_step if view.mode is Mode.ISSUE else None
        current = step.line.uid if step else None
        return tuple(LineRow(line, line.uid == current) for line in view.kit.lines)

    # The next step.

    def step(self, view: BenchView) -> StepWords | NoStep:
        """Return where to go and what to take, or why there is nothing to take."""
        if view.kit is None and view.target:
            pill = PillContent(self._say("moving"), Tone.RETURNED)
            title = self._say("Scan what goes to {place}", place=readable(view.target))
            return NoStep(title, self._say("Esc ends it. A kit's label opens the kit."), pill)
        if view.kit is None:
            return NoStep("")
        if view.mode is Mode.RETURN:
            title = self._say("Scan what goes back")
            pill = PillContent(self._say("return mode"), Tone.RETURNED)
            return NoStep(
                title, self._say("It leaves the kit and goes back to its place. F2 issues again."), pill
            )
        step = view.next_step
        return self._going(view.kit, step) if step else self._nowhere_to_go(view.kit)

    def _going(self, kit: KitView, step: NextStep) -> StepWords:
        take = step.take
        what = self._number(take)
        there = (
            self._say("{quantity} there", quantity=digits(take.quantity)) if not take.serial_number else ""
        )
        return StepWords(
            location=readable(take.location),
            quantity=digits(step.quantity),
            unit=step.line.unit,
            part=take.substitute or step.line.part_number,
            item=what,
            reason=self._reason(step.line, take),
            there=there,
            trailing=self._trailing(kit, step),
        )

    def _number(self, take: TakeFrom) -> str:
        if take.serial_number:
            return self._say("serial {number}", number=take.serial_number)
        return self._say("lot {number}", number=take.lot_number) if take.lot_number else ""

    def _reason(self, line: LineState, take: TakeFrom) -> str:
        if take.substitute == line.part_number:
            return self._say(
                "another revision than {revision}, which is not to be had", revision=line.revision
            )
        if take.substitute:
            return self._say("substitute for {part}, which is not to be had", part=line.part_number)
        if take.reserved:
            return self._say("reserved for this kit")
        if take.expires_on is None:
            return self._say("oldest first")
        if take.expired:
            return self._say("expired {day}: have it checked", day=_day(take.expires_on))
        return self._say("use by {day}, first to expire", day=_day(take.expires_on))

    def _trailing(self, kit: KitView, step: NextStep) -> PillContent | None:
        if step.then is None:
            return PillContent(self._say("last stop"), Tone.ACCEPTED)
        if step.then == step.take.location:
            return PillContent(self._say("then stay here"), Tone.ACCEPTED)
        lines = sum(_is_taken_at(line, step.then) for line in kit.lines)
        count = self._say("1 line") if lines == 1 else self._say("{n} lines", n=lines)
        then = self._say("then {place}, {count}", place=_beside(step.then, step.take.location), count=count)
        return PillContent(then, Tone.ACCEPTED)

    def _nowhere_to_go(self, kit: KitView) -> NoStep:
        if kit.is_complete:
            sentence = self._say("Scan the next kit's label, or choose a kit.")
            pill = PillContent(self._say("complete"), Tone.ACCEPTED)
            return NoStep(self._say("The kit is complete"), sentence, pill)
        short = [line for line in kit.lines if line.short]
        if not short:
            return NoStep(
                self._say("The kit has no lines"),
                self._say("Import its bill of materials, then make a new kit."),
            )
        parts = ", ".join(missing(line) for line in short[:3])
        more = self._say(" and more") if len(short) > 3 else ""
        return NoStep(
            self._say("Nothing more to take"),
            self._say("Missing from stock: {parts}", parts=parts + more),
            PillContent(short_count(self._speech, short), Tone.ATTENTION),
        )

    # The question.

    def question(self, question: Question) -> QuestionWords:
        """Return what the question card shows: the thing, what is needed and what is there; the banner asks."""
        match question:
            case HowMany():
                return QuestionWords(
                    question.item.part_number,
                    self._which(question.item),
                    self._figures(question),
                    unit=question.item.unit,
                    usual=Suggestion(digits(question.usual), Answer.CONFIRM),
                )
            case OverNeed():
                asked = amount(question.quantity, question.item.unit)
                label = self._say("Issue {amount} all the same", amount=asked)
                needed = amount(question.line.remaining, question.line.unit)
                return QuestionWords(
                    question.item.part_number,
                    self._which(question.item),
                    self._say("The line needs {needed}, you have {asked}", needed=needed, asked=asked),
                    takes_number=False,
                    usual=Suggestion(label, Answer.CONFIRM),
                    suggestions=(Suggestion(label, Answer.CONFIRM),),
                )
            case Expired():
                label = self._say("Use it all the same")
                return QuestionWords(
                    question.item.part_number,
                    self._which(question.item),
                    self._say("It expired on {day}", day=_day(question.item.expires_on))
                    if question.item.expires_on
                    else "",
                    takes_number=False,
                    usual=Suggestion(label, Answer.CONFIRM),
                    suggestions=(Suggestion(label, Answer.CONFIRM),),
                )
            case WhichOf():
                return QuestionWords(
                    self._say("{n} things have this code", n=len(question.items)),
                    takes_number=False,
                    suggestions=tuple(
                        Suggestion(self._choice(number, item), number)
                        for number, item in enumerate(question.items[:CHOICES_MAX], 1)
                    ),
                )

    def _which(self, item: ItemTarget) -> str:
        place = readable(item.location)
        if item.lot_number:
            return self._say("lot {number} · {place}", number=item.lot_number, place=place)
        return place

    def _figures(self, question: HowMany) -> str:
        there = amount(question.there, question.item.unit)
        if question.mode is Mode.RETURN:
            return self._say("{there} in the kit", there=there)
        needed = amount(question.line.remaining, question.line.unit)
        return self._say("The line needs {needed} · {there} there", needed=needed, there=there)

    def _choice(self, number: int, item: ItemTarget) -> str:
        where = f"{readable(item.location)} · {amount(item.quantity, item.unit)}"
        return f"{number}   {item_name(item)}\n{item.part_number}\n{where}"


def _is_taken_at(line: LineState, location: str) -> bool:
    return not line.is_complete and line.take is not None and line.take.location == location


def _beside(location: str, here: str) -> str:
    """Return a location as somebody says it who stands at another: without what both have in common."""
    head, _, last = location.rpartition("/")
    return last if head == here.rpartition("/")[0] else readable(location)


def _day(day: date) -> str:
    return day.isoformat()
