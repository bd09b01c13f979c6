"""The verdicts of the sessions that fill something in by scanner: receiving and counting."""

from __future__ import annotations

from enum import StrEnum

from kitstation.domain.refusals import RefusalCode, Refused, refuse
from kitstation.station.sentences import Circumstances, Speech, Wording
from kitstation.station.verdicts import Sound, Tone, Verdict


class SessionVerdicts:
    """Makes every verdict of such a session, in one language."""

    def __init__(self, speech: Speech) -> None:
        self._speech = speech

    def said(
        self,
        code: StrEnum,
        tone: Tone,
        wording: Wording,
        *,
        sound: Sound = Sound.ATTENTION,
        accepted: bool = False,
    ) -> Verdict:
        """Return the verdict on what a scan or key did."""
        return Verdict(
            accepted=accepted,
            code=code.value,
            tone=tone,
            sound=sound,
            headline=wording.headline,
            sentence=wording.sentence,
        )

    def refused(self, refused: Refused, text: str = "") -> Verdict:
        """Return the verdict that says why not; `text` is what was scanned."""
        manner = self._speech.manner(refused.code)
        wording = self._speech.refusal(refused, Circumstances(text))
        return self.said(refused.code, manner.tone, wording, sound=manner.sound)

    def nothing_asked(self, text: str = "") -> Verdict:
        """Return the verdict on an answer to which there is no question."""
        return self.refused(refuse(RefusalCode.NOTHING_ASKED), text)
