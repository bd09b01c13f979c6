"""Making verdicts: what was done, asked or refused, in words, with its tone and sound."""

from __future__ import annotations

from dataclasses import replace

from kitstation.domain.refusals import RefusalCode, Refused, refuse
from kitstation.station.questions import Question, WhichOf
from kitstation.station.sentences import Circumstances, Speech, Wording
from kitstation.station.verdicts import Done, Sound, Tone, Verdict
from kitstation.store.queries.scan_targets import ItemTarget


class VerdictMaker:
    """Makes every verdict of a bench, in one language."""

    def __init__(self, speech: Speech) -> None:
        self.speech = speech

    def said(
        self, code: Done, tone: Tone, sound: Sound, wording: Wording, *, item: ItemTarget | None = None
    ) -> Verdict:
        """Return the verdict on something that was done."""
        return _verdict(wording, item, accepted=True, code=code.value, tone=tone, sound=sound)

    def asked(self, question: Question) -> Verdict:
        """Return the verdict that asks a question."""
        code = RefusalCode.SEVERAL_MATCHES if isinstance(question, WhichOf) else RefusalCode.QUANTITY_NEEDED
        item = None if isinstance(question, WhichOf) else question.item
        verdict = _verdict(
            self.speech.question(question),
            item,
            accepted=False,
            code=code.value,
            tone=Tone.QUESTION,
            sound=Sound.ATTENTION,
        )
        return verdict if isinstance(question, WhichOf) else replace(verdict, line=question.line)

    def refused(self, refused: Refused, around: Circumstances) -> Verdict:
        """Return the verdict that says why not."""
        manner = self.speech.manner(refused.code, just_now=around.just_now)
        verdict = _verdict(
            self.speech.refusal(refused, around),
            around.item,
            accepted=False,
            code=refused.code.value,
            tone=manner.tone,
            sound=manner.sound,
        )
        return replace(verdict, line=around.line)

    def refused_for(self, code: RefusalCode, text: str = "", **facts: object) -> Verdict:
        """Return the verdict that refuses a text, where nothing else is known."""
        return self.refused(refuse(code, **facts), Circumstances(text))


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
