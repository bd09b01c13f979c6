"""From what the receiving session says to what its page shows. Nothing here needs a window."""

from __future__ import annotations

from datetime import date

from kitstation.station.receiving import (
    AnotherBag,
    Disagreement,
    OverOrder,
    Question,
    ReceivingView,
    RememberNumbers,
    WhichPart,
    receipt_name,
)
from kitstation.station.receiving_words import ReceivingWords
from kitstation.station.sentences import Speech, Wording, readable
from kitstation.ui.panes.scan_list import ScanEntry
from kitstation.ui.theme.tokens import Tone
from kitstation.ui.widgets.question_card import Question as QuestionWords
from kitstation.ui.widgets.question_card import Suggestion
from kitstation.ui.widgets.verdict_banner import Verdict as BannerWords

YES = "yes"
"""The answer that confirming gives."""


class ReceivingPresenter:
    """Puts receiving into words for its widgets, in one language."""

    def __init__(self, speech: Speech) -> None:
        self._speech = speech
        self._say = speech.say
        self._words = ReceivingWords(speech)

    def ready(self) -> BannerWords:
        """Return what the banner says before the first scan."""
        return BannerWords(
            Tone.IDLE, self._say("Ready to receive"), self._say("Scan the place, then the label of the bag.")
        )

    def remark(self, view: ReceivingView, today: date) -> str:
        """Return how much is open, and how much of it is late."""
        late = sum(1 for line in view.lines if line.is_overdue(today))
        if not view.lines:
            return ""
        told = [self._say("{count} to come", count=len(view.lines))]
        if late:
            told.append(self._say("{count} overdue", count=late))
        return " · ".join(told)

    def title(self, view: ReceivingView) -> str:
        """Return what is in the hand."""
        return self._words.bag(view.form)

    def step(self, view: ReceivingView) -> str:
        """Return what comes next."""
        return self._words.next_step(view.form)

    def question(self, question: Question, view: ReceivingView) -> QuestionWords:
        """Return what is asked, with its answers."""
        match question:
            case Disagreement():
                asked = self._words.conflict(question.differences)
                return _yes_or_no(asked, self._say("Take this code's"))
            case AnotherBag():
                named = question.facts.part.part_number if question.facts.part else ""
                asked = self._words.another_bag(view.form, named)
                return _yes_or_no(asked, self._say("Begin with this bag"))
            case OverOrder():
                asked = self._words.over_order(question.asked, question.line)
                return _yes_or_no(asked, self._say("Take all of it"))
            case RememberNumbers():
                asked = self._words.remember(question.part, question.numbers)
                return _yes_or_no(asked, self._say("Remember it"))
            case WhichPart():
                asked = self._words.which_part(question.parts)
                answers = tuple(
                    Suggestion(f"{at} · {part.part_number} {part.revision}", str(at))
                    for at, part in enumerate(question.parts, start=1)
                )
                return QuestionWords(asked.headline, asked.sentence, takes_number=False, suggestions=answers)

    def receipts(self, view: ReceivingView) -> tuple[ScanEntry, ...]:
        """Return the last receipts, newest first."""
        return tuple(
            ScanEntry(
                receipt.command_id,
                Tone.IDLE if receipt.undone else Tone.ACCEPTED,
                receipt_name(receipt),
                self._speech.clock_time(receipt.at),
                " · ".join(
                    part
                    for part in (
                        self._say("taken back") if receipt.undone else readable(receipt.location),
                        receipt.part_number if receipt.serial_number else receipt.lot_number,
                        receipt.order_number,
                    )
                    if part
                ),
                undoable=not receipt.undone,
                undone=receipt.undone,
            )
            for receipt in view.receipts
        )


def _yes_or_no(asked: Wording, yes: str) -> QuestionWords:
    return QuestionWords(
        asked.headline, asked.sentence, takes_number=False, suggestions=(Suggestion(yes, YES),)
    )
