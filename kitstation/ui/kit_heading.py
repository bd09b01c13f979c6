"""What the top of the window says about the open kit. Nothing here needs a window."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal

from kitstation.domain.records import KitStatus
from kitstation.station.bench import BenchView
from kitstation.station.sentences import Speech, digits
from kitstation.store.queries.kits import LineState
from kitstation.ui.theme.painting import PillContent
from kitstation.ui.theme.tokens import Tone

_STATUS_TONES = {
    KitStatus.DRAFT: Tone.IDLE,
    KitStatus.REQUESTED: Tone.IDLE,
    KitStatus.IN_PROGRESS: Tone.ATTENTION,
    KitStatus.DELIVERED: Tone.ACCEPTED,
    KitStatus.COMPLETED: Tone.ACCEPTED,
    KitStatus.CANCELED: Tone.REFUSED,
}


@dataclass(frozen=True, slots=True)
class KitHeading:
    """What the top of the window says about the open kit. `short` counts the short lines, `short_parts` names them."""

    number: str
    status: PillContent
    subtitle: str
    lines: str
    pieces: str
    done: int
    total: int
    short: str = ""
    short_parts: str = ""


class KitHeadings:
    """Puts the open kit into words for the top of the window, in one language."""

    def __init__(self, speech: Speech) -> None:
        self._say = speech.say
        self._speech = speech

    def heading(self, view: BenchView) -> KitHeading | None:
        """Return the words about the open kit; None where none is open."""
        if view.kit is None:
            return None
        header = view.kit.header
        short = [line for line in view.kit.lines if line.short]
        assembly = f"{header.assembly} × {digits(header.run_quantity)}"  # noqa: RUF001 - so many times
        return KitHeading(
            number=header.number,
            status=PillContent(self._say(header.status.value.capitalize()), _STATUS_TONES[header.status]),
            subtitle=self._say("Run “{run}” · {assembly}", run=header.run, assembly=assembly),
            lines=self._say("{done} of {all} lines", done=header.lines_complete, all=header.lines),
            pieces=self._say(
                "{done} of {all} pieces",
                done=_short(header.issued),
                all=_short(header.required.to_integral_value(ROUND_CEILING)),
            ),
            done=int(header.issued * 1000 / header.required) if header.required else 0,
            total=1000,
            short=short_count(self._speech, short) if short else "",
            short_parts="\n".join(missing(line) for line in short),
        )


def short_count(speech: Speech, short: Sequence[LineState]) -> str:
    """Return how many lines are short, in words."""
    return speech.say("1 line short") if len(short) == 1 else speech.say("{n} lines short", n=len(short))


def missing(line: LineState) -> str:
    """Return how much of which part a short line lacks."""
    return f"{digits(line.short)} {line.unit} {line.part_number}"


def _short(quantity: Decimal) -> str:
    """Return a sum over parts of different units: whole, as it only shows how far the kit is, and never too far."""
    return f"{int(quantity):,}".replace(",", "\u202f")
