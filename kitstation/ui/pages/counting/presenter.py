"""From what the counting session says to what its page shows. Nothing here needs a window."""

from __future__ import annotations

from kitstation.station.count_sheet import CountRow
from kitstation.station.counting import CountView, HowMany, Question
from kitstation.station.counting_words import CountingWords, signed
from kitstation.station.sentences import Speech, amount, digits, readable
from kitstation.store.queries.counting import ShelfItem
from kitstation.ui.panes.facts import Fact
from kitstation.ui.theme.tokens import Tone
from kitstation.ui.widgets.question_card import Question as QuestionWords
from kitstation.ui.widgets.question_card import Suggestion
from kitstation.ui.widgets.verdict_banner import Verdict as BannerWords


class CountingPresenter:
    """Puts a count into words for its widgets, in one language."""

    def __init__(self, speech: Speech) -> None:
        self._say = speech.say
        self._words = CountingWords(speech)

    def ready(self) -> BannerWords:
        """Return what the banner says before the first scan."""
        return BannerWords(
            Tone.IDLE, self._say("Ready to count"), self._say("Scan a place, then what lies there.")
        )

    def remark(self, view: CountView) -> str:
        """Return which place is counted, and how far."""
        if view.location_uid is None:
            return ""
        return self._say(
            "{place} · {done} of {all} counted",
            place=readable(view.location),
            done=view.done,
            all=view.expected,
        )

    def question(self, question: Question, view: CountView) -> QuestionWords:
        """Return what is asked, with its answers."""
        if isinstance(question, HowMany):
            row = next((row for row in view.rows if row.item.uid == question.item.uid), None)
            asked = self._words.how_many(question.item, row, question.usual)
            usual = None
            if question.usual is not None:
                usual = Suggestion(digits(question.usual), digits(question.usual))
            return QuestionWords(
                asked.headline,
                detail=question.item.part_number,
                figures=asked.sentence,
                unit=question.item.unit,
                usual=usual,
            )
        asked = self._words.which(question.items)
        answers = tuple(
            Suggestion(f"{at} · {item.part_number} · {amount(item.lying, item.unit)}", str(at))
            for at, item in enumerate(question.items, start=1)
        )
        return QuestionWords(asked.headline, asked.sentence, takes_number=False, suggestions=answers)

    def progress(self, view: CountView) -> str:
        """Return how far the count is."""
        return self._say("{done} of {all} counted", done=view.done, all=view.expected)

    def changes(self, view: CountView) -> tuple[Fact, ...]:
        """Return what booking changes, item by item."""
        return tuple(Fact(row.item.name, self._change(row)) for row in view.differing)

    def strangers(self, view: CountView) -> tuple[Fact, ...]:
        """Return what lies there and is not counted: what belongs elsewhere, and what nobody knows."""
        known = tuple(Fact(item.name, self._whereabouts(item)) for item in view.misplaced)
        return known + tuple(Fact(code, self._say("not known here")) for code in view.unknown)

    def _change(self, row: CountRow) -> str:
        difference = row.difference if row.difference is not None else -row.expected
        change = f"{signed(difference)} {row.item.unit}"
        if row.belongs_here:
            return change
        return self._say(
            "{change}, moves here from {place}", change=change, place=readable(row.item.location)
        )

    def _whereabouts(self, item: ShelfItem) -> str:
        if item.kit and not item.lying:
            return self._say("in kit {kit}", kit=item.kit)
        if item.serial_number and item.bound:
            return self._say("installed in an assembly")
        return self._say("belongs to {place}", place=readable(item.location))
