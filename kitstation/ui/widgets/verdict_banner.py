"""What happened with the last scan: one banner, readable from two metres."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kitstation.ui.theme.painting import draw_outline, draw_round
from kitstation.ui.theme.sizes import TextRole
from kitstation.ui.theme.tokens import Tokens, Tone
from kitstation.ui.widgets.headline import Headline
from kitstation.ui.widgets.text import IconView, Text

if TYPE_CHECKING:
    from kitstation.ui.theme.apply import Appearance

# One flash per scan, and shorter than a person scans: never more than three a second.
FLASH_MS = 160
_HEIGHT = 124
_WIDE_HEIGHT = 150
_WIDE_PIXELS = 44
# Between these widths the headline grows from its usual size to the largest.
_USUAL_WIDTH, _WIDE = 1000, 1400
_ICONS = {
    Tone.ACCEPTED: "accepted",
    Tone.REFUSED: "refused",
    Tone.ATTENTION: "attention",
    Tone.QUESTION: "question",
    Tone.RETURNED: "returned",
    Tone.IDLE: "scanner",
}


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is said about a scan. `code` names a refusal for the log; it is shown in the tool tip alone."""

    tone: Tone
    headline: str
    sentence: str = ""
    code: str = ""


class VerdictBanner(QWidget):
    """Shows a verdict until the next one. It covers nothing, needs no click, and keeps its height.

    What it says never changes the height; a wide banner is higher and its headline larger.
    """

    def __init__(self, appearance: Appearance, *, flash: bool = False) -> None:
        super().__init__()
        self._appearance = appearance
        self._verdict = Verdict(Tone.IDLE, "")
        self._inverted = False
        self.flash = flash
        self._icon = IconView(appearance, _ICONS[Tone.IDLE], 60)
        self._headline = Headline(appearance)
        self._sentence = Text(appearance, role=TextRole.LEAD, lines=2)
        self._flash_end = QTimer(self)
        self._flash_end.setSingleShot(True)
        self._flash_end.timeout.connect(self._end_flash)
        self._lay_out()
        appearance.changed.connect(self._restyle)
        self._restyle()

    @property
    def verdict(self) -> Verdict:
        """The verdict that is shown."""
        return self._verdict

    @property
    def flashing(self) -> bool:
        """Whether the banner is shown with its colours exchanged just now."""
        return self._inverted

    def show_verdict(self, verdict: Verdict) -> None:
        """Show a verdict in place of the last one, and announce it to screen readers."""
        self._verdict = verdict
        self._headline.setText(verdict.headline)
        self._sentence.setText(verdict.sentence)
        self._sentence.setVisible(bool(verdict.sentence))
        self.setToolTip("\n".join(part for part in (verdict.sentence, verdict.code) if part))
        spoken = ". ".join(part.rstrip(".") for part in (verdict.headline, verdict.sentence) if part)
        self.setAccessibleName(spoken)
        self._set_inverted(inverted=self.flash)
        if self.flash:
            self._flash_end.start(FLASH_MS)
        self._announce(spoken)

    def sizeHint(self) -> QSize:
        """Return the size of the banner with two lines of sentence."""
        return QSize(self._appearance.sizes.scaled(480), self.minimumHeight())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Write larger where there is more room."""
        super().resizeEvent(event)
        self._fit_width()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ground in the verdict's colour."""
        radius = self._appearance.sizes.card_radius
        painter = QPainter(self)
        draw_round(painter, self.rect(), self._ground(self._appearance.tokens), radius)
        draw_outline(painter, self.rect(), self._edge(), radius)

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(self._appearance.sizes.unit)
        words.addStretch()
        words.addWidget(self._headline)
        words.addWidget(self._sentence)
        words.addStretch()
        row = QHBoxLayout(self)
        sizes = self._appearance.sizes
        row.setContentsMargins(sizes.scaled(28), sizes.scaled(12), sizes.scaled(24), sizes.scaled(12))
        row.setSpacing(sizes.scaled(24))
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addLayout(words, 1)

    def _announce(self, spoken: str) -> None:
        if QAccessible.isActive() and spoken:
            event = QAccessibleAnnouncementEvent(self, spoken)
            urgent = self._verdict.tone in (Tone.REFUSED, Tone.ATTENTION, Tone.QUESTION)
            politeness = QAccessible.AnnouncementPoliteness
            event.setPoliteness(politeness.Assertive if urgent else politeness.Polite)
            QAccessible.updateAccessibility(event)

    def _end_flash(self) -> None:
        self._set_inverted(inverted=False)

    def _set_inverted(self, *, inverted: bool) -> None:
        self._inverted = inverted
        ink = partial(_ink, self._verdict.tone, inverted)
        tone = self._verdict.tone
        self._icon.set_icon(_ICONS[tone], ink, heavy=tone is not Tone.IDLE)
        self._headline.set_colour(ink)
        self._sentence.set_colour(ink)
        self.update()

    def _ground(self, tokens: Tokens) -> str:
        colours = tokens.tone(self._verdict.tone)
        if self._verdict.tone is Tone.IDLE:
            return tokens.surface
        return colours.ink if self._inverted else colours.soft

    def _edge(self) -> str:
        tokens = self._appearance.tokens
        return tokens.line if self._verdict.tone is Tone.IDLE else self._ground(tokens)

    def _restyle(self) -> None:
        self._fit_width()
        self._set_inverted(inverted=self._inverted)

    def _fit_width(self) -> None:
        sizes = self._appearance.sizes
        usual, wide = sizes.scaled(_USUAL_WIDTH), sizes.scaled(_WIDE)
        share = min(1.0, max(0.0, (self.width() - usual) / (wide - usual)))
        pixels = sizes.text(TextRole.VERDICT)
        self._headline.set_largest(pixels + round(share * (sizes.scaled(_WIDE_PIXELS) - pixels)))
        height, wide_height = sizes.scaled(_HEIGHT), sizes.scaled(_WIDE_HEIGHT)
        self.setFixedHeight(height + round(share * (wide_height - height)))


def _ink(tone: Tone, inverted: bool, tokens: Tokens) -> str:  # noqa: FBT001 - bound with partial
    colours = tokens.tone(tone)
    return colours.soft if inverted and tone is not Tone.IDLE else colours.ink
