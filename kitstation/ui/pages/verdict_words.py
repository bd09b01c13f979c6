"""What the banner says of a verdict, and of a scan that came to none. Nothing here needs a window."""

from __future__ import annotations

from kitstation.domain.errors import KitstationError
from kitstation.station.sentences import Speech
from kitstation.station.verdicts import Tone as VerdictTone
from kitstation.station.verdicts import Verdict
from kitstation.ui.theme.tokens import Tone
from kitstation.ui.widgets.verdict_banner import Verdict as BannerWords

TONES = {
    VerdictTone.ACCEPTED: Tone.ACCEPTED,
    VerdictTone.RETURNED: Tone.RETURNED,
    VerdictTone.REFUSED: Tone.REFUSED,
    VerdictTone.ATTENTION: Tone.ATTENTION,
    VerdictTone.QUESTION: Tone.QUESTION,
    VerdictTone.NEUTRAL: Tone.IDLE,
}


def banner(verdict: Verdict) -> BannerWords:
    """Return what the banner says of a verdict."""
    return BannerWords(TONES[verdict.tone], verdict.headline, verdict.sentence, verdict.code)


def not_recorded(speech: Speech, error: BaseException, text: str = "") -> BannerWords:
    """Return what the banner says when a request failed: never green, and what to do.

    `text` is what was scanned, where that helps to find the thing again.
    """
    if not isinstance(error, KitstationError):
        again = speech.say("Scan it again.") if text else speech.say("Try again.")
        why = speech.say("The program made an error, which is in the log.")
        return BannerWords(Tone.REFUSED, speech.say("Not recorded"), f"{why} {again}", type(error).__name__)
    headline = speech.say("Not recorded: {scan}", scan=text) if text else speech.say("Not recorded")
    return BannerWords(Tone.REFUSED, headline, f"{error.title}. {error.hint}", error.detail)
