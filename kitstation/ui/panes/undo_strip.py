"""What was done last, in a sentence, with the offer to take it back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from kitstation.domain.commands import Undo
from kitstation.ui.forms import Acting
from kitstation.ui.panes.take_back_strip import TakeBackStrip
from kitstation.ui.theme.tokens import Ink, Tone
from kitstation.ui.widgets.text import IconView

if TYPE_CHECKING:
    from kitstation.domain.outcomes import Accepted
    from kitstation.station.sentences import Wording
    from kitstation.ui.services import Services


@dataclass(frozen=True, slots=True)
class News:
    """What is to be told, in a tone; `command_ids` can be taken back together."""

    sentence: str
    tone: Tone = Tone.ACCEPTED
    command_ids: tuple[str, ...] = ()


_ICONS = {
    Tone.ACCEPTED: "accepted",
    Tone.REFUSED: "refused",
    Tone.ATTENTION: "attention",
    Tone.QUESTION: "question",
}


class UndoStrip(TakeBackStrip):
    """Stands at the foot of the page until it is dismissed; `undone` tells that something was taken back."""

    undone = Signal()

    def __init__(self, services: Services) -> None:
        appearance = services.appearance
        icons = {
            tone: IconView(appearance, name, 20, ink=Ink.for_tone(tone)) for tone, name in _ICONS.items()
        }
        super().__init__(appearance, *icons.values())
        self._appearance = appearance
        self._acting = Acting(services)
        self._news = News("")
        self._icons = icons

    def tell(self, news: News) -> None:
        """Say something in place of what was said."""
        self._news = news
        self._say(news.sentence)
        self.undo_button.setVisible(bool(news.command_ids))
        self.undo_button.setEnabled(True)
        for tone, icon in self._icons.items():
            icon.setVisible(tone is news.tone)
        self.show()

    def tell_done(self, sentence: str, accepted: Sequence[Accepted]) -> None:
        """Say what was done, and offer to take it back."""
        ids = tuple(one.command_id for one in accepted if not one.repeated)
        self.tell(News(sentence, Tone.ACCEPTED, ids))

    def undo(self) -> None:
        """Take back what was done last, the last command first."""
        ids = self._news.command_ids
        if not ids or self.isHidden() or not self.undo_button.isEnabled():
            return
        self.undo_button.setEnabled(False)
        self._acting.hand_in(
            [Undo(command_id=command_id) for command_id in reversed(ids)],
            self._show_undone,
            self._show_refused,
        )

    def _show_undone(self, _accepted: Sequence[Accepted]) -> None:
        self.tell(News(self.tr("Taken back: {what}").format(what=self._news.sentence), Tone.QUESTION))
        self.undone.emit()

    def _show_refused(self, wording: Wording) -> None:
        self.tell(News(f"{wording.headline}. {wording.sentence}".strip(), Tone.REFUSED))
